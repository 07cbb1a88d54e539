// SPDX-FileCopyrightText: 2026 The Attune developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/charts/small/metric_chart.h"

#include "ui/charts/base/axis.h"
#include "ui/charts/base/chart_paint.h"
#include "ui/theme/theme.h"
#include "ui/widgets/value_text.h"

#include <QChart>
#include <QGraphicsLayout>
#include <QLineSeries>
#include <QValueAxis>

#include <algorithm>
#include <cmath>

namespace attune::ui {

namespace {

constexpr int wantedTicks = 3;

/// Puts the axis' ticks where ticksOf() has them.
void setRange(QValueAxis *axis, const AxisRange &range, AxisLabels labels)
{
    const std::vector<AxisTick> ticks = ticksOf({{}, range, labels, {}}, wantedTicks);
    axis->setRange(range.min, range.max);
    if (ticks.size() < 2)
        return;
    const double step = ticks[1].value - ticks[0].value;
    axis->setTickType(QValueAxis::TicksDynamic);
    axis->setTickAnchor(ticks.front().value);
    axis->setTickInterval(step);
    const int decimals = std::max(0, static_cast<int>(-std::floor(std::log10(step) + 1e-9)));
    axis->setLabelFormat(decimals > 6 ? QStringLiteral("%.2g")
                                      : QStringLiteral("%.%1f").arg(decimals));
}

} // namespace

MetricChart::MetricChart(QWidget *parent)
    : QChartView(parent), m_line(new QLineSeries), m_against(new QLineSeries), m_x(new QValueAxis),
      m_y(new QValueAxis)
{
    auto *chart = new QChart;
    chart->setBackgroundVisible(false);
    chart->setMargins({0, 0, 0, 0});
    chart->layout()->setContentsMargins(0, 0, 0, 0);
    chart->legend()->hide();
    chart->addAxis(m_x, Qt::AlignBottom);
    chart->addAxis(m_y, Qt::AlignLeft);
    for (QLineSeries *line : {m_against, m_line}) {
        chart->addSeries(line);
        line->attachAxis(m_x);
        line->attachAxis(m_y);
    }
    setChart(chart);
    setFrameShape(QFrame::NoFrame);
    setBackgroundBrush(Qt::NoBrush);
    viewport()->setAutoFillBackground(false);
    setRenderHint(QPainter::Antialiasing);
    setFixedHeight(sizeHint().height());
    applyPalette();
}

void MetricChart::setSeries(const MetricSeries &series, const QColor &color,
                            const std::optional<double> &against)
{
    QList<QPointF> points;
    double lowX = HUGE_VAL;
    double highX = -HUGE_VAL;
    double lowY = HUGE_VAL;
    double highY = -HUGE_VAL;
    for (const MetricPoint &point : envelopeOf(series.points)) {
        if (!std::isfinite(point.value))
            continue;
        points << QPointF(double(point.step), point.value);
        lowX = std::min(lowX, double(point.step));
        highX = std::max(highX, double(point.step));
        lowY = std::min(lowY, point.value);
        highY = std::max(highY, point.value);
    }
    const bool isCompared = against && std::isfinite(*against) && !points.isEmpty();
    if (isCompared) {
        lowY = std::min(lowY, *against);
        highY = std::max(highY, *against);
    }
    m_line->setPen(QPen(color, 1.8));
    m_line->setPointsVisible(points.size() == 1);
    m_line->replace(points);
    AxisRange steps = niceRange(lowX, highX, AxisScale::Linear, wantedTicks);
    if (lowX == highX) // a single step
        steps = {lowX - 1.0, highX + 1.0};
    if (!isCompared)
        m_against->clear();
    else if (lowX == highX) // a line needs a length
        m_against->replace({QPointF(steps.min, *against), QPointF(steps.max, *against)});
    else
        m_against->replace({QPointF(lowX, *against), QPointF(highX, *against)});
    setRange(m_x, steps, AxisLabels::Whole);
    setRange(m_y, niceRange(lowY, highY, AxisScale::Linear, wantedTicks), AxisLabels::Numbers);
    const QString name = QString::fromStdString(series.metric);
    chart()->setTitle(name);
    setAccessibleName(name);
    if (series.points.empty())
        return;
    QString description = tr("%n readings, the last is %1", nullptr, int(series.points.size()))
                              .arg(valueText(series.points.back().value));
    if (isCompared)
        description += tr("; stopped, compared with %1").arg(valueText(*against));
    setAccessibleDescription(description);
}

void MetricChart::applyPalette()
{
    const Colors &colors = colorsOf(palette());
    for (QValueAxis *axis : {m_x, m_y}) {
        axis->setLabelsFont(uiFont(-1.5));
        axis->setLabelsColor(colors.dimText);
        axis->setLinePen(QPen(colors.line, 1));
        axis->setGridLineVisible(axis == m_y);
        axis->setGridLinePen(QPen(faintGrid(colors), 1));
    }
    m_y->setLineVisible(false);
    m_against->setPen(QPen(colors.dimText, 1.4, Qt::DashLine));
    chart()->setTitleFont(uiFont(-0.5));
    chart()->setTitleBrush(colors.dimText);
}

void MetricChart::changeEvent(QEvent *event)
{
    QChartView::changeEvent(event);
    if (event->type() == QEvent::PaletteChange && m_x)
        applyPalette();
}

} // namespace attune::ui
