// SPDX-FileCopyrightText: 2026 The Attune developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/study/table_study.h"

#include "core/protocol/metric_guess.h"
#include "core/space/typed_value.h"
#include "core/study/study_problems.h"

#include <algorithm>
#include <array>
#include <utility>

namespace attune {

namespace {

/// A hyperparameter with the cells that it comes from.
struct Source
{
    Hyperparameter hyperparameter;
    const Cells *cells = nullptr;
    bool hasGaps = false;
};

HyperparameterType typeOf(ColumnUse use)
{
    if (use == ColumnUse::Categorical)
        return HyperparameterType::Categorical;
    return use == ColumnUse::Integer ? HyperparameterType::Integer : HyperparameterType::Continuous;
}

/// The choices of `parent` under which `child` has values, where it has none under all others.
std::vector<Value> choicesWith(const Source &child, const Source &parent)
{
    struct Seen
    {
        bool isGiven = false;
        bool isBlank = false;
    };
    std::vector<Seen> seen(parent.hyperparameter.values.size());
    for (std::size_t row = 0; row < child.cells->size(); ++row) {
        const Value choice =
            typedValue(parent.hyperparameter, valueFromText(trimmed((*parent.cells)[row])));
        const auto found = std::ranges::find(parent.hyperparameter.values, choice);
        if (found == parent.hyperparameter.values.end())
            continue;
        Seen &here = seen[static_cast<std::size_t>(found - parent.hyperparameter.values.begin())];
        (trimmed((*child.cells)[row]).empty() ? here.isBlank : here.isGiven) = true;
        if (here.isBlank && here.isGiven)
            return {};
    }
    std::vector<Value> with;
    for (std::size_t i = 0; i < seen.size(); ++i) {
        if (seen[i].isGiven)
            with.push_back(parent.hyperparameter.values[i]);
    }
    return with.size() < seen.size() ? with : std::vector<Value>();
}

void addConditions(std::vector<Source> &sources)
{
    for (Source &child : sources) {
        if (!child.hasGaps)
            continue;
        for (const Source &parent : sources) {
            if (parent.hasGaps || parent.hyperparameter.type != HyperparameterType::Categorical)
                continue;
            if (auto with = choicesWith(child, parent); !with.empty()) {
                child.hyperparameter.when = {{parent.hyperparameter.name, std::move(with)}};
                break;
            }
        }
    }
}

} // namespace

TableStudy studyOf(const TrialsTable &table, const std::vector<TableColumn> &columns,
                   const std::string &name)
{
    TableStudy study;
    StudySettings &settings = study.settings;
    settings.name = name;
    settings.objectives.clear();
    std::vector<Source> sources;
    for (std::size_t i = 0; i < columns.size(); ++i) {
        const TableColumn &column = columns[i];
        const Cells &cells = table.columns[i];
        if (isHyperparameter(column.use)) {
            sources.push_back({rangeOf(column.name, typeOf(column.use), column.facts), &cells,
                               column.facts.given < cells.size()});
            study.columns.hyperparameters[column.name] = column.title;
        } else if (column.use == ColumnUse::Fixed && !column.facts.distinct.empty()) {
            settings.space.fixed.emplace_back(column.name, textOf(column.facts.distinct.front()));
        } else if (isObjective(column.use) || column.use == ColumnUse::Metric) {
            settings.metrics.push_back(ruleByName(column.name));
            study.columns.metrics[column.name] = column.title;
        }
        if (isObjective(column.use))
            settings.objectives.push_back({column.name, column.use == ColumnUse::Maximize
                                                            ? Direction::Maximize
                                                            : Direction::Minimize});
        if (column.use != ColumnUse::TrialFact)
            study.columns.unread.insert(column.title);
    }
    addConditions(sources);
    for (Source &source : sources)
        settings.space.hyperparameters.push_back(std::move(source.hyperparameter));
    return study;
}

std::vector<std::string> problemsOf(const TableStudy &study,
                                    const std::vector<TableColumn> &columns)
{
    constexpr std::size_t fewest = 2;
    std::vector<std::string> sentences;
    if (columns.size() < fewest) {
        sentences.emplace_back("The table has one column. It takes one for each hyperparameter and "
                               "one for the objective, with commas, semicolons or tabs between.");
        return sentences;
    }
    const StudySettings &settings = study.settings;
    if (settings.objectives.empty())
        sentences.emplace_back("No column is the objective. Choose Minimize or Maximize for the "
                               "one that holds the number that matters.");
    if (settings.space.hyperparameters.empty())
        sentences.emplace_back("No column is a hyperparameter. Choose Continuous, Integer or "
                               "Categorical for each value that was set.");
    Problems problems;
    if (!settings.space.hyperparameters.empty())
        problems = settings.space.problems();
    if (!settings.objectives.empty())
        addMetricProblems(settings, problems);
    for (const Problem &problem : problems)
        sentences.push_back(problem.sentence);
    return sentences;
}

} // namespace attune
