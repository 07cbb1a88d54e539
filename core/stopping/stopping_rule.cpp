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

using Curve = std::vector<MetricPoint>;

std::string startOf(std::int64_t step, double value)
{
    return "Stopped at step " + std::to_string(step) + ": " + shortText(value);
}

/// The last reading of each step, by step. Several readings of one step (every worker of a
/// distributed trainer prints) count once.
Curve byStep(const Curve &curve)
{
    Curve sorted = curve;
    const auto isEarlier = [](const MetricPoint &a, const MetricPoint &b) {
        return a.step < b.step;
    };
    if (!std::is_sorted(sorted.begin(), sorted.end(), isEarlier))
        std::stable_sort(sorted.begin(), sorted.end(), isEarlier);
    Curve unique;
    unique.reserve(sorted.size());
    for (const MetricPoint &point : sorted) {
        if (!unique.empty() && unique.back().step == point.step)
            unique.back() = point;
        else
            unique.push_back(point);
    }
    return unique;
}

/// Mean of the finite values up to `step`; nothing when the curve does not reach that step.
std::optional<double> runningAverage(const Curve &curve, std::int64_t step)
{
    const auto reaches = [step](const MetricPoint &point) { return point.step >= step; };
    if (std::none_of(curve.rbegin(), curve.rend(), reaches))
        return std::nullopt;
    const auto repeats = [](const MetricPoint &a, const MetricPoint &b) {
        return a.step >= b.step;
    };
    const bool isClean = std::adjacent_find(curve.begin(), curve.end(), repeats) == curve.end();
    const Curve cleaned = isClean ? Curve() : byStep(curve);
    double sum = 0.0;
    int count = 0;
    for (const MetricPoint &point : isClean ? curve : cleaned) {
        if (point.step > step)
            break;
        if (!std::isfinite(point.value))
            continue;
        sum += point.value;
        ++count;
    }
    return count > 0 ? std::optional<double>(sum / count) : std::nullopt;
}

/// Compares with the running averages of the peers: worse than the value that `worstShare` of them
/// do not reach. A half is the median.
std::optional<StopVerdict> againstPeers(const TrialStopping &rule, double worstShare,
                                        Direction direction, const MetricPoint &current,
                                        const std::vector<Curve> &peers)
{
    std::vector<double> averages;
    for (const Curve &peer : peers) {
        if (const auto average = runningAverage(peer, current.step))
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

std::optional<StopVerdict> againstItself(int patience, Direction direction, const Curve &curve)
{
    std::size_t best = 0;
    for (std::size_t i = 1; i < curve.size(); ++i) {
        if (!std::isfinite(curve[best].value) ||
            isBetter(direction, curve[i].value, curve[best].value))
            best = i;
    }
    const std::size_t since = curve.size() - 1 - best;
    if (since < static_cast<std::size_t>(patience))
        return std::nullopt;
    const MetricPoint &current = curve.back();
    return StopVerdict{current.step, current.value, curve[best].value,
                       startOf(current.step, current.value) + " is no better than " +
                           shortText(curve[best].value) + " at step " +
                           std::to_string(curve[best].step) + ", " + std::to_string(since) +
                           " steps ago."};
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
                                 const std::vector<MetricPoint> &curve,
                                 const std::vector<std::vector<MetricPoint>> &peers)
{
    if (rule.rule == TrialStoppingRule::None)
        return std::nullopt;
    const Curve own = byStep(curve);
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
        return againstItself(rule.patience, objective.direction, own);
    case TrialStoppingRule::Threshold:
        if (!rule.threshold)
            return std::nullopt;
        return againstThreshold(*rule.threshold, objective.direction, own.back());
    }
    return std::nullopt;
}

} // namespace attune
