// SPDX-FileCopyrightText: 2026 The Attune developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/charts/history/history_layout.h"

#include <algorithm>
#include <cmath>

namespace attune::ui {

std::vector<PlacedMark> placedMarks(const HistoryData &data, const PlotMapping &mapping)
{
    std::vector<PlacedMark> marks;
    marks.reserve(data.marks.size());
    for (const HistoryMark &mark : data.marks) {
        const double x = mapping.x.toUnit(mark.trial);
        if (!(x >= -0.01 && x <= 1.01))
            continue;
        PlacedMark placed{mark.trial, mark.state, mark.isExcluded, mark.isMissed, false, {}};
        placed.pixel.setX(mapping.area.left() + x * mapping.area.width());
        placed.pixel.setY(mapping.area.bottom() - valuelessRow);
        if (mark.value) {
            const double y = mapping.y.toUnit(*mark.value);
            // Not above 0 on a logarithmic axis: below all others.
            const double unit = std::isnan(y) ? -1.0 : y;
            placed.isBeyond = unit < -1e-9 || unit > 1.0 + 1e-9;
            placed.pixel.setY(mapping.area.bottom() -
                              std::clamp(unit, 0.0, 1.0) * mapping.area.height());
        } else if (mark.state == TrialState::Running) {
            continue; // nothing to show yet
        }
        marks.push_back(placed);
    }
    return marks;
}

QPolygonF bestLine(const HistoryData &data, const PlotMapping &mapping)
{
    QPolygonF line;
    for (const BestStep &step : data.best) {
        const QPointF corner = mapping.toPixel(step.trial, step.value);
        if (!std::isfinite(corner.y()))
            continue;
        if (!line.isEmpty())
            line << QPointF(corner.x(), line.back().y());
        line << corner;
    }
    if (!line.isEmpty()) {
        const double end = mapping.toPixel(data.lastLaunched, data.best.back().value).x();
        if (end > line.back().x())
            line << QPointF(end, line.back().y());
    }
    return line;
}

Extent historyExtent(const HistoryData &data, Clipping clipping, bool isLog)
{
    std::vector<double> values;
    std::vector<double> complete;
    values.reserve(data.marks.size());
    for (const HistoryMark &mark : data.marks) {
        if (!mark.value || (isLog && *mark.value <= 0.0))
            continue;
        const bool isOnItsWay = mark.state == TrialState::Running && !data.best.empty();
        if (clipping == Clipping::Outliers && isOnItsWay)
            continue;
        values.push_back(isLog ? std::log10(*mark.value) : *mark.value);
        if (mark.state == TrialState::Complete)
            complete.push_back(values.back());
    }
    if (clipping == Clipping::Outliers)
        values = valuesToShow(complete, values);
    Extent extent;
    if (values.empty())
        return extent;
    const auto [lowest, highest] = std::ranges::minmax(values);
    extent.minY = lowest;
    extent.maxY = highest;
    if (clipping == Clipping::Outliers)
        std::tie(extent.minY, extent.maxY) = clippedInterval(std::move(values));
    if (isLog) {
        extent.minY = std::pow(10.0, extent.minY);
        extent.maxY = std::pow(10.0, extent.maxY);
    }
    if (!data.best.empty() && (!isLog || data.best.back().value > 0.0)) {
        extent.minY = std::min(extent.minY, data.best.back().value);
        extent.maxY = std::max(extent.maxY, data.best.back().value);
    }
    extent.isValid = true;
    return extent;
}

std::optional<int> markAt(const std::vector<PlacedMark> &marks, QPointF pixel, double reach)
{
    std::optional<int> nearest;
    for (const PlacedMark &mark : marks) {
        const QPointF gap = mark.pixel - pixel;
        const double distance = std::hypot(gap.x(), gap.y());
        if (distance <= reach) {
            nearest = mark.trial;
            reach = distance;
        }
    }
    return nearest;
}

} // namespace attune::ui
