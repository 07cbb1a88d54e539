// SPDX-FileCopyrightText: 2026 The Attune developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/search/model_rows.h"

#include "core/gp/encoding.h"

#include <algorithm>
#include <cmath>
#include <map>

namespace attune {

namespace {

constexpr double span = 81.0; ///< from the least resource that says something to the whole
constexpr double nextLevel = 3.0;

double medianOf(std::vector<double> values)
{
    std::sort(values.begin(), values.end());
    const std::size_t n = values.size();
    return n % 2 == 1 ? values[n / 2] : 0.5 * values[n / 2 - 1] + 0.5 * values[n / 2];
}

} // namespace

ModelRows::ModelRows(const StudyHistory &history, int results, ModelledObjective objective,
                     OnTheWay onTheWay, std::optional<std::int64_t> maximum)
    : m_history(history), m_objective(objective), m_isModelled(onTheWay == OnTheWay::Modelled)
{
    if (!m_isModelled)
        return;
    std::vector<int> whole;
    std::vector<int> longest;
    std::int64_t wholeMost = 0;
    std::int64_t most = 0;
    for (int i = 0; i < results; ++i) {
        const std::int64_t resource = history.results[static_cast<std::size_t>(i)].resource;
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
    m_maximum = known > 0.0 ? known : nextLevel * static_cast<double>(most);
    if (whole.empty())
        learnGains(longest, static_cast<double>(most));
    else
        learnGains(whole, m_maximum);
}

bool ModelRows::hasValue(int result) const
{
    const Observation &seen = m_history.results[static_cast<std::size_t>(result)];
    return seen.outcome != Outcome::Failed && seen.objectives.size() > m_objective.index &&
           std::all_of(seen.objectives.begin(), seen.objectives.end(),
                       [](double value) { return std::isfinite(value); });
}

double ModelRows::costOf(double objective) const
{
    return m_objective.direction == Direction::Minimize ? objective : -objective;
}

double ModelRows::endCost(int result) const
{
    return costOf(
        m_history.results[static_cast<std::size_t>(result)].objectives[m_objective.index]);
}

bool ModelRows::isWhole(int result) const
{
    return m_history.results[static_cast<std::size_t>(result)].outcome == Outcome::Complete;
}

void ModelRows::learnGains(const std::vector<int> &examples, double end)
{
    const double logEnd = std::log(std::max(1.0, end));
    std::map<std::int64_t, std::vector<double>> gains;
    for (const int example : examples) {
        for (const PartialResult &partial :
             m_history.results[static_cast<std::size_t>(example)].partial) {
            const double gain = endCost(example) - costOf(partial.objective);
            if (std::isfinite(gain))
                gains[partial.resource].push_back(gain);
        }
    }
    for (const auto &[resource, values] : gains) {
        const double logarithm = std::log(static_cast<double>(resource));
        if (logarithm < logEnd)
            m_gains.push_back({logarithm, medianOf(values)});
    }
    m_gains.push_back({logEnd, 0.0});
}

double ModelRows::gainFrom(std::int64_t resource) const
{
    const double logarithm = std::log(static_cast<double>(resource));
    const auto next = std::find_if(m_gains.begin(), m_gains.end(),
                                   [&](const Gain &gain) { return gain.logResource >= logarithm; });
    if (next == m_gains.end())
        return 0.0;
    if (next == m_gains.begin() || next->logResource == logarithm)
        return next->gain;
    const Gain &before = *(next - 1);
    const double share =
        (logarithm - before.logResource) / (next->logResource - before.logResource);
    return before.gain + share * (next->gain - before.gain);
}

double ModelRows::positionOf(std::int64_t resource, double most) const
{
    const double ratio = static_cast<double>(resource) / most;
    return std::min(endOfResource, endOfResource + std::log(ratio) / std::log(span));
}

void ModelRows::appendOnTheWay(std::vector<ModelRow> &rows, int result, bool isSparse) const
{
    const Observation &seen = m_history.results[static_cast<std::size_t>(result)];
    const double most =
        isWhole(result) ? static_cast<double>(seen.resource) : std::max(1.0, m_maximum);
    std::vector<PartialResult> points = seen.partial;
    if (!isWhole(result))
        points.push_back({seen.resource, seen.objectives[m_objective.index]});
    const std::size_t shown = isWhole(result) ? 0 : 2;
    if (isSparse && points.size() > shown)
        points.erase(points.begin(), points.end() - static_cast<std::ptrdiff_t>(shown));
    for (const PartialResult &point : points) {
        const bool isEnd = point.resource == seen.resource;
        const double cost = costOf(point.objective) + gainFrom(point.resource);
        if (std::isfinite(cost) && (isEnd || static_cast<double>(point.resource) * span >= most))
            rows.push_back({result, cost, positionOf(point.resource, most), false});
    }
}

std::vector<ModelRow> ModelRows::rowsOf(const std::vector<int> &shown, bool isSparse) const
{
    std::vector<ModelRow> rows;
    for (const int result : shown) {
        const bool isKnown =
            m_isModelled && m_history.results[static_cast<std::size_t>(result)].resource > 0;
        if (isKnown)
            appendOnTheWay(rows, result, isSparse);
        if (isWhole(result))
            rows.push_back({.result = result, .cost = endCost(result)});
        else if (!isKnown)
            rows.push_back({result, endCost(result), endOfResource, false, true});
    }
    return rows;
}

} // namespace attune
