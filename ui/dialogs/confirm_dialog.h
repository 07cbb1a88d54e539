// SPDX-FileCopyrightText: 2026 The Attune developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/analysis/confirmation_race.h"

#include <QDialog>

class QFormLayout;
class QLabel;
class QPushButton;
class QTableWidget;

namespace attune::ui {

class NumberField;
class ProblemLabel;
class StudyGateway;

/// Asks how surely the best settings are to be known, and shows the race between them.
class ConfirmDialog : public QDialog
{
    Q_OBJECT

public:
    /// The gateway is borrowed and must outlive the dialog.
    explicit ConfirmDialog(StudyGateway *gateway, QWidget *parent = nullptr);

    /// Ends running reruns; they are gone on with when the same is asked again.
    void reject() override;

Q_SIGNALS:
    /// The settings of the trial that the race has named are to be exported.
    void exportWanted(int trial);

private:
    void build();
    static NumberField *addNumber(QFormLayout *form, const QString &label, const QString &name,
                                  double value, const QString &unit);
    [[nodiscard]] ConfirmationOptions options() const;
    void begin();
    void showStanding(const RaceStanding &standing);
    void end(const QString &reason);
    void setRunning(bool isRunning);

    StudyGateway *m_gateway;
    NumberField *m_contenders = nullptr;
    NumberField *m_confidence = nullptr;
    NumberField *m_rounds = nullptr;
    QTableWidget *m_table = nullptr;
    QLabel *m_finding = nullptr;
    ProblemLabel *m_problem = nullptr;
    QPushButton *m_begin = nullptr;
    QPushButton *m_export = nullptr; ///< visible once the race has named a trial
    int m_winner = -1;
    bool m_isRunning = false;
};

} // namespace attune::ui
