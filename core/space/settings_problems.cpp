// SPDX-FileCopyrightText: 2026 The Attune developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/space/constraint_set.h"
#include "core/space/search_space.h"

#include <algorithm>
#include <cmath>

namespace attune {

namespace {

std::string quoted(const std::string &text)
{
    return '"' + text + '"';
}

std::string rangeText(const Hyperparameter &hyperparameter)
{
    return textOf(hyperparameter.min) + " to " + textOf(hyperparameter.max);
}

/// What is wrong with a number as a value of a continuous or integer hyperparameter.
std::optional<std::string> whyNotNumber(const Hyperparameter &hyperparameter, const Value &value)
{
    const std::string start =
        "The value " + quoted(textOf(value)) + " of " + quoted(hyperparameter.name);
    const auto number = numberOf(value);
    if (!number || std::holds_alternative<bool>(value) || !std::isfinite(*number))
        return start + " is not a number. Give one from " + rangeText(hyperparameter) + ".";
    if (*number < hyperparameter.min || *number > hyperparameter.max)
        return start + " is outside of the range " + rangeText(hyperparameter) +
               ". Choose one inside, or widen the range.";
    if (hyperparameter.type != HyperparameterType::Integer)
        return std::nullopt;
    if (*number != std::floor(*number))
        return start + " is not a whole number. Round it.";
    if (std::fmod(*number - hyperparameter.min, static_cast<double>(hyperparameter.step)) != 0.0)
        return start + " is not reached from " + textOf(hyperparameter.min) + " in steps of " +
               std::to_string(hyperparameter.step) + ". Choose a level, or change the step.";
    return std::nullopt;
}

std::optional<std::string> whyNotChoice(const Hyperparameter &hyperparameter, const Value &value)
{
    std::string choices;
    for (const Value &choice : hyperparameter.values) {
        if (sameChoice(choice, value))
            return std::nullopt;
        choices += (choices.empty() ? "" : ", ") + textOf(choice);
    }
    return "The value " + quoted(textOf(value)) + " of " + quoted(hyperparameter.name) +
           " is not one of its values: " + choices + ".";
}

void addValueProblems(const SearchSpace &space, const Settings &settings, Problems &problems)
{
    for (const Hyperparameter &hyperparameter : space.hyperparameters) {
        const std::string &name = hyperparameter.name;
        const auto found = settings.find(name);
        const bool isActive = space.isActive(hyperparameter, settings);
        if (found == settings.end()) {
            if (isActive)
                problems.push_back({name, "There is no value of " + quoted(name) + ". Give one."});
            continue;
        }
        if (!isActive) {
            problems.push_back({name, quoted(name) + " is not active with these values. Leave it "
                                                     "out, or change what it depends on."});
            continue;
        }
        auto why = hyperparameter.type == HyperparameterType::Categorical
                       ? whyNotChoice(hyperparameter, found->second)
                       : whyNotNumber(hyperparameter, found->second);
        if (why)
            problems.push_back({name, std::move(*why)});
    }
    for (const auto &[name, value] : settings) {
        if (space.find(name) == nullptr)
            problems.push_back(
                {name, quoted(name) + " is no hyperparameter of this study. Remove it."});
    }
}

} // namespace

Problems SearchSpace::problemsOf(const Settings &settings) const
{
    Problems problems;
    addValueProblems(*this, settings, problems);
    if (!problems.empty())
        return problems;
    for (const std::size_t i : ConstraintSet(*this).broken(settings)) {
        problems.push_back({"constraints[" + std::to_string(i) + "]",
                            "These values break the constraint " + quoted(constraints[i]) +
                                ". Change one of them."});
    }
    return problems;
}

} // namespace attune
