// SPDX-FileCopyrightText: 2026 The Attune developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/engine/scheduling/paused_trials.h"
#include "app/engine/scheduling/trial_follower.h"
#include "app/engine/scheduling/trial_plan.h"
#include "app/engine/storage/study_database.h"

#include <algorithm>

// Runs under way, compared with others.

namespace attune::engine {

Result<void> TrialFollower::setStoppingRule()
{
    const StudyRules &rules = m_book->rules();
    const Objective objective = rules.objectives.empty() ? Objective{} : rules.objectives.front();
    m_stopping.setRule(m_book->settingsInForce(), objective);
    m_paused->reset();
    if (!m_stopping.isOn() && !m_paused->isOn())
        return {};
    std::map<RunKey, std::vector<MetricPoint>> stored;
    auto read = m_database->metrics().curves(
        m_book->rulesRevision(), objective.metric,
        [&](const RunKey &run, const std::vector<MetricPoint> &points) { stored[run] = points; });
    if (!read)
        return read;
    const CurveSource pointsOf = [&](const RunKey &key) {
        const auto ended = stored.find(key);
        return ended == stored.end() ? m_book->livePoints(key, objective.metric) : ended->second;
    };
    for (const Trial &trial : m_book->trials())
        enterCurve(trial, pointsOf);
    return {};
}

void TrialFollower::enterCurve(const Trial &trial, const CurveSource &pointsOf)
{
    const std::vector<RunKey> runs = judgedRunsOf(trial);
    if (runs.empty())
        return;
    std::vector<MetricPoint> curve;
    for (const RunKey &run : runs) {
        const std::vector<MetricPoint> points = pointsOf(run);
        curve.insert(curve.end(), points.begin(), points.end());
    }
    const bool isLive = m_book->findRun(runs.back())->end == RunEnd::None;
    if (!curve.empty() && !trial.isExcluded && (isLive || isPeer(trial)))
        m_stopping.setCurve(trial.number, curve);
    enterRungs(trial.number, pointsOf);
}

/// Rules compare first runs: of folds and replicates, the first stands for the trial.
bool TrialFollower::isJudged(const RunKey &key)
{
    return key.fold == 0 && key.replicate == 0;
}

/// One that goes on from a rung stays a measure there while it waits, and so does one whose other
/// folds or replicates are still to be run.
/// An imported one has but its end, as if that had been its first step.
bool TrialFollower::isPeer(const Trial &trial)
{
    const std::vector<RunKey> good = goodRuns(trial);
    const bool hasWholeCurve = std::ranges::find(good, judgedRunsOf(trial).back()) != good.end();
    return (isFinished(trial.state) || hasWholeCurve || reachedResource(trial) > 0) &&
           trial.state != TrialState::Failed && trial.origin != TrialOrigin::Imported;
}

std::vector<MetricPoint> TrialFollower::newObjectivePoints(const RunBatch &batch) const
{
    std::vector<MetricPoint> points;
    for (const RunPoint &point : batch.points) {
        if (point.metric == m_book->rules().objectives.front().metric)
            points.push_back(point.point);
    }
    return points;
}

void TrialFollower::judge(const RunKey &key, const RunBatch &batch)
{
    if (!isJudged(key) || m_book->trial(key.trial).isExcluded)
        return;
    const std::vector<MetricPoint> points = newObjectivePoints(batch);
    // One that is told what to reach is compared with others when it is there, whatever the mode
    // of today.
    const bool isJudgedLater = m_book->findRun(key)->resource > 0;
    if (isJudgedLater || isBeyondJudgement(key, batch)) {
        m_stopping.note(key.trial, points);
        return;
    }
    const std::optional<StopVerdict> verdict = m_stopping.add(key.trial, points);
    if (!verdict)
        return;
    enterStop(m_book->editTrial(key.trial), *verdict);
    stop(key, {.why = StopWhy::Rule, .sentence = verdict->sentence, .verdict = verdict});
}

bool TrialFollower::isBeyondJudgement(const RunKey &key, const RunBatch &batch) const
{
    return m_onlyWatches || batch.outcome || isRereading() || !m_history.empty() ||
           m_resuming.contains(key) || m_asked.contains(key) || m_unreachable.contains(key);
}

void TrialFollower::enterStop(Trial &trial, const StopVerdict &verdict)
{
    trial.stoppedAtStep = verdict.step;
    trial.stoppedValue = verdict.value;
    trial.stoppedAgainst = verdict.against;
    trial.sentence = verdict.sentence;
}

} // namespace attune::engine
