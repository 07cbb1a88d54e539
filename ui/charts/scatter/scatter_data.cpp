// SPDX-FileCopyrightText: 2026 The Attune developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/charts/scatter/scatter_data.h"

#include "core/study/requirement.h"
#include "ui/models/study_model.h"

#include <algorithm>
#include <cmath>
#include <functional>

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
    // Of fewer than twenty all count.
    const double last = double(values.size() - 1);
    range.low = values[static_cast<std::size_t>(std::floor(0.05 * last))];
    range.high = values[static_cast<std::size_t>(std::ceil(0.95 * last))];
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

bool isMeasured(const TrialColumn &column)
{
    return column.kind == Kind::Objective || column.kind == Kind::Metric ||
           column.kind == Kind::Seconds;
}

using ValueOf = std::function<std::optional<double>(const ScatterPoint &)>;

struct Values
{
    std::vector<double> all;
    std::vector<double> complete; ///< of them those of complete trials
};

Values valuesOf(const std::vector<ScatterPoint> &points, const ValueOf &of)
{
    Values values;
    for (const ScatterPoint &point : points) {
        const std::optional<double> value = of(point);
        if (!value)
            continue;
        values.all.push_back(*value);
        if (point.state == TrialState::Complete)
            values.complete.push_back(*value);
    }
    return values;
}

/// The values that an axis is laid out for.
std::vector<double> valuesFor(const TrialColumn &column, Clipping clipping,
                              const std::vector<ScatterPoint> &points, const ValueOf &of)
{
    const Values values = valuesOf(points, of);
    return clipping == Clipping::Outliers && isMeasured(column)
               ? valuesToShow(values.complete, values.all)
               : values.all;
}

/// Without the few far values that would press all others into a corner.
std::pair<double, double> bulkOf(const std::vector<double> &values, AxisScale scale)
{
    if (scale != AxisScale::Logarithmic)
        return clippedInterval(values);
    std::vector<double> logs;
    logs.reserve(values.size());
    for (const double value : values)
        logs.push_back(std::log10(value));
    const auto [low, high] = clippedInterval(std::move(logs));
    return {std::pow(10.0, low), std::pow(10.0, high)};
}

/// The values that share out the colours: without outliers and what was stopped early, so that the
/// good ones are told apart.
std::vector<double> colorsFor(const TrialColumn &column, Clipping clipping,
                              const std::vector<ScatterPoint> &points)
{
    const Values values = valuesOf(points, &ScatterPoint::color);
    if (clipping == Clipping::None || !isMeasured(column))
        return values.all;
    std::vector<double> shown = values.complete.empty() ? values.all : values.complete;
    const auto [low, high] = clippedInterval(shown);
    std::erase_if(shown,
                  [low = low, high = high](double value) { return value < low || value > high; });
    return shown;
}

bool isBeyond(const AxisRange &range, double value)
{
    constexpr double slack = 1e-9;
    const double unit = range.toUnit(value);
    return unit < -slack || unit > 1.0 + slack;
}

bool isInteger(const StudyModel &model, const TrialColumn &column)
{
    const Hyperparameter *searched =
        column.kind == Kind::Setting ? model.settings().space.find(column.name) : nullptr;
    return searched && searched->type == HyperparameterType::Integer;
}

/// The interval of an axis: a hyperparameter's own range, else that of the values.
AxisRange axisRange(const StudyModel &model, const TrialColumn &column, AxisScale scale,
                    Clipping clipping, const std::vector<double> &values)
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
    if (clipping == Clipping::Outliers && isMeasured(column)) {
        const auto [low, high] = bulkOf(shown, scale);
        return niceRange(low, high, scale, wantedTicks);
    }
    const auto [low, high] = std::ranges::minmax(shown);
    return niceRange(low, high, scale, wantedTicks);
}

/// `range`, wide enough for `value` as well.
AxisRange including(const AxisRange &range, double value)
{
    if (!isBeyond(range, value))
        return range;
    return niceRange(std::min(range.min, value), std::max(range.max, value), range.scale,
                     wantedTicks);
}

AxisSpec axisOf(const StudyModel &model, const TrialColumn &column, AxisScale scale,
                Clipping clipping, const std::vector<double> &values)
{
    AxisSpec axis;
    axis.title = column.kind == Kind::Number ? QObject::tr("trial") : column.title;
    axis.range = axisRange(model, column, scale, clipping, values);
    if (column.kind == Kind::Started)
        axis.labels = AxisLabels::Clock;
    if (column.kind == Kind::Number || isInteger(model, column))
        axis.labels = AxisLabels::Whole;
    if (!column.categories.empty()) {
        axis.labels = AxisLabels::Categories;
        for (const Value &category : column.categories)
            axis.categories << QString::fromStdString(textOf(category));
    }
    return axis;
}

