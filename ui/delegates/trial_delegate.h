// SPDX-FileCopyrightText: 2026 The Attune developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QStyledItemDelegate>

namespace attune::ui {

/// Paints a row of the trials table by the roles of TrialsTableModel: the star of the best, the
/// mark of the state, the small curve.
class TrialDelegate : public QStyledItemDelegate
{
    Q_OBJECT

public:
    using QStyledItemDelegate::QStyledItemDelegate;

    static constexpr int rowHeight = 31;

    /// The row under the pointer, here or in a chart; -1 for none.
    void setHoveredRow(int row) { m_hoveredRow = row; }

    void paint(QPainter *painter, const QStyleOptionViewItem &option,
               const QModelIndex &index) const override;
    QSize sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const override;

private:
    void paintNumber(QPainter &painter, const QRect &rect, const QModelIndex &index) const;
    void paintCurve(QPainter &painter, const QRect &rect, const QModelIndex &index) const;

    int m_hoveredRow = -1;
};

} // namespace attune::ui
