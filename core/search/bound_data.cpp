// SPDX-FileCopyrightText: 2026 The Attune developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/search/bound_data.h"

#include "core/gp/bound_model.h"

#include <cmath>
#include <limits>
#include <memory>

namespace attune {

namespace {

constexpr std::size_t mostSeen = 500; ///< rows of those known to the fit
/// Of what a trial showed that was ended early: as uncertain as a typical distance from the bound.
constexpr double stoppedNoise = 1.0;

bool isKnown(const Observation &result, std::size_t index)
{
    return result.outcome != Outcome::Failed && index < result.required.size() &&
           std::isfinite(result.required[index]);
}

} // namespace

BoundData boundDataOf(const UnitCube &cube, const Encoding &encoding, const SearchProblem &problem,
                      std::size_t index, const HistoryPart &part)
{
    const bool isMinimized = problem.objectives.front().direction == Direction::Minimize;
    const auto cost = [isMinimized](const Observation &result) {
        const double value = result.objectives.empty() ? std::nan("") : result.objectives.front();
        if (std::isnan(value))
            return std::numeric_limits<double>::infinity();
        return isMinimized ? value : -value;
    };
    const auto [rows, factored] = selected(
        part, mostSeen, [index](const Observation &result) { return isKnown(result, index); },
        cost);
    BoundData data;
    data.factored = factored;
    Eigen::VectorXd excess(static_cast<Eigen::Index>(rows.size()));
    for (std::size_t i = 0; i < rows.size(); ++i) {
        const Observation &result = part.history.results[static_cast<std::size_t>(rows[i])];
        excess[static_cast<Eigen::Index>(i)] =
            problem.requirements[index].excessOf(result.required[index]);
    }
    data.excess.inputs = encoding.encode(pointsOf(cube, part.history, rows));
    data.excess.targets = boundTargets(excess);
    data.excess.knownNoise = Eigen::VectorXd::Zero(excess.size());
    for (std::size_t i = 0; i < rows.size(); ++i) {
        const Observation &result = part.history.results[static_cast<std::size_t>(rows[i])];
        if (result.outcome == Outcome::Stopped)
            data.excess.knownNoise[static_cast<Eigen::Index>(i)] = stoppedNoise;
    }
    return data;
}

void addBounds(JointChance &chance, const Encoding &encoding, const std::vector<BoundData> &bounds,
               FactorCache *cache)
{
    for (const BoundData &bound : bounds) {
        if (bound.excess.size() > 0)
            chance.add(std::make_unique<BoundModel>(encoding, bound.parameters, bound.excess,
                                                    bound.factored, cache));
    }
}

} // namespace attune
