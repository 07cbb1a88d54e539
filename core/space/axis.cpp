// SPDX-FileCopyrightText: 2026 The Attune developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/space/axis.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>

namespace attune {

namespace {

/// A continuous value keeps the fewest digits that move its coordinate by less than this.
constexpr double shorteningTolerance = 1e-6;

/// Digits after the first that hold any double.
constexpr int fullPrecision = 16;

constexpr double middle = 0.5;

double rounded(double value, int precision)
{
    std::array<char, 40> text{};
    const auto written = std::to_chars(text.data(), text.data() + text.size(), value,
                                       std::chars_format::scientific, precision);
    double result = value;
    std::from_chars(text.data(), written.ptr, result);
    return result;
}

/// The fewest digits that may be enough: those before move `value` by more than `tolerance` for
/// certain. Much cheaper than rounding in earnest.
int leastPrecision(double value, double tolerance)
{
    static constexpr std::array<double, fullPrecision> powers = {
        1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15};
    const double size = std::abs(value);
    if (size < 1e-290)
        return 0; // too near to where powers of ten lose digits
    const double unit = std::pow(10.0, std::floor(std::log10(size)));
    const double leading = size / unit;
    for (int precision = 0; precision < fullPrecision; ++precision) {
        const double power = powers[static_cast<std::size_t>(precision)];
        const double digits = leading * power;
        if (std::abs(std::nearbyint(digits) - digits) * unit / power <= tolerance)
            return precision;
    }
    return fullPrecision;
}

} // namespace

Axis::Axis(const Hyperparameter &hyperparameter)
    : m_type(hyperparameter.type), m_scaling(resolvedScaling(hyperparameter)),
      m_begin(hyperparameter.min), m_end(hyperparameter.max),
      m_levelCount(hyperparameter.levelCount())
{
    if (m_type == HyperparameterType::Categorical)
        m_values = hyperparameter.values;
    if (m_type != HyperparameterType::Integer)
        return;
    m_min = static_cast<std::int64_t>(hyperparameter.min);
    m_step = hyperparameter.step;
    m_begin = edgeOf(0);
    m_end = edgeOf(m_levelCount);
}

/// Levels lie half a step from the edges of their cells. On a logarithmic axis a step wider than
/// the minimum would put the first edge at or below 0: it is never below half of the minimum.
double Axis::edgeOf(std::int64_t index) const
{
    const auto min = static_cast<double>(m_min);
    const double edge = min + (static_cast<double>(index) - middle) * static_cast<double>(m_step);
    if (index == 0 && m_scaling == Scaling::Logarithmic)
        return std::max(edge, min / 2);
    return edge;
}

Value Axis::levelAt(std::int64_t index) const
{
    if (m_type == HyperparameterType::Categorical)
        return m_values[static_cast<std::size_t>(index)];
    return m_min + index * m_step;
}

double Axis::cellBegin(std::int64_t index) const
{
    if (m_type == HyperparameterType::Categorical)
        return static_cast<double>(index) / static_cast<double>(m_levelCount);
    return toUnit(m_scaling, m_begin, m_end, edgeOf(index));
}

std::int64_t Axis::levelIndexAt(double coordinate) const
{
    double position = 0.0;
    if (m_type == HyperparameterType::Categorical) {
        position = coordinate * static_cast<double>(m_levelCount);
    } else {
        const double value = fromUnit(m_scaling, m_begin, m_end, coordinate);
        position = (value - static_cast<double>(m_min)) / static_cast<double>(m_step) + middle;
    }
    const double last = static_cast<double>(m_levelCount - 1);
    return static_cast<std::int64_t>(std::clamp(std::floor(position), 0.0, last));
}

/// The fewest decimal digits near enough to `value`, so that the command line stays readable and
/// the model sees exactly what is written there.
double Axis::shortened(double value) const
{
    const double exact = toUnit(m_scaling, m_begin, m_end, value);
    const auto isNear = [&](double candidate) {
        return candidate >= m_begin && candidate <= m_end &&
               std::abs(toUnit(m_scaling, m_begin, m_end, candidate) - exact) < shorteningTolerance;
    };
    if (isNear(0.0))
        return 0.0;
    const double tolerance =
        2 * shorteningTolerance / sampleDensity(m_scaling, m_begin, m_end, value);
    for (int precision = leastPrecision(value, tolerance); precision < fullPrecision; ++precision) {
        const double candidate = rounded(value, precision);
        if (isNear(candidate))
            return candidate;
    }
    return value;
}

Value Axis::valueAt(double coordinate) const
{
    if (!(coordinate > 0.0))
        coordinate = 0.0;
    if (m_type != HyperparameterType::Continuous)
        return levelAt(levelIndexAt(coordinate));
    if (coordinate <= 0.0)
        return m_begin;
    if (coordinate >= 1.0)
        return m_end;
    return shortened(fromUnit(m_scaling, m_begin, m_end, coordinate));
}

double Axis::coordinateOf(const Value &value) const
{
    std::int64_t index = 0;
    if (m_type == HyperparameterType::Categorical) {
        const auto found = std::find_if(m_values.begin(), m_values.end(), [&](const Value &choice) {
            return sameChoice(choice, value);
        });
        if (found == m_values.end())
            return middle;
        index = found - m_values.begin();
    } else {
        const auto number = numberOf(value);
        if (!number || std::isnan(*number))
            return middle;
        if (m_type == HyperparameterType::Continuous)
            return toUnit(m_scaling, m_begin, m_end, *number);
        const double position =
            std::round((*number - static_cast<double>(m_min)) / static_cast<double>(m_step));
        index = static_cast<std::int64_t>(
            std::clamp(position, 0.0, static_cast<double>(m_levelCount - 1)));
    }
    return (cellBegin(index) + cellEnd(index)) / 2;
}

std::optional<double> Axis::coordinateBeyond(const Value &value) const
{
    if (m_type == HyperparameterType::Categorical) {
        const bool isKnown =
            std::any_of(m_values.begin(), m_values.end(),
                        [&](const Value &choice) { return sameChoice(choice, value); });
        return isKnown ? std::optional(coordinateOf(value)) : std::nullopt;
    }
    const auto number = numberOf(value);
    if (!number || std::isnan(*number))
        return std::nullopt;
    const auto beyond = toUnitBeyond(m_scaling, m_begin, m_end, *number);
    const bool isWithin = beyond && *beyond >= 0.0 && *beyond <= 1.0;
    return isWithin ? std::optional(coordinateOf(value)) : beyond;
}

} // namespace attune
