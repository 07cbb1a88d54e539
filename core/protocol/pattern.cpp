// SPDX-FileCopyrightText: 2026 The Attune developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/protocol/pattern.h"

#include "core/protocol/number_text.h"

#define PCRE2_CODE_UNIT_WIDTH 8
#include <pcre2.h>

#include <algorithm>
#include <array>
#include <cstring>

namespace attune {
namespace {

constexpr std::size_t longestLine = 64 * 1024;

/// What matching needs besides the pattern. PCRE2 wants one per thread.
class MatchScratch
{
public:
    MatchScratch()
        : m_context(pcre2_match_context_create(nullptr)),
          m_stack(pcre2_jit_stack_create(32 * 1024, 1024 * 1024, nullptr))
    {
        // Enough for any sensible pattern on a line, and about a millisecond at worst.
        pcre2_set_match_limit(m_context, 100'000);
        pcre2_set_depth_limit(m_context, 10'000);
        pcre2_set_heap_limit(m_context, 16 * 1024);
        pcre2_jit_stack_assign(m_context, nullptr, m_stack);
    }

    ~MatchScratch()
    {
        pcre2_match_data_free(m_data);
        pcre2_jit_stack_free(m_stack);
        pcre2_match_context_free(m_context);
    }

    MatchScratch(const MatchScratch &) = delete;
    MatchScratch &operator=(const MatchScratch &) = delete;

    [[nodiscard]] pcre2_match_context *context() const { return m_context; }

    [[nodiscard]] pcre2_match_data *dataFor(int groups)
    {
        const auto pairs = static_cast<std::uint32_t>(groups) + 1;
        if (pairs > m_pairs) {
            pcre2_match_data_free(m_data);
            m_pairs = std::max(pairs, 16U);
            m_data = pcre2_match_data_create(m_pairs, nullptr);
        }
        return m_data;
    }

private:
    pcre2_match_context *m_context = nullptr;
    pcre2_jit_stack *m_stack = nullptr;
    pcre2_match_data *m_data = nullptr;
    std::uint32_t m_pairs = 0;
};

MatchScratch &matchScratch()
{
    thread_local MatchScratch scratch;
    return scratch;
}

std::optional<TextSpan> spanOf(const PCRE2_SIZE *offsets, int matchedGroups, int group)
{
    if (group <= 0 || group >= matchedGroups || offsets[2 * group] == PCRE2_UNSET)
        return std::nullopt;
    return TextSpan{offsets[2 * group], offsets[2 * group + 1]};
}

/// Characters instead of bytes matter only to a pattern that speaks of characters beyond ASCII.
bool speaksOfUnicode(std::string_view pattern)
{
    const bool hasOther = std::any_of(pattern.begin(), pattern.end(),
                                      [](char c) { return static_cast<unsigned char>(c) >= 0x80; });
    return hasOther || pattern.find("\\p") != std::string_view::npos ||
           pattern.find("\\P") != std::string_view::npos ||
           pattern.find("\\X") != std::string_view::npos ||
           pattern.find("\\x{") != std::string_view::npos;
}

/// Index behind a character class that starts at `begin`.
std::size_t endOfClass(std::string_view pattern, std::size_t begin)
{
    std::size_t i = begin + 1;
    if (i < pattern.size() && pattern[i] == '^')
        ++i;
    if (i < pattern.size() && pattern[i] == ']')
        ++i;
    for (; i < pattern.size() && pattern[i] != ']'; ++i) {
        if (pattern[i] == '\\')
            ++i;
        else if (pattern.substr(i).starts_with("[:"))
            i = std::min(pattern.find(":]", i + 2), pattern.size() - 2) + 1;
    }
    return std::min(i + 1, pattern.size());
}

/// Index behind a group that starts at `begin`.
std::size_t endOfGroup(std::string_view pattern, std::size_t begin)
{
    int depth = 0;
    for (std::size_t i = begin; i < pattern.size(); ++i) {
        if (pattern[i] == '\\')
            ++i;
        else if (pattern[i] == '[')
            i = endOfClass(pattern, i) - 1;
        else if (pattern[i] == '(')
            ++depth;
        else if (pattern[i] == ')' && --depth == 0)
            return i + 1;
    }
    return pattern.size();
}

/// Options, verbs, comments and verbatim text change how the rest is read.
bool isBeyondLiteralSearch(std::string_view pattern)
{
    if (pattern.find("\\Q") != std::string_view::npos ||
        pattern.find("(*") != std::string_view::npos)
        return true;
    for (std::size_t i = pattern.find("(?"); i != std::string_view::npos;
         i = pattern.find("(?", i + 1)) {
        const char next = i + 2 < pattern.size() ? pattern[i + 2] : '\0';
        if (std::string_view("imsxnJU^-#").find(next) != std::string_view::npos)
            return true;
    }
    return false;
}

} // namespace

std::string requiredLiteral(std::string_view pattern)
{
    if (isBeyondLiteralSearch(pattern))
        return {};
    std::string longest;
    std::string run;
    const auto endRun = [&] {
        if (run.size() > longest.size())
            longest = run;
        run.clear();
    };
    for (std::size_t i = 0; i < pattern.size();) {
        const char c = pattern[i];
        if (c == '|')
            return {};
        if (c == '*' || c == '?' || c == '{') {
            // The character before may be absent: it belongs to no literal.
            if (!run.empty())
                run.pop_back();
            endRun();
            const std::size_t brace = c == '{' ? pattern.find('}', i) : std::string_view::npos;
            i = brace == std::string_view::npos ? i + 1 : brace + 1;
        } else if (c == '\\' && i + 1 < pattern.size() && !isWordCharacter(pattern[i + 1])) {
            run += pattern[i + 1];
            i += 2;
        } else if (c == '(' || c == '[') {
            endRun();
            i = c == '(' ? endOfGroup(pattern, i) : endOfClass(pattern, i);
        } else if (c == '\\') {
            // A class, an assertion or a reference, perhaps with an argument (\x41, \k<name>):
            // what follows directly could be part of it.
            endRun();
            i = std::min(i + 2, pattern.size());
            if (std::string_view("dDwWsSbBAzZhHvVR").find(pattern[i - 1]) == std::string_view::npos)
                return longest;
        } else if (c == '.' || c == '^' || c == '$' || c == '+') {
            endRun();
            ++i;
        } else {
            run += c;
            ++i;
        }
    }
    endRun();
    return longest;
}

void Pattern::CodeDeleter::operator()(pcre2_real_code_8 *code) const
{
    pcre2_code_free(code);
}

Result<Pattern> Pattern::compile(std::string_view pattern)
{
    int error = 0;
    PCRE2_SIZE position = 0;
    const std::uint32_t options =
        speaksOfUnicode(pattern) ? PCRE2_UTF | PCRE2_MATCH_INVALID_UTF : 0;
    pcre2_code *code = pcre2_compile(reinterpret_cast<PCRE2_SPTR>(pattern.data()), pattern.size(),
                                     options | PCRE2_NEVER_BACKSLASH_C, &error, &position, nullptr);
    if (!code) {
        std::array<PCRE2_UCHAR, 256> message{};
        pcre2_get_error_message(error, message.data(), message.size());
        return Error{ErrorKind::Invalid,
                     std::string(reinterpret_cast<const char *>(message.data())) +
                         " at character " + std::to_string(position + 1)};
    }
    Pattern result;
    result.m_code = std::shared_ptr<pcre2_real_code_8>(code, CodeDeleter());
    result.m_literal = requiredLiteral(pattern);
    std::uint32_t groups = 0;
    pcre2_pattern_info(code, PCRE2_INFO_CAPTURECOUNT, &groups);
    result.m_groupCount = static_cast<int>(groups);
    // Where there is no JIT compiler, the interpreter gives the same answers more slowly.
    pcre2_jit_compile(code, PCRE2_JIT_COMPLETE);
    return result;
}

std::optional<int> Pattern::groupNumber(const char *name) const
{
    const int number =
        pcre2_substring_number_from_name(m_code.get(), reinterpret_cast<PCRE2_SPTR>(name));
    if (number <= 0)
        return std::nullopt;
    return number;
}

std::optional<Pattern::Match> Pattern::search(std::string_view line, int first, int second) const
{
    line = line.substr(0, longestLine);
    if (!m_literal.empty() && !memmem(line.data(), line.size(), m_literal.data(), m_literal.size()))
        return std::nullopt;
    MatchScratch &scratch = matchScratch();
    pcre2_match_data *data = scratch.dataFor(m_groupCount);
    const int found = pcre2_match(m_code.get(), reinterpret_cast<PCRE2_SPTR>(line.data()),
                                  line.size(), 0, 0, data, scratch.context());
    if (found < 0)
        return std::nullopt;
    const PCRE2_SIZE *offsets = pcre2_get_ovector_pointer(data);
    return Match{spanOf(offsets, found, first), spanOf(offsets, found, second)};
}

} // namespace attune
