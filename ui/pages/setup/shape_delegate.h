// SPDX-FileCopyrightText: 2026 The Attune developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QStyledItemDelegate>

namespace attune::ui {

/// Paints where samples fall as a small filled shape, or a bar for each level.
class ShapeDelegate : public QStyledItemDelegate
{
    Q_OBJECT

public:
    /// The roles of the model that hold the heights (QList<double>, 0 to 1) and whether they are
    /// levels.
    ShapeDelegate(int shapeRole, int isLevelsRole, QObject *parent = nullptr);

    void paint(QPainter *painter, const QStyleOptionViewItem &option,
               const QModelIndex &index) const override;

private:
    int m_shapeRole;
    int m_isLevelsRole;
};

} // namespace attune::ui
