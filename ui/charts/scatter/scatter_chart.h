// SPDX-FileCopyrightText: 2026 The Attune developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/charts/base/chart_view.h"
#include "ui/charts/base/dense_layer.h"
#include "ui/charts/scatter/scatter_data.h"

namespace attune::ui {

class StudyModel;

/// Any two columns of the trials against each other, colour and size by two more.
class ScatterChart : public ChartView
{
    Q_OBJECT

public:
    /// Both are borrowed; `selection` may be null.
    ScatterChart(StudyModel *model, TrialSelection *selection, QWidget *parent = nullptr);

    void setChoice(const ScatterChoice &choice);
    [[nodiscard]] const ScatterChoice &choice() const { return m_choice; }
    [[nodiscard]] const ScatterData &data() const { return m_data; }

    [[nodiscard]] QString summary() const override;
    [[nodiscard]] ChartTable table() const override;
    void fillMenu(QMenu *menu) override;
    void finishPainting() { m_crowd.finish(); }

Q_SIGNALS:
    /// The values behind colour and size are others now.
    void channelsChanged();

protected:
    void paintPlot(QPainter &painter, const PlotMapping &mapping) override;
    [[nodiscard]] std::optional<int> trialAt(QPointF pixel) const override;
    [[nodiscard]] std::set<int> trialsIn(const QRectF &area) const override;
    [[nodiscard]] QStringList cardOf(int trial, QPointF pixel) const override;
    void mappingChanged() override;
    void showEvent(QShowEvent *event) override;

private:
    void rebuild();
    void rebuildWhenSeen();
    /// How many are beyond the axes, in words; empty for none.
    [[nodiscard]] QString beyondText() const;
    void place();
    [[nodiscard]] int indexOf(int trial) const;
    void paintPoint(QPainter &painter, const PlacedPoint &placed) const;
    void paintFront(QPainter &painter, const PlotMapping &mapping) const;
    void paintOver(QPainter &painter) const;

    StudyModel *m_model = nullptr;
    ScatterChoice m_choice;
    Clipping m_clipping = Clipping::Outliers;
    bool m_isStale = false; ///< the model changed while the chart was hidden
    ScatterData m_data;
    std::vector<PlacedPoint> m_placed; ///< by number of trial
    DenseLayer m_crowd;
};

} // namespace attune::ui
