// SPDX-FileCopyrightText: 2026 The Attune developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <string>
#include <vector>

namespace attune {

/// One reading of a metric.
struct MetricPoint
{
    std::int64_t step = 0;
    double value = 0.0;      ///< may be NaN or infinite
    std::int64_t timeMs = 0; ///< since the epoch, when it was printed
    bool operator==(const MetricPoint &) const = default;
};

/// What a trial has used of its resource at a reading of its objective: the step, as the rule reads
/// it or else the count of reports. Where the program counts its steps from 0, which the first
/// reading says, one more: step 0 is then the first of them.
[[nodiscard]] std::int64_t resourceAt(const MetricPoint &point, const MetricPoint &first);

/// All readings of one metric in one run, in the order printed; steps may repeat.
struct MetricSeries
{
    std::string metric;
    std::vector<MetricPoint> points;
    bool operator==(const MetricSeries &) const = default;
};

/// At most 4 points for each of 128 equal buckets of a series (first, lowest, highest, last, in
/// order), so that a curve looks the same and 10,000 trials open at once. A series of at most 512
/// points is kept whole.
[[nodiscard]] std::vector<MetricPoint> envelopeOf(const std::vector<MetricPoint> &points);

} // namespace attune
