// SPDX-FileCopyrightText: 2026 The Attune developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace attune {

/// One piece of a template text, as its author wrote it.
struct TemplatePiece
{
    enum class Kind {
        Literal,     ///< `text` as it is
        Placeholder, ///< `{name}`
        Conditional, ///< `{name?text}` or `{name?text|otherwise}`
    };

    Kind kind = Kind::Literal;
    std::string name;
    std::string text;
    std::string otherwise;
    bool hasOtherwise = false;
};

/// Splits a template text by its braces: `{{` is a literal brace, `{` + a name + `}` and the
/// conditional forms are placeholders whether their names are known or not, and every other brace
/// is literal. TEXT may hold placeholders of its own.
[[nodiscard]] std::vector<TemplatePiece> parseTemplate(std::string_view text);

/// A template text that renders to exactly `literal`.
[[nodiscard]] std::string escapedForTemplate(std::string_view literal);

} // namespace attune
