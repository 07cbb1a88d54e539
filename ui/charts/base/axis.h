// SPDX-FileCopyrightText: 2026 The Attune developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QPointF>
#include <QRectF>
#include <QString>
#include <QStringList>

#include <vector>

namespace attune::ui {

enum class AxisScale { Linear, Logarithmic, ReverseLogarithmic };

/// An interval of values laid out along an axis.
struct AxisRange
{
    double min = 0.0;
    double max = 1.0;
    AxisScale scale = AxisScale::Linear;

    /// Where `value` lies: 0 at min, 1 at max; outside of [0, 1] beyond them. NaN when it has no
    /// place (not above 0 on a logarithmic axis, not below 1 on a reverse logarithmic one).
    [[nodiscard]] double toUnit(double value) const;
    [[nodiscard]] double fromUnit(double unit) const;
    /// The part of it between two unit positions, in either order.
    [[nodiscard]] AxisRange part(double fromUnit, double toUnit) const;

    bool operator==(const AxisRange &) const = default;
};

/// Whether `value` has a place on an axis of this scale.
[[nodiscard]] bool hasPlace(double value, AxisScale scale);

/// How an axis writes its values.
enum class AxisLabels {
    Numbers,
    Whole,      ///< numbers without a fraction: steps, trials
    Clock,      ///< values are seconds since the epoch
    Categories, ///< values 0, 1, ... stand for `categories`
};

/// Everything an axis shows.
struct AxisSpec
{
    QString title;
    AxisRange range;
    AxisLabels labels = AxisLabels::Numbers;
    QStringList categories;
    bool operator==(const AxisSpec &) const = default;
};

struct AxisTick
{
    double value = 0.0;
    QString label;
    bool operator==(const AxisTick &) const = default;
};

/// Ticks inside of the range: steps of 1, 2 or 5 times a power of ten on a linear axis; decades on
/// a logarithmic one, with 2 and 5 between them where there is room, and linear steps when the
/// range is less than a decade. At most about `wanted` of them; of whole numbers only these.
[[nodiscard]] std::vector<AxisTick> ticksOf(const AxisSpec &axis, int wanted);

/// The range widened to whole tick steps, so that it moves rarely while data arrive; equal values
/// get room to each side. Requires: values that have a place, or neither is used (min > max gives
/// the unit range).
[[nodiscard]] AxisRange niceRange(double min, double max, AxisScale scale, int wantedTicks);

/// Maps values to pixels of a plot area, y upwards.
struct PlotMapping
{
    QRectF area;
    AxisRange x;
    AxisRange y;

    [[nodiscard]] QPointF toPixel(double valueX, double valueY) const;
    [[nodiscard]] QPointF fromPixel(QPointF pixel) const;
    bool operator==(const PlotMapping &) const = default;
};

} // namespace attune::ui
