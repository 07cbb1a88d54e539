// SPDX-FileCopyrightText: 2026 The Attune developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/charts/base/axis.h"
#include "ui/charts/curves/curves_data.h"

#include <QPolygonF>

#include <optional>
#include <vector>

namespace attune::ui {

/// Maps many points fast: what a PlotMapping computes for each value is computed once.
class PointProjector
{
public:
    explicit PointProjector(const PlotMapping &mapping);
    /// NaN where the point has no place.
    [[nodiscard]] QPointF toPixel(QPointF point) const;
    [[nodiscard]] const PlotMapping &mapping() const { return m_mapping; }

private:
    struct Line
    {
        double offset = 0.0;
        double slope = 1.0;
        AxisScale scale = AxisScale::Linear;
    };
    [[nodiscard]] static Line lineOf(const AxisRange &range, double from, double to);
    [[nodiscard]] static double apply(const Line &line, double value);

    PlotMapping m_mapping;
    Line m_x;
    Line m_y;
};

/// The polylines of a curve in pixels: broken where a value is not finite, and with at most four
/// points (first, lowest, highest, last) in each column of pixels, which looks the same. A value
/// alone between gaps gives a polyline of one point.
[[nodiscard]] std::vector<QPolygonF> polylinesOf(const std::vector<QPointF> &points,
                                                 const PointProjector &projector);

/// Where the mark at a curve's end stands: its last finite point.
[[nodiscard]] std::optional<QPointF> endOf(const std::vector<QPointF> &points,
                                           const PointProjector &projector);

/// Distance in pixels from `pixel` to the curve near it, nothing when it is farther than `reach`.
[[nodiscard]] std::optional<double> distanceTo(const Curve &curve, const PointProjector &projector,
                                               QPointF pixel, double reach);

/// The index of the point nearest in x; nothing in an empty curve.
[[nodiscard]] std::optional<std::size_t> nearestPoint(const Curve &curve, double x);

} // namespace attune::ui
