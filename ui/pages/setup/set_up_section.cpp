// SPDX-FileCopyrightText: 2026 The Attune developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/setup/set_up_section.h"

#include "ui/pages/setup/field_problems.h"
#include "ui/theme/theme.h"
#include "ui/undo/study_document.h"
#include "ui/widgets/dim_label.h"
#include "ui/widgets/number_field.h"

#include <QGridLayout>
#include <QHBoxLayout>
#include <QLabel>

namespace attune::ui {

QLabel *makeHint(const QString &text)
{
    auto *label = new DimLabel(text);
    label->setWordWrap(true);
    return label;
}

QLabel *makeCaption(const QString &text, QWidget *field)
{
    auto *label = new DimLabel(text);
    label->setFont(uiFont(-0.75));
    label->setBuddy(field);
    if (field->accessibleName().isEmpty())
        field->setAccessibleName(text);
    return label;
}

QWidget *makeRow(const QList<QWidget *> &widgets)
{
    auto *row = new QWidget;
    auto *layout = new QHBoxLayout(row);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(spaceS);
    for (QWidget *widget : widgets)
        layout->addWidget(widget);
    layout->addStretch(1);
    return row;
}

SetUpSection::SetUpSection(const QString &title, StudyDocument *document, QWidget *parent)
    : Panel(title, parent), m_document(document)
{
    connect(document, &StudyDocument::settingsChanged, this, [this] { refresh(); });
}

const StudySettings &SetUpSection::settings() const
{
    return m_document->settings();
}

void SetUpSection::change(const QString &text, const QString &mergeKey,
                          const std::function<void(StudySettings &)> &edit)
{
    StudySettings changed = m_document->settings();
    edit(changed);
    if (changed != m_document->settings())
        m_document->edit(text, changed, mergeKey);
}

QGridLayout *SetUpSection::makeForm()
{
    m_form = new QGridLayout;
    m_form->setHorizontalSpacing(spaceL);
    m_form->setVerticalSpacing(spaceXs);
    m_form->setColumnMinimumWidth(0, formIndent - spaceL);
    m_form->setColumnStretch(1, 1);
    return m_form;
}

QLabel *SetUpSection::addNote(const QString &text)
{
    auto *note = makeHint(text);
    m_form->addWidget(note, m_form->rowCount(), 1);
    return note;
}

FieldProblems *SetUpSection::addField(const QString &label, QWidget *field, const QString &path)
{
    if (!m_form)
        body()->addLayout(makeForm());
    const int row = m_form->rowCount();
    auto *caption = new DimLabel(label);
    caption->setBuddy(field);
    caption->setFixedHeight(30); // of a field: lines up with its text, also beside taller ones
    if (field->accessibleName().isEmpty())
        field->setAccessibleName(label);
    m_form->addWidget(caption, row, 0, Qt::AlignTop);
    m_form->addWidget(field, row, 1);
    auto *problems = new FieldProblems(m_document, path, this);
    m_form->addWidget(problems, row + 1, 1);
    auto numbers = field->findChildren<NumberField *>();
    if (auto *number = qobject_cast<NumberField *>(field))
        numbers << number;
    for (NumberField *number : numbers)
        connect(number, &NumberField::sentenceChanged, problems, &FieldProblems::setOwnSentence);
    return problems;
}

} // namespace attune::ui
