// SPDX-FileCopyrightText: 2026 The Attune developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/space/hyperparameter.h"

#include <string>
#include <utility>
#include <vector>

namespace attune {

/// The hyperparameters that may vary, the fixed values, and the constraints between
/// hyperparameters.
struct SearchSpace
{
    std::vector<Hyperparameter> hyperparameters;            ///< in the person's order
    std::vector<std::pair<std::string, std::string>> fixed; ///< name, text
    std::vector<std::string> constraints; ///< each as in constraint.h; all must hold

    [[nodiscard]] const Hyperparameter *find(std::string_view name) const;

    /// Indices of the hyperparameters with every parent before its children, else in the person's
    /// order; members of a cycle come last.
    [[nodiscard]] std::vector<std::size_t> parentsFirst() const;

    /// True when its conditions hold in `settings` (parents included, recursively).
    [[nodiscard]] bool isActive(const Hyperparameter &hyperparameter,
                                const Settings &settings) const;

    /// True when every constraint holds; a constraint over an inactive hyperparameter counts as
    /// held.
    [[nodiscard]] bool isFeasible(const Settings &settings) const;

    /// All defaults together, where every active hyperparameter has one; else nothing.
    [[nodiscard]] std::optional<Settings> defaults() const;

    /// The middle of every range in its scaling, the first choice of every category; constraints
    /// may not hold.
    [[nodiscard]] Settings middle() const;

    /// The default of each active hyperparameter that has one, the middle of the others.
    [[nodiscard]] Settings defaultsOrMiddle() const;

    /// Number of distinct settings, nothing if continuous or above 10^7. Constraints are respected
    /// up to 10^6; above that all are counted.
    [[nodiscard]] std::optional<std::int64_t> finiteSize() const;

    /// Every violation: of each hyperparameter, duplicate names, unknown parents, cycles,
    /// constraints that do not parse or name unknown hyperparameters. Paths as in study.json
    /// ("hyperparameters[1].max").
    [[nodiscard]] Problems problems() const;

    /// What is wrong with `settings` as a trial of this space (missing, unknown, out of range,
    /// breaks a constraint).
    [[nodiscard]] Problems problemsOf(const Settings &settings) const;

    bool operator==(const SearchSpace &) const = default;
};

/// The names in `settings`: those of the space in its order, then what an earlier revision of it
/// had.
[[nodiscard]] std::vector<std::string> namesOf(const SearchSpace &space, const Settings &settings);

/// The name with anything else than letters and digits as `_`, upper case, behind `ATTUNE_PARAM_`.
[[nodiscard]] std::string environmentNameOf(std::string_view hyperparameterName);

/// Whether `name` is allowed: a letter or `_`, then letters, digits, `_ . : -`.
[[nodiscard]] bool isValidName(std::string_view name);

} // namespace attune
