// SPDX-FileCopyrightText: 2026 The Attune developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/engine/execution/run_end.h"
#include "app/engine/scheduling/paused_trials.h"
#include "app/engine/scheduling/trial_follower.h"
#include "app/engine/scheduling/trial_launcher.h"
#include "app/engine/scheduling/trial_plan.h"
#include "app/engine/storage/study_database.h"
#include "core/stopping/successive_halving.h"

#include <algorithm>

// Trials that are paused at rungs: several runs with one curve.

namespace attune::engine {

namespace {

std::vector<MetricPoint> pointsIn(const std::vector<MetricSeries> &all, const std::string &metric)
{
    const auto found = std::ranges::find(all, metric, &MetricSeries::metric);
    return found == all.end() ? std::vector<MetricPoint>() : found->points;
}

/// The first reading at a resource or beyond it; the last where there is none.
std::int64_t stepAt(const std::vector<MetricPoint> &points, std::int64_t resource)
{
    for (const MetricPoint &point : points) {
        if (resourceAt(point, points.front()) >= resource)
            return point.step;
    }
    return points.empty() ? 0 : points.back().step;
}

std::string noReadingSentence(const std::string &metric, std::int64_t resource)
{
    return "No value of \"" + metric + "\" on the way to step " + std::to_string(resource) +
           ": the program did not go on from its checkpoint.";
}

} // namespace

std::vector<MetricSeries> TrialFollower::curvesUpTo(const RunKey &key) const
{
    auto curves = m_book->curvesOf(key.trial, *m_database, key);
    return curves ? std::move(*curves) : std::vector<MetricSeries>();
}

TrialVerdict TrialFollower::verdictOfRun(const RunKey &key, const RunOutcome &outcome,
                                         std::int64_t lines) const
{
    const StudyRules &rules = m_book->rules();
    const std::int64_t told = m_book->findRun(key)->resource;
    if (told == 0)
        return verdictOf(rules, outcome, seriesOf(key), lines, maximum());
    const std::vector<MetricSeries> curves = curvesUpTo(key);
    TrialVerdict verdict = verdictOf(rules, outcome, curves, lines, told);
    if (verdict.state != TrialState::Complete)
        return verdict;
    const std::string &metric = rules.objectives.front().metric;
    if (verdict.resource < told && pointsIn(seriesOf(key), metric).empty()) {
        verdict.state = TrialState::Failed;
        verdict.outcome = Outcome::Failed;
        verdict.sentence = noReadingSentence(metric, told);
        return verdict;
    }
    // A program that ended well has reached what it was told, whatever steps it counts; they are no
    // resources then.
    if (verdict.resource < told)
        verdict.partial.clear();
    verdict.resource = std::max(verdict.resource, told);
    if (told >= maxResourceOf(m_book->settingsInForce()).value_or(told)) {
        verdict.sentence.clear();
        return verdict;
    }
    verdict.state = TrialState::Stopped;
    verdict.outcome = Outcome::Stopped;
    verdict.pausedAtStep = stepAt(pointsIn(curves, metric), told);
    verdict.sentence = m_paused->sentenceAt(*verdict.pausedAtStep);
    return verdict;
}

void TrialFollower::enterRungs(int number, const CurveSource &curve)
{
    const Trial &trial = m_book->trial(number);
    if (!m_paused->isOn() || trial.state == TrialState::Failed || trial.isExcluded ||
        trial.origin == TrialOrigin::Imported) {
        m_paused->forget(number);
        return;
    }
    std::vector<RungRun> runs;
    for (const RunKey &key : judgedRunsOf(trial)) {
        const Run &run = *m_book->findRun(key);
        RungRun entered{run.resource, hasReachedResource(run), curve(key)};
        // From before the mode was chosen: a peer as far as its curve goes.
        if (run.resource == 0 && !entered.points.empty() && run.end != RunEnd::None) {
            entered.resource = resourceAt(entered.points.back(), entered.points.front());
            entered.hasReached = true;
        }
        runs.push_back(std::move(entered));
    }
    m_paused->enter(number, runs);
}

void TrialFollower::enterRungs(int trial)
{
    if (!m_paused->isOn())
        return;
    const std::string &metric = m_book->rules().objectives.front().metric;
    enterRungs(trial, [&](const RunKey &key) { return pointsIn(seriesOf(key), metric); });
}

void TrialFollower::takeExclusion(int number)
{
    if (!m_stopping.isOn() && !m_paused->isOn())
        return;
    m_stopping.forget(number);
    const std::string &metric = m_book->rules().objectives.front().metric;
    enterCurve(m_book->trial(number),
               [&](const RunKey &key) { return pointsIn(seriesOf(key), metric); });
}

void TrialFollower::stopBeyondRung(const RunKey &key, const RunBatch &batch)
{
    const Run &run = *m_book->findRun(key);
    const std::vector<MetricPoint> points = newObjectivePoints(batch);
    if (run.resource == 0 || points.empty() || isBeyondJudgement(key, batch))
        return;
    auto first = m_firstPoints.find(key);
    if (first == m_firstPoints.end()) {
        const auto curve = pointsIn(curvesUpTo(key), m_book->rules().objectives.front().metric);
        first = m_firstPoints.emplace(key, curve.empty() ? points.front() : curve.front()).first;
    }
    const auto beyond = std::ranges::find_if(points, [&](const MetricPoint &point) {
        return resourceAt(point, first->second) > run.resource;
    });
    if (beyond == points.end())
        return;
    const std::int64_t step = run.resource + beyond->step - resourceAt(*beyond, first->second);
    stop(key, {StopWhy::Rule, "Ended at step " + std::to_string(beyond->step) +
                                  ": it was told to reach step " + std::to_string(step) +
                                  " and went on."});
}

RunProgress TrialFollower::startOf(const RunKey &key) const
{
    RunProgress progress{};
    if (key.rung == 0)
        return progress;
    // Readings without a step of their own are counted on from the run that reached the rung.
    const std::vector<Run> &runs = m_book->trial(key.trial).runs;
    const auto before = std::find_if(runs.rbegin(), runs.rend(), [&](const Run &run) {
        return run.key.rung < key.rung && hasReachedResource(run);
    });
    if (before == runs.rend())
        return progress;
    if (const auto known = m_endStates.find(before->key); known != m_endStates.end()) {
        progress[0].state = known->second[0];
        progress[1].state = known->second[1];
    } else if (const auto stored = m_book->storedProgress(before->key, *m_database)) {
        progress[0].state = (*stored)[0].state;
        progress[1].state = (*stored)[1].state;
    }
    return progress;
}

bool TrialFollower::isAfterOpenRun(const RunKey &key) const
{
    if (key.rung == 0)
        return false;
    for (const Run &run : m_book->trial(key.trial).runs) {
        if (run.key == key)
            return false;
        if (run.end == RunEnd::None || m_rereading.contains(run.key) ||
            m_toReread.contains(run.key))
            return true;
    }
    return false;
}

std::optional<RunKey> TrialFollower::standingRunOf(const Trial &trial)
{
    if (trial.runs.empty() || trial.runs.back().resource == 0)
        return std::nullopt;
    const bool isSettled = isFinished(trial.state) && trial.state != TrialState::Stopped;
    const auto reached = std::find_if(trial.runs.rbegin(), trial.runs.rend(), hasReachedResource);
    return isSettled || reached == trial.runs.rend() ? trial.runs.back().key : reached->key;
}

} // namespace attune::engine
