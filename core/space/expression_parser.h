// SPDX-FileCopyrightText: 2026 The Attune developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/space/constraint.h"

#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace attune {

/// One operation of an expression; leaves hold a value (Literal) or a word as text (Word).
struct Expression::Node
{
    enum class Kind {
        Literal,
        Word,
        Negate,
        Not,
        Add,
        Subtract,
        Multiply,
        Divide,
        Remainder,
        Less,
        LessOrEqual,
        Greater,
        GreaterOrEqual,
        Equal,
        NotEqual,
        And,
        Or
    };

    Kind kind = Kind::Literal;
    Value value;
    std::unique_ptr<Node> left; ///< the only one of Negate and Not
    std::unique_ptr<Node> right;
};

/// What parsing gives: the tree, and every word in it once, in order.
struct ParsedExpression
{
    std::shared_ptr<const Expression::Node> root;
    std::vector<std::string> names;
};

/// The grammar of constraint.h. Fails with a sentence that names the position, from 1.
[[nodiscard]] Result<ParsedExpression> parseExpression(std::string_view text);

} // namespace attune
