// SPDX-FileCopyrightText: 2026 The Attune developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/charts/range_editor/range_layout.h"

#include <QSet>

#include <algorithm>
#include <cmath>

namespace attune::ui {

namespace {

constexpr double sideMargin = 24.0;
constexpr double labelHeight = 18.0;
constexpr double handleWidth = 14.0;
constexpr double handleHeight = 16.0;
constexpr double grip = 7.0; // how far from a handle a press still takes it
constexpr double dotRadius = 5.0;

/// Scaled, unbounded coordinate of a value, and back.
double scaled(Scaling scaling, double value)
{
    switch (scaling) {
    case Scaling::Logarithmic:
        return std::log(value);
    case Scaling::ReverseLogarithmic:
        return -std::log1p(-value);
    case Scaling::Auto:
    case Scaling::Linear:
        break;
    }
    return value;
}

double unscaled(Scaling scaling, double coordinate)
{
    switch (scaling) {
    case Scaling::Logarithmic:
        return std::exp(coordinate);
    case Scaling::ReverseLogarithmic:
        return -std::expm1(-coordinate);
    case Scaling::Auto:
    case Scaling::Linear:
        break;
    }
    return coordinate;
}

/// Requires: a finite range in which `scaling` is possible.
TickValues tickValuesOf(const RangeData &data)
{
    return data.hyperparameter.type == HyperparameterType::Integer ? TickValues::Whole
                                                                   : TickValues::Any;
}

RangeAxis widened(Scaling scaling, double min, double max)
{
    constexpr double share = 0.2; // of the range, to each side
    const double low = scaled(scaling, min);
    const double high = scaled(scaling, max);
    const double floor = scaling == Scaling::Linear ? 0.0 : std::log(2.0);
    const double margin = std::max(share * (high - low), floor);
    RangeAxis axis{scaling, unscaled(scaling, low - margin), unscaled(scaling, high + margin)};
    if (scaling == Scaling::ReverseLogarithmic) {
        axis.low = std::max(axis.low, 0.0);
        axis.high = std::min(axis.high, 1.0 - 1e-12);
    }
    return axis;
}

double roundedTo(double value, double quantum)
{
    if (quantum >= 1.0)
        return std::round(value / quantum) * quantum;
    const double inverse = std::round(1.0 / quantum); // exact powers of ten: 3 / 10, never 3 * 0.1
    return std::round(value * inverse) / inverse;
}

double onGrid(const Hyperparameter &hyperparameter, RangePart part, double value)
{
    if (hyperparameter.type != HyperparameterType::Integer)
        return value;
    const double step = static_cast<double>(std::max<std::int64_t>(1, hyperparameter.step));
    if (part == RangePart::MinHandle)
        return std::round(value);
    return hyperparameter.min + std::round((value - hyperparameter.min) / step) * step;
}

/// The range with one end at `value`, unless it would meet the other end.
std::pair<double, double> withEnd(const RangeLayout &layout, const Hyperparameter &hyperparameter,
                                  RangePart part, double value)
{
    const std::pair<double, double> unchanged{hyperparameter.min, hyperparameter.max};
    const double end = onGrid(hyperparameter, part, value);
    const bool isLogarithmic = layout.axis.scaling == Scaling::Logarithmic;
    if (isLogarithmic && end <= 0.0)
        return unchanged;
    if (layout.axis.scaling == Scaling::ReverseLogarithmic && (end < 0.0 || end >= 1.0))
        return unchanged;
    if (part == RangePart::MinHandle)
        return end < hyperparameter.max ? std::pair{end, hyperparameter.max} : unchanged;
    return end > hyperparameter.min ? std::pair{hyperparameter.min, end} : unchanged;
}

} // namespace

RangeAxis rangeAxisOf(const RangeData &data, const std::optional<RangeAxis> &previous)
{
    const double min = data.hyperparameter.min;
    const double max = data.hyperparameter.max;
    if (!std::isfinite(min) || !std::isfinite(max) || min >= max) {
        const double middle = std::isfinite(min) ? min : std::isfinite(max) ? max : 0.0;
        const double reach = std::max(1.0, std::abs(middle));
        return {Scaling::Linear, middle - reach, middle + reach};
    }
    const bool isContinuous = data.hyperparameter.type == HyperparameterType::Continuous;
    const Scaling scaling =
        !whyImpossible(data.scaling, min, max, isContinuous) ? data.scaling : Scaling::Linear;
    if (previous && previous->scaling == scaling && previous->low < min && max < previous->high) {
        const double low = previous->unitOf(min);
        const double high = previous->unitOf(max);
        if (low >= 0.06 && high <= 0.94 && high - low >= 0.3)
            return *previous;
    }
    return widened(scaling, min, max);
}

RangeLayout::RangeLayout(const RangeData &data, const RangeAxis &rangeAxis, QSizeF size,
                         const TextWidth &width)
    : axis(rangeAxis)
{
    plot = QRectF(sideMargin, labelHeight + 8.0, std::max(40.0, size.width() - 2.0 * sideMargin),
                  std::max(40.0, size.height() - 2.0 * labelHeight - 34.0));
    if (data.isCategorical())
        placeChoices(data);
    else
        placeNumeric(data, width);
    placeDots(data);
}

void RangeLayout::placeNumeric(const RangeData &data, const TextWidth &width)
{
    minX = xOf(data.hyperparameter.min);
    maxX = xOf(data.hyperparameter.max);
    rugTop = plot.bottom() - 10.0;
    ticks = rangeTicks(axis, plot.width(), width, tickValuesOf(data));
    for (RangeTick &tick : ticks)
        tick.position += plot.left();
    placeHandles(data, width);
    if (data.isDrawable)
        placeDensity(data, width);
}

void RangeLayout::placeHandles(const RangeData &data, const TextWidth &width)
{
    const auto handleAt = [&](double x) {
        return QRectF(x - handleWidth / 2.0, plot.bottom(), handleWidth, handleHeight);
    };
    minHandle = handleAt(minX);
    maxHandle = handleAt(maxX);
    const double minWidth = width(numberLabel(data.hyperparameter.min)) + 4.0;
    const double maxWidth = width(numberLabel(data.hyperparameter.max)) + 4.0;
    minLabel = QRectF(minX - minWidth / 2.0, 2.0, minWidth, labelHeight);
    maxLabel = QRectF(maxX - maxWidth / 2.0, 2.0, maxWidth, labelHeight);
    const double overlap = minLabel.right() + 6.0 - maxLabel.left();
    if (overlap > 0.0) { // close together: each label steps aside by half
        minLabel.translate(-overlap / 2.0, 0.0);
        maxLabel.translate(overlap / 2.0, 0.0);
    }
}

void RangeLayout::placeDensity(const RangeData &data, const TextWidth &width)
{
    const Hyperparameter &hyperparameter = data.hyperparameter;
    strip = QRectF(QPointF(minX, plot.top()), QPointF(maxX, plot.top() + 0.27 * plot.height()));
    if (!data.levels.empty()) {
        double highest = 0.0;
        for (const RangeData::Level &level : data.levels)
            highest = std::max(highest, level.share);
        const double cell = strip.width() / static_cast<double>(data.levels.size());
        for (std::size_t index = 0; index < data.levels.size(); ++index) {
            const double height = data.levels[index].share / highest * strip.height();
            levelBars.emplace_back(strip.left() + (static_cast<double>(index) + 0.12) * cell,
                                   strip.bottom() - height, 0.76 * cell, height);
        }
    } else {
        // The peak of a logarithmic density would dwarf the rest: the square root keeps both seen.
        constexpr int steps = 160;
        std::vector<double> heights;
        for (int index = 0; index <= steps; ++index) {
            const double value =
                hyperparameter.min + (hyperparameter.max - hyperparameter.min) * index / steps;
            heights.push_back(std::sqrt(
                sampleDensity(data.scaling, hyperparameter.min, hyperparameter.max, value)));
        }
        const double highest = *std::max_element(heights.begin(), heights.end());
        density << strip.bottomLeft();
        for (int index = 0; index <= steps; ++index) {
            density << QPointF(strip.left() + strip.width() * index / steps,
                               strip.bottom() - heights[static_cast<std::size_t>(index)] / highest *
                                                    strip.height());
        }
        density << strip.bottomRight();
    }
    for (const double value : data.samples)
        samples.push_back({plainX(hyperparameter, value), xOf(value)});
    if (strip.width() < 120.0)
        return;
    const RangeAxis plain{Scaling::Linear, hyperparameter.min, hyperparameter.max};
    for (RangeTick tick : rangeTicks(plain, strip.width(), width, tickValuesOf(data))) {
        const bool isEnd = tick.value == hyperparameter.min || tick.value == hyperparameter.max;
        if (tick.label.isEmpty() || isEnd) // the handles say the ends
            continue;
        tick.position = plainX(hyperparameter, tick.value);
        const double half = width(tick.label) / 2.0 + 8.0;
        if (tick.position - half > minLabel.right() && tick.position + half < maxLabel.left())
            plainTicks.push_back(tick);
    }
}

double RangeLayout::plainX(const Hyperparameter &hyperparameter, double value) const
{
    double low = hyperparameter.min;
    double high = hyperparameter.max;
    if (!levelBars.empty()) { // to the middle of the level's bar
        const double half = static_cast<double>(hyperparameter.step) / 2.0;
        low -= half;
        high =
            hyperparameter.min +
            static_cast<double>(levelBars.size() - 1) * static_cast<double>(hyperparameter.step) +
            half;
    }
    return strip.left() + strip.width() * (value - low) / (high - low);
}

void RangeLayout::placeChoices(const RangeData &data)
{
    const auto count = static_cast<double>(data.hyperparameter.values.size());
    if (count < 1.0)
        return;
    double highest = 0.0;
    for (const RangeData::Level &level : data.levels)
        highest = std::max(highest, level.share);
    const double cell = std::min(plot.width() / count, 180.0);
    const double left = plot.left();
    for (std::size_t index = 0; index < data.hyperparameter.values.size(); ++index) {
        const double share = index < data.levels.size() ? data.levels[index].share : 0.0;
        const double height = highest > 0.0 ? share / highest * plot.height() : 0.0;
        const double x = left + cell * static_cast<double>(index);
        bars.push_back({QRectF(x + 0.06 * cell, plot.bottom() - height, 0.88 * cell, height),
                        QRectF(x, plot.bottom() + 6.0, cell, labelHeight), share});
    }
}

void RangeLayout::placeDots(const RangeData &data)
{
    const double top = data.isCategorical() ? plot.top() + 26.0 : plot.top() + 0.50 * plot.height();
    const double bottom = plot.bottom() - 22.0;
    QSet<qint64> taken; // of thousands, only those that can be told apart; the best are kept
    for (auto dot = data.dots.rbegin(); dot != data.dots.rend(); ++dot) {
        double x = 0.0;
        if (data.isCategorical()) {
            const auto index = static_cast<std::size_t>(dot->value);
            if (index >= bars.size())
                continue;
            // Trials of one choice spread over its bar by number, in an even, repeatable order.
            const double spread = std::fmod(dot->trial * 0.618033988749895, 1.0);
            x = bars[index].rect.left() + bars[index].rect.width() * (0.1 + 0.8 * spread);
        } else {
            const double slack = 1e-9 * (axis.high - axis.low);
            if (dot->value < axis.low - slack || dot->value > axis.high + slack)
                continue;
            x = xOf(dot->value);
        }
        const double y = dot->isFailed ? bottom : bottom - dot->goodness * (bottom - top);
        const qint64 cell = (static_cast<qint64>(x / 5.0) << 20) + static_cast<qint64>(y / 5.0);
        if (taken.contains(cell))
            continue;
        taken.insert(cell);
        dots.push_back({QPointF(x, y), *dot});
    }
    std::reverse(dots.begin(), dots.end());
}

double RangeLayout::xOf(double value) const
{
    return plot.left() + plot.width() * axis.unitOf(value);
}

double RangeLayout::valueAt(double x, double tolerance) const
{
    const double value = axis.valueAt((x - plot.left()) / plot.width());
    if (value == 0.0)
        return value;
    const double target = xOf(value);
    const int magnitude = static_cast<int>(std::floor(std::log10(std::abs(value))));
    for (int exponent = magnitude + 1; exponent >= magnitude - 14; --exponent) {
        const double rounded = roundedTo(value, std::pow(10.0, exponent));
        if (rounded < axis.low || rounded > axis.high)
            continue;
        if (std::abs(xOf(rounded) - target) <= tolerance)
            return rounded;
    }
    return value;
}

RangePart RangeLayout::partAt(QPointF point) const
{
    if (minHandle.isEmpty() || point.y() < plot.top())
        return RangePart::Nothing;
    const double toMin = std::abs(point.x() - minX);
    const double toMax = std::abs(point.x() - maxX);
    if (std::min(toMin, toMax) > grip)
        return RangePart::Nothing;
    if (toMin == toMax) // on top of each other: the one that can move away
        return point.x() < minX ? RangePart::MinHandle : RangePart::MaxHandle;
    return toMin < toMax ? RangePart::MinHandle : RangePart::MaxHandle;
}

std::optional<int> RangeLayout::trialAt(QPointF point) const
{
    for (auto dot = dots.rbegin(); dot != dots.rend(); ++dot) {
        const QPointF away = dot->center - point;
        if (std::hypot(away.x(), away.y()) <= dotRadius + 1.0)
            return dot->dot.trial;
    }
    return std::nullopt;
}

std::pair<double, double> rangeWithHandleAt(const RangeLayout &layout,
                                            const Hyperparameter &hyperparameter, RangePart part,
                                            double x, Precision precision)
{
    const double tolerance = precision == Precision::Fine ? 0.5 : 3.0;
    return withEnd(layout, hyperparameter, part, layout.valueAt(x, tolerance));
}

std::pair<double, double> rangeWithHandleNudged(const RangeLayout &layout,
                                                const Hyperparameter &hyperparameter,
                                                RangePart part, int direction, Precision precision)
{
    const double end = part == RangePart::MinHandle ? hyperparameter.min : hyperparameter.max;
    if (hyperparameter.type == HyperparameterType::Integer && part == RangePart::MaxHandle &&
        precision == Precision::Fine) {
        return withEnd(layout, hyperparameter, part,
                       end + direction * static_cast<double>(hyperparameter.step));
    }
    const double pixels = precision == Precision::Fine ? 1.0 : 8.0;
    const double x = layout.xOf(end) + direction * pixels;
    double value = layout.valueAt(x, pixels / 2.0 - 0.1);
    if (hyperparameter.type == HyperparameterType::Integer) {
        const double grid =
            part == RangePart::MinHandle
                ? 1.0
                : static_cast<double>(std::max<std::int64_t>(1, hyperparameter.step));
        if (std::abs(value - end) < grid)
            value = end + direction * grid;
    }
    return withEnd(layout, hyperparameter, part, value);
}

} // namespace attune::ui
