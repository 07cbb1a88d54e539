// SPDX-FileCopyrightText: 2026 The Attune developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/study/metric_series.h"

#include <QChartView>

#include <optional>

class QLineSeries;
class QValueAxis;

namespace attune::ui {

/// A small line chart of one metric of one trial.
class MetricChart : public QChartView
{
    Q_OBJECT

public:
    explicit MetricChart(QWidget *parent = nullptr);

    /// `against`: the value that a stopped trial was compared with, drawn as a dashed line.
    void setSeries(const MetricSeries &series, const QColor &color,
                   const std::optional<double> &against = std::nullopt);
    [[nodiscard]] QSize sizeHint() const override { return {320, 132}; }

protected:
    void changeEvent(QEvent *event) override;

private:
    void applyPalette();

    QLineSeries *m_line = nullptr;
    QLineSeries *m_against = nullptr;
    QValueAxis *m_x = nullptr;
    QValueAxis *m_y = nullptr;
};

} // namespace attune::ui
