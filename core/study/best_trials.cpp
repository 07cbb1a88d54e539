// SPDX-FileCopyrightText: 2026 The Attune developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/study/best_trials.h"

#include <algorithm>
#include <cmath>

namespace attune {

namespace {

bool isRanked(const Trial &trial, std::size_t which)
{
    const auto objective = trial.objectiveAt(which);
    return trial.state == TrialState::Complete && !trial.isExcluded && trial.meetsRequirements &&
           objective && std::isfinite(*objective);
}

double bestOf(Direction direction, const std::vector<MetricPoint> &points)
{
    double best = points.front().value;
    for (const MetricPoint &point : points) {
        if (std::isnan(best) || isBetter(direction, point.value, best))
            best = point.value;
    }
    return best;
}

double meanOfLast(int count, const std::vector<MetricPoint> &points)
{
    const std::size_t used = std::min(static_cast<std::size_t>(std::max(count, 1)), points.size());
    double sum = 0.0;
    for (std::size_t i = points.size() - used; i < points.size(); ++i)
        sum += points[i].value;
    return sum / static_cast<double>(used);
}

} // namespace

std::optional<double> objectiveOf(const Objective &objective,
                                  const std::vector<MetricPoint> &points)
{
    if (points.empty())
        return std::nullopt;
    switch (objective.value) {
    case ObjectiveValue::Last:
        return points.back().value;
    case ObjectiveValue::Best:
        return bestOf(objective.direction, points);
    case ObjectiveValue::MeanOfLast:
        return meanOfLast(objective.meanOfLast, points);
    }
    return std::nullopt;
}

bool isBetter(Direction direction, double a, double b)
{
    return direction == Direction::Minimize ? a < b : a > b;
}

const Trial *bestTrial(const std::vector<Trial> &trials, const Objective &objective)
{
    const Trial *best = nullptr;
    for (const Trial &trial : trials) {
        if (!isRanked(trial, 0))
            continue;
        if (best == nullptr ||
            isBetter(objective.direction, *trial.objective(), *best->objective()) ||
            (*trial.objective() == *best->objective() && trial.number < best->number))
            best = &trial;
    }
    return best;
}

std::vector<const Trial *> rankedTrials(const std::vector<Trial> &trials,
                                        const Objective &objective, std::size_t which)
{
    std::vector<const Trial *> ranked;
    for (const Trial &trial : trials) {
        if (isRanked(trial, which))
            ranked.push_back(&trial);
    }
    std::sort(ranked.begin(), ranked.end(), [&](const Trial *a, const Trial *b) {
        const double valueA = *a->objectives[which];
        const double valueB = *b->objectives[which];
        return valueA == valueB ? a->number < b->number
                                : isBetter(objective.direction, valueA, valueB);
    });
    return ranked;
}

} // namespace attune
