// SPDX-FileCopyrightText: 2026 The Attune developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/study/mean_of_runs.h"
#include "core/study/trial.h"

#include <QWidget>

#include <vector>

class QGridLayout;
class QLabel;

namespace attune::ui {

/// The runs of a trial that is the mean of several, one below the other: fold and replicate, as far
/// as there are several, what it gave of the objective, how long it ran and how it ended. Hidden
/// for a trial of one run.
class TrialRuns : public QWidget
{
    Q_OBJECT

public:
    explicit TrialRuns(QWidget *parent = nullptr);

    /// `objective` is the name of the metric that `values` are of; a run without one has none.
    void show(const Trial &trial, const QString &objective, const std::vector<RunValue> &values);

private:
    void addRow(const QStringList &texts, const QString &help);

    QLabel *m_heading;
    QGridLayout *m_grid;
};

} // namespace attune::ui
