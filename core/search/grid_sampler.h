// SPDX-FileCopyrightText: 2026 The Attune developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/search/sampler.h"
#include "core/space/unit_cube.h"

namespace attune {

/// Tries every combination of a grid once, in the order of lattice.h, whatever has been tried
/// before: the next one is the first that the history does not hold.
class GridSampler final : public Sampler
{
public:
    explicit GridSampler(const SearchProblem &problem);

    [[nodiscard]] ModelFit fit(const StudyHistory &history, int prefix, const ModelFit &previous,
                               std::stop_token stop) const override;
    [[nodiscard]] Result<Settings> suggest(const StudyHistory &history, const ModelFit &fit,
                                           int number, std::stop_token stop) const override;
    [[nodiscard]] bool usesResults() const override { return false; }

private:
    UnitCube m_cube;
    std::vector<std::vector<Value>> m_levels;
};

/// The values of one hyperparameter on the grid: every category; every integer level where there
/// are at most `gridPoints`; else `gridPoints` values with equal distances in scaled space, both
/// ends included (the middle, for one); of an integer the nearest levels, each once.
[[nodiscard]] std::vector<Value> gridLevels(const Hyperparameter &hyperparameter, int gridPoints);

/// How many combinations a grid has.
struct GridSize
{
    std::int64_t combinations = 0; ///< the largest integer when there are more
    bool isExact = true; ///< else an upper bound: conditions and constraints were not looked at
};

/// Requires: a valid space.
[[nodiscard]] GridSize gridSize(const SearchSpace &space, int gridPoints);

} // namespace attune
