// SPDX-FileCopyrightText: 2026 The Attune developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/charts/curves/curves_data.h"

#include "core/study/best_trials.h"
#include "core/study/judged_by.h"
#include "core/study/run_clock.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace attune::ui {

namespace {

/// Quantiles of at most so many values: more would not move them, but take time.
constexpr std::size_t sampleSize = 20'000;

double xOf(const MetricPoint &point, CurveX kind, const RunClock &clock)
{
    switch (kind) {
    case CurveX::Step:
        return static_cast<double>(point.step);
    case CurveX::Seconds:
        return clock.secondsAt(point.timeMs);
    case CurveX::WallClock:
        return static_cast<double>(point.timeMs) / 1000.0;
    }
    return 0.0;
}

double quantile(std::vector<double> &values, double share)
{
    const auto index = static_cast<std::ptrdiff_t>(share * double(values.size() - 1));
    std::nth_element(values.begin(), values.begin() + index, values.end());
    return values[static_cast<std::size_t>(index)];
}

} // namespace

std::vector<double> smoothed(const std::vector<double> &values, double weight)
{
    std::vector<double> result;
    result.reserve(values.size());
    double average = 0.0;
    double share = 0.0; // of real values in the average, 1 - weight^n
    for (const double value : values) {
        if (!std::isfinite(value)) {
            result.push_back(value);
            continue;
        }
        average = weight * average + (1.0 - weight) * value;
        share = weight * share + (1.0 - weight);
        result.push_back(average / share);
    }
    return result;
}

Curve curveOf(const Trial &trial, const std::vector<MetricPoint> &points,
              const CurveOptions &options)
{
    Curve curve;
    curve.trial = trial.number;
    curve.state = trial.state;
    curve.isExcluded = trial.isExcluded;
    curve.stoppedAgainst = trial.stoppedAgainst;
    const RunClock clock(trial);
    const bool isCompared =
        options.isObjective && trial.stoppedAgainst && isJudgedBy(trial, points);
    curve.points.reserve(points.size());
    for (const MetricPoint &point : points) {
        const double x = xOf(point, options.x, clock);
        curve.isMonotone =
            curve.isMonotone && (curve.points.empty() || x >= curve.points.back().x());
        curve.points.emplace_back(x, point.value);
        if (isCompared && trial.stoppedAtStep == point.step)
            curve.against = QPointF(x, *trial.stoppedAgainst);
    }
    if (options.smoothing > 0.0) {
        curve.raw = curve.points;
        std::vector<double> values;
        values.reserve(points.size());
        for (const QPointF &point : curve.points)
            values.push_back(point.y());
        values = smoothed(values, options.smoothing);
        for (std::size_t i = 0; i < values.size(); ++i)
            curve.points[i].setY(values[i]);
    }
    return curve;
}

bool isLine(const Curve &curve)
{
    int count = 0;
    return std::ranges::any_of(curve.points, [&count](const QPointF &point) {
        return std::isfinite(point.y()) && ++count == 2;
    });
}

std::vector<int> leadingTrials(const std::vector<Trial> &trials,
                               const std::vector<Objective> &objectives, const std::string &metric,
                               std::size_t count)
{
    if (objectives.empty())
        return {};
    const auto shown = std::ranges::find(objectives, metric, &Objective::metric);
    const auto which =
        static_cast<std::size_t>(shown == objectives.end() ? 0 : shown - objectives.begin());
    std::vector<int> numbers;
    for (const Trial *trial : rankedTrials(trials, objectives[which], which)) {
        if (numbers.size() == count)
            break;
        numbers.push_back(trial->number);
    }
    return numbers;
}

std::pair<double, double> clippedInterval(std::vector<double> values)
{
    if (values.empty())
        return {0.0, -1.0};
    const auto [lowest, highest] = std::ranges::minmax(values);
    const double low = quantile(values, 0.25);
    const double high = quantile(values, 0.75);
    const double reach = 1.5 * (high - low); // Tukey's fences
    if (!(reach > 0.0))
        return {lowest, highest};
    return {std::max(lowest, low - reach), std::min(highest, high + reach)};
}

std::vector<double> valuesToShow(const std::vector<double> &complete,
                                 const std::vector<double> &all)
{
    if (complete.empty())
        return all;
    const auto [low, high] = clippedInterval(complete);
    const auto beyond = std::ranges::count_if(
        all, [low = low, high = high](double value) { return value < low || value > high; });
    return 3 * std::size_t(beyond) > all.size() ? all : complete;
}

Extent extentOf(const std::vector<Curve> &curves, Clipping clipping, bool isLogX, bool isLogY)
{
    std::size_t total = 0;
    for (const Curve &curve : curves)
        total += curve.points.size();
    const std::size_t every = std::max<std::size_t>(1, total / sampleSize);

    constexpr double infinity = std::numeric_limits<double>::infinity();
    Extent extent{infinity, -infinity, infinity, -infinity, false};
    std::vector<double> sample;
    sample.reserve(std::min(total, sampleSize + 1));
    std::size_t seen = 0;
    for (const Curve &curve : curves) {
        for (const QPointF &point : curve.points) {
            if (!std::isfinite(point.y()) || (isLogY && point.y() <= 0.0) ||
                (isLogX && point.x() <= 0.0))
                continue;
            extent.minX = std::min(extent.minX, point.x());
            extent.maxX = std::max(extent.maxX, point.x());
            extent.minY = std::min(extent.minY, point.y());
            extent.maxY = std::max(extent.maxY, point.y());
            if (seen++ % every == 0)
                sample.push_back(isLogY ? std::log10(point.y()) : point.y());
        }
    }
    extent.isValid = seen > 0;
    if (extent.isValid && clipping == Clipping::Outliers) {
        auto [low, high] = clippedInterval(std::move(sample));
        if (isLogY) {
            low = std::pow(10.0, low);
            high = std::pow(10.0, high);
        }
        extent.minY = std::max(extent.minY, low);
        extent.maxY = std::min(extent.maxY, high);
    }
    return extent;
}

} // namespace attune::ui
