// SPDX-FileCopyrightText: 2026 The Attune developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/protocol/range_knowledge.h"

#include "core/protocol/known_names.h"
#include "core/protocol/number_text.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdio>
#include <cstdlib>

namespace attune {
namespace {

/// Two significant digits: ranges are for people.
double neat(double value)
{
    std::array<char, 32> text{};
    std::snprintf(text.data(), text.size(), "%.2g", value);
    return std::strtod(text.data(), nullptr);
}

Hyperparameter continuous(double min, double max, Scaling scaling, double value)
{
    Hyperparameter result;
    result.type = HyperparameterType::Continuous;
    result.min = std::min(neat(min), value);
    result.max = std::max(neat(max), value);
    result.scaling = scaling;
    result.defaultValue = value;
    // Widening for the value can take away what a scaling needs.
    if (whyImpossible(scaling, result.min, result.max, true))
        result.scaling = Scaling::Linear;
    return result;
}

Hyperparameter whole(std::int64_t min, std::int64_t max, Scaling scaling, std::int64_t value)
{
    Hyperparameter result;
    result.type = HyperparameterType::Integer;
    result.min = static_cast<double>(std::min(min, value));
    result.max = static_cast<double>(std::max(max, value));
    result.scaling = scaling;
    result.defaultValue = value;
    if (whyImpossible(scaling, result.min, result.max, false))
        result.scaling = Scaling::Linear;
    return result;
}

/// Orders of magnitude around a positive value; a value up to 1 does not go beyond 1.
Hyperparameter aroundLogarithmically(double value, double factor)
{
    const double max = value <= 1.0 ? std::min(1.0, value * factor) : value * factor;
    return continuous(value / factor, max > value ? max : value * factor, Scaling::Logarithmic,
                      value);
}

Hyperparameter nearOne(double min, double max, double value)
{
    if (value >= 1.0)
        return continuous(min, 1.0, Scaling::Linear, value);
    if (value < min)
        min = 0.0;
    if (value > max)
        max = 1.0 - (1.0 - value) / 10.0;
    Hyperparameter result = continuous(min, 0.9, Scaling::Linear, value);
    result.max = max;
    result.scaling = Scaling::ReverseLogarithmic;
    return result;
}

/// A positive number of which nothing is known but its size.
Hyperparameter unknownContinuous(double value)
{
    if (value < 0.0)
        return continuous(2.0 * value, 0.0, Scaling::Linear, value);
    if (value == 0.0)
        return continuous(0.0, 1.0, Scaling::Linear, value);
    if (value >= 0.9 && value < 1.0)
        return nearOne(0.5, 0.999, value);
    if (value >= 0.2 && value < 1.0)
        return continuous(0.0, 1.0, Scaling::Linear, value);
    return aroundLogarithmically(value, value < 0.2 ? 100.0 : 10.0);
}

Hyperparameter unknownWhole(std::int64_t value)
{
    if (value < 0)
        return whole(2 * value, 0, Scaling::Linear, value);
    if (value <= 1)
        return whole(value, 10, Scaling::Linear, value);
    if (value <= 20)
        return whole(std::max<std::int64_t>(1, value / 2), 2 * value, Scaling::Linear, value);
    return whole(value / 4, 4 * value, Scaling::Logarithmic, value);
}

/// Shapes for counts; nothing when `shape` is not one of them.
std::optional<Hyperparameter> wholeShaped(RangeShape shape, std::int64_t value)
{
    switch (shape) {
    case RangeShape::Powers:
        return whole(std::max<std::int64_t>(1, value / 4), std::max<std::int64_t>(16, 4 * value),
                     Scaling::Logarithmic, value);
    case RangeShape::Halves:
        return whole(std::max<std::int64_t>(1, value / 2), std::max<std::int64_t>(4, 2 * value),
                     Scaling::Linear, value);
    case RangeShape::TreeDepth:
        return whole(2, std::max<std::int64_t>(12, value), Scaling::Linear, value);
    case RangeShape::FromZero:
        return whole(0, std::max<std::int64_t>(10, 4 * value), Scaling::Linear, value);
    case RangeShape::Magnitudes:
    case RangeShape::Factor:
    case RangeShape::NearOne:
    case RangeShape::VeryNearOne:
    case RangeShape::Share:
    case RangeShape::Dropped:
    case RangeShape::SmallShare:
    case RangeShape::Penalty:
    case RangeShape::Decay:
    case RangeShape::SvmCost:
    case RangeShape::SvmGamma:
        return std::nullopt;
    }
    return std::nullopt;
}

/// Logarithmic shapes for a positive value.
Hyperparameter logarithmicShaped(RangeShape shape, double value)
{
    switch (shape) {
    case RangeShape::Magnitudes:
        return aroundLogarithmically(value, 100.0);
    case RangeShape::Penalty:
        return continuous(std::min(1e-3, value / 10.0), std::max(100.0, value * 10.0),
                          Scaling::Logarithmic, value);
    case RangeShape::Decay:
        return continuous(std::min(1e-6, value / 10.0), 0.1, Scaling::Logarithmic, value);
    case RangeShape::SvmCost:
        return continuous(0.03, 30000.0, Scaling::Logarithmic, value);
    case RangeShape::SvmGamma:
        return continuous(3e-5, 10.0, Scaling::Logarithmic, value);
    case RangeShape::Factor:
    case RangeShape::Powers:
    case RangeShape::Halves:
    case RangeShape::TreeDepth:
    case RangeShape::FromZero:
    case RangeShape::NearOne:
    case RangeShape::VeryNearOne:
    case RangeShape::Share:
    case RangeShape::Dropped:
    case RangeShape::SmallShare:
        break;
    }
    return continuous(value / 10.0, value * 10.0, Scaling::Logarithmic, value);
}

Hyperparameter shaped(RangeShape shape, double value)
{
    switch (shape) {
    case RangeShape::NearOne:
        return nearOne(0.5, 0.999, value);
    case RangeShape::VeryNearOne:
        return nearOne(0.9, 0.9999, value);
    case RangeShape::Share:
        return continuous(0.3, 1.0, Scaling::Linear, value);
    case RangeShape::Dropped:
        return continuous(0.0, 0.9, Scaling::Linear, value);
    case RangeShape::SmallShare:
        return continuous(0.0, 0.3, Scaling::Linear, value);
    case RangeShape::FromZero:
        return continuous(0.0, std::max(10.0, 4.0 * value), Scaling::Linear, value);
    case RangeShape::Decay:
    case RangeShape::Magnitudes:
    case RangeShape::Factor:
    case RangeShape::Powers:
    case RangeShape::Halves:
    case RangeShape::Penalty:
    case RangeShape::SvmCost:
    case RangeShape::SvmGamma:
    case RangeShape::TreeDepth:
        break;
    }
    if (value > 0.0)
        return logarithmicShaped(shape, value);
    if (value < 0.0)
        return unknownContinuous(value);
    return continuous(0.0, shape == RangeShape::Decay ? 0.1 : 1.0, Scaling::Linear, value);
}

/// Whether a shape is a range by orders of magnitude, which 0 has none of.
bool goesByFactors(RangeShape shape)
{
    const auto counted = wholeShaped(shape, 8);
    return (counted ? *counted : shaped(shape, 1.0)).scaling == Scaling::Logarithmic;
}

std::string lowerCase(std::string_view text)
{
    std::string lower(text);
    std::transform(lower.begin(), lower.end(), lower.begin(), toLower);
    return lower;
}

RangeSuggestion suggestNumber(const std::vector<std::string> &words, std::string_view text,
                              double value)
{
    RangeSuggestion suggestion;
    const bool isWhole = text.find_first_of(".eEdD") == std::string_view::npos;
    const auto wholeValue = wholeNumberFromText(text);
    const KnownName *known = findKnownName(words);
    constexpr double implausiblyLarge = 1e6;
    constexpr double implausiblySmall = 1e-30;
    suggestion.isLikely = !isRarelyTuned(words) && std::abs(value) < implausiblyLarge &&
                          (value == 0.0 || std::abs(value) > implausiblySmall) &&
                          (known || !isWhole || value > 1.0);
    std::optional<Hyperparameter> counted;
    if (known && isWhole && wholeValue && value >= 0.0)
        counted = wholeShaped(known->shape, *wholeValue);
    if (known && value >= 0.0) {
        const bool isCountOfShare = known->shape == RangeShape::Share && value > 1.0 && wholeValue;
        if (isCountOfShare)
            counted = wholeShaped(RangeShape::Powers, *wholeValue);
        const bool isDiscount = known->shape == RangeShape::SvmGamma && value >= 0.9 && value < 1.0;
        const RangeShape shape = isDiscount ? RangeShape::VeryNearOne : known->shape;
        suggestion.hyperparameter = counted ? *counted : shaped(shape, value);
        suggestion.reason = isDiscount ? "A discount: what counts is how close it is to 1."
                                       : std::string(known->reason);
        if (value == 0.0 && goesByFactors(shape))
            suggestion.reason =
                "No factor leads away from 0, so the range goes evenly. With a value "
                "above 0 in the command it goes by factors around that.";
        else if (value >= 1.0 && (shape == RangeShape::NearOne || shape == RangeShape::VeryNearOne))
            suggestion.reason =
                "At 1 or more there is no closeness to 1 to go by, so the range goes "
                "evenly. With a value below 1 in the command it goes by that.";
        return suggestion;
    }
    suggestion.hyperparameter =
        isWhole && wholeValue ? unknownWhole(*wholeValue) : unknownContinuous(value);
    // -1 and the like usually switch something off instead of being a size.
    suggestion.isLikely = suggestion.isLikely && value >= 0.0;
    suggestion.reason = "A range around the value given.";
    return suggestion;
}

RangeSuggestion suggestTruth(const std::vector<std::string> &words, std::string_view text)
{
    struct Pair
    {
        std::string_view yes;
        std::string_view no;
    };
    static constexpr std::array pairs{Pair{"True", "False"}, Pair{"TRUE", "FALSE"},
                                      Pair{"yes", "no"},     Pair{"Yes", "No"},
                                      Pair{"on", "off"},     Pair{"On", "Off"}};
    RangeSuggestion suggestion;
    Hyperparameter &hyperparameter = suggestion.hyperparameter;
    hyperparameter.type = HyperparameterType::Categorical;
    if (text == "true" || text == "false") {
        hyperparameter.values = {true, false};
        hyperparameter.defaultValue = text == "true";
    }
    for (const Pair &pair : pairs) {
        if (text != pair.yes && text != pair.no)
            continue;
        hyperparameter.values = {std::string(pair.yes), std::string(pair.no)};
        hyperparameter.defaultValue = std::string(text);
    }
    suggestion.isLikely = !isRarelyTuned(words);
    suggestion.reason = "On or off.";
    return suggestion;
}

/// The members of a family in the letter case in which `text` stands.
std::vector<Value> spelledLike(const ChoiceFamily &family, std::string_view text)
{
    const bool isLower = lowerCase(text) == text;
    const bool isAsKnown =
        std::find(family.spellings.begin(), family.spellings.end(), text) != family.spellings.end();
    std::vector<Value> values;
    for (const std::string_view spelling : family.spellings) {
        std::string choice = isLower ? lowerCase(spelling) : std::string(spelling);
        if (!isLower && !isAsKnown) {
            std::transform(choice.begin(), choice.end(), choice.begin(), [](char c) {
                return c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c;
            });
        }
        values.emplace_back(std::move(choice));
    }
    const Value given{std::string(text)};
    const auto found = std::find(values.begin(), values.end(), given);
    if (found == values.end())
        values.insert(values.begin(), given);
    else
        std::rotate(values.begin(), found, found + 1);
    return values;
}

RangeSuggestion suggestChoice(const std::vector<std::string> &words, std::string_view text)
{
    RangeSuggestion suggestion;
    Hyperparameter &hyperparameter = suggestion.hyperparameter;
    hyperparameter.type = HyperparameterType::Categorical;
    hyperparameter.defaultValue = std::string(text);
    const ChoiceFamily *family = looksLikePath(text) ? nullptr : findChoiceFamily(text, words);
    if (!family) {
        hyperparameter.values = {std::string(text)};
        suggestion.isLikely = false;
        suggestion.reason = "A choice: add the other values that it may have.";
        return suggestion;
    }
    hyperparameter.values = spelledLike(*family, text);
    suggestion.isLikely = !isRarelyTuned(words);
    suggestion.reason =
        "Common " + std::string(family->what) + ": take out those that your program does not know.";
    return suggestion;
}

} // namespace

std::vector<std::string> nameWords(std::string_view name)
{
    std::vector<std::string> words;
    char previous = '\0';
    for (const char c : name) {
        const bool isWordStart = !isLetter(previous) && !isDigit(previous);
        const bool isCamelStart = c >= 'A' && c <= 'Z' && previous >= 'a' && previous <= 'z';
        const bool isNumberStart = isDigit(c) && isLetter(previous);
        if ((isLetter(c) || isDigit(c)) && (isWordStart || isCamelStart || isNumberStart))
            words.emplace_back();
        if (isLetter(c) || isDigit(c))
            words.back() += toLower(c);
        previous = c;
    }
    return words;
}

RangeSuggestion suggestRange(std::string_view name, std::string_view value)
{
    const std::vector<std::string> words = nameWords(name);
    const std::string lower = lowerCase(value);
    for (const std::string_view truth : {"true", "false", "yes", "no", "on", "off"}) {
        const bool isUsualSpelling = lower == value ||
                                     lowerCase(value.substr(1)) == value.substr(1) ||
                                     value == "TRUE" || value == "FALSE";
        if (lower == truth && isUsualSpelling)
            return suggestTruth(words, value);
    }
    const auto number = numberFromText(value);
    if (number && std::isfinite(*number))
        return suggestNumber(words, value, *number);
    return suggestChoice(words, value);
}

bool isTunableSwitch(std::string_view name)
{
    return isModelSwitch(nameWords(name));
}

bool isKnownName(std::string_view name)
{
    const auto words = nameWords(name);
    return findKnownName(words) || isRarelyTuned(words);
}

bool isKnownChoice(std::string_view text)
{
    return findChoiceFamily(text, {}) != nullptr;
}

bool looksLikePath(std::string_view text)
{
    if (text.find('/') != std::string_view::npos || text.starts_with('~'))
        return true;
    const std::size_t dot = text.rfind('.');
    if (dot == std::string_view::npos || dot + 1 >= text.size() || text.size() - dot > 8)
        return false;
    const std::string_view extension = text.substr(dot + 1);
    return isLetter(extension.front()) &&
           std::all_of(extension.begin(), extension.end(), isWordCharacter);
}

} // namespace attune
