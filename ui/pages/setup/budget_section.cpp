// SPDX-FileCopyrightText: 2026 The Attune developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/setup/budget_section.h"

#include "ui/pages/setup/field_problems.h"
#include "ui/theme/theme.h"
#include "ui/widgets/dim_label.h"
#include "ui/widgets/number_field.h"

#include <QCheckBox>
#include <QComboBox>
#include <QGridLayout>
#include <QHBoxLayout>
#include <QVBoxLayout>

#include <array>

namespace attune::ui {

using namespace Qt::StringLiterals;

namespace {

enum RuleParameter { MinSteps, MinTrials, Percentile, Patience, Threshold, ParameterCount };

/// Which parameters a rule has.
std::array<bool, ParameterCount> parametersOf(TrialStoppingRule rule)
{
    switch (rule) {
    case TrialStoppingRule::None:
        return {};
    case TrialStoppingRule::Median:
        return {true, true, false, false, false};
    case TrialStoppingRule::Percentile:
        return {true, true, true, false, false};
    case TrialStoppingRule::Patience:
        return {true, false, false, true, false};
    case TrialStoppingRule::Threshold:
        return {true, false, false, false, true};
    }
    return {};
}

QString sentenceOf(TrialStoppingRule rule)
{
    switch (rule) {
    case TrialStoppingRule::None:
        return BudgetSection::tr("Every trial runs to its end.");
    case TrialStoppingRule::Median:
        return BudgetSection::tr(
            "Ends a trial whose value is worse than the median of what the others had on average "
            "up to the same step.");
    case TrialStoppingRule::Percentile:
        return BudgetSection::tr(
            "Ends a trial that is among the worst, compared with what the others had on average up "
            "to the same step.");
    case TrialStoppingRule::Patience:
        return BudgetSection::tr("Ends a trial that has not improved for a number of readings.");
    case TrialStoppingRule::Threshold:
        return BudgetSection::tr("Ends a trial whose value is worse than a fixed one.");
    }
    return {};
}

int whole(std::optional<double> number)
{
    return static_cast<int>(std::clamp(number.value_or(0.0), -1e9, 1e9));
}

/// Of a parameter of a rule in the definition.
QString pathOf(const NumberField *parameter)
{
    return u"stopping.trial."_s + parameter->objectName();
}

template<typename Number>
std::optional<double> wide(const std::optional<Number> &number)
{
    return number ? std::optional(static_cast<double>(*number)) : std::nullopt;
}

template<typename Number>
std::optional<Number> narrow(std::optional<double> number)
{
    return number ? std::optional(static_cast<Number>(whole(number))) : std::nullopt;
}

} // namespace

BudgetSection::BudgetSection(StudyDocument *document, QWidget *parent)
    : SetUpSection(tr("Budget and Stopping"), document, parent)
{
    buildBudget();
    addHeading(tr("Early stopping of a trial"));
    buildTrialStopping();
    addHeading(tr("End of the study before its budget"));
    buildStudyStopping();
    addHeading(tr("Limits of one run"));
    buildLimits();
    refresh();
}

void BudgetSection::addHeading(const QString &text)
{
    auto *heading = new QLabel(text);
    heading->setFont(headingFont());
    body()->addSpacing(spaceS);
    body()->addWidget(heading);
    body()->addLayout(makeForm());
}

NumberField *BudgetSection::makeNumber(const QString &what, const QString &name, const Read &read,
                                       const Write &write)
{
    const bool isReal = name.endsWith(u"Seconds"_s) || name == u"target"_s ||
                        name == u"threshold"_s || name == u"percentile"_s ||
                        name == u"notImprovingBy"_s;
    auto *field = new NumberField(isReal ? NumberField::Kind::Real : NumberField::Kind::Whole);
    field->setObjectName(name);
    field->setFixedWidth(96);
    field->setAccessibleName(what);
    m_fields.push_back({field, read});
    connect(field, &NumberField::valueEdited, this,
            [this, what, name, write](std::optional<double> value) {
                change(tr("Change %1").arg(what), name,
                       [&](StudySettings &changed) { write(changed, value); });
            });
    return field;
}

QWidget *BudgetSection::withUnit(NumberField *field, const QString &unit)
{
    auto *label = new DimLabel(unit);
    label->setWordWrap(true);
    auto *row = new QWidget;
    auto *layout = new QHBoxLayout(row);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(spaceS);
    layout->addWidget(field);
    layout->addWidget(label, 1);
    return row;
}

void BudgetSection::buildBudget()
{
    addField(tr("Trials"),
             withUnit(makeNumber(
                          tr("Trials"), u"trials"_s,
                          [](const auto &s) { return std::optional<double>(s.budget.trials); },
                          [](auto &s, auto value) { s.budget.trials = whole(value); }),
                      tr("in all")),
             u"budget.trials"_s);
    addField(tr("In parallel"),
             withUnit(makeNumber(
                          tr("Parallel Trials"), u"parallel"_s,
                          [](const auto &s) { return std::optional<double>(s.budget.parallel); },
                          [](auto &s, auto value) { s.budget.parallel = whole(value); }),
                      tr("at a time; can be changed while the study runs")),
             u"budget.parallel"_s);
    auto *seconds = makeNumber(
        tr("Running Time"), u"budgetSeconds"_s, [](const auto &s) { return s.budget.seconds; },
        [](auto &s, auto value) { s.budget.seconds = value; });
    seconds->setPlaceholderText(tr("no limit"));
    addField(tr("Running time"), withUnit(seconds, tr("seconds in all, pauses not counted")),
             u"budget.seconds"_s);
}

void BudgetSection::buildTrialStopping()
{
    m_rule = new QComboBox;
    m_rule->setObjectName(u"stoppingRule"_s);
    m_rule->addItems({tr("None"), tr("Median"), tr("Percentile"), tr("Patience"), tr("Threshold")});
    connect(m_rule, &QComboBox::activated, this, [this](int rule) {
        change(tr("Change Early Stopping"), {}, [&](StudySettings &changed) {
            changed.trialStopping.rule = static_cast<TrialStoppingRule>(rule);
        });
    });
    m_ruleProblems = addField(tr("Rule"), makeRow({m_rule}), u"stopping.trial"_s);
    m_ruleWhy = addNote({});
    m_ruleWhy->setObjectName(u"stoppingRuleWhy"_s);
    auto *rows = new QWidget;
    auto *layout = new QVBoxLayout(rows);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(spaceXs);
    body()->addWidget(rows);
    const auto row = [&](NumberField *field, const QString &before, const QString &after) {
        auto *line = makeRow({new DimLabel(before), field, new DimLabel(after)});
        auto *problems = new FieldProblems(document(), pathOf(field), this);
        problems->tellOf(field);
        auto *both = new QWidget;
        auto *under = new QVBoxLayout(both);
        under->setContentsMargins(formIndent, 0, 0, 0);
        under->setSpacing(spaceXs);
        under->addWidget(line);
        under->addWidget(problems);
        m_ruleRows.push_back({field, both});
        layout->addWidget(both);
    };
    row(makeNumber(
            tr("First Readings"), u"minSteps"_s,
            [](const auto &s) { return std::optional<double>(s.trialStopping.minSteps); },
            [](auto &s, auto value) { s.trialStopping.minSteps = whole(value); }),
        tr("Never before a trial has"), tr("readings of the objective"));
    row(makeNumber(
            tr("Other Trials"), u"minTrials"_s,
            [](const auto &s) { return std::optional<double>(s.trialStopping.minTrials); },
            [](auto &s, auto value) { s.trialStopping.minTrials = whole(value); }),
        tr("Never before"), tr("other trials can be compared with"));
    row(makeNumber(
            tr("Percentile"), u"percentile"_s,
            [](const auto &s) { return std::optional<double>(s.trialStopping.percentile); },
            [](auto &s, auto value) { s.trialStopping.percentile = value.value_or(0.0); }),
        tr("Ends the worst"), tr("%"));
    row(makeNumber(
            tr("Patience"), u"patience"_s,
            [](const auto &s) { return std::optional<double>(s.trialStopping.patience); },
            [](auto &s, auto value) { s.trialStopping.patience = whole(value); }),
        tr("After"), tr("readings without a better value"));
    row(makeNumber(
            tr("Threshold"), u"threshold"_s,
            [](const auto &s) { return s.trialStopping.threshold; },
            [](auto &s, auto value) { s.trialStopping.threshold = value; }),
        tr("When the value is worse than"), {});
}

void BudgetSection::buildStudyStopping()
{
    auto *target = makeNumber(
        tr("Target"), u"target"_s, [](const auto &s) { return s.studyStopping.target; },
        [](auto &s, auto value) { s.studyStopping.target = value; });
    target->setPlaceholderText(tr("none"));
    addField(tr("Target"), withUnit(target, tr("or better ends the study")),
             u"stopping.study.target"_s);
    auto *trials = makeNumber(
        tr("Trials Without Improvement"), u"notImprovingFor"_s,
        [](const auto &s) { return wide(s.studyStopping.notImprovingFor); },
        [](auto &s, auto value) {
            s.studyStopping.notImprovingFor = narrow<int>(value);
            if (!value) // of no number of trials, it would say nothing
                s.studyStopping.notImprovingBy = 0.0;
        });
    trials->setPlaceholderText(tr("never"));
    auto *by = makeNumber(
        tr("Least Improvement"), u"notImprovingBy"_s,
        [](const auto &s) { return std::optional<double>(s.studyStopping.notImprovingBy * 100.0); },
        [](auto &s, auto value) { s.studyStopping.notImprovingBy = value.value_or(0.0) / 100.0; });
    addField(tr("No improvement"),
             makeRow({new DimLabel(tr("after")), trials, new DimLabel(tr("trials by")), by,
                      new DimLabel(tr("% or more"))}),
             u"stopping.study"_s);
    addNote(tr("Counts trials in a row. At 0 % any better value is an improvement, an equal one is "
               "none; Amazon SageMaker's API means 1 %."));
    m_onConvergence = new QCheckBox(tr("When the model expects no further gain worth a trial"));
    m_onConvergence->setObjectName(u"onConvergence"_s);
    connect(m_onConvergence, &QCheckBox::clicked, this, [this](bool isOn) {
        change(tr("Change Convergence"), {},
               [&](StudySettings &changed) { changed.studyStopping.onConvergence = isOn; });
    });
    addField(tr("Convergence"), m_onConvergence, {});
    addNote(tr("No gain above the noise, or above 1 % of the distance from the best to the median "
               "trial; after 10 complete trials at the earliest."));
}

void BudgetSection::buildLimits()
{
    const auto add = [&](const QString &label, NumberField *field, const QString &unit,
                         const QString &path) {
        field->setPlaceholderText(tr("no limit"));
        addField(label, withUnit(field, unit), path);
    };
    add(tr("Time"),
        makeNumber(
            tr("Time Limit"), u"limitSeconds"_s, [](const auto &s) { return s.limits.seconds; },
            [](auto &s, auto value) { s.limits.seconds = value; }),
        tr("seconds"), u"limits.seconds"_s);
    add(tr("Silence"),
        makeNumber(
            tr("Silence Limit"), u"silentSeconds"_s,
            [](const auto &s) { return s.limits.silentSeconds; },
            [](auto &s, auto value) { s.limits.silentSeconds = value; }),
        tr("seconds without any output"), u"limits.silentSeconds"_s);
    add(tr("Memory"),
        makeNumber(
            tr("Memory Limit"), u"memoryMiB"_s,
            [](const auto &s) { return wide(s.limits.memoryMiB); },
            [](auto &s, auto value) { s.limits.memoryMiB = narrow<std::int64_t>(value); }),
        tr("MiB, about, of all its processes together"), u"limits.memoryMiB"_s);
    add(tr("Output"),
        makeNumber(
            tr("Output Limit"), u"outputMiB"_s,
            [](const auto &s) { return wide(s.limits.outputMiB); },
            [](auto &s, auto value) { s.limits.outputMiB = narrow<std::int64_t>(value); }),
        tr("MiB of output"), u"limits.outputMiB"_s);
    addField(
        tr("Grace"),
        withUnit(makeNumber(
                     tr("Grace Period"), u"graceSeconds"_s,
                     [](const auto &s) { return std::optional<double>(s.limits.graceSeconds); },
                     [](auto &s, auto value) { s.limits.graceSeconds = value.value_or(0.0); }),
                 tr("seconds between asking a run to stop and ending it")),
        u"limits.graceSeconds"_s);
    addField(tr("Attempts"),
             withUnit(makeNumber(
                          tr("Attempts"), u"attempts"_s,
                          [](const auto &s) { return std::optional<double>(s.limits.attempts); },
                          [](auto &s, auto value) { s.limits.attempts = whole(value); }),
                      tr("in all, when the machine and not the program failed")),
             u"limits.attempts"_s);
}

void BudgetSection::refresh()
{
    for (const Field &each : m_fields)
        each.field->setValue(each.read(settings()));
    const TrialStoppingRule rule = settings().trialStopping.rule;
    m_rule->setCurrentIndex(static_cast<int>(rule));
    const bool isHyperband = settings().search.strategy == Strategy::Hyperband;
    m_ruleWhy->setText(isHyperband && rule == TrialStoppingRule::None
                           ? tr("No rule besides Hyperband, which ends the worse trials at its "
                                "rungs.")
                           : sentenceOf(rule));
    const auto isUsed = parametersOf(rule);
    QStringList told;
    for (std::size_t row = 0; row < m_ruleRows.size(); ++row) {
        m_ruleRows[row].widget->setVisible(isUsed[row]);
        if (isUsed[row])
            told << pathOf(m_ruleRows[row].field);
    }
    m_ruleProblems->setExcept(told);
    m_onConvergence->setChecked(settings().studyStopping.onConvergence);
}

} // namespace attune::ui
