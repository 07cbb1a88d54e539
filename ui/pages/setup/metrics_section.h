// SPDX-FileCopyrightText: 2026 The Attune developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/pages/setup/set_up_section.h"

class QComboBox;
class QGridLayout;
class QSpinBox;

namespace attune::ui {

class DimLabel;
class SegmentedControl;
class TestRunSession;

/// The rules by which metrics are read from the output, with what each finds in the last test run,
/// and which of them is the objective.
class MetricsSection : public SetUpSection
{
    Q_OBJECT

public:
    MetricsSection(StudyDocument *document, TestRunSession *testRun, QWidget *parent = nullptr);

protected:
    void refresh() override;

private:
    void buildRules();
    void buildObjective();
    void rebuildRules();
    void addRule(std::size_t index);
    void addPatternFields(int row, std::size_t index);
    void showMatches();
    void refreshObjective();
    void addPreset(const QString &preset);
    void setObjective(const QString &text, const std::function<void(Objective &)> &edit);
    [[nodiscard]] QStringList metricNames() const;
    [[nodiscard]] QString matchText(const MetricRule &rule) const;

    TestRunSession *m_testRun = nullptr;
    QWidget *m_rulesHolder = nullptr;
    QGridLayout *m_rules = nullptr;
    QLabel *m_emptyHint = nullptr;
    FieldProblems *m_ruleProblems = nullptr;
    FieldProblems *m_objectiveProblems = nullptr;
    std::vector<MetricRule> m_shown;
    std::vector<DimLabel *> m_matches; ///< one per rule
    QComboBox *m_metric = nullptr;
    SegmentedControl *m_direction = nullptr;
    SegmentedControl *m_value = nullptr;
    QSpinBox *m_meanOf = nullptr;
};

} // namespace attune::ui
