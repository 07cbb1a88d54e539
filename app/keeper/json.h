// SPDX-FileCopyrightText: 2026 The Attune developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace attune::keeper {

/// One JSON value, as much as job.json and stop.json need.
struct JsonValue
{
    enum class Kind { Null, Bool, Number, Text, List, Object };

    Kind kind = Kind::Null;
    bool isTrue = false;
    double number = 0.0;
    std::string text;
    std::vector<JsonValue> items;   ///< of a list, or the values of an object
    std::vector<std::string> names; ///< of an object, one for each item

    /// A member of an object; null when it is not there or this is no object.
    [[nodiscard]] const JsonValue *member(std::string_view name) const;
};

/// A value, or what is wrong and at which byte.
using JsonResult = std::variant<JsonValue, std::string>;

/// Reads RFC 8259 JSON and nothing more: no comments, no duplicate names, nothing after the value.
[[nodiscard]] JsonResult readJson(std::string_view text);

/// `text` between quotes, escaped.
[[nodiscard]] std::string quoteJson(std::string_view text);

} // namespace attune::keeper
