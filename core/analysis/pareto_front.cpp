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

std::vector<std::size_t> paretoFront(const std::vector<std::vector<double>> &values,
                                     const std::vector<Direction> &directions)
{
    const auto isWhole = [&](const std::vector<double> &row) {
        return row.size() == directions.size() &&
               std::all_of(row.begin(), row.end(),
                           [](double value) { return std::isfinite(value); });
    };
    std::vector<std::size_t> front;
    for (std::size_t i = 0; i < values.size(); ++i) {
        if (!isWhole(values[i]))
            continue;
        const auto isBeaten = [&](std::size_t other) {
            return dominates(values[other], values[i], directions);
        };
        if (std::any_of(front.begin(), front.end(), isBeaten))
            continue;
        std::erase_if(front, [&](std::size_t other) {
            return dominates(values[i], values[other], directions);
        });
        front.push_back(i);
    }
    return front;
}

std::vector<Direction> directionsOf(const std::vector<Objective> &objectives)
{
    std::vector<Direction> directions;
    directions.reserve(objectives.size());
    for (const Objective &objective : objectives)
        directions.push_back(objective.direction);
    return directions;
}

std::vector<const Trial *> paretoTrials(const std::vector<Trial> &trials,
                                        const std::vector<Objective> &objectives)
{
    if (objectives.empty())
        return {};
    std::vector<const Trial *> whole;
    std::vector<std::vector<double>> values;
    for (const Trial &trial : trials) {
        const bool hasAll = trial.objectives.size() >= objectives.size() &&
                            std::all_of(trial.objectives.begin(), trial.objectives.end(),
                                        [](const auto &value) { return value.has_value(); });
        if (trial.state != TrialState::Complete || trial.isExcluded || !trial.meetsRequirements ||
            !hasAll)
            continue;
        whole.push_back(&trial);
        std::vector<double> row;
        for (std::size_t i = 0; i < objectives.size(); ++i)
            row.push_back(*trial.objectives[i]);
        values.push_back(std::move(row));
    }
    std::vector<const Trial *> front;
    for (const std::size_t row : paretoFront(values, directionsOf(objectives)))
        front.push_back(whole[row]);
    std::stable_sort(front.begin(), front.end(), [&](const Trial *a, const Trial *b) {
        return isBetter(objectives.front().direction, *a->objectives.front(),
                        *b->objectives.front());
    });
    return front;
}

} // namespace attune
