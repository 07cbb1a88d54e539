// SPDX-FileCopyrightText: 2026 The Attune developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/ports/study_library.h"

#include <QAbstractTableModel>

#include <vector>

namespace attune::ui {

/// The columns of a table of trials, one a row, and what a study makes of them.
class TableColumnsModel : public QAbstractTableModel
{
    Q_OBJECT

public:
    enum Column { TitleColumn, UseColumn, NameColumn, RangeColumn, ValuesColumn, ColumnCount };
    enum Role { UseRole = Qt::UserRole, PossibleUsesRole }; ///< a ColumnUse as int; a list of them

    using QAbstractTableModel::QAbstractTableModel;

    void setTable(TableOfTrials table);
    void setStudyName(const QString &name);
    [[nodiscard]] const TableStudy &study() const { return m_study; }
    [[nodiscard]] const std::vector<TableColumn> &columns() const { return m_table.columns; }

    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation,
                                      int role) const override;
    [[nodiscard]] Qt::ItemFlags flags(const QModelIndex &index) const override;
    bool setData(const QModelIndex &index, const QVariant &value, int role) override;

Q_SIGNALS:
    /// The study that would be made is another one.
    void studyChanged();

private:
    void makeStudy();
    [[nodiscard]] QString rangeText(const TableColumn &column) const;
    [[nodiscard]] QString firstValues(std::size_t column) const;

    TableOfTrials m_table;
    TableStudy m_study;
    QString m_name;
};

/// What a column is used as, in a word or two.
[[nodiscard]] QString useText(ColumnUse use);

} // namespace attune::ui
