// SPDX-FileCopyrightText: 2026 The Attune developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/study/trial.h"

#include <QColor>
#include <QIcon>
#include <QPalette>
#include <QString>

class QApplication;
class QPainter;
class QPointF;

namespace attune::ui {

enum class ThemeChoice { System, Light, Dark };

/// Attune's colours by role; two sets, light and dark. All text colours (text, dimText, accent,
/// best, problemText) keep 4.5 : 1 on window, panel, accentTint and noticeTint. The colours of
/// states are for marks and lines, never for text.
struct Colors
{
    QColor window;
    QColor panel;
    QColor line;
    QColor text;
    QColor dimText;
    QColor accent;
    QColor accentText;  ///< on accent
    QColor accentTint;  ///< a selected row, a chosen page
    QColor field;       ///< inside of line edits and text
    QColor hover;       ///< under the pointer
    QColor problemText; ///< a sentence that says what is wrong
    QColor complete;
    QColor running;
    QColor stopped;
    QColor failed;
    QColor waiting;
    QColor best;
    QColor noticeTint; ///< behind notices
    QColor noticeLine;
    bool isDark = false;
};

/// The set that belongs to a palette, by its lightness: how every painter finds its colours.
[[nodiscard]] const Colors &colorsOf(const QPalette &palette);
[[nodiscard]] QPalette lightPalette();
[[nodiscard]] QPalette darkPalette();

/// Fusion, palette, bundled fonts. System follows the desktop's preference.
void applyTheme(QApplication &application, ThemeChoice choice);

/// The interface's fonts: Inter with tabular figures, and a monospaced one.
[[nodiscard]] QFont uiFont(double pointSizeDelta = 0.0);
[[nodiscard]] QFont headingFont();
[[nodiscard]] QFont monoFont();

[[nodiscard]] QColor colorOf(TrialState state, const Colors &colors);
[[nodiscard]] QString wordOf(TrialState state); ///< translated: Complete, Running, ...

/// The mark of a state: disc, triangle, square, cross, ring; `radius` in pixels.
void paintStateMark(QPainter &painter, QPointF center, double radius, TrialState state,
                    const Colors &colors);
void paintBestStar(QPainter &painter, QPointF center, double radius, const Colors &colors);

/// Viridis at t in [0, 1]; 1 is the brightest.
[[nodiscard]] QColor viridis(double t);

/// The monochrome icon `:/icons/<name>.svg`, tinted from the palette at paint time, with disabled
/// and selected tints.
[[nodiscard]] QIcon themedIcon(const QString &name);

/// Spacing of the design: 4, 8, 12, 16, 24 pixels.
inline constexpr int spaceXs = 4;
inline constexpr int spaceS = 8;
inline constexpr int spaceM = 12;
inline constexpr int spaceL = 16;
inline constexpr int spaceXl = 24;

} // namespace attune::ui
