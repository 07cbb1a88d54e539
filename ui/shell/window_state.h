// SPDX-FileCopyrightText: 2026 The Attune developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/theme/theme.h"

class QWidget;

namespace attune::ui {

/// What a window keeps from one session to the next, in the person's settings: geometry, splitters
/// (those with an object name), page and theme.
class WindowState
{
public:
    static void saveGeometry(const QWidget &window);
    /// Returns whether there was one.
    static bool restoreGeometry(QWidget &window);
    static void saveSplitters(const QWidget &window);
    static void restoreSplitters(QWidget &window);
    static void savePage(const QString &id);
    [[nodiscard]] static QString page();
    static void saveTheme(ThemeChoice choice);
    [[nodiscard]] static ThemeChoice theme();
};

} // namespace attune::ui
