// SPDX-FileCopyrightText: 2026 The Attune developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/space/axis.h"
#include "core/space/constraint_set.h"
#include "core/space/search_space.h"

#include <optional>
#include <span>
#include <vector>

namespace attune {

/// The one transform between settings and [0, 1]^d that samplers and model share; one coordinate
/// per hyperparameter, in the space's order. Integers lie in cells of a step, half a step to each
/// side in scaled space, so that every level has its full share; categories in equal cells by
/// index.
class UnitCube
{
public:
    /// Requires: space.problems() is empty. Keeps a copy.
    explicit UnitCube(SearchSpace space);

    [[nodiscard]] const SearchSpace &space() const { return m_space; }
    [[nodiscard]] int dimensions() const;

    /// Settings of `point` (size d, each in [0, 1]); inactive hyperparameters are left out.
    /// Continuous values are rounded to the fewest decimal digits that move their coordinate by
    /// less than 1e-6 (ends stay exact).
    [[nodiscard]] Settings settingsAt(std::span<const double> point) const;

    /// The coordinate of each value, at the centre of its cell for levels; 0.5 for inactive ones.
    /// Values outside of the range are clamped; unknown categories give 0.5.
    [[nodiscard]] std::vector<double> pointOf(const Settings &settings) const;

    /// As pointOf(), but numbers outside of their range lie below 0 or above 1, as far as the
    /// scaling goes on. Nothing where a value has no place at all.
    [[nodiscard]] std::optional<std::vector<double>> pointBeyond(const Settings &settings) const;

    /// Every coordinate moved to where its level lies, so that the model sees what will run.
    [[nodiscard]] std::vector<double> snapped(std::span<const double> point) const;

    /// Value of one hyperparameter at one coordinate, and back.
    [[nodiscard]] Value valueAt(int dimension, double coordinate) const;
    [[nodiscard]] double coordinateOf(int dimension, const Value &value) const;

    /// As space().isFeasible(), with the constraints parsed once.
    [[nodiscard]] bool isFeasible(const Settings &settings) const;

    /// 0 where feasible, else how far the constraints are from that (ConstraintSet::shortfall()).
    [[nodiscard]] double shortfall(const Settings &settings) const;

private:
    SearchSpace m_space;
    std::vector<Axis> m_axes;
    std::vector<std::size_t> m_parentsFirst;
    ConstraintSet m_constraints;
    bool m_hasConditions = false;
};

} // namespace attune
