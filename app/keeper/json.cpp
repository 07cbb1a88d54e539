// SPDX-FileCopyrightText: 2026 The Attune developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/keeper/json.h"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <cstdlib>
#include <optional>

namespace attune::keeper {

namespace {

constexpr int maxDepth = 64;

void appendUtf8(std::string &text, unsigned codePoint)
{
    const auto tail = [&](int shift) {
        text += static_cast<char>(0x80 | ((codePoint >> shift) & 0x3F));
    };
    if (codePoint < 0x80) {
        text += static_cast<char>(codePoint);
    } else if (codePoint < 0x800) {
        text += static_cast<char>(0xC0 | (codePoint >> 6));
        tail(0);
    } else if (codePoint < 0x10000) {
        text += static_cast<char>(0xE0 | (codePoint >> 12));
        tail(6);
        tail(0);
    } else {
        text += static_cast<char>(0xF0 | (codePoint >> 18));
        tail(12);
        tail(6);
        tail(0);
    }
}

/// Recursive descent over one text; stops at the first error.
class Reader
{
public:
    explicit Reader(std::string_view text) : m_text(text) {}

    JsonResult read()
    {
        JsonValue value;
        readValue(value, 0);
        skipSpace();
        if (m_problem.empty() && m_at != m_text.size())
            fail("something after the end");
        if (!m_problem.empty())
            return m_problem + " at byte " + std::to_string(m_at);
        return value;
    }

private:
    bool fail(const char *problem)
    {
        if (m_problem.empty())
            m_problem = problem;
        return false;
    }

    void skipSpace()
    {
        while (m_at < m_text.size() && std::string_view(" \t\n\r").find(m_text[m_at]) < 4)
            ++m_at;
    }

    bool take(char expected)
    {
        skipSpace();
        if (m_at == m_text.size() || m_text[m_at] != expected)
            return false;
        ++m_at;
        return true;
    }

    bool takeWord(std::string_view word)
    {
        if (!m_text.substr(m_at).starts_with(word))
            return fail("an unknown word");
        m_at += word.size();
        return true;
    }

    bool readValue(JsonValue &value, int depth)
    {
        skipSpace();
        if (depth == maxDepth)
            return fail("nested too deeply");
        if (m_at == m_text.size())
            return fail("the end comes too early");
        switch (m_text[m_at]) {
        case '{':
            return readObject(value, depth);
        case '[':
            return readList(value, depth);
        case '"':
            value.kind = JsonValue::Kind::Text;
            return readText(value.text);
        case 't':
        case 'f':
            value.kind = JsonValue::Kind::Bool;
            value.isTrue = m_text[m_at] == 't';
            return takeWord(value.isTrue ? "true" : "false");
        case 'n':
            return takeWord("null");
        default:
            return readNumber(value);
        }
    }

    bool readObject(JsonValue &value, int depth)
    {
        value.kind = JsonValue::Kind::Object;
        ++m_at;
        if (take('}'))
            return true;
        do {
            skipSpace();
            std::string name;
            if (!readText(name))
                return false;
            if (value.member(name) != nullptr)
                return fail("the same name twice");
            if (!take(':'))
                return fail("a colon is missing");
            value.names.push_back(std::move(name));
            if (!readValue(value.items.emplace_back(), depth + 1))
                return false;
        } while (take(','));
        return take('}') || fail("a closing brace is missing");
    }

    bool readList(JsonValue &value, int depth)
    {
        value.kind = JsonValue::Kind::List;
        ++m_at;
        if (take(']'))
            return true;
        do {
            if (!readValue(value.items.emplace_back(), depth + 1))
                return false;
        } while (take(','));
        return take(']') || fail("a closing bracket is missing");
    }

    bool readText(std::string &text)
    {
        if (!take('"'))
            return fail("a text is missing");
        while (m_at < m_text.size()) {
            const char c = m_text[m_at++];
            if (c == '"')
                return true;
            if (static_cast<unsigned char>(c) < 0x20)
                return fail("a control character in a text");
            if (c != '\\')
                text += c;
            else if (!readEscape(text))
                return false;
        }
        return fail("a text without an end");
    }

