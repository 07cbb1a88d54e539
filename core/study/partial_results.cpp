// SPDX-FileCopyrightText: 2026 The Attune developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/study/partial_results.h"

#include "core/study/best_trials.h"

#include <cmath>
#include <limits>

namespace attune {

namespace {

constexpr std::int64_t levelFactor = 3;

} // namespace

std::vector<PartialResult> partialResultsOf(const Objective &objective,
                                            const std::vector<MetricPoint> &points)
{
    std::vector<PartialResult> partial;
    if (points.empty())
        return partial;
    const std::int64_t last = resourceAt(points.back(), points.front());
    std::int64_t level = 1;
    for (std::size_t i = 0; i + 1 < points.size(); ++i) {
        const std::int64_t resource = resourceAt(points[i], points.front());
        const std::int64_t next = resourceAt(points[i + 1], points.front());
        const bool isRising = resource >= 1 && resource < last &&
                              (partial.empty() || resource > partial.back().resource);
        if (!isRising || next <= level)
            continue;
        const auto end = points.begin() + static_cast<std::ptrdiff_t>(i) + 1;
        const auto value = objectiveOf(objective, {points.begin(), end});
        if (value && std::isfinite(*value))
            partial.push_back({resource, *value});
        while (level < next && level <= std::numeric_limits<std::int64_t>::max() / levelFactor)
            level *= levelFactor;
    }
    return partial;
}

} // namespace attune
