// SPDX-FileCopyrightText: 2026 The Attune developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/table_header.h"

#include "ui/theme/theme.h"

#include <QGuiApplication>
#include <QPainter>
#include <QScopedValueRollback>

#include <algorithm>
#include <cmath>
#include <utility>

namespace attune::ui {

namespace {

constexpr int padding = 10;
constexpr int arrowWidth = 14;
constexpr int headerHeight = 28;
constexpr double mostStretch = 1.8; // wider, and a row falls apart

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
    connect(this, &QHeaderView::sectionResized, this, &TableHeader::takeWidth);
}

int TableHeader::widthFor(const QString &title) const
{
    return fontMetrics().horizontalAdvance(title) + 2 * padding + arrowWidth;
}

void TableHeader::setNaturalWidths(std::vector<int> widths)
{
    m_widths = std::move(widths);
    spread();
}

void TableHeader::resizeEvent(QResizeEvent *event)
{
    QHeaderView::resizeEvent(event);
    spread();
}

void TableHeader::spread()
{
    const int sections = std::min(count(), static_cast<int>(m_widths.size()));
    int needed = 0;
    for (int i = 0; i < sections; ++i)
        needed += isSectionHidden(i) ? 0 : m_widths[static_cast<std::size_t>(i)];
    if (needed == 0)
        return;
    const QScopedValueRollback isSpreading(m_isSpreading, true);
    m_stretch = std::clamp(static_cast<double>(width()) / needed, 1.0, mostStretch);
    for (int i = 0; i < sections; ++i) {
        if (!isSectionHidden(i))
            resizeSection(i, static_cast<int>(m_stretch * m_widths[static_cast<std::size_t>(i)]));
    }
}

void TableHeader::takeWidth(int section, int former, int width)
{
    if (m_isSpreading || section >= static_cast<int>(m_widths.size()))
        return;
    const bool isDragged = QGuiApplication::mouseButtons().testFlag(Qt::LeftButton);
    if (former == 0 || width == 0) // hidden, or shown again
        QMetaObject::invokeMethod(this, &TableHeader::spread, Qt::QueuedConnection);
    else if (isDragged)
        m_widths[static_cast<std::size_t>(section)] =
            static_cast<int>(std::lround(width / m_stretch));
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
