// SPDX-FileCopyrightText: 2026 The Attune developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/engine/execution/left_out_sentence.h"
#include "app/engine/scheduling/trial_follower.h"
#include "app/engine/scheduling/trial_plan.h"
#include "app/engine/storage/study_database.h"
#include "core/stopping/short_text.h"
#include "core/study/best_trials.h"
#include "core/study/mean_of_runs.h"
#include "core/study/partial_results.h"

#include <algorithm>
#include <cmath>
#include <map>

// The verdict of trials that are several runs: folds and replicates.

namespace attune::engine {

namespace {

bool hasSameRuns(const Evaluation &a, const Evaluation &b)
{
    return a.folds == b.folds && a.replicates == b.replicates;
}

/// The best other trial of as many folds and replicates, which others are measured by. Null without
/// any: what ran elsewhere, or was one run when the others are five, is no measure of them.
/// Requires: an objective. `isKnown`: whether a trial's values are those of the present rules.
template<typename IsKnown>
const Trial *referenceOf(const Trial &trial, const StudyBook &book, const IsKnown &isKnown)
{
    const Evaluation own = book.definitionAt(trial.revision).evaluation;
    std::map<int, bool> isAlike{{trial.revision, true}};
    const auto fits = [&](const Trial &candidate) {
        if (candidate.number == trial.number || candidate.origin == TrialOrigin::Imported ||
            !isKnown(candidate.number))
            return false;
        const auto [found, isNew] = isAlike.emplace(candidate.revision, false);
        if (isNew)
            found->second = hasSameRuns(own, book.definitionAt(candidate.revision).evaluation);
        return found->second;
    };
    const std::vector<const Trial *> ranked =
        rankedTrials(book.trials(), book.rules().objectives.front());
    const auto best =
        std::ranges::find_if(ranked, [&](const Trial *candidate) { return fits(*candidate); });
    return best == ranked.end() ? nullptr : *best;
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

/// "In fold 1 of replicate 0 (both from 0): "; what there is one of is left out.
std::string whichRun(const RunKey &key, const Evaluation &evaluation)
{
    const std::string fold = "fold " + std::to_string(key.fold);
    const std::string replicate = "replicate " + std::to_string(key.replicate);
    if (evaluation.folds > 1 && evaluation.replicates > 1)
        return "In " + fold + " of " + replicate + " (both from 0): ";
    return "In " + (evaluation.folds > 1 ? fold : replicate) + " (from 0): ";
}

void endEarly(TrialVerdict &verdict, const std::string &sentence)
{
    verdict.state = TrialState::Stopped;
    verdict.outcome = Outcome::Stopped;
    verdict.sentence = sentence;
}

/// The sentence that ends a trial after some of its runs, or nothing while it may still be good.
std::optional<std::string> whyHopeless(const MeanOfRuns &mean,
                                       const std::optional<PairedMeans> &paired, const Trial &best,
                                       const Objective &objective, const Evaluation &evaluation)
{
    const bool isWorse = paired ? isHopeless(objective.direction, paired->runs)
                                : isHopeless(objective.direction, mean, *best.objective(),
                                             best.standardError.value_or(0.0));
    if (!isWorse)
        return std::nullopt;
    const double bestMean = paired ? mean.mean - paired->runs.difference.mean : *best.objective();
    return stoppedAfter(mean.runs, evaluation) + "the mean " + shortText(mean.mean) +
           " is significantly worse than " + shortText(bestMean) + " of trial " +
           std::to_string(best.number) +
           (paired ? " on the same folds (one-sided paired t test, 95 %). The mean of all runs "
                     "would be about " +
                         shortText(paired->whole.mean) + "."
                   : " (one-sided t test, 95 %).");
}

} // namespace

bool TrialFollower::isReadWhole(int trial) const
{
    const auto holdsNoneOf = [trial](const std::set<RunKey> &runs) {
        const auto first = runs.lower_bound({.trial = trial, .attempt = 0});
        return first == runs.end() || first->trial != trial;
    };
    return holdsNoneOf(m_rereading) && holdsNoneOf(m_toReread);
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

std::optional<PairedMeans> TrialFollower::pairedWith(const Trial &reference,
                                                     const std::vector<RunValue> &values,
                                                     const Objective &objective) const
{
    const std::vector<RunKey> all = goodRuns(reference);
    const std::vector<RunValue> others = valuesOf(all, objective);
    const auto paired = others.size() == all.size() ? pairedRuns(values, others) : std::nullopt;
    if (!paired)
        return std::nullopt;
    MeanOfRuns whole = meanOfRuns(others);
    whole.mean += paired->difference.mean;
    whole.standardError = paired->difference.standardError;
    return PairedMeans{*paired, whole};
}

bool TrialFollower::enterMeans(TrialVerdict &verdict, const Trial &trial, RunsLeft left) const
{
    const StudyRules &rules = m_book->rules();
    const std::vector<RunKey> runs = goodRuns(trial);
    const Evaluation evaluation = m_book->definitionAt(trial.revision).evaluation;
    const auto isKnown = [this](int number) { return isReadWhole(number); };
    const Trial *reference =
        rules.objectives.empty() ? nullptr : referenceOf(trial, *m_book, isKnown);
    // Poor in one of several objectives, it may still be the best in another.
    const bool mayEnd =
        left == RunsLeft::Due && reference && !evaluation.runsAll && rules.objectives.size() == 1;
    for (std::size_t i = 0; i < rules.objectives.size(); ++i) {
        const std::vector<RunValue> values = valuesOf(runs, rules.objectives[i]);
        if (values.size() != runs.size()) {
            verdict.state = TrialState::Failed;
            verdict.outcome = Outcome::Failed;
            verdict.sentence =
                "A fold or replicate gave no value of \"" + rules.objectives[i].metric + "\".";
            return false;
        }
        const MeanOfRuns mean = meanOfRuns(values);
        const auto paired = reference && evaluation.folds > 1
                                ? pairedWith(*reference, values, rules.objectives[i])
                                : std::nullopt;
        const auto why =
            mayEnd ? whyHopeless(mean, paired, *reference, rules.objectives[i], evaluation)
                   : std::nullopt;
        if (why)
            endEarly(verdict, *why);
        // Folds differ: the mean of the first of them is not what all of them would have given.
        const bool isPart = paired && (why || left == RunsLeft::Dropped);
        verdict.objectives[i] = isPart ? paired->whole.mean : mean.mean;
        if (i == 0)
            verdict.standardError = isPart   ? paired->whole.standardError
                                    : paired ? paired->runs.standardError()
                                             : mean.standardError;
    }
    return true;
}

void TrialFollower::addLeftOut(TrialVerdict &verdict, const Trial &trial)
{
    if (!leftOutPartOf(verdict.sentence).empty())
        return;
    for (const Run &run : trial.runs) {
        const std::string part = leftOutPartOf(run.sentence);
        if (part.empty())
            continue;
        // Before the lines of output that are quoted at its end.
        const std::size_t end =
            std::min(verdict.sentence.find(" The last it printed:\n"), verdict.sentence.size());
        verdict.sentence.insert(end, (end == 0 ? "" : " ") + part);
        return;
    }
}

std::optional<TrialVerdict> TrialFollower::combined(const RunKey &key,
                                                    const TrialVerdict &own) const
{
    const Trial &trial = m_book->trial(key.trial);
    const std::vector<RunKey> runs = goodRuns(trial);
    // As it began: a mean of other folds than those of its kind would be compared with theirs.
    const Evaluation evaluation = m_book->definitionAt(trial.revision).evaluation;
    const int whole = evaluation.folds * evaluation.replicates;
    const bool isMoreLeft = nextRun(trial, evaluation).has_value();
    const bool isMoreDue = isMoreLeft && !isFinished(trial.state);
    // Read again by other rules, it has what it had: the mean of some of its runs.
    const bool isCutShort =
        isMoreLeft && (trial.state == TrialState::Stopped || trial.state == TrialState::Failed);
    const bool isOneRun = m_book->findRun(key)->resource > 0 || (runs.size() < 2 && whole == 1);
    TrialVerdict verdict = own;
    if (own.state == TrialState::Failed && !isOneRun && whole > 1)
        verdict.sentence = whichRun(key, evaluation) + own.sentence;
    if (own.state != TrialState::Complete || isOneRun)
        return verdict;
    const StudyRules &rules = m_book->rules();
    if (!runs.empty() && !rules.objectives.empty()) {
        // Rules judge the first run, so its way is that of the trial.
        const Objective &objective = rules.objectives.front();
        const std::vector<MetricPoint> points = pointsOf(runs.front(), objective.metric);
        verdict.resource = points.empty() ? 0 : resourceAt(points.back(), points.front());
        verdict.partial = partialResultsOf(objective, points);
    }
    const RunsLeft left = isMoreDue    ? RunsLeft::Due
                          : isCutShort ? RunsLeft::Dropped
                                       : RunsLeft::None;
    if (!enterMeans(verdict, trial, left))
        return verdict;
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
