// SPDX-FileCopyrightText: 2026 The Attune developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/stopping/completion_criteria.h"

#include "core/analysis/pareto_front.h"
#include "core/stopping/short_text.h"
#include "core/study/best_trials.h"
#include "core/study/ran_here.h"

#include <algorithm>
#include <cmath>
#include <set>

namespace attune {

namespace {

/// Before so many complete trials, a model's promise says little (Makarova et al. 2022 use 10).
constexpr std::size_t leastForConvergence = 10;

/// A gain below this share of the distance from the best to the median trial is not worth a trial.
constexpr double smallGain = 0.01;

/// An improvement of exactly what is asked is one, whatever the last digit of the difference.
constexpr double rounding = 1e-9;

constexpr const char *convergedSentence = "The search has converged";

/// 5400 as "1 h 30 min".
std::string durationText(double seconds)
{
    if (seconds < 60)
        return shortText(seconds) + " s";
    const auto whole = static_cast<long long>(std::llround(seconds));
    std::string text;
    const auto add = [&text](long long count, const char *unit) {
        if (count > 0)
            text += (text.empty() ? "" : " ") + std::to_string(count) + unit;
    };
    add(whole / 3600, " h");
    add(whole % 3600 / 60, " min");
    add(whole % 60, " s");
    return text;
}

/// Has reached a rung of Hyperband's promote mode, from where it goes on when the study does:
/// paused, or ended there with the study.
bool isAtRung(const Trial &trial)
{
    return trial.isPaused || (trial.state == TrialState::Stopped && !trial.runs.empty() &&
                              hasReachedResource(trial.runs.back()));
}

/// Finished trials that count, in the order they ended. One at a rung may go on and has not.
std::vector<const Trial *> finishedInOrder(const std::vector<Trial> &trials)
{
    std::vector<const Trial *> finished;
    for (const Trial &trial : trials) {
        if (isFinished(trial.state) && !isAtRung(trial) && trial.state != TrialState::Cancelled &&
            !trial.isExcluded)
            finished.push_back(&trial);
    }
    std::sort(finished.begin(), finished.end(), [](const Trial *a, const Trial *b) {
        return std::pair(a->endedMs, a->number) < std::pair(b->endedMs, b->number);
    });
    return finished;
}

/// A draft may have no objective.
Direction firstDirection(const StudySettings &settings)
{
    return settings.objectives.empty() ? Direction::Minimize
                                       : settings.objectives.front().direction;
}

bool hasObjective(const Trial &trial)
{
    return trial.state == TrialState::Complete && trial.meetsRequirements && trial.objective() &&
           std::isfinite(*trial.objective());
}

std::optional<std::string> whyTrials(const Budget &budget, const std::vector<Trial> &trials)
{
    const auto done = std::count_if(trials.begin(), trials.end(), [](const Trial &trial) {
        return isFinished(trial.state) && trial.state != TrialState::Cancelled;
    });
    if (done < budget.trials)
        return std::nullopt;
    return budget.trials == 1 ? "The one trial is done."
                              : "All " + std::to_string(budget.trials) + " trials are done.";
}

std::optional<std::string> whySeconds(const Budget &budget, double ranSeconds)
{
    if (!budget.seconds || ranSeconds < *budget.seconds)
        return std::nullopt;
    return "The time of " + durationText(*budget.seconds) + " is used up.";
}

std::optional<std::string> whyTarget(double target, Direction direction,
                                     const std::vector<const Trial *> &finished)
{
    for (const Trial *trial : finished) {
        if (!hasObjective(*trial) || isBetter(direction, target, *trial->objective()))
            continue;
        return "The target " + textOf(target) + " was reached by trial " +
               std::to_string(trial->number) + " (" + shortText(*trial->objective()) +
               (ranHere(*trial) ? ")." : "), which was imported.");
    }
    return std::nullopt;
}

/// How many trials ended since the last improvement, and on what: of one objective a trial, of
/// several the front.
struct Standstill
{
    const Trial *best = nullptr;
    std::size_t frontSize = 0;
    int trials = 0;
};

/// An improvement smaller than the asked share of the best counts as none, and the best that it is
/// measured against stays: small steps that add up to enough still count.
Standstill sinceTheBest(double share, Direction direction,
                        const std::vector<const Trial *> &finished)
{
    Standstill since;
    const auto improves = [&](const Trial &trial) {
        const double value = *trial.objective();
        const double reference = *since.best->objective();
        return isBetter(direction, value, reference) &&
               std::abs(value - reference) >= share * std::abs(reference) * (1.0 - rounding);
    };
    for (const Trial *trial : finished) {
        if (hasObjective(*trial) && (since.best == nullptr || improves(*trial)))
            since = {trial, 0, 0};
        else if (since.best != nullptr)
            since.trials += ranHere(*trial) ? 1 : 0;
    }
    return since;
}

/// With several objectives a trial improves when it joins the front.
Standstill sinceTheFrontGrew(const std::vector<Objective> &objectives,
                             const std::vector<const Trial *> &finished)
{
    GrowingFront front(directionsOf(objectives));
    int since = 0;
    for (std::size_t i = 0; i < finished.size(); ++i) {
        auto row = frontRowOf(*finished[i], objectives);
        if (row && front.add(i, std::move(*row)))
            since = 0;
        else
            since += front.size() > 0 && ranHere(*finished[i]) ? 1 : 0;
    }
    return {nullptr, front.size(), since};
}

/// Requires: objectives.
Standstill standstillOf(const StudyStopping &stopping, const std::vector<Objective> &objectives,
                        const std::vector<const Trial *> &finished)
{
    return objectives.size() > 1
               ? sinceTheFrontGrew(objectives, finished)
               : sinceTheBest(stopping.notImprovingBy, objectives.front().direction, finished);
}

/// Requires: notImprovingFor.
std::optional<std::string> whyNoBetter(const StudySettings &settings,
                                       const std::vector<const Trial *> &finished)
{
    const StudyStopping &stopping = settings.studyStopping;
    if (settings.objectives.empty()) // a draft
        return std::nullopt;
    const Standstill since = standstillOf(stopping, settings.objectives, finished);
    if ((since.best == nullptr && since.frontSize == 0) || since.trials < *stopping.notImprovingFor)
        return std::nullopt;
    const std::string last = "The last " + std::to_string(since.trials) + " trials ";
    if (since.best == nullptr)
        return last + "added nothing to the front of " + std::to_string(since.frontSize) +
               (since.frontSize == 1 ? " trial." : " trials.");
    const std::string by = stopping.notImprovingBy > 0.0
                               ? " by " + textOf(stopping.notImprovingBy * 100) + " % or more"
                               : "";
    return last + "did not improve on trial " + std::to_string(since.best->number) + " (" +
           shortText(*since.best->objective()) + ")" + by + ".";
}

double medianOf(const std::vector<double> &sorted)
{
    const std::size_t half = sorted.size() / 2;
    return sorted.size() % 2 == 1 ? sorted[half] : (sorted[half - 1] + sorted[half]) / 2.0;
}

/// Judges by the results that the bound was computed from: of newer ones it says nothing, and one
/// that is better than all of those proves it wrong. Requires: progress.convergence.
std::optional<std::string> whyConverged(const StudyProgress &progress, Direction direction,
                                        const std::vector<const Trial *> &finished)
{
    const ConvergenceBound &bound = *progress.convergence;
    const std::set<int> modelled(progress.modelled.begin(), progress.modelled.end());
    std::vector<double> values;
    std::vector<double> newer;
    for (const Trial *trial : finished) {
        if (hasObjective(*trial))
            (modelled.contains(trial->number) ? values : newer).push_back(*trial->objective());
    }
    if (values.size() < leastForConvergence)
        return std::nullopt;
    std::sort(values.begin(), values.end());
    const double median = medianOf(values);
    const double best = direction == Direction::Minimize ? values.front() : values.back();
    if (std::any_of(newer.begin(), newer.end(),
                    [&](double value) { return isBetter(direction, value, best); }))
        return std::nullopt;
    const double worthwhile = smallGain * std::abs(median - best);
    if (!(bound.expectedGain <= std::max(bound.noise, worthwhile)))
        return std::nullopt;
    const std::string reason = bound.expectedGain <= bound.noise
                                   ? "no more than the noise of " + shortText(bound.noise)
                                   : "under 1 % of the distance from the best trial (" +
                                         shortText(best) + ") to the median one (" +
                                         shortText(median) + ")";
    return std::string(convergedSentence) + ": the model expects a further gain of at most " +
           shortText(bound.expectedGain) + ", " + reason + ".";
}

} // namespace

std::optional<std::string> whyComplete(const StudySettings &settings, const StudyProgress &progress)
{
    const StudyStopping &stopping = settings.studyStopping;
    const Direction direction = firstDirection(settings);
    const std::vector<const Trial *> finished = finishedInOrder(progress.trials);
    if (stopping.target && settings.objectives.size() == 1) {
        if (auto why = whyTarget(*stopping.target, direction, finished))
            return why;
    }
    if (auto why = whyTrials(settings.budget, progress.trials); why && !progress.canGoOn)
        return why;
    if (auto why = whySeconds(settings.budget, progress.ranSeconds))
        return why;
    if (stopping.notImprovingFor) {
        if (auto why = whyNoBetter(settings, finished))
            return why;
    }
    if (stopping.onConvergence && progress.convergence)
        return whyConverged(progress, direction, finished);
    return std::nullopt;
}

int trialsWithoutImprovement(const StudyStopping &stopping,
                             const std::vector<Objective> &objectives,
                             const std::vector<Trial> &trials)
{
    return standstillOf(stopping, objectives, finishedInOrder(trials)).trials;
}

bool saysConverged(const std::string &sentence)
{
    return sentence.starts_with(convergedSentence);
}

StudySettings withMoreTrials(const StudySettings &settings, const StudyProgress &progress, int more)
{
    StudySettings changed = settings;
    StudyStopping &stopping = changed.studyStopping;
    const std::vector<const Trial *> finished = finishedInOrder(progress.trials);
    const Direction direction = firstDirection(settings);
    if (whySeconds(changed.budget, progress.ranSeconds))
        changed.budget.seconds.reset();
    if (stopping.target && whyTarget(*stopping.target, direction, finished))
        stopping.target.reset();
    if (stopping.notImprovingFor && whyNoBetter(settings, finished)) {
        stopping.notImprovingFor.reset();
        stopping.notImprovingBy = 0.0;
    }
    const auto launched =
        std::count_if(progress.trials.begin(), progress.trials.end(), [](const Trial &trial) {
            return trial.state != TrialState::Cancelled && trial.state != TrialState::Waiting;
        });
    // Only the search knows of convergence, and it may have come together with the budget's end.
    stopping.onConvergence = false;
    changed.budget.trials = static_cast<int>(launched) + more;
    return changed;
}

} // namespace attune
