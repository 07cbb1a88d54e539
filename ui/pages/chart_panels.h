// SPDX-FileCopyrightText: 2026 The Attune developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/widgets/panel.h"

#include <QString>

namespace attune::ui {

class ChartView;
class ChipButton;
class CurvesChart;
class HistoryChart;
class StudyModel;
class TrialSelection;

/// Learning curves with their choices: metric, x axis, smoothing, scales.
class CurvesPanel : public Panel
{
    Q_OBJECT

public:
    CurvesPanel(StudyModel *model, TrialSelection *selection, QWidget *parent = nullptr);
    [[nodiscard]] CurvesChart *chart() const { return m_chart; }

private:
    void addMetricChip();
    void addXChip();
    void addSmoothingChip();
    void updateMetrics();
    void restoreObjective();

    StudyModel *m_model = nullptr;
    CurvesChart *m_chart = nullptr;
    ChipButton *m_metricChip = nullptr;
    QString m_remembered;     ///< the objective chosen in an earlier session
    bool m_hasChosen = false; ///< a metric, in this session
};

/// The history with its choices.
class HistoryPanel : public Panel
{
    Q_OBJECT

public:
    HistoryPanel(StudyModel *model, TrialSelection *selection, QWidget *parent = nullptr);
    [[nodiscard]] HistoryChart *chart() const { return m_chart; }

private:
    void addObjectiveChip();
    void updateObjective();

    StudyModel *m_model = nullptr;
    HistoryChart *m_chart = nullptr;
    QString m_chosen;                      ///< objective, now or in an earlier session
    ChipButton *m_objectiveChip = nullptr; ///< only of use where there are several
};

/// The "..." chip with what every chart can do: copy, save, show as table, reset zoom.
[[nodiscard]] ChipButton *chartMenuChip(ChartView *chart);

} // namespace attune::ui
