// SPDX-FileCopyrightText: 2026 The Attune developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/charts/base/axis.h"
#include "ui/charts/curves/curves_data.h"
#include "ui/models/trial_columns.h"

#include <QRectF>

#include <optional>
#include <vector>

namespace attune::ui {

/// What a scatter shows on which channel.
struct ScatterChoice
{
    TrialColumn x;
    TrialColumn y;
    std::optional<TrialColumn> color;
    std::optional<TrialColumn> size;
    AxisScale scaleX = AxisScale::Linear;
    AxisScale scaleY = AxisScale::Linear;
    Clipping clipping = Clipping::Outliers;
    bool operator==(const ScatterChoice &) const = default;
};

struct ScatterPoint
{
    int trial = 0;
    TrialState state = TrialState::Waiting;
    bool isExcluded = false;
    bool isMissed = false; ///< a requirement
    double x = 0.0;
    double y = 0.0;
    std::optional<double> color; ///< in [0, 1]; 1 is the brightest
    double size = 0.0;           ///< in [0, 1]
};

/// The interval of values that a channel spreads over [0, 1]; the outer 5 % share its ends.
struct ChannelRange
{
    double low = 0.0;
    double high = 0.0;
    bool isReversed = false; ///< the lowest is the brightest: an objective that is minimized
    bool isValid = false;
};

/// The front of two objectives: what is behind it is beaten.
struct FrontLine
{
    std::vector<QPointF> points; ///< values, by x
    Direction x = Direction::Minimize;
    Direction y = Direction::Minimize;
};

struct ScatterData
{
    std::vector<ScatterPoint> points; ///< trials with a value on both axes
    int beyond = 0;                   ///< of them outside of an axis that leaves outliers out
    AxisSpec x;
    AxisSpec y;
    ChannelRange color;
    ChannelRange size;
    FrontLine front; ///< empty unless the axes are the study's two objectives
};

/// The scale that fits a column's values: as the hyperparameter is searched.
[[nodiscard]] AxisScale scaleOf(const TrialColumn &column);

[[nodiscard]] ScatterData scatterOf(const StudyModel &model, const ScatterChoice &choice,
                                    std::int64_t nowMs);

/// A point in pixels.
struct PlacedPoint
{
    int trial = 0;
    QPointF pixel;
    double radius = 4.0;
    bool isBeyond = false; ///< really outside: drawn paler, at the edge
};

/// The points in the plot area, and at its edge those beyond the axes `data` has; radii shrink as
/// they become many. In a zoom, what lies outside of it is left out.
[[nodiscard]] std::vector<PlacedPoint> placedPoints(const ScatterData &data,
                                                    const PlotMapping &mapping);

/// The front as a line of steps in pixels, from one edge of the plot area to another: at each
/// corner both values are the worse of its two trials'. Empty without a front.
[[nodiscard]] std::vector<QPointF> frontSteps(const FrontLine &front, const PlotMapping &mapping);

} // namespace attune::ui
