// SPDX-FileCopyrightText: 2026 The Attune developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/protocol/named_number.h"

#include <algorithm>
#include <array>

namespace attune {
namespace {

constexpr std::array<std::string_view, 9> stepNames{
    "global_step", "trainer/global_step", "global-step", "epoch", "step", "iteration", "iter",
    "round",       "generation",
};

bool isNameCharacter(char c)
{
    return isWordCharacter(c) || c == '.' || c == '/' || c == '@' || c == '-';
}

bool equalsIgnoringCase(std::string_view text, std::string_view lowerCase)
{
    return std::equal(text.begin(), text.end(), lowerCase.begin(), lowerCase.end(),
                      [](char a, char b) { return toLower(a) == b; });
}

/// Whether a number that ends at `end` is a plain one there, not the start of `1.2.3`, `12:30`,
/// `2026-01-31` or `3ms`. A spread (`0.5+0.01`) may follow.
bool endsPlainly(std::string_view line, std::size_t end)
{
    if (end >= line.size())
        return true;
    const char next = line[end];
    if (next == '.')
        return end + 1 >= line.size() || isBlank(line[end + 1]);
    if (next == '+')
        return end + 1 < line.size() && (isDigit(line[end + 1]) || line[end + 1] == '-');
    const bool isBeyondAscii = static_cast<unsigned char>(next) >= 0x80;
    return isBeyondAscii ||
           std::string_view(" \t\r,;)]}>|%\"'(\x1b").find(next) != std::string_view::npos;
}

std::size_t skipBlanks(std::string_view line, std::size_t position)
{
    while (position < line.size() && isBlank(line[position]))
        ++position;
    return position;
}

std::size_t skipDigits(std::string_view line, std::size_t position)
{
    while (position < line.size() && isDigit(line[position]))
        ++position;
    return position;
}

struct NameSpan
{
    std::size_t begin = 0;
    std::size_t end = 0;
};

/// The name that ends right before the separator at `separator`; empty when there is none.
NameSpan nameBefore(std::string_view line, std::size_t separator)
{
    std::size_t end = separator;
    while (end > 0 && isBlank(line[end - 1]))
        --end;
    if (end > 0 && (line[end - 1] == '"' || line[end - 1] == '\''))
        --end;
    std::size_t begin = end;
    while (begin > 0 && isNameCharacter(line[begin - 1]))
        --begin;
    // `--lr=0.1` is called lr, and `-loss:` is a dash before a name.
    while (begin < end && !isWordCharacter(line[begin]))
        ++begin;
    if (begin < end && isDigit(line[begin]))
        return {end, end};
    return {begin, end};
}

/// The step whose number follows the word that ends at `wordEnd`.
std::optional<StepInText> stepBehindWord(std::string_view line, std::size_t wordBegin,
                                         std::size_t wordEnd)
{
    std::size_t position = wordEnd;
    while (position < line.size() &&
           std::string_view(" \t:=#[(\"'").find(line[position]) != std::string_view::npos)
        ++position;
    const std::size_t end = skipDigits(line, position);
    if (position == wordEnd || end == position || end - position > 18)
        return std::nullopt;
    const bool isPartOfMore =
        end < line.size() &&
        (isLetter(line[end]) || (line[end] == '.' && end + 1 < line.size() &&
                                 isDigit(line[end + 1]) && line[end + 1] != '0'));
    const auto rank = stepRank(line.substr(wordBegin, wordEnd - wordBegin));
    const auto step = wholeNumberFromText(line.substr(position, end - position));
    if (isPartOfMore || !rank || !step)
        return std::nullopt;
    return StepInText{*step, wordBegin, position, end, *rank};
}

} // namespace

std::optional<int> stepRank(std::string_view name)
{
    for (std::size_t i = 0; i < stepNames.size(); ++i) {
        if (equalsIgnoringCase(name, stepNames[i]))
            return static_cast<int>(i);
    }
    return std::nullopt;
}

std::optional<NamedNumber> nextNamedNumber(std::string_view line, std::size_t &position,
                                           std::string_view separators)
{
    for (std::size_t i = line.find_first_of(separators, position); i != std::string_view::npos;
         i = line.find_first_of(separators, i + 1)) {
        const NameSpan name = nameBefore(line, i);
        if (name.begin == name.end || name.begin < position)
            continue;
        std::size_t begin = skipBlanks(line, i + 1);
        if (begin < line.size() && (line[begin] == '"' || line[begin] == '\''))
            ++begin;
        const auto number = numberAt(line, begin);
        if (!number)
            continue;
        const bool isShare = number->end + 1 < line.size() && line[number->end] == '/' &&
                             isDigit(line[number->end + 1]);
        if (!isShare && !endsPlainly(line, number->end))
            continue;
        position = number->end;
        return NamedNumber{line.substr(name.begin, name.end - name.begin), name.begin, *number,
                           isShare};
    }
    position = line.size();
    return std::nullopt;
}

std::optional<StepInText> stepInProse(std::string_view line)
{
    std::optional<StepInText> surest;
    for (std::size_t i = 0; i < line.size();) {
        if (!isLetter(line[i])) {
            ++i;
            continue;
        }
        std::size_t end = i;
        while (end < line.size() && isNameCharacter(line[end]))
            ++end;
        // Only words that can be one of stepNames are looked at closer.
        if (const std::size_t length = end - i; length >= 4 && length <= 19) {
            const auto step = stepBehindWord(line, i, end);
            if (step && (!surest || step->rank < surest->rank))
                surest = step;
        }
        i = end;
    }
    return surest;
}

std::optional<StepInText> stepInBrackets(std::string_view line)
{
    std::size_t open = skipBlanks(line, 0);
    for (int bracket = 0; bracket < 2; ++bracket) {
        if (open >= line.size() || line[open] != '[')
            return std::nullopt;
        const std::size_t close = line.find(']', open);
        if (close == std::string_view::npos)
            return std::nullopt;
        const auto step = wholeNumberFromText(line.substr(open + 1, close - open - 1));
        if (step)
            return StepInText{*step, open, open + 1, close, 0};
        open = skipBlanks(line, close + 1);
    }
    return std::nullopt;
}

} // namespace attune
