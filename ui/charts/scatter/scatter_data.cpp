// SPDX-FileCopyrightText: 2026 The Attune developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/charts/scatter/scatter_data.h"

#include "ui/models/study_model.h"

#include <algorithm>
#include <cmath>

namespace attune::ui {

namespace {

using Kind = TrialColumn::Kind;

constexpr int wantedTicks = 6;

ChannelRange channelRange(std::vector<double> values, bool isReversed)
{
    ChannelRange range;
    range.isReversed = isReversed;
    if (values.empty())
        return range;
    std::ranges::sort(values);
    const auto at = [&](double share) {
        return values[static_cast<std::size_t>(share * double(values.size() - 1))];
    };
    range.low = at(0.05);
    range.high = at(0.95);
    range.isValid = true;
    return range;
}

double unitOf(const ChannelRange &range, double value)
{
    if (!(range.high > range.low))
        return 0.5;
    const double unit = std::clamp((value - range.low) / (range.high - range.low), 0.0, 1.0);
    return range.isReversed ? 1.0 - unit : unit;
}

/// The interval of an axis: a hyperparameter's own range, else that of the values.
AxisRange axisRange(const StudyModel &model, const TrialColumn &column, AxisScale scale,
                    const std::vector<double> &values)
{
    if (!column.categories.empty())
        return {-0.5, double(column.categories.size()) - 0.5};
    const Hyperparameter *searched =
        column.kind == Kind::Setting ? model.settings().space.find(column.name) : nullptr;
    if (searched && hasPlace(searched->min, scale) && hasPlace(searched->max, scale)) {
        const AxisRange exact{searched->min, searched->max, scale};
        return exact.part(-0.02, 1.02); // marks at the ends are whole
    }
    std::vector<double> shown;
    std::ranges::copy_if(values, std::back_inserter(shown),
                         [scale](double value) { return hasPlace(value, scale); });
    if (shown.empty())
        return niceRange(1.0, -1.0, scale, wantedTicks);
    const auto [low, high] = std::ranges::minmax(shown); // no trial is hidden here
    return niceRange(low, high, scale, wantedTicks);
}

AxisSpec axisOf(const StudyModel &model, const TrialColumn &column, AxisScale scale,
                const std::vector<double> &values)
{
    AxisSpec axis;
    axis.title = column.kind == Kind::Number ? QObject::tr("trial") : column.title;
    axis.range = axisRange(model, column, scale, values);
    if (column.kind == Kind::Started)
        axis.labels = AxisLabels::Clock;
    if (!column.categories.empty()) {
        axis.labels = AxisLabels::Categories;
        for (const Value &category : column.categories)
            axis.categories << QString::fromStdString(textOf(category));
    }
    return axis;
}

} // namespace

AxisScale scaleOf(const TrialColumn &column)
{
    switch (column.scaling) {
    case Scaling::Logarithmic:
        return AxisScale::Logarithmic;
    case Scaling::ReverseLogarithmic:
        return AxisScale::ReverseLogarithmic;
    case Scaling::Auto:
    case Scaling::Linear:
        break;
    }
    return AxisScale::Linear;
}

ScatterData scatterOf(const StudyModel &model, const ScatterChoice &choice, std::int64_t nowMs)
{
    ScatterData data;
    std::vector<double> xs;
    std::vector<double> ys;
    std::vector<double> colors;
    std::vector<double> sizes;
    const auto positionOf = [&](const std::optional<TrialColumn> &column, const Trial &trial) {
        return column ? positionIn(*column, trial, model, nowMs) : std::nullopt;
    };
    for (const Trial &trial : model.trials()) {
        const auto x = positionIn(choice.x, trial, model, nowMs);
        const auto y = positionIn(choice.y, trial, model, nowMs);
        if (!x || !y || !hasPlace(*x, choice.scaleX) || !hasPlace(*y, choice.scaleY))
            continue;
        ScatterPoint point{trial.number, trial.state, trial.isExcluded,
                           *x,           *y,          positionOf(choice.color, trial),
                           0.0};
        xs.push_back(*x);
        ys.push_back(*y);
        if (point.color)
            colors.push_back(*point.color);
        if (const auto size = positionOf(choice.size, trial)) {
            point.size = *size;
            sizes.push_back(*size);
        }
        data.points.push_back(point);
    }
    const bool isMinimized = choice.color && choice.color->kind == Kind::Objective &&
                             !model.settings().objectives.empty() &&
                             model.settings().objectives.front().direction == Direction::Minimize;
    data.color = channelRange(std::move(colors), isMinimized);
    data.size = channelRange(std::move(sizes), false);
    for (ScatterPoint &point : data.points) {
        if (point.color)
            point.color = unitOf(data.color, *point.color);
        point.size = data.size.isValid ? unitOf(data.size, point.size) : 0.4;
    }
    data.x = axisOf(model, choice.x, choice.scaleX, xs);
    data.y = axisOf(model, choice.y, choice.scaleY, ys);
    return data;
}

std::vector<PlacedPoint> placedPoints(const ScatterData &data, const PlotMapping &mapping)
{
    const double least = data.points.size() <= 300 ? 3.0 : data.points.size() <= 2000 ? 2.2 : 1.6;
    const double spread = data.size.isValid ? 2.0 * least : least;
    std::vector<PlacedPoint> placed;
    placed.reserve(data.points.size());
    for (const ScatterPoint &point : data.points) {
        const QPointF pixel = mapping.toPixel(point.x, point.y);
        if (mapping.area.adjusted(-2, -2, 2, 2).contains(pixel))
            placed.push_back({point.trial, pixel, least + spread * point.size});
    }
    return placed;
}

} // namespace attune::ui
