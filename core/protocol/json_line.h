// SPDX-FileCopyrightText: 2026 The Attune developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/protocol/number_text.h"

#include <string>
#include <string_view>
#include <vector>

namespace attune {

/// One number of a JSON object, by the names that lead to it, joined by dots.
struct JsonNumber
{
    std::string path;
    NumberInText number;
};

/// The numbers of the JSON object that starts at `begin` of `line`, in order; nothing unless the
/// object is whole. Lists are passed over. What programs print beyond JSON is understood as well:
/// NaN and Infinity, Python's single quotes, None, True and False, and numbers in quotes.
[[nodiscard]] std::vector<JsonNumber> numbersOfJsonObject(std::string_view line, std::size_t begin);

} // namespace attune
