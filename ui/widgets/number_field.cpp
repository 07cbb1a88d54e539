// SPDX-FileCopyrightText: 2026 The Attune developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/number_field.h"

#include "ui/widgets/value_text.h"

#include <QLocale>

#include <cmath>

namespace attune::ui {

NumberField::NumberField(Kind kind, QWidget *parent) : QLineEdit(parent), m_kind(kind)
{
    connect(this, &QLineEdit::textEdited, this, &NumberField::read);
}

void NumberField::setValue(std::optional<double> value)
{
    const bool says = m_sentence.isEmpty() && value == m_value && (value || text().isEmpty());
    if (says)
        return;
    if (hasFocus() && !m_sentence.isEmpty() && value == m_value)
        return; // half-typed; the document still holds the value from before
    m_value = value;
    setText(value ? exactText(*value) : QString());
    say({});
}

void NumberField::read(const QString &text)
{
    const QString trimmed = text.trimmed();
    if (trimmed.isEmpty()) {
        m_value.reset();
        say({});
        Q_EMIT valueEdited(m_value);
        return;
    }
    bool isNumber = false;
    const double number = QLocale::c().toDouble(trimmed, &isNumber);
    if (!isNumber || !std::isfinite(number)) {
        say(tr("\"%1\" is not a number.").arg(trimmed));
        return;
    }
    if (m_kind == Kind::Whole && number != std::floor(number)) {
        say(tr("\"%1\" is not a whole number.").arg(trimmed));
        return;
    }
    m_value = number;
    say({});
    Q_EMIT valueEdited(m_value);
}

void NumberField::say(const QString &sentence)
{
    if (m_sentence == sentence)
        return;
    m_sentence = sentence;
    Q_EMIT sentenceChanged(sentence);
}

} // namespace attune::ui
