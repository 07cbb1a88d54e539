// SPDX-FileCopyrightText: 2026 The Attune developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/charts/range_editor/range_painter.h"

#include "core/space/value.h"
#include "ui/theme/theme.h"

#include <QCoreApplication>
#include <QFontMetricsF>
#include <QPainter>
#include <QPainterPath>

namespace attune::ui {

using namespace Qt::StringLiterals;

namespace {

/// One painting of one range.
class RangePainting
{
    Q_DECLARE_TR_FUNCTIONS(attune::ui::RangeEditor)

public:
    RangePainting(QPainter &painter, const RangeData &data, const RangeLayout &layout,
                  const RangeStyle &style)
        : m_painter(painter), m_data(data), m_layout(layout), m_style(style),
          m_colors(style.colors), m_small(style.font), m_bold(style.font)
    {
        m_small.setPointSizeF(style.font.pointSizeF() * 0.92);
        m_bold.setWeight(QFont::DemiBold);
    }

    void paint()
    {
        m_painter.setRenderHint(QPainter::Antialiasing);
        if (m_data.isCategorical()) {
            paintBars();
        } else {
            paintGrid();
            paintRangeArea();
            paintSamples();
            paintAxis();
            paintHandles();
            paintCaptions();
        }
        paintDots();
    }

private:
    void text(const QRectF &rect, int flags, const QString &words, const QFont &font,
              const QColor &color)
    {
        m_painter.setFont(font);
        m_painter.setPen(color);
        m_painter.drawText(rect, flags | Qt::TextSingleLine, words);
    }

    /// On whole pixels, so that hairlines stay sharp.
    void verticalLine(double x, double top, double bottom, const QPen &pen)
    {
        m_painter.setPen(pen);
        const double sharp = std::floor(x) + 0.5;
        m_painter.drawLine(QPointF(sharp, top), QPointF(sharp, bottom));
    }

    static QColor faded(QColor color, double alpha)
    {
        color.setAlphaF(static_cast<float>(alpha));
        return color;
    }

    void paintGrid()
    {
        for (const RangeTick &tick : m_layout.ticks) {
            if (!tick.label.isEmpty())
                verticalLine(tick.position, m_layout.plot.top(), m_layout.plot.bottom(),
                             QPen(faded(m_colors.line, 0.7), 1.0));
        }
    }

    void paintRangeArea()
    {
        const QRectF area(QPointF(m_layout.minX, m_layout.strip.isNull() ? m_layout.plot.top()
                                                                         : m_layout.strip.bottom()),
                          QPointF(m_layout.maxX, m_layout.plot.bottom()));
        m_painter.fillRect(area, faded(m_colors.accent, m_colors.isDark ? 0.13 : 0.07));
        if (m_layout.strip.isNull())
            return;
        m_painter.setPen(Qt::NoPen);
        m_painter.setBrush(faded(m_colors.accent, m_colors.isDark ? 0.45 : 0.30));
        m_painter.drawPolygon(m_layout.density);
        for (const QRectF &bar : m_layout.levelBars)
            m_painter.drawRoundedRect(bar, 1.5, 1.5);
        if (!m_layout.density.isEmpty()) {
            m_painter.setBrush(Qt::NoBrush);
            m_painter.setPen(QPen(m_colors.accent, 1.5));
            m_painter.drawPolyline(m_layout.density.mid(1, m_layout.density.size() - 2));
        }
        m_painter.setPen(QPen(faded(m_colors.accent, 0.6), 1.0));
        m_painter.drawLine(m_layout.strip.bottomLeft(), m_layout.strip.bottomRight());
    }

    void paintSamples()
    {
        const double top = m_layout.strip.bottom();
        const double bend = top + 0.2 * m_layout.plot.height();
        m_painter.setBrush(Qt::NoBrush);
        for (const RangeLayout::Sample &sample : m_layout.samples) {
            QPainterPath path(QPointF(sample.plainX, top));
            const double middle = (top + bend) / 2.0;
            path.cubicTo(QPointF(sample.plainX, middle), QPointF(sample.axisX, middle),
                         QPointF(sample.axisX, bend));
            m_painter.setPen(QPen(faded(m_colors.accent, m_colors.isDark ? 0.40 : 0.30), 1.0));
            m_painter.drawPath(path);
            m_painter.setPen(QPen(m_colors.accent, 1.0));
            m_painter.drawLine(QPointF(sample.axisX, m_layout.rugTop),
                               QPointF(sample.axisX, m_layout.plot.bottom()));
        }
    }

    void paintAxis()
    {
        const double y = m_layout.plot.bottom();
        m_painter.setPen(QPen(m_colors.dimText, 1.0));
        m_painter.drawLine(QPointF(m_layout.plot.left(), y), QPointF(m_layout.plot.right(), y));
        for (const RangeTick &tick : m_layout.ticks) {
            verticalLine(tick.position, y, y + (tick.label.isEmpty() ? 3.0 : 6.0),
                         QPen(m_colors.dimText, 1.0));
            if (!tick.label.isEmpty())
                text(QRectF(tick.position - 60.0, y + 17.0, 120.0, 16.0), Qt::AlignCenter,
                     tick.label, m_small, m_colors.dimText);
        }
        for (const RangeTick &tick : m_layout.plainTicks) {
            verticalLine(tick.position, m_layout.plot.top() - 4.0, m_layout.plot.top(),
                         QPen(m_colors.dimText, 1.0));
            text(QRectF(tick.position - 60.0, m_layout.minLabel.top(), 120.0,
                        m_layout.minLabel.height()),
                 Qt::AlignCenter, tick.label, m_small, m_colors.dimText);
        }
    }

