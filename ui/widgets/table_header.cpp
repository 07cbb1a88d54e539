// SPDX-FileCopyrightText: 2026 The Attune developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/table_header.h"

#include "ui/theme/theme.h"

#include <QPainter>

namespace attune::ui {

namespace {

constexpr int padding = 10;
constexpr int arrowWidth = 14;
constexpr int headerHeight = 28;

} // namespace

TableHeader::TableHeader(QWidget *parent) : QHeaderView(Qt::Horizontal, parent)
{
    setFont(uiFont(-0.75));
    setSectionsClickable(true);
    setSectionsMovable(true);
    setHighlightSections(false);
    setMinimumSectionSize(48);
    setFixedHeight(headerHeight);
    setStretchLastSection(true);
}

int TableHeader::widthFor(const QString &title) const
{
    return fontMetrics().horizontalAdvance(title) + 2 * padding + arrowWidth;
}

void TableHeader::paintSection(QPainter *painter, const QRect &rect, int section) const
{
    if (!rect.isValid())
        return;
    const Colors &colors = colorsOf(palette());
    const bool isSorted = isSortIndicatorShown() && sortIndicatorSection() == section;
    const QString title = model()->headerData(section, orientation(), Qt::DisplayRole).toString();
    const auto alignment =
        model()->headerData(section, orientation(), Qt::TextAlignmentRole).value<Qt::Alignment>();
    painter->save();
    painter->setFont(font());
    painter->setPen(isSorted ? colors.text : colors.dimText);
    QRect inner = rect.adjusted(padding, 0, -padding, 0);
    const int room = inner.width() - (isSorted ? arrowWidth : 0);
    const QString shown = fontMetrics().elidedText(title, Qt::ElideMiddle, room);
    const int width = fontMetrics().horizontalAdvance(shown) + (isSorted ? arrowWidth : 0);
    if (alignment.testFlag(Qt::AlignRight))
        inner.setLeft(inner.right() + 1 - width);
    painter->drawText(inner, Qt::AlignLeft | Qt::AlignVCenter, shown);
    if (isSorted) {
        const double x = inner.left() + width - arrowWidth / 2.0 + 2.0;
        const double y = rect.center().y() + 1.0;
        const double up = sortIndicatorOrder() == Qt::AscendingOrder ? -1.0 : 1.0;
        painter->setRenderHint(QPainter::Antialiasing);
        painter->setPen(Qt::NoPen);
        painter->setBrush(colors.text);
        painter->drawPolygon(
            QPolygonF({{x - 3.5, y - up * 2.0}, {x + 3.5, y - up * 2.0}, {x, y + up * 2.5}}));
    }
    painter->restore();
}

void TableHeader::paintEvent(QPaintEvent *event)
{
    QHeaderView::paintEvent(event);
    QPainter painter(viewport());
    painter.fillRect(QRect(0, height() - 1, width(), 1), colorsOf(palette()).line);
}

} // namespace attune::ui
