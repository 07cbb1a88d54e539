// SPDX-FileCopyrightText: 2026 The Attune developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/autotune/autotune.h"

#include <QDialog>

class QCheckBox;
class QGridLayout;
class QLabel;
class QPushButton;

namespace attune::ui {

/// What Attune would choose for a study, each with its reason and a tick; the person takes what
/// they like. The search follows from the ranges that are ticked.
class ChooseDialog : public QDialog
{
    Q_OBJECT

public:
    ChooseDialog(StudySettings settings, const Machine &machine, QWidget *parent = nullptr);

    /// The settings with everything that is ticked.
    [[nodiscard]] StudySettings chosen() const;

private:
    struct Row
    {
        ProposedChoice proposal;
        QCheckBox *tick = nullptr;
        QLabel *change = nullptr;
        QLabel *reason = nullptr;
    };

    [[nodiscard]] QWidget *makeList();
    void addHeading(QGridLayout *grid, const QString &text);
    void addRow(QGridLayout *grid, const ProposedChoice &proposal, std::vector<Row> &rows);
    void showRow(Row &row);
    [[nodiscard]] std::vector<ProposedChoice> ticked(const std::vector<Row> &rows) const;
    void followRanges();
    void count();

    StudySettings m_settings;
    Machine m_machine;
    std::vector<Row> m_ranges;
    std::vector<Row> m_search;
    QPushButton *m_apply = nullptr;
};

} // namespace attune::ui
