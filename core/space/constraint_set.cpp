// SPDX-FileCopyrightText: 2026 The Attune developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/space/constraint_set.h"

#include <algorithm>

namespace attune {

ConstraintSet::ConstraintSet(const SearchSpace &space)
{
    for (const std::string &text : space.constraints) {
        auto expression = Expression::parse(text);
        if (!expression)
            continue;
        Item item{std::move(expression.value()), {}};
        for (const std::string &name : item.expression.names()) {
            if (space.find(name) != nullptr)
                item.hyperparameters.push_back(name);
        }
        m_items.push_back(std::move(item));
    }
}

bool ConstraintSet::hold(const Settings &settings) const
{
    return std::all_of(m_items.begin(), m_items.end(), [&](const Item &item) {
        const auto isMissing = [&](const std::string &name) { return !settings.contains(name); };
        if (std::any_of(item.hyperparameters.begin(), item.hyperparameters.end(), isMissing))
            return true;
        return item.expression.holds(settings).value_or(false);
    });
}

} // namespace attune
