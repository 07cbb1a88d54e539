// SPDX-FileCopyrightText: 2026 The Attune developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/charts/curves/curves_layout.h"

#include <algorithm>
#include <cmath>

namespace attune::ui {

namespace {

bool isShown(QPointF pixel)
{
    return std::isfinite(pixel.x()) && std::isfinite(pixel.y());
}

/// Collects a polyline column by column.
class ColumnDecimator
{
public:
    void add(QPointF pixel)
    {
        const double column = std::floor(pixel.x());
        if (m_count > 0 && column != m_column)
            flush();
        if (m_count == 0) {
            m_column = column;
            m_first = m_lowest = m_highest = pixel;
            m_lowestAt = m_highestAt = 0;
        }
        if (pixel.y() < m_lowest.y()) {
            m_lowest = pixel;
            m_lowestAt = m_count;
        }
        if (pixel.y() > m_highest.y()) {
            m_highest = pixel;
            m_highestAt = m_count;
        }
        m_last = pixel;
        ++m_count;
    }

    [[nodiscard]] QPolygonF take()
    {
        flush();
        return std::exchange(m_line, {});
    }

private:
    void flush()
    {
        if (m_count == 0)
            return;
        m_line << m_first;
        const bool isLowestFirst = m_lowestAt < m_highestAt;
        const QPointF inner[] = {isLowestFirst ? m_lowest : m_highest,
                                 isLowestFirst ? m_highest : m_lowest};
        for (const QPointF &pixel : inner) {
            if (pixel != m_line.back() && pixel != m_last)
                m_line << pixel;
        }
        if (m_count > 1)
            m_line << m_last;
        m_count = 0;
    }

    QPolygonF m_line;
    double m_column = 0.0;
    QPointF m_first;
    QPointF m_lowest;
    QPointF m_highest;
    QPointF m_last;
    int m_count = 0;
    int m_lowestAt = 0;
    int m_highestAt = 0;
};

double distanceToSegment(QPointF pixel, QPointF a, QPointF b)
{
    const QPointF along = b - a;
    const double square = QPointF::dotProduct(along, along);
    const double t =
        square > 0.0 ? std::clamp(QPointF::dotProduct(pixel - a, along) / square, 0.0, 1.0) : 0.0;
    const QPointF gap = pixel - (a + t * along);
    return std::hypot(gap.x(), gap.y());
}

} // namespace

PointProjector::PointProjector(const PlotMapping &mapping)
    : m_mapping(mapping), m_x(lineOf(mapping.x, mapping.area.left(), mapping.area.right())),
      m_y(lineOf(mapping.y, mapping.area.bottom(), mapping.area.top()))
{}

PointProjector::Line PointProjector::lineOf(const AxisRange &range, double from, double to)
{
    Line line{0.0, 1.0, range.scale};
    const double low = apply(line, range.min);
    const double high = apply(line, range.max);
    line.slope = (to - from) / (high - low);
    line.offset = from - low * line.slope;
    return line;
}

double PointProjector::apply(const Line &line, double value)
{
    switch (line.scale) {
    case AxisScale::Linear:
        return line.offset + line.slope * value;
    case AxisScale::Logarithmic: // NaN below 0 and infinite at 0, as it must be
        return line.offset + line.slope * std::log10(value);
    case AxisScale::ReverseLogarithmic:
        return line.offset - line.slope * std::log1p(-value);
    }
    return 0.0;
}

QPointF PointProjector::toPixel(QPointF point) const
{
    return {apply(m_x, point.x()), apply(m_y, point.y())};
}

std::vector<QPolygonF> polylinesOf(const std::vector<QPointF> &points,
                                   const PointProjector &projector)
{
    std::vector<QPolygonF> lines;
    ColumnDecimator decimator;
    const auto close = [&] {
        if (QPolygonF line = decimator.take(); !line.isEmpty())
            lines.push_back(std::move(line));
    };
    for (const QPointF &point : points) {
        const QPointF pixel = projector.toPixel(point);
        if (isShown(pixel))
            decimator.add(pixel);
        else
            close();
    }
    close();
    return lines;
}

std::optional<QPointF> endOf(const std::vector<QPointF> &points, const PointProjector &projector)
{
    for (auto point = points.rbegin(); point != points.rend(); ++point) {
        if (const QPointF pixel = projector.toPixel(*point); isShown(pixel))
            return pixel;
    }
    return std::nullopt;
}

std::optional<std::size_t> nearestPoint(const Curve &curve, double x)
{
    const auto &points = curve.points;
    if (points.empty())
        return std::nullopt;
    const auto gap = [x](const QPointF &point) { return std::abs(point.x() - x); };
    if (!curve.isMonotone) {
        const auto nearest = std::ranges::min_element(points, {}, gap);
        return static_cast<std::size_t>(nearest - points.begin());
    }
    auto after = std::ranges::lower_bound(points, x, {}, &QPointF::x);
    if (after == points.end())
        return points.size() - 1;
    if (after != points.begin() && gap(*(after - 1)) <= gap(*after))
        --after;
    return static_cast<std::size_t>(after - points.begin());
}

std::optional<double> distanceTo(const Curve &curve, const PointProjector &projector, QPointF pixel,
                                 double reach)
{
    const auto &points = curve.points;
    std::size_t from = 0;
    std::size_t to = points.size();
    if (curve.isMonotone) {
        const double low = projector.mapping().fromPixel(pixel - QPointF(reach, 0)).x();
        const double high = projector.mapping().fromPixel(pixel + QPointF(reach, 0)).x();
        const auto first = std::ranges::lower_bound(points, low, {}, &QPointF::x);
        const auto last = std::ranges::upper_bound(points, high, {}, &QPointF::x);
        from = static_cast<std::size_t>(std::max<std::ptrdiff_t>(0, first - points.begin() - 1));
        to = static_cast<std::size_t>(
            std::min<std::ptrdiff_t>(std::ssize(points), last - points.begin() + 1));
    }
    std::optional<double> nearest;
    std::optional<QPointF> before;
    for (std::size_t i = from; i < to; ++i) {
        const QPointF here = projector.toPixel(points[i]);
        if (!isShown(here)) {
            before.reset();
            continue;
        }
        const double gap = distanceToSegment(pixel, before.value_or(here), here);
        if (gap <= reach && (!nearest || gap < *nearest))
            nearest = gap;
        before = here;
    }
    return nearest;
}

} // namespace attune::ui
