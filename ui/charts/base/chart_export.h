// SPDX-FileCopyrightText: 2026 The Attune developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"

#include <QString>

namespace attune::ui {

class ChartView;

/// Writes the chart as PNG (`ratio` pixels for each of the widget's), SVG or PDF by the ending of
/// `path`. Fails with Invalid for another ending and Io when the file can't be written.
[[nodiscard]] Result<void> saveChart(ChartView *chart, const QString &path, double ratio);

/// Asks where, writes, and says in a message when that failed.
void saveChartWithDialog(ChartView *chart);

void copyChart(ChartView *chart);

} // namespace attune::ui
