// SPDX-FileCopyrightText: 2026 The Attune developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/charts/base/axis.h"
#include "ui/charts/curves/curves_data.h"
#include "ui/charts/history/history_data.h"

#include <QPolygonF>

#include <optional>
#include <vector>

namespace attune::ui {

/// Where a trial's mark stands.
struct PlacedMark
{
    int trial = 0;
    TrialState state = TrialState::Waiting;
    bool isExcluded = false;
    bool isMissed = false; ///< a requirement
    bool isBeyond = false; ///< its value lies outside of the axis: drawn at the edge, paler
    QPointF pixel;
    bool operator==(const PlacedMark &) const = default;
};

/// Distance of the row of trials without a value from the bottom of the plot area.
inline constexpr double valuelessRow = 8.0;

/// Marks of trials inside of the shown x range. Trials without a value (failed, cancelled) stand
/// along the bottom.
[[nodiscard]] std::vector<PlacedMark> placedMarks(const HistoryData &data,
                                                  const PlotMapping &mapping);

/// The step line of the best so far, drawn on to the newest trial; empty without a best.
[[nodiscard]] QPolygonF bestLine(const HistoryData &data, const PlotMapping &mapping);

/// The interval for y: of all values, or of complete trials without outliers but always with the
/// best one.
[[nodiscard]] Extent historyExtent(const HistoryData &data, Clipping clipping, bool isLog);

/// The mark nearest to `pixel` within `reach`.
[[nodiscard]] std::optional<int> markAt(const std::vector<PlacedMark> &marks, QPointF pixel,
                                        double reach);

} // namespace attune::ui
