// SPDX-FileCopyrightText: 2026 The Attune developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/protocol/placeholders.h"

#include "core/protocol/number_text.h"

#include <optional>

namespace attune {
namespace {

/// Index behind the name that starts at `begin`, or `begin` when none does.
std::size_t endOfName(std::string_view text, std::size_t begin)
{
    if (begin >= text.size() || !(isLetter(text[begin]) || text[begin] == '_'))
        return begin;
    std::size_t end = begin + 1;
    while (end < text.size() && (isWordCharacter(text[end]) ||
                                 std::string_view(".:-").find(text[end]) != std::string_view::npos))
        ++end;
    return end;
}

/// Index of the brace that closes the one before `begin`, or npos.
std::size_t closingBrace(std::string_view text, std::size_t begin)
{
    int depth = 1;
    for (std::size_t i = begin; i < text.size(); ++i) {
        if (text.substr(i).starts_with("{{"))
            ++i;
        else if (text[i] == '{')
            ++depth;
        else if (text[i] == '}' && --depth == 0)
            return i;
    }
    return std::string_view::npos;
}

/// Index of the `|` that divides the two texts of a conditional, outside of inner braces, or npos.
std::size_t dividingBar(std::string_view body)
{
    int depth = 0;
    for (std::size_t i = 0; i < body.size(); ++i) {
        if (body[i] == '{')
            ++depth;
        else if (body[i] == '}')
            --depth;
        else if (body[i] == '|' && depth == 0)
            return i;
    }
    return std::string_view::npos;
}

struct BracedPiece
{
    TemplatePiece piece;
    std::size_t end = 0;
};

/// The placeholder whose brace stands at `brace`, or nothing when that brace is an ordinary one.
std::optional<BracedPiece> bracedPieceAt(std::string_view text, std::size_t brace)
{
    const std::size_t nameBegin = brace + 1;
    const std::size_t nameEnd = endOfName(text, nameBegin);
    if (nameEnd == nameBegin || nameEnd >= text.size())
        return std::nullopt;
    TemplatePiece piece;
    piece.name = text.substr(nameBegin, nameEnd - nameBegin);
    if (text[nameEnd] == '}') {
        piece.kind = TemplatePiece::Kind::Placeholder;
        return BracedPiece{std::move(piece), nameEnd + 1};
    }
    const std::size_t close =
        text[nameEnd] == '?' ? closingBrace(text, nameEnd + 1) : std::string_view::npos;
    if (close == std::string_view::npos)
        return std::nullopt;
    const std::string_view body = text.substr(nameEnd + 1, close - nameEnd - 1);
    const std::size_t bar = dividingBar(body);
    piece.kind = TemplatePiece::Kind::Conditional;
    piece.text = body.substr(0, bar);
    piece.hasOtherwise = bar != std::string_view::npos;
    if (piece.hasOtherwise)
        piece.otherwise = body.substr(bar + 1);
    return BracedPiece{std::move(piece), close + 1};
}

} // namespace

std::vector<TemplatePiece> parseTemplate(std::string_view text)
{
    std::vector<TemplatePiece> pieces;
    std::string literal;
    const auto endLiteral = [&] {
        if (!literal.empty())
            pieces.push_back({TemplatePiece::Kind::Literal, {}, literal, {}, false});
        literal.clear();
    };
    for (std::size_t i = 0; i < text.size();) {
        if (text[i] != '{') {
            literal += text[i++];
        } else if (text.substr(i).starts_with("{{")) {
            literal += '{';
            i += 2;
        } else if (auto braced = bracedPieceAt(text, i)) {
            endLiteral();
            pieces.push_back(std::move(braced->piece));
            i = braced->end;
        } else {
            literal += text[i++];
        }
    }
    endLiteral();
    return pieces;
}

std::string escapedForTemplate(std::string_view literal)
{
    std::string escaped;
    for (std::size_t i = 0; i < literal.size(); ++i) {
        escaped += literal[i];
        // A brace before anything else (`{"a": 1}`) means itself and stays readable.
        const bool isAmbiguous =
            literal[i] == '{' && i + 1 < literal.size() &&
            (literal[i + 1] == '{' || literal[i + 1] == '_' || isLetter(literal[i + 1]));
        if (isAmbiguous)
            escaped += '{';
    }
    return escaped;
}

} // namespace attune
