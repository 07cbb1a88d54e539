// SPDX-FileCopyrightText: 2026 The Attune developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/space/value.h"

#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace attune {

/// A small safe expression over names: arithmetic (+ - * / % unary -, parentheses), comparison (<
/// <= > >= == !=, and = as ==), `and`/`or`/`not` (also && || !), numbers, quoted strings and bare
/// words that are no known name as strings. Also the language of the trials filter (`lr < 0.01 and
/// state = complete`). No functions, no side effects.
class Expression
{
public:
    /// Fails with a sentence naming the position and what was expected. Depth and length are
    /// limited.
    [[nodiscard]] static Result<Expression> parse(std::string_view text);

    /// The names it uses, each once, in order.
    [[nodiscard]] const std::vector<std::string> &names() const;

    /// Truth under `values`; nothing when a name is absent or types do not fit (arithmetic on a
    /// string, division by 0). `or`/`and` shortcut as usual.
    [[nodiscard]] std::optional<bool> holds(const Settings &values) const;

    /// How far it is from being true under `values`: 0 where it holds, else in (0, 1] for one
    /// comparison (the difference of its sides in the magnitude of their terms) and in sum where
    /// several must hold. What cannot be computed is 1. It says which of two settings is closer,
    /// no more.
    [[nodiscard]] double shortfall(const Settings &values) const;

    struct Node;

private:
    std::shared_ptr<const Node> m_root;
    std::vector<std::string> m_names;
};

} // namespace attune
