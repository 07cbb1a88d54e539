// SPDX-FileCopyrightText: 2026 The Attune developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <CLI/CLI.hpp>

#include <charconv>
#include <string>

namespace attune::cli {

/// For options that are numbers above 0. CLI11's own check speaks of a range from 0.
inline CLI::Validator aboveZero()
{
    return CLI::Validator(
        [](const std::string &text) {
            double number = 0.0;
            const auto read = std::from_chars(text.data(), text.data() + text.size(), number);
            const bool isGood = read.ec == std::errc() && read.ptr == text.data() + text.size();
            return isGood && number > 0.0 ? std::string()
                                          : "\"" + text + "\" is no number above 0.";
        },
        "");
}

} // namespace attune::cli
