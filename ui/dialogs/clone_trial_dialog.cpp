// SPDX-FileCopyrightText: 2026 The Attune developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/dialogs/clone_trial_dialog.h"

#include "core/study/carried_settings.h"
#include "ui/theme/theme.h"
#include "ui/widgets/dim_label.h"
#include "ui/widgets/primary_button.h"
#include "ui/widgets/problem_label.h"

#include <QComboBox>
#include <QDialogButtonBox>
#include <QFormLayout>
#include <QLineEdit>
#include <QPushButton>
#include <QVBoxLayout>

namespace attune::ui {

namespace {

/// What the fields begin with, also those that are not active yet: what Retry would run, then the
/// default, then the middle.
Settings beginningOf(const SearchSpace &space, const Trial &trial)
{
    Settings values = settingsToRun(space, trial);
    for (const Hyperparameter &hyperparameter : space.hyperparameters) {
        if (hyperparameter.defaultValue)
            values.emplace(hyperparameter.name, *hyperparameter.defaultValue);
    }
    values.merge(space.middle());
    return values;
}

} // namespace

CloneTrialDialog::CloneTrialDialog(const SearchSpace &space, const Trial &trial, QWidget *parent)
    : QDialog(parent), m_space(space), m_problems(new ProblemLabel)
{
    setWindowTitle(tr("Clone Trial %1").arg(trial.number));
    build(beginningOf(space, trial));
}

CloneTrialDialog::CloneTrialDialog(const SearchSpace &space, QWidget *parent)
    : QDialog(parent), m_space(space), m_problems(new ProblemLabel)
{
    setWindowTitle(tr("Enqueue Settings"));
    build(beginningOf(space, Trial()));
}

void CloneTrialDialog::build(const Settings &beginning)
{
    auto *sentence =
        new DimLabel(tr("These settings come before all others: at once while the study "
                        "runs, else when it goes on."));
    auto *form = new QFormLayout;
    form->setHorizontalSpacing(spaceL);
    form->setVerticalSpacing(spaceS);
    for (const Hyperparameter &hyperparameter : m_space.hyperparameters)
        addField(form, hyperparameter, beginning);
    auto *buttons = new QDialogButtonBox(QDialogButtonBox::Cancel);
    m_enqueue = buttons->addButton(tr("Try Next"), QDialogButtonBox::AcceptRole);
    m_enqueue->setObjectName(QStringLiteral("tryNext"));
    connect(buttons, &QDialogButtonBox::accepted, this, &QDialog::accept);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);

    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(spaceL, spaceL, spaceL, spaceL);
    layout->setSpacing(spaceM);
    layout->addWidget(sentence);
    layout->addLayout(form);
    layout->addWidget(m_problems);
    layout->addStretch(1);
    layout->addWidget(buttons);
    makePrimary(m_enqueue);
    setMinimumWidth(380);
    check();
}

void CloneTrialDialog::addField(QFormLayout *form, const Hyperparameter &hyperparameter,
                                const Settings &values)
{
    const QString name = QString::fromStdString(hyperparameter.name);
    const auto found = values.find(hyperparameter.name);
    const QString text =
        found == values.end() ? QString() : QString::fromStdString(textOf(found->second));
    if (hyperparameter.type == HyperparameterType::Categorical) {
        auto *choice = new QComboBox;
        choice->setObjectName(name);
        for (const Value &value : hyperparameter.values)
            choice->addItem(QString::fromStdString(textOf(value)));
        choice->setCurrentText(text);
        connect(choice, &QComboBox::currentIndexChanged, this, &CloneTrialDialog::check);
        m_choices[hyperparameter.name] = choice;
        form->addRow(name, choice);
        return;
    }
    auto *field = new QLineEdit(text);
    field->setObjectName(name);
    field->setPlaceholderText(tr("%1 to %2")
                                  .arg(QString::fromStdString(textOf(Value(hyperparameter.min))),
                                       QString::fromStdString(textOf(Value(hyperparameter.max)))));
    connect(field, &QLineEdit::textChanged, this, &CloneTrialDialog::check);
    m_texts[hyperparameter.name] = field;
    form->addRow(name, field);
}

Settings CloneTrialDialog::allValues() const
{
    Settings values;
    for (const Hyperparameter &hyperparameter : m_space.hyperparameters) {
        if (const auto choice = m_choices.find(hyperparameter.name); choice != m_choices.end()) {
            const int index = choice->second->currentIndex();
            if (index >= 0)
                values.insert_or_assign(hyperparameter.name,
                                        hyperparameter.values[static_cast<std::size_t>(index)]);
            continue;
        }
        const QString text = m_texts.at(hyperparameter.name)->text().trimmed();
        if (text.isEmpty())
            continue;
        Value value = valueFromText(text.toStdString());
        // "1" typed for a continuous one is the number 1.0.
        if (const auto *whole = std::get_if<std::int64_t>(&value);
            whole && hyperparameter.type == HyperparameterType::Continuous)
            value = static_cast<double>(*whole);
        values.insert_or_assign(hyperparameter.name, std::move(value));
    }
    return values;
}

Settings CloneTrialDialog::settings() const
{
    const Settings values = allValues();
    Settings active;
    for (const Hyperparameter &hyperparameter : m_space.hyperparameters) {
        const auto found = values.find(hyperparameter.name);
        if (found != values.end() && m_space.isActive(hyperparameter, values))
            active.insert(*found);
    }
    return active;
}

void CloneTrialDialog::check()
{
    const Settings values = allValues();
    for (const Hyperparameter &hyperparameter : m_space.hyperparameters) {
        const bool isActive = m_space.isActive(hyperparameter, values);
        if (const auto text = m_texts.find(hyperparameter.name); text != m_texts.end())
            text->second->setEnabled(isActive);
        if (const auto choice = m_choices.find(hyperparameter.name); choice != m_choices.end())
            choice->second->setEnabled(isActive);
    }
    const Problems problems = m_space.problemsOf(settings());
    m_problems->setProblems(problems);
    m_enqueue->setEnabled(problems.empty());
}

} // namespace attune::ui