/// Of more than two objectives the front is no line in two of them.
FrontLine frontOf(const StudyModel &model, const ScatterChoice &choice)
{
    const auto &objectives = model.settings().objectives;
    const bool areBoth = choice.x.kind == Kind::Objective && choice.y.kind == Kind::Objective &&
                         choice.x.objective != choice.y.objective && objectives.size() == 2;
    if (!areBoth)
        return {};
    FrontLine front;
    front.x = objectives[choice.x.objective].direction;
    front.y = objectives[choice.y.objective].direction;
    for (const int number : model.front()) {
        const Trial *trial = model.trial(number);
        const auto x = trial ? trial->objectiveAt(choice.x.objective) : std::nullopt;
        const auto y = trial ? trial->objectiveAt(choice.y.objective) : std::nullopt;
        if (!x || !y) // it is being read again, and the front is that of before
            continue;
        const QPointF point(*x, *y);
        if (hasPlace(point.x(), choice.scaleX) && hasPlace(point.y(), choice.scaleY))
            front.points.push_back(point);
    }
    std::ranges::sort(front.points, {}, &QPointF::x);
    return front;
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
    std::vector<double> sizes;
    const auto positionOf = [&](const std::optional<TrialColumn> &column, const Trial &trial) {
        return column ? positionIn(*column, trial, model, nowMs) : std::nullopt;
    };
    for (const Trial &trial : model.trials()) {
        const auto x = positionIn(choice.x, trial, model, nowMs);
        const auto y = positionIn(choice.y, trial, model, nowMs);
        if (!x || !y || !hasPlace(*x, choice.scaleX) || !hasPlace(*y, choice.scaleY))
            continue;
        ScatterPoint point{.trial = trial.number,
                           .state = trial.state,
                           .isExcluded = trial.isExcluded,
                           .isMissed = !keepsRequirements(trial).value_or(true),
                           .x = *x,
                           .y = *y,
                           .color = positionOf(choice.color, trial)};
        if (const auto size = positionOf(choice.size, trial)) {
            point.size = *size;
            sizes.push_back(*size);
        }
        data.points.push_back(point);
    }
    const bool isMinimized =
        choice.color && choice.color->kind == Kind::Objective &&
        choice.color->objective < model.settings().objectives.size() &&
        model.settings().objectives[choice.color->objective].direction == Direction::Minimize;
    if (choice.color)
        data.color =
            channelRange(colorsFor(*choice.color, choice.clipping, data.points), isMinimized);
    data.size = channelRange(std::move(sizes), false);
    for (ScatterPoint &point : data.points) {
        if (point.color)
            point.color = unitOf(data.color, *point.color);
        point.size = data.size.isValid ? unitOf(data.size, point.size) : 0.4;
    }
    data.x = axisOf(model, choice.x, choice.scaleX, choice.clipping,
                    valuesFor(choice.x, choice.clipping, data.points, &ScatterPoint::x));
    data.y = axisOf(model, choice.y, choice.scaleY, choice.clipping,
                    valuesFor(choice.y, choice.clipping, data.points, &ScatterPoint::y));
    for (const ScatterPoint &point : data.points) { // what is looked for is never at the edge
        if (!model.isBest(point.trial))
            continue;
        data.x.range = including(data.x.range, point.x);
        data.y.range = including(data.y.range, point.y);
    }
    data.beyond = int(std::ranges::count_if(data.points, [&](const ScatterPoint &point) {
        return isBeyond(data.x.range, point.x) || isBeyond(data.y.range, point.y);
    }));
    data.front = frontOf(model, choice);
    return data;
}

std::vector<QPointF> frontSteps(const FrontLine &front, const PlotMapping &mapping)
{
    std::vector<QPointF> steps;
    if (front.points.empty())
        return steps;
    const bool isXLess = front.x == Direction::Minimize;
    const bool isYLess = front.y == Direction::Minimize;
    const double worstX = isXLess ? mapping.area.right() : mapping.area.left();
    const double worstY = isYLess ? mapping.area.top() : mapping.area.bottom();
    const auto pixel = [&](const QPointF &point) { return mapping.toPixel(point.x(), point.y()); };
    const QPointF first = pixel(front.points.front());
    const QPointF last = pixel(front.points.back());
    steps.push_back(isXLess ? QPointF(first.x(), worstY) : QPointF(worstX, first.y()));
    steps.push_back(first);
    for (std::size_t i = 1; i < front.points.size(); ++i) {
        const QPointF before = steps.back();
        const QPointF next = pixel(front.points[i]);
        steps.push_back(isXLess ? QPointF(next.x(), before.y()) : QPointF(before.x(), next.y()));
        steps.push_back(next);
    }
    steps.push_back(isXLess ? QPointF(worstX, last.y()) : QPointF(last.x(), worstY));
    return steps;
}

std::vector<PlacedPoint> placedPoints(const ScatterData &data, const PlotMapping &mapping)
{
    const double least = data.points.size() <= 300 ? 3.0 : data.points.size() <= 2000 ? 2.2 : 1.6;
    const double spread = data.size.isValid ? 2.0 * least : least;
    std::vector<PlacedPoint> placed;
    placed.reserve(data.points.size());
    const bool isWhole = mapping.x == data.x.range && mapping.y == data.y.range;
    for (const ScatterPoint &point : data.points) {
        const QPointF pixel = mapping.toPixel(point.x, point.y);
        const double radius = least + spread * point.size;
        if (mapping.area.adjusted(-2, -2, 2, 2).contains(pixel)) {
            placed.push_back({point.trial, pixel, radius, false});
        } else if (isWhole && std::isfinite(pixel.x()) && std::isfinite(pixel.y())) {
            const QPointF edge(std::clamp(pixel.x(), mapping.area.left(), mapping.area.right()),
                               std::clamp(pixel.y(), mapping.area.top(), mapping.area.bottom()));
            placed.push_back({point.trial, edge, radius, true});
        }
    }
    return placed;
}

} // namespace attune::ui
