// SPDX-FileCopyrightText: 2026 The Attune developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/rng.h"
#include "core/space/unit_cube.h"

#include <functional>
#include <optional>
#include <span>
#include <stop_token>
#include <vector>

namespace attune {

/// Fills a point of the unit cube; `attempt` counts from 0.
using PointSource = std::function<void(int attempt, std::span<double> point)>;

/// Finds feasible points where constraints leave too little to be met by chance (eight weights
/// that add up to 1 at most are one in 40,000): an evolution strategy with one parent (Rechenberg
/// 1973) walks down the constraints' shortfall, then wanders among feasible points, so that it does
/// not end where it first came in.
class FeasibleWalk
{
public:
    /// Borrows both. `free`: the dimensions that may change.
    FeasibleWalk(const UnitCube &cube, std::vector<int> free, Rng &rng);
    /// All of them may.
    FeasibleWalk(const UnitCube &cube, Rng &rng);

    /// Up to `count` walks, each from another point of `starts`, until one reaches a feasible
    /// point that is wanted; nothing where none does, or where stopped.
    [[nodiscard]] std::optional<std::vector<double>>
    fromAny(const PointSource &starts, int count,
            const std::function<bool(const std::vector<double> &)> &isWanted,
            const std::stop_token &stop);

private:
    /// A feasible point on a walk from `start` (size d); nothing where none was found.
    [[nodiscard]] std::optional<std::vector<double>> from(std::vector<double> start,
                                                          const std::stop_token &stop);
    [[nodiscard]] double shortfallAt(const std::vector<double> &point) const;
    [[nodiscard]] std::vector<double> mutated(const std::vector<double> &point);

    const UnitCube &m_cube;
    std::vector<int> m_free;
    Rng &m_rng;
};

} // namespace attune
