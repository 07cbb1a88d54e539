// SPDX-FileCopyrightText: 2026 The Attune developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/models/trial_columns.h"

#include <QAbstractTableModel>

#include <vector>

namespace attune::ui {

/// A few trials side by side: a row per thing known, a column per trial, and how far they differ.
class ComparisonModel : public QAbstractTableModel
{
    Q_OBJECT

public:
    enum Role { IsBestRole = Qt::UserRole + 1 };
    enum class Rows { All, OnlyDiffering };

    static constexpr std::size_t mostTrials = 8;

    /// Borrows the model.
    explicit ComparisonModel(const StudyModel *study, QObject *parent = nullptr);

    /// At most mostTrials are shown.
    void setTrials(std::vector<int> trials);
    [[nodiscard]] const std::vector<int> &trials() const { return m_trials; }
    void setRows(Rows rows);

    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    struct Row
    {
        QString title;
        QStringList texts;
        QString difference;
    };
    void rebuild();
    [[nodiscard]] Row rowOf(const TrialColumn &column) const;
    [[nodiscard]] QString differenceOf(const TrialColumn &column) const;

    const StudyModel *m_study = nullptr;
    std::vector<int> m_trials;
    Rows m_kind = Rows::OnlyDiffering;
    std::vector<Row> m_rows;
};

} // namespace attune::ui
