// SPDX-FileCopyrightText: 2026 The Attune developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/command.h"

#include "app/cli/goals_text.h"
#include "app/cli/open_study.h"
#include "app/cli/text.h"
#include "app/engine/exchange/json_document.h"
#include "app/engine/scheduling/study_runner.h"
#include "core/search/study_notices.h"

#include <CLI/CLI.hpp>

#include <cmath>

namespace attune::cli {
namespace {

using engine::Json;

Json numberOrNull(std::optional<double> number)
{
    return number && std::isfinite(*number) ? Json(*number) : Json(nullptr);
}

const char *wordOf(WarmStartKind kind)
{
    return kind == WarmStartKind::Same ? "same" : "related";
}

Json jsonOf(const engine::StudySummary &summary)
{
    const StudyStatus &status = summary.status;
    Json json = Json::object();
    json["name"] = summary.name.toStdString();
    json["folder"] = summary.folder.toStdString();
    json["state"] = nameOf(status.state);
    json["reason"] = status.reason.empty() ? Json(nullptr) : Json(status.reason);
    json["trials"] = {{"budget", status.budgetTrials}, {"waiting", status.waiting},
                      {"running", status.running},     {"complete", status.complete},
                      {"stopped", status.stopped},     {"paused", status.paused},
                      {"failed", status.failed},       {"cancelled", status.cancelled}};
    json["parallel"] = status.parallel;
    json["best"] = status.bestTrial ? Json{{"trial", *status.bestTrial},
                                           {"value", numberOrNull(status.bestValue)}}
                                    : Json(nullptr);
    if (status.mostWithoutImprovement > 0)
        json["withoutImprovement"] = {{"trials", status.withoutImprovement},
                                      {"of", status.mostWithoutImprovement}};
    if (status.incumbent)
        json["reported"] = {{"trial", status.incumbent->trial},
                            {"mean", numberOrNull(status.incumbent->mean)},
                            {"deviation", numberOrNull(status.incumbent->deviation)},
                            {"reason", status.incumbent->reason}};
    if (!status.front.empty())
        json["front"] = status.front;
    if (!status.whyNoneMeets.empty())
        json["whyNoneMeets"] = status.whyNoneMeets;
    json["warmStart"] = Json::array();
    for (const engine::EarlierSummary &earlier : summary.earlier)
        json["warmStart"].push_back({{"name", earlier.name},
                                     {"kind", wordOf(earlier.kind)},
                                     {"trials", earlier.trials},
                                     {"leftOut", earlier.leftOut}});
    const auto &overall = summary.overallBest;
    json["overallBest"] =
        overall ? Json{{"study", overall->study.empty() ? Json(nullptr) : Json(overall->study)},
                       {"trial", overall->trial},
                       {"value", numberOrNull(overall->value)}}
                : Json(nullptr);
    json["ranSeconds"] = status.ranSeconds;
    json["secondsLeft"] = numberOrNull(status.secondsLeft);
    return json;
}

std::string countsText(const StudyStatus &status)
{
    const int done = status.complete + status.stopped + status.failed;
    std::string text =
        std::to_string(done) + " of " + std::to_string(status.budgetTrials) + " done";
    for (const auto &[count, word] :
         {std::pair{status.running, "running"}, std::pair{status.waiting, "waiting"},
          std::pair{status.stopped - status.paused, "stopped early"},
          std::pair{status.paused, "paused"}, std::pair{status.failed, "failed"},
          std::pair{status.cancelled, "cancelled"}}) {
        if (count > 0)
            text += ", " + std::to_string(count) + ' ' + word;
    }
    return text;
}

std::string frontText(const std::vector<int> &front)
{
    return std::to_string(front.size()) + (front.size() == 1 ? " trial: " : " trials: ") +
           numbersText(front);
}

/// "42 trials of 2 earlier studies (spring: 30, same, 2 left out; summer: 12, related)".
std::string warmStartText(const std::vector<engine::EarlierSummary> &earlier)
{
    int trials = 0;
    std::string studies;
    for (const engine::EarlierSummary &study : earlier) {
        trials += study.trials;
        studies += (studies.empty() ? "" : "; ") + study.name + ": " +
                   std::to_string(study.trials) + ", " + wordOf(study.kind);
        if (study.leftOut > 0)
            studies += ", " + std::to_string(study.leftOut) + " left out";
    }
    return std::to_string(trials) + (trials == 1 ? " trial of " : " trials of ") +
           std::to_string(earlier.size()) +
           (earlier.size() == 1 ? " earlier study (" : " earlier studies (") + studies + ")";
}

/// Where a study stands.
class StatusCommand final : public Command
{
public:
    const char *name() const override { return "status"; }
    const char *summary() const override { return "Show where a study stands"; }

