// SPDX-FileCopyrightText: 2026 The Attune developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/delegates/comparison_delegate.h"

#include "ui/models/comparison_model.h"
#include "ui/theme/theme.h"

#include <QPainter>

namespace attune::ui {

namespace {

constexpr int padding = 10;

} // namespace

void ComparisonDelegate::paint(QPainter *painter, const QStyleOptionViewItem &option,
                               const QModelIndex &index) const
{
    const Colors &colors = colorsOf(option.palette);
    const bool isLast = index.column() == index.model()->columnCount() - 1;
    QFont font = option.font;
    if (index.data(ComparisonModel::IsBestRole).toBool())
        font.setWeight(QFont::DemiBold);
    painter->save();
    painter->fillRect(QRect(option.rect.left(), option.rect.bottom(), option.rect.width(), 1),
                      colors.line);
    painter->setFont(font);
    painter->setPen(isLast ? colors.dimText : colors.text);
    const QRect rect = option.rect.adjusted(padding, 0, -padding, -1);
    const auto alignment = index.data(Qt::TextAlignmentRole).value<Qt::Alignment>();
    // Long names differ at their ends, too.
    painter->drawText(
        rect, int(alignment),
        QFontMetrics(font).elidedText(index.data().toString(), Qt::ElideMiddle, rect.width()));
    painter->restore();
}

} // namespace attune::ui
