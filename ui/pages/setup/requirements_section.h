// SPDX-FileCopyrightText: 2026 The Attune developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/pages/setup/set_up_section.h"

#include <vector>

class QComboBox;
class QLineEdit;
class QToolButton;

namespace attune::ui {

class TestRunSession;

/// The bounds on metrics that the best trial has to keep to.
class RequirementsSection : public SetUpSection
{
    Q_OBJECT

public:
    RequirementsSection(StudyDocument *document, TestRunSession *testRun,
                        QWidget *parent = nullptr);

protected:
    void refresh() override;

private:
    struct Row
    {
        QComboBox *metric = nullptr;
        QComboBox *sign = nullptr;
        QLineEdit *bound = nullptr;
    };

    void rebuild();
    void addRow(std::size_t index);
    void connectRow(const Row &row, QToolButton *remove, std::size_t index);
    void addRequirement();

    TestRunSession *m_testRun = nullptr;
    QLabel *m_hint = nullptr;
    std::vector<Row> m_rows;
};

} // namespace attune::ui
