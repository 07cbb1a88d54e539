// SPDX-FileCopyrightText: 2026 The Attune developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/space/expression_parser.h"

#include "core/space/expression_lexer.h"

#include <algorithm>

namespace attune {

namespace {

using Kind = Expression::Node::Kind;
using NodePointer = std::unique_ptr<Expression::Node>;
using TokenKind = ExpressionToken::Kind;

constexpr std::size_t longestText = 4096;
constexpr int deepestNesting = 100;

NodePointer nodeOf(Kind kind, NodePointer left, NodePointer right = nullptr)
{
    auto node = std::make_unique<Expression::Node>();
    node->kind = kind;
    node->left = std::move(left);
    node->right = std::move(right);
    return node;
}

std::optional<Kind> comparisonOf(std::string_view operation)
{
    if (operation == "<")
        return Kind::Less;
    if (operation == "<=")
        return Kind::LessOrEqual;
    if (operation == ">")
        return Kind::Greater;
    if (operation == ">=")
        return Kind::GreaterOrEqual;
    if (operation == "==" || operation == "=")
        return Kind::Equal;
    if (operation == "!=")
        return Kind::NotEqual;
    return std::nullopt;
}

/// Recursive descent, one function per level of precedence. A null node means that m_error is set.
class Parser
{
public:
    explicit Parser(std::vector<ExpressionToken> tokens) : m_tokens(std::move(tokens)) {}

    Result<ParsedExpression> run()
    {
        NodePointer root = disjunction();
        if (root && current().kind != TokenKind::End)
            root = fail("expected an operator or the end");
        if (!root)
            return Error{ErrorKind::Invalid, m_error};
        return ParsedExpression{std::move(root), std::move(m_names)};
    }

private:
    /// Counts the nesting while it lives.
    struct Level
    {
        explicit Level(int &depth) : m_depth(depth) { ++m_depth; }
        ~Level() { --m_depth; }
        Level(const Level &) = delete;
        Level &operator=(const Level &) = delete;

    private:
        int &m_depth;
    };

    [[nodiscard]] const ExpressionToken &current() const { return m_tokens[m_at]; }

    [[nodiscard]] bool isOperator(std::string_view operation) const
    {
        return current().kind == TokenKind::Operator && current().text == operation;
    }

    bool accept(std::string_view operation)
    {
        if (!isOperator(operation))
            return false;
        ++m_at;
        return true;
    }

    NodePointer fail(const std::string &expected)
    {
        const std::string found = current().kind == TokenKind::End
                                      ? "the text ends"
                                      : "found \"" + std::string(current().text) + "\"";
        m_error = "At character " + std::to_string(current().position) + ": " + expected +
                  ", but " + found + ".";
        return nullptr;
    }

    NodePointer disjunction()
    {
        NodePointer left = conjunction();
        while (left && accept("||")) {
            NodePointer right = conjunction();
            left = right ? nodeOf(Kind::Or, std::move(left), std::move(right)) : nullptr;
        }
        return left;
    }

    NodePointer conjunction()
    {
        NodePointer left = negation();
        while (left && accept("&&")) {
            NodePointer right = negation();
            left = right ? nodeOf(Kind::And, std::move(left), std::move(right)) : nullptr;
        }
        return left;
    }

    NodePointer negation()
    {
        if (!accept("!"))
            return comparison();
        const Level level(m_depth);
        if (m_depth > deepestNesting)
            return fail("expected less nesting");
        NodePointer operand = negation();
        return operand ? nodeOf(Kind::Not, std::move(operand)) : nullptr;
    }

    NodePointer comparison()
    {
        NodePointer left = sum();
        const auto kind =
            current().kind == TokenKind::Operator ? comparisonOf(current().text) : std::nullopt;
        if (!left || !kind)
            return left;
        ++m_at;
        NodePointer right = sum();
        if (!right)
            return nullptr;
        if (current().kind == TokenKind::Operator && comparisonOf(current().text))
            return fail("expected one comparison at a time (write \"a < b and b < c\")");
        return nodeOf(*kind, std::move(left), std::move(right));
    }

    NodePointer sum()
    {
        NodePointer left = product();
        while (left && (isOperator("+") || isOperator("-"))) {
            const Kind kind = isOperator("+") ? Kind::Add : Kind::Subtract;
            ++m_at;
            NodePointer right = product();
            left = right ? nodeOf(kind, std::move(left), std::move(right)) : nullptr;
        }
        return left;
    }

    NodePointer product()
    {
        NodePointer left = factor();
        while (left && (isOperator("*") || isOperator("/") || isOperator("%"))) {
            const Kind kind = isOperator("*")   ? Kind::Multiply
                              : isOperator("/") ? Kind::Divide
                                                : Kind::Remainder;
            ++m_at;
            NodePointer right = factor();
            left = right ? nodeOf(kind, std::move(left), std::move(right)) : nullptr;
        }
        return left;
    }

    NodePointer factor()
    {
        const Level level(m_depth);
        if (m_depth > deepestNesting)
            return fail("expected less nesting");
        if (accept("-")) {
            NodePointer operand = factor();
            return operand ? nodeOf(Kind::Negate, std::move(operand)) : nullptr;
        }
        if (accept("(")) {
            NodePointer inner = disjunction();
            if (inner && !accept(")"))
                return fail("expected \")\"");
            return inner;
        }
        return leaf();
    }

    NodePointer leaf()
    {
        const ExpressionToken &token = current();
        if (token.kind == TokenKind::Operator || token.kind == TokenKind::End)
            return fail("expected a number, a name, a quoted text or \"(\"");
        auto node = std::make_unique<Expression::Node>();
        if (token.kind == TokenKind::Word && token.text != "true" && token.text != "false") {
            node->kind = Kind::Word;
            node->value = std::string(token.text);
            if (std::find(m_names.begin(), m_names.end(), token.text) == m_names.end())
                m_names.emplace_back(token.text);
        } else {
            node->value = token.kind == TokenKind::Word ? Value(token.text == "true") : token.value;
        }
        ++m_at;
        return node;
    }

    std::vector<ExpressionToken> m_tokens;
    std::size_t m_at = 0;
    int m_depth = 0;
    std::string m_error;
    std::vector<std::string> m_names;
};

} // namespace

Result<ParsedExpression> parseExpression(std::string_view text)
{
    if (text.size() > longestText) {
        return Error{ErrorKind::Invalid, "The expression has " + std::to_string(text.size()) +
                                             " characters. Use at most 4096."};
    }
    auto tokens = tokensOf(text);
    if (!tokens)
        return tokens.error();
    return Parser(std::move(tokens.value())).run();
}

} // namespace attune
