// SPDX-FileCopyrightText: 2026 The Attune developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/engine/scheduling/trial_follower.h"
#include "app/engine/scheduling/trial_plan.h"
#include "app/engine/storage/study_database.h"
#include "core/stopping/short_text.h"
#include "core/study/best_trials.h"
#include "core/study/mean_of_runs.h"
#include "core/study/partial_results.h"

#include <algorithm>
#include <cmath>

// The verdict of trials that are several runs: folds and replicates.

namespace attune::engine {

namespace {

/// The best other trial, which others are measured by. Null without any.
const Trial *referenceOf(const Trial &trial, const std::vector<Trial> &trials,
                         const Objective &objective)
{
    const std::vector<const Trial *> ranked = rankedTrials(trials, objective);
    const auto other = std::ranges::find_if(
        ranked, [&](const Trial *candidate) { return candidate->number != trial.number; });
    return other == ranked.end() ? nullptr : *other;
}

MeanOfRuns meanOfRuns(const std::vector<RunValue> &runs)
{
    std::vector<double> values(runs.size());
    std::ranges::transform(runs, values.begin(), &RunValue::value);
    return meanOf(values);
}

std::string stoppedAfter(int runs, const Evaluation &evaluation)
{
    return "Stopped after " + std::to_string(runs) + " of " +
           std::to_string(evaluation.folds * evaluation.replicates) + " runs: ";
}

void endEarly(TrialVerdict &verdict, const std::string &sentence)
{
    verdict.state = TrialState::Stopped;
    verdict.outcome = Outcome::Stopped;
    verdict.sentence = sentence;
}

/// The sentence that ends a trial after some of its runs, or nothing while it may still be good.
std::optional<std::string> whyHopeless(const MeanOfRuns &mean,
                                       const std::optional<PairedRuns> &paired, const Trial &best,
                                       const Objective &objective, const Evaluation &evaluation)
{
    const bool isWorse = paired ? isHopeless(objective.direction, *paired)
                                : isHopeless(objective.direction, mean, *best.objective(),
                                             best.standardError.value_or(0.0));
    if (!isWorse)
        return std::nullopt;
    const double bestMean = paired ? mean.mean - paired->difference.mean : *best.objective();
    return stoppedAfter(mean.runs, evaluation) + "the mean " + shortText(mean.mean) +
           " is significantly worse than " + shortText(bestMean) + " of trial " +
           std::to_string(best.number) +
           (paired ? " on the same folds (one-sided paired t test, 95 %)."
                   : " (one-sided t test, 95 %).");
}

} // namespace

bool TrialFollower::isReadWhole(int trial) const
{
    const auto isOfTrial = [trial](const RunKey &key) { return key.trial == trial; };
    return std::ranges::none_of(m_rereading, isOfTrial) &&
           std::ranges::none_of(m_toReread, isOfTrial);
}

std::vector<MetricPoint> TrialFollower::pointsOf(const RunKey &run, const std::string &metric) const
{
    std::vector<MetricSeries> series = seriesOf(run);
    if (series.empty()) {
        if (auto stored = m_book->storedSeries(run, m_book->rulesRevision(), *m_database))
            series = std::move(*stored);
    }
    const auto found = std::ranges::find(series, metric, &MetricSeries::metric);
    return found == series.end() ? std::vector<MetricPoint>{} : found->points;
}

std::vector<RunValue> TrialFollower::valuesOf(const std::vector<RunKey> &runs,
                                              const Objective &objective) const
{
    std::vector<RunValue> values;
    for (const RunKey &run : runs) {
        const auto value = objectiveOf(objective, pointsOf(run, objective.metric));
        if (value && std::isfinite(*value))
            values.push_back({run.fold, run.replicate, *value});
    }
    return values;
}

std::optional<TrialVerdict> TrialFollower::combined(const RunKey &key,
                                                    const TrialVerdict &own) const
{
    const Trial &trial = m_book->trial(key.trial);
    const std::vector<RunKey> runs = goodRuns(trial);
    // As it began: a mean of other folds than those of its kind would be compared with theirs.
    const Evaluation evaluation = m_book->definitionAt(trial.revision).evaluation;
    const bool isMoreLeft = nextRun(trial, evaluation).has_value();
    const bool isMoreDue = isMoreLeft && !isFinished(trial.state);
    // Read again by other rules, it has what it had: the mean of some of its runs.
    const bool isCutShort =
        isMoreLeft && (trial.state == TrialState::Stopped || trial.state == TrialState::Failed);
    const bool isOneRun = m_book->findRun(key)->resource > 0 ||
                          (runs.size() < 2 && evaluation.folds * evaluation.replicates == 1);
    if (own.state != TrialState::Complete || isOneRun)
        return own;
    TrialVerdict verdict = own;
    if (!runs.empty() && !m_book->rules().objectives.empty()) {
        // Rules judge the first run, so its way is that of the trial.
        const Objective &objective = m_book->rules().objectives.front();
        const std::vector<MetricPoint> points = pointsOf(runs.front(), objective.metric);
        verdict.resource = points.empty() ? 0 : resourceAt(points.back(), points.front());
        verdict.partial = partialResultsOf(objective, points);
    }
    const StudyRules &rules = m_book->rules();
    for (std::size_t i = 0; i < rules.objectives.size(); ++i) {
        const std::vector<RunValue> values = valuesOf(runs, rules.objectives[i]);
        if (values.size() != runs.size()) {
            verdict.state = TrialState::Failed;
            verdict.outcome = Outcome::Failed;
            verdict.sentence =
                "A fold or replicate gave no value of \"" + rules.objectives[i].metric + "\".";
            return verdict;
        }
        const MeanOfRuns mean = meanOfRuns(values);
        verdict.objectives[i] = mean.mean;
        if (i > 0)
            continue;
        const Trial *reference = referenceOf(trial, m_book->trials(), rules.objectives[i]);
        const auto paired =
            evaluation.folds > 1 && reference
                ? pairedRuns(values, valuesOf(goodRuns(*reference), rules.objectives[i]))
                : std::nullopt;
        verdict.standardError = paired ? paired->standardError() : mean.standardError;
        // Poor in one of several objectives, it may still be the best in another.
        const auto why =
            isMoreDue && reference && !evaluation.runsAll && rules.objectives.size() == 1
                ? whyHopeless(mean, paired, *reference, rules.objectives[i], evaluation)
                : std::nullopt;
        if (why)
            endEarly(verdict, *why);
    }
    if (isCutShort)
        endEarly(verdict, trial.state == TrialState::Stopped
                              ? trial.sentence
                              : stoppedAfter(int(runs.size()), evaluation) +
                                    "the last of them had no value then.");
    for (std::size_t i = 0; i < rules.requirements.size(); ++i) {
        const std::vector<RunValue> values =
            valuesOf(runs, readingOf(rules.requirements[i], rules.objectives));
        verdict.required[i].reset();
        if (values.size() == runs.size())
            verdict.required[i] = meanOfRuns(values).mean;
    }
    if (isMoreDue && verdict.state == TrialState::Complete)
        return std::nullopt;
    return verdict;
}

} // namespace attune::engine
