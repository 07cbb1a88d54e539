// SPDX-FileCopyrightText: 2026 The Attune developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/space/feasible_walk.h"

#include <algorithm>
#include <cmath>
#include <numeric>
#include <utility>

namespace attune {

namespace {

constexpr int mostSteps = 2'000;             ///< down the shortfall
constexpr int wanderingPerDimension = 10;    ///< among feasible points
constexpr double changesPerStep = 2.0;       ///< dimensions, on average
constexpr double largestLogDeviation = -0.3; ///< base 10
constexpr double logDeviationRange = 3.0;

std::vector<int> dimensionsOf(const UnitCube &cube)
{
    std::vector<int> all(static_cast<std::size_t>(cube.dimensions()));
    std::iota(all.begin(), all.end(), 0);
    return all;
}

} // namespace

FeasibleWalk::FeasibleWalk(const UnitCube &cube, std::vector<int> free, Rng &rng)
    : m_cube(cube), m_free(std::move(free)), m_rng(rng)
{}

FeasibleWalk::FeasibleWalk(const UnitCube &cube, Rng &rng)
    : FeasibleWalk(cube, dimensionsOf(cube), rng)
{}

std::optional<std::vector<double>>
FeasibleWalk::fromAny(const PointSource &starts, int count,
                      const std::function<bool(const std::vector<double> &)> &isWanted,
                      const std::stop_token &stop)
{
    std::vector<double> start(static_cast<std::size_t>(m_cube.dimensions()));
    for (int i = 0; i < count && !stop.stop_requested(); ++i) {
        starts(i, start);
        auto reached = from(start, stop);
        if (reached && isWanted(*reached))
            return reached;
    }
    return std::nullopt;
}

double FeasibleWalk::shortfallAt(const std::vector<double> &point) const
{
    return m_cube.shortfall(m_cube.settingsAt(point));
}

std::vector<double> FeasibleWalk::mutated(const std::vector<double> &point)
{
    std::vector<double> next = point;
    const double deviation =
        std::pow(10.0, largestLogDeviation - logDeviationRange * m_rng.uniform());
    const auto change = [&](int dimension) {
        double &coordinate = next[static_cast<std::size_t>(dimension)];
        // Levels and choices need leaps as well as steps.
        coordinate = m_rng.uniform() < 0.25
                         ? m_rng.uniform()
                         : std::clamp(coordinate + deviation * m_rng.normal(), 0.0, 1.0);
    };
    const double probability = changesPerStep / static_cast<double>(m_free.size());
    for (const int dimension : m_free) {
        if (m_rng.uniform() < probability)
            change(dimension);
    }
    change(m_free[static_cast<std::size_t>(m_rng.below(static_cast<int>(m_free.size())))]);
    return next;
}

std::optional<std::vector<double>> FeasibleWalk::from(std::vector<double> start,
                                                      const std::stop_token &stop)
{
    if (m_free.empty())
        return std::nullopt;
    std::vector<double> point = std::move(start);
    double shortfall = shortfallAt(point);
    for (int step = 0; step < mostSteps && shortfall > 0.0 && !stop.stop_requested(); ++step) {
        std::vector<double> next = mutated(point);
        const double other = shortfallAt(next);
        if (other <= shortfall) {
            point = std::move(next);
            shortfall = other;
        }
    }
    if (shortfall > 0.0)
        return std::nullopt;
    for (int step = 0; step < wanderingPerDimension * static_cast<int>(m_free.size()); ++step) {
        std::vector<double> next = mutated(point);
        if (m_cube.isFeasible(m_cube.settingsAt(next)))
            point = std::move(next);
    }
    return point;
}

} // namespace attune
