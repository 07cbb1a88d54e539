// SPDX-FileCopyrightText: 2026 The Attune developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QStringList>

namespace attune {

/// `attune chart DIR --kind history|curves -o FILE.{png,svg,pdf} [--dark] [--size 1200x700]`:
/// draws a chart of a study to a file, reading the study only. `arguments` are those behind
/// `chart`. Requires a QApplication (offscreen will do). Returns the exit code: 0 done, 1 failed,
/// 2 wrong usage; the message is on standard error.
[[nodiscard]] int runChartCommand(const QStringList &arguments);

} // namespace attune
