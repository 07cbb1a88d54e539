// SPDX-FileCopyrightText: 2026 The Attune developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/pages/setup/set_up_section.h"

class QGridLayout;

namespace attune::ui {

class DimLabel;
class TestRunSession;

/// The rules by which metrics are read from the output, with what each finds in the last test run.
class MetricsSection : public SetUpSection
{
    Q_OBJECT

public:
    MetricsSection(StudyDocument *document, TestRunSession *testRun, QWidget *parent = nullptr);

protected:
    void refresh() override;

private:
    void buildRules();
    void rebuildRules();
    void addRule(std::size_t index);
    void addPatternFields(int row, std::size_t index);
    void showMatches();
    void addPreset(const QString &preset);
    [[nodiscard]] QString matchText(const MetricRule &rule) const;

    TestRunSession *m_testRun = nullptr;
    QWidget *m_rulesHolder = nullptr;
    QGridLayout *m_rules = nullptr;
    QLabel *m_emptyHint = nullptr;
    FieldProblems *m_ruleProblems = nullptr;
    std::vector<MetricRule> m_shown;
    std::vector<DimLabel *> m_matches; ///< one per rule
};

} // namespace attune::ui
