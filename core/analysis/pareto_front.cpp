// SPDX-FileCopyrightText: 2026 The Attune developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/analysis/pareto_front.h"

#include "core/study/best_trials.h"

#include <algorithm>
#include <cmath>

namespace attune {

bool dominates(const std::vector<double> &a, const std::vector<double> &b,
               const std::vector<Direction> &directions)
{
    bool isBetterSomewhere = false;
    for (std::size_t i = 0; i < directions.size(); ++i) {
        if (isBetter(directions[i], b[i], a[i]))
            return false;
        isBetterSomewhere = isBetterSomewhere || isBetter(directions[i], a[i], b[i]);
    }
    return isBetterSomewhere;
}

bool GrowingFront::add(std::size_t index, std::vector<double> row)
{
    const bool isWhole =
        row.size() == m_directions.size() &&
        std::all_of(row.begin(), row.end(), [](double value) { return std::isfinite(value); });
    if (!isWhole || std::any_of(m_rows.begin(), m_rows.end(), [&](const auto &other) {
            return dominates(other.second, row, m_directions);
        }))
        return false;
    std::erase_if(m_rows,
                  [&](const auto &other) { return dominates(row, other.second, m_directions); });
    m_rows.emplace_back(index, std::move(row));
    return true;
}

std::vector<std::size_t> GrowingFront::indices() const
{
    std::vector<std::size_t> indices;
    indices.reserve(m_rows.size());
    for (const auto &[index, row] : m_rows)
        indices.push_back(index);
    return indices;
}

std::vector<std::size_t> paretoFront(const std::vector<std::vector<double>> &values,
                                     const std::vector<Direction> &directions)
{
    GrowingFront front(directions);
    for (std::size_t i = 0; i < values.size(); ++i)
        front.add(i, values[i]);
    return front.indices();
}

std::vector<Direction> directionsOf(const std::vector<Objective> &objectives)
{
    std::vector<Direction> directions;
    directions.reserve(objectives.size());
    for (const Objective &objective : objectives)
        directions.push_back(objective.direction);
    return directions;
}

std::optional<std::vector<double>> frontRowOf(const Trial &trial,
                                              const std::vector<Objective> &objectives)
{
    if (trial.state != TrialState::Complete || trial.isExcluded || !trial.meetsRequirements ||
        trial.objectives.size() < objectives.size())
        return std::nullopt;
    std::vector<double> row;
    for (std::size_t i = 0; i < objectives.size(); ++i) {
        if (!trial.objectives[i])
            return std::nullopt;
        row.push_back(*trial.objectives[i]);
    }
    return row;
}

std::vector<const Trial *> paretoTrials(const std::vector<Trial> &trials,
                                        const std::vector<Objective> &objectives)
{
    if (objectives.empty())
        return {};
    GrowingFront growing(directionsOf(objectives));
    for (std::size_t i = 0; i < trials.size(); ++i) {
        if (auto row = frontRowOf(trials[i], objectives))
            growing.add(i, std::move(*row));
    }
    std::vector<const Trial *> front;
    for (const std::size_t index : growing.indices())
        front.push_back(&trials[index]);
    std::stable_sort(front.begin(), front.end(), [&](const Trial *a, const Trial *b) {
        return isBetter(objectives.front().direction, *a->objectives.front(),
                        *b->objectives.front());
    });
    return front;
}

} // namespace attune
