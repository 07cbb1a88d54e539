// SPDX-FileCopyrightText: 2026 The Attune developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/space/fixed_in_constraint.h"

#include "core/space/constraint.h"
#include "core/space/expression_lexer.h"

#include <algorithm>

namespace attune {

namespace {

std::string quotedText(std::string_view text)
{
    std::string quoted = "\"";
    for (const char c : text) {
        if (c == '"' || c == '\\')
            quoted += '\\';
        quoted += c;
    }
    return quoted + '"';
}

std::string literalOf(const Value &value)
{
    const std::string text = textOf(value);
    if (std::holds_alternative<std::string>(value))
        return quotedText(text);
    return '(' + text + ')'; // a number may have a sign
}

bool isChoice(const SearchSpace &space, std::string_view word)
{
    const Value asText = std::string(word);
    return std::any_of(space.hyperparameters.begin(), space.hyperparameters.end(),
                       [&](const Hyperparameter &each) {
                           return std::find(each.values.begin(), each.values.end(), asText) !=
                                  each.values.end();
                       });
}

bool isTruth(std::string_view word)
{
    return word == "true" || word == "false";
}

/// A value for every hyperparameter, whatever its condition.
Settings anyValues(const SearchSpace &space)
{
    Settings values;
    for (const Hyperparameter &each : space.hyperparameters) {
        SearchSpace alone;
        alone.hyperparameters = {each};
        alone.hyperparameters.front().when.clear();
        values.merge(alone.middle());
    }
    return values;
}

bool canBeComputed(const SearchSpace &space, const std::string &constraint)
{
    const auto expression = Expression::parse(withFixedValues(space, constraint));
    return expression && expression->holds(anyValues(space)).has_value();
}

} // namespace

std::optional<Value> fixedValue(const SearchSpace &space, std::string_view name)
{
    if (space.find(name) != nullptr || isChoice(space, name))
        return std::nullopt;
    const auto found = std::find_if(space.fixed.begin(), space.fixed.end(),
                                    [name](const auto &fixed) { return fixed.first == name; });
    if (found == space.fixed.end())
        return std::nullopt;
    return valueFromText(found->second);
}

std::string withFixedValues(const SearchSpace &space, const std::string &constraint)
{
    const auto tokens = tokensOf(constraint);
    if (!tokens || space.fixed.empty())
        return constraint;
    bool namesText = false;
    bool namesFixed = false;
    for (const ExpressionToken &token : *tokens) {
        if (token.kind != ExpressionToken::Kind::Word)
            continue;
        const auto value = fixedValue(space, token.text);
        namesFixed = namesFixed || value.has_value();
        namesText = namesText || (value && std::holds_alternative<std::string>(*value));
    }
    if (!namesFixed)
        return constraint;
    std::string replaced;
    for (const ExpressionToken &token : *tokens) {
        if (!replaced.empty())
            replaced += ' ';
        const bool isWord = token.kind == ExpressionToken::Kind::Word && !isTruth(token.text);
        const auto value = isWord ? fixedValue(space, token.text) : std::nullopt;
        if (value)
            replaced += literalOf(*value);
        else if (isWord && namesText && space.find(token.text) == nullptr)
            replaced += quotedText(token.text);
        else
            replaced += token.text;
    }
    return replaced;
}

std::optional<std::string> fixedTextAmongNumbers(const SearchSpace &space,
                                                 const std::string &constraint)
{
    const auto expression = Expression::parse(constraint);
    if (!expression || canBeComputed(space, constraint))
        return std::nullopt;
    SearchSpace numeric = space;
    std::optional<std::string> first;
    for (const std::string &name : expression->names()) {
        const auto value = fixedValue(space, name);
        if (!value || !std::holds_alternative<std::string>(*value))
            continue;
        first = first.value_or(name);
        for (auto &[fixed, text] : numeric.fixed) {
            if (fixed == name)
                text = "1";
        }
    }
    return canBeComputed(numeric, constraint) ? first : std::nullopt;
}

} // namespace attune
