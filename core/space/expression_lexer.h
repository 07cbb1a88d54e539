// SPDX-FileCopyrightText: 2026 The Attune developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/space/value.h"

#include <string_view>
#include <vector>

namespace attune {

/// One piece of an expression: a number, a quoted text, a word or an operator.
struct ExpressionToken
{
    enum class Kind { Number, Text, Word, Operator, End };

    Kind kind = Kind::End;
    Value value;              ///< of Number and Text
    std::string_view text;    ///< as it stands; `and`, `or`, `not` are operators `&&`, `||`, `!`
    std::size_t position = 1; ///< from 1
};

/// The tokens of `text`, with an End behind. Words may hold `. : -` inside, as names may: `a - b`
/// is a difference, `a-b` a name. The tokens refer to `text`.
[[nodiscard]] Result<std::vector<ExpressionToken>> tokensOf(std::string_view text);

} // namespace attune
