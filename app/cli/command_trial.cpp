// SPDX-FileCopyrightText: 2026 The Attune developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/command.h"

#include "app/cli/open_study.h"
#include "app/cli/table.h"
#include "app/cli/text.h"
#include "app/engine/exchange/trials_export.h"
#include "app/engine/scheduling/study_runner.h"
#include "core/protocol/command_template.h"
#include "core/study/judged_by.h"
#include "core/study/requirement.h"

#include <CLI/CLI.hpp>

#include <QDateTime>

#include <algorithm>
#include <cmath>

namespace attune::cli {
namespace {

using engine::Json;

constexpr qint64 tailBytes = 4096;
constexpr int tailLines = 10;

/// The last lines of a log.
std::string tailOf(const QByteArray &bytes)
{
    QList<QByteArray> lines = bytes.trimmed().split('\n');
    if (lines.size() > tailLines)
        lines = lines.last(tailLines);
    std::string text;
    for (const QByteArray &line : lines)
        text += "  " + withoutControls(line.toStdString()) + '\n';
    return text;
}

std::string describe(const Run &run)
{
    std::string text = "run     " + run.directory;
    if (run.startedMs == 0)
        return text + ", not started\n";
    text += ", started " + engine::utcText(run.startedMs);
    if (run.endedMs != 0)
        text += ", ran " + durationText(static_cast<double>(run.endedMs - run.startedMs) / 1000.0);
    if (run.end == RunEnd::Exited)
        text += ", exit code " + std::to_string(run.exitCode);
    if (run.peakMemoryBytes > 0)
        text += ", about " + numberText(std::round(double(run.peakMemoryBytes) / 1048576.0)) +
                " MiB of memory";
    if (run.resource > 0)
        text += ", told to reach step " + std::to_string(run.resource);
    text += '\n';
    if (!run.command.empty())
        text += "command " + quoteCommandLine(run.command) + '\n';
    return text;
}

std::string tableOf(const std::vector<MetricSeries> &series)
{
    Table table({{"metric"},
                 {"readings", Table::Align::Right},
                 {"first", Table::Align::Right},
                 {"last", Table::Align::Right},
                 {"last step", Table::Align::Right}});
    for (const MetricSeries &one : series) {
        if (one.points.empty())
            continue;
        table.addRow({one.metric, std::to_string(one.points.size()),
                      numberText(one.points.front().value), numberText(one.points.back().value),
                      std::to_string(one.points.back().step)});
    }
    return table.text();
}

Json jsonOf(const std::vector<MetricSeries> &series)
{
    Json metrics = Json::object();
    for (const MetricSeries &one : series) {
        Json points = Json::array();
        for (const MetricPoint &point : one.points)
            points.push_back(
                {point.step, std::isfinite(point.value) ? Json(point.value) : Json(nullptr)});
        metrics[one.metric] = std::move(points);
    }
    return metrics;
}

/// One trial in full.
class TrialCommand final : public Command
{
public:
    const char *name() const override { return "trial"; }
    const char *summary() const override
    {
        return "Show one trial: values, metrics, why it failed";
    }

    void declare(CLI::App &app) override
    {
        app.add_option("DIR", m_folder, "The folder of the study")->required();
        app.add_option("N", m_number, "The number of the trial")->required();
        app.add_flag("--json", m_asJson, "Print an object with stable names");
    }

    int run(Console &console) override
    {
        const auto opened = openToLook(m_folder, &console);
        if (!opened)
            return console.fail(opened.error());
        const engine::StudyRunner &study = *opened.value();
        const int count = static_cast<int>(study.trials().size());
        if (m_number < 0 || m_number >= count)
            return console.fail(trialMissing(m_number, study.trials().size()));
        const Trial &trial = study.trials()[static_cast<std::size_t>(m_number)];
        const auto series = study.series(m_number);
        if (!series)
            return console.fail(series.error());
        if (m_asJson) {
            Json json =
                engine::jsonOfTrial(study.settings(), trial, QDateTime::currentMSecsSinceEpoch());
            json["metrics"] = jsonOf(*series);
            console.print(engine::prettyJson(json));
        } else {
            print(console, study, trial, *series);
        }
        return Done;
    }

private:
    static void print(Console &console, const engine::StudyRunner &study, const Trial &trial,
                      const std::vector<MetricSeries> &series)
    {
        console.printLine("trial   " + std::to_string(trial.number) + ", " + shownState(trial) +
                          (trial.sentence.empty() ? "" : ": " + trial.sentence));
        console.printLine("values  " + settingsText(study.settings().space, trial.settings));
        console.printLine("revision " + std::to_string(trial.revision) + " of " +
                          std::to_string(study.revision()));
        printFrozen(console, study, trial);
        printGoals(console, study.settings(), trial);
        printRunValues(console, study, trial);
        printVerdict(console, study.settings(), trial, series);
        for (const Run &run : trial.runs)
            console.print(describe(run));
        if (!trial.note.empty())
            console.printLine("note    " + trial.note);
        if (!series.empty())
            console.print('\n' + tableOf(series));
        // The reason may quote them already.
        const bool areQuoted = trial.sentence.find('\n') != std::string::npos;
        if (trial.state == TrialState::Failed && !areQuoted && !trial.runs.empty())
            printErrors(console, study, trial.runs.back());
    }

