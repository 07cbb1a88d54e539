// SPDX-FileCopyrightText: 2026 The Attune developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/engine/scheduling/search_history.h"

#include <algorithm>

namespace attune::engine {

bool SearchHistory::isOfUse(int trial) const
{
    const std::vector<Trial> &trials = m_book->trials();
    m_fits.resize(trials.size(), -1);
    signed char &fits = m_fits[std::size_t(trial)];
    const Trial &asked = trials[std::size_t(trial)];
    if (fits < 0)
        fits = m_book->settings().space.problemsOf(asked.settings).empty() ? 1 : 0;
    return fits == 1 && !asked.isExcluded;
}

SuggestionQueue::Known SearchHistory::known() const
{
    SuggestionQueue::Known known;
    known.results.reserve(m_book->results().size());
    for (const ResultRecord &result : m_book->results()) {
        if (isOfUse(result.trial))
            known.results.push_back(result.trial);
    }
    for (const Trial &trial : m_book->trials()) {
        if (!isFinished(trial.state) && isOfUse(trial.number))
            known.pending.push_back(trial.number);
    }
    return known;
}

StudyHistory SearchHistory::history() const
{
    StudyHistory history;
    history.results.reserve(m_book->results().size());
    for (const ResultRecord &result : m_book->results()) {
        if (isOfUse(result.trial))
            history.results.push_back(observationOf(result, m_book->trial(result.trial).settings));
    }
    for (const Trial &trial : m_book->trials()) {
        if (!isFinished(trial.state) && isOfUse(trial.number))
            history.pending.push_back({trial.number, trial.settings});
    }
    return history;
}

double SearchHistory::typicalSeconds() const
{
    std::vector<double> seconds;
    seconds.reserve(m_book->results().size());
    for (const ResultRecord &result : m_book->results())
        seconds.push_back(result.seconds);
    if (seconds.empty())
        return 0.0;
    const auto middle = seconds.begin() + std::ptrdiff_t(seconds.size() / 2);
    std::ranges::nth_element(seconds, middle);
    return *middle;
}

Observation observationOf(const ResultRecord &result, const Settings &settings)
{
    Observation observation;
    observation.trial = result.trial;
    observation.settings = settings;
    observation.outcome = result.outcome;
    observation.seconds = result.seconds;
    observation.noiseStd = result.standardError;
    if (result.outcome == Outcome::Failed)
        return observation;
    for (const std::optional<double> &objective : result.objectives)
        observation.objectives.push_back(objective.value_or(0.0));
    return observation;
}

SearchProblem searchProblemOf(const StudySettings &settings)
{
    return {.space = settings.space,
            .objectives = settings.objectives,
            .search = settings.search,
            .budgetTrials = settings.budget.trials};
}

} // namespace attune::engine
