// SPDX-FileCopyrightText: 2026 The Attune developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/autotune/autotune.h"

#include "core/autotune/range_proposals.h"

#include <algorithm>

namespace attune {
namespace {

/// Takes one proposal into the settings.
class Taker
{
public:
    explicit Taker(StudySettings &settings) : m_settings(settings) {}

    void operator()(const RangeChoice &choice)
    {
        SearchSpace &space = m_settings.space;
        if (choice.argument >= 0)
            m_settings.command[static_cast<std::size_t>(choice.argument)] = choice.templateArgument;
        const std::string &name = choice.hyperparameter.name;
        std::erase_if(space.fixed, [&](const auto &pair) { return pair.first == name; });
        const auto found =
            std::find_if(space.hyperparameters.begin(), space.hyperparameters.end(),
                         [&](const Hyperparameter &each) { return each.name == name; });
        if (found == space.hyperparameters.end())
            space.hyperparameters.push_back(choice.hyperparameter);
        else
            *found = choice.hyperparameter;
    }

    void operator()(const SearchSettings &search) { m_settings.search = search; }
    void operator()(const TrialsChoice &choice) { m_settings.budget.trials = choice.trials; }
    void operator()(const TrialStopping &stopping) { m_settings.trialStopping = stopping; }
    void operator()(const ParallelChoice &choice) { m_settings.budget.parallel = choice.parallel; }
    void operator()(const ConvergenceChoice &choice)
    {
        m_settings.studyStopping.onConvergence = choice.isOn;
    }

private:
    StudySettings &m_settings;
};

/// Conditions on what was not let vary would be problems: then the hyperparameter is always active.
void dropOrphanedConditions(StudySettings &settings, const std::vector<ProposedChoice> &taken)
{
    for (const ProposedChoice &proposal : taken) {
        const auto *range = std::get_if<RangeChoice>(&proposal.choice);
        if (range == nullptr)
            continue;
        for (Hyperparameter &hyperparameter : settings.space.hyperparameters) {
            if (hyperparameter.name != range->hyperparameter.name)
                continue;
            std::erase_if(hyperparameter.when, [&](const Condition &condition) {
                return settings.space.find(condition.parent) == nullptr;
            });
        }
    }
}

} // namespace

std::vector<ProposedChoice> proposeAll(const StudySettings &settings, const Machine &machine)
{
    std::vector<ProposedChoice> proposals = proposeRanges(settings);
    std::vector<ProposedChoice> advised;
    std::copy_if(proposals.begin(), proposals.end(), std::back_inserter(advised),
                 [](const ProposedChoice &proposal) { return proposal.isAdvised; });
    const std::vector<ProposedChoice> search =
        proposeSearch(withProposals(settings, advised), machine);
    proposals.insert(proposals.end(), search.begin(), search.end());
    return proposals;
}

StudySettings withProposals(StudySettings settings, const std::vector<ProposedChoice> &taken)
{
    for (const ProposedChoice &proposal : taken)
        std::visit(Taker(settings), proposal.choice);
    dropOrphanedConditions(settings, taken);
    return settings;
}

} // namespace attune
