// SPDX-FileCopyrightText: 2026 The Attune developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/theme/attune_style.h"

#include "ui/theme/style_painting.h"

#include <QAbstractButton>
#include <QAbstractItemView>
#include <QAbstractSpinBox>
#include <QComboBox>
#include <QHeaderView>
#include <QMenu>
#include <QPainter>
#include <QScrollBar>
#include <QStyleFactory>
#include <QStyleOption>
#include <QTabBar>
#include <QTextEdit>

using namespace Qt::StringLiterals;

namespace attune::ui {

namespace {

constexpr int controlHeight = 30;
constexpr int scrollBarExtent = 12;

/// Row lines instead of a grid: the calm way to hold a table's rows together.
void paintRowLine(QPainter &painter, const QStyleOption &option)
{
    painter.fillRect(QRect(option.rect.left(), option.rect.bottom(), option.rect.width(), 1),
                     colorsOf(option.palette).line);
}

void paintMenuItem(const QStyle &style, const QStyleOptionMenuItem &option, QPainter &painter,
                   const QWidget *widget, const QProxyStyle *base)
{
    Q_UNUSED(style)
    QStyleOptionMenuItem plain(option);
    const Colors &colors = colorsOf(option.palette);
    if (option.menuItemType == QStyleOptionMenuItem::Separator && option.text.isEmpty()) {
        painter.fillRect(
            QRect(option.rect.left() + 8, option.rect.center().y(), option.rect.width() - 16, 1),
            colors.line);
        return;
    }
    const bool isEnabled = option.state & QStyle::State_Enabled;
    if ((option.state & QStyle::State_Selected) && isEnabled)
        painting::roundedBox(painter, option.rect.adjusted(4, 1, -4, -1), colors.accentTint,
                             QColor(), 4.0);
    plain.state &= ~QStyle::State_Selected;
    plain.rect = option.rect.adjusted(4, 0, -4, 0);
    base->baseStyle()->drawControl(QStyle::CE_MenuItem, &plain, &painter, widget);
}

} // namespace

AttuneStyle::AttuneStyle() : QProxyStyle(QStyleFactory::create(u"Fusion"_s)) {}

void AttuneStyle::drawPrimitive(PrimitiveElement element, const QStyleOption *option,
                                QPainter *painter, const QWidget *widget) const
{
    const Colors &colors = colorsOf(option->palette);
    switch (element) {
    case PE_PanelButtonCommand:
        return painting::button(*painter, *option, widget);
    case PE_PanelButtonTool:
        return painting::toolButton(*painter, *option);
    case PE_PanelLineEdit:
        if (const auto *frame = qstyleoption_cast<const QStyleOptionFrame *>(option);
            frame && frame->lineWidth > 0)
            painting::field(*painter, *option, widget);
        return;
    case PE_Frame:
        if (qobject_cast<const QTextEdit *>(widget) ||
            (widget && widget->inherits("QPlainTextEdit")))
            return painting::field(*painter, *option, widget);
        return painting::roundedBox(*painter, option->rect, QColor(), colors.line);
    case PE_FrameLineEdit:
    case PE_FrameStatusBarItem:
    case PE_PanelStatusBar:
    case PE_FrameTabWidget:
    case PE_PanelScrollAreaCorner:
        return;
    case PE_FrameFocusRect:
        if ((option->state & State_KeyboardFocusChange) &&
            !qobject_cast<const QAbstractItemView *>(widget))
            painting::focusRing(*painter, option->rect, option->palette);
        return;
    case PE_IndicatorCheckBox:
    case PE_IndicatorItemViewItemCheck:
        return painting::checkBox(*painter, *option);
    case PE_IndicatorRadioButton:
        return painting::radioButton(*painter, *option);
    case PE_IndicatorArrowDown:
        return painting::chevron(*painter, option->rect, Qt::DownArrow, colors.dimText);
    case PE_IndicatorArrowUp:
        return painting::chevron(*painter, option->rect, Qt::UpArrow, colors.dimText);
    case PE_IndicatorArrowLeft:
        return painting::chevron(*painter, option->rect, Qt::LeftArrow, colors.dimText);
    case PE_IndicatorArrowRight:
        return painting::chevron(*painter, option->rect, Qt::RightArrow, colors.dimText);
    case PE_FrameTabBarBase:
        painter->fillRect(
            QRect(option->rect.left(), option->rect.bottom(), option->rect.width(), 1),
            colors.line);
        return;
    case PE_PanelTipLabel:
    case PE_FrameMenu:
        painter->setPen(colors.line);
        painter->setBrush(element == PE_FrameMenu ? QBrush(Qt::NoBrush) : QBrush(colors.panel));
        painter->drawRect(option->rect.adjusted(0, 0, -1, -1));
        return;
    case PE_PanelMenu:
        painter->fillRect(option->rect, colors.panel);
        return;
    case PE_PanelItemViewRow:
        QProxyStyle::drawPrimitive(element, option, painter, widget);
        return paintRowLine(*painter, *option);
    default:
        QProxyStyle::drawPrimitive(element, option, painter, widget);
    }
}

void AttuneStyle::drawControl(ControlElement element, const QStyleOption *option, QPainter *painter,
                              const QWidget *widget) const
{
    const Colors &colors = colorsOf(option->palette);
    switch (element) {
    case CE_PushButtonLabel:
        if (const auto *button = qstyleoption_cast<const QStyleOptionButton *>(option)) {
            QStyleOptionButton label(*button);
            label.state &= ~(State_On | State_Sunken);
            if (painting::isSet(widget, "primary"))
                label.palette.setColor(QPalette::ButtonText, colors.accentText);
            return QProxyStyle::drawControl(element, &label, painter, widget);
        }
        break;
    case CE_MenuItem:
        if (const auto *item = qstyleoption_cast<const QStyleOptionMenuItem *>(option))
            return paintMenuItem(*this, *item, *painter, widget, this);
        break;
    case CE_MenuBarItem:
        if (const auto *item = qstyleoption_cast<const QStyleOptionMenuItem *>(option)) {
            if (item->state & State_Selected)
                painting::roundedBox(*painter, item->rect.adjusted(1, 2, -1, -2), colors.hover,
                                     QColor(), 4.0);
            return proxy()->drawItemText(
                painter, item->rect, Qt::AlignCenter | Qt::TextHideMnemonic, item->palette,
                item->state & State_Enabled, item->text, QPalette::WindowText);
        }
        break;
    case CE_MenuBarEmptyArea:
    case CE_ToolBar:
    case CE_Splitter:
        return;
    case CE_HeaderSection:
        if (const auto *header = qstyleoption_cast<const QStyleOptionHeader *>(option))
            return painting::headerSection(*painter, *header);
        break;
    case CE_HeaderEmptyArea:
        painter->fillRect(option->rect, colors.panel);
        painter->fillRect(
            QRect(option->rect.left(), option->rect.bottom(), option->rect.width(), 1),
            colors.line);
        return;
    case CE_HeaderLabel:
        if (const auto *header = qstyleoption_cast<const QStyleOptionHeader *>(option)) {
            QStyleOptionHeader label(*header);
            label.palette.setColor(QPalette::ButtonText, colors.dimText);
            label.state &= ~State_On;
            return QProxyStyle::drawControl(element, &label, painter, widget);
        }
        break;
    case CE_TabBarTabShape:
        if (const auto *tab = qstyleoption_cast<const QStyleOptionTab *>(option))
            return painting::tab(*painter, *tab);
        break;
    case CE_ProgressBarGroove:
        return painting::progressGroove(*painter, *option);
    case CE_ProgressBarContents:
        if (const auto *bar = qstyleoption_cast<const QStyleOptionProgressBar *>(option);
            bar && bar->maximum > bar->minimum)
            return painting::progressContents(*painter, *bar);
        break;
    default:
        break;
    }
    QProxyStyle::drawControl(element, option, painter, widget);
}

void AttuneStyle::drawComplexControl(ComplexControl control, const QStyleOptionComplex *option,
                                     QPainter *painter, const QWidget *widget) const
{
    const Colors &colors = colorsOf(option->palette);
    switch (control) {
    case CC_ScrollBar:
        if (const auto *bar = qstyleoption_cast<const QStyleOptionSlider *>(option))
            return painting::scrollBar(
                *painter, *bar, proxy()->subControlRect(control, bar, SC_ScrollBarSlider, widget));
        break;
    case CC_Slider:
        if (const auto *bar = qstyleoption_cast<const QStyleOptionSlider *>(option))
            return painting::slider(*painter, *bar,
                                    proxy()->subControlRect(control, bar, SC_SliderGroove, widget),
                                    proxy()->subControlRect(control, bar, SC_SliderHandle, widget));
        break;
    case CC_ComboBox:
        painting::field(*painter, *option, widget);
        if (option->state & State_KeyboardFocusChange && option->state & State_HasFocus)
            painting::focusRing(*painter, option->rect, option->palette);
        return painting::chevron(
            *painter, proxy()->subControlRect(control, option, SC_ComboBoxArrow, widget),
            Qt::DownArrow, option->state & State_Enabled ? colors.dimText : colors.waiting);
    case CC_SpinBox: {
        painting::field(*painter, *option, widget);
        const auto *spin = qstyleoption_cast<const QStyleOptionSpinBox *>(option);
        if (!spin || spin->buttonSymbols == QAbstractSpinBox::NoButtons)
            return;
        const auto tone = [&](SubControl part, QAbstractSpinBox::StepEnabledFlag step) {
            if (!(spin->stepEnabled & step) || !(option->state & State_Enabled))
                return colors.line;
            return (option->activeSubControls & part) ? colors.text : colors.dimText;
        };
        painting::chevron(*painter, proxy()->subControlRect(control, option, SC_SpinBoxUp, widget),
                          Qt::UpArrow, tone(SC_SpinBoxUp, QAbstractSpinBox::StepUpEnabled), 6.0);
        return painting::chevron(
            *painter, proxy()->subControlRect(control, option, SC_SpinBoxDown, widget),
            Qt::DownArrow, tone(SC_SpinBoxDown, QAbstractSpinBox::StepDownEnabled), 6.0);
    }
    default:
        break;
    }
    QProxyStyle::drawComplexControl(control, option, painter, widget);
}

QRect AttuneStyle::subControlRect(ComplexControl control, const QStyleOptionComplex *option,
                                  SubControl subControl, const QWidget *widget) const
{
    if (control == CC_SpinBox) {
        constexpr int buttonsWidth = 20;
        const QRect rect = option->rect;
        const auto *spin = qstyleoption_cast<const QStyleOptionSpinBox *>(option);
        const bool hasButtons = spin && spin->buttonSymbols != QAbstractSpinBox::NoButtons;
        const int left = rect.right() - buttonsWidth;
        const int middle = rect.center().y();
        switch (subControl) {
        case SC_SpinBoxUp:
            return hasButtons
                       ? QRect(left, rect.top() + 4, buttonsWidth - 2, middle - rect.top() - 3)
                       : QRect();
        case SC_SpinBoxDown:
            return hasButtons
                       ? QRect(left, middle + 1, buttonsWidth - 2, rect.bottom() - middle - 4)
                       : QRect();
        case SC_SpinBoxEditField:
            return rect.adjusted(5, 2, hasButtons ? -buttonsWidth - 2 : -5, -2);
        default:
            return rect;
        }
    }
    if (control == CC_ScrollBar) {
        const auto *bar = qstyleoption_cast<const QStyleOptionSlider *>(option);
        if (subControl == SC_ScrollBarAddLine || subControl == SC_ScrollBarSubLine)
            return {};
        if (bar && subControl == SC_ScrollBarGroove)
            return option->rect;
        if (bar) {
            const bool isVertical = bar->orientation == Qt::Vertical;
            const int length = isVertical ? bar->rect.height() : bar->rect.width();
            const qint64 range = static_cast<qint64>(bar->maximum) - bar->minimum;
            const qint64 wanted =
                range > 0 ? length * static_cast<qint64>(bar->pageStep) / (range + bar->pageStep)
                          : length;
            const int size =
                static_cast<int>(std::clamp<qint64>(wanted, std::min(28, length), length));
            const int start = sliderPositionFromValue(
                bar->minimum, bar->maximum, bar->sliderPosition, length - size, bar->upsideDown);
            const int end = start + size;
            const auto part = [&](int from, int to) {
                return isVertical ? QRect(0, from, bar->rect.width(), to - from)
                                  : QRect(from, 0, to - from, bar->rect.height());
            };
            if (subControl == SC_ScrollBarSlider)
                return part(start, end);
            if (subControl == SC_ScrollBarSubPage)
                return part(0, start);
            if (subControl == SC_ScrollBarAddPage)
                return part(end, length);
        }
    }
    return QProxyStyle::subControlRect(control, option, subControl, widget);
}

QRect AttuneStyle::subElementRect(SubElement element, const QStyleOption *option,
                                  const QWidget *widget) const
{
    const QRect rect = QProxyStyle::subElementRect(element, option, widget);
    switch (element) {
    case SE_LineEditContents:
        if (const auto *frame = qstyleoption_cast<const QStyleOptionFrame *>(option);
            frame && frame->lineWidth > 0)
            return rect.adjusted(4, 0, -4, 0);
        return rect;
    case SE_ProgressBarGroove:
    case SE_ProgressBarContents:
        return option->rect;
    default:
        return rect;
    }
}

QSize AttuneStyle::sizeFromContents(ContentsType type, const QStyleOption *option,
                                    const QSize &size, const QWidget *widget) const
{
    QSize result = QProxyStyle::sizeFromContents(type, option, size, widget);
    switch (type) {
    case CT_PushButton:
        return {result.width() + 2, std::max(result.height(), controlHeight)};
    case CT_LineEdit:
    case CT_SpinBox:
        return {result.width(), std::max(result.height(), controlHeight)};
    case CT_ComboBox:
        return {result.width() + 8, std::max(result.height(), controlHeight)};
    case CT_MenuItem:
        if (const auto *item = qstyleoption_cast<const QStyleOptionMenuItem *>(option);
            item && item->menuItemType == QStyleOptionMenuItem::Separator)
            return {result.width(), 9};
        return {result.width() + 16, std::max(result.height() + 6, 28)};
    case CT_MenuBarItem:
        return {result.width(), std::max(result.height() + 2, 28)};
    case CT_TabBarTab:
        return {result.width() + 8, std::max(result.height(), 34)};
    case CT_HeaderSection:
        return {result.width() + 8, std::max(result.height(), 32)};
    default:
        return result;
    }
}

int AttuneStyle::pixelMetric(PixelMetric metric, const QStyleOption *option,
                             const QWidget *widget) const
{
    switch (metric) {
    case PM_ScrollBarExtent:
        return scrollBarExtent;
    case PM_DefaultFrameWidth:
    case PM_ComboBoxFrameWidth:
        return 2;
    case PM_ButtonMargin:
        return 12;
    case PM_ButtonShiftHorizontal:
    case PM_ButtonShiftVertical:
    case PM_TabBarTabShiftVertical:
    case PM_TabBarTabShiftHorizontal:
    case PM_TabBarBaseOverlap:
    case PM_MenuBarPanelWidth:
    case PM_MenuDesktopFrameWidth:
        return 0;
    case PM_IndicatorWidth:
    case PM_IndicatorHeight:
    case PM_ExclusiveIndicatorWidth:
    case PM_ExclusiveIndicatorHeight:
        return 16;
    case PM_CheckBoxLabelSpacing:
    case PM_RadioButtonLabelSpacing:
        return 8;
    case PM_ButtonIconSize:
    case PM_SmallIconSize:
        return 16;
    case PM_MenuPanelWidth:
        return 1;
    case PM_MenuVMargin:
        return 4;
    case PM_MenuBarHMargin:
        return 6;
    case PM_MenuBarItemSpacing:
        return 2;
    case PM_SplitterWidth:
        return spaceM;
    case PM_HeaderMargin:
        return 8;
    case PM_SliderThickness:
    case PM_SliderLength:
    case PM_SliderControlThickness:
        return 18;
    default:
        return QProxyStyle::pixelMetric(metric, option, widget);
    }
}

int AttuneStyle::styleHint(StyleHint hint, const QStyleOption *option, const QWidget *widget,
                           QStyleHintReturn *data) const
{
    switch (hint) {
    case SH_DialogButtonBox_ButtonsHaveIcons:
    case SH_EtchDisabledText:
    case SH_UnderlineShortcut:
    case SH_ComboBox_Popup:
    case SH_ItemView_ShowDecorationSelected:
        return hint == SH_ItemView_ShowDecorationSelected ? 1 : 0;
    case SH_Menu_SubMenuPopupDelay:
        return 150;
    case SH_ToolTip_WakeUpDelay:
        return 500;
    default:
        return QProxyStyle::styleHint(hint, option, widget, data);
    }
}

void AttuneStyle::polish(QWidget *widget)
{
    QProxyStyle::polish(widget);
    if (qobject_cast<QAbstractButton *>(widget) || qobject_cast<QComboBox *>(widget) ||
        qobject_cast<QAbstractSpinBox *>(widget) || qobject_cast<QScrollBar *>(widget) ||
        qobject_cast<QHeaderView *>(widget) || qobject_cast<QTabBar *>(widget) ||
        widget->inherits("QLineEdit"))
        widget->setAttribute(Qt::WA_Hover);
}

} // namespace attune::ui
