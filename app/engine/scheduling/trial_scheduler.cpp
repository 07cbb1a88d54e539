// SPDX-FileCopyrightText: 2026 The Attune developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/engine/scheduling/trial_scheduler.h"

#include "app/engine/scheduling/trial_plan.h"
#include "core/stopping/completion_criteria.h"

#include <QDateTime>

#include <algorithm>
#include <utility>

namespace attune::engine {

namespace {

constexpr int heartbeatMs = 1000;
constexpr int retryCommitMs = 1000;
constexpr int firstTrialsWithoutValue = 5;

} // namespace

TrialScheduler::TrialScheduler(const StudyFolder &folder, StudyBook &book, StudyDatabase &database)
    : m_book(&book), m_writer(book, database), m_history(book),
      m_queue([this] { return m_history.history(); }),
      m_launcher(folder, book.study().sourceFolder), m_follower(book, database, m_launcher)
{
    m_heartbeat.setInterval(heartbeatMs);
    m_retryCommit.setInterval(retryCommitMs);
    connect(&m_heartbeat, &QTimer::timeout, this, [this] {
        m_isCompletionDue = true;
        bookRunningTime();
        settle();
        Q_EMIT statusChanged();
    });
    connect(&m_retryCommit, &QTimer::timeout, this, &TrialScheduler::settle);
    connect(&m_follower, &TrialFollower::due, this, [this] {
        m_follower.look();
        settle();
    });
    connect(&m_follower, &TrialFollower::ended, this, &TrialScheduler::takeEnd);
    connect(&m_follower, &TrialFollower::failed, this, &TrialScheduler::failed);
    connect(&m_launcher, &TrialLauncher::rang, &m_follower, &TrialFollower::hurry);
    connect(&m_queue, &SuggestionQueue::ready, this, &TrialScheduler::settle);
    connect(&m_queue, &SuggestionQueue::fitted, this,
            [this](const FitRecord &fit) { m_book->addFit(fit); });
}

Result<void> TrialScheduler::begin()
{
    m_launcher.slots().setSlots(m_book->settings().slots);
    m_launcher.slots().setParallel(m_book->settings().budget.parallel);
    if (auto listening = m_launcher.listen(); !listening)
        return listening;
    if (auto ready = m_follower.setRules(); ready) {
        if (auto resumed = m_follower.resume(); !resumed)
            return resumed;
    }
    const StudyState state = m_book->study().state;
    if (state == StudyState::Running)
        m_book->setState(StudyState::Paused,
                         "Attune ended while the study was running. Press Run to go on.");
    if (state == StudyState::Stopping)
        m_book->setState(StudyState::Idle, "");
    return {};
}

Result<void> TrialScheduler::run()
{
    const StudySettings &settings = m_book->settings();
    if (const Problems problems = settings.problems(); !problems.empty())
        return Error{ErrorKind::Invalid, problems.front().sentence};
    if (auto able = m_launcher.check(settings); !able)
        return able;
    if (!m_follower.hasRules()) {
        if (auto ready = m_follower.setRules(); !ready)
            return ready;
    }
    const bool isFirst = m_book->trials().empty();
    m_book->setState(StudyState::Running, "");
    m_book->addEvent(isFirst ? "started" : "resumed", std::nullopt,
                     isFirst ? "The study was started." : "The study was resumed.");
    if (auto written = commit(); !written)
        return written;
    m_withoutValue = 0;
    m_isCompletionDue = true;
    m_runClock.start();
    m_heartbeat.start();
    resetQueue();
    Q_EMIT statusChanged();
    QMetaObject::invokeMethod(this, &TrialScheduler::settle, Qt::QueuedConnection);
    return {};
}

void TrialScheduler::pause(const std::string &reason)
{
    if (!isRunning())
        return;
    setState(StudyState::Paused, reason);
    m_book->addEvent("paused", std::nullopt,
                     reason.empty() ? "The study was paused." : "The study was paused. " + reason);
    settle();
    Q_EMIT stopped();
}

void TrialScheduler::stop(RunningTrials running)
{
    const StudyState state = m_book->study().state;
    if (state == StudyState::Finished || state == StudyState::ReadOnly)
        return;
    m_book->addEvent("stopped", std::nullopt,
                     running == RunningTrials::Stop
                         ? "The study was stopped, and its running trials with it."
                         : "The study was stopped; its running trials go on.");
    if (running == RunningTrials::Stop) {
        m_stateAfterStop = StudyState::Idle;
        setState(StudyState::Stopping, "");
        stopAll("The study was stopped.");
        QMetaObject::invokeMethod(this, &TrialScheduler::settle, Qt::QueuedConnection);
        return;
    }
    setState(StudyState::Idle, "");
    settle();
    Q_EMIT stopped();
}

Result<void> TrialScheduler::cancelTrial(int number)
{
    const Trial &trial = m_book->trial(number);
    if (isFinished(trial.state))
        return Error{ErrorKind::Invalid, "Trial " + std::to_string(number) + " has ended already."};
    const std::string sentence = "Cancelled by a person.";
    if (trial.state == TrialState::Running) {
        m_follower.stop(trial.runs.back().key, StopWhy::Person, sentence);
        return {};
    }
    Trial &waiting = m_book->editTrial(number);
    waiting.state = TrialState::Cancelled;
    waiting.sentence = sentence;
    settle();
    return {};
}

void TrialScheduler::takeSettings(const StudySettings &before)
{
    const StudySettings &now = m_book->settings();
    m_launcher.slots().setSlots(now.slots);
    m_launcher.slots().setParallel(now.budget.parallel);
    const StudyRules wanted{now.metrics, now.objectives};
    const bool isReadable = MetricMatcher::compile(now.metrics).isOk();
    if (m_book->trials().empty()) {
        (void)m_follower.setRules();
    } else if (isReadable && wanted != m_book->rules()) {
        const int earlier = m_book->rulesRevision();
        m_book->beginRules();
        (void)m_follower.setRules();
        m_follower.reread(earlier);
    } else if (now.trialStopping != before.trialStopping || now.search != before.search ||
               maxResourceOf(now) != maxResourceOf(before)) {
        if (auto set = m_follower.setStoppingRule(); !set)
            Q_EMIT failed(set.error());
    }
    if (now.space != before.space)
        m_history.reset();
    m_suggestion.reset();
    m_isCompletionDue = true;
    if (isRunning())
        resetQueue();
    settle();
}

void TrialScheduler::takeExclusions()
{
    if (auto set = m_follower.setStoppingRule(); !set)
        Q_EMIT failed(set.error());
    m_suggestion.reset();
    if (isRunning())
        resetQueue();
    settle();
}

void TrialScheduler::resetQueue()
{
    m_queue.setProblem(searchProblemOf(m_book->settings()), m_book->revision(),
                       m_book->fitsOfThisSearch());
}

void TrialScheduler::takeEnd(const RunKey &key, const TrialVerdict &verdict)
{
    m_isCompletionDue = true;
    const Trial &trial = m_book->trial(key.trial);
    m_book->addTrialEvent(trial);
    if (!isFinished(trial.state))
        return;
    if (verdict.state == TrialState::Complete)
        m_withoutValue = 0;
    else if (verdict.state == TrialState::Failed)
        ++m_withoutValue;
    if (!isRunning())
        return;
    if (trial.runs.back().end == RunEnd::NotStarted) {
        pause(trial.sentence);
        return;
    }
    const bool hadValue = std::ranges::any_of(m_book->results(), [](const ResultRecord &result) {
        return result.outcome != Outcome::Failed;
    });
    if (m_withoutValue >= firstTrialsWithoutValue && !hadValue)
        pause("The first " + std::to_string(m_withoutValue) +
              " trials gave no objective value. The last one: " + trial.sentence);
}

void TrialScheduler::settle()
{
    if (!m_retryCommit.isActive()) {
        checkCompletion();
        fill();
        endWhenIdle();
    }
    (void)commit();
}

Result<void> TrialScheduler::commit()
{
    auto done = m_writer.commit();
    if (!done) {
        m_follower.rest();
        if (!m_retryCommit.isActive()) {
            m_retryCommit.start();
            if (isRunning())
                setState(StudyState::Paused, done.error().message);
            Q_EMIT failed(done.error());
        }
        return done.error();
    }
    if (m_retryCommit.isActive()) {
        m_retryCommit.stop();
        m_follower.hurry();
    }
    if (!done->trials.empty() || !done->series.empty() || !done->events.empty() ||
        !done->requests.empty())
        Q_EMIT committed(*done);
    return {};
}

void TrialScheduler::fill()
{
    if (!isRunning() || m_follower.isCatchingUp())
        return;
    while (isRunning() && m_launcher.slots().hasFree() &&
           m_book->launchedCount() < m_book->settings().budget.trials) {
        if (!launchWaiting() && !launchSuggestion())
            break;
    }
    if (!isRunning() || m_book->launchedCount() >= m_book->settings().budget.trials)
        return;
    const bool wasReady = m_queue.isReady();
    m_queue.update(m_history.known(), int(m_book->trials().size()), m_history.typicalSeconds());
    m_queue.prepare();
    if (wasReady != m_queue.isReady())
        Q_EMIT statusChanged();
}

bool TrialScheduler::launchWaiting()
{
    const auto &trials = m_book->trials();
    const auto waiting = std::ranges::find(trials, TrialState::Waiting, &Trial::state);
    return waiting != trials.end() && launch(*waiting);
}

bool TrialScheduler::launchSuggestion()
{
    const int number = int(m_book->trials().size());
    m_queue.update(m_history.known(), number, m_history.typicalSeconds());
    if (m_suggestion && m_suggestion->number != number)
        m_suggestion.reset();
    if (!m_suggestion)
        m_suggestion = m_queue.take();
    if (!m_suggestion) {
        const auto &failure = m_queue.failure();
        if (failure && m_follower.liveRuns().empty()) {
            setState(StudyState::Finished, failure->message);
            m_book->addEvent("finished", std::nullopt, failure->message);
            Q_EMIT stopped();
        }
        return false;
    }
    Trial trial;
    trial.number = number;
    trial.settings = m_suggestion->settings;
    trial.basis = m_suggestion->basis;
    trial.revision = m_book->revision();
    const auto defaults = m_book->settings().space.defaults();
    if (number == 0 && defaults && *defaults == trial.settings)
        trial.origin = TrialOrigin::Default;
    if (!launch(trial))
        return false;
    m_suggestion.reset();
    return true;
}

bool TrialScheduler::launch(const Trial &trial)
{
    const int slot = *m_launcher.slots().take();
    const RunKey key =
        nextRun(trial, m_book->settings().evaluation)
            .value_or(RunKey{.trial = trial.number, .attempt = int(trial.runs.size()) + 1});
    auto run = m_launcher.prepare(m_book->settings(), trial, key, slot);
    if (!run) {
        m_launcher.slots().giveBack(slot);
        const Error error = run.error();
        pause(error.message);
        Q_EMIT failed(error);
        return false;
    }
    if (!m_book->hasTrial(trial.number))
        m_book->addTrial(trial);
    Trial &launched = m_book->editTrial(key.trial);
    launched.state = TrialState::Running;
    launched.sentence.clear();
    run->startedMs = QDateTime::currentMSecsSinceEpoch();
    if (launched.runs.empty())
        launched.startedMs = run->startedMs;
    m_book->addRun(*run);
    if (auto started = m_launcher.launch(key); started) {
        m_follower.follow(key);
    } else {
        m_follower.end(key, {.end = RunEnd::NotStarted,
                             .isInfrastructure = true,
                             .sentence = started.error().message});
    }
    return true;
}

void TrialScheduler::checkCompletion()
{
    if (!isRunning() || m_follower.isCatchingUp() || !std::exchange(m_isCompletionDue, false))
        return;
    const auto why =
        whyComplete(m_book->settings(), {m_book->trials(), ranSeconds(), m_queue.convergence()});
    if (!why)
        return;
    m_book->addEvent("finished", std::nullopt, *why);
    m_stateAfterStop = StudyState::Finished;
    setState(StudyState::Stopping, *why);
    stopAll(*why);
}

void TrialScheduler::endWhenIdle()
{
    if (m_book->study().state != StudyState::Stopping || !m_follower.liveRuns().empty())
        return;
    setState(m_stateAfterStop, m_book->study().reason);
    Q_EMIT stopped();
}

void TrialScheduler::setState(StudyState state, const std::string &reason)
{
    if (isRunning() && state != StudyState::Running) {
        bookRunningTime();
        m_runClock.invalidate();
        m_heartbeat.stop();
    }
    m_book->setState(state, reason);
    Q_EMIT statusChanged();
}

void TrialScheduler::stopAll(const std::string &sentence)
{
    for (const RunKey &key : m_follower.liveRuns())
        m_follower.stop(key, StopWhy::Study, sentence);
    // A trial that waits for another attempt has begun: it ends like the running ones.
    for (const Trial &trial : m_book->trials()) {
        if (trial.state != TrialState::Waiting || trial.runs.empty())
            continue;
        Trial &waiting = m_book->editTrial(trial.number);
        waiting.state = TrialState::Cancelled;
        waiting.sentence = sentence;
    }
}

void TrialScheduler::bookRunningTime()
{
    m_book->addRanSeconds(double(m_runClock.restart()) / 1e3);
}

double TrialScheduler::ranSeconds() const
{
    const double now = m_runClock.isValid() ? double(m_runClock.elapsed()) / 1e3 : 0.0;
    return m_book->study().ranSeconds + now;
}

} // namespace attune::engine
