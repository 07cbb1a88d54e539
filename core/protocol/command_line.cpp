// SPDX-FileCopyrightText: 2026 The Attune developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/protocol/command_template.h"
#include "core/protocol/number_text.h"

#include <algorithm>

namespace attune {
namespace {

/// Splits one command line; one word is collected at a time.
class WordSplitter
{
public:
    explicit WordSplitter(std::string_view text) : m_text(text) {}

    Result<std::vector<std::string>> split()
    {
        while (m_position < m_text.size()) {
            const char c = m_text[m_position];
            if (c == '\'' || c == '"') {
                if (!readQuoted(c))
                    return unclosed(c);
            } else if (c == '\\') {
                readEscaped();
            } else if (isBlank(c) || c == '\n') {
                endWord();
                ++m_position;
            } else if (isShellOperator()) {
                return shellOperator();
            } else {
                add(c);
                ++m_position;
            }
        }
        endWord();
        return std::move(m_words);
    }

private:
    bool readQuoted(char quote)
    {
        m_quoteBegin = m_position++;
        m_isInWord = true;
        for (; m_position < m_text.size(); ++m_position) {
            char c = m_text[m_position];
            if (c == quote) {
                ++m_position;
                return true;
            }
            const bool isEscape =
                c == '\\' && quote == '"' && m_position + 1 < m_text.size() &&
                std::string_view("$`\"\\\n").find(m_text[m_position + 1]) != std::string_view::npos;
            if (isEscape) {
                c = m_text[++m_position];
                if (c == '\n')
                    continue;
            }
            m_word += c;
        }
        return false;
    }

    void readEscaped()
    {
        ++m_position;
        if (m_position >= m_text.size()) {
            add('\\');
            return;
        }
        const bool isContinuation = m_text[m_position] == '\n';
        if (!isContinuation)
            add(m_text[m_position]);
        ++m_position;
    }

    [[nodiscard]] bool isShellOperator() const
    {
        const char c = m_text[m_position];
        return std::string_view("|<>;&`").find(c) != std::string_view::npos ||
               m_text.substr(m_position).starts_with("$(");
    }

    [[nodiscard]] Error shellOperator() const
    {
        const std::string symbol =
            m_text[m_position] == '$' ? "$(" : std::string(1, m_text[m_position]);
        return {ErrorKind::Invalid,
                "\"" + symbol + "\" at character " + std::to_string(m_position + 1) +
                    " is for a shell, and Attune runs the program without one. Leave it out, "
                    "put it in quotes, or turn the shell on for this study."};
    }

    [[nodiscard]] Error unclosed(char quote) const
    {
        return {ErrorKind::Invalid, "The quote " + std::string(1, quote) + " at character " +
                                        std::to_string(m_quoteBegin + 1) +
                                        " is never closed. Add the closing one."};
    }

    void add(char c)
    {
        m_word += c;
        m_isInWord = true;
    }

    void endWord()
    {
        if (m_isInWord)
            m_words.push_back(std::move(m_word));
        m_word.clear();
        m_isInWord = false;
    }

    std::string_view m_text;
    std::size_t m_position = 0;
    std::size_t m_quoteBegin = 0;
    std::string m_word;
    bool m_isInWord = false;
    std::vector<std::string> m_words;
};

bool isSafeUnquoted(char c)
{
    return isWordCharacter(c) || std::string_view("@%+=:,./-").find(c) != std::string_view::npos;
}

} // namespace

Result<std::vector<std::string>> splitCommandLine(std::string_view text)
{
    return WordSplitter(text).split();
}

std::string quoteCommandLine(const std::vector<std::string> &arguments)
{
    std::string line;
    for (const std::string &argument : arguments) {
        // As the first word, `a=b` would be an assignment.
        const bool looksLikeAssignment = line.empty() && argument.find('=') != std::string::npos;
        const bool isSafe = !argument.empty() && !looksLikeAssignment &&
                            std::all_of(argument.begin(), argument.end(), isSafeUnquoted);
        if (!line.empty())
            line += ' ';
        if (isSafe) {
            line += argument;
            continue;
        }
        line += '\'';
        for (const char c : argument)
            line += c == '\'' ? std::string("'\\''") : std::string(1, c);
        line += '\'';
    }
    return line;
}

} // namespace attune
