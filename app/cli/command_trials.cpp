// SPDX-FileCopyrightText: 2026 The Attune developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/command.h"

#include "app/cli/goals_text.h"
#include "app/cli/open_study.h"
#include "app/cli/table.h"
#include "app/cli/text.h"
#include "app/engine/exchange/trials_export.h"
#include "app/engine/scheduling/study_runner.h"

#include <CLI/CLI.hpp>

#include <QDateTime>

#include <algorithm>

namespace attune::cli {
namespace {

std::string tableOf(const StudySettings &settings, const std::vector<Trial> &trials,
                    std::int64_t nowMs)
{
    std::vector<Table::Column> columns{{"trial", Table::Align::Right}, {"state"}};
    const std::vector<Table::Column> goals = goalColumns(settings);
    columns.insert(columns.end(), goals.begin(), goals.end());
    columns.push_back({"seconds", Table::Align::Right});
    const std::vector<std::string> names = engine::variedNames(settings, trials);
    for (const std::string &name : names) {
        const bool isNumber = std::ranges::any_of(trials, [&](const Trial &trial) {
            const auto value = valueOf(trial, name);
            return value && numberOf(*value);
        });
        columns.push_back({name, isNumber ? Table::Align::Right : Table::Align::Left});
    }
    const auto isOfAnother = [&](const Trial &trial) {
        return trial.revision != trials.front().revision;
    };
    const bool showsRevisions = std::ranges::any_of(trials, isOfAnother);
    if (showsRevisions)
        columns.push_back({"revision", Table::Align::Right});
    columns.push_back({"reason"});
    Table table(columns);
    for (const Trial &trial : trials) {
        std::vector<std::string> row{std::to_string(trial.number), shownState(trial)};
        const std::vector<std::string> cells = goalCells(settings, trial);
        row.insert(row.end(), cells.begin(), cells.end());
        row.push_back(trial.startedMs == 0 ? "-" : numberText(trial.seconds(nowMs)));
        for (const std::string &name : names) {
            const auto value = valueOf(trial, name);
            row.push_back(value ? textOf(*value) : "-");
        }
        if (showsRevisions)
            row.push_back(std::to_string(trial.revision));
        row.push_back(trial.sentence);
        table.addRow(std::move(row));
    }
    return table.text();
}

/// All trials of a study.
class TrialsCommand final : public Command
{
public:
    const char *name() const override { return "trials"; }
    const char *summary() const override { return "List the trials of a study"; }

    void declare(CLI::App &app) override
    {
        app.add_option("DIR", m_folder, "The folder of the study")->required();
        auto *json = app.add_flag("--json", m_asJson, "Print a list with stable names");
        app.add_flag("--csv", m_asCsv, "Print comma-separated values")->excludes(json);
    }

    int run(Console &console) override
    {
        const auto opened = openToLook(m_folder, &console);
        if (!opened)
            return console.fail(opened.error());
        const engine::StudyRunner &study = *opened.value();
        const std::int64_t nowMs = QDateTime::currentMSecsSinceEpoch();
        if (m_asJson)
            console.print(engine::trialsJson(study.settings(), study.trials(), nowMs));
        else if (m_asCsv)
            console.print(engine::trialsCsv(study.settings(), study.trials(), nowMs));
        else
            console.print(tableOf(study.settings(), study.trials(), nowMs));
        return Done;
    }

private:
    std::string m_folder;
    bool m_asJson = false;
    bool m_asCsv = false;
};

} // namespace

std::unique_ptr<Command> makeTrialsCommand()
{
    return std::make_unique<TrialsCommand>();
}

} // namespace attune::cli
