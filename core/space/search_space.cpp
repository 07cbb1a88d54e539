// SPDX-FileCopyrightText: 2026 The Attune developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/space/search_space.h"

#include "core/space/axis.h"
#include "core/space/constraint_set.h"
#include "core/space/lattice.h"

#include <algorithm>

namespace attune {

namespace {

constexpr std::int64_t largestFiniteSize = 10'000'000;
constexpr std::int64_t largestEnumeration = 1'000'000;

bool isLetterOrDigit(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
}

/// The default in the type that the hyperparameter has.
std::optional<Value> typedDefault(const Hyperparameter &hyperparameter)
{
    if (!hyperparameter.defaultValue)
        return std::nullopt;
    const Value &value = *hyperparameter.defaultValue;
    const auto number = numberOf(value);
    switch (hyperparameter.type) {
    case HyperparameterType::Continuous:
        return number ? std::optional<Value>(*number) : std::nullopt;
    case HyperparameterType::Integer:
        return number ? std::optional<Value>(static_cast<std::int64_t>(*number)) : std::nullopt;
    case HyperparameterType::Categorical:
        for (const Value &choice : hyperparameter.values) {
            if (sameChoice(choice, value))
                return choice;
        }
        return std::nullopt;
    }
    return std::nullopt;
}

/// Requires: a hyperparameter without problems.
Value middleOf(const Hyperparameter &hyperparameter)
{
    if (hyperparameter.type == HyperparameterType::Categorical)
        return hyperparameter.values.front();
    return Axis(hyperparameter).valueAt(0.5);
}

bool isActiveWithin(const SearchSpace &space, const Hyperparameter &hyperparameter,
                    const Settings &settings, std::size_t depth)
{
    if (!conditionsHold(hyperparameter, settings))
        return false;
    if (depth > space.hyperparameters.size())
        return false;
    return std::all_of(
        hyperparameter.when.begin(), hyperparameter.when.end(), [&](const Condition &condition) {
            const Hyperparameter *parent = space.find(condition.parent);
            return parent != nullptr && isActiveWithin(space, *parent, settings, depth + 1);
        });
}

} // namespace

const Hyperparameter *SearchSpace::find(std::string_view name) const
{
    const auto found =
        std::find_if(hyperparameters.begin(), hyperparameters.end(),
                     [name](const Hyperparameter &each) { return each.name == name; });
    return found == hyperparameters.end() ? nullptr : &*found;
}

std::vector<std::size_t> SearchSpace::parentsFirst() const
{
    std::vector<std::size_t> order;
    std::vector<bool> isPlaced(hyperparameters.size(), false);
    const auto isWaiting = [&](const Condition &condition) {
        const Hyperparameter *parent = find(condition.parent);
        return parent != nullptr &&
               !isPlaced[static_cast<std::size_t>(parent - hyperparameters.data())];
    };
    for (bool hasMoved = true; hasMoved;) {
        hasMoved = false;
        for (std::size_t i = 0; i < hyperparameters.size(); ++i) {
            const auto &when = hyperparameters[i].when;
            if (isPlaced[i] || std::any_of(when.begin(), when.end(), isWaiting))
                continue;
            isPlaced[i] = true;
            order.push_back(i);
            hasMoved = true;
        }
    }
    for (std::size_t i = 0; i < hyperparameters.size(); ++i) {
        if (!isPlaced[i])
            order.push_back(i);
    }
    return order;
}

bool SearchSpace::isActive(const Hyperparameter &hyperparameter, const Settings &settings) const
{
    return isActiveWithin(*this, hyperparameter, settings, 0);
}

bool SearchSpace::isFeasible(const Settings &settings) const
{
    return constraints.empty() || ConstraintSet(*this).hold(settings);
}

std::optional<Settings> SearchSpace::defaults() const
{
    if (hyperparameters.empty())
        return std::nullopt;
    Settings settings;
    for (const std::size_t i : parentsFirst()) {
        const Hyperparameter &hyperparameter = hyperparameters[i];
        if (!conditionsHold(hyperparameter, settings))
            continue;
        auto value = typedDefault(hyperparameter);
        if (!value)
            return std::nullopt;
        settings.emplace(hyperparameter.name, std::move(*value));
    }
    return settings;
}

Settings SearchSpace::middle() const
{
    Settings settings;
    for (const std::size_t i : parentsFirst()) {
        const Hyperparameter &hyperparameter = hyperparameters[i];
        if (conditionsHold(hyperparameter, settings) && hyperparameter.problems().empty())
            settings.emplace(hyperparameter.name, middleOf(hyperparameter));
    }
    return settings;
}

Settings SearchSpace::defaultsOrMiddle() const
{
    Settings settings;
    for (const std::size_t i : parentsFirst()) {
        const Hyperparameter &hyperparameter = hyperparameters[i];
        if (!conditionsHold(hyperparameter, settings))
            continue;
        if (auto value = typedDefault(hyperparameter))
            settings.emplace(hyperparameter.name, std::move(*value));
        else if (hyperparameter.problems().empty())
            settings.emplace(hyperparameter.name, middleOf(hyperparameter));
    }
    return settings;
}

std::optional<std::int64_t> SearchSpace::finiteSize() const
{
    const auto count = settingsCount(*this, largestFiniteSize);
    if (!count || *count > largestEnumeration || constraints.empty())
        return count;
    const ConstraintSet constraintSet(*this);
    Lattice lattice(*this, allLevels(*this));
    std::int64_t size = 0;
    do {
        if (constraintSet.hold(lattice.settings()))
            ++size;
    } while (lattice.advance());
    return size;
}

std::vector<std::string> namesOf(const SearchSpace &space, const Settings &settings)
{
    std::vector<std::string> names;
    for (const Hyperparameter &hyperparameter : space.hyperparameters) {
        if (settings.contains(hyperparameter.name))
            names.push_back(hyperparameter.name);
    }
    for (const auto &[name, value] : settings) {
        if (!space.find(name))
            names.push_back(name);
    }
    return names;
}

std::string environmentNameOf(std::string_view hyperparameterName)
{
    std::string name = "ATTUNE_PARAM_";
    for (const char c : hyperparameterName) {
        if (c >= 'a' && c <= 'z')
            name += static_cast<char>(c - 'a' + 'A');
        else
            name += isLetterOrDigit(c) ? c : '_';
    }
    return name;
}

bool isValidName(std::string_view name)
{
    if (name.empty() || (name.front() >= '0' && name.front() <= '9'))
        return false;
    if (!isLetterOrDigit(name.front()) && name.front() != '_')
        return false;
    return std::all_of(name.begin(), name.end(), [](char c) {
        return isLetterOrDigit(c) || c == '_' || c == '.' || c == ':' || c == '-';
    });
}

} // namespace attune
