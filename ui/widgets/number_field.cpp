// SPDX-FileCopyrightText: 2026 The Attune developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/number_field.h"

#include "ui/widgets/value_text.h"

#include <QLocale>

#include <cmath>

namespace attune::ui {

namespace {

/// Above it not every whole number is a double.
constexpr double largestWhole = 9007199254740992.0;

} // namespace

NumberField::NumberField(Kind kind, QWidget *parent)
    : QLineEdit(parent), m_kind(kind), m_least(kind == Kind::Whole ? -largestWhole : -HUGE_VAL),
      m_most(-m_least)
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
    if (trimmed.isEmpty() && m_isNeeded && m_value)
        return say(
            tr("There is no number here. %1 counts until you give one.").arg(exactText(*m_value)));
    if (trimmed.isEmpty()) {
        m_value.reset();
        say({});
        Q_EMIT valueEdited(m_value);
        return;
    }
    bool isNumber = false;
    const double number = QLocale::c().toDouble(trimmed, &isNumber);
    if (!isNumber || !std::isfinite(number))
        return say(tr("\"%1\" is not a number.").arg(trimmed));
    if (m_kind == Kind::Whole && number != std::floor(number))
        return say(tr("\"%1\" is not a whole number.").arg(trimmed));
    if (const QString why = whyNot(number); !why.isEmpty())
        return say(why);
    m_value = number;
    say({});
    Q_EMIT valueEdited(m_value);
}

QString NumberField::whyNot(double number) const
{
    if (number < m_least)
        return tr("%1 is too small. Use %2 or more.").arg(exactText(number), exactText(m_least));
    if (number > m_most)
        return tr("%1 is too large. Use %2 or less.").arg(exactText(number), exactText(m_most));
    return {};
}

void NumberField::say(const QString &sentence)
{
    if (m_sentence == sentence)
        return;
    m_sentence = sentence;
    Q_EMIT sentenceChanged(sentence);
}

} // namespace attune::ui
