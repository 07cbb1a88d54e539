// SPDX-FileCopyrightText: 2026 The Attune developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/search/earlier_results.h"

#include "core/study/carried_settings.h"

#include <algorithm>
#include <cmath>
#include <optional>
#include <utility>

namespace attune {

namespace {

constexpr double furthestBeyond = 0.5; ///< of the range, to each side

const std::string *fixedText(const SearchSpace &space, const std::string &name)
{
    const auto found = std::find_if(space.fixed.begin(), space.fixed.end(),
                                    [&](const auto &each) { return each.first == name; });
    return found == space.fixed.end() ? nullptr : &found->second;
}

/// The value as the hyperparameter writes it: its own choice, a whole number where it is whole.
Value asValueOf(const Hyperparameter &hyperparameter, const Value &value)
{
    const auto number = numberOf(value);
    switch (hyperparameter.type) {
    case HyperparameterType::Categorical:
        for (const Value &choice : hyperparameter.values) {
            if (sameChoice(choice, value))
                return choice;
        }
        return value;
    case HyperparameterType::Integer:
        if (number && *number == std::round(*number) && std::abs(*number) < 0x1p53)
            return static_cast<std::int64_t>(*number);
        return value;
    case HyperparameterType::Continuous:
        return number ? Value(*number) : value;
    }
    return value;
}

/// Takes the results of one earlier study.
class Taker
{
public:
    Taker(const EarlierStudy &study, const UnitCube &cube)
        : m_study(study), m_cube(cube), m_order(cube.space().parentsFirst()),
          m_isSame(study.kind == WarmStartKind::Same), m_middle(cube.space().middle())
    {}

    /// Nothing when the result has no place in the present space.
    [[nodiscard]] std::optional<Observation> taken(const Observation &result) const
    {
        auto settings = settingsOf(result.settings);
        if (!settings || !agreesWithFixed(result.settings))
            return std::nullopt;
        const auto point = m_cube.pointBeyond(*settings);
        if (!point || !std::all_of(point->begin(), point->end(), [](double coordinate) {
                return coordinate >= -furthestBeyond && coordinate <= 1.0 + furthestBeyond;
            }))
            return std::nullopt;
        Observation taken = result;
        taken.isOfSpace = m_cube.space().problemsOf(*settings).empty();
        taken.settings = std::move(*settings);
        return taken;
    }

private:
    [[nodiscard]] std::optional<Settings> settingsOf(const Settings &earlier) const
    {
        Settings settings;
        for (const std::size_t i : m_order) {
            const Hyperparameter &hyperparameter = m_cube.space().hyperparameters[i];
            if (!conditionsHold(hyperparameter, settings))
                continue;
            const auto value = valueOf(hyperparameter, earlier);
            if (!value)
                return std::nullopt;
            settings.emplace(hyperparameter.name, asValueOf(hyperparameter, *value));
        }
        return settings;
    }

    [[nodiscard]] std::optional<Value> valueOf(const Hyperparameter &hyperparameter,
                                               const Settings &earlier) const
    {
        if (const auto found = earlier.find(hyperparameter.name); found != earlier.end())
            return found->second;
        if (const std::string *text = fixedText(m_study.space, hyperparameter.name))
            return valueFromText(*text);
        if (hyperparameter.defaultValue || m_isSame)
            return hyperparameter.defaultValue;
        const auto middle = m_middle.find(hyperparameter.name);
        return middle == m_middle.end() ? std::nullopt : std::optional(middle->second);
    }

    [[nodiscard]] bool agreesWithFixed(const Settings &earlier) const
    {
        const auto &fixed = m_cube.space().fixed;
        return !m_isSame || std::all_of(fixed.begin(), fixed.end(), [&](const auto &each) {
            const auto found = earlier.find(each.first);
            return found == earlier.end() || sameChoice(found->second, valueFromText(each.second));
        });
    }

    const EarlierStudy &m_study;
    const UnitCube &m_cube;
    std::vector<std::size_t> m_order;
    bool m_isSame;
    Settings m_middle;
};

} // namespace

EarlierResults resultsInSpace(const EarlierStudy &study, const SearchSpace &space)
{
    const UnitCube cube(space);
    const Taker taker(study, cube);
    EarlierResults earlier;
    for (const Observation &result : study.results) {
        auto taken = taker.taken(result);
        if (!taken) {
            ++earlier.leftOut;
            continue;
        }
        earlier.trials.push_back(result.trial);
        taken->trial = -1 - static_cast<int>(earlier.results.size());
        earlier.results.push_back(std::move(*taken));
    }
    return earlier;
}

SearchSpace spaceForEarlier(const SearchProblem &problem)
{
    SearchSpace space = modelSpaceOf(problem);
    for (const FrozenHyperparameter &frozen : problem.frozen) {
        for (Hyperparameter &hyperparameter : space.hyperparameters) {
            if (hyperparameter.name == frozen.hyperparameter.name)
                hyperparameter.defaultValue = frozen.value;
        }
    }
    return space;
}

} // namespace attune
