// SPDX-FileCopyrightText: 2026 The Attune developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/study/requirement.h"

#include "core/protocol/number_text.h"

#include <algorithm>
#include <cmath>
#include <string_view>

namespace attune {

namespace {

std::string_view trimmed(std::string_view text)
{
    while (!text.empty() && isBlank(text.front()))
        text.remove_prefix(1);
    while (!text.empty() && isBlank(text.back()))
        text.remove_suffix(1);
    return text;
}

bool isHighWanted(Comparison comparison)
{
    return comparison == Comparison::AtLeast || comparison == Comparison::MoreThan;
}

std::optional<double> valueAt(const Trial &trial, std::size_t requirement)
{
    return requirement < trial.required.size() ? trial.required[requirement] : std::nullopt;
}

/// The complete trial that comes nearest to the bound; null when none has a value.
const Trial *nearestTo(const Requirement &requirement, std::size_t index,
                       const std::vector<const Trial *> &complete)
{
    const Trial *nearest = nullptr;
    for (const Trial *trial : complete) {
        const auto value = valueAt(*trial, index);
        if (value && std::isfinite(*value) &&
            (!nearest ||
             requirement.excessOf(*value) < requirement.excessOf(*valueAt(*nearest, index))))
            nearest = trial;
    }
    return nearest;
}

/// Of requirements that are each met by some trial, but by none all.
std::string whyNotAll(const std::vector<std::string> &requirements,
                      const std::vector<const Trial *> &complete)
{
    const Trial *nearest = nullptr;
    std::vector<std::string> fewest;
    for (const Trial *trial : complete) {
        const std::vector<std::string> broken = brokenRequirements(requirements, *trial);
        if (nearest && broken.size() >= fewest.size())
            continue;
        nearest = trial;
        fewest = broken;
    }
    std::string text = "No trial meets all requirements at once; the nearest is trial " +
                       std::to_string(nearest->number) + ", which breaks ";
    for (std::size_t i = 0; i < fewest.size(); ++i)
        text += (i == 0 ? "" : " and ") + fewest[i];
    return text + '.';
}

} // namespace

Result<Requirement> Requirement::parse(const std::string &text)
{
    const Error unreadable{ErrorKind::Invalid,
                           '"' + text +
                               "\" cannot be read as a bound on a metric. Write "
                               "it like \"accuracy >= 0.9\" or \"size < 20\"."};
    const std::string_view whole = text;
    const std::size_t sign = whole.find_first_of("<>");
    if (sign == std::string_view::npos)
        return unreadable;
    const bool hasEqual = sign + 1 < whole.size() && whole[sign + 1] == '=';
    const std::string_view metric = trimmed(whole.substr(0, sign));
    const auto bound = numberFromText(trimmed(whole.substr(sign + (hasEqual ? 2 : 1))));
    if (metric.empty() || !bound || !std::isfinite(*bound))
        return unreadable;
    const Comparison comparison = whole[sign] == '>'
                                      ? (hasEqual ? Comparison::AtLeast : Comparison::MoreThan)
                                      : (hasEqual ? Comparison::AtMost : Comparison::LessThan);
    return Requirement{std::string(metric), comparison, *bound};
}

bool Requirement::isMetBy(double value) const
{
    switch (comparison) {
    case Comparison::AtLeast:
        return value >= bound;
    case Comparison::MoreThan:
        return value > bound;
    case Comparison::AtMost:
        return value <= bound;
    case Comparison::LessThan:
        return value < bound;
    }
    return false;
}

double Requirement::excessOf(double value) const
{
    return isHighWanted(comparison) ? bound - value : value - bound;
}

std::vector<Requirement> requirementsOf(const std::vector<std::string> &texts)
{
    std::vector<Requirement> requirements;
    for (const std::string &text : texts) {
        if (const auto requirement = Requirement::parse(text))
            requirements.push_back(*requirement);
    }
    return requirements;
}

bool areMet(const std::vector<Requirement> &requirements,
            const std::vector<std::optional<double>> &values)
{
    for (std::size_t i = 0; i < requirements.size(); ++i) {
        if (i >= values.size() || !values[i] || !requirements[i].isMetBy(*values[i]))
            return false;
    }
    return true;
}

std::vector<std::string> brokenRequirements(const std::vector<std::string> &requirements,
                                            const Trial &trial)
{
    std::vector<std::string> broken;
    for (std::size_t i = 0; i < requirements.size(); ++i) {
        const auto requirement = Requirement::parse(requirements[i]);
        const auto value = valueAt(trial, i);
        if (!requirement || (value && requirement->isMetBy(*value)))
            continue;
        broken.push_back(requirements[i] +
                         (value ? " with " + textOf(Value(*value)) : " without a value"));
    }
    return broken;
}

std::optional<bool> keepsRequirements(const Trial &trial)
{
    const bool hasValues =
        trial.state == TrialState::Complete || trial.state == TrialState::Stopped;
    if (trial.required.empty() || !hasValues)
        return std::nullopt;
    return trial.meetsRequirements;
}

std::optional<std::string> whyNoneMeets(const std::vector<std::string> &requirements,
                                        const std::vector<Trial> &trials)
{
    std::vector<const Trial *> complete;
    for (const Trial &trial : trials) {
        if (trial.state == TrialState::Complete && !trial.isExcluded)
            complete.push_back(&trial);
    }
    const bool someMeets = std::any_of(complete.begin(), complete.end(),
                                       [](const Trial *trial) { return trial->meetsRequirements; });
    if (complete.empty() || someMeets)
        return std::nullopt;
    std::string sentence;
    for (std::size_t i = 0; i < requirements.size(); ++i) {
        const auto requirement = Requirement::parse(requirements[i]);
        if (!requirement)
            continue;
        const Trial *nearest = nearestTo(*requirement, i, complete);
        const auto value = nearest ? valueAt(*nearest, i) : std::nullopt;
        if (value && requirement->isMetBy(*value))
            continue;
        sentence += " No trial has " + requirements[i];
        sentence += value ? "; the nearest is " + textOf(Value(*value)) + " of trial " +
                                std::to_string(nearest->number) + '.'
                          : ".";
    }
    return sentence.empty() ? whyNotAll(requirements, complete) : sentence.substr(1);
}

} // namespace attune
