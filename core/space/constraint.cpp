// SPDX-FileCopyrightText: 2026 The Attune developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/space/constraint.h"

#include "core/space/expression_parser.h"

#include <algorithm>
#include <cmath>
#include <variant>

namespace attune {

namespace {

using Node = Expression::Node;
using Kind = Node::Kind;

/// What an operand comes to: nothing, a truth, a number or a text. `isBareWord`: a word that names
/// no value; it is a text only beside the value of a name.
struct Operand
{
    std::variant<std::monostate, bool, double, std::string_view> content;
    bool isBareWord = false;
};

Operand operandOf(const Value &value)
{
    if (const auto *flag = std::get_if<bool>(&value))
        return {*flag};
    if (const auto *text = std::get_if<std::string>(&value))
        return {std::string_view(*text)};
    return {*numberOf(value)};
}

std::optional<double> numberOf(const Operand &operand)
{
    if (const auto *flag = std::get_if<bool>(&operand.content))
        return *flag ? 1.0 : 0.0;
    if (const auto *number = std::get_if<double>(&operand.content))
        return *number;
    return std::nullopt;
}

/// As numberOf(), and a text that is a number counts as one ("16" among text choices).
std::optional<double> readNumber(const Operand &operand)
{
    if (const auto *text = std::get_if<std::string_view>(&operand.content))
        return operand.isBareWord ? std::nullopt : attune::numberOf(valueFromText(*text));
    return numberOf(operand);
}

Operand arithmetic(Kind kind, const Operand &left, const Operand &right)
{
    const auto a = numberOf(left);
    const auto b = numberOf(right);
    if (!a || !b)
        return {};
    switch (kind) {
    case Kind::Add:
        return {*a + *b};
    case Kind::Subtract:
        return {*a - *b};
    case Kind::Multiply:
        return {*a * *b};
    case Kind::Divide:
        return *b == 0.0 ? Operand{} : Operand{*a / *b};
    case Kind::Remainder:
        return *b == 0.0 ? Operand{} : Operand{std::fmod(*a, *b)};
    default:
        return {};
    }
}

template<typename T>
bool compared(Kind kind, const T &a, const T &b)
{
    switch (kind) {
    case Kind::Less:
        return a < b;
    case Kind::LessOrEqual:
        return a <= b;
    case Kind::Greater:
        return a > b;
    case Kind::GreaterOrEqual:
        return a >= b;
    case Kind::Equal:
        return a == b;
    default:
        return a != b;
    }
}

/// A bare word is a text beside the value of a name, and an absent name beside anything else.
bool isAbsent(const Operand &operand, const Node &other, const Operand &otherOperand)
{
    return operand.isBareWord && (other.kind != Kind::Word || otherOperand.isBareWord);
}

Operand comparison(const Node &node, const Operand &left, const Operand &right)
{
    if (std::holds_alternative<std::monostate>(left.content) ||
        std::holds_alternative<std::monostate>(right.content) ||
        isAbsent(left, *node.right, right) || isAbsent(right, *node.left, left))
        return {};
    const auto *leftText = std::get_if<std::string_view>(&left.content);
    const auto *rightText = std::get_if<std::string_view>(&right.content);
    if (leftText != nullptr && rightText != nullptr)
        return {compared(node.kind, *leftText, *rightText)};
    const auto a = readNumber(left);
    const auto b = readNumber(right);
    if (a && b)
        return {compared(node.kind, *a, *b)};
    if (node.kind == Kind::Equal)
        return {false};
    if (node.kind == Kind::NotEqual)
        return {true};
    return {};
}

Operand evaluate(const Node &node, const Settings &values);

std::optional<bool> truthOf(const Node &node, const Settings &values)
{
    const Operand operand = evaluate(node, values);
    if (const auto *truth = std::get_if<bool>(&operand.content))
        return *truth;
    return std::nullopt;
}

/// `and`, `or`: three-valued, so that an absent name matters only where the answer depends on it.
Operand logical(const Node &node, const Settings &values)
{
    const bool decisive = node.kind == Kind::Or;
    const auto left = truthOf(*node.left, values);
    if (left && *left == decisive)
        return {decisive};
    const auto right = truthOf(*node.right, values);
    if (right && *right == decisive)
        return {decisive};
    return left && right ? Operand{!decisive} : Operand{};
}

Operand evaluate(const Node &node, const Settings &values)
{
    switch (node.kind) {
    case Kind::Literal:
        return operandOf(node.value);
    case Kind::Word: {
        const std::string_view word = std::get<std::string>(node.value);
        const auto found = values.find(word);
        return found != values.end() ? operandOf(found->second) : Operand{word, true};
    }
    case Kind::Negate: {
        const auto number = numberOf(evaluate(*node.left, values));
        return number ? Operand{-*number} : Operand{};
    }
    case Kind::Not: {
        const auto truth = truthOf(*node.left, values);
        return truth ? Operand{!*truth} : Operand{};
    }
    case Kind::Add:
    case Kind::Subtract:
    case Kind::Multiply:
    case Kind::Divide:
    case Kind::Remainder:
        return arithmetic(node.kind, evaluate(*node.left, values), evaluate(*node.right, values));
    case Kind::Less:
    case Kind::LessOrEqual:
    case Kind::Greater:
    case Kind::GreaterOrEqual:
    case Kind::Equal:
    case Kind::NotEqual:
        return comparison(node, evaluate(*node.left, values), evaluate(*node.right, values));
    case Kind::And:
    case Kind::Or:
        return logical(node, values);
    }
    return {};
}

constexpr double worstShortfall = 1.0;   ///< of a comparison
constexpr double leastShortfall = 1e-12; ///< of one that does not hold

/// The size of a number's terms, so that a difference can be told to be large or small however
/// the comparison is written ("a <= b" as "a - b <= 0").
double magnitudeOf(const Node &node, const Settings &values)
{
    switch (node.kind) {
    case Kind::Add:
    case Kind::Subtract:
        return magnitudeOf(*node.left, values) + magnitudeOf(*node.right, values);
    case Kind::Multiply:
        return magnitudeOf(*node.left, values) * magnitudeOf(*node.right, values);
    default:
        return std::abs(readNumber(evaluate(node, values)).value_or(0.0));
    }
}

double comparisonShortfall(const Node &node, const Settings &values)
{
    const auto a = readNumber(evaluate(*node.left, values));
    const auto b = readNumber(evaluate(*node.right, values));
    if (!a || !b)
        return worstShortfall;
    const double magnitude = magnitudeOf(*node.left, values) + magnitudeOf(*node.right, values);
    const double share = std::abs(*a - *b) / magnitude;
    return std::isfinite(share) ? std::clamp(share, leastShortfall, worstShortfall)
                                : worstShortfall;
}

/// How far `node` is from being `wanted`.
double shortfallOf(const Node &node, bool wanted, const Settings &values)
{
    if (truthOf(node, values) == std::optional(wanted))
        return 0.0;
    switch (node.kind) {
    case Kind::Not:
        return shortfallOf(*node.left, !wanted, values);
    case Kind::And:
    case Kind::Or: {
        const double left = shortfallOf(*node.left, wanted, values);
        const double right = shortfallOf(*node.right, wanted, values);
        const bool needsBoth = (node.kind == Kind::And) == wanted;
        return needsBoth ? left + right : std::min(left, right);
    }
    case Kind::Less:
    case Kind::LessOrEqual:
    case Kind::Greater:
    case Kind::GreaterOrEqual:
    case Kind::Equal:
    case Kind::NotEqual:
        return comparisonShortfall(node, values);
    default:
        return worstShortfall;
    }
}

} // namespace

Result<Expression> Expression::parse(std::string_view text)
{
    auto parsed = parseExpression(text);
    if (!parsed)
        return parsed.error();
    Expression expression;
    expression.m_root = std::move(parsed.value().root);
    expression.m_names = std::move(parsed.value().names);
    return expression;
}

const std::vector<std::string> &Expression::names() const
{
    return m_names;
}

std::optional<bool> Expression::holds(const Settings &values) const
{
    return truthOf(*m_root, values);
}

double Expression::shortfall(const Settings &values) const
{
    return shortfallOf(*m_root, true, values);
}

} // namespace attune
