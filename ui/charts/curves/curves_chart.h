// SPDX-FileCopyrightText: 2026 The Attune developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/charts/base/chart_view.h"
#include "ui/charts/base/dense_layer.h"
#include "ui/charts/curves/curves_painter.h"

#include <set>

namespace attune::ui {

class StudyModel;

/// Learning curves: one line per trial, any metric against step, seconds or time of day.
class CurvesChart : public ChartView
{
    Q_OBJECT

public:
    /// Both are borrowed; `selection` may be null.
    CurvesChart(StudyModel *model, TrialSelection *selection, QWidget *parent = nullptr);

    void setMetric(const QString &metric);
    [[nodiscard]] QString metricName() const;
    void setX(CurveX x);
    [[nodiscard]] CurveX x() const { return m_options.x; }
    void setSmoothing(double weight);
    [[nodiscard]] double smoothing() const { return m_options.smoothing; }
    void setClipping(Clipping clipping);
    [[nodiscard]] Clipping clipping() const { return m_clipping; }
    /// A trial with one reading is a dot, where there are no curves either; else a sentence says
    /// so.
    void drawSingles();
    void setScales(AxisScale x, AxisScale y);
    [[nodiscard]] AxisScale scaleX() const { return m_scaleX; }
    [[nodiscard]] AxisScale scaleY() const { return m_scaleY; }
    /// Only these trials; all when empty.
    void setShownTrials(const std::set<int> &trials);

    [[nodiscard]] QString summary() const override;
    [[nodiscard]] ChartTable table() const override;
    void fillMenu(QMenu *menu) override;
    /// Paints the crowd at once instead of bit by bit.
    void finishPainting() { m_crowd.finish(); }

protected:
    void paintPlot(QPainter &painter, const PlotMapping &mapping) override;
    [[nodiscard]] std::optional<int> trialAt(QPointF pixel) const override;
    [[nodiscard]] std::set<TrialState> shownStates() const override;
    [[nodiscard]] QStringList cardOf(int trial, QPointF pixel) const override;
    void mappingChanged() override;

private:
    void rebuild();
    void updateCurves(const std::vector<int> &numbers);
    void updateStates(const std::vector<int> &numbers);
    void updateAxes();
    /// In place of curves: where there are no values, and where each trial has one only.
    [[nodiscard]] QString nothingText() const;
    [[nodiscard]] QString singlesText() const;
    void restartCrowd(DenseLayer::Former former);
    [[nodiscard]] Curve makeCurve(int trial) const;
    [[nodiscard]] bool isInCrowd(const Curve &curve) const;
    [[nodiscard]] bool isShown(int trial) const;
    [[nodiscard]] CurvePainting painting(const PlotMapping &mapping) const;
    void updateLeading();
    void paintEmphasized(QPainter &painter, const CurvePainting &painting) const;
    void paintOne(QPainter &painter, std::optional<int> trial, CurveEmphasis emphasis,
                  const CurvePainting &painting) const;

    StudyModel *m_model = nullptr;
    CurveOptions m_options;
    bool m_areSinglesDrawn = false;
    Clipping m_clipping = Clipping::Outliers;
    AxisScale m_scaleX = AxisScale::Linear;
    AxisScale m_scaleY = AxisScale::Linear;
    bool m_hasOwnMetric = false; ///< chosen by the person, else the objective's
    std::set<int> m_shown;
    std::vector<Curve> m_curves; ///< index = trial
    std::vector<int> m_leading;  ///< the best few trials, best first
    std::vector<bool> m_isInCrowd;
    int m_crowdCount = 0;
    CrowdStyle m_crowdStyle;
    DenseLayer m_crowd;
};

} // namespace attune::ui
