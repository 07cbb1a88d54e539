// SPDX-FileCopyrightText: 2026 The Attune developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/space/typed_value.h"

#include <algorithm>
#include <cmath>

namespace attune {

Value typedValue(const Hyperparameter &hyperparameter, const Value &value)
{
    if (hyperparameter.type == HyperparameterType::Categorical) {
        const std::vector<Value> &values = hyperparameter.values;
        // A choice of the very same type before one that only looks the same.
        if (std::find(values.begin(), values.end(), value) != values.end())
            return value;
        const auto same = std::find_if(values.begin(), values.end(), [&](const Value &choice) {
            return sameChoice(choice, value);
        });
        return same == values.end() ? value : *same;
    }
    const auto number = numberOf(value);
    if (!number || std::holds_alternative<bool>(value))
        return value;
    if (hyperparameter.type == HyperparameterType::Continuous)
        return *number;
    constexpr double exactlyRepresented = 0x1.0p53;
    const bool isWhole = std::trunc(*number) == *number && std::abs(*number) < exactlyRepresented;
    return isWhole ? Value(static_cast<std::int64_t>(*number)) : value;
}

} // namespace attune
