// SPDX-FileCopyrightText: 2026 The Attune developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/study/trial.h"
#include "ui/charts/base/axis.h"

#include <QChartView>
#include <QStringList>

#include <optional>
#include <set>

class QCategoryAxis;
class QMenu;
class QToolButton;

namespace attune::ui {

class TrialSelection;

/// What a chart shows, as rows and columns, for "Show as Table".
struct ChartTable
{
    QStringList headers;
    std::vector<QStringList> rows;
};

/// The base of all charts of trials: Qt Charts lays out and draws axes and grid; what lies in the
/// plot area is painted by the chart itself. Hover and click go to the one selection of the window;
/// wheel and drag zoom.
class ChartView : public QChartView
{
    Q_OBJECT

public:
    /// `selection` is borrowed and may be null (pictures without a window).
    explicit ChartView(TrialSelection *selection, QWidget *parent = nullptr);

    /// The chart in words, for assistive technology and for a caption.
    [[nodiscard]] virtual QString summary() const = 0;
    [[nodiscard]] virtual ChartTable table() const = 0;

    /// Whole words for the heading of an exported picture and of the table.
    void setCaption(const QString &caption) { m_caption = caption; }
    [[nodiscard]] QString caption() const { return m_caption; }
    /// Shown instead of axes while there is nothing to draw.
    void setEmptyText(const QString &text);
    [[nodiscard]] bool isEmpty() const { return m_isEmpty; }
    [[nodiscard]] QString emptyText() const { return m_emptyText; }

    /// What is shown where; pixels of the viewport.
    [[nodiscard]] PlotMapping mapping() const;
    [[nodiscard]] bool isZoomed() const { return m_zoomX.has_value(); }
    void zoomTo(const AxisRange &x, const AxisRange &y);
    void resetZoom();

    /// Paints all of it, the caption included, at the widget's size. Vector devices get vectors.
    void paintTo(QPainter &painter, const QRectF &target);
    [[nodiscard]] QImage image(double ratio);
    /// Writes PNG (`ratio` pixels for each of the widget's), SVG or PDF by the file's ending. Fails
    /// with what went wrong.
    [[nodiscard]] Result<void> saveAs(const QString &path, double ratio);
    void copyAsImage();
    void showAsTable();

    /// Copy as Image, Save As, Show as Table, Reset Zoom.
    virtual void fillMenu(QMenu *menu);

Q_SIGNALS:
    void zoomChanged();

protected:
    /// The whole extent of the data; a zoom stays as it is.
    void setAxes(const AxisSpec &x, const AxisSpec &y);
    void setEmpty(bool isEmpty);
    /// Repaints the plot area; axes stay.
    void updatePlot();
    /// Updates what assistive technology reads.
    void announce();
    [[nodiscard]] TrialSelection *selection() const { return m_selection; }
    /// True while painting to a picture: everything must be painted, nothing from a cache.
    [[nodiscard]] bool isExporting() const { return m_isExporting; }

    /// The plot area's content; clipped to it. `painter` has viewport coordinates.
    virtual void paintPlot(QPainter &painter, const PlotMapping &mapping) = 0;
    /// The trial whose mark or line is near, to hover and to click.
    [[nodiscard]] virtual std::optional<int> trialAt(QPointF pixel) const = 0;
    /// The states that an exported picture explains.
    [[nodiscard]] virtual std::set<TrialState> shownStates() const { return {}; }
    /// The trials whose marks lie in `area`, to select with Shift and drag.
    [[nodiscard]] virtual std::set<int> trialsIn(const QRectF &area) const;
    /// What the hover card says of a trial, the first line as its heading.
    [[nodiscard]] virtual QStringList cardOf(int trial, QPointF pixel) const = 0;
    /// After every change of what is shown where: zoom, size, axes, palette.
    virtual void mappingChanged() {}

    void drawForeground(QPainter *painter, const QRectF &rect) override;
    void resizeEvent(QResizeEvent *event) override;
    void changeEvent(QEvent *event) override;
    void mouseMoveEvent(QMouseEvent *event) override;
    void mousePressEvent(QMouseEvent *event) override;
    void mouseReleaseEvent(QMouseEvent *event) override;
    void mouseDoubleClickEvent(QMouseEvent *event) override;
    void wheelEvent(QWheelEvent *event) override;
    void leaveEvent(QEvent *event) override;
    void focusInEvent(QFocusEvent *event) override;
    void focusOutEvent(QFocusEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    void contextMenuEvent(QContextMenuEvent *event) override;

private:
    void applyPalette();
    void applyAxes();
    void makeRoomForLastLabel(const AxisSpec &x);
    [[nodiscard]] int tickCountX() const;
    void zoomAround(QPointF pixel, double factor);
    void endDrag(const QRectF &dragged, Qt::KeyboardModifiers modifiers);
    void click(QPointF pixel, Qt::KeyboardModifiers modifiers);
    void paintEmpty(QPainter &painter) const;
    void paintHover(QPainter &painter) const;
    [[nodiscard]] QRectF plotArea() const;

    TrialSelection *m_selection = nullptr;
    QCategoryAxis *m_axisX = nullptr;
    QCategoryAxis *m_axisY = nullptr;
    QToolButton *m_resetButton = nullptr;
    AxisSpec m_x;
    AxisSpec m_y;
    std::optional<AxisRange> m_zoomX;
    std::optional<AxisRange> m_zoomY;
    QString m_caption;
    QString m_emptyText;
    std::optional<QPointF> m_pointer;
    std::optional<QPointF> m_dragStart;
    bool m_isEmpty = true;
    bool m_isExporting = false;
};

} // namespace attune::ui
