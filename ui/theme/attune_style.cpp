// SPDX-FileCopyrightText: 2026 The Attune developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/theme/attune_style.h"

#include "ui/theme/style_geometry.h"
#include "ui/theme/style_painting.h"
#include "ui/theme/style_primitives.h"

#include <QAbstractButton>
#include <QAbstractSpinBox>
#include <QComboBox>
#include <QDialogButtonBox>
#include <QHeaderView>
#include <QPainter>
#include <QPlainTextEdit>
#include <QScrollBar>
#include <QSlider>
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

void paintMenuBarItem(const QStyleOptionMenuItem &item, QPainter &painter, const QStyle &style)
{
    paintRowLine(painter, item);
    if (item.state & QStyle::State_Selected)
        painting::roundedBox(painter, item.rect.adjusted(1, 2, -1, -2),
                             colorsOf(item.palette).hover, QColor(), 4.0);
    style.drawItemText(&painter, item.rect, Qt::AlignCenter | Qt::TextHideMnemonic, item.palette,
                       item.state & QStyle::State_Enabled, item.text, QPalette::WindowText);
}

/// Section, label and sort arrow; QCommonStyle would not ask a proxy where they go.
void paintHeader(const QStyleOptionHeader &option, QPainter &painter, const QWidget *widget,
                 const QStyle &style)
{
    style.drawControl(QStyle::CE_HeaderSection, &option, &painter, widget);
    QStyleOptionHeader label(option);
    label.rect = style.subElementRect(QStyle::SE_HeaderLabel, &option, widget);
    style.drawControl(QStyle::CE_HeaderLabel, &label, &painter, widget);
    if (option.sortIndicator == QStyleOptionHeader::None)
        return;
    const QRect arrow = style.subElementRect(QStyle::SE_HeaderArrow, &option, widget);
    painting::chevron(painter, arrow,
                      option.sortIndicator == QStyleOptionHeader::SortUp ? Qt::UpArrow
                                                                         : Qt::DownArrow,
                      colorsOf(option.palette).dimText, 6.0);
}

void paintMenuItem(const QStyleOptionMenuItem &option, QPainter &painter, const QWidget *widget,
                   const QStyle &base)
{
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
    base.drawControl(QStyle::CE_MenuItem, &plain, &painter, widget);
}

/// Turns its value with the wheel, wherever the pointer happens to be while a page scrolls.
bool takesWheel(const QObject *object)
{
    return qobject_cast<const QComboBox *>(object) ||
           qobject_cast<const QAbstractSpinBox *>(object) || qobject_cast<const QSlider *>(object);
}

} // namespace

AttuneStyle::AttuneStyle() : QProxyStyle(QStyleFactory::create(u"Fusion"_s)) {}

void AttuneStyle::drawPrimitive(PrimitiveElement element, const QStyleOption *option,
                                QPainter *painter, const QWidget *widget) const
{
    if (painting::frame(element, *option, *painter, widget) ||
        painting::mark(element, *option, *painter))
        return;
    QProxyStyle::drawPrimitive(element, option, painter, widget);
    if (element == PE_PanelItemViewRow)
        paintRowLine(*painter, *option);
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
            if (painting::isSet(widget, "primary")) {
                label.palette.setColor(QPalette::ButtonText, colors.accentText);
                label.icon = painting::tinted(label.icon, label.iconSize, colors.accentText,
                                              painter->device()->devicePixelRatio());
            }
            return QProxyStyle::drawControl(element, &label, painter, widget);
        }
        break;
    case CE_MenuItem:
        if (const auto *item = qstyleoption_cast<const QStyleOptionMenuItem *>(option))
            return paintMenuItem(*item, *painter, widget, *baseStyle());
        break;
    case CE_MenuBarItem:
        if (const auto *item = qstyleoption_cast<const QStyleOptionMenuItem *>(option))
            return paintMenuBarItem(*item, *painter, *proxy());
        break;
    case CE_MenuBarEmptyArea:
        paintRowLine(*painter, *option);
        return;
    case CE_ToolBar:
    case CE_Splitter:
        return;
    case CE_Header:
        if (const auto *header = qstyleoption_cast<const QStyleOptionHeader *>(option))
            return paintHeader(*header, *painter, widget, *this);
        break;
    case CE_HeaderSection:
        if (const auto *header = qstyleoption_cast<const QStyleOptionHeader *>(option))
            return painting::headerSection(*painter, *header);
        break;
    case CE_HeaderEmptyArea:
        painter->fillRect(option->rect, colors.panel);
        paintRowLine(*painter, *option);
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
        if (const auto *spin = qstyleoption_cast<const QStyleOptionSpinBox *>(option))
            return geometry::spinBoxPart(*spin, subControl);
    }
    if (control == CC_ScrollBar) {
        if (const auto *bar = qstyleoption_cast<const QStyleOptionSlider *>(option))
            return geometry::scrollBarPart(*bar, subControl);
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
    case SE_HeaderArrow:
        return {option->rect.right() - 15, option->rect.center().y() - 5, 10, 10};
    case SE_HeaderLabel:
        if (const auto *header = qstyleoption_cast<const QStyleOptionHeader *>(option))
            return option->rect.adjusted(
                8, 0, header->sortIndicator == QStyleOptionHeader::None ? -8 : -18, 0);
        return rect;
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
        return {result.width() + 8, std::max(result.height() + 2, 28)};
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
        return 4;
    case PM_SplitterWidth:
        return spaceM;
    case PM_HeaderMargin:
        return 8;
    case PM_FocusFrameHMargin:
        return 7;
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
    case SH_DialogButtonLayout:
        return QDialogButtonBox::GnomeLayout; // the act at the right, Cancel beside it
    case SH_DialogButtonBox_ButtonsHaveIcons:
    case SH_EtchDisabledText:
    case SH_UnderlineShortcut:
    case SH_ComboBox_Popup:
        return 0;
    case SH_ItemView_ShowDecorationSelected:
        return 1;
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
    if (qobject_cast<QPlainTextEdit *>(widget) || qobject_cast<QTextEdit *>(widget))
        static_cast<QAbstractScrollArea *>(widget)->viewport()->setAutoFillBackground(false);
    if (takesWheel(widget)) {
        if (widget->focusPolicy() == Qt::WheelFocus)
            widget->setFocusPolicy(Qt::StrongFocus); // the wheel does not take the focus either
        widget->installEventFilter(this);
    }
}

void AttuneStyle::unpolish(QWidget *widget)
{
    widget->removeEventFilter(this);
    QProxyStyle::unpolish(widget);
}

bool AttuneStyle::eventFilter(QObject *watched, QEvent *event)
{
    if (event->type() != QEvent::Wheel || !takesWheel(watched) ||
        static_cast<QWidget *>(watched)->hasFocus())
        return QProxyStyle::eventFilter(watched, event);
    event->ignore(); // the page around it scrolls
    return true;
}

} // namespace attune::ui
