// SPDX-FileCopyrightText: 2026 The Attune developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/theme/style_primitives.h"

#include "ui/theme/style_painting.h"

#include <QAbstractItemView>
#include <QPainter>
#include <QPlainTextEdit>
#include <QTextEdit>

namespace attune::ui::painting {

bool frame(QStyle::PrimitiveElement element, const QStyleOption &option, QPainter &painter,
           const QWidget *widget)
{
    const Colors &colors = colorsOf(option.palette);
    switch (element) {
    case QStyle::PE_PanelButtonCommand:
        button(painter, option, widget);
        return true;
    case QStyle::PE_PanelButtonTool:
        toolButton(painter, option);
        return true;
    case QStyle::PE_PanelLineEdit:
        if (const auto *box = qstyleoption_cast<const QStyleOptionFrame *>(&option);
            box && box->lineWidth > 0)
            field(painter, option, widget);
        return true;
    case QStyle::PE_Frame:
        if (qobject_cast<const QTextEdit *>(widget) || qobject_cast<const QPlainTextEdit *>(widget))
            field(painter, option, widget);
        else
            roundedBox(painter, option.rect, QColor(), colors.line);
        return true;
    case QStyle::PE_FrameLineEdit:
    case QStyle::PE_FrameStatusBarItem:
    case QStyle::PE_FrameTabWidget:
    case QStyle::PE_PanelScrollAreaCorner:
        return true;
    case QStyle::PE_FrameFocusRect:
        if ((option.state & QStyle::State_KeyboardFocusChange) &&
            !qobject_cast<const QAbstractItemView *>(widget))
            focusRing(painter, option.rect, option.palette);
        return true;
    case QStyle::PE_FrameTabBarBase:
        painter.fillRect(QRect(option.rect.left(), option.rect.bottom(), option.rect.width(), 1),
                         colors.line);
        return true;
    case QStyle::PE_PanelTipLabel:
    case QStyle::PE_FrameMenu:
        painter.setPen(colors.line);
        painter.setBrush(element == QStyle::PE_FrameMenu ? QBrush() : QBrush(colors.panel));
        painter.drawRect(option.rect.adjusted(0, 0, -1, -1));
        return true;
    case QStyle::PE_PanelStatusBar:
        painter.fillRect(QRect(option.rect.left(), option.rect.top(), option.rect.width(), 1),
                         colors.line);
        return true;
    case QStyle::PE_PanelMenu:
        painter.fillRect(option.rect, colors.panel);
        return true;
    default:
        return false;
    }
}

bool mark(QStyle::PrimitiveElement element, const QStyleOption &option, QPainter &painter)
{
    const QColor dim = colorsOf(option.palette).dimText;
    switch (element) {
    case QStyle::PE_IndicatorCheckBox:
    case QStyle::PE_IndicatorItemViewItemCheck:
        checkBox(painter, option);
        return true;
    case QStyle::PE_IndicatorRadioButton:
        radioButton(painter, option);
        return true;
    case QStyle::PE_IndicatorArrowDown:
        chevron(painter, option.rect, Qt::DownArrow, dim);
        return true;
    case QStyle::PE_IndicatorArrowUp:
        chevron(painter, option.rect, Qt::UpArrow, dim);
        return true;
    case QStyle::PE_IndicatorArrowLeft:
        chevron(painter, option.rect, Qt::LeftArrow, dim);
        return true;
    case QStyle::PE_IndicatorArrowRight:
        chevron(painter, option.rect, Qt::RightArrow, dim);
        return true;
    default:
        return false;
    }
}

} // namespace attune::ui::painting
