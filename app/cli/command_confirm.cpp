// SPDX-FileCopyrightText: 2026 The Attune developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/command.h"

#include "app/cli/above_zero.h"
#include "app/cli/interrupts.h"
#include "app/cli/table.h"
#include "app/cli/text.h"
#include "app/engine/exchange/json_document.h"
#include "app/engine/scheduling/confirmation.h"
#include "core/protocol/command_template.h"

#include <CLI/CLI.hpp>

#include <QEventLoop>

namespace attune::cli {
namespace {

using engine::Confirmation;
using engine::Json;

const char *wordOf(RaceState state)
{
    switch (state) {
    case RaceState::Running:
        return "running";
    case RaceState::Separated:
        return "separated";
    case RaceState::Undecided:
        return "undecided";
    case RaceState::Failed:
        return "failed";
    }
    return "";
}

Json jsonOf(const Confirmation &confirmation)
{
    const RaceStanding &standing = confirmation.standing();
    Json json{{"state", wordOf(standing.state)},
              {"sentence", standing.sentence.empty() ? Json(nullptr) : Json(standing.sentence)},
              {"confidence", confirmation.options().confidence},
              {"level", standing.level},
              {"rounds", standing.round},
              {"folder", confirmation.folder().toStdString()}};
    Json contenders = Json::array();
    for (const ContenderStanding &contender : standing.contenders)
        contenders.push_back(
            {{"trial", contender.trial},
             {"search", contender.searchValue},
             {"reruns", contender.runs},
             {"mean", contender.runs > 0 ? Json(contender.mean) : Json(nullptr)},
             {"standardError",
              contender.standardError ? Json(*contender.standardError) : Json(nullptr)},
             {"isOut", contender.isOut},
             {"missed", contender.missed.empty() ? Json(nullptr) : Json(contender.missed)}});
    json["contenders"] = std::move(contenders);
    return json;
}

/// Reruns the best settings with fresh seeds until the best of them is known.
class ConfirmCommand final : public Command
{
public:
    const char *name() const override { return "confirm"; }
    const char *summary() const override
    {
        return "Rerun the best settings until the best is known";
    }

    void declare(CLI::App &app) override
    {
        app.add_option("DIR", m_folder, "The folder of the study")->required();
        app.add_option("--top", m_options.contenders, "How many of the best settings (3)")
            ->option_text("N");
        app.add_option("--confidence", m_options.confidence, "How sure to be (0.95)")
            ->option_text("SHARE");
        app.add_option("--reruns", m_options.rounds, "At most, of each (10)")->option_text("N");
        app.add_option("--parallel", m_parallel, "Reruns at once")
            ->check(aboveZero())
            ->option_text("N");
        app.add_flag("--json", m_asJson, "Print what was found as JSON");
        app.footer("Settings that are significantly worse than others are rerun no more. What was\n"
                   "begun is gone on with when the same is asked again. Ctrl+C ends the reruns.");
    }

    int run(Console &console) override
    {
        if (const Problems problems = m_options.problems(); !problems.empty())
            return console.fail(problems);
        const auto study = engine::StudyRunner::open(qt(m_folder), engine::OpenMode::ReadOnly);
        if (!study)
            return console.fail(study.error());
        auto opened = Confirmation::open(**study, m_options);
        if (!opened)
            return console.fail(opened.error());
        Confirmation &confirmation = **opened;
        if (m_parallel) {
            if (const auto set = confirmation.setParallel(*m_parallel); !set)
                return console.fail(set.error());
        }
        const int ended = confirmation.isDecided() ? Done : follow(console, confirmation);
        if (ended == Failed && !m_isInterrupted)
            return Failed;
        tell(console, confirmation);
        if (m_isInterrupted)
            return Interrupted;
        return confirmation.standing().state == RaceState::Failed ? NoTrialSucceeded : ended;
    }

private:
    [[nodiscard]] int follow(Console &console, Confirmation &confirmation)
    {
        QEventLoop loop;
        int code = Done;
        Interrupts interrupts;
        QObject::connect(&interrupts, &Interrupts::interrupted, &loop, [&] {
            m_isInterrupted = true;
            console.say("Asking the running reruns to end.");
            confirmation.stop();
        });
        QObject::connect(
            &confirmation, &Confirmation::rerunEnded, &loop, [&](int trial, const Trial &rerun) {
                console.say("rerun of trial " + std::to_string(trial) + "  " +
                            attune::nameOf(rerun.state) + "  " + numberText(rerun.objective()));
            });
        QObject::connect(&confirmation, &Confirmation::failed, &loop,
                         [&](const Error &error) { console.say(error.message); });
        QObject::connect(&confirmation, &Confirmation::ended, &loop, [&](const QString &reason) {
            if (!reason.isEmpty()) {
                console.say(reason.toStdString());
                code = Failed;
            }
            loop.quit();
        });
        if (const auto started = confirmation.start(); !started)
            return console.fail(started.error());
        loop.exec();
        return code;
    }

    void tell(Console &console, const Confirmation &confirmation) const
    {
        if (m_asJson) {
            console.print(engine::prettyJson(jsonOf(confirmation)) + "\n");
            return;
        }
        using Align = Table::Align;
        Table table({{"trial", Align::Right},
                     {"search", Align::Right},
                     {"reruns", Align::Right},
                     {"mean", Align::Right},
                     {"error", Align::Right},
                     {"", Align::Left}});
        for (const ContenderStanding &contender : confirmation.standing().contenders)
            table.addRow({std::to_string(contender.trial), numberText(contender.searchValue),
                          std::to_string(contender.runs),
                          contender.runs > 0 ? numberText(contender.mean) : "-",
                          numberText(contender.standardError),
                          contender.hasFailed         ? "failed"
                          : !contender.missed.empty() ? "missed"
                          : contender.isOut           ? "worse"
                                                      : ""});
        console.print(table.text());
        const RaceStanding &standing = confirmation.standing();
        if (!standing.sentence.empty())
            console.printLine(standing.sentence);
        if (standing.state == RaceState::Separated)
            console.printLine(
                "Write its settings with: " +
                quoteCommandLine({"attune-cli", "best", m_folder, "--trial",
                                  std::to_string(standing.contenders.front().trial)}));
    }

    std::string m_folder;
    ConfirmationOptions m_options;
    std::optional<int> m_parallel;
    bool m_asJson = false;
    bool m_isInterrupted = false;
};

} // namespace

std::unique_ptr<Command> makeConfirmCommand()
{
    return std::make_unique<ConfirmCommand>();
}

} // namespace attune::cli
