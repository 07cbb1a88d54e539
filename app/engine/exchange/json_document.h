// SPDX-FileCopyrightText: 2026 The Attune developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/problem.h"

#include <nlohmann/json.hpp>

#include <string>
#include <string_view>

namespace attune::engine {

/// Keeps keys in the order in which they were written.
using Json = nlohmann::ordered_json;

/// A JSON text, read. Discarded (`is_discarded()`) when its syntax is wrong.
struct JsonDocument
{
    Json root;
    Problems problems; ///< a syntax error with its line and column; keys that are given twice
};

[[nodiscard]] JsonDocument parseJson(std::string_view text);

/// Two spaces of indentation; lists and objects that fit into 100 columns stay on one line. Text
/// that is no UTF-8 is replaced where it is not.
[[nodiscard]] std::string prettyJson(const Json &json);

} // namespace attune::engine
