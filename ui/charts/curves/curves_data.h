// SPDX-FileCopyrightText: 2026 The Attune developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/study/metric_series.h"
#include "core/study/study_settings.h"
#include "core/study/trial.h"

#include <QPointF>

#include <optional>
#include <string>
#include <vector>

namespace attune::ui {

enum class CurveX {
    Step,
    Seconds,   ///< that the trial had run: pauses at rungs do not count
    WallClock, ///< seconds since the epoch
};

struct CurveOptions
{
    std::string metric;
    CurveX x = CurveX::Step;
    bool isObjective = true; ///< the metric is what early stopping compares
    double smoothing = 0.0;  ///< weight of the past in the moving average, in [0, 1)
    bool operator==(const CurveOptions &) const = default;
};

/// One trial's line. Values that are not finite stay in it and break the line.
struct Curve
{
    int trial = 0;
    TrialState state = TrialState::Waiting;
    bool isExcluded = false;
    bool isMonotone = true; ///< x never goes back: the nearest point is found by bisection
    std::vector<QPointF> points;
    std::vector<QPointF> raw; ///< before smoothing; empty without it
    /// What a stopped trial was compared with, where it was stopped; of the objective only.
    std::optional<QPointF> against;
    std::optional<double> stoppedAgainst; ///< the trial's, whether its place is known or not
};

/// The line of a trial from the points of one metric.
[[nodiscard]] Curve curveOf(const Trial &trial, const std::vector<MetricPoint> &points,
                            const CurveOptions &options);

/// Whether it has two finite points: one alone is a dot.
[[nodiscard]] bool isLine(const Curve &curve);

/// Exponential moving average of the finite values, corrected for its start (so that the first
/// value stays what it is); others pass as they are. Requires: 0 <= weight < 1.
[[nodiscard]] std::vector<double> smoothed(const std::vector<double> &values, double weight);

/// The numbers of the best `count` trials, best first: in the objective of that metric, else in the
/// first.
[[nodiscard]] std::vector<int> leadingTrials(const std::vector<Trial> &trials,
                                             const std::vector<Objective> &objectives,
                                             const std::string &metric, std::size_t count);

/// The interval of values that is drawn.
struct Extent
{
    double minX = 0.0;
    double maxX = 0.0;
    double minY = 0.0;
    double maxY = 0.0;
    bool isValid = false;
};

enum class Clipping { None, Outliers };

/// The extent of the finite values (above 0 where an axis is logarithmic). With Clipping::Outliers
/// y is cut where few values lie far from the bulk: beyond 1.5 times the spread of the middle
/// half, and a curve's steep beginning counts as one.
[[nodiscard]] Extent extentOf(const std::vector<Curve> &curves, Clipping clipping, bool isLogX,
                              bool isLogY);

/// The interval of `values` without outliers, in the sense above. Reorders its copy.
[[nodiscard]] std::pair<double, double> clippedInterval(std::vector<double> values);

/// Of a measured quantity's values, those that an axis without outliers is laid out for: the
/// complete trials', as what was stopped early lies far off and would flatten them; but all, where
/// no trial is complete, or that leaves out more than a third.
[[nodiscard]] std::vector<double> valuesToShow(const std::vector<double> &complete,
                                               const std::vector<double> &all);

} // namespace attune::ui
