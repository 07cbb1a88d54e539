// SPDX-FileCopyrightText: 2026 The Attune developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/space/value.h"

#include <array>
#include <charconv>
#include <cmath>
#include <cstdlib>

namespace attune {

namespace {

std::string textOfDouble(double value)
{
    if (std::isnan(value))
        return "nan";
    if (std::isinf(value))
        return value < 0 ? "-inf" : "inf";
    if (value == 0.0)
        return "0";
    // Shortest digits either way; plain notation for the exponents that Python's repr writes
    // plainly.
    std::array<char, 64> buffer{};
    const double size = std::abs(value);
    const auto format =
        size >= 1e-4 && size < 1e16 ? std::chars_format::fixed : std::chars_format::scientific;
    const auto [end, error] =
        std::to_chars(buffer.data(), buffer.data() + buffer.size(), value, format);
    return error == std::errc() ? std::string(buffer.data(), end) : std::string("nan");
}

bool isDigit(char c)
{
    return c >= '0' && c <= '9';
}

/// A number as JSON would write it, with a leading `+`, `.5` and `5.` allowed: no hexadecimal, no
/// `inf`, no leading zeros (`007` is a text that must keep its zeros).
bool looksLikeNumber(std::string_view text)
{
    if (!text.empty() && (text.front() == '-' || text.front() == '+'))
        text.remove_prefix(1);
    if (text.empty())
        return false;
    if (text.front() == '.')
        return text.size() > 1 && isDigit(text[1]);
    if (!isDigit(text.front()))
        return false;
    return text.front() != '0' || text.size() == 1 || !isDigit(text[1]);
}

} // namespace

std::string textOf(const Value &value)
{
    if (const auto *flag = std::get_if<bool>(&value))
        return *flag ? "true" : "false";
    if (const auto *integer = std::get_if<std::int64_t>(&value))
        return std::to_string(*integer);
    if (const auto *number = std::get_if<double>(&value))
        return textOfDouble(*number);
    return std::get<std::string>(value);
}

std::optional<double> numberOf(const Value &value)
{
    if (const auto *flag = std::get_if<bool>(&value))
        return *flag ? 1.0 : 0.0;
    if (const auto *integer = std::get_if<std::int64_t>(&value))
        return static_cast<double>(*integer);
    if (const auto *number = std::get_if<double>(&value))
        return *number;
    return std::nullopt;
}

Value valueFromText(std::string_view text)
{
    if (text == "true")
        return true;
    if (text == "false")
        return false;
    if (!looksLikeNumber(text))
        return std::string(text);
    std::string_view digits = text;
    if (digits.front() == '+')
        digits.remove_prefix(1);
    const char *end = digits.data() + digits.size();
    std::int64_t integer = 0;
    if (const auto read = std::from_chars(digits.data(), end, integer);
        read.ec == std::errc() && read.ptr == end)
        return integer;
    double number = 0.0;
    if (const auto read = std::from_chars(digits.data(), end, number);
        read.ec == std::errc() && read.ptr == end)
        return number;
    return std::string(text);
}

bool sameChoice(const Value &a, const Value &b)
{
    if (a.index() == b.index())
        return a == b;
    return textOf(a) == textOf(b);
}

} // namespace attune
