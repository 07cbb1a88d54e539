// SPDX-FileCopyrightText: 2026 The Attune developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/engine/scheduling/trial_verdict.h"

#include "core/protocol/command_template.h"
#include "core/space/value.h"
#include "core/study/best_trials.h"
#include "core/study/partial_results.h"

#include <algorithm>
#include <cmath>

namespace attune::engine {

namespace {

/// The readings of an objective that count.
std::vector<MetricPoint> pointsOf(const std::string &metric,
                                  const std::vector<MetricSeries> &series,
                                  std::optional<std::int64_t> maximum)
{
    const auto found = std::ranges::find(series, metric, &MetricSeries::metric);
    if (found == series.end())
        return {};
    std::vector<MetricPoint> points = found->points;
    const auto last = std::ranges::find_if(points, [&](const MetricPoint &point) {
        return maximum && resourceAt(point, points.front()) >= *maximum;
    });
    if (last != points.end())
        points.erase(last + 1, points.end());
    return points;
}

/// What was read instead, as a sentence that follows another. A preset names its metrics by what it
/// finds, so that nobody could know before whether it finds this one.
std::string readInstead(const std::string &metric, const std::vector<MetricSeries> &series)
{
    constexpr std::size_t mostNamed = 5;
    std::vector<std::string> read;
    read.reserve(series.size());
    for (const MetricSeries &each : series)
        read.push_back(each.metric);
    const std::string nearest = nearMatch(metric, read);
    if (!nearest.empty() && nearest != metric)
        return " Did you mean \"" + nearest + "\"?";
    std::erase(read, metric);
    if (read.empty())
        return {};
    std::string names;
    for (std::size_t i = 0; i < std::min(read.size(), mostNamed); ++i)
        names += (i == 0 ? "\"" : ", \"") + read[i] + '"';
    if (read.size() > mostNamed)
        names += " and " + std::to_string(read.size() - mostNamed) + " more";
    return " What was read is " + names + ".";
}

std::string noValueSentence(const std::string &metric, std::int64_t lines,
                            const std::vector<MetricSeries> &series)
{
    if (lines == 0)
        return "No value of \"" + metric + "\": the program printed nothing.";
    return "No value of \"" + metric + "\" in " + std::to_string(lines) +
           (lines == 1 ? " line of output." : " lines of output.") + readInstead(metric, series);
}

std::string notFiniteSentence(const std::string &metric, double value)
{
    return "The value of \"" + metric + "\" is " +
           (std::isnan(value) ? "not a number." : "infinite.");
}

/// Fills in the objectives; the first that is missing or not finite makes the sentence.
void readObjectives(TrialVerdict &verdict, const std::vector<Objective> &objectives,
                    const std::vector<MetricSeries> &series, std::int64_t lines,
                    std::optional<std::int64_t> maximum)
{
    for (const Objective &objective : objectives) {
        const std::vector<MetricPoint> points = pointsOf(objective.metric, series, maximum);
        const std::optional<double> value = objectiveOf(objective, points);
        if (verdict.objectives.empty() && !points.empty()) {
            verdict.resource = resourceAt(points.back(), points.front());
            verdict.partial = partialResultsOf(objective, points);
        }
        const bool isGood = value && std::isfinite(*value);
        verdict.objectives.push_back(isGood ? value : std::nullopt);
        if (isGood || !verdict.sentence.empty())
            continue;
        verdict.hasNoValue = !value;
        verdict.sentence = value ? notFiniteSentence(objective.metric, *value)
                                 : noValueSentence(objective.metric, lines, series);
    }
}

/// A requirement whose metric was not read is one that the trial does not keep to, no failure.
void readRequired(TrialVerdict &verdict, const StudyRules &rules,
                  const std::vector<MetricSeries> &series, std::optional<std::int64_t> maximum)
{
    for (const Requirement &requirement : rules.requirements) {
        const Objective reading = readingOf(requirement, rules.objectives);
        const auto value = objectiveOf(reading, pointsOf(reading.metric, series, maximum));
        verdict.required.push_back(value && std::isfinite(*value) ? value : std::nullopt);
    }
}

} // namespace

Objective readingOf(const Requirement &requirement, const std::vector<Objective> &objectives)
{
    const auto same = std::ranges::find(objectives, requirement.metric, &Objective::metric);
    return same == objectives.end() ? Objective{.metric = requirement.metric} : *same;
}

TrialVerdict verdictOf(const StudyRules &rules, const RunOutcome &run,
                       const std::vector<MetricSeries> &series, std::int64_t lines,
                       std::optional<std::int64_t> maximum)
{
    TrialVerdict verdict;
    readObjectives(verdict, rules.objectives, series, lines, maximum);
    readRequired(verdict, rules, series, maximum);
    const bool isWhole = verdict.sentence.empty();
    switch (run.end) {
    case RunEnd::Exited:
        if (run.exitCode != 0)
            break;
        if (verdict.hasNoValue && !run.unreadable.empty()) {
            // Nobody knows what the program printed: that is not the settings' fault.
            verdict.state = TrialState::Failed;
            verdict.sentence = run.unreadable;
            return verdict;
        }
        verdict.state = isWhole ? TrialState::Complete : TrialState::Failed;
        verdict.outcome = isWhole ? Outcome::Complete : Outcome::Failed;
        if (!run.sentence.empty())
            verdict.sentence += (isWhole ? "" : " ") + run.sentence;
        return verdict;
    case RunEnd::StoppedByRule:
        if (isWhole && maximum && verdict.resource >= *maximum) {
            verdict.state = TrialState::Complete;
            verdict.outcome = Outcome::Complete;
        } else {
            verdict.state = TrialState::Stopped;
            verdict.outcome = isWhole ? Outcome::Stopped : Outcome::Failed;
        }
        verdict.sentence = run.sentence;
        verdict.hasNoValue = false;
        return verdict;
    case RunEnd::Person:
    case RunEnd::StudyEnded:
        verdict.state = TrialState::Cancelled;
        verdict.sentence = run.sentence;
        verdict.hasNoValue = false;
        return verdict;
    case RunEnd::None:
    case RunEnd::Signalled:
    case RunEnd::WallClock:
    case RunEnd::Silence:
    case RunEnd::Memory:
    case RunEnd::Output:
    case RunEnd::NotStarted:
    case RunEnd::KeeperLost:
        break;
    }
    verdict.state = TrialState::Failed;
    std::ranges::fill(verdict.objectives, std::nullopt);
    std::ranges::fill(verdict.required, std::nullopt);
    verdict.sentence = run.sentence;
    verdict.hasNoValue = false;
    if (!run.isInfrastructure)
        verdict.outcome = Outcome::Failed;
    return verdict;
}

} // namespace attune::engine
