// SPDX-FileCopyrightText: 2026 The Attune developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/space/hyperparameter.h"

#include <optional>
#include <string>
#include <vector>

namespace attune {

/// The cells of one column of a table; what is blank in them was not given.
using Cells = std::vector<std::string>;

/// What can be said of a column by its cells alone.
struct ColumnFacts
{
    std::size_t given = 0;       ///< cells that are not blank
    std::size_t numbers = 0;     ///< of these, finite numbers
    std::vector<Value> distinct; ///< in the order in which they come, up to mostDistinct
    bool isWhole = true;         ///< every number is a whole one
    double min = 0.0;            ///< of the numbers
    double max = 0.0;
    double median = 0.0;

    static constexpr std::size_t mostDistinct = 200;

    [[nodiscard]] bool isConstant() const { return distinct.size() < 2; }
    [[nodiscard]] bool isNumeric() const { return given > 0 && numbers == given; }
};
[[nodiscard]] ColumnFacts factsOf(const Cells &cells);

/// The text without blanks around it.
[[nodiscard]] std::string trimmed(const std::string &cell);

/// The number that a cell holds, or nothing.
[[nodiscard]] std::optional<double> numberInCell(const std::string &cell);

/// A hyperparameter of that type which could have given these values: a range rounded outward to
/// neat ends, in a scaling that suits how they lie and what `name` is known as, or the choices.
[[nodiscard]] Hyperparameter rangeOf(const std::string &name, HyperparameterType type,
                                     const ColumnFacts &facts);

/// The type that suits the values best: whole powers of two are choices in order.
[[nodiscard]] HyperparameterType typeOf(const ColumnFacts &facts);

} // namespace attune
