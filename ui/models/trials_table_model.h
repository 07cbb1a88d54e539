// SPDX-FileCopyrightText: 2026 The Attune developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/models/trial_columns.h"

#include <QAbstractTableModel>
#include <QTimer>

#include <vector>

namespace attune::ui {

/// All trials of a study as a table, one row per trial in order of number; columns as in
/// trialColumns(). Rows are only added, so that selections stay.
class TrialsTableModel : public QAbstractTableModel
{
    Q_OBJECT

public:
    enum Column { NumberColumn, StateColumn, ObjectiveColumn, CurveColumn, FirstSettingColumn };
    enum Role {
        StateRole = Qt::UserRole + 1, ///< int of TrialState
        IsBestRole,                   ///< or on the front
        IsMissedRole,                 ///< a requirement
        IsStarredRole,
        IsExcludedRole,
        CurveRole, ///< a TrialCurve
        ValueRole, ///< what it is sorted by: a number, a text, or nothing
        KindRole,  ///< int of TrialColumn::Kind
    };

    /// Borrows the model, which must live longer.
    explicit TrialsTableModel(const StudyModel *study, QObject *parent = nullptr);

    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

    [[nodiscard]] const std::vector<TrialColumn> &columns() const { return m_columns; }
    [[nodiscard]] const StudyModel &study() const { return *m_study; }
    [[nodiscard]] const Trial &trialAt(int row) const;
    /// What the column shows of a trial, for sorting and filtering.
    [[nodiscard]] std::optional<Value> value(int row, int column) const;

private:
    void updateColumns();
    void updateTrials(const std::vector<int> &numbers);
    void updateSeries(const std::vector<int> &numbers);
    void measureCurves(const std::vector<int> &numbers);
    void updateClocks();
    void announce(int row, int firstColumn, int lastColumn);
    [[nodiscard]] QVariant curve(const Trial &trial) const;

    const StudyModel *m_study = nullptr;
    std::vector<TrialColumn> m_columns;
    int m_rows = 0;
    std::vector<int> m_best; ///< the best, or the front
    std::size_t m_longestCurve = 1;
    QTimer m_clock; ///< the seconds of running trials go on
};

/// The objective's curve of a trial, for the delegate.
struct TrialCurve
{
    std::vector<double> values;
    double share = 1.0; ///< of the longest curve's length, in (0, 1]
};

} // namespace attune::ui

Q_DECLARE_METATYPE(attune::ui::TrialCurve)
