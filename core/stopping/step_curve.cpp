// SPDX-FileCopyrightText: 2026 The Attune developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/stopping/step_curve.h"

#include "core/study/best_trials.h"

#include <algorithm>
#include <cmath>

namespace attune {

StepCurve::StepCurve(const std::vector<MetricPoint> &readings)
{
    m_points.reserve(readings.size());
    m_prefixes.reserve(readings.size());
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

std::size_t StepCurve::betterOf(Direction direction, std::size_t best, std::size_t next) const
{
    const double value = m_points[best].value;
    return !std::isfinite(value) || isBetter(direction, m_points[next].value, value) ? next : best;
}

void StepCurve::sumFrom(std::size_t index)
{
    m_prefixes.resize(m_points.size());
    Prefix prefix = index == 0 ? Prefix{} : m_prefixes[index - 1];
    for (std::size_t i = index; i < m_points.size(); ++i) {
        if (std::isfinite(m_points[i].value)) {
            prefix.sum += m_points[i].value;
            ++prefix.count;
        }
        prefix.lowest = betterOf(Direction::Minimize, prefix.lowest, i);
        prefix.highest = betterOf(Direction::Maximize, prefix.highest, i);
        m_prefixes[i] = prefix;
    }
}

std::size_t StepCurve::bestIndex(Direction direction) const
{
    const Prefix &all = m_prefixes.back();
    return direction == Direction::Minimize ? all.lowest : all.highest;
}

std::optional<double> StepCurve::runningAverage(std::int64_t step) const
{
    if (m_points.empty() || m_points.back().step < step)
        return std::nullopt;
    const auto after = std::ranges::upper_bound(m_points, step, {}, &MetricPoint::step);
    if (after == m_points.begin())
        return std::nullopt;
    const Prefix &all = m_prefixes[static_cast<std::size_t>(after - m_points.begin()) - 1];
    return all.count > 0 ? std::optional<double>(all.sum / all.count) : std::nullopt;
}

} // namespace attune
