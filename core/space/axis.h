// SPDX-FileCopyrightText: 2026 The Attune developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/space/hyperparameter.h"

#include <optional>
#include <vector>

namespace attune {

/// The map between the values of one hyperparameter and [0, 1]: one side of the unit cube.
class Axis
{
public:
    /// Requires: hyperparameter.problems() is empty.
    explicit Axis(const Hyperparameter &hyperparameter);

    /// The value at a coordinate, which is clamped into [0, 1].
    [[nodiscard]] Value valueAt(double coordinate) const;

    /// Where a value lies: the centre of its cell for levels. Clamped; 0.5 for an unknown category
    /// and for a text where a number is needed.
    [[nodiscard]] double coordinateOf(const Value &value) const;

    /// As coordinateOf(), but a number outside of the range has its place below 0 or above 1.
    /// Nothing where there is no such place: an unknown category, a text where a number is needed,
    /// a number that the scaling cannot hold.
    [[nodiscard]] std::optional<double> coordinateBeyond(const Value &value) const;

    /// 0 if continuous.
    [[nodiscard]] std::int64_t levelCount() const { return m_levelCount; }

    /// The level number `index`, from 0. Requires: 0 <= index < levelCount().
    [[nodiscard]] Value levelAt(std::int64_t index) const;

    /// The cell of level `index`. Requires: as levelAt().
    [[nodiscard]] double cellBegin(std::int64_t index) const;
    [[nodiscard]] double cellEnd(std::int64_t index) const { return cellBegin(index + 1); }

private:
    [[nodiscard]] double edgeOf(std::int64_t index) const;
    [[nodiscard]] std::int64_t levelIndexAt(double coordinate) const;
    [[nodiscard]] double shortened(double value) const;

    HyperparameterType m_type;
    Scaling m_scaling;
    double m_begin = 0.0; ///< value at coordinate 0: the minimum, or the outer edge of its cell
    double m_end = 1.0;
    std::int64_t m_min = 0; ///< integers only
    std::int64_t m_step = 1;
    std::int64_t m_levelCount = 0;
    std::vector<Value> m_values; ///< categorical only
};

} // namespace attune
