// SPDX-FileCopyrightText: 2026 The Attune developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/space/constraint_set.h"

#include "core/space/fixed_in_constraint.h"

#include <algorithm>

namespace attune {

ConstraintSet::ConstraintSet(const SearchSpace &space)
{
    for (std::size_t i = 0; i < space.constraints.size(); ++i) {
        auto expression = Expression::parse(withFixedValues(space, space.constraints[i]));
        if (!expression)
            continue;
        Item item{i, std::move(expression.value()), {}};
        for (const std::string &name : item.expression.names()) {
            if (space.find(name) != nullptr)
                item.hyperparameters.push_back(name);
        }
        m_items.push_back(std::move(item));
    }
}

bool ConstraintSet::isIdle(const Item &item, const Settings &settings)
{
    return std::any_of(item.hyperparameters.begin(), item.hyperparameters.end(),
                       [&](const std::string &name) { return !settings.contains(name); });
}

bool ConstraintSet::holds(const Item &item, const Settings &settings)
{
    return isIdle(item, settings) || item.expression.holds(settings).value_or(false);
}

double ConstraintSet::shortfall(const Settings &settings) const
{
    double sum = 0.0;
    for (const Item &item : m_items) {
        if (!isIdle(item, settings))
            sum += item.expression.shortfall(settings);
    }
    return sum;
}

bool ConstraintSet::hold(const Settings &settings) const
{
    return std::all_of(m_items.begin(), m_items.end(),
                       [&](const Item &item) { return holds(item, settings); });
}

std::vector<std::size_t> ConstraintSet::broken(const Settings &settings) const
{
    std::vector<std::size_t> indices;
    for (const Item &item : m_items) {
        if (!holds(item, settings))
            indices.push_back(item.index);
    }
    return indices;
}

} // namespace attune
