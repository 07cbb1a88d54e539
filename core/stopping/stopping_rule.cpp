// SPDX-FileCopyrightText: 2026 The Attune developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/stopping/stopping_rule.h"

#include "core/space/value.h"
#include "core/stopping/quantile.h"
#include "core/stopping/short_text.h"
#include "core/study/best_trials.h"

#include <algorithm>
#include <cmath>

namespace attune {

namespace {

std::string startOf(std::int64_t step, double value)
{
    return "Stopped at step " + std::to_string(step) + ": " + shortText(value);
}

/// Compares with the running averages of the peers: worse than the value that `worstShare` of them
/// do not reach. A half is the median.
std::optional<StopVerdict> againstPeers(const TrialStopping &rule, double worstShare,
                                        Direction direction, const MetricPoint &current,
                                        const std::vector<const StepCurve *> &peers)
{
    std::vector<double> averages;
    for (const StepCurve *peer : peers) {
        if (const auto average = peer->runningAverage(current.step))
            averages.push_back(*average);
    }
    if (averages.empty() || static_cast<int>(averages.size()) < rule.minTrials)
        return std::nullopt;
    std::sort(averages.begin(), averages.end());
    const double share = direction == Direction::Minimize ? 1.0 - worstShare : worstShare;
    const double limit = quantileOf(averages, share);
    if (!isBetter(direction, limit, current.value))
        return std::nullopt;
    const std::string than = rule.rule == TrialStoppingRule::Median
                                 ? " is worse than the median "
                                 : " is among the worst " + textOf(rule.percentile) + " %, beyond ";
    return StopVerdict{current.step, current.value, limit,
                       startOf(current.step, current.value) + than + shortText(limit) + " of " +
                           std::to_string(averages.size()) + " trials."};
}

std::optional<StopVerdict> againstItself(int patience, Direction direction,
                                         const StepCurve &readings)
{
    const std::vector<MetricPoint> &curve = readings.points();
    const std::size_t best = readings.bestIndex(direction);
    const std::size_t since = curve.size() - 1 - best;
    if (since < static_cast<std::size_t>(patience))
        return std::nullopt;
    const MetricPoint &current = curve.back();
    return StopVerdict{current.step, current.value, curve[best].value,
                       startOf(current.step, current.value) + " is no better than " +
                           shortText(curve[best].value) + " at step " +
                           std::to_string(curve[best].step) + ", " + std::to_string(since) +
                           (since == 1 ? " reading ago." : " readings ago.")};
}

std::optional<StopVerdict> againstThreshold(double threshold, Direction direction,
                                            const MetricPoint &current)
{
    if (!isBetter(direction, threshold, current.value))
        return std::nullopt;
    return StopVerdict{current.step, current.value, threshold,
                       startOf(current.step, current.value) + " is worse than the threshold " +
                           shortText(threshold) + "."};
}

} // namespace

std::optional<StopVerdict> judge(const TrialStopping &rule, const Objective &objective,
                                 const StepCurve &curve,
                                 const std::vector<const StepCurve *> &peers)
{
    if (rule.rule == TrialStoppingRule::None)
        return std::nullopt;
    const std::vector<MetricPoint> &own = curve.points();
    if (own.empty() || static_cast<int>(own.size()) < rule.minSteps || std::isnan(own.back().value))
        return std::nullopt;
    switch (rule.rule) {
    case TrialStoppingRule::None:
        return std::nullopt;
    case TrialStoppingRule::Median:
        return againstPeers(rule, 0.5, objective.direction, own.back(), peers);
    case TrialStoppingRule::Percentile:
        return againstPeers(rule, rule.percentile / 100.0, objective.direction, own.back(), peers);
    case TrialStoppingRule::Patience:
        return againstItself(rule.patience, objective.direction, curve);
    case TrialStoppingRule::Threshold:
        if (!rule.threshold)
            return std::nullopt;
        return againstThreshold(*rule.threshold, objective.direction, own.back());
    }
    return std::nullopt;
}

} // namespace attune
