// SPDX-FileCopyrightText: 2026 The Attune developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/charts/curves/curves_painter.h"

#include <bit>
#include <cmath>

namespace attune::ui {

namespace {

constexpr int smoothCrowd = 1024; // above, antialiasing costs more than it shows
constexpr int clearCrowd = 8;     // so few are told apart without fading any
constexpr double markRadius = 4.0;

struct Stroke
{
    QColor color;
    double opacity = 1.0;
    double width = 1.0;
};

Stroke strokeOf(const Curve &curve, CurveEmphasis emphasis, const CurvePainting &painting)
{
    const QColor color =
        curve.isExcluded ? painting.colors.waiting : colorOf(curve.state, painting.colors);
    switch (emphasis) {
    case CurveEmphasis::Crowd:
        return {color, painting.crowd.opacity * (curve.isExcluded ? 0.6 : 1.0),
                painting.crowd.width};
    case CurveEmphasis::Leading:
        return {color, 0.9, 1.3};
    case CurveEmphasis::Running:
        return {color, 1.0, 1.8};
    case CurveEmphasis::Best:
        return {painting.colors.best, 1.0, 2.2};
    case CurveEmphasis::Chosen:
        return {color, 1.0, 2.4};
    }
    return {color};
}

void paintLines(QPainter &painter, const std::vector<QPointF> &points, const Stroke &stroke,
                const PointProjector &projector)
{
    painter.setOpacity(stroke.opacity);
    painter.setPen(QPen(stroke.color, stroke.width, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
    for (const QPolygonF &line : polylinesOf(points, projector)) {
        if (line.size() == 1)
            painter.drawPoint(line.front());
        else
            painter.drawPolyline(line);
    }
}

/// A short bar at the value that a stopped trial was compared with, tied to the curve.
void paintComparison(QPainter &painter, const Curve &curve, const CurvePainting &painting)
{
    const auto end = endOf(curve.points, painting.projector);
    const QPointF against = painting.projector.toPixel(*curve.against);
    if (!end || !std::isfinite(against.x()) || !std::isfinite(against.y()))
        return;
    constexpr double halfWidth = 9.0;
    painter.setOpacity(1.0);
    painter.setPen(QPen(painting.colors.text, 1.0, Qt::DotLine));
    painter.drawLine(QPointF(against.x(), end->y()), against);
    painter.setPen(QPen(painting.colors.text, 2.0, Qt::SolidLine, Qt::FlatCap));
    painter.drawLine(against - QPointF(halfWidth, 0.0), against + QPointF(halfWidth, 0.0));
}

bool hasEndMark(const Curve &curve)
{
    return curve.state == TrialState::Stopped || curve.state == TrialState::Failed ||
           curve.state == TrialState::Running || curve.points.size() == 1;
}

} // namespace

CrowdStyle crowdStyle(int count)
{
    const double size = std::bit_floor(static_cast<unsigned>(std::max(1, count)));
    CrowdStyle style;
    style.opacity = std::clamp(2.0 * std::pow(size, -0.45), 0.08, 0.65);
    style.width = size <= 128 ? 1.3 : 1.0;
    style.markRadius = size <= 128 ? 3.0 : size <= smoothCrowd ? 2.5 : 2.0;
    style.isSmooth = size <= smoothCrowd;
    style.layerOpacity = size <= clearCrowd ? 1.0 : size <= 64 ? 0.55 : 0.4;
    return style;
}

void paintEndMark(QPainter &painter, const Curve &curve, const CurvePainting &painting)
{
    const auto end = hasEndMark(curve) ? endOf(curve.points, painting.projector) : std::nullopt;
    if (!end)
        return;
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setOpacity(1.0);
    paintStateMark(painter, *end, markRadius, curve.state, painting.colors);
    painter.restore();
}

void paintCurve(QPainter &painter, const Curve &curve, CurveEmphasis emphasis,
                const CurvePainting &painting)
{
    const bool isCrowd = emphasis == CurveEmphasis::Crowd;
    const Stroke stroke = strokeOf(curve, emphasis, painting);
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing, !isCrowd || painting.crowd.isSmooth);
    if (!curve.raw.empty() && (!isCrowd || painting.crowd.isSmooth)) {
        const Stroke faint{stroke.color, stroke.opacity * 0.3, 1.0};
        paintLines(painter, curve.raw, faint, painting.projector);
    }
    if (!isCrowd &&
        emphasis != CurveEmphasis::Leading) { // a halo, so that it stands out of the crowd
        const Stroke halo{painting.colors.panel, 0.85, stroke.width + 2.5};
        paintLines(painter, curve.points, halo, painting.projector);
    }
    paintLines(painter, curve.points, stroke, painting.projector);
    if (curve.against && emphasis == CurveEmphasis::Chosen)
        paintComparison(painter, curve, painting);
    if (hasEndMark(curve)) {
        if (const auto end = endOf(curve.points, painting.projector)) {
            painter.setOpacity(std::min(1.0, stroke.opacity * 2.0));
            const double radius = isCrowd ? painting.crowd.markRadius : markRadius;
            paintStateMark(painter, *end, radius, curve.state, painting.colors);
        }
    }
    painter.restore();
}

} // namespace attune::ui
