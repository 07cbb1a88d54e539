// SPDX-FileCopyrightText: 2026 The Attune developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/space/expression_lexer.h"

#include <array>
#include <charconv>
#include <string>

namespace attune {

namespace {

using Kind = ExpressionToken::Kind;

bool isDigit(char c)
{
    return c >= '0' && c <= '9';
}

bool isWordStart(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_';
}

bool isWordPart(char c)
{
    return isWordStart(c) || isDigit(c);
}

bool isSpace(char c)
{
    return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

/// Reads one token at a time from the front of a text.
class Lexer
{
public:
    explicit Lexer(std::string_view text) : m_text(text) {}

    Result<ExpressionToken> next()
    {
        while (m_at < m_text.size() && isSpace(m_text[m_at]))
            ++m_at;
        if (m_at == m_text.size())
            return token(Kind::End, 0);
        const char c = m_text[m_at];
        if (isDigit(c) || (c == '.' && isDigit(at(1))))
            return number();
        if (c == '"' || c == '\'')
            return quotedText(c);
        if (isWordStart(c))
            return word();
        return operation();
    }

private:
    [[nodiscard]] char at(std::size_t offset) const
    {
        return m_at + offset < m_text.size() ? m_text[m_at + offset] : '\0';
    }

    ExpressionToken token(Kind kind, std::size_t length)
    {
        ExpressionToken made;
        made.kind = kind;
        made.text = m_text.substr(m_at, length);
        made.position = m_at + 1;
        m_at += length;
        return made;
    }

    [[nodiscard]] Error error(const std::string &what) const
    {
        return {ErrorKind::Invalid, "At character " + std::to_string(m_at + 1) + ": " + what};
    }

    Result<ExpressionToken> number()
    {
        double value = 0.0;
        const char *begin = m_text.data() + m_at;
        const auto read = std::from_chars(begin, m_text.data() + m_text.size(), value);
        const auto length = static_cast<std::size_t>(read.ptr - begin);
        if (read.ec != std::errc())
            return error("this number is too large or too small.");
        if (isWordStart(at(length)))
            return error("expected an operator behind the number.");
        ExpressionToken made = token(Kind::Number, length);
        made.value = value;
        return made;
    }

    Result<ExpressionToken> quotedText(char quote)
    {
        std::string content;
        for (std::size_t i = m_at + 1; i < m_text.size(); ++i) {
            if (m_text[i] == '\\' && i + 1 < m_text.size()) {
                content += m_text[++i];
            } else if (m_text[i] == quote) {
                ExpressionToken made = token(Kind::Text, i + 1 - m_at);
                made.value = std::move(content);
                return made;
            } else {
                content += m_text[i];
            }
        }
        return error("this quote is not closed.");
    }

    Result<ExpressionToken> word()
    {
        std::size_t length = 1;
        for (char c = at(length); c != '\0'; c = at(length)) {
            const bool isJoin = (c == '.' || c == ':' || c == '-') && isWordPart(at(length + 1));
            if (!isWordPart(c) && !isJoin)
                break;
            ++length;
        }
        ExpressionToken made = token(Kind::Word, length);
        const auto means = [&made](std::string_view lower, std::string_view upper,
                                   std::string_view operation) {
            if (made.text == lower || made.text == upper) {
                made.kind = Kind::Operator;
                made.text = operation;
            }
        };
        means("and", "AND", "&&");
        means("or", "OR", "||");
        means("not", "NOT", "!");
        return made;
    }

    Result<ExpressionToken> operation()
    {
        static constexpr std::array<std::string_view, 17> operations = {
            "<=", ">=", "==", "!=", "&&", "||", "<", ">", "=",
            "!",  "+",  "-",  "*",  "/",  "%",  "(", ")"};
        for (const std::string_view operation : operations) {
            if (m_text.substr(m_at).starts_with(operation))
                return token(Kind::Operator, operation.size());
        }
        return error(std::string("\"") + m_text[m_at] + "\" is not understood here.");
    }

    std::string_view m_text;
    std::size_t m_at = 0;
};

} // namespace

Result<std::vector<ExpressionToken>> tokensOf(std::string_view text)
{
    std::vector<ExpressionToken> tokens;
    Lexer lexer(text);
    do {
        auto token = lexer.next();
        if (!token)
            return token.error();
        tokens.push_back(std::move(token.value()));
    } while (tokens.back().kind != Kind::End);
    return tokens;
}

} // namespace attune
