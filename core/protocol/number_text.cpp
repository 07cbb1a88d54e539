// SPDX-FileCopyrightText: 2026 The Attune developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/protocol/number_text.h"

#include <array>
#include <charconv>
#include <cmath>
#include <limits>
#include <string>

namespace attune {
namespace {

bool startsWithIgnoringCase(std::string_view text, std::string_view lowerCasePrefix)
{
    if (text.size() < lowerCasePrefix.size())
        return false;
    for (std::size_t i = 0; i < lowerCasePrefix.size(); ++i) {
        if (toLower(text[i]) != lowerCasePrefix[i])
            return false;
    }
    return true;
}

struct SpecialValue
{
    std::string_view lowerCase;
    bool isInfinite;
};

// Longest first, so that `infinity` is not read as `inf` and a rest. The last four are what
// Microsoft's runtime prints.
constexpr std::array specialValues{
    SpecialValue{"infinity", true}, SpecialValue{"nan(ind)", false}, SpecialValue{"inf", true},
    SpecialValue{"nan", false},     SpecialValue{"1.#qnan", false},  SpecialValue{"1.#snan", false},
    SpecialValue{"1.#ind", false},  SpecialValue{"1.#inf", true},
};

/// Index behind an exponent that starts at `position` (`e-3`, `D+02`), or `position` if none does.
std::size_t endOfExponent(std::string_view text, std::size_t position)
{
    if (position >= text.size())
        return position;
    const char mark = toLower(text[position]);
    std::size_t digits = position + 1;
    if (digits < text.size() && (text[digits] == '-' || text[digits] == '+'))
        ++digits;
    if ((mark != 'e' && mark != 'd') || digits >= text.size() || !isDigit(text[digits]))
        return position;
    while (digits < text.size() && isDigit(text[digits]))
        ++digits;
    return digits;
}

/// The value of decimal text without a sign. Exponents beyond a double's range give 0 or infinity,
/// as strtod does.
double decimalValue(std::string_view text)
{
    std::string rewritten;
    if (text.find_first_of("dD") != std::string_view::npos) {
        rewritten = text;
        rewritten[rewritten.find_first_of("dD")] = 'e';
        text = rewritten;
    }
    double value = 0.0;
    const auto read = std::from_chars(text.data(), text.data() + text.size(), value);
    if (read.ec != std::errc::result_out_of_range)
        return value;
    const bool isTiny = text.find("e-") != std::string_view::npos ||
                        text.find("E-") != std::string_view::npos || text.starts_with("0.") ||
                        text.starts_with('.');
    return isTiny ? 0.0 : std::numeric_limits<double>::infinity();
}

} // namespace

std::optional<NumberInText> numberAt(std::string_view text, std::size_t begin)
{
    std::size_t position = begin;
    double sign = 1.0;
    if (position < text.size() && (text[position] == '-' || text[position] == '+')) {
        sign = text[position] == '-' ? -1.0 : 1.0;
        ++position;
    }
    if (position >= text.size())
        return std::nullopt;
    const char first = text[position];
    if (!isDigit(first) && first != '.' && toLower(first) != 'i' && toLower(first) != 'n')
        return std::nullopt;
    for (const SpecialValue &special : specialValues) {
        if (!startsWithIgnoringCase(text.substr(position), special.lowerCase))
            continue;
        const double value = special.isInfinite ? std::numeric_limits<double>::infinity()
                                                : std::numeric_limits<double>::quiet_NaN();
        return NumberInText{begin, position + special.lowerCase.size(), sign * value};
    }
    const std::size_t decimal = position;
    std::size_t digits = 0;
    for (; position < text.size() && isDigit(text[position]); ++position)
        ++digits;
    if (position < text.size() && text[position] == '.') {
        ++position;
        for (; position < text.size() && isDigit(text[position]); ++position)
            ++digits;
    }
    if (digits == 0)
        return std::nullopt;
    position = endOfExponent(text, position);
    return NumberInText{begin, position,
                        sign * decimalValue(text.substr(decimal, position - decimal))};
}

std::optional<double> numberFromText(std::string_view text)
{
    const auto number = numberAt(text, 0);
    if (!number || number->end != text.size())
        return std::nullopt;
    return number->value;
}

std::optional<std::int64_t> wholeNumberFromText(std::string_view text)
{
    std::int64_t whole = 0;
    const auto read = std::from_chars(text.data(), text.data() + text.size(), whole);
    if (read.ec == std::errc() && read.ptr == text.data() + text.size())
        return whole;
    const auto number = numberFromText(text);
    constexpr double exactlyRepresented = 0x1.0p53;
    if (!number || !(std::abs(*number) < exactlyRepresented) || std::trunc(*number) != *number)
        return std::nullopt;
    return static_cast<std::int64_t>(*number);
}

std::optional<NumberInText> numberWithin(std::string_view captured)
{
    constexpr std::string_view opening = " \t([{<\"'`=:|";
    constexpr std::string_view closing = " \t\r)]}>\"'`,;:%|";
    const std::size_t begin = captured.find_first_not_of(opening);
    if (begin == std::string_view::npos)
        return std::nullopt;
    const auto number = numberAt(captured, begin);
    if (!number)
        return std::nullopt;
    const std::string_view rest = captured.substr(number->end);
    if (rest.find_first_not_of(closing) != std::string_view::npos && rest != ".")
        return std::nullopt;
    return number;
}

} // namespace attune
