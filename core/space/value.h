// SPDX-FileCopyrightText: 2026 The Attune developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <variant>

namespace attune {

/// One setting of one hyperparameter: continuous (double), integer, or a categorical choice of any
/// JSON scalar type.
using Value = std::variant<bool, std::int64_t, double, std::string>;

/// Values by name. Inactive conditional hyperparameters are absent.
using Settings = std::map<std::string, Value, std::less<>>;

/// The text a person would write: `true`, `12`, `0.031`, `1e-05`, `adam`. Doubles: shortest text
/// that reads back to the same number. This is what stands on the command line.
[[nodiscard]] std::string textOf(const Value &value);

/// The number of a bool (0 or 1), integer or double; nothing for a string.
[[nodiscard]] std::optional<double> numberOf(const Value &value);

/// Reads text as `true`/`false`, integer, double, else string; never fails.
[[nodiscard]] Value valueFromText(std::string_view text);

/// Equal as choices: 16 and 16.0 are the same value, "16" and 16 are the same choice text.
[[nodiscard]] bool sameChoice(const Value &a, const Value &b);

} // namespace attune
