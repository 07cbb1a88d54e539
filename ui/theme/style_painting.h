// SPDX-FileCopyrightText: 2026 The Attune developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/theme/theme.h"

#include <QStyleOption>

class QPainter;
class QWidget;

/// How AttuneStyle draws each kind of control: stateless functions from a style option to pixels.
namespace attune::ui::painting {

inline constexpr double cornerRadius = 6.0;

/// A filled, rounded rectangle with a one pixel line just inside of `rect`.
void roundedBox(QPainter &painter, const QRect &rect, const QColor &fill, const QColor &line,
                double radius = cornerRadius);
/// An arrow head pointing along `direction`, centred, `width` pixels wide.
void chevron(QPainter &painter, const QRect &rect, Qt::ArrowType direction, const QColor &color,
             double width = 8.0);

void button(QPainter &painter, const QStyleOption &option, const QWidget *widget);
void toolButton(QPainter &painter, const QStyleOption &option);
void field(QPainter &painter, const QStyleOption &option, const QWidget *widget);
void focusRing(QPainter &painter, const QRect &rect, const QPalette &palette,
               double radius = cornerRadius);
void checkBox(QPainter &painter, const QStyleOption &option);
void radioButton(QPainter &painter, const QStyleOption &option);
void tab(QPainter &painter, const QStyleOptionTab &option);
void headerSection(QPainter &painter, const QStyleOptionHeader &option);
void progressGroove(QPainter &painter, const QStyleOption &option);
void progressContents(QPainter &painter, const QStyleOptionProgressBar &option);
void scrollBar(QPainter &painter, const QStyleOptionSlider &option, const QRect &slider);
void slider(QPainter &painter, const QStyleOptionSlider &option, const QRect &groove,
            const QRect &handle);

/// A monochrome icon in one colour, whatever the palette says; null stays null.
[[nodiscard]] QIcon tinted(const QIcon &icon, QSize size, const QColor &color, double scale);

/// Whether a widget carries the dynamic property `name` with a true value.
[[nodiscard]] bool isSet(const QWidget *widget, const char *name);

} // namespace attune::ui::painting
