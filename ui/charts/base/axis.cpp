// SPDX-FileCopyrightText: 2026 The Attune developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/charts/base/axis.h"
#include "ui/widgets/value_text.h"

#include <QDateTime>

#include <array>
#include <cmath>
#include <limits>

namespace attune::ui {

namespace {

double transformed(AxisScale scale, double value)
{
    switch (scale) {
    case AxisScale::Linear:
        return value;
    case AxisScale::Logarithmic:
        return std::log10(value);
    case AxisScale::ReverseLogarithmic:
        return -std::log1p(-value) / std::log(10.0);
    }
    return value;
}

double restored(AxisScale scale, double transformedValue)
{
    switch (scale) {
    case AxisScale::Linear:
        return transformedValue;
    case AxisScale::Logarithmic:
        return std::pow(10.0, transformedValue);
    case AxisScale::ReverseLogarithmic:
        return -std::expm1(-transformedValue * std::log(10.0));
    }
    return transformedValue;
}

/// The smallest of 1, 2, 5 times a power of ten that is not below `size`.
double niceStep(double size)
{
    const double power = std::pow(10.0, std::floor(std::log10(size)));
    for (const double factor : {1.0, 2.0, 5.0}) {
        if (factor * power >= size * (1.0 - 1e-9))
            return factor * power;
    }
    return 10.0 * power;
}

/// As niceStep() for times of day in seconds.
double niceClockStep(double seconds)
{
    static constexpr std::array steps{1.0,   2.0,   5.0,  10.0,   15.0,   30.0,   60.0,   120.0,
                                      300.0, 600.0, 900., 1800.0, 3600.0, 7200.0, 14400., 43200.0};
    for (const double step : steps) {
        if (step >= seconds)
            return step;
    }
    return 86400.0 * std::ceil(seconds / 86400.0);
}

QString clockLabel(double seconds, double step)
{
    const auto when = QDateTime::fromMSecsSinceEpoch(std::llround(seconds * 1000.0));
    if (step >= 86400.0)
        return when.toString(QStringLiteral("d MMM"));
    return when.toString(step < 60.0 ? QStringLiteral("HH:mm:ss") : QStringLiteral("HH:mm"));
}

QString labelOf(double value, double step)
{
    // What floating point leaves of a whole number of steps is not part of the label.
    const double rounded = std::round(value / step) * step;
    if (std::abs(rounded) < step / 2)
        return QStringLiteral("0");
    const int decimals = std::max(0, static_cast<int>(-std::floor(std::log10(step) + 1e-9)));
    if (std::abs(rounded) >= 1e6 || decimals > 5)
        return valueText(rounded, 3);
    return QString::number(rounded, 'f', decimals);
}

std::vector<AxisTick> linearTicks(const AxisRange &range, AxisLabels labels, int wanted)
{
    std::vector<AxisTick> ticks;
    const double size = (range.max - range.min) / std::max(1, wanted);
    if (!(size > 0.0) || !std::isfinite(size))
        return ticks;
    const double step = labels == AxisLabels::Clock   ? niceClockStep(size)
                        : labels == AxisLabels::Whole ? std::max(1.0, niceStep(size))
                                                      : niceStep(size);
    const double first = std::ceil(range.min / step - 1e-6);
    const double last = std::floor(range.max / step + 1e-6);
    for (double i = first; i <= last && ticks.size() < 100; ++i) {
        const double value = i * step;
        ticks.push_back(
            {value, labels == AxisLabels::Clock ? clockLabel(value, step) : labelOf(value, step)});
    }
    return ticks;
}

std::vector<AxisTick> decadeTicks(const AxisRange &range, int wanted)
{
    const double low = transformed(range.scale, range.min);
    const double high = transformed(range.scale, range.max);
    const int every = std::max(1, static_cast<int>(std::ceil((high - low) / std::max(1, wanted))));
    const bool hasRoom = every == 1 && (high - low) * 3.0 <= wanted;
    std::vector<AxisTick> ticks;
    const auto add = [&](double value) {
        const double unit = range.toUnit(value);
        if (unit < -1e-9 || unit > 1.0 + 1e-9)
            return;
        ticks.push_back({value, valueText(value, 6)});
    };
    for (int decade = static_cast<int>(std::floor(low)) - 1; decade <= std::ceil(high); ++decade) {
        if (decade % every != 0)
            continue;
        const double power = std::pow(10.0, decade);
        if (range.scale == AxisScale::ReverseLogarithmic) {
            add(1.0 - std::pow(10.0, -decade));
            continue;
        }
        add(power);
        if (hasRoom) {
            add(2.0 * power);
            add(5.0 * power);
        }
    }
    return ticks;
}

std::vector<AxisTick> categoryTicks(const AxisSpec &axis, int wanted)
{
    std::vector<AxisTick> ticks;
    const int every = std::max(1, static_cast<int>(axis.categories.size()) / std::max(1, wanted));
    for (int i = 0; i < axis.categories.size(); i += every) {
        if (i >= axis.range.min && i <= axis.range.max)
            ticks.push_back({double(i), axis.categories[i]});
    }
    return ticks;
}

} // namespace

bool hasPlace(double value, AxisScale scale)
{
    switch (scale) {
    case AxisScale::Linear:
        return std::isfinite(value);
    case AxisScale::Logarithmic:
        return std::isfinite(value) && value > 0.0;
    case AxisScale::ReverseLogarithmic:
        return std::isfinite(value) && value < 1.0;
    }
    return false;
}

double AxisRange::toUnit(double value) const
{
    if (!hasPlace(value, scale))
        return std::numeric_limits<double>::quiet_NaN();
    const double low = transformed(scale, min);
    const double high = transformed(scale, max);
    return (transformed(scale, value) - low) / (high - low);
}

double AxisRange::fromUnit(double unit) const
{
    const double low = transformed(scale, min);
    const double high = transformed(scale, max);
    return restored(scale, low + unit * (high - low));
}

AxisRange AxisRange::part(double from, double to) const
{
    return {fromUnit(std::min(from, to)), fromUnit(std::max(from, to)), scale};
}

std::vector<AxisTick> ticksOf(const AxisSpec &axis, int wanted)
{
    if (axis.labels == AxisLabels::Categories)
        return categoryTicks(axis, wanted);
    if (axis.range.scale == AxisScale::Linear)
        return linearTicks(axis.range, axis.labels, wanted);
    std::vector<AxisTick> ticks = decadeTicks(axis.range, wanted);
    if (axis.labels == AxisLabels::Whole)
        std::erase_if(ticks, [](const AxisTick &tick) { return tick.value < 1.0; });
    if (ticks.size() >= 3 || (ticks.size() == 2 && axis.range.max / axis.range.min > 50.0))
        return ticks;
    return linearTicks(axis.range, axis.labels, wanted);
}

AxisRange niceRange(double min, double max, AxisScale scale, int wantedTicks)
{
    if (!(min <= max)) {
        return scale == AxisScale::ReverseLogarithmic ? AxisRange{0.0, 0.99, scale}
               : scale == AxisScale::Logarithmic      ? AxisRange{0.1, 1.0, scale}
                                                      : AxisRange{0.0, 1.0, scale};
    }
    double low = transformed(scale, min);
    double high = transformed(scale, max);
    const double least = scale == AxisScale::Linear ? std::max(std::abs(low), 1.0) * 1e-9 : 0.05;
    if (high - low < least) {
        const double room = scale != AxisScale::Linear ? 0.3
                            : low == 0.0               ? 1.0
                                                       : std::abs(low) * 0.1;
        low -= room;
        high += room;
    }
    if (scale == AxisScale::Linear) {
        const double step = niceStep((high - low) / std::max(1, wantedTicks)) / 2.0;
        low = std::floor(low / step + 1e-6) * step;
        high = std::ceil(high / step - 1e-6) * step;
    } else {
        const double room = (high - low) * 0.04;
        low -= room;
        high += room;
    }
    return {restored(scale, low), restored(scale, high), scale};
}

QPointF PlotMapping::toPixel(double valueX, double valueY) const
{
    return {area.left() + x.toUnit(valueX) * area.width(),
            area.bottom() - y.toUnit(valueY) * area.height()};
}

QPointF PlotMapping::fromPixel(QPointF pixel) const
{
    return {x.fromUnit((pixel.x() - area.left()) / area.width()),
            y.fromUnit((area.bottom() - pixel.y()) / area.height())};
}

} // namespace attune::ui
