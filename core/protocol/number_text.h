// SPDX-FileCopyrightText: 2026 The Attune developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

namespace attune {

/// The number that `text` is as a whole, as programs print them: `0.5`, `.5`, `-1e-3`, Fortran's
/// `0.1D-02`, and nan and infinity in any spelling (`NaN`, `-inf`, `Infinity`, `1.#QNAN`). Nothing
/// for anything else.
[[nodiscard]] std::optional<double> numberFromText(std::string_view text);

/// The whole number that `text` is (`12`, `0012`, `12.0`), or nothing.
[[nodiscard]] std::optional<std::int64_t> wholeNumberFromText(std::string_view text);

/// A number in a longer text: where it stands and what it is.
struct NumberInText
{
    std::size_t begin = 0;
    std::size_t end = 0;
    double value = 0.0;
};

/// The number that begins exactly at `begin` (as long as it goes), or nothing. What follows is not
/// looked at.
[[nodiscard]] std::optional<NumberInText> numberAt(std::string_view text, std::size_t begin);

/// The number that a captured text is once the brackets, quotes and punctuation around it are left
/// out: `(0.5)`, `97.5%,`. Positions are within `captured`.
[[nodiscard]] std::optional<NumberInText> numberWithin(std::string_view captured);

[[nodiscard]] constexpr bool isDigit(char c)
{
    return c >= '0' && c <= '9';
}

[[nodiscard]] constexpr bool isLetter(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

[[nodiscard]] constexpr bool isBlank(char c)
{
    return c == ' ' || c == '\t' || c == '\r';
}

/// A letter, a digit or `_`.
[[nodiscard]] constexpr bool isWordCharacter(char c)
{
    return isLetter(c) || isDigit(c) || c == '_';
}

[[nodiscard]] constexpr char toLower(char c)
{
    return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
}

} // namespace attune
