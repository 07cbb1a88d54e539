// SPDX-FileCopyrightText: 2026 The Attune developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

struct pcre2_real_code_8;

namespace attune {

/// Bytes [begin, end) of a text.
struct TextSpan
{
    std::size_t begin = 0;
    std::size_t end = 0;
    bool operator==(const TextSpan &) const = default;
};

/// A compiled PCRE pattern that is searched in single lines. Bounded: a pattern that would
/// backtrack for too long finds nothing, and only the first 64 KiB of a line are looked at.
/// Immutable, so it can be used by several threads at once.
class Pattern
{
public:
    /// Fails with what is wrong and at which character, as a phrase: `missing closing parenthesis
    /// at character 7`.
    [[nodiscard]] static Result<Pattern> compile(std::string_view pattern);

    /// Number of the group called `name`, or nothing.
    [[nodiscard]] std::optional<int> groupNumber(const char *name) const;
    [[nodiscard]] int groupCount() const { return m_groupCount; }

    /// What groups `first` and `second` hold in the leftmost match.
    struct Match
    {
        std::optional<TextSpan> first;
        std::optional<TextSpan> second;
    };

    /// The leftmost match in `line`, or nothing. Requires: groups at most groupCount().
    [[nodiscard]] std::optional<Match> search(std::string_view line, int first, int second) const;

private:
    struct CodeDeleter
    {
        void operator()(pcre2_real_code_8 *code) const;
    };

    std::shared_ptr<pcre2_real_code_8> m_code;
    std::string m_literal; ///< every match contains it; empty when none is known
    int m_groupCount = 0;
};

/// The longest text that every match of `pattern` contains for certain, or empty. Conservative:
/// what it does not understand it takes as unknown.
[[nodiscard]] std::string requiredLiteral(std::string_view pattern);

} // namespace attune
