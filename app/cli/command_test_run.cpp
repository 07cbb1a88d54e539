// SPDX-FileCopyrightText: 2026 The Attune developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/command.h"

#include "app/cli/interrupts.h"
#include "app/cli/table.h"
#include "app/cli/text.h"
#include "app/engine/exchange/trials_export.h"
#include "app/engine/scheduling/study_runner.h"
#include "core/protocol/command_template.h"

#include <CLI/CLI.hpp>

#include <QEventLoop>

#include <cmath>

namespace attune::cli {
namespace {

using engine::Json;

Json jsonOf(const TestRunResult &result)
{
    Json json = Json::object();
    json["command"] = result.run.command;
    json["end"] = engine::nameOf(result.run.end);
    json["exitCode"] = result.run.end == RunEnd::Exited ? Json(result.run.exitCode) : Json(nullptr);
    json["seconds"] = static_cast<double>(result.run.endedMs - result.run.startedMs) / 1000.0;
    json["lines"] = result.lines;
    const bool hasObjective = result.objective && std::isfinite(*result.objective);
    json["objective"] = hasObjective ? Json(*result.objective) : Json(nullptr);
    json["cameOnlyAtTheEnd"] = result.cameOnlyAtTheEnd;
    json["reason"] = result.sentence.empty() ? Json(nullptr) : Json(result.sentence);
    json["metrics"] = Json::array();
    for (const MetricSeries &series : result.series) {
        if (series.points.empty())
            continue;
        json["metrics"].push_back({{"name", series.metric},
                                   {"readings", series.points.size()},
                                   {"first", series.points.front().value},
                                   {"last", series.points.back().value},
                                   {"lastStep", series.points.back().step}});
    }
    return json;
}

/// One run without a trial, to see whether command and rules are right.
class TestRunCommand final : public Command
{
public:
    const char *name() const override { return "test-run"; }
    const char *summary() const override { return "Run the command once and show what was read"; }

    void declare(CLI::App &app) override
    {
        app.add_option("DIR", m_folder, "The folder of the study")->required();
        app.add_option("--set", m_assignments, "A value instead of the middle of the range")
            ->take_all()
            ->option_text("NAME=VALUE ...");
        app.add_flag("--json", m_asJson, "Print an object with stable names");
    }

    int run(Console &console) override
    {
        auto opened = engine::StudyRunner::open(qt(m_folder), engine::OpenMode::Write);
        if (!opened)
            return console.fail(opened.error());
        engine::StudyRunner &study = *opened.value();
        const SearchSpace &space = study.settings().space;
        const auto settings = settingsFromText(space, space.middle(), m_assignments);
        if (!settings)
            return console.fail(settings.error());
        if (const Problems problems = space.problemsOf(*settings); !problems.empty())
            return console.fail(problems);
        return follow(console, study, *settings);
    }

private:
    int follow(Console &console, engine::StudyRunner &study, const Settings &settings)
    {
        QEventLoop loop;
        Interrupts interrupts;
        bool isInterrupted = false;
        std::optional<TestRunResult> result;
        QObject::connect(&interrupts, &Interrupts::interrupted, &loop, [&] {
            isInterrupted = true;
            study.cancelTestRun();
        });
        QObject::connect(&study, &engine::StudyRunner::testRunOutput, &loop,
                         [&](OutputStream /*stream*/, const QByteArray &bytes) {
                             if (!m_asJson)
                                 console.print({bytes.data(), std::size_t(bytes.size())});
                         });
        QObject::connect(&study, &engine::StudyRunner::testRunFinished, &loop,
                         [&](const TestRunResult &finished) {
                             result = finished;
                             loop.quit();
                         });
        const auto started = study.startTestRun(settings);
        if (!started)
            return console.fail(started.error());
        if (!result)
            loop.exec();
        tell(console, study.settings(), *result);
        if (isInterrupted)
            return Interrupted;
        return result->objective && result->sentence.empty() ? Done : Failed;
    }

    void tell(Console &console, const StudySettings &settings, const TestRunResult &result) const
    {
        if (m_asJson) {
            console.print(engine::prettyJson(jsonOf(result)));
            return;
        }
        Table table({{"metric"},
                     {"readings", Table::Align::Right},
                     {"first", Table::Align::Right},
                     {"last", Table::Align::Right}});
        for (const MetricSeries &series : result.series) {
            if (!series.points.empty())
                table.addRow({series.metric, std::to_string(series.points.size()),
                              numberText(series.points.front().value),
                              numberText(series.points.back().value)});
        }
        console.printLine("\nran     " + quoteCommandLine(result.run.command));
        console.printLine("lines   " + std::to_string(result.lines));
        if (result.objective)
            console.printLine("value   " + numberText(result.objective) + " (" +
                              settings.objectives.front().metric + ")");
        console.print('\n' + table.text());
        if (!result.run.sentence.empty())
            console.say(result.run.sentence);
        if (result.cameOnlyAtTheEnd)
            console.say("All output came at the end, so curves would too. If the program buffers "
                        "it, set \"lineBuffered\": true.");
    }

    std::string m_folder;
    std::vector<std::string> m_assignments;
    bool m_asJson = false;
};

} // namespace

std::unique_ptr<Command> makeTestRunCommand()
{
    return std::make_unique<TestRunCommand>();
}

} // namespace attune::cli
