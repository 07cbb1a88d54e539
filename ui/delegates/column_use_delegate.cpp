// SPDX-FileCopyrightText: 2026 The Attune developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/delegates/column_use_delegate.h"

#include "ui/models/table_columns_model.h"

#include <QComboBox>

namespace attune::ui {

using namespace Qt::StringLiterals;

ColumnUseDelegate::ColumnUseDelegate(int useRole, int possibleUsesRole, QObject *parent)
    : QStyledItemDelegate(parent), m_useRole(useRole), m_possibleUsesRole(possibleUsesRole)
{}

QWidget *ColumnUseDelegate::createEditor(QWidget *parent, const QStyleOptionViewItem & /*option*/,
                                         const QModelIndex &index) const
{
    auto *choice = new QComboBox(parent);
    const QString title = index.siblingAtColumn(TableColumnsModel::TitleColumn).data().toString();
    choice->setObjectName(u"use-"_s + title);
    choice->setAccessibleName(tr("Use of %1").arg(title));
    for (const QVariant &use : index.data(m_possibleUsesRole).toList())
        choice->addItem(useText(static_cast<ColumnUse>(use.toInt())), use);
    connect(choice, &QComboBox::activated, this, &ColumnUseDelegate::takeChoice);
    return choice;
}

/// At once: a person looks at what follows before the next click.
void ColumnUseDelegate::takeChoice()
{
    Q_EMIT commitData(qobject_cast<QWidget *>(sender()));
}

void ColumnUseDelegate::setEditorData(QWidget *editor, const QModelIndex &index) const
{
    auto *choice = qobject_cast<QComboBox *>(editor);
    choice->setCurrentIndex(choice->findData(index.data(m_useRole)));
}

void ColumnUseDelegate::setModelData(QWidget *editor, QAbstractItemModel *model,
                                     const QModelIndex &index) const
{
    model->setData(index, qobject_cast<QComboBox *>(editor)->currentData(), m_useRole);
}

} // namespace attune::ui
