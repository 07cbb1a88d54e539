// SPDX-FileCopyrightText: 2026 The Attune developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/engine/scheduling/trial_follower.h"

#include "app/engine/execution/run_end.h"
#include "app/engine/scheduling/paused_trials.h"
#include "app/engine/scheduling/retry_policy.h"
#include "app/engine/scheduling/trial_launcher.h"
#include "app/engine/scheduling/trial_plan.h"
#include "app/engine/storage/study_database.h"

#include <QDateTime>

#include <algorithm>

namespace attune::engine {

namespace {

constexpr qint64 sliceMs = 15;
constexpr qint64 orderPeriodMs = 1000;
/// Runs that have ended, read at a time.
constexpr std::size_t atOnce = 4;

/// Of runs that have ended as the book knows: nobody is asked whether they live.
class EndedRuns final : public RunLauncher
{
public:
    [[nodiscard]] static const EndedRuns &instance()
    {
        static const EndedRuns runs;
        return runs;
    }
    Result<void> launch(const RunDirectory & /*run*/) override { return {}; }
    Result<void> stop(const RunDirectory & /*run*/, const StopRequest & /*request*/) override
    {
        return {};
    }
    [[nodiscard]] RunLife life(const RunDirectory & /*run*/) const override
    {
        return RunLife::Gone;
    }
};

} // namespace

TrialFollower::TrialFollower(StudyBook &book, StudyDatabase &database, TrialLauncher &launcher,
                             PausedTrials &paused)
    : m_book(&book), m_database(&database), m_launcher(&launcher), m_paused(&paused)
{
    connect(&m_runs, &ActiveRuns::due, this, &TrialFollower::due);
}

Result<void> TrialFollower::setRules()
{
    m_matcher.reset();
    auto matcher = matcherOf(m_book->rules());
    if (!matcher)
        return matcher.error();
    m_matcher = *matcher;
    return setStoppingRule();
}

std::optional<std::int64_t> TrialFollower::maximum() const
{
    if (m_book->settingsInForce().search.strategy != Strategy::Hyperband)
        return std::nullopt;
    return maxResourceOf(m_book->settingsInForce());
}

Result<void> TrialFollower::resume()
{
    for (const int trial : trialsLeftUnread()) { // first: what is open may go on from them
        for (const Run &run : m_book->trial(trial).runs) {
            if (run.end != RunEnd::None)
                m_toReread.insert(run.key);
        }
    }
    for (const Trial &trial : m_book->trials()) {
        for (const Run &run : trial.runs) {
            if (run.end != RunEnd::None)
                continue;
            // Each run that is followed keeps files open, so those that have ended take turns.
            if (m_launcher->directoryOf(run.key).readExit()) {
                m_toResume.push_back(run.key);
                continue;
            }
            m_launcher->slots().take(run.slot);
            if (const auto asked = m_launcher->directoryOf(run.key).readStop())
                stop(run.key, *asked);   // nobody knows whether the keeper was told
            if (run.end != RunEnd::None) // it cannot be reached, and was given up
                continue;
            if (isAfterOpenRun(run.key)) {
                m_toResume.push_back(run.key);
                continue;
            }
            if (auto resumed = resumeRun(run.key); !resumed)
                return resumed;
        }
    }
    feed();
    m_runs.hurry();
    return {};
}

Result<void> TrialFollower::resumeRun(const RunKey &key)
{
    auto progress = m_book->storedProgress(key, *m_database);
    if (!progress)
        return progress.error();
    if (*progress == RunProgress{})
        *progress = startOf(key);
    m_lines[key] = (*progress)[0].lines + (*progress)[1].lines;
    m_runs.add(m_launcher->directoryOf(key), *m_matcher, m_launcher->launcher(), *progress);
    return {};
}

void TrialFollower::follow(const RunKey &key)
{
    const RunLauncher &launcher =
        m_rereading.contains(key) ? EndedRuns::instance() : m_launcher->launcher();
    m_runs.add(m_launcher->directoryOf(key), *m_matcher, launcher, startOf(key));
}

void TrialFollower::stop(const RunKey &key, const StopRequest &request)
{
    m_asked.insert_or_assign(key, request);
    if (m_onlyWatches)
        return;
    const auto asked = m_launcher->stop(key, request);
    if (asked) {
        m_untold.erase(key);
        return;
    }
    if (asked.error().kind != ErrorKind::Busy) {
        if (m_untold.insert(key).second)
            Q_EMIT failed(asked.error());
        return;
    }
    m_untold.erase(key);
    const std::string why = asked.error().message; // it runs on another machine
    m_asked.erase(key);
    m_unreachable.insert(key);
    if (request.why == StopWhy::Person)
        giveUp(key, request.sentence + " " + why);
    else
        Q_EMIT failed(Error{ErrorKind::Busy, why + " Cancel its trial to give it up."});
}

void TrialFollower::repeatOrders()
{
    if (m_untold.empty() || (m_sinceOrders.isValid() && !m_sinceOrders.hasExpired(orderPeriodMs)))
        return;
    m_sinceOrders.start();
    for (const RunKey &key : std::set(m_untold))
        stop(key, StopRequest(m_asked.at(key)));
}

void TrialFollower::giveUp(const RunKey &key, const std::string &sentence)
{
    m_runs.remove(key);
    std::erase(m_toResume, key);
    end(key, {.end = RunEnd::Person, .sentence = sentence, .unreadable = {}});
}

void TrialFollower::giveUpAll(const std::string &sentence)
{
    for (const RunKey &key : liveRuns())
        giveUp(key, sentence);
}

std::vector<RunKey> TrialFollower::liveRuns() const
{
    std::vector<RunKey> keys = m_runs.keys();
    std::erase_if(keys, [&](const RunKey &key) { return m_rereading.contains(key); });
    keys.insert(keys.end(), m_toResume.begin(), m_toResume.end());
    return keys;
}

void TrialFollower::look()
{
    for (const RunNews &news : m_runs.follow(sliceMs))
        takeNews(news);
    passHistories();
    repeatOrders();
    feed();
}

void TrialFollower::takeNews(const RunNews &news)
{
    m_book->addPoints(news.key, news.batch);
    m_lines[news.key] = news.batch.progress[0].lines + news.batch.progress[1].lines;
    if (m_stopping.isOn())
        judge(news.key, news.batch);
    stopBeyondRung(news.key, news.batch);
    if (m_book->findRun(news.key)->resource > 0)
        m_endStates[news.key] = {news.batch.progress[0].state, news.batch.progress[1].state};
    if (news.batch.outcome)
        end(news.key, *news.batch.outcome);
}

std::vector<MetricSeries> TrialFollower::seriesOf(const RunKey &key) const
{
    if (m_withoutLogs.contains(key)) {
        const auto &revisions = m_book->revisions();
        // The check asks for std::views::reverse, which clang 14 does not compile.
        // NOLINTNEXTLINE(modernize-loop-convert)
        for (auto earlier = revisions.rbegin(); earlier != revisions.rend(); ++earlier) {
            auto kept = m_book->storedSeries(key, earlier->rulesRevision, *m_database);
            if (kept && !kept->empty())
                return std::move(*kept);
        }
    }
    auto series = m_book->seriesOf(key, *m_database);
    return series ? std::move(*series) : std::vector<MetricSeries>();
}

void TrialFollower::giveSlotBack(const RunKey &key)
{
    // Of a run found ended on opening, another one may have the place by now.
    const int slot = m_book->findRun(key)->slot;
    const bool isTaken = std::ranges::any_of(liveRuns(), [&](const RunKey &other) {
        return other != key && m_book->findRun(other)->slot == slot;
    });
    if (!isTaken)
        m_launcher->slots().giveBack(slot);
}

void TrialFollower::end(const RunKey &key, const RunOutcome &found)
{
    const bool isReread = m_rereading.erase(key) > 0;
    const auto asked = m_asked.find(key);
    RunOutcome outcome = asked == m_asked.end() ? found : asAsked(found, asked->second);
    if (isReread && found.end == RunEnd::KeeperLost) { // there is no exit.json: as it was judged
        outcome = outcomeOf(*m_book->findRun(key));
        outcome.unreadable = found.unreadable;
    }
    const std::int64_t lines = m_lines[key];
    m_lines.erase(key);
    m_asked.erase(key);
    m_untold.erase(key);
    m_unreachable.erase(key);
    m_resuming.erase(key);
    m_firstPoints.erase(key);
    m_history.erase(key);
    m_book->endRun(key);
    if (!isReread) {
        enterOutcome(m_book->editRun(key), outcome);
        giveSlotBack(key);
    }
    if (isReread || !isReadWhole(key.trial))
        judgeWhole(key, outcome, lines);
    else
        settle(key, outcome, lines);
}

void TrialFollower::settle(const RunKey &key, const RunOutcome &outcome, std::int64_t lines)
{
    const TrialVerdict verdict = verdictOfRun(key, outcome, lines);
    Trial &trial = m_book->editTrial(key.trial);
    // Else the run that follows is there already: Attune ended between its start and the commit.
    const bool isLast = trial.runs.back().key == key;
    if (outcome.end == RunEnd::StudyEnded && reachedResource(trial) > 0) {
        m_paused->comeBack(key.trial);
    } else if (isAnotherAttemptDue(outcome, attemptsAt(trial, key),
                                   m_book->settingsInForce().limits)) {
        if (isLast) {
            trial.state = TrialState::Waiting;
            trial.sentence = outcome.sentence;
        }
        // Else it goes on from its rung, and its curve with it, or has that of its first fold.
        if (key.rung == 0 && isJudged(key))
            m_stopping.forget(key.trial);
    } else if (auto all = combined(key, verdict)) {
        addLeftOut(*all, trial);
        enterVerdict(key, *all, outcome);
        enterRungs(key.trial);
        Q_EMIT ended(key, *all);
        return;
    } else if (isLast) {
        trial.state = TrialState::Waiting;
    }
    Q_EMIT ended(key, verdict);
}

void TrialFollower::enterVerdict(const RunKey &key, const TrialVerdict &verdict,
                                 const RunOutcome &outcome)
{
    Trial &trial = m_book->editTrial(key.trial);
    trial.objectives = verdict.objectives;
    trial.required = verdict.required;
    trial.meetsRequirements = areMet(m_book->rules().requirements, verdict.required);
    trial.standardError = verdict.standardError;
    if (verdict.state == TrialState::Stopped && !trial.stoppedAtStep && !verdict.pausedAtStep) {
        // Attune ended between the order and its commit, or the database is gone.
        if (const auto asked = m_launcher->directoryOf(key).readStop(); asked && asked->verdict)
            enterStop(trial, *asked->verdict);
    }
    if (verdict.state != TrialState::Stopped) {
        trial.stoppedAtStep.reset();
        trial.stoppedValue.reset();
        trial.stoppedAgainst.reset();
    } else if (verdict.pausedAtStep) {
        trial.stoppedAtStep = verdict.pausedAtStep;
        trial.stoppedValue = verdict.objectives.front();
        trial.stoppedAgainst.reset();
    }
    if (outcome.startedMs > 0 && trial.runs.front().key == key)
        trial.startedMs = outcome.startedMs;
    // It may have gone on already, in a run that is still to be followed or waits.
    const bool hasGoneOn = verdict.pausedAtStep && !isFinished(trial.state) &&
                           (trial.runs.back().key != key || trial.state == TrialState::Waiting);
    if (!hasGoneOn) {
        trial.state = verdict.state;
        trial.sentence = verdict.sentence;
        trial.isPaused = verdict.pausedAtStep && m_paused->isOn();
        trial.endedMs = outcome.endedMs > 0 ? outcome.endedMs : QDateTime::currentMSecsSinceEpoch();
        trial.stoppedMetric = trial.stoppedAgainst ? m_book->objectiveAt(trial.endedMs) : "";
    }
    if (verdict.state == TrialState::Failed)
        m_stopping.forget(key.trial);
    if (!verdict.outcome)
        return;
    const bool isKnown = trial.origin != TrialOrigin::Imported; // else only the end of it
    m_book->addResult(key.trial, *verdict.outcome,
                      isKnown ? TrialWay{verdict.resource, verdict.partial} : TrialWay{});
}

void TrialFollower::feed()
{
    while (!m_toResume.empty() && !isAfterOpenRun(m_toResume.front()) &&
           m_runs.count() < m_launcher->slots().takenCount() + atOnce) {
        const RunKey key = m_toResume.front();
        m_toResume.pop_front();
        if (auto resumed = resumeRun(key); !resumed)
            Q_EMIT failed(resumed.error());
        else if (m_launcher->directoryOf(key).hasExit())
            m_resuming.insert(key);
        m_runs.hurry();
    }
    while (!m_toReread.empty() && m_rereading.size() < atOnce &&
           !isAfterOpenRun(*m_toReread.begin())) {
        const RunKey key = *m_toReread.begin();
        m_toReread.erase(m_toReread.begin());
        if (keepWithoutLogs(key))
            continue;
        m_book->beginReread(key);
        m_rereading.insert(key);
        m_lines[key] = 0;
        follow(key);
        m_runs.hurry();
    }
}

} // namespace attune::engine