    bool readEscape(std::string &text)
    {
        constexpr std::string_view escapes = "\"\\/bfnrt";
        constexpr std::string_view meanings = "\"\\/\b\f\n\r\t";
        const char c = m_at < m_text.size() ? m_text[m_at++] : '\0';
        if (const auto found = escapes.find(c); found != escapes.npos) {
            text += meanings[found];
            return true;
        }
        std::optional<unsigned> codePoint = c == 'u' ? readHex() : std::nullopt;
        if (codePoint && *codePoint >= 0xD800 && *codePoint < 0xDC00 &&
            m_text.substr(m_at).starts_with("\\u")) {
            m_at += 2;
            const std::optional<unsigned> low = readHex();
            if (!low || *low < 0xDC00 || *low >= 0xE000)
                return fail("half a surrogate pair");
            codePoint = 0x10000 + ((*codePoint - 0xD800) << 10) + (*low - 0xDC00);
        }
        if (!codePoint || (*codePoint >= 0xD800 && *codePoint < 0xE000))
            return fail("an invalid escape");
        appendUtf8(text, *codePoint);
        return true;
    }

    std::optional<unsigned> readHex()
    {
        unsigned value = 0;
        const std::string_view digits = m_text.substr(m_at, 4);
        const auto [end, error] =
            std::from_chars(digits.data(), digits.data() + digits.size(), value, 16);
        if (error != std::errc() || digits.size() != 4 || end != digits.data() + 4)
            return std::nullopt;
        m_at += 4;
        return value;
    }

    void skipDigits()
    {
        while (m_at < m_text.size() && m_text[m_at] >= '0' && m_text[m_at] <= '9')
            ++m_at;
    }

    bool readNumber(JsonValue &value)
    {
        value.kind = JsonValue::Kind::Number;
        const std::size_t begin = m_at;
        const auto is = [&](std::string_view set) {
            return m_at < m_text.size() && set.find(m_text[m_at]) != set.npos;
        };
        if (is("-"))
            ++m_at;
        const std::size_t whole = m_at;
        skipDigits();
        if (m_at == whole || (m_text[whole] == '0' && m_at > whole + 1))
            return fail("an invalid number");
        if (is(".")) {
            const std::size_t fraction = ++m_at;
            skipDigits();
            if (m_at == fraction)
                return fail("an invalid number");
        }
        if (is("eE")) {
            ++m_at;
            if (is("+-"))
                ++m_at;
            const std::size_t exponent = m_at;
            skipDigits();
            if (m_at == exponent)
                return fail("an invalid number");
        }
        value.number =
            std::strtod(std::string(m_text.substr(begin, m_at - begin)).c_str(), nullptr);
        return std::isfinite(value.number) || fail("a number out of range");
    }

    std::string_view m_text;
    std::size_t m_at = 0;
    std::string m_problem;
};

} // namespace

const JsonValue *JsonValue::member(std::string_view name) const
{
    const auto found = std::find(names.begin(), names.end(), name);
    return found == names.end() ? nullptr : &items[static_cast<std::size_t>(found - names.begin())];
}

JsonResult readJson(std::string_view text)
{
    return Reader(text).read();
}

std::string quoteJson(std::string_view text)
{
    constexpr std::string_view hex = "0123456789abcdef";
    std::string quoted = "\"";
    for (const char c : text) {
        const auto byte = static_cast<unsigned char>(c);
        if (c == '"' || c == '\\') {
            quoted += '\\';
            quoted += c;
        } else if (byte < 0x20) {
            quoted += "\\u00";
            quoted += hex[byte >> 4];
            quoted += hex[byte & 0xF];
        } else {
            quoted += c;
        }
    }
    return quoted + '"';
}

} // namespace attune::keeper
