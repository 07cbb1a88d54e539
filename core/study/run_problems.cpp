// SPDX-FileCopyrightText: 2026 The Attune developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/space/lattice.h"
#include "core/space/value.h"
#include "core/study/study_problems.h"

#include <cmath>

namespace attune {

namespace {

constexpr std::int64_t mostGridPoints = 100'000;
constexpr std::int64_t mostCombinations = 10'000'000; ///< what the search for a new one looks at
constexpr std::int64_t mostRuns = 1000;               ///< of one trial, as attune-cli split makes

/// Whether the product of all levels is too large. Under conditions it says nothing: most of it is
/// never made.
bool isGridTooLarge(const StudySettings &settings)
{
    const int points = settings.search.gridPoints;
    if (settings.search.strategy != Strategy::Grid || points < 1 || points > mostGridPoints ||
        !settings.space.problems().empty())
        return false;
    std::vector<std::int64_t> counts;
    for (const Hyperparameter &each : settings.space.hyperparameters) {
        if (!each.when.empty())
            return false;
        const std::int64_t levels = each.levelCount();
        const bool takesAll =
            each.type == HyperparameterType::Categorical || (levels > 0 && levels < points);
        counts.push_back(takesAll ? levels : points);
    }
    // What the budget never comes to need not be walked.
    return settings.budget.trials > mostCombinations && !productOf(counts, mostCombinations);
}

/// Checks numbers against their least and largest value, each with its key and what it is, in
/// words.
class NumberChecker
{
public:
    explicit NumberChecker(Problems &problems) : m_problems(problems) {}

    void atLeast(std::int64_t least, const char *path, const char *what, std::int64_t value)
    {
        if (value < least)
            add(path, std::string("The ") + what + " is " + std::to_string(value) + ". Use " +
                          std::to_string(least) + " or more.");
    }

    void atLeast(std::int64_t least, const char *path, const char *what,
                 const std::optional<std::int64_t> &value)
    {
        if (value)
            atLeast(least, path, what, *value);
    }

    void atMost(std::int64_t most, const char *path, const char *what, std::int64_t value)
    {
        if (value > most)
            add(path, std::string("The ") + what + " is " + std::to_string(value) + ". Use " +
                          std::to_string(most) + " or fewer.");
    }

    void positive(const char *path, const char *what, const std::optional<double> &value)
    {
        if (value && !(std::isfinite(*value) && *value > 0.0))
            add(path, std::string("The ") + what + " is " + textOf(*value) +
                          ". Use a number above 0, or leave it out.");
    }

    void finite(const char *path, const char *what, const std::optional<double> &value)
    {
        if (value && !std::isfinite(*value))
            add(path, std::string("The ") + what + " is " + textOf(*value) +
                          ". Use a finite number, or leave it out.");
    }

    void add(const char *path, std::string sentence)
    {
        m_problems.push_back({path, std::move(sentence)});
    }

private:
    Problems &m_problems;
};

void checkSearchAndBudget(const StudySettings &settings, NumberChecker &check)
{
    check.atLeast(1, "search.gridPoints", "number of grid points", settings.search.gridPoints);
    check.atMost(mostGridPoints, "search.gridPoints", "number of grid points",
                 settings.search.gridPoints);
    if (isGridTooLarge(settings))
        check.add("search.gridPoints", "The grid has more than " +
                                           std::to_string(mostCombinations) +
                                           " combinations. Use fewer grid points, fewer "
                                           "hyperparameters, or another strategy.");
    const Budget &budget = settings.budget;
    check.atLeast(1, "budget.trials", "number of trials", budget.trials);
    check.atLeast(1, "budget.parallel", "number of parallel trials", budget.parallel);
    check.positive("budget.seconds", "time for the study in seconds", budget.seconds);
    if (!settings.slots.empty() && budget.parallel > static_cast<int>(settings.slots.size()))
        check.add("budget.parallel", std::to_string(budget.parallel) +
                                         " parallel trials need as "
                                         "many slots, but there are "
                                         "only " +
                                         std::to_string(settings.slots.size()) +
                                         ". Add slots, or run fewer at once.");
}

void checkTrialStopping(const TrialStopping &stopping, NumberChecker &check)
{
    if (stopping.rule == TrialStoppingRule::None)
        return;
    check.atLeast(1, "stopping.trial.minSteps", "least number of readings", stopping.minSteps);
    check.atLeast(1, "stopping.trial.minTrials", "least number of trials", stopping.minTrials);
    check.atLeast(1, "stopping.trial.patience", "patience in readings", stopping.patience);
    if (!(stopping.percentile > 0.0 && stopping.percentile < 100.0))
        check.add("stopping.trial.percentile", "The percentile is " + textOf(stopping.percentile) +
                                                   ". Use a number between 0 and 100.");
    check.finite("stopping.trial.threshold", "threshold", stopping.threshold);
    if (stopping.rule == TrialStoppingRule::Threshold && !stopping.threshold)
        check.add("stopping.trial.threshold", "The threshold rule has no threshold. Give the value "
                                              "beyond which a trial is ended.");
}

void checkStudyStopping(const StudySettings &settings, NumberChecker &check)
{
    const StudyStopping &stopping = settings.studyStopping;
    check.finite("stopping.study.target", "target", stopping.target);
    if (stopping.notImprovingFor)
        check.atLeast(1, "stopping.study.notImprovingFor", "number of trials without improvement",
                      *stopping.notImprovingFor);
    if (!(std::isfinite(stopping.notImprovingBy) && stopping.notImprovingBy >= 0.0))
        check.add("stopping.study.notImprovingBy",
                  "The least improvement is " + textOf(stopping.notImprovingBy) +
                      ". Use 0 or a share of the best value such as 0.01.");
    if (stopping.onConvergence && settings.search.strategy != Strategy::Bayesian)
        check.add("stopping.study.onConvergence", "Only the Bayesian strategy can tell when it has "
                                                  "converged. Use it, or turn onConvergence off.");
}

void checkLimits(const StudySettings &settings, NumberChecker &check)
{
    const Limits &limits = settings.limits;
    check.positive("limits.seconds", "time limit in seconds", limits.seconds);
    check.positive("limits.silentSeconds", "limit of silence in seconds", limits.silentSeconds);
    check.atLeast(1, "limits.memoryMiB", "memory limit in MiB", limits.memoryMiB);
    check.atLeast(1, "limits.outputMiB", "output limit in MiB", limits.outputMiB);
    if (!(std::isfinite(limits.graceSeconds) && limits.graceSeconds >= 0.0))
        check.add("limits.graceSeconds",
                  "The grace period is " + textOf(limits.graceSeconds) + " s. Use 0 or more.");
    check.atLeast(1, "limits.attempts", "number of attempts", limits.attempts);
    check.atLeast(1, "evaluation.folds", "number of folds", settings.evaluation.folds);
    check.atLeast(1, "evaluation.replicates", "number of replicates",
                  settings.evaluation.replicates);
    check.atMost(mostRuns, "evaluation.folds", "number of folds", settings.evaluation.folds);
    check.atMost(mostRuns, "evaluation.replicates", "number of replicates",
                 settings.evaluation.replicates);
}

} // namespace

void addRunProblems(const StudySettings &settings, Problems &problems)
{
    NumberChecker check(problems);
    checkSearchAndBudget(settings, check);
    checkTrialStopping(settings.trialStopping, check);
    checkStudyStopping(settings, check);
    checkLimits(settings, check);
}

} // namespace attune
