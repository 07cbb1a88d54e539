// SPDX-FileCopyrightText: 2026 The Attune developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/stopping/successive_halving.h"

#include "core/base/rng.h"
#include "core/stopping/quantile.h"
#include "core/stopping/short_text.h"
#include "core/study/best_trials.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <utility>

namespace attune {

std::vector<std::int64_t> rungsOf(const HyperbandSettings &hyperband, std::int64_t maximum,
                                  int bracket)
{
    std::vector<std::int64_t> rungs;
    const std::int64_t factor = std::max(2, hyperband.reductionFactor);
    std::int64_t rung = std::max<std::int64_t>(1, hyperband.minResource);
    for (int k = 0; rung < maximum; ++k) {
        if (k >= bracket)
            rungs.push_back(rung);
        if (rung > maximum / factor)
            break;
        rung *= factor;
    }
    return rungs;
}

int bracketOf(const HyperbandSettings &hyperband, std::int64_t maximum, std::uint64_t seed,
              int trial)
{
    const std::size_t rungs = rungsOf(hyperband, maximum, 0).size();
    const int brackets = std::min(hyperband.brackets, static_cast<int>(rungs) + 1);
    if (brackets <= 1)
        return 0;
    const auto rungCount = static_cast<double>(rungs);
    std::vector<double> weights;
    double total = 0.0;
    for (int bracket = 0; bracket < brackets; ++bracket) {
        const double s = std::max(0.0, rungCount - bracket);
        weights.push_back((rungCount + 1.0) / (s + 1.0) * std::pow(hyperband.reductionFactor, s));
        total += weights.back();
    }
    Rng rng(seed, RandomPurpose::Bracket, static_cast<std::uint64_t>(trial));
    double left = rng.uniform() * total;
    for (int bracket = 0; bracket < brackets; ++bracket) {
        left -= weights[static_cast<std::size_t>(bracket)];
        if (left < 0.0)
            return bracket;
    }
    return brackets - 1;
}

SuccessiveHalving::SuccessiveHalving(const HyperbandSettings &hyperband, std::int64_t maximum,
                                     const Objective &objective, std::uint64_t seed)
    : m_hyperband(hyperband), m_maximum(maximum), m_objective(objective), m_seed(seed)
{
    for (int bracket = 0; bracket < std::max(1, hyperband.brackets); ++bracket)
        m_rungs.push_back(rungsOf(hyperband, maximum, bracket));
}

const std::vector<std::int64_t> &SuccessiveHalving::rungsFor(int trial) const
{
    return m_rungs[static_cast<std::size_t>(bracketOf(m_hyperband, m_maximum, m_seed, trial))];
}

std::pair<std::size_t, std::size_t> SuccessiveHalving::advance(int trial, const MetricPoint &point)
{
    Progress &progress = m_trials[trial];
    progress.curve.push_back(point);
    const std::vector<std::int64_t> &rungs = rungsFor(trial);
    const std::size_t first = progress.nextRung;
    const std::int64_t resource = resourceAt(point, progress.curve.front());
    while (progress.nextRung < rungs.size() && rungs[progress.nextRung] <= resource)
        ++progress.nextRung;
    if (first == progress.nextRung)
        return {first, first};
    const int bracket = bracketOf(m_hyperband, m_maximum, m_seed, trial);
    double value = objectiveOf(m_objective, progress.curve).value_or(point.value);
    if (std::isnan(value)) {
        constexpr double infinity = std::numeric_limits<double>::infinity();
        value = m_objective.direction == Direction::Minimize ? infinity : -infinity;
    }
    for (std::size_t rung = first; rung < progress.nextRung; ++rung)
        m_values[{bracket, rung}][trial] = value;
    return {first, progress.nextRung};
}

std::optional<StopVerdict> SuccessiveHalving::judgeAt(int trial, std::size_t rung) const
{
    const int bracket = bracketOf(m_hyperband, m_maximum, m_seed, trial);
    const std::map<int, double> &reached = m_values.at({bracket, rung});
    if (reached.size() < 2)
        return std::nullopt;
    std::vector<double> values;
    values.reserve(reached.size());
    for (const auto &[number, value] : reached)
        values.push_back(value);
    std::sort(values.begin(), values.end());
    const bool isLow = m_objective.direction == Direction::Minimize;
    const double best = 1.0 / m_hyperband.reductionFactor;
    const double limit = quantileOf(values, isLow ? best : 1.0 - best);
    const double value = reached.at(trial);
    if (std::isfinite(value) && !isBetter(m_objective.direction, limit, value))
        return std::nullopt;
    const std::vector<MetricPoint> &curve = m_trials.at(trial).curve;
    const std::int64_t step = curve.back().step;
    const std::int64_t offset = resourceAt(curve.back(), curve.front()) - step;
    // What is not a number is kept as the worst one; the sentence shows what the program printed.
    const double printed = std::isfinite(value) ? value : curve.back().value;
    const std::string upTo = std::isfinite(limit) ? " (up to " + shortText(limit) + ")" : "";
    return StopVerdict{step, curve.back().value, limit,
                       "Stopped at step " + std::to_string(step) + ": " + shortText(printed) +
                           " is not among the best 1/" +
                           std::to_string(m_hyperband.reductionFactor) + upTo + " of the " +
                           std::to_string(values.size()) + " trials that reached step " +
                           std::to_string(rungsFor(trial)[rung] - offset) + "."};
}

std::optional<StopVerdict> SuccessiveHalving::add(int trial, const MetricPoint &point)
{
    const auto [first, end] = advance(trial, point);
    if (m_trials[trial].hasEnded)
        return std::nullopt;
    std::optional<StopVerdict> verdict;
    if (resourceAt(point, m_trials[trial].curve.front()) >= m_maximum) {
        verdict = StopVerdict{point.step, point.value, point.value,
                              "Ended at step " + std::to_string(point.step) + ", the maximum."};
    }
    // A coarse step may pass several rungs at once; the highest of them has the last word.
    if (!verdict && first < end)
        verdict = judgeAt(trial, end - 1);
    m_trials[trial].hasEnded = verdict.has_value();
    return verdict;
}

void SuccessiveHalving::enter(int trial, const std::vector<MetricPoint> &curve)
{
    forget(trial);
    for (const MetricPoint &point : curve)
        (void)advance(trial, point);
}

void SuccessiveHalving::forget(int trial)
{
    m_trials.erase(trial);
    for (auto &[rung, values] : m_values)
        values.erase(trial);
}

} // namespace attune
