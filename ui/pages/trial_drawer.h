// SPDX-FileCopyrightText: 2026 The Attune developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/study/metric_series.h"
#include "core/study/trial.h"
#include "ui/widgets/panel.h"

#include <map>
#include <optional>
#include <string>

class QGridLayout;
class QLabel;
class QScrollArea;
class QStackedWidget;
class QVBoxLayout;

namespace attune::ui {

class FittedText;
class LogView;
class MetricChart;
class SegmentedControl;
class StateBadge;
class StudyGateway;
class StudyModel;
class TrialActions;
class TrialRuns;
class TrialSelection;

/// All there is to know of the current trial: values, curves, how it ran, its command and
/// environment, and its log as it is written.
class TrialDrawer : public Panel
{
    Q_OBJECT

public:
    /// All are borrowed.
    TrialDrawer(StudyModel *model, TrialSelection *selection, StudyGateway *gateway,
                TrialActions *actions, QWidget *parent = nullptr);

Q_SIGNALS:
    void closed();

protected:
    void changeEvent(QEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;

private:
    void buildHeader(TrialActions *actions);
    [[nodiscard]] QWidget *buildSummary();
    void showTrial();
    void update(const std::vector<int> &numbers);
    void followBest();
    void updateTexts();
    [[nodiscard]] QString objectivesText(const Trial &trial) const;
    void updateLog();
    void fetchRuns();
    void fetchCurves();
    void showCurves(const std::vector<MetricSeries> &series);

    bool m_isShownAsBest = false;
    /// The trial that was stopped for another objective than the present one.
    std::optional<int> m_judgedBefore;
    StudyModel *m_model = nullptr;
    TrialSelection *m_selection = nullptr;
    StudyGateway *m_gateway = nullptr;
    StateBadge *m_badge = nullptr;
    SegmentedControl *m_pages = nullptr;
    QStackedWidget *m_stack = nullptr;
    QLabel *m_sentence = nullptr;
    QLabel *m_objective = nullptr;
    QGridLayout *m_values = nullptr;
    TrialRuns *m_runs = nullptr;
    /// What m_runs shows, and what the trial was worth then.
    std::pair<std::vector<Run>, std::vector<std::optional<double>>> m_fetched;
    QVBoxLayout *m_curves = nullptr;
    std::map<std::string, MetricChart *> m_charts;
    QGridLayout *m_facts = nullptr;
    FittedText *m_command = nullptr;
    FittedText *m_environment = nullptr;
    QLabel *m_note = nullptr;
    LogView *m_log = nullptr;
};

} // namespace attune::ui
