// SPDX-FileCopyrightText: 2026 The Attune developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QStyledItemDelegate>

namespace attune::ui {

/// Chooses what a column of a table is used as.
class ColumnUseDelegate : public QStyledItemDelegate
{
    Q_OBJECT

public:
    /// The roles give the chosen ColumnUse and the list to choose from.
    ColumnUseDelegate(int useRole, int possibleUsesRole, QObject *parent);

    QWidget *createEditor(QWidget *parent, const QStyleOptionViewItem &option,
                          const QModelIndex &index) const override;
    void setEditorData(QWidget *editor, const QModelIndex &index) const override;
    void setModelData(QWidget *editor, QAbstractItemModel *model,
                      const QModelIndex &index) const override;

private:
    void takeChoice();

    int m_useRole;
    int m_possibleUsesRole;
};

} // namespace attune::ui
