// SPDX-FileCopyrightText: 2026 The Attune developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"

#include <QSize>
#include <QString>

namespace attune::ui {

class StudyModel;

enum class ChartKind { History, Curves };
enum class ChartLook { Light, Dark };

/// A picture of one chart, without a window.
struct ChartPicture
{
    ChartKind kind = ChartKind::History;
    ChartLook look = ChartLook::Light;
    QSize size{1200, 700};
    QString metric =
        {}; ///< an objective for the history, any metric for the curves; empty: the first
};

/// Writes the chart of a study as PNG, SVG or PDF by the ending of `path`. Fails with NotFound when
/// there is nothing to draw yet, Invalid for another ending or a metric that the chart cannot show,
/// Io when it can't be written. Requires a QApplication.
[[nodiscard]] Result<void> renderChart(StudyModel *study, const ChartPicture &picture,
                                       const QString &path);

} // namespace attune::ui
