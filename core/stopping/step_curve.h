// SPDX-FileCopyrightText: 2026 The Attune developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/study/metric_series.h"
#include "core/study/study_settings.h"

#include <cstdint>
#include <optional>
#include <vector>

namespace attune {

/// A trial's objective by step, with its running averages at hand: a rule asks for those of every
/// other trial at every reading. Of several readings of one step (every worker of a distributed
/// trainer prints) the last counts.
class StepCurve
{
public:
    StepCurve() = default;
    explicit StepCurve(const std::vector<MetricPoint> &readings);

    /// O(1) while the steps ascend.
    void add(const MetricPoint &reading);

    /// One for each step, ascending.
    [[nodiscard]] const std::vector<MetricPoint> &points() const { return m_points; }

    /// The mean of the finite values up to `step`, O(log n). Nothing when the curve does not reach
    /// that step or has no finite value.
    [[nodiscard]] std::optional<double> runningAverage(std::int64_t step) const;

    /// Where in points() the best value is, of equals the first, O(1): a patient rule asks at every
    /// reading. The last point where none before it is finite. Requires: a point.
    [[nodiscard]] std::size_t bestIndex(Direction direction) const;

private:
    /// Of a point and all before it.
    struct Prefix
    {
        double sum = 0.0; ///< of finite values
        int count = 0;    ///< of finite values
        std::size_t lowest = 0;
        std::size_t highest = 0;
    };

    void sumFrom(std::size_t index);
    [[nodiscard]] std::size_t betterOf(Direction direction, std::size_t best,
                                       std::size_t next) const;

    std::vector<MetricPoint> m_points;
    std::vector<Prefix> m_prefixes; ///< one for each point
};

} // namespace attune
