// SPDX-FileCopyrightText: 2026 The Attune developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/engine/scheduling/trial_scheduler.h"

#include "app/engine/scheduling/trial_plan.h"
#include "app/engine/storage/disk_space.h"

#include <algorithm>
#include <utility>

namespace attune::engine {

namespace {

constexpr int heartbeatMs = 1000;
constexpr int retryCommitMs = 1000;
constexpr int lookForFolderMs = 2000;
/// Commits of a busy study are at least so far apart: one for all trials that end meanwhile.
constexpr int commitPeriodMs = 20;

constexpr const char *stoppedByPerson = "The study was stopped.";

} // namespace

TrialScheduler::TrialScheduler(const StudyFolder &folder, StudyBook &book, StudyDatabase &database)
    : m_folder(folder.path()), m_book(&book), m_writer(book, database),
      m_launcher(folder, book.study().sourceFolder), m_paused(book),
      m_filler(book, m_launcher, m_paused), m_follower(book, database, m_launcher, m_paused)
{
    m_heartbeat.setInterval(heartbeatMs);
    m_retryCommit.setInterval(retryCommitMs);
    m_lookForFolder.start(lookForFolderMs);
    m_commitSoon.setSingleShot(true);
    m_sinceCommit.start();
    connect(&m_heartbeat, &QTimer::timeout, this, [this] {
        m_isCompletionDue = true;
        bookRunningTime();
        settle();
        Q_EMIT statusChanged();
    });
    connect(&m_retryCommit, &QTimer::timeout, this, &TrialScheduler::settle);
    connect(&m_commitSoon, &QTimer::timeout, this, [this] { (void)commit(); });
    connect(&m_lookForFolder, &QTimer::timeout, this, &TrialScheduler::lookForFolder);
    connect(&m_follower, &TrialFollower::due, this, [this] {
        if (lookForFolder())
            m_follower.look();
        settleSoon();
    });
    connect(&m_follower, &TrialFollower::ended, this, &TrialScheduler::takeEnd);
    connect(&m_follower, &TrialFollower::failed, this, &TrialScheduler::failed);
    connect(&m_launcher, &TrialLauncher::rang, &m_follower, &TrialFollower::hurry);
    connect(&m_filler, &SlotFiller::launched, this, &TrialScheduler::takeLaunch);
    connect(&m_filler, &SlotFiller::blocked, this, &TrialScheduler::takeBlock);
    connect(&m_filler, &SlotFiller::exhausted, this, &TrialScheduler::takeExhaustion);
    connect(&m_filler, &SlotFiller::due, this, &TrialScheduler::settleSoon);
    connect(&m_filler, &SlotFiller::modelChanged, this, [this] {
        m_isCompletionDue = true;
        settleSoon();
    });
    connect(&m_filler, &SlotFiller::readinessChanged, this, &TrialScheduler::statusChanged);
}

Result<void> TrialScheduler::begin()
{
    m_launcher.slots().setSlots(m_book->settingsInForce().slots);
    m_launcher.slots().setParallel(m_book->settingsInForce().budget.parallel);
    m_launcher.listen();
    if (auto ready = m_follower.setRules(); ready) {
        if (auto resumed = m_follower.resume(); !resumed)
            return resumed;
    } else if (ready.error().kind != ErrorKind::Invalid) {
        return ready;
    } else if (!m_book->trials().empty()) { // it can be edited; a draft is told elsewhere
        QMetaObject::invokeMethod(
            this, [this, error = ready.error()] { Q_EMIT failed(error); }, Qt::QueuedConnection);
    }
    const StudyState state = m_book->study().state;
    if (state == StudyState::Running)
        m_book->setState(StudyState::Paused,
                         "Attune ended while the study was running. Go on with Run or Resume.");
    if (state == StudyState::Stopping) {
        stopAll(m_book->study().isEnding() ? m_book->study().reason : stoppedByPerson);
        endWhenIdle();
    }
    return {};
}

Result<void> TrialScheduler::run()
{
    if (auto there = m_launcher.presence().check(); !there)
        return there;
    const StudySettings &settings = m_book->settings();
    if (const Problems problems = settings.problems(); !problems.empty())
        return Error{ErrorKind::Invalid, problems.front().sentence};
    if (auto able = m_launcher.check(settings); !able)
        return able;
    if (!m_follower.hasRules()) {
        if (auto ready = m_follower.setRules(); !ready)
            return ready;
    }
    if (m_retryCommit.isActive()) { // nothing begins that could not be written down
        const bool wasHeldUp = std::exchange(m_isHeldUp, false);
        if (auto written = commit(); !written) {
            m_isHeldUp = wasHeldUp;
            return written;
        }
    }
    const bool isFirst = m_book->trials().empty();
    m_paused.resume();
    m_book->setState(StudyState::Running, "");
    m_book->addEvent(isFirst ? "started" : "resumed", std::nullopt,
                     isFirst ? "The study was started." : "The study was resumed.");
    if (auto written = commit(); !written) {
        m_isHeldUp = false; // whoever asked is told
        setState(StudyState::Paused, written.error().message);
        return written;
    }
    m_failures.reset();
    beginRunning();
    return {};
}

void TrialScheduler::beginRunning()
{
    m_isCompletionDue = true;
    m_runClock.start();
    m_heartbeat.start();
    m_filler.resetSearch();
    Q_EMIT statusChanged();
    QMetaObject::invokeMethod(this, &TrialScheduler::settle, Qt::QueuedConnection);
}

void TrialScheduler::pause(const std::string &reason)
{
    if (!isRunning() && !m_isHeldUp)
        return;
    m_isHeldUp = false;
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
    if (m_book->study().isEnding()) { // here or, when the window is closed now, on opening
        if (running == RunningTrials::LetGoOn)
            Q_EMIT stopped();
        return;
    }
    m_isHeldUp = false;
    m_book->addEvent("stopped", std::nullopt,
                     running == RunningTrials::Stop
                         ? "The study was stopped, and its running trials with it."
                         : "The study was stopped; its running trials go on.");
    if (running == RunningTrials::Stop) {
        setState(StudyState::Stopping, "");
        stopAll(stoppedByPerson);
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
    const std::string sentence = cancelledByPerson;
    if (trial.state == TrialState::Running) {
        m_follower.stop(trial.runs.back().key, {StopWhy::Person, sentence});
        settleSoon(); // one that cannot be reached has ended by that
        return {};
    }
    if (m_filler.isOnTheWay(number)) {
        m_filler.stop(number, {StopWhy::Person, sentence});
        return {};
    }
    Trial &waiting = m_book->editTrial(number);
    waiting.state = TrialState::Cancelled;
    waiting.isPaused = false;
    waiting.sentence = sentence;
    settle();
    return {};
}

void TrialScheduler::takeSettings(const StudySettings &before)
{
    const StudySettings &now = m_book->settingsInForce();
    m_launcher.slots().setSlots(now.slots);
    m_launcher.slots().setParallel(now.budget.parallel);
    const StudySettings &asked = m_book->settings();
    if (m_book->trials().empty()) {
        (void)m_follower.setRules();
    } else if (areReadable(asked) && rulesOf(asked) != m_book->rules()) {
        m_book->beginRules();
        (void)m_follower.setRules();
        m_follower.reread();
    } else if (now.trialStopping != before.trialStopping || now.search != before.search ||
               maxResourceOf(now) != maxResourceOf(before)) {
        if (auto set = m_follower.setStoppingRule(); !set)
            Q_EMIT failed(set.error());
    }
    if (isRunning())
        m_paused.resume();
    if (now.space != before.space || now.search != before.search)
        m_filler.dropHistory();
    m_filler.dropSuggestion();
    m_isCompletionDue = true;
    if (isRunning())
        m_filler.resetSearch();
    settle();
}

void TrialScheduler::takeExclusion(int number)
{
    m_follower.takeExclusion(number);
    m_filler.dropSuggestion();
    if (isRunning())
        m_filler.resetSearch();
    settle();
}

void TrialScheduler::takeLaunch(const RunKey &key, const std::optional<Error> &error,
                                const std::optional<StopRequest> &stop)
{
    if (error) {
        m_follower.end(key, {.end = RunEnd::NotStarted,
                             .isInfrastructure = true,
                             .sentence = error->message,
                             .unreadable = {}});
    } else {
        m_follower.follow(key);
        if (stop && !m_isLost)
            m_follower.stop(key, *stop);
    }
    if (m_isLost)
        giveUpLost();
    else
        settleSoon();
}

void TrialScheduler::takeEnd(const RunKey &key, const TrialVerdict &verdict)
{
    m_isCompletionDue = true;
    const Trial &trial = m_book->trial(key.trial);
    m_book->addTrialEvent(trial);
    if (!isFinished(trial.state))
        return;
    m_failures.take(verdict.state);
    if (!isRunning())
        return;
    if (trial.runs.back().end == RunEnd::NotStarted) {
        pause(trial.sentence);
        return;
    }
    const auto values = std::ranges::count_if(m_book->results(), [](const ResultRecord &result) {
        return result.outcome != Outcome::Failed;
    });
    const SearchSettings &search = m_book->settingsInForce().search;
    const FailureStreak::Study study{.trials = int(m_book->results().size()),
                                     .values = int(values),
                                     .parallel = m_book->settingsInForce().budget.parallel,
                                     .isOrdered = search.strategy == Strategy::Grid};
    if (const auto why = m_failures.whyToPause(study, trial.sentence))
        pause(*why);
}

void TrialScheduler::settle()
{
    advance();
    (void)commit();
}

void TrialScheduler::settleSoon()
{
    advance();
    if (m_retryCommit.isActive()) // which comes soon enough
        return;
    const qint64 wait = commitPeriodMs - m_sinceCommit.elapsed();
    if (!isRunning() || wait <= 0)
        (void)commit();
    else if (!m_commitSoon.isActive())
        m_commitSoon.start(int(wait));
}

void TrialScheduler::advance()
{
    if (m_retryCommit.isActive() || !m_launcher.presence().isThere())
        return;
    checkCompletion();
    if (isRunning() && !m_follower.isCatchingUp())
        m_filler.fill();
    endWhenIdle();
}

Result<void> TrialScheduler::commit()
{
    m_commitSoon.stop();
    const auto there = m_launcher.presence().check();
    auto done = there ? m_writer.commit() : Result<Committed>(there.error());
    m_sinceCommit.restart();
    if (!done) {
        waitToWrite(done.error());
        return done.error();
    }
    // What goes on by itself waits for space to launch something. A person need not.
    const bool isWrittenAgain = m_retryCommit.isActive() && !(m_isHeldUp && isDiskFull(m_folder));
    if (isWrittenAgain) {
        m_retryCommit.stop();
        m_follower.wake();
    }
    if (!done->trials.empty() || !done->series.empty() || !done->events.empty() ||
        !done->requests.empty())
        Q_EMIT committed(*done);
    if (isWrittenAgain) {
        goOn();
        Q_EMIT statusChanged();
    }
    return {};
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

void TrialScheduler::bookRunningTime()
{
    if (!m_runClock.isValid()) // the study could not be started
        return;
    m_book->addRanSeconds(double(m_runClock.restart()) / 1e3);
}

double TrialScheduler::ranSeconds() const
{
    const double now = m_runClock.isValid() ? double(m_runClock.elapsed()) / 1e3 : 0.0;
    return m_book->study().ranSeconds + now;
}

} // namespace attune::engine
