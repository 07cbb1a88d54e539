// SPDX-FileCopyrightText: 2026 The Attune developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/charts/base/chart_view.h"
#include "ui/charts/base/dense_layer.h"
#include "ui/charts/history/history_layout.h"

namespace attune::ui {

class StudyModel;

/// Objective against trial number, with the line of the best so far.
class HistoryChart : public ChartView
{
    Q_OBJECT

public:
    /// Both are borrowed; `selection` may be null.
    HistoryChart(StudyModel *model, TrialSelection *selection, QWidget *parent = nullptr);

    /// Of several objectives, the one to show; the first where the study has none of this name.
    void setObjective(const std::string &metric);
    /// The metric of the one that is shown.
    [[nodiscard]] QString objectiveName() const;

    void setClipping(Clipping clipping);
    [[nodiscard]] Clipping clipping() const { return m_clipping; }
    void setScaleY(AxisScale scale);
    [[nodiscard]] AxisScale scaleY() const { return m_scaleY; }

    [[nodiscard]] QString summary() const override;
    [[nodiscard]] ChartTable table() const override;
    void finishPainting() { m_crowd.finish(); }

protected:
    void paintPlot(QPainter &painter, const PlotMapping &mapping) override;
    [[nodiscard]] std::optional<int> trialAt(QPointF pixel) const override;
    [[nodiscard]] std::set<int> trialsIn(const QRectF &area) const override;
    [[nodiscard]] std::set<TrialState> shownStates() const override;
    [[nodiscard]] QStringList cardOf(int trial, QPointF pixel) const override;
    void mappingChanged() override;

private:
    void rebuild();
    [[nodiscard]] std::size_t shownObjective() const;
    void updateRunning(const std::vector<int> &numbers);
    void updateAxes();
    void place();
    void placeChanged();
    void restartCrowd(DenseLayer::Former former);
    [[nodiscard]] double markRadius() const;
    void paintMark(QPainter &painter, const PlacedMark &mark, double radius) const;
    /// How far the study has come; under the marks.
    void paintLaunched(QPainter &painter, const PlotMapping &mapping) const;
    void paintOver(QPainter &painter, const PlotMapping &mapping) const;
    [[nodiscard]] const PlacedMark *markOf(std::optional<int> trial) const;

    StudyModel *m_model = nullptr;
    std::string m_objective; ///< that a person chose, by its metric
    Clipping m_clipping = Clipping::Outliers;
    AxisScale m_scaleY = AxisScale::Linear;
    HistoryData m_data;
    std::vector<PlacedMark> m_marks;
    DenseLayer m_crowd;
};

} // namespace attune::ui
