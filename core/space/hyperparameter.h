// SPDX-FileCopyrightText: 2026 The Attune developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/problem.h"
#include "core/space/scaling.h"
#include "core/space/value.h"

#include <string>
#include <vector>

namespace attune {

enum class HyperparameterType { Continuous, Integer, Categorical };

/// Active only when the hyperparameter `parent` is active and has one of `values`.
struct Condition
{
    std::string parent;
    std::vector<Value> values;
    bool operator==(const Condition &) const = default;
};

/// One hyperparameter that may vary: its range or choices, its scaling and when it is active.
struct Hyperparameter
{
    std::string name;
    HyperparameterType type = HyperparameterType::Continuous;
    double min = 0.0;      ///< continuous and integer; whole for integer
    double max = 1.0;      ///< inclusive
    std::int64_t step = 1; ///< integer only: levels min, min + step, ... <= max
    Scaling scaling = Scaling::Auto;
    bool isOrdered = false;    ///< categorical only
    std::vector<Value> values; ///< categorical only
    std::optional<Value> defaultValue;
    std::vector<Condition> when; ///< all must hold

    /// Number of levels of an integer or categorical one; 0 for continuous. Requires: a valid
    /// range.
    [[nodiscard]] std::int64_t levelCount() const;

    /// Every violation of this one alone, `path` relative to it ("min", "values[3]").
    [[nodiscard]] Problems problems() const;

    bool operator==(const Hyperparameter &) const = default;
};

/// The scaling that Auto stands for, or the chosen one.
[[nodiscard]] Scaling resolvedScaling(const Hyperparameter &hyperparameter);

/// True when every condition holds by the parents' values in `settings`, where inactive
/// hyperparameters are absent.
[[nodiscard]] bool conditionsHold(const Hyperparameter &hyperparameter, const Settings &settings);

} // namespace attune
