// SPDX-FileCopyrightText: 2026 The Attune developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/study/metric_series.h"

#include <algorithm>
#include <array>
#include <cmath>

namespace attune {

namespace {

constexpr std::size_t buckets = 128;
constexpr std::size_t keptWhole = 512;

} // namespace

std::int64_t resourceAt(const MetricPoint &point, const MetricPoint &first)
{
    return first.step == 0 ? point.step + 1 : point.step;
}

std::vector<MetricPoint> envelopeOf(const std::vector<MetricPoint> &points)
{
    if (points.size() <= keptWhole)
        return points;
    std::vector<MetricPoint> envelope;
    envelope.reserve(keptWhole);
    for (std::size_t bucket = 0; bucket < buckets; ++bucket) {
        const std::size_t begin = points.size() * bucket / buckets;
        const std::size_t end = points.size() * (bucket + 1) / buckets;
        // Comparisons with NaN are false, so a NaN is neither, unless it is all there is.
        std::size_t lowest = begin;
        std::size_t highest = begin;
        for (std::size_t i = begin; i < end; ++i) {
            const double value = points[i].value;
            if (value < points[lowest].value || std::isnan(points[lowest].value))
                lowest = i;
            if (value > points[highest].value || std::isnan(points[highest].value))
                highest = i;
        }
        std::array<std::size_t, 4> kept = {begin, std::min(lowest, highest),
                                           std::max(lowest, highest), end - 1};
        const auto last = std::unique(kept.begin(), kept.end());
        for (auto index = kept.begin(); index != last; ++index)
            envelope.push_back(points[*index]);
    }
    return envelope;
}

} // namespace attune
