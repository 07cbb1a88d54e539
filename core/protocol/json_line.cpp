// SPDX-FileCopyrightText: 2026 The Attune developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/protocol/json_line.h"

#include <optional>

namespace attune {
namespace {

constexpr int deepest = 16;

/// A forgiving reader of one JSON value that keeps only numbers and their paths.
class JsonNumberReader
{
public:
    JsonNumberReader(std::string_view text, std::size_t position)
        : m_text(text), m_position(position)
    {}

    bool readObject(const std::string &prefix, int depth)
    {
        return readItems('{', '}', [&] {
            const auto key = readString();
            if (!key || !consume(':'))
                return false;
            return readValue(prefix.empty() ? *key : prefix + '.' + *key, depth + 1);
        });
    }

    std::vector<JsonNumber> takeNumbers() { return std::move(m_numbers); }

private:
    template<typename ReadItem>
    bool readItems(char open, char close, ReadItem readItem)
    {
        if (!consume(open))
            return false;
        if (consume(close))
            return true;
        do {
            if (!readItem())
                return false;
        } while (consume(','));
        return consume(close);
    }

    bool readValue(const std::string &path, int depth)
    {
        skipBlanks();
        if (depth > deepest || m_position >= m_text.size())
            return false;
        const char c = m_text[m_position];
        if (c == '{')
            return readObject(path, depth);
        if (c == '[') {
            const std::size_t kept = m_numbers.size();
            const bool isWhole = readItems('[', ']', [&] { return readValue(path, depth + 1); });
            m_numbers.resize(kept);
            return isWhole;
        }
        if (c == '"' || c == '\'') {
            const std::size_t begin = m_position + 1;
            if (!readString())
                return false;
            const std::size_t length = m_position - 1 - begin;
            if (const auto number = numberFromText(m_text.substr(begin, length)))
                m_numbers.push_back({path, {begin, begin + length, *number}});
            return true;
        }
        if (const auto number = numberAt(m_text, m_position)) {
            m_position = number->end;
            m_numbers.push_back({path, *number});
            return true;
        }
        return readWord();
    }

    bool readWord()
    {
        for (const std::string_view word : {"true", "false", "null", "True", "False", "None"}) {
            if (m_text.substr(m_position).starts_with(word)) {
                m_position += word.size();
                return true;
            }
        }
        return false;
    }

    std::optional<std::string> readString()
    {
        skipBlanks();
        if (m_position >= m_text.size())
            return std::nullopt;
        const char quote = m_text[m_position];
        if (quote != '"' && quote != '\'')
            return std::nullopt;
        std::string content;
        for (std::size_t i = m_position + 1; i < m_text.size(); ++i) {
            if (m_text[i] == quote) {
                m_position = i + 1;
                return content;
            }
            if (m_text[i] == '\\' && i + 1 < m_text.size())
                ++i;
            content += m_text[i];
        }
        return std::nullopt;
    }

    void skipBlanks()
    {
        while (m_position < m_text.size() && isBlank(m_text[m_position]))
            ++m_position;
    }

    bool consume(char expected)
    {
        skipBlanks();
        if (m_position >= m_text.size() || m_text[m_position] != expected)
            return false;
        ++m_position;
        return true;
    }

    std::string_view m_text;
    std::size_t m_position;
    std::vector<JsonNumber> m_numbers;
};

} // namespace

std::vector<JsonNumber> numbersOfJsonObject(std::string_view line, std::size_t begin)
{
    JsonNumberReader reader(line, begin);
    if (!reader.readObject({}, 0))
        return {};
    return reader.takeNumbers();
}

} // namespace attune
