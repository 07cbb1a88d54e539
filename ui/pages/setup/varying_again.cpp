// SPDX-FileCopyrightText: 2026 The Attune developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/setup/varying_again.h"

#include "core/autotune/range_proposals.h"
#include "core/space/value.h"
#include "ui/pages/setup/space_edits.h"
#include "ui/undo/settings_merge.h"

#include <algorithm>

namespace attune::ui {

namespace {

auto findFixed(StudySettings &settings, const std::string &name)
{
    return std::ranges::find(
        settings.space.fixed, name, [](const auto &each) -> const auto & { return each.first; });
}

StudySettings frozen(StudySettings before, std::size_t index, const Value &value)
{
    freezeHyperparameter(before, index, value);
    return before;
}

/// How many hyperparameters of `then` are not in `now`, and the other way round.
std::ptrdiff_t differences(const SearchSpace &then, const SearchSpace &now)
{
    const auto missing = [](const SearchSpace &from, const SearchSpace &in) {
        return std::ranges::count_if(from.hyperparameters, [&](const Hyperparameter &each) {
            return in.find(each.name) == nullptr;
        });
    };
    return missing(then, now) + missing(now, then);
}

/// The definition right after the freezing. The value may have been changed since, so the one is
/// taken that leaves the most like what is there now.
StudySettings afterFreezing(const StudySettings &before, std::size_t index, const Value &value,
                            const StudySettings &now)
{
    StudySettings nearest = frozen(before, index, value);
    for (const Value &choice : before.space.hyperparameters[index].values) {
        StudySettings other = frozen(before, index, choice);
        if (differences(other.space, now.space) < differences(nearest.space, now.space))
            nearest = std::move(other);
    }
    return nearest;
}

} // namespace

StudySettings varyingAgain(const StudySettings &settings, const std::string &name,
                           const StudySettings &before)
{
    StudySettings now = settings;
    const auto fixed = findFixed(now, name);
    const Value value = valueFromText(fixed->second);
    const auto &all = before.space.hyperparameters;
    const auto index =
        static_cast<std::size_t>(std::ranges::find(all, name, &Hyperparameter::name) - all.begin());
    const StudySettings after = afterFreezing(before, index, value, now);
    now.space.fixed.erase(fixed);
    StudySettings varying = mergedSettings(now, after, before);
    // Constraints are one value to a merge; those that went are known one by one.
    auto &constraints = varying.space.constraints;
    for (const std::string &each : before.space.constraints) {
        const bool went =
            std::ranges::find(after.space.constraints, each) == after.space.constraints.end();
        if (went && std::ranges::find(constraints, each) == constraints.end())
            constraints.push_back(each);
    }
    return varying;
}

StudySettings varyingAround(const StudySettings &settings, const std::string &name)
{
    for (const ProposedChoice &proposal : proposeRanges(settings)) {
        const auto *range = std::get_if<RangeChoice>(&proposal.choice);
        if (range && range->argument < 0 && range->hyperparameter.name == name)
            return withProposals(settings, {proposal});
    }
    StudySettings varying = settings;
    const auto fixed = findFixed(varying, name);
    Hyperparameter choices;
    choices.name = name;
    choices.type = HyperparameterType::Categorical;
    choices.values = {valueFromText(fixed->second)};
    varying.space.fixed.erase(fixed);
    varying.space.hyperparameters.push_back(choices);
    return varying;
}

} // namespace attune::ui
