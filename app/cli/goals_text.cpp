// SPDX-FileCopyrightText: 2026 The Attune developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/goals_text.h"

#include "app/cli/text.h"
#include "app/engine/exchange/json_object_reader.h"
#include "app/engine/exchange/trials_export.h"
#include "core/study/required_metrics.h"
#include "core/study/requirement.h"

#include <algorithm>

namespace attune::cli {
namespace {

std::optional<double> valueAt(const Trial &trial, std::size_t objective)
{
    return objective < trial.objectives.size() ? trial.objectives[objective] : std::nullopt;
}

} // namespace

std::vector<Table::Column> goalColumns(const StudySettings &settings)
{
    std::vector<Table::Column> columns;
    if (settings.objectives.size() < 2)
        columns.push_back({"objective", Table::Align::Right});
    else
        for (const Objective &objective : settings.objectives)
            columns.push_back({objective.metric, Table::Align::Right});
    for (const std::string &metric : requiredMetrics(settings))
        columns.push_back({metric, Table::Align::Right});
    if (!settings.requirements.empty())
        columns.push_back({"requirements", Table::Align::Left});
    return columns;
}

std::vector<std::string> goalCells(const StudySettings &settings, const Trial &trial)
{
    std::vector<std::string> cells;
    for (std::size_t i = 0; i < std::max<std::size_t>(1, settings.objectives.size()); ++i)
        cells.push_back(numberText(valueAt(trial, i)));
    for (const std::string &metric : requiredMetrics(settings))
        cells.push_back(numberText(requiredValue(settings, trial, metric)));
    if (!settings.requirements.empty()) {
        const auto isMet = keepsRequirements(trial);
        cells.emplace_back(!isMet ? "-" : *isMet ? "met" : "missed");
    }
    return cells;
}

std::string objectivesText(const StudySettings &settings, const Trial &trial)
{
    if (settings.objectives.size() < 2)
        return numberText(trial.objective());
    std::string text;
    for (std::size_t i = 0; i < settings.objectives.size(); ++i)
        text += (i == 0 ? "" : " ") + settings.objectives[i].metric + '=' +
                numberText(valueAt(trial, i));
    return text;
}

std::string frontTable(const StudySettings &settings, const std::vector<const Trial *> &front)
{
    std::vector<Table::Column> columns{{"trial", Table::Align::Right}};
    for (Table::Column &column : goalColumns(settings)) {
        if (column.title != "requirements") // all of the front meet them
            columns.push_back(std::move(column));
    }
    const std::size_t goals = columns.size() - 1;
    for (const Hyperparameter &hyperparameter : settings.space.hyperparameters) {
        const bool isNumber = hyperparameter.type != HyperparameterType::Categorical;
        columns.push_back(
            {hyperparameter.name, isNumber ? Table::Align::Right : Table::Align::Left});
    }
    Table table(columns);
    for (const Trial *trial : front) {
        std::vector<std::string> row{std::to_string(trial->number)};
        const std::vector<std::string> cells = goalCells(settings, *trial);
        row.insert(row.end(), cells.begin(), cells.begin() + std::ptrdiff_t(goals));
        for (const Hyperparameter &hyperparameter : settings.space.hyperparameters) {
            const auto found = trial->settings.find(hyperparameter.name);
            row.push_back(found == trial->settings.end() ? "-" : textOf(found->second));
        }
        table.addRow(std::move(row));
    }
    return table.text();
}

engine::Json jsonOfFront(const StudySettings &settings, const std::vector<const Trial *> &front)
{
    engine::Json list = engine::Json::array();
    for (const Trial *trial : front) {
        engine::Json values = engine::Json::object();
        for (const auto &[name, value] : trial->settings)
            values[name] = engine::jsonOfValue(value);
        list.push_back({{"trial", trial->number},
                        {"objectives", engine::jsonOfObjectives(settings, *trial)},
                        {"values", std::move(values)}});
    }
    return list;
}

std::string numbersText(const std::vector<int> &numbers)
{
    std::string text;
    for (std::size_t i = 0; i < numbers.size(); ++i) {
        if (i > 0)
            text += i + 1 == numbers.size() ? " and " : ", ";
        text += std::to_string(numbers[i]);
    }
    return text;
}

} // namespace attune::cli
