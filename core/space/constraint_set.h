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

private:
    struct Item
    {
        Expression expression;
        std::vector<std::string> hyperparameters; ///< that it names
    };

    std::vector<Item> m_items;
};

} // namespace attune
