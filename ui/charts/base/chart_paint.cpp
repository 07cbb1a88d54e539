// SPDX-FileCopyrightText: 2026 The Attune developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/charts/base/chart_paint.h"

#include "ui/theme/theme.h"

#include <QCoreApplication>
#include <QFontMetricsF>
#include <QPainter>

namespace attune::ui {

QColor faintGrid(const Colors &colors)
{
    QColor grid = colors.line;
    grid.setAlphaF(0.55F);
    return grid;
}

QRectF cardRect(QSizeF size, QPointF pointer, const QRectF &area)
{
    constexpr double gap = 14.0;
    QRectF rect(pointer + QPointF(gap, -size.height() - gap), size);
    if (rect.right() > area.right())
        rect.moveRight(pointer.x() - gap);
    if (rect.top() < area.top())
        rect.moveTop(pointer.y() + gap);
    if (rect.bottom() > area.bottom())
        rect.moveBottom(area.bottom());
    rect.moveLeft(std::max(rect.left(), area.left()));
    rect.moveTop(std::max(rect.top(), area.top()));
    return rect;
}

void paintCard(QPainter &painter, const QStringList &lines, QPointF pointer, const QRectF &area,
               const Colors &colors)
{
    QFont heading = uiFont(-0.5);
    heading.setWeight(QFont::DemiBold);
    const QFont body = uiFont(-0.5);
    const QFontMetricsF headingMetrics(heading);
    const QFontMetricsF bodyMetrics(body);
    double width = headingMetrics.horizontalAdvance(lines.front());
    for (qsizetype i = 1; i < lines.size(); ++i)
        width = std::max(width, bodyMetrics.horizontalAdvance(lines[i]));
    const double lineHeight = bodyMetrics.height() + 2.0;
    const QSizeF size(std::ceil(width) + 2.0 * spaceM,
                      lineHeight * double(lines.size()) + 2.0 * spaceS);
    const QRectF rect = cardRect(size, pointer, area);

    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(QPen(colors.line, 1.0));
    painter.setBrush(colors.panel);
    painter.drawRoundedRect(rect.adjusted(0.5, 0.5, -0.5, -0.5), 5, 5);
    double y = rect.top() + spaceS;
    for (qsizetype i = 0; i < lines.size(); ++i) {
        painter.setFont(i == 0 ? heading : body);
        painter.setPen(i == 0 ? colors.text : colors.dimText);
        painter.drawText(QRectF(rect.left() + spaceM, y, rect.width(), lineHeight),
                         Qt::AlignVCenter | Qt::AlignLeft, lines[i]);
        y += lineHeight;
    }
    painter.restore();
}

void paintLegend(QPainter &painter, QPointF topRight, const std::set<TrialState> &states,
                 const Colors &colors)
{
    constexpr double radius = 4.0;
    const QFont font = uiFont(-1);
    const QFontMetricsF metrics(font);
    const double middle = topRight.y() + metrics.height() / 2.0;
    double x = topRight.x();
    painter.save();
    painter.setFont(font);
    const auto entry = [&](const QString &word, const auto &paintMark) {
        x -= std::ceil(metrics.horizontalAdvance(word));
        painter.setPen(colors.dimText);
        painter.drawText(QPointF(x, topRight.y() + metrics.ascent()), word);
        x -= spaceXs + 2.0 * radius;
        paintMark(QPointF(x + radius, middle));
        x -= spaceL;
    };
    if (states.contains(TrialState::Complete))
        entry(QCoreApplication::translate("attune::ui::ChartLegend", "Best"),
              [&](QPointF at) { paintBestStar(painter, at, radius + 1.0, colors); });
    // The check asks for std::views::reverse, which clang 14 does not compile.
    // NOLINTNEXTLINE(modernize-loop-convert)
    for (auto state = states.rbegin(); state != states.rend(); ++state)
        entry(wordOf(*state),
              [&](QPointF at) { paintStateMark(painter, at, radius, *state, colors); });
    painter.restore();
}

void paintMissedMark(QPainter &painter, QPointF center, double radius, const QColor &color)
{
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(QPen(color, 1.4));
    painter.setBrush(Qt::NoBrush);
    painter.drawEllipse(center, radius, radius);
    painter.restore();
}

QRectF withMarks(const QRectF &area)
{
    return area.adjusted(-1, -1, 6, 1);
}

void paintRubberBand(QPainter &painter, const QRectF &rect, const Colors &colors)
{
    painter.save();
    QColor fill = colors.accent;
    fill.setAlphaF(0.12F);
    painter.setPen(QPen(colors.accent, 1.0));
    painter.setBrush(fill);
    painter.drawRect(rect);
    painter.restore();
}

} // namespace attune::ui
