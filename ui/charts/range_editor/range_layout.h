// SPDX-FileCopyrightText: 2026 The Attune developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/charts/range_editor/range_data.h"
#include "ui/charts/range_editor/range_ticks.h"

#include <QPolygonF>
#include <QRectF>
#include <QSizeF>

#include <optional>

namespace attune::ui {

enum class RangePart { Nothing, MinHandle, MaxHandle };
enum class Precision { Normal, Fine };

/// The axis on which a range is edited: in its scaling and wider than the range, so that a handle
/// can be dragged outward. Keeps `previous` while the range still lies well inside of it, so that
/// the axis does not jump.
[[nodiscard]] RangeAxis rangeAxisOf(const RangeData &data,
                                    const std::optional<RangeAxis> &previous = std::nullopt);

/// Where everything of a range editor of `size` pixels stands. From the top: the handles' values,
/// the density over plain values, lines that lead each sample to its place on the axis, the trials
/// (better ones higher), the axis with the rug, its labels. A categorical hyperparameter has a bar
/// for each choice instead.
struct RangeLayout
{
    RangeLayout(const RangeData &data, const RangeAxis &rangeAxis, QSizeF size,
                const TextWidth &width);

    struct Dot
    {
        QPointF center;
        RangeDot dot;
    };
    struct Bar
    {
        QRectF rect;
        QRectF labelRect;
        double share = 0.0;
    };

    RangeAxis axis;
    QRectF plot; ///< from the density's top to the axis line, as wide as the axis
    double minX = 0.0;
    double maxX = 0.0;
    QRectF strip;                  ///< the density over plain values, between the handles
    QPolygonF density;             ///< closed, in the strip; empty while the range has a problem
    std::vector<QRectF> levelBars; ///< instead of `density` for few levels
    std::vector<RangeTick> plainTicks; ///< of the strip; positions are absolute
    struct Sample
    {
        double plainX = 0.0;
        double axisX = 0.0;
    };
    std::vector<Sample> samples;
    double rugTop = 0.0;
    std::vector<RangeTick> ticks; ///< positions are absolute
    std::vector<Dot> dots;
    std::vector<Bar> bars; ///< categorical only
    QRectF minHandle;
    QRectF maxHandle;
    QRectF minLabel; ///< around the handle's value above it; never overlap
    QRectF maxLabel;

    [[nodiscard]] double xOf(double value) const;
    /// The roundest number within `tolerance` pixels of `x`.
    [[nodiscard]] double valueAt(double x, double tolerance) const;
    [[nodiscard]] RangePart partAt(QPointF point) const;
    /// The topmost trial under `point`.
    [[nodiscard]] std::optional<int> trialAt(QPointF point) const;

private:
    void placeNumeric(const RangeData &data, const TextWidth &width);
    void placeHandles(const RangeData &data, const TextWidth &width);
    void placeDensity(const RangeData &data, const TextWidth &width);
    void placeDots(const RangeData &data);
    void placeChoices(const RangeData &data);
    [[nodiscard]] double plainX(const Hyperparameter &hyperparameter, double value) const;
};

/// The range with one handle moved to pixel `x`: rounded, on the integer grid, never crossing the
/// other handle.
[[nodiscard]] std::pair<double, double> rangeWithHandleAt(const RangeLayout &layout,
                                                          const Hyperparameter &hyperparameter,
                                                          RangePart part, double x,
                                                          Precision precision);

/// The range with one handle moved by an arrow key; `direction` is -1 or 1. Always moves, unless
/// the other handle is in the way.
[[nodiscard]] std::pair<double, double> rangeWithHandleNudged(const RangeLayout &layout,
                                                              const Hyperparameter &hyperparameter,
                                                              RangePart part, int direction,
                                                              Precision precision);

} // namespace attune::ui
