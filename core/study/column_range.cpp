// SPDX-FileCopyrightText: 2026 The Attune developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/study/column_range.h"

#include "core/protocol/range_knowledge.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdio>
#include <cstdlib>
#include <numeric>

namespace attune {

namespace {

constexpr double tolerance = 1e-9; // relative: a value on the grid stays on it

enum class Side { Down, Up };

/// Without the last bits that arithmetic leaves behind.
double neat(double value)
{
    std::array<char, 32> text{};
    std::snprintf(text.data(), text.size(), "%.12g", value);
    return std::strtod(text.data(), nullptr);
}

/// The multiple of `unit` next to `value` on that side.
double onGrid(double value, double unit, Side side)
{
    const double cells = value / unit;
    const double slack = tolerance * std::max(1.0, std::abs(cells));
    return neat(unit * (side == Side::Down ? std::floor(cells + slack) : std::ceil(cells - slack)));
}

/// 1, 2 or 5 times a power of ten, next to a positive `value` on that side.
double oneTwoFive(double value, Side side)
{
    const double decade = std::pow(10.0, std::floor(std::log10(value)));
    double below = decade / 2.0;
    for (const double factor : {1.0, 2.0, 5.0, 10.0}) {
        const double step = neat(factor * decade);
        if (step >= value * (1.0 - tolerance))
            return side == Side::Up || step <= value * (1.0 + tolerance) ? step : neat(below);
        below = step;
    }
    return value;
}

bool isLogarithmic(const std::string &name, const ColumnFacts &facts)
{
    if (facts.min <= 0.0 || facts.max <= facts.min)
        return false;
    constexpr double fewest = 10.0; // below, the scalings hardly differ
    if (facts.max / facts.min < fewest)
        return false;
    const RangeSuggestion known = suggestRange(name, textOf(Value(facts.median)));
    if (isKnownName(name) && known.hyperparameter.scaling == Scaling::Logarithmic)
        return true;
    // Half of the values lie below the median: in the middle of which scaling?
    const double linear = (facts.min + facts.max) / 2.0;
    const double logarithmic = std::sqrt(facts.min * facts.max);
    return facts.median < std::sqrt(linear * logarithmic);
}

/// The distances from 1 differ by orders of magnitude, as those of a momentum do.
bool isNearOne(const ColumnFacts &facts)
{
    constexpr double leastRatio = 20.0;
    return facts.min >= 0.5 && facts.max < 1.0 && 1.0 - facts.min >= leastRatio * (1.0 - facts.max);
}

void setContinuousRange(Hyperparameter &range, const ColumnFacts &facts)
{
    if (facts.min >= facts.max) {
        range.min = facts.min;
        range.max = facts.max;
        return;
    }
    const bool isLog = isLogarithmic(range.name, facts);
    const double unit = std::pow(10.0, std::floor(std::log10((facts.max - facts.min) / 2.0)));
    range.min = isLog ? oneTwoFive(facts.min, Side::Down) : onGrid(facts.min, unit, Side::Down);
    range.max = isLog ? oneTwoFive(facts.max, Side::Up) : onGrid(facts.max, unit, Side::Up);
    // 0 and 1 are often not allowed where nothing has come near them.
    if (facts.min > 0.0 && range.min <= 0.0)
        range.min = oneTwoFive(facts.min, Side::Down);
    if (facts.min >= 0.0 && facts.max < 1.0 && range.max >= 1.0)
        range.max = neat(1.0 - oneTwoFive(1.0 - facts.max, Side::Down));
    if (isLog)
        range.scaling = Scaling::Logarithmic;
    else if (isNearOne(facts))
        range.scaling = Scaling::ReverseLogarithmic;
}

/// The step of whole numbers that lie on a coarse grid; 1 where that is not sure.
std::int64_t stepOf(const ColumnFacts &facts)
{
    constexpr std::size_t fewest = 4;
    if (facts.distinct.size() < fewest || facts.distinct.size() >= ColumnFacts::mostDistinct)
        return 1;
    std::int64_t step = 0;
    for (const Value &value : facts.distinct)
        step = std::gcd(step, static_cast<std::int64_t>(*numberOf(value) - facts.min));
    return std::max<std::int64_t>(1, step);
}

void setIntegerRange(Hyperparameter &range, const ColumnFacts &facts)
{
    range.min = std::floor(facts.min);
    range.max = std::ceil(facts.max);
    if (facts.isWhole && facts.isNumeric())
        range.step = stepOf(facts);
    if (isLogarithmic(range.name, facts))
        range.scaling = Scaling::Logarithmic;
}

bool isPowerOfTwo(const Value &value)
{
    const double number = numberOf(value).value_or(0.0);
    return number >= 1.0 && std::exp2(std::round(std::log2(number))) == number;
}

bool arePowersOfTwo(const ColumnFacts &facts)
{
    constexpr std::size_t fewest = 3;
    constexpr double leastMax = 16.0; // 1, 2, 4 and 8 may be any small counts
    return facts.isNumeric() && facts.distinct.size() >= fewest && facts.max >= leastMax &&
           std::ranges::all_of(facts.distinct, isPowerOfTwo);
}

} // namespace

std::string trimmed(const std::string &cell)
{
    const auto begin = cell.find_first_not_of(" \t\r\n");
    return begin == std::string::npos
               ? std::string()
               : cell.substr(begin, cell.find_last_not_of(" \t\r\n") + 1 - begin);
}

std::optional<double> numberInCell(const std::string &cell)
{
    const Value value = valueFromText(trimmed(cell));
    const auto number = numberOf(value);
    const bool isNumber = number && std::isfinite(*number) && !std::holds_alternative<bool>(value);
    return isNumber ? number : std::nullopt;
}

ColumnFacts factsOf(const Cells &cells)
{
    ColumnFacts facts;
    std::vector<double> numbers;
    for (const std::string &cell : cells) {
        const std::string text = trimmed(cell);
        if (text.empty())
            continue;
        ++facts.given;
        if (const auto number = numberInCell(text)) {
            numbers.push_back(*number);
            facts.isWhole = facts.isWhole && *number == std::floor(*number);
        }
        Value value = valueFromText(text);
        const auto isSame = [&](const Value &other) { return sameChoice(other, value); };
        if (facts.distinct.size() < ColumnFacts::mostDistinct &&
            std::ranges::none_of(facts.distinct, isSame))
            facts.distinct.push_back(std::move(value));
    }
    facts.numbers = numbers.size();
    facts.isWhole = facts.isWhole && !numbers.empty();
    if (numbers.empty())
        return facts;
    std::ranges::sort(numbers);
    facts.min = numbers.front();
    facts.max = numbers.back();
    facts.median = numbers[numbers.size() / 2];
    return facts;
}

HyperparameterType typeOf(const ColumnFacts &facts)
{
    if (!facts.isNumeric() || arePowersOfTwo(facts))
        return HyperparameterType::Categorical;
    return facts.isWhole ? HyperparameterType::Integer : HyperparameterType::Continuous;
}

Hyperparameter rangeOf(const std::string &name, HyperparameterType type, const ColumnFacts &facts)
{
    Hyperparameter range;
    range.name = name;
    range.type = type;
    switch (type) {
    case HyperparameterType::Continuous:
        setContinuousRange(range, facts);
        break;
    case HyperparameterType::Integer:
        setIntegerRange(range, facts);
        break;
    case HyperparameterType::Categorical:
        range.values = facts.distinct;
        range.isOrdered = facts.isNumeric();
        if (range.isOrdered)
            std::ranges::sort(range.values, {},
                              [](const Value &value) { return *numberOf(value); });
        break;
    }
    return range;
}

} // namespace attune
