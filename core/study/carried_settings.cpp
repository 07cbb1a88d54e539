// SPDX-FileCopyrightText: 2026 The Attune developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/study/carried_settings.h"

#include "core/space/typed_value.h"

#include <algorithm>
#include <cmath>
#include <string>

namespace attune {

namespace {

const FrozenHyperparameter *findFrozen(const SearchProblem &problem, std::string_view name)
{
    const auto found = std::ranges::find(problem.frozen, name, [](const auto &frozen) {
        return std::string_view(frozen.hyperparameter.name);
    });
    return found == problem.frozen.end() ? nullptr : &*found;
}

/// Whether a trial that had this value ran as trials of today do.
bool isFixedTo(const SearchSpace &space, std::string_view name, const Value &value)
{
    return std::ranges::any_of(space.fixed, [&](const auto &fixed) {
        return fixed.first == name && sameChoice(valueFromText(fixed.second), value);
    });
}

/// What varies now and was fixed then.
void addFixed(const SearchSpace &space, const Settings &fixed, Settings &settings)
{
    for (const std::size_t i : space.parentsFirst()) {
        const Hyperparameter &hyperparameter = space.hyperparameters[i];
        const auto then = fixed.find(hyperparameter.name);
        if (then != fixed.end() && space.isActive(hyperparameter, settings))
            settings.emplace(hyperparameter.name, typedValue(hyperparameter, then->second));
    }
}

void addDefaults(const SearchSpace &space, Settings &settings)
{
    for (const std::size_t i : space.parentsFirst()) {
        const Hyperparameter &hyperparameter = space.hyperparameters[i];
        if (hyperparameter.defaultValue && !settings.contains(hyperparameter.name) &&
            space.isActive(hyperparameter, settings))
            settings.emplace(hyperparameter.name, *hyperparameter.defaultValue);
    }
}

} // namespace

SearchSpace modelSpaceOf(const SearchProblem &problem)
{
    SearchSpace space = problem.space;
    for (const FrozenHyperparameter &frozen : problem.frozen) {
        std::erase_if(space.fixed,
                      [&](const auto &fixed) { return fixed.first == frozen.hyperparameter.name; });
        space.hyperparameters.push_back(frozen.hyperparameter);
    }
    return space;
}

std::optional<FrozenHyperparameter> frozenAt(const Hyperparameter &hyperparameter,
                                             std::string_view text)
{
    if (!hyperparameter.when.empty())
        return std::nullopt;
    FrozenHyperparameter frozen{hyperparameter, valueFromText(text)};
    Hyperparameter &range = frozen.hyperparameter;
    range.defaultValue.reset();
    if (range.type == HyperparameterType::Categorical) {
        const auto isSame = [&](const Value &value) { return sameChoice(value, frozen.value); };
        if (const auto known = std::ranges::find_if(range.values, isSame);
            known != range.values.end())
            frozen.value = *known;
        else
            range.values.push_back(frozen.value);
        return frozen;
    }
    const auto number = numberOf(frozen.value);
    if (!number || std::holds_alternative<bool>(frozen.value) || !std::isfinite(*number))
        return std::nullopt;
    if (range.type == HyperparameterType::Integer) {
        if (*number != std::floor(*number) ||
            std::fmod(*number - range.min, static_cast<double>(range.step)) != 0.0)
            return std::nullopt;
        frozen.value = static_cast<std::int64_t>(*number);
    }
    range.scaling = resolvedScaling(range); // of the range that trials were drawn from
    range.min = std::min(range.min, *number);
    range.max = std::max(range.max, *number);
    return range.problems().empty() ? std::optional(frozen) : std::nullopt;
}

std::optional<Settings> carriedSettings(const SearchProblem &problem, const Settings &settings,
                                        const Settings &fixed)
{
    Settings carried;
    for (const auto &[name, value] : settings) {
        if (problem.space.find(name) || findFrozen(problem, name))
            carried.emplace(name, value);
        else if (!isFixedTo(problem.space, name, value))
            return std::nullopt;
    }
    for (const FrozenHyperparameter &frozen : problem.frozen) {
        const auto then = fixed.find(frozen.hyperparameter.name);
        carried.emplace(frozen.hyperparameter.name,
                        then == fixed.end() ? frozen.value
                                            : typedValue(frozen.hyperparameter, then->second));
    }
    addFixed(problem.space, fixed, carried);
    addDefaults(problem.space, carried);
    if (!modelSpaceOf(problem).problemsOf(carried).empty())
        return std::nullopt;
    return carried;
}

Settings settingsToRun(const SearchSpace &space, const Trial &earlier)
{
    Settings settings;
    for (const auto &[name, value] : earlier.settings) {
        if (space.find(name))
            settings.emplace(name, value);
    }
    addFixed(space, earlier.fixed, settings);
    addDefaults(space, settings);
    return settings;
}

bool ranAsToday(const SearchSpace &space, const Settings &earlier)
{
    return std::ranges::all_of(earlier, [&](const auto &each) {
        return space.find(each.first) || isFixedTo(space, each.first, each.second);
    });
}

} // namespace attune
