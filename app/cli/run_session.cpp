// SPDX-FileCopyrightText: 2026 The Attune developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/run_session.h"

#include "app/cli/command.h"
#include "app/cli/goals_text.h"
#include "app/cli/interrupts.h"
#include "app/cli/progress.h"
#include "app/cli/text.h"
#include "app/engine/exchange/trials_export.h"
#include "app/engine/execution/left_out_sentence.h"
#include "app/engine/storage/study_folder.h"
#include "core/search/study_notices.h"
#include "core/study/best_trials.h"
#include "core/study/requirement.h"

#include <QDateTime>
#include <QFileInfo>

#include <algorithm>
#include <cmath>
#include <utility>

namespace attune::cli {
namespace {

using engine::Json;

constexpr qint64 redrawMs = 100;

std::string lineOf(const Json &json)
{
    return json.dump(-1, ' ', false, Json::error_handler_t::replace);
}

/// A reason may quote what a program printed, on lines of its own: of these the last one.
std::string onOneLine(const std::string &text)
{
    const std::size_t end = text.find('\n');
    if (end == std::string::npos)
        return text;
    return text.substr(0, end) + " " + text.substr(text.rfind('\n') + 1);
}

/// The stopped trial that went on longest, of several the best there; null where none was stopped.
const Trial *furthestTrial(const std::vector<Trial> &trials, const Objective &objective)
{
    const Trial *furthest = nullptr;
    for (const Trial &trial : trials) {
        if (!trial.stoppedAtStep || !trial.stoppedValue || trial.isExcluded)
            continue;
        const bool isFurther =
            !furthest || *trial.stoppedAtStep > *furthest->stoppedAtStep ||
            (trial.stoppedAtStep == furthest->stoppedAtStep &&
             isBetter(objective.direction, *trial.stoppedValue, *furthest->stoppedValue));
        if (isFurther)
            furthest = &trial;
    }
    return furthest;
}

} // namespace

RunSession::RunSession(engine::StudyRunner &study, Console &console, Report report,
                       RunningTrials whenInterrupted)
    : m_study(study), m_console(console), m_report(report), m_whenInterrupted(whenInterrupted)
{
    connect(&m_study, &engine::StudyRunner::trialChanged, this, &RunSession::takeTrial);
    connect(&m_study, &engine::StudyRunner::eventHappened, this, &RunSession::tellEvent);
    connect(&m_study, &engine::StudyRunner::statusChanged, this, &RunSession::takeStatus);
    connect(&m_study, &engine::StudyRunner::stopped, this, [this] {
        m_hasStopped = true;
        takeStatus(m_study.status());
    });
    connect(&m_study, &engine::StudyRunner::failed, this, [this](const Error &error) {
        m_isHeldUp = m_study.status().state == StudyState::Paused && !m_hasStopped;
        m_hasFailed = m_hasFailed || !m_isHeldUp;
        m_console.say(error.message);
        if (error.kind == ErrorKind::Io && !isOver())
            m_console.say("Waiting until it can be written; Ctrl+C ends.");
    });
}

int RunSession::exec()
{
    for (const Trial &trial : m_study.trials())
        m_told[trial.number] = trial.state;
    Interrupts interrupts;
    connect(&interrupts, &Interrupts::interrupted, this, &RunSession::takeInterrupt);
    const auto started = m_study.run();
    if (!started)
        return m_console.fail(started.error());
    tellNotices();
    draw();
    if (!isOver())
        m_loop.exec();
    tellEnd();
    return exitCode();
}

void RunSession::tellNotices()
{
    if (m_report == Report::AsJson)
        return;
    for (const std::string &notice : noticesOf(m_study.settings()))
        m_console.say(notice);
}

void RunSession::takeTrial(const Trial &trial)
{
    tellTrial(trial);
    // A paused study is over when its last running trial has ended.
    if (isOver())
        m_loop.quit();
}

void RunSession::tellTrial(const Trial &trial)
{
    const auto [told, isNew] = m_told.emplace(trial.number, trial.state);
    const bool hasChanged = isNew || told->second != trial.state;
    told->second = trial.state;
    if (!hasChanged)
        return;
    if (m_report == Report::AsJson) {
        Json json =
            engine::jsonOfTrial(m_study.settings(), trial, QDateTime::currentMSecsSinceEpoch());
        json.erase("runs");
        Json event{{"event", "trial"}};
        event.update(json);
        m_console.printLine(lineOf(event));
        return;
    }
    if (!isFinished(trial.state))
        return;
    m_succeeded += trial.state == TrialState::Complete ? 1 : 0;
    m_failed += trial.state == TrialState::Failed ? 1 : 0;
    const StudyStatus status = m_study.status();
    const auto best = status.bestValue;
    const bool isOnFront = std::ranges::find(status.front, trial.number) != status.front.end();
    const bool isBest = trial.state == TrialState::Complete && best && trial.objective() == best &&
                        trial.meetsRequirements && m_bestTold != best;
    m_bestTold = isBest ? best : m_bestTold;
    // The bar says the rest.
    if (m_console.isInteractive() && !isBest && !isOnFront && trial.state != TrialState::Failed)
        return;
    const std::string sentence = toldOf(trial);
    m_console.say("trial " + std::to_string(trial.number) + "  " + stateNameOf(trial) + "  " +
                  objectivesText(m_study.settings(), trial) +
                  (isBest      ? " (best)"
                   : isOnFront ? " (on the front)"
                               : "") +
                  (keepsRequirements(trial).value_or(true) ? "" : " (misses a requirement)") +
                  "  " + settingsText(m_study.settings().space, trial.settings) +
                  (sentence.empty() ? "" : "  " + onOneLine(sentence)));
    draw();
}

std::string RunSession::toldOf(const Trial &trial)
{
    std::string rest = engine::withoutLeftOutPart(trial.sentence);
    if (rest == trial.sentence || !std::exchange(m_hasToldLeftOut, true))
        return trial.sentence;
    return rest;
}

void RunSession::tellEvent(const StudyEvent &event)
{
    if (m_report != Report::AsJson || event.kind == "trial")
        return;
    Json json{{"event", event.kind}, {"text", event.text}};
    if (event.trial)
        json["trial"] = *event.trial;
    m_console.printLine(lineOf(json));
}

void RunSession::takeStatus(const StudyStatus &status)
{
    if (status.state == StudyState::Running) {
        m_hasStopped = false;
        if (std::exchange(m_isHeldUp, false))
            m_console.say("The study can be written again, and goes on.");
    }
    if (isOver()) {
        m_loop.quit();
        return;
    }
    const bool isDue = !m_sinceDrawn.isValid() || m_sinceDrawn.elapsed() >= redrawMs ||
                       status.state == StudyState::Stopping;
    if (isDue)
        draw();
}

void RunSession::takeInterrupt()
{
    m_isInterrupted = true;
    const int running = m_study.status().running;
    const bool isEnding = m_study.status().state == StudyState::Stopping;
    if (isEnding)
        m_console.say("The study is complete, and its last trials are being ended. Press Ctrl+C "
                      "again to leave at once.");
    else if (m_whenInterrupted == RunningTrials::LetGoOn)
        m_console.say("Leaving " + std::to_string(running) + " trials running.");
    else
        m_console.say("Asking " + std::to_string(running) +
                      " running trials to end. Press Ctrl+C again to leave at once.");
    m_study.stop(m_whenInterrupted);
    draw();
    // What cannot be stored now is taken from the run directories when the study is opened again.
    if (isOver() || m_hasFailed || m_isHeldUp ||
        (isEnding && m_whenInterrupted == RunningTrials::LetGoOn))
        m_loop.quit();
}

void RunSession::draw()
{
    if (m_report == Report::AsJson || !m_console.isInteractive())
        return;
    m_console.drawInPlace(progressLine(m_study.status(), m_console.columns()));
    m_sinceDrawn.restart();
}

bool RunSession::isOver() const
{
    const StudyStatus status = m_study.status();
    switch (status.state) {
    case StudyState::Running:
    case StudyState::Stopping:
        return false;
    case StudyState::Paused:
        // Nothing new will come of it without a person, unless it only waits to be written.
        return status.running == 0 && m_hasStopped;
    case StudyState::Idle:
    case StudyState::Finished:
    case StudyState::ReadOnly:
        return true;
    }
    return true;
}

void RunSession::tellFront(const StudyStatus &status)
{
    std::vector<const Trial *> front;
    for (const int number : status.front)
        front.push_back(&m_study.trials()[static_cast<std::size_t>(number)]);
    const StudySettings &settings = m_study.settings();
    if (m_report == Report::AsJson) {
        m_console.printLine(lineOf({{"event", "end"},
                                    {"state", nameOf(status.state)},
                                    {"reason", status.reason},
                                    {"waiting", status.waiting},
                                    {"front", jsonOfFront(settings, front)}}));
        return;
    }
    m_console.drawInPlace({});
    if (!status.reason.empty())
        m_console.say(status.reason);
    const std::string folder = m_study.folder().toStdString();
    m_console.say(
        "On the front, where no other trial is better in one objective and worse in none:\n" +
        frontTable(settings, front) + "Write the settings of one to a file with: attune-cli best " +
        folder + " --trial N -o best.json");
}

/// Where trials pause at rungs and none has come to the maximum, that is no failure of theirs.
bool RunSession::tellFurthest(const StudyStatus &status)
{
    const StudySettings &settings = m_study.settings();
    const auto maximum = maxResourceOf(settings);
    const Trial *furthest = furthestTrial(m_study.trials(), settings.objectives.front());
    if (settings.search.strategy != Strategy::Hyperband ||
        settings.search.hyperband.mode != HyperbandMode::Promote || !maximum || !furthest)
        return false;
    m_console.say("No trial has come to step " + std::to_string(*maximum) +
                  ", the maximum. The furthest is trial " + std::to_string(furthest->number) +
                  ": " + numberText(furthest->stoppedValue) + " at step " +
                  std::to_string(*furthest->stoppedAtStep) + " with " +
                  settingsText(settings.space, furthest->settings));
    const auto least = leastTrialsToMaximum(settings);
    const bool isTooSmall = least && *least > status.budgetTrials;
    const std::int64_t more = isTooSmall ? *least - status.launched() : 0;
    if (more > 0)
        m_console.say("Go on with: attune-cli run " + m_study.folder().toStdString() + " --more " +
                      std::to_string(more));
    return true;
}

void RunSession::tellEnd()
{
    const StudyStatus status = m_study.status();
    tellResult(status);
    if (m_report == Report::AsJson)
        return;
    const std::string waiting = waitingText(status, m_study.folder().toStdString());
    if (!waiting.empty())
        m_console.say(waiting);
}

void RunSession::tellResult(const StudyStatus &status)
{
    if (!status.front.empty()) {
        tellFront(status);
        return;
    }
    const Trial *best = bestTrial(m_study.trials(), m_study.settings().objectives.front());
    const auto incumbent = m_study.incumbent();
    if (m_report == Report::AsJson) {
        Json json{{"event", "end"},
                  {"state", nameOf(status.state)},
                  {"reason", status.reason},
                  {"waiting", status.waiting}};
        if (!status.whyNoneMeets.empty())
            json["whyNoneMeets"] = status.whyNoneMeets;
        json["best"] =
            best ? Json{{"trial", best->number}, {"value", *best->objective()}} : Json(nullptr);
        if (incumbent)
            json["reported"] = {{"trial", incumbent->trial},
                                {"mean", incumbent->mean},
                                {"deviation", incumbent->deviation},
                                {"reason", incumbent->reason}};
        m_console.printLine(lineOf(json));
        return;
    }
    m_console.drawInPlace({});
    if (!status.reason.empty())
        m_console.say(status.reason);
    if (best && m_succeeded == 0 && m_failed > 0)
        m_console.say("None of the trials of this run succeeded: " + std::to_string(m_failed) +
                      " failed.");
    const std::string folder = m_study.folder().toStdString();
    if (!status.whyNoneMeets.empty()) {
        m_console.say(status.whyNoneMeets);
        return;
    }
    if (!best && tellFurthest(status))
        return;
    if (!best) {
        m_console.say(status.running > 0
                          ? "No trial has ended well so far. Go on with: attune-cli run " + folder
                          : "No trial has succeeded. See attune-cli trials " + folder + ".");
        return;
    }
    m_console.say("Best: " + numberText(best->objective()) + " by trial " +
                  std::to_string(best->number) + " with " +
                  settingsText(m_study.settings().space, best->settings));
    if (incumbent && incumbent->trial != best->number) {
        m_console.say(incumbent->reason);
        best = &m_study.trials()[static_cast<std::size_t>(incumbent->trial)];
        m_console.say("Reported: trial " + std::to_string(best->number) + " with " +
                      settingsText(m_study.settings().space, best->settings));
    }
    if (QFileInfo::exists(engine::StudyFolder(m_study.folder()).database()))
        m_console.say("Write it to a file with: attune-cli best " + folder + " -o best.json");
}

int RunSession::exitCode() const
{
    if (m_isInterrupted)
        return Interrupted;
    if (m_hasFailed || m_study.status().state == StudyState::Paused)
        return Failed;
    const StudyStatus status = m_study.status();
    return status.bestTrial || !status.front.empty() ? Done : NoTrialSucceeded;
}

} // namespace attune::cli
