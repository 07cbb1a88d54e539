// SPDX-FileCopyrightText: 2026 The Attune developers
// SPDX-License-Identifier: GPL-3.0-or-later
// What pointer and keys do in a chart: hover, select, zoom.
#include "ui/charts/base/chart_view.h"

#include "ui/selection/trial_selection.h"

#include <QMenu>
#include <QWheelEvent>

#include <cmath>

namespace attune::ui {

namespace {

constexpr int dragThreshold = 6;

} // namespace

void ChartView::zoomAround(QPointF pixel, double factor)
{
    const PlotMapping shown = mapping();
    const double x = (pixel.x() - shown.area.left()) / shown.area.width();
    const double y = (shown.area.bottom() - pixel.y()) / shown.area.height();
    const AxisRange zoomedX = shown.x.part(x - x * factor, x + (1.0 - x) * factor);
    const AxisRange zoomedY = shown.y.part(y - y * factor, y + (1.0 - y) * factor);
    // Zoomed out to the whole extent or more: that is no zoom.
    if (m_x.range.toUnit(zoomedX.min) <= 0.0 && m_x.range.toUnit(zoomedX.max) >= 1.0)
        resetZoom();
    else if (std::abs(m_x.range.toUnit(zoomedX.max) - m_x.range.toUnit(zoomedX.min)) > 1e-6)
        zoomTo(zoomedX, zoomedY);
}

void ChartView::mouseMoveEvent(QMouseEvent *event)
{
    m_pointer = event->position();
    if (m_dragStart) {
        updatePlot();
        return;
    }
    if (m_selection && !m_isEmpty)
        m_selection->setHovered(trialAt(*m_pointer));
    viewport()->setCursor(m_selection && m_selection->hovered() ? Qt::PointingHandCursor
                                                                : Qt::ArrowCursor);
    updatePlot();
}

void ChartView::mousePressEvent(QMouseEvent *event)
{
    if (event->button() == Qt::LeftButton && !m_isEmpty)
        m_dragStart = event->position();
}

void ChartView::mouseReleaseEvent(QMouseEvent *event)
{
    if (event->button() != Qt::LeftButton || !m_dragStart)
        return;
    const QRectF dragged = QRectF(*m_dragStart, event->position()).normalized() & mapping().area;
    const QPointF moved = event->position() - *m_dragStart;
    m_dragStart.reset();
    if (moved.manhattanLength() < dragThreshold) {
        click(event->position(), event->modifiers());
    } else if (dragged.width() > dragThreshold && dragged.height() > dragThreshold) {
        endDrag(dragged, event->modifiers());
    }
    updatePlot();
}

void ChartView::endDrag(const QRectF &dragged, Qt::KeyboardModifiers modifiers)
{
    if (modifiers.testFlag(Qt::ShiftModifier) && m_selection) {
        m_selection->setSelected(trialsIn(dragged));
        return;
    }
    const PlotMapping shown = mapping();
    const QPointF low = shown.fromPixel(dragged.bottomLeft());
    const QPointF high = shown.fromPixel(dragged.topRight());
    zoomTo({low.x(), high.x(), shown.x.scale}, {low.y(), high.y(), shown.y.scale});
}

std::set<int> ChartView::trialsIn(const QRectF &) const
{
    return {};
}

void ChartView::click(QPointF pixel, Qt::KeyboardModifiers modifiers)
{
    const std::optional<int> trial = trialAt(pixel);
    if (!m_selection || !trial)
        return;
    std::set<int> selected;
    if (modifiers.testFlag(Qt::ControlModifier)) {
        selected = m_selection->selected();
        if (selected.erase(*trial) > 0) {
            m_selection->setSelected(std::move(selected));
            return;
        }
    }
    selected.insert(*trial);
    m_selection->setSelected(std::move(selected));
    m_selection->setCurrent(trial);
}

void ChartView::mouseDoubleClickEvent(QMouseEvent *)
{
    m_dragStart.reset();
    resetZoom();
}

void ChartView::wheelEvent(QWheelEvent *event)
{
    if (m_isEmpty || !mapping().area.contains(event->position())) {
        event->ignore();
        return;
    }
    zoomAround(event->position(), std::pow(0.8, event->angleDelta().y() / 120.0));
    event->accept();
}

void ChartView::leaveEvent(QEvent *event)
{
    QChartView::leaveEvent(event);
    m_pointer.reset();
    if (m_selection)
        m_selection->setHovered(std::nullopt);
    updatePlot();
}

void ChartView::focusInEvent(QFocusEvent *event)
{
    QChartView::focusInEvent(event);
    updatePlot();
}

void ChartView::focusOutEvent(QFocusEvent *event)
{
    QChartView::focusOutEvent(event);
    updatePlot();
}

void ChartView::keyPressEvent(QKeyEvent *event)
{
    switch (event->key()) {
    case Qt::Key_Plus:
    case Qt::Key_Equal:
        zoomAround(mapping().area.center(), 0.8);
        return;
    case Qt::Key_Minus:
        zoomAround(mapping().area.center(), 1.25);
        return;
    case Qt::Key_0:
        resetZoom();
        return;
    case Qt::Key_Escape:
        if (isZoomed()) {
            resetZoom();
            return;
        }
        break;
    default:
        break;
    }
    event->ignore();
}

void ChartView::contextMenuEvent(QContextMenuEvent *event)
{
    QMenu menu(this);
    fillMenu(&menu);
    menu.exec(event->globalPos());
}

} // namespace attune::ui
