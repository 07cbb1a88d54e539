// SPDX-FileCopyrightText: 2026 The Attune developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/search/grid_sampler.h"

#include "core/search/untried_settings.h"
#include "core/space/lattice.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace attune {

namespace {

constexpr std::int64_t largestCountedGrid = 1'000'000;
constexpr std::int64_t mostSteps = 10'000'000;
constexpr std::int64_t stepsBetweenStopChecks = 1024;

std::vector<std::vector<Value>> levelsOf(const SearchSpace &space, int gridPoints)
{
    std::vector<std::vector<Value>> levels;
    for (const Hyperparameter &hyperparameter : space.hyperparameters)
        levels.push_back(gridLevels(hyperparameter, gridPoints));
    return levels;
}

/// The level nearest to the share `unit` of the way from the first to the last one, in the scaling.
/// Not Axis::valueAt(), whose 0 and 1 are the outer edges of those levels' cells: on a logarithmic
/// axis that is far from the values themselves.
Value levelBetweenEnds(const Hyperparameter &hyperparameter, const Axis &axis, double unit)
{
    const std::int64_t last = axis.levelCount() - 1;
    const auto begin = static_cast<double>(std::get<std::int64_t>(axis.levelAt(0)));
    const auto end = static_cast<double>(std::get<std::int64_t>(axis.levelAt(last)));
    const double value = fromUnit(resolvedScaling(hyperparameter), begin, end, unit);
    const double position = (value - begin) / static_cast<double>(hyperparameter.step);
    return axis.levelAt(std::clamp<std::int64_t>(std::llround(position), 0, last));
}

} // namespace

std::vector<Value> gridLevels(const Hyperparameter &hyperparameter, int gridPoints)
{
    const Axis axis(hyperparameter);
    const std::int64_t count = axis.levelCount();
    std::vector<Value> levels;
    const bool takesAll = hyperparameter.type == HyperparameterType::Categorical ||
                          (count > 0 && count <= gridPoints);
    if (takesAll) {
        for (std::int64_t i = 0; i < count; ++i)
            levels.push_back(axis.levelAt(i));
        return levels;
    }
    for (int i = 0; i < gridPoints; ++i) {
        const double unit = gridPoints == 1 ? 0.5 : static_cast<double>(i) / (gridPoints - 1);
        Value value = count > 0 ? levelBetweenEnds(hyperparameter, axis, unit) : axis.valueAt(unit);
        if (levels.empty() || levels.back() != value)
            levels.push_back(std::move(value));
    }
    return levels;
}

GridSize gridSize(const SearchSpace &space, int gridPoints)
{
    auto levels = levelsOf(space, gridPoints);
    std::vector<std::int64_t> counts;
    for (const auto &own : levels)
        counts.push_back(static_cast<std::int64_t>(own.size()));
    const bool isProduct =
        space.constraints.empty() &&
        std::all_of(space.hyperparameters.begin(), space.hyperparameters.end(),
                    [](const Hyperparameter &each) { return each.when.empty(); });
    constexpr auto largest = std::numeric_limits<std::int64_t>::max();
    const auto product = productOf(counts, largest);
    if (!product)
        return {largest, false};
    if (isProduct || *product > largestCountedGrid)
        return {*product, isProduct};
    const ConstraintSet constraints(space);
    GridSize size;
    Lattice lattice(space, std::move(levels));
    do {
        if (constraints.hold(lattice.settings()))
            ++size.combinations;
    } while (lattice.advance());
    return size;
}

GridSampler::GridSampler(const SearchProblem &problem)
    : m_cube(problem.space), m_levels(levelsOf(problem.space, problem.search.gridPoints))
{}

ModelFit GridSampler::fit(const StudyHistory &, int, const ModelFit &previous,
                          std::stop_token) const
{
    return previous;
}

Result<Settings> GridSampler::suggest(const StudyHistory &history, const ModelFit &, int number,
                                      std::stop_token stop) const
{
    const TriedSettings tried(history, number);
    Lattice lattice(m_cube.space(), m_levels);
    std::int64_t steps = 0;
    do {
        if (++steps % stepsBetweenStopChecks == 0 && stop.stop_requested())
            return Error{ErrorKind::Cancelled, "The search for settings was stopped."};
        if (m_cube.isFeasible(lattice.settings()) && !tried.contains(lattice.settings()))
            return lattice.settings();
        if (steps == mostSteps) {
            return Error{ErrorKind::Invalid, "None of the first 10,000,000 grid points is new and "
                                             "satisfies every constraint. Loosen the constraints, "
                                             "or use fewer grid points."};
        }
    } while (lattice.advance());
    return Error{ErrorKind::Exhausted, "Every point of the grid has been tried. Use more grid "
                                       "points, widen a range or add a choice to go on."};
}

} // namespace attune
