// SPDX-FileCopyrightText: 2026 The Attune developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/undo/settings_merge.h"

#include <algorithm>
#include <set>
#include <tuple>

namespace attune::ui {

namespace {

/// The fields that are merged one by one; nothing for what is one value.
template<typename T>
constexpr auto fieldsOf = std::tuple();

template<>
constexpr auto fieldsOf<Hyperparameter> = std::tuple(
    &Hyperparameter::name, &Hyperparameter::type, &Hyperparameter::min, &Hyperparameter::max,
    &Hyperparameter::step, &Hyperparameter::scaling, &Hyperparameter::isOrdered,
    &Hyperparameter::values, &Hyperparameter::defaultValue, &Hyperparameter::when);

template<>
constexpr auto fieldsOf<SearchSpace> = std::tuple(&SearchSpace::hyperparameters,
                                                  &SearchSpace::fixed, &SearchSpace::constraints);

template<>
constexpr auto fieldsOf<MetricRule> = std::tuple(&MetricRule::name, &MetricRule::pattern,
                                                 &MetricRule::stepPattern, &MetricRule::preset);

template<>
constexpr auto fieldsOf<Objective> = std::tuple(&Objective::metric, &Objective::direction,
                                                &Objective::value, &Objective::meanOfLast);

template<>
constexpr auto fieldsOf<HyperbandSettings> = std::tuple(&HyperbandSettings::minResource,
                                                        &HyperbandSettings::maxResource,
                                                        &HyperbandSettings::reductionFactor,
                                                        &HyperbandSettings::brackets,
                                                        &HyperbandSettings::isModelBased,
                                                        &HyperbandSettings::mode);

template<>
constexpr auto
    fieldsOf<SearchSettings> = std::tuple(&SearchSettings::strategy, &SearchSettings::seed,
                                          &SearchSettings::gridPoints, &SearchSettings::isCostAware,
                                          &SearchSettings::hyperband);

template<>
constexpr auto fieldsOf<Budget> = std::tuple(&Budget::trials, &Budget::parallel, &Budget::seconds);

template<>
constexpr auto
    fieldsOf<TrialStopping> = std::tuple(&TrialStopping::rule, &TrialStopping::minSteps,
                                         &TrialStopping::minTrials, &TrialStopping::percentile,
                                         &TrialStopping::patience, &TrialStopping::threshold);

template<>
constexpr auto fieldsOf<StudyStopping> = std::tuple(&StudyStopping::target,
                                                    &StudyStopping::notImprovingFor,
                                                    &StudyStopping::notImprovingBy,
                                                    &StudyStopping::onConvergence);

template<>
constexpr auto fieldsOf<Limits> = std::tuple(&Limits::seconds, &Limits::silentSeconds,
                                             &Limits::memoryMiB, &Limits::outputMiB,
                                             &Limits::graceSeconds, &Limits::attempts);

template<>
constexpr auto fieldsOf<Evaluation> = std::tuple(&Evaluation::folds, &Evaluation::replicates,
                                                 &Evaluation::runsAll);

template<>
constexpr auto fieldsOf<StudySettings> =
    std::tuple(&StudySettings::name, &StudySettings::command, &StudySettings::usesShell,
               &StudySettings::lineBuffered, &StudySettings::workingDirectory,
               &StudySettings::environment, &StudySettings::files, &StudySettings::space,
               &StudySettings::metrics, &StudySettings::objectives, &StudySettings::requirements,
               &StudySettings::search, &StudySettings::budget, &StudySettings::trialStopping,
               &StudySettings::studyStopping, &StudySettings::limits, &StudySettings::evaluation,
               &StudySettings::slots, &StudySettings::launcher, &StudySettings::warmStart);

const std::string &keyOf(const Hyperparameter &hyperparameter)
{
    return hyperparameter.name;
}

const std::string &keyOf(const std::pair<std::string, std::string> &fixed)
{
    return fixed.first;
}

const std::string &keyOf(const MetricRule &rule)
{
    return rule.name.empty() ? rule.preset : rule.name;
}

const std::string &keyOf(const Objective &objective)
{
    return objective.metric;
}

template<typename T>
concept ListByName = requires(const T &list)
{
    keyOf(*list.data());
};

template<ListByName List>
auto find(const List &list, const std::string &key)
{
    return std::ranges::find_if(list, [&](const auto &item) { return keyOf(item) == key; });
}

template<ListByName List>
bool isUnique(const List &list)
{
    std::set<std::string> keys;
    return std::ranges::all_of(list,
                               [&](const auto &item) { return keys.insert(keyOf(item)).second; });
}

template<typename T>
void merge(T &now, const T &from, const T &to);

/// The item of `from` that the one at `index` of `to` was: that of its name, or in its place one
/// whose name is gone (it was renamed).
template<ListByName List>
auto before(const List &from, const List &to, std::size_t index)
{
    const auto same = find(from, keyOf(to[index]));
    const bool isRenamed =
        same == from.end() && index < from.size() && find(to, keyOf(from[index])) == to.end();
    return isRenamed ? from.begin() + static_cast<std::ptrdiff_t>(index) : same;
}

/// In the order of `to`; what only `now` has stays about where it is.
template<ListByName List>
List mergedList(const List &now, const List &from, const List &to)
{
    List merged;
    std::set<std::string> taken; // of `now`
    for (std::size_t i = 0; i < to.size(); ++i) {
        const auto was = before(from, to, i);
        const auto own = find(now, keyOf(was == from.end() ? to[i] : *was));
        if (own == now.end() && was != from.end())
            continue; // removed elsewhere
        merged.push_back(own == now.end() ? to[i] : *own);
        if (own == now.end())
            continue;
        taken.insert(keyOf(*own));
        if (was != from.end())
            merge(merged.back(), *was, to[i]);
    }
    for (std::size_t i = 0; i < now.size(); ++i) {
        const auto was = find(from, keyOf(now[i]));
        const bool isRemoved = was != from.end() && *was == now[i];
        if (!isRemoved && !taken.contains(keyOf(now[i])))
            merged.insert(merged.begin() + static_cast<std::ptrdiff_t>(std::min(i, merged.size())),
                          now[i]);
    }
    return merged;
}

template<typename T>
void merge(T &now, const T &from, const T &to)
{
    if (from == to)
        return;
    if (now == from) {
        now = to;
    } else if constexpr (ListByName<T>) {
        // A draft may have a name twice: then nobody knows which is which.
        now = isUnique(now) && isUnique(from) && isUnique(to) ? mergedList(now, from, to) : to;
    } else {
        std::apply([&](auto... field) { (merge(now.*field, from.*field, to.*field), ...); },
                   fieldsOf<T>);
    }
}

} // namespace

StudySettings mergedSettings(const StudySettings &now, const StudySettings &from,
                             const StudySettings &to)
{
    StudySettings merged = now;
    merge(merged, from, to);
    return merged;
}

} // namespace attune::ui
