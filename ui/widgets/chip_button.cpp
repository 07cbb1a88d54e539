// SPDX-FileCopyrightText: 2026 The Attune developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/chip_button.h"

#include "ui/theme/style_painting.h"
#include "ui/theme/theme.h"

#include <QMenu>
#include <QPainter>

#include <algorithm>

namespace attune::ui {

namespace {

constexpr int chipHeight = 22;
constexpr int chipPadding = 10;
constexpr int chevronWidth = 14;
constexpr int checkWidth = 14;
constexpr int iconSide = 14;

} // namespace

ChipButton::ChipButton(const QString &text, QWidget *parent) : QAbstractButton(parent)
{
    setText(text);
    setFont(uiFont(-0.75));
    setAttribute(Qt::WA_Hover);
    setFocusPolicy(Qt::TabFocus);
    setSizePolicy(QSizePolicy::Maximum, QSizePolicy::Fixed);
    connect(this, &QAbstractButton::toggled, this, &QWidget::updateGeometry);
}

void ChipButton::setMenu(QMenu *menu)
{
    m_menu = menu;
    m_menu->setParent(this, m_menu->windowFlags());
    connect(this, &QAbstractButton::clicked, m_menu,
            [this] { m_menu->popup(mapToGlobal(QPoint(0, height() + 2))); });
    updateGeometry();
}

QSize ChipButton::minimumSizeHint() const
{
    // Long words give way to a narrow window.
    const int least =
        fontMetrics().horizontalAdvance(QStringLiteral("mmmmmm…")) + 2 * chipPadding + chevronWidth;
    return {std::min(sizeHint().width(), least), chipHeight};
}

QSize ChipButton::sizeHint() const
{
    int width = fontMetrics().horizontalAdvance(text()) + 2 * chipPadding;
    if (m_menu)
        width += chevronWidth;
    if (isCheckable() && isChecked())
        width += checkWidth;
    if (!icon().isNull())
        width += text().isEmpty() ? iconSide : iconSide + spaceXs;
    return {width, chipHeight};
}

void ChipButton::paintEvent(QPaintEvent * /*event*/)
{
    QPainter painter(this);
    const Colors &colors = colorsOf(palette());
    const bool isOn = isCheckable() && isChecked();
    QColor fill = isOn ? colors.accentTint : colors.panel;
    if (isEnabled() && underMouse() && !isOn)
        fill = isDown() ? colors.line : colors.hover;
    const bool showsFocus = hasFocus() && window()->testAttribute(Qt::WA_KeyboardFocusChange);
    painting::roundedBox(painter, rect(), fill, isOn ? colors.accent : colors.line, height() / 2.0);
    if (showsFocus)
        painting::focusRing(painter, rect(), palette(), height() / 2.0 - 1.0);
    QColor ink = isOn ? colors.accent : colors.dimText;
    if (!isEnabled())
        ink = palette().color(QPalette::Disabled, QPalette::ButtonText);
    QRect inner = rect().adjusted(chipPadding, 0, -chipPadding, 0);
    if (!icon().isNull()) {
        const QRect box(inner.left(), (height() - iconSide) / 2, iconSide, iconSide);
        icon().paint(&painter, box, Qt::AlignCenter, isEnabled() ? QIcon::Normal : QIcon::Disabled,
                     isOn ? QIcon::On : QIcon::Off);
        inner.setLeft(box.right() + 1 + spaceXs);
    }
    painter.setPen(ink);
    const int markWidth = m_menu ? chevronWidth : isOn ? checkWidth : 0;
    painter.drawText(
        inner, Qt::AlignVCenter | Qt::AlignLeft | Qt::TextHideMnemonic,
        fontMetrics().elidedText(text(), Qt::ElideMiddle, inner.width() - markWidth + 1));
    const QRect end(inner.right() - chevronWidth + 5, 0, chevronWidth - 2, height());
    if (m_menu) {
        painting::chevron(painter, end, Qt::DownArrow, ink, 6.0);
    } else if (isOn) {
        const QPointF at = QRectF(end).center();
        painter.setRenderHint(QPainter::Antialiasing);
        painter.setPen(QPen(ink, 1.4, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
        painter.drawPolyline(
            QPolygonF({at + QPointF(-3.5, 0.3), at + QPointF(-1, 2.8), at + QPointF(3.5, -2.8)}));
    }
}

} // namespace attune::ui
