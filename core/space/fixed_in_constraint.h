// SPDX-FileCopyrightText: 2026 The Attune developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/space/search_space.h"

#include <optional>
#include <string>
#include <string_view>

namespace attune {

/// What a name is fixed at: the value that its text is. Nothing for a name that is not fixed, that
/// varies, or that is a choice of what varies.
[[nodiscard]] std::optional<Value> fixedValue(const SearchSpace &space, std::string_view name);

/// A constraint with the values of the names that are fixed in their place, so that it is one over
/// hyperparameters. Beside a text, a word that means nothing else is a text: the choices of a
/// category that was frozen are known no more. One that cannot be read is returned as it is.
[[nodiscard]] std::string withFixedValues(const SearchSpace &space, const std::string &constraint);

/// The name that is fixed at a text where a constraint needs a number, so that it cannot be
/// computed; nothing where all texts are in their place.
[[nodiscard]] std::optional<std::string> fixedTextAmongNumbers(const SearchSpace &space,
                                                               const std::string &constraint);

} // namespace attune
