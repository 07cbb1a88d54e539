// SPDX-FileCopyrightText: 2026 The Attune developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/stopping/step_curve.h"

#include <algorithm>
#include <cmath>

namespace attune {

StepCurve::StepCurve(const std::vector<MetricPoint> &readings)
{
    m_points.reserve(readings.size());
    m_sums.reserve(readings.size());
    for (const MetricPoint &reading : readings)
        add(reading);
}

void StepCurve::add(const MetricPoint &reading)
{
    const auto place =
        m_points.empty() || m_points.back().step < reading.step
            ? m_points.end()
            : std::ranges::lower_bound(m_points, reading.step, {}, &MetricPoint::step);
    const auto index = static_cast<std::size_t>(place - m_points.begin());
    if (place != m_points.end() && place->step == reading.step)
        *place = reading;
    else
        m_points.insert(place, reading);
    sumFrom(index);
}

void StepCurve::sumFrom(std::size_t index)
{
    m_sums.resize(m_points.size());
    Sum sum = index == 0 ? Sum{} : m_sums[index - 1];
    for (std::size_t i = index; i < m_points.size(); ++i) {
        if (std::isfinite(m_points[i].value)) {
            sum.sum += m_points[i].value;
            ++sum.count;
        }
        m_sums[i] = sum;
    }
}

std::optional<double> StepCurve::runningAverage(std::int64_t step) const
{
    if (m_points.empty() || m_points.back().step < step)
        return std::nullopt;
    const auto after = std::ranges::upper_bound(m_points, step, {}, &MetricPoint::step);
    if (after == m_points.begin())
        return std::nullopt;
    const Sum &sum = m_sums[static_cast<std::size_t>(after - m_points.begin()) - 1];
    return sum.count > 0 ? std::optional<double>(sum.sum / sum.count) : std::nullopt;
}

} // namespace attune
