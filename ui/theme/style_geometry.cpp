// SPDX-FileCopyrightText: 2026 The Attune developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/theme/style_geometry.h"

#include <QAbstractSpinBox>
#include <QStyleOption>

#include <algorithm>

namespace attune::ui::geometry {

namespace {

constexpr int spinButtonsWidth = 20;
constexpr int shortestSlider = 28;

} // namespace

QRect spinBoxPart(const QStyleOptionSpinBox &option, QStyle::SubControl part)
{
    const QRect rect = option.rect;
    const bool hasButtons = option.buttonSymbols != QAbstractSpinBox::NoButtons;
    const int left = rect.right() - spinButtonsWidth;
    const int middle = rect.center().y();
    switch (part) {
    case QStyle::SC_SpinBoxUp:
        return hasButtons
                   ? QRect(left, rect.top() + 4, spinButtonsWidth - 2, middle - rect.top() - 3)
                   : QRect();
    case QStyle::SC_SpinBoxDown:
        return hasButtons
                   ? QRect(left, middle + 1, spinButtonsWidth - 2, rect.bottom() - middle - 4)
                   : QRect();
    case QStyle::SC_SpinBoxEditField:
        return rect.adjusted(5, 2, hasButtons ? -spinButtonsWidth - 2 : -5, -2);
    default:
        return rect;
    }
}

QRect scrollBarPart(const QStyleOptionSlider &option, QStyle::SubControl part)
{
    const bool isVertical = option.orientation == Qt::Vertical;
    const int length = isVertical ? option.rect.height() : option.rect.width();
    const qint64 range = static_cast<qint64>(option.maximum) - option.minimum;
    const qint64 wanted = range > 0 ? length * static_cast<qint64>(option.pageStep) /
                                          std::max<qint64>(1, range + option.pageStep)
                                    : length;
    const int size =
        static_cast<int>(std::clamp<qint64>(wanted, std::min(shortestSlider, length), length));
    const int start = QStyle::sliderPositionFromValue(
        option.minimum, option.maximum, option.sliderPosition, length - size, option.upsideDown);
    const auto between = [&](int from, int to) {
        return isVertical ? QRect(option.rect.left(), from, option.rect.width(), to - from)
                          : QRect(from, option.rect.top(), to - from, option.rect.height());
    };
    switch (part) {
    case QStyle::SC_ScrollBarAddLine:
    case QStyle::SC_ScrollBarSubLine:
        return {};
    case QStyle::SC_ScrollBarSlider:
        return between(start, start + size);
    case QStyle::SC_ScrollBarSubPage:
        return between(0, start);
    case QStyle::SC_ScrollBarAddPage:
        return between(start + size, length);
    default:
        return option.rect;
    }
}

} // namespace attune::ui::geometry
