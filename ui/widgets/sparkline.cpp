// SPDX-FileCopyrightText: 2026 The Attune developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/sparkline.h"

#include "ui/theme/theme.h"

#include <QPainter>

#include <algorithm>
#include <cmath>

namespace attune::ui {

void paintSparkline(QPainter &painter, const QRectF &rect, const std::vector<double> &values,
                    const QColor &color, SparklineShape shape)
{
    double low = HUGE_VAL;
    double high = -HUGE_VAL;
    for (const double value : values) {
        if (!std::isfinite(value))
            continue;
        low = std::min(low, value);
        high = std::max(high, value);
    }
    if (low > high)
        return;
    const double span = high - low;
    const double stepX =
        values.size() > 1 ? rect.width() / static_cast<double>(values.size() - 1) : 0;
    QPolygonF line;
    for (std::size_t i = 0; i < values.size(); ++i) {
        if (!std::isfinite(values[i]))
            continue;
        const double share = span > 0 ? (values[i] - low) / span : 0.5;
        const QPointF point(rect.left() + stepX * static_cast<double>(i),
                            rect.bottom() - share * rect.height());
        if (shape == SparklineShape::Steps && !line.isEmpty())
            line << QPointF(point.x(), line.back().y());
        line << point;
    }
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(QPen(color, 1.5, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
    if (line.size() == 1) {
        painter.setBrush(color);
        painter.drawEllipse(line.front(), 1.0, 1.0);
    } else {
        painter.drawPolyline(line);
    }
    painter.restore();
}

Sparkline::Sparkline(SparklineShape shape, QWidget *parent) : QWidget(parent), m_shape(shape)
{
    setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Fixed);
    setAttribute(Qt::WA_TransparentForMouseEvents);
}

void Sparkline::setValues(std::vector<double> values)
{
    m_values = std::move(values);
    update();
}

void Sparkline::paintEvent(QPaintEvent * /*event*/)
{
    QPainter painter(this);
    paintSparkline(painter, QRectF(rect()).adjusted(2, 3, -2, -3), m_values,
                   colorsOf(palette()).best, m_shape);
}

} // namespace attune::ui