    /// Where it was stopped or is paused, and what was compared there.
    static void printVerdict(Console &console, const StudySettings &settings, const Trial &trial,
                             const std::vector<MetricSeries> &series)
    {
        if (trial.state != TrialState::Stopped || !trial.stoppedAtStep)
            return;
        std::vector<MetricPoint> readings; // of the present objective
        for (const MetricSeries &one : series) {
            if (!settings.objectives.empty() && one.metric == settings.objectives.front().metric)
                readings = one.points;
        }
        std::string text = (trial.isPaused ? "paused at step " : "stopped at step ") +
                           std::to_string(*trial.stoppedAtStep) + " with " +
                           numberText(trial.stoppedValue);
        if (trial.stoppedAgainst)
            text += ", compared with " + numberText(trial.stoppedAgainst);
        console.printLine(text + editedText(settings, trial, readings));
    }

    /// What the verdict was about, where that is not the present objective.
    static std::string editedText(const StudySettings &settings, const Trial &trial,
                                  const std::vector<MetricPoint> &readings)
    {
        if (isJudgedBy(trial, readings))
            return {};
        const bool isOther = !trial.stoppedMetric.empty() && !settings.objectives.empty() &&
                             trial.stoppedMetric != settings.objectives.front().metric;
        return isOther ? "; by \"" + trial.stoppedMetric + "\", the objective then"
                       : "; the objective has been edited since";
    }

    /// What it could not choose, though others could.
    static void printFrozen(Console &console, const engine::StudyRunner &study, const Trial &trial)
    {
        Settings frozen;
        for (const std::string &name : engine::variedNames(study.settings(), study.trials())) {
            if (const auto value = trial.fixed.find(name); value != trial.fixed.end())
                frozen.insert(*value);
        }
        if (!frozen.empty())
            console.printLine("frozen  " + settingsText(study.settings().space, frozen));
    }

    static void printGoals(Console &console, const StudySettings &settings, const Trial &trial)
    {
        const std::size_t count = std::min(settings.objectives.size(), trial.objectives.size());
        for (std::size_t i = 0; i < count; ++i) {
            if (trial.objectives[i])
                console.printLine("value   " + numberText(trial.objectives[i]) +
                                  (i == 0 && trial.standardError
                                       ? " +- " + numberText(trial.standardError)
                                       : "") +
                                  " (" + settings.objectives[i].metric + ")");
        }
        if (!keepsRequirements(trial))
            return;
        const std::vector<std::string> broken = brokenRequirements(settings.requirements, trial);
        for (const std::string &one : broken)
            console.printLine("misses  " + one);
        if (broken.empty())
            console.printLine("meets   all requirements");
    }

    /// What each run gave, where the value is the mean of several.
    static void printRunValues(Console &console, const engine::StudyRunner &study,
                               const Trial &trial)
    {
        const auto values = study.runValues(trial.number);
        if (!values || values->size() < 2)
            return;
        for (const RunValue &one : *values)
            console.printLine("        " + numberText(one.value) + " in fold " +
                              std::to_string(one.fold) + ", replicate " +
                              std::to_string(one.replicate));
    }

    static void printErrors(Console &console, const engine::StudyRunner &study, const Run &run)
    {
        const auto log = study.log(run.key, OutputStream::Stderr, -tailBytes, tailBytes);
        if (log && !log->trimmed().isEmpty())
            console.print("\nThe last lines of its standard error:\n" + tailOf(*log));
    }

    std::string m_folder;
    int m_number = 0;
    bool m_asJson = false;
};

} // namespace

std::unique_ptr<Command> makeTrialCommand()
{
    return std::make_unique<TrialCommand>();
}

} // namespace attune::cli