    void paintHandle(RangePart part, double x, const QRectF &handle, const QRectF &label,
                     double value)
    {
        const bool isActive = m_style.active == part;
        verticalLine(x, label.bottom() + 1.0, m_layout.plot.bottom(),
                     QPen(m_colors.accent, isActive ? 3.0 : 2.0));
        QPainterPath shape;
        const double shoulder = handle.top() + 0.45 * handle.height();
        shape.moveTo(handle.center().x(), handle.top() - 2.0);
        shape.lineTo(handle.right(), shoulder);
        shape.lineTo(handle.right(), handle.bottom());
        shape.lineTo(handle.left(), handle.bottom());
        shape.lineTo(handle.left(), shoulder);
        shape.closeSubpath();
        m_painter.setBrush(m_colors.accent);
        m_painter.setPen(QPen(isActive ? m_colors.text : m_colors.panel, 1.5));
        m_painter.drawPath(shape);
        text(label, Qt::AlignCenter, numberLabel(value), m_bold, m_colors.text);
    }

    void paintHandles()
    {
        paintHandle(RangePart::MinHandle, m_layout.minX, m_layout.minHandle, m_layout.minLabel,
                    m_data.hyperparameter.min);
        paintHandle(RangePart::MaxHandle, m_layout.maxX, m_layout.maxHandle, m_layout.maxLabel,
                    m_data.hyperparameter.max);
    }

    /// In the room beside the range, where there is any.
    void paintCaptions()
    {
        const QFontMetricsF metrics(m_small);
        const auto caption = [&](const QString &words, double top) {
            const double room = m_layout.minX - m_layout.plot.left() - 16.0;
            if (metrics.horizontalAdvance(words) < room)
                text(QRectF(m_layout.plot.left(), top, room, 16.0),
                     Qt::AlignRight | Qt::AlignVCenter, words, m_small, m_colors.dimText);
        };
        if (!m_layout.strip.isNull())
            caption(tr("how often tried"), m_layout.strip.center().y() - 8.0);
        if (!m_layout.dots.empty())
            caption(tr("trials, better ↑"), m_layout.rugTop - 0.25 * m_layout.plot.height());
        caption(tr("40 samples"), m_layout.rugTop - 6.0);
    }

    void paintBars()
    {
        m_painter.setPen(QPen(m_colors.dimText, 1.0));
        m_painter.drawLine(m_layout.plot.bottomLeft(), m_layout.plot.bottomRight());
        for (std::size_t index = 0; index < m_layout.bars.size(); ++index) {
            const RangeLayout::Bar &bar = m_layout.bars[index];
            m_painter.setPen(Qt::NoPen);
            m_painter.setBrush(faded(m_colors.accent, m_colors.isDark ? 0.25 : 0.15));
            m_painter.drawRoundedRect(bar.rect, 3.0, 3.0);
            const QString choice =
                QString::fromStdString(textOf(m_data.hyperparameter.values[index]));
            const QFontMetricsF metrics(m_style.font);
            text(bar.labelRect, Qt::AlignCenter,
                 metrics.elidedText(choice, Qt::ElideMiddle, bar.labelRect.width() - 4.0),
                 m_style.font, m_colors.text);
            if (bar.rect.height() > 24.0 && bar.rect.width() > 32.0)
                text(bar.rect.adjusted(0.0, 5.0, 0.0, 0.0), Qt::AlignHCenter | Qt::AlignTop,
                     tr("%1 %").arg(qRound(bar.share * 100.0)), m_small, m_colors.dimText);
        }
    }

    void paintDots()
    {
        const RangeLayout::Dot *best = nullptr;
        for (const RangeLayout::Dot &dot : m_layout.dots) {
            if (dot.dot.isBest) {
                best = &dot;
                continue;
            }
            if (dot.dot.isFailed) {
                paintStateMark(m_painter, dot.center, 3.5, TrialState::Failed, m_colors);
                continue;
            }
            const bool isHovered = m_style.hoveredTrial == dot.dot.trial;
            m_painter.setBrush(viridis(dot.dot.goodness));
            m_painter.setPen(QPen(isHovered ? m_colors.text : faded(m_colors.text, 0.45),
                                  isHovered ? 2.0 : 0.8));
            m_painter.drawEllipse(dot.center, 4.5, 4.5);
        }
        if (best)
            paintBestStar(m_painter, best->center, 8.0, m_colors);
    }

    QPainter &m_painter;
    const RangeData &m_data;
    const RangeLayout &m_layout;
    const RangeStyle &m_style;
    const Colors &m_colors;
    QFont m_small;
    QFont m_bold;
};

} // namespace

void paintRange(QPainter &painter, const RangeData &data, const RangeLayout &layout,
                const RangeStyle &style)
{
    painter.save();
    RangePainting(painter, data, layout, style).paint();
    painter.restore();
}

} // namespace attune::ui
