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
#include <QToolButton>
#include <QVBoxLayout>

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

QToolButton *makeRemoveButton(const QString &text)
{
    auto *button = new QToolButton;
    button->setText(QStringLiteral("×"));
    button->setAutoRaise(true);
    button->setToolTip(text);
    button->setAccessibleName(text);
    return button;
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

void SetUpSection::remakeForm(const std::function<void(QGridLayout &form)> &fill)
{
    if (!m_formHolder) {
        m_formHolder = new QVBoxLayout;
        m_formHolder->setContentsMargins(0, 0, 0, 0);
        body()->addLayout(m_formHolder);
    }
    if (m_formWidget) {
        m_formWidget->hide();
        m_formWidget->deleteLater();
    }
    m_formWidget = new QWidget;
    makeForm()->setContentsMargins(0, 0, 0, 0);
    m_formWidget->setLayout(m_form);
    if (fill)
        fill(*m_form);
    m_formHolder->addWidget(m_formWidget);
    m_formWidget->show(); // a layout would do so later only
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
        problems->tellOf(number);
    return problems;
}

} // namespace attune::ui
