// SPDX-FileCopyrightText: 2026 The Attune developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/pages/setup/set_up_section.h"

#include <vector>

class QComboBox;
class QPushButton;
class QSpinBox;
class QToolButton;

namespace attune::ui {

class SegmentedControl;
class TestRunSession;

/// The metrics that a definition knows: those of its rules, those read in the test run, and those
/// that it asks for.
[[nodiscard]] QStringList knownMetrics(const StudySettings &settings,
                                       const TestRunSession &testRun);

/// Shows `names` in `metrics`, and `chosen` as the one.
void showMetrics(QComboBox &metrics, const QStringList &names, const QString &chosen);

/// What is optimized: one metric or several, each with its direction and the reading that counts.
class ObjectivesSection : public SetUpSection
{
    Q_OBJECT

public:
    ObjectivesSection(StudyDocument *document, TestRunSession *testRun, QWidget *parent = nullptr);

protected:
    void refresh() override;

private:
    struct Row
    {
        QComboBox *metric = nullptr;
        SegmentedControl *direction = nullptr;
        QToolButton *remove = nullptr;
        FieldProblems *problems = nullptr;
        SegmentedControl *value = nullptr;
        QSpinBox *meanOf = nullptr;
    };

    void rebuild(std::size_t count);
    void addRow(std::size_t index);
    void connectRow(const Row &row, std::size_t index);
    void showRow(const Row &row, std::size_t index, const QStringList &names);
    void addObjective();
    void setObjective(std::size_t index, const QString &text,
                      const std::function<void(Objective &)> &edit);

    TestRunSession *m_testRun = nullptr;
    QPushButton *m_add = nullptr;
    std::vector<Row> m_rows;
};

} // namespace attune::ui
