// SPDX-FileCopyrightText: 2026 The Attune developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/charts/base/chart_view.h"

#include "ui/charts/base/chart_export.h"
#include "ui/charts/base/chart_paint.h"
#include "ui/charts/base/chart_table_dialog.h"
#include "ui/selection/trial_selection.h"
#include "ui/theme/style_painting.h"
#include "ui/theme/theme.h"

#include <QCategoryAxis>
#include <QChart>
#include <QGraphicsLayout>
#include <QLineSeries>
#include <QMenu>
#include <QToolButton>

#include <cmath>

namespace attune::ui {

namespace {

constexpr double pixelsPerTickX = 90.0;
constexpr double pixelsPerTickY = 48.0;
constexpr int captionHeight = 44; // of an exported picture

/// Axis positions in Qt Charts are positions along the axis, 0 to 1: the scale is ours.
void setTicks(QCategoryAxis *axis, const AxisSpec &spec, int wanted)
{
    for (const QString &label : axis->categoriesLabels())
        axis->remove(label);
    axis->setTitleText(spec.title);
    axis->setTitleVisible(!spec.title.isEmpty());
    axis->setRange(0.0, 1.0);
    axis->setStartValue(-1.0);
    for (const AxisTick &tick : ticksOf(spec, wanted))
        axis->append(tick.label, spec.range.toUnit(tick.value));
}

QCategoryAxis *addAxis(QChart *chart, QLineSeries *anchor, Qt::Alignment side)
{
    auto *axis = new QCategoryAxis;
    axis->setLabelsPosition(QCategoryAxis::AxisLabelsPositionOnValue);
    axis->setTruncateLabels(false);
    chart->addAxis(axis, side);
    anchor->attachAxis(axis);
    return axis;
}

} // namespace

ChartView::ChartView(TrialSelection *selection, QWidget *parent)
    : QChartView(parent), m_selection(selection)
{
    auto *chart = new QChart;
    chart->setBackgroundVisible(false);
    // Half a tick label is above and beside the plot, and the ring around a mark at its edge.
    chart->setMargins({0, spaceS + 2, spaceM, 0});
    chart->layout()->setContentsMargins(0, 0, 0, 0);
    chart->legend()->hide();
    auto *anchor = new QLineSeries; // axes need a series to belong to; this one is never seen
    chart->addSeries(anchor);
    m_axisX = addAxis(chart, anchor, Qt::AlignBottom);
    m_axisY = addAxis(chart, anchor, Qt::AlignLeft);
    setChart(chart);
    setFrameShape(QFrame::NoFrame);
    setBackgroundBrush(Qt::NoBrush);
    viewport()->setAutoFillBackground(false);
    setRenderHint(QPainter::Antialiasing);
    setViewportUpdateMode(QGraphicsView::SmartViewportUpdate);
    viewport()->setMouseTracking(true);
    setFocusPolicy(Qt::StrongFocus);
    setMinimumSize(200, 120);

    m_resetButton = new QToolButton(this);
    m_resetButton->setText(tr("Reset Zoom"));
    m_resetButton->setFont(uiFont(-1));
    m_resetButton->hide();
    connect(m_resetButton, &QToolButton::clicked, this, &ChartView::resetZoom);
    connect(chart, &QChart::plotAreaChanged, this, [this] {
        mappingChanged();
        updatePlot(); // Qt Charts asks for its moved lines only
    });
    if (selection) {
        connect(selection, &TrialSelection::hoveredChanged, this, &ChartView::updatePlot);
        connect(selection, &TrialSelection::currentChanged, this, &ChartView::updatePlot);
        connect(selection, &TrialSelection::selectedChanged, this, &ChartView::updatePlot);
    }
    applyPalette();
    setEmpty(true);
}

void ChartView::setEmptyText(const QString &text)
{
    m_emptyText = text;
    updatePlot();
}

void ChartView::setEmpty(bool isEmpty)
{
    m_isEmpty = isEmpty;
    m_axisX->setVisible(!isEmpty);
    m_axisY->setVisible(!isEmpty);
    updatePlot();
}

QRectF ChartView::plotArea() const
{
    return chart()->plotArea();
}

PlotMapping ChartView::mapping() const
{
    return {plotArea(), m_zoomX.value_or(m_x.range), m_zoomY.value_or(m_y.range)};
}

void ChartView::setAxes(const AxisSpec &x, const AxisSpec &y)
{
    const bool isOtherScale = x.range.scale != m_x.range.scale ||
                              y.range.scale != m_y.range.scale || x.title != m_x.title;
    if (x == m_x && y == m_y)
        return;
    m_x = x;
    m_y = y;
    if (isOtherScale) // a zoom into other units has no meaning
        resetZoom();
    applyAxes();
}

int ChartView::tickCountX() const
{
    return std::max(2, int(width() / pixelsPerTickX));
}

void ChartView::applyAxes()
{
    const PlotMapping shown = mapping();
    AxisSpec x = m_x;
    x.range = shown.x;
    AxisSpec y = m_y;
    y.range = shown.y;
    setTicks(m_axisX, x, tickCountX());
    makeRoomForLastLabel(x);
    setTicks(m_axisY, y, std::max(2, int(height() / pixelsPerTickY)));
    m_resetButton->setVisible(isZoomed());
    m_resetButton->adjustSize();
    m_resetButton->move(width() - m_resetButton->width() - spaceXs, spaceXs);
    mappingChanged();
    updatePlot();
}

/// Half of the last label is beyond its tick: the plot ends early enough for all of it.
void ChartView::makeRoomForLastLabel(const AxisSpec &x)
{
    const std::vector<AxisTick> ticks = ticksOf(x, tickCountX());
    QMargins margins = chart()->margins();
    double beyond = 0.0;
    if (!ticks.empty()) {
        const double rest = (1.0 - x.range.toUnit(ticks.back().value)) * plotArea().width();
        beyond = QFontMetricsF(uiFont(-1)).horizontalAdvance(ticks.back().label) / 2.0 - rest;
    }
    margins.setRight(std::max(spaceM, int(std::ceil(beyond)) + 2));
    if (margins != chart()->margins())
        chart()->setMargins(margins);
}

void ChartView::zoomTo(const AxisRange &x, const AxisRange &y)
{
    m_zoomX = x;
    m_zoomY = y;
    applyAxes();
    Q_EMIT zoomChanged();
}

void ChartView::resetZoom()
{
    if (!isZoomed())
        return;
    m_zoomX.reset();
    m_zoomY.reset();
    applyAxes();
    Q_EMIT zoomChanged();
}

void ChartView::updatePlot()
{
    viewport()->update();
}

void ChartView::announce()
{
    setAccessibleName(m_caption);
    setAccessibleDescription(summary());
}

void ChartView::applyPalette()
{
    const Colors &colors = colorsOf(palette());
    for (QCategoryAxis *axis : {m_axisX, m_axisY}) {
        axis->setLabelsFont(uiFont(-1));
        axis->setLabelsColor(colors.dimText);
        axis->setTitleFont(uiFont(-1));
        axis->setTitleBrush(colors.dimText);
        axis->setLinePen(QPen(colors.line, 1));
        axis->setGridLineVisible(axis == m_axisY);
        axis->setGridLinePen(QPen(faintGrid(colors), 1));
    }
    m_axisY->setLineVisible(false);
    mappingChanged();
    updatePlot();
}

void ChartView::drawForeground(QPainter *painter, const QRectF &)
{
    if (m_isEmpty) {
        paintEmpty(*painter);
        return;
    }
    const PlotMapping shown = mapping();
    painter->save();
    painter->setClipRect(withMarks(shown.area));
    paintPlot(*painter, shown);
    painter->restore();
    if (m_isExporting)
        return;
    paintHover(*painter);
    if (hasFocus() && window()->testAttribute(Qt::WA_KeyboardFocusChange))
        painting::focusRing(*painter, viewport()->rect(), palette());
}

void ChartView::paintEmpty(QPainter &painter) const
{
    painter.setPen(colorsOf(palette()).dimText);
    painter.setFont(uiFont());
    painter.drawText(QRectF(viewport()->rect()).adjusted(spaceXl, 0, -spaceXl, 0),
                     Qt::AlignCenter | Qt::TextWordWrap, m_emptyText);
}

void ChartView::paintHover(QPainter &painter) const
{
    if (m_dragStart && m_pointer) {
        paintRubberBand(painter, QRectF(*m_dragStart, *m_pointer).normalized() & plotArea(),
                        colorsOf(palette()));
        return;
    }
    if (!m_selection || !m_selection->hovered() || !m_pointer)
        return;
    const QStringList lines = cardOf(*m_selection->hovered(), *m_pointer);
    if (!lines.isEmpty())
        paintCard(painter, lines, *m_pointer, plotArea(), colorsOf(palette()));
}

void ChartView::resizeEvent(QResizeEvent *event)
{
    QChartView::resizeEvent(event);
    applyAxes();
}

void ChartView::changeEvent(QEvent *event)
{
    QChartView::changeEvent(event);
    if (event->type() == QEvent::PaletteChange || event->type() == QEvent::FontChange)
        applyPalette();
}

void ChartView::fillMenu(QMenu *menu)
{
    menu->addAction(tr("Copy as Image"), this, &ChartView::copyAsImage);
    menu->addAction(tr("Save as Picture…"), this, [this] { saveChartWithDialog(this); });
    menu->addAction(tr("Show as Table"), this, &ChartView::showAsTable);
    menu->addSeparator();
    QAction *reset = menu->addAction(tr("Reset Zoom"), this, &ChartView::resetZoom);
    reset->setEnabled(isZoomed());
}

void ChartView::paintTo(QPainter &painter, const QRectF &target)
{
    const Colors &colors = colorsOf(palette());
    const QMargins margins = chart()->margins();
    m_isExporting = true;
    m_resetButton->hide();
    chart()->setMargins({spaceS, captionHeight, spaceL, spaceS});
    chart()->layout()->activate();
    painter.fillRect(target, colors.panel);
    render(&painter, target, viewport()->rect(), Qt::IgnoreAspectRatio);
    painter.setFont(headingFont());
    painter.setPen(colors.text);
    painter.drawText(target.adjusted(spaceL, spaceM, 0, 0), Qt::AlignLeft | Qt::AlignTop,
                     m_caption);
    paintLegend(painter, target.topRight() + QPointF(-spaceL, spaceM), shownStates(), colors);
    chart()->setMargins(margins);
    chart()->layout()->activate();
    m_isExporting = false;
    m_resetButton->setVisible(isZoomed());
}

QImage ChartView::image(double ratio)
{
    QImage picture((QSizeF(viewport()->size()) * ratio).toSize(),
                   QImage::Format_ARGB32_Premultiplied);
    picture.setDevicePixelRatio(ratio);
    QPainter painter(&picture);
    painter.setRenderHint(QPainter::Antialiasing);
    paintTo(painter, viewport()->rect());
    return picture;
}

Result<void> ChartView::saveAs(const QString &path, double ratio)
{
    return saveChart(this, path, ratio);
}

void ChartView::copyAsImage()
{
    copyChart(this);
}

void ChartView::showAsTable()
{
    auto *dialog = new ChartTableDialog(m_caption, table(), window());
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->open();
}

} // namespace attune::ui
