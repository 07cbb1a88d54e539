// SPDX-FileCopyrightText: 2026 The Attune developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/setup/shape_delegate.h"

#include "ui/theme/theme.h"

#include <QPainter>

namespace attune::ui {

ShapeDelegate::ShapeDelegate(int shapeRole, int isLevelsRole, QObject *parent)
    : QStyledItemDelegate(parent), m_shapeRole(shapeRole), m_isLevelsRole(isLevelsRole)
{}

void ShapeDelegate::paint(QPainter *painter, const QStyleOptionViewItem &option,
                          const QModelIndex &index) const
{
    QStyledItemDelegate::paint(painter, option, index); // background and selection
    const auto heights = index.data(m_shapeRole).value<QList<double>>();
    if (heights.isEmpty())
        return;
    constexpr double mostWidth = 80.0;
    constexpr double height = 16.0;
    const double width = std::min(mostWidth, option.rect.width() - 2.0 * spaceS);
    const QRectF box(option.rect.left() + spaceS, option.rect.center().y() + 0.5 - height / 2.0,
                     width, height);
    QColor fill = colorsOf(option.palette).accent;
    fill.setAlphaF(0.4F);
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    painter->setPen(Qt::NoPen);
    painter->setBrush(fill);
    if (index.data(m_isLevelsRole).toBool()) {
        const double cell = width / static_cast<double>(heights.size());
        const double gap = std::min(3.0, 0.25 * cell);
        for (qsizetype level = 0; level < heights.size(); ++level) {
            const double top = box.bottom() - std::max(1.0, heights[level] * 0.75 * height);
            painter->drawRect(QRectF(QPointF(box.left() + static_cast<double>(level) * cell, top),
                                     QSizeF(cell - gap, box.bottom() - top)));
        }
    } else {
        QPolygonF shape;
        shape << box.bottomLeft();
        for (qsizetype point = 0; point < heights.size(); ++point) {
            shape << QPointF(box.left() + width * static_cast<double>(point) /
                                              static_cast<double>(heights.size() - 1),
                             box.bottom() - std::max(0.06, heights[point] * 0.95) * height);
        }
        shape << box.bottomRight();
        painter->drawPolygon(shape);
    }
    painter->restore();
}

} // namespace attune::ui
