// SPDX-FileCopyrightText: 2026 The Attune developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/protocol/output_number.h"

#include <algorithm>
#include <array>

namespace attune {
namespace {

constexpr int mostWordsInName = 4;

bool isOneOf(char c, std::string_view characters)
{
    return characters.find(c) != std::string_view::npos;
}

/// Where a number may begin: not within a word (`valid_1`, `f1`) or another number.
bool mayBeginAt(std::string_view line, std::size_t position)
{
    if (position == 0)
        return true;
    const char previous = line[position - 1];
    if (isWordCharacter(previous) || previous == '.' || previous == '@')
        return false;
    // The sign of `-0.5` belongs to the number, the dash of `2026-01-31` or `acc-5` does not.
    const bool isDash = previous == '-' || previous == '+';
    return !isDash || position < 2 || !isWordCharacter(line[position - 2]);
}

/// nan and inf count only where a value would stand.
bool isWordLikeNumber(std::string_view line, const NumberInText &number)
{
    const bool endsAsWord = number.end >= line.size() || !isWordCharacter(line[number.end]);
    return endsAsWord && number.begin > 0 && isOneOf(line[number.begin - 1], "=: \t(,[");
}

std::size_t endOfUnit(std::string_view line, std::size_t position)
{
    while (position < line.size() && (isLetter(line[position]) || line[position] == '/'))
        ++position;
    return position;
}

/// Whether the digits are a piece of something longer: 12:30, 2026-01-31, 1.2.3, 3/10, 45%|.
bool isPartOfMore(std::string_view line, const NumberInText &number)
{
    const auto at = [&](std::size_t i) { return i < line.size() ? line[i] : '\0'; };
    const char next = at(number.end);
    const char second = at(number.end + 1);
    const bool leads = isOneOf(next, ":/-.") && next != '\0' && isDigit(second);
    const char previous = number.begin > 0 ? line[number.begin - 1] : '\0';
    const char beforeThat = number.begin > 1 ? line[number.begin - 2] : '\0';
    const bool follows = previous != '\0' && isOneOf(previous, ":/-.T") && isDigit(beforeThat);
    const bool isBar =
        next == '%' && (second == '|' || second == ' ') && line.find('|') != std::string_view::npos;
    return leads || follows || isBar;
}

bool isLogLevel(std::string_view word)
{
    static constexpr std::array<std::string_view, 8> levels{"INFO",  "DEBUG",  "WARNING", "WARN",
                                                            "ERROR", "NOTICE", "TRACE",   "root"};
    return std::find(levels.begin(), levels.end(), word) != levels.end();
}

/// The words that end at `end`, back to punctuation, a number or the start of the line.
std::size_t beginOfWords(std::string_view line, std::size_t end)
{
    std::size_t begin = end;
    for (int words = 0; words < mostWordsInName; ++words) {
        std::size_t wordEnd = begin;
        if (words > 0) {
            if (wordEnd == 0 || line[wordEnd - 1] != ' ')
                break;
            --wordEnd;
        }
        std::size_t wordBegin = wordEnd;
        while (wordBegin > 0 &&
               (isWordCharacter(line[wordBegin - 1]) || isOneOf(line[wordBegin - 1], ".@/-'")))
            --wordBegin;
        while (wordBegin < wordEnd && !isLetter(line[wordBegin]) && line[wordBegin] != '_')
            ++wordBegin;
        const std::string_view word = line.substr(wordBegin, wordEnd - wordBegin);
        const bool isWholeWord = wordBegin == 0 || !isWordCharacter(line[wordBegin - 1]);
        if (word.empty() || !isWholeWord || isLogLevel(word))
            break;
        begin = wordBegin;
    }
    return begin;
}

void findKey(std::string_view line, OutputNumber &number)
{
    std::size_t end = number.number.begin;
    const auto skip = [&](std::string_view characters) {
        while (end > 0 && isOneOf(line[end - 1], characters))
            --end;
    };
    skip(" \t([\"'");
    skip("=:");
    skip(" \t");
    skip("\"')");
    number.keyEnd = end;
    number.keyBegin = beginOfWords(line, end);
}

} // namespace

std::vector<OutputNumber> numbersOfLine(std::string_view line)
{
    std::vector<OutputNumber> numbers;
    for (std::size_t i = 0; i < line.size();) {
        const bool looksLikeStart = isDigit(line[i]) || isOneOf(line[i], ".-+nNiI");
        const auto number =
            looksLikeStart && mayBeginAt(line, i) ? numberAt(line, i) : std::nullopt;
        if (!number) {
            ++i;
            continue;
        }
        const bool hasDigits =
            std::any_of(line.begin() + static_cast<std::ptrdiff_t>(number->begin),
                        line.begin() + static_cast<std::ptrdiff_t>(number->end), isDigit);
        if (!hasDigits && !isWordLikeNumber(line, *number)) {
            ++i;
            continue;
        }
        OutputNumber found;
        found.number = *number;
        found.unitEnd = endOfUnit(line, number->end);
        found.isClockOrCounter = isPartOfMore(line, *number) || found.unitEnd != number->end;
        findKey(line, found);
        numbers.push_back(found);
        i = number->end;
    }
    return numbers;
}

std::string metricNameOf(std::string_view key)
{
    static constexpr std::array<std::string_view, 7> filling{"the", "a",  "an", "is",
                                                             "was", "of", "at"};
    const bool isPhrase = key.find(' ') != std::string_view::npos;
    std::string name;
    while (!key.empty()) {
        const std::string_view word = key.substr(0, key.find(' '));
        key.remove_prefix(std::min(key.size(), word.size() + 1));
        if (isPhrase && std::find(filling.begin(), filling.end(), word) != filling.end())
            continue;
        if (!name.empty())
            name += '_';
        for (const char c : word) {
            if (c != '\'')
                name += isPhrase ? toLower(c) : c;
        }
    }
    return name;
}

} // namespace attune