    void declare(CLI::App &app) override
    {
        app.add_option("DIR", m_folder, "The folder of the study")->required();
        app.add_flag("--json", m_asJson, "Print an object with stable names");
    }

    int run(Console &console) override
    {
        auto summary = engine::summarize(qt(m_folder));
        if (!summary && summary.error().kind == ErrorKind::Damaged)
            summary = recoveredSummary();
        if (!summary)
            return console.fail(summary.error());
        std::vector<std::string> notices;
        if (const auto study = openToLook(m_folder, nullptr)) {
            summary->status.incumbent = study.value()->incumbent();
            if (study.value()->settings().problems().empty())
                notices = noticesOf(study.value()->settings());
        }
        if (m_asJson) {
            console.print(engine::prettyJson(jsonOf(*summary)));
            return Done;
        }
        const StudyStatus &status = summary->status;
        console.printLine("study   " + summary->name.toStdString());
        console.printLine("state   " + std::string(nameOf(status.state)) +
                          (status.reason.empty() ? "" : ": " + status.reason));
        console.printLine("trials  " + countsText(status));
        if (status.mostWithoutImprovement > 0)
            console.printLine("        " + std::to_string(status.withoutImprovement) + " of " +
                              std::to_string(status.mostWithoutImprovement) +
                              " in a row without an improvement");
        for (const std::string &notice : notices)
            console.printLine("        " + notice);
        const std::string waiting = waitingText(status, m_folder);
        if (!waiting.empty())
            console.printLine("        " + waiting);
        if (status.bestTrial)
            console.printLine("best    " + numberText(status.bestValue) + " (trial " +
                              std::to_string(*status.bestTrial) + ")");
        if (status.isReportedForItsMean())
            console.printLine("report  trial " + std::to_string(status.incumbent->trial) + ". " +
                              status.incumbent->reason);
        if (!status.front.empty())
            console.printLine("front   " + frontText(status.front));
        if (!status.whyNoneMeets.empty())
            console.printLine("best    none: " + status.whyNoneMeets);
        if (!summary->earlier.empty())
            console.printLine("warm start: " + warmStartText(summary->earlier));
        if (const auto &overall = summary->overallBest)
            console.printLine("overall best: " + numberText(overall->value) + " (trial " +
                              std::to_string(overall->trial) +
                              (overall->study.empty() ? ")" : " of " + overall->study + ")"));
        console.printLine("ran     " + durationText(status.ranSeconds));
        if (status.state == StudyState::Running && status.secondsLeft)
            console.printLine("left    about " + durationText(*status.secondsLeft));
        return Done;
    }

private:
    Result<engine::StudySummary> recoveredSummary() const
    {
        auto study = openToLook(m_folder, nullptr);
        if (!study)
            return study.error();
        engine::StudySummary summary;
        summary.folder = study.value()->folder();
        summary.name = QString::fromStdString(study.value()->settings().name);
        summary.status = study.value()->status();
        return summary;
    }

    std::string m_folder;
    bool m_asJson = false;
};

} // namespace

std::unique_ptr<Command> makeStatusCommand()
{
    return std::make_unique<StatusCommand>();
}

} // namespace attune::cli
