// SPDX-FileCopyrightText: 2026 The Attune developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/search/model_rows.h"

#include "core/search/training_data.h"
#include "core/stopping/quantile.h"

#include <algorithm>
#include <cmath>
#include <utility>

namespace attune {

namespace {

constexpr double span = 81.0; ///< from the fewest steps that say something to all
constexpr double leastPosition = endOfResource - 1.0 - 1e-9;
constexpr double nextLevel = 3.0;
constexpr std::size_t mostExamples = 100; ///< more would not move a median

/// Between knots linearly, before the first as there, after the last as there.
double interpolated(const std::vector<std::pair<double, double>> &knots, double position)
{
    const auto next = std::find_if(knots.begin(), knots.end(),
                                   [&](const auto &knot) { return knot.first >= position; });
    if (next == knots.end())
        return knots.back().second;
    if (next == knots.begin())
        return next->second;
    const auto &before = *(next - 1);
    const double share = (position - before.first) / (next->first - before.first);
    return before.second + share * (next->second - before.second);
}

} // namespace

ModelRows::ModelRows(const StudyHistory &history, int results, ModelledObjective objective,
                     OnTheWay onTheWay, std::optional<std::int64_t> maximum)
    : m_history(history), m_objective(std::move(objective)),
      m_isModelled(onTheWay == OnTheWay::Modelled)
{
    if (!m_isModelled)
        return;
    std::vector<int> whole;
    std::vector<int> longest;
    std::int64_t wholeMost = 0;
    std::int64_t most = 0;
    for (int i = 0; i < results; ++i) {
        const std::int64_t resource = at(i).resource;
        if (!hasValue(i) || resource <= 0)
            continue;
        if (isWhole(i)) {
            whole.push_back(i);
            wholeMost = std::max(wholeMost, resource);
        }
        if (resource > most)
            longest.clear();
        most = std::max(most, resource);
        if (resource == most)
            longest.push_back(i);
    }
    const double known = static_cast<double>(maximum.value_or(wholeMost));
    m_maximum = std::max(1.0, known > 0.0 ? known : nextLevel * static_cast<double>(most));
    learnFrom(thinned(whole.empty() ? longest : whole, mostExamples));
}

const Observation &ModelRows::at(int result) const
{
    return m_history.results[static_cast<std::size_t>(result)];
}

bool ModelRows::hasValue(int result) const
{
    const std::vector<double> &objectives = at(result).objectives;
    return at(result).outcome != Outcome::Failed && objectives.size() > m_objective.index &&
           std::all_of(objectives.begin(), objectives.end(),
                       [](double value) { return std::isfinite(value); });
}

double ModelRows::costOf(double value) const
{
    return m_objective.directions[m_objective.index] == Direction::Minimize ? value : -value;
}

double ModelRows::endCost(int result, std::size_t objective) const
{
    const double value = at(result).objectives[objective];
    return m_objective.directions[objective] == Direction::Minimize ? value : -value;
}

bool ModelRows::isWhole(int result) const
{
    return at(result).outcome == Outcome::Complete;
}

double ModelRows::positionOf(int result, std::int64_t resource) const
{
    const double all = isWhole(result) ? static_cast<double>(at(result).resource) : m_maximum;
    const double ratio = static_cast<double>(resource) / all;
    return std::min(endOfResource, endOfResource + std::log(ratio) / std::log(span));
}

void ModelRows::learnFrom(const std::vector<int> &examples)
{
    for (const int result : examples) {
        Gains gains;
        for (const PartialResult &partial : at(result).partial) {
            const double gain = endCost(result) - costOf(partial.objective);
            const double position = positionOf(result, partial.resource);
            const bool isNext = gains.empty() || gains.back().first < position;
            if (std::isfinite(gain) && isNext && partial.resource < at(result).resource)
                gains.emplace_back(position, gain);
        }
        if (gains.empty())
            continue;
        gains.emplace_back(positionOf(result, at(result).resource), 0.0);
        m_examples.push_back(std::move(gains));
    }
}

double ModelRows::gainFrom(double position) const
{
    std::vector<double> gains;
    for (const Gains &example : m_examples)
        gains.push_back(interpolated(example, position));
    std::sort(gains.begin(), gains.end());
    return gains.empty() ? 0.0 : quantileOf(gains, 0.5);
}

void ModelRows::appendWay(std::vector<ModelRow> &rows, int result, WayDetail detail) const
{
    const Observation &seen = at(result);
    std::vector<PartialResult> points = seen.partial;
    if (!isWhole(result))
        points.push_back({seen.resource, seen.objectives[m_objective.index]});
    const std::size_t shown = isWhole(result) ? 0 : 2;
    if (detail == WayDetail::Ends && points.size() > shown)
        points.erase(points.begin(), points.end() - static_cast<std::ptrdiff_t>(shown));
    for (const PartialResult &point : points) {
        const bool isLast = point.resource == seen.resource;
        const double position = positionOf(result, point.resource);
        const double cost = costOf(point.objective) + gainFrom(position);
        if (std::isfinite(cost) && (isLast || position >= leastPosition))
            rows.push_back({result, cost, position, false});
    }
}

std::vector<ModelRow> ModelRows::rowsOf(const std::vector<int> &shown, WayDetail detail) const
{
    std::vector<ModelRow> rows;
    for (const int result : shown) {
        const bool isKnown = m_isModelled && at(result).resource > 0;
        if (isKnown)
            appendWay(rows, result, detail);
        if (isWhole(result))
            rows.push_back({.result = result, .cost = endCost(result)});
        else if (!isKnown) // the mean of several runs says how sure it is by itself
            rows.push_back(
                {result, endCost(result), endOfResource, false, at(result).noiseStd == 0.0});
    }
    return rows;
}

} // namespace attune
