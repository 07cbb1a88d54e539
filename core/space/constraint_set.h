// SPDX-FileCopyrightText: 2026 The Attune developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/space/constraint.h"
#include "core/space/search_space.h"

#include <vector>

namespace attune {

/// The constraints of a space, parsed once. Those that do not parse are left out: the space's
/// problems() names them.
class ConstraintSet
{
public:
    ConstraintSet() = default;
    explicit ConstraintSet(const SearchSpace &space);

    /// True when every constraint holds. One that names a hyperparameter without a value (an
    /// inactive one) counts as held; one that cannot be computed, as broken.
    [[nodiscard]] bool hold(const Settings &settings) const;

    /// 0 where all hold, else the sum of their shortfalls (Expression::shortfall()).
    [[nodiscard]] double shortfall(const Settings &settings) const;

    /// The indices in the space of those that do not.
    [[nodiscard]] std::vector<std::size_t> broken(const Settings &settings) const;

private:
    struct Item
    {
        std::size_t index = 0; ///< in the space
        Expression expression;
        std::vector<std::string> hyperparameters; ///< that it names
    };

    /// Whether it names an inactive hyperparameter.
    [[nodiscard]] static bool isIdle(const Item &item, const Settings &settings);
    [[nodiscard]] static bool holds(const Item &item, const Settings &settings);

    std::vector<Item> m_items;
};

} // namespace attune
