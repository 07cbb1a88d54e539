// SPDX-FileCopyrightText: 2026 The Attune developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/engine/scheduling/search_history.h"

#include "app/engine/exchange/study_json.h"
#include "app/engine/scheduling/earlier_studies.h"
#include "app/engine/scheduling/trial_plan.h"
#include "core/search/model_use.h"
#include "core/study/carried_settings.h"

#include <algorithm>
#include <iterator>
#include <limits>
#include <set>

namespace attune::engine {

namespace {

bool mayEndTrials(const StudySettings &settings)
{
    return settings.search.strategy == Strategy::Hyperband ||
           settings.trialStopping.rule != TrialStoppingRule::None;
}

/// A definition that trials may have been drawn by. One that cannot be read any more, or a draft
/// whose space is none, has nothing to tell.
std::optional<StudySettings> searchedDefinition(const RevisionRecord &record)
{
    auto settings = settingsFromStudyJson(record.json);
    if (!settings || !settings->space.problems().empty())
        return std::nullopt;
    return std::move(*settings);
}

/// Those before the one in force.
std::vector<StudySettings> earlierSettings(const StudyBook &book)
{
    std::vector<StudySettings> earlier;
    for (const RevisionRecord &record : book.revisions()) {
        if (record.number >= book.revisionInForce())
            break;
        if (auto settings = searchedDefinition(record))
            earlier.push_back(std::move(*settings));
    }
    return earlier;
}

/// What is fixed in `space` as it varied last before.
std::vector<FrozenHyperparameter> frozenSince(const SearchSpace &space,
                                              const std::vector<StudySettings> &earlier)
{
    std::vector<FrozenHyperparameter> frozen;
    for (const auto &fixed : space.fixed) {
        const auto varied = std::find_if(earlier.rbegin(), earlier.rend(), [&](const auto &then) {
            return then.space.find(fixed.first) != nullptr;
        });
        if (varied == earlier.rend())
            continue;
        if (auto known = frozenAt(*varied->space.find(fixed.first), fixed.second))
            frozen.push_back(std::move(*known));
    }
    return frozen;
}

/// Tried, and the search learns nothing from it.
bool isTaken(const Trial &trial)
{
    return trial.isExcluded || isCancelledByPerson(trial);
}

/// What a trial whose settings are taken is called among the pending ones: a number of no trial.
int takenNumber(int trial)
{
    return -1 - trial;
}

bool hasStoppedTrials(const EarlierStudy &study)
{
    return study.kind == WarmStartKind::Same &&
           std::ranges::any_of(study.results, [](const Observation &result) {
               return result.outcome == Outcome::Stopped && result.resource > 0;
           });
}

void addEarlierStudies(SearchProblem &problem, std::vector<EarlierStudy> studies)
{
    std::erase_if(studies, [&](const EarlierStudy &study) {
        return !hasResultsFor(problem.objectives, study);
    });
    problem.usesPartialResults =
        problem.usesPartialResults ||
        (hasModel(problem.search) && std::ranges::any_of(studies, hasStoppedTrials));
    problem.earlierStudies = std::move(studies);
}

} // namespace

const Settings *SearchHistory::settingsOf(int trial) const
{
    return m_book->trial(trial).isExcluded ? nullptr : carriedOf(trial);
}

const Settings *SearchHistory::carriedOf(int trial) const
{
    const std::vector<Trial> &trials = m_book->trials();
    const Trial &asked = trials[std::size_t(trial)];
    if (!m_problem)
        m_problem = searchProblemOf(*m_book);
    m_carried.resize(trials.size());
    auto &carried = m_carried[std::size_t(trial)];
    if (!carried)
        carried = carriedSettings(*m_problem, asked.settings, asked.fixed);
    return *carried ? &**carried : nullptr;
}

SuggestionQueue::Known SearchHistory::known() const
{
    SuggestionQueue::Known known;
    known.results.reserve(m_book->results().size());
    std::vector<bool> isTold(m_book->trials().size());
    for (const ResultRecord &result : m_book->results()) {
        if (!settingsOf(result.trial))
            continue;
        known.results.push_back(result.trial);
        known.distinct += isTold[std::size_t(result.trial)] ? 0 : 1;
        isTold[std::size_t(result.trial)] = true;
    }
    for (const Trial &trial : m_book->trials()) {
        if (isTaken(trial) && carriedOf(trial.number))
            known.pending.push_back(takenNumber(trial.number));
        if (isFinished(trial.state) || !settingsOf(trial.number))
            continue;
        ++known.underWay;
        if (!isTold[std::size_t(trial.number)])
            known.pending.push_back(trial.number);
    }
    return known;
}

StudyHistory SearchHistory::history() const
{
    return history(std::numeric_limits<std::size_t>::max());
}

StudyHistory SearchHistory::history(std::size_t results) const
{
    StudyHistory history;
    history.results.reserve(std::min(results, m_book->results().size()));
    std::vector<std::optional<std::size_t>> placeOf(m_book->trials().size());
    std::size_t count = 0;
    for (const ResultRecord &result : m_book->results()) {
        const Settings *settings = settingsOf(result.trial);
        if (!settings)
            continue;
        if (count++ == results)
            break;
        auto &place = placeOf[std::size_t(result.trial)];
        if (place) {
            history.results[*place] = observationOf(result, *settings);
            continue;
        }
        place = history.results.size();
        history.results.push_back(observationOf(result, *settings));
    }
    for (const Trial &trial : m_book->trials()) {
        if (const Settings *taken = isTaken(trial) ? carriedOf(trial.number) : nullptr)
            history.pending.push_back({takenNumber(trial.number), *taken});
        const bool isPending = !isFinished(trial.state) && !placeOf[std::size_t(trial.number)];
        if (const Settings *settings = isPending ? settingsOf(trial.number) : nullptr)
            history.pending.push_back({trial.number, *settings});
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
    observation.resource = result.way.resource;
    observation.partial = result.way.partial;
    if (result.outcome == Outcome::Failed)
        return observation;
    for (const std::optional<double> &objective : result.objectives)
        observation.objectives.push_back(objective.value_or(0.0));
    for (const std::optional<double> &value : result.required)
        observation.required.push_back(value.value_or(std::numeric_limits<double>::quiet_NaN()));
    return observation;
}

SearchProblem searchProblemOf(const StudySettings &settings,
                              const std::vector<StudySettings> &earlier)
{
    SearchProblem problem{.space = settings.space,
                          .objectives = settings.objectives,
                          .requirements = requirementsOf(settings.requirements),
                          .search = settings.search,
                          .budgetTrials = settings.budget.trials};
    if (!hasModel(settings.search))
        return problem;
    problem.frozen = frozenSince(settings.space, earlier);
    problem.usesPartialResults =
        mayEndTrials(settings) || std::ranges::any_of(earlier, mayEndTrials);
    if (settings.search.strategy == Strategy::Hyperband)
        problem.search.hyperband.maxResource = maxResourceOf(settings);
    return problem;
}

SearchProblem searchProblemOf(const StudyBook &book)
{
    SearchProblem problem = searchProblemOf(book.settingsInForce(), earlierSettings(book));
    // While the settings are a draft, results have the values of the rules before it.
    problem.objectives = book.rules().objectives;
    problem.requirements = book.rules().requirements;
    addEarlierStudies(problem, earlierStudiesOf(book.parents()));
    return problem;
}

std::vector<FitRecord> fitsOfThisSearch(const StudyBook &book)
{
    const SearchProblem now = searchProblemOf(book);
    std::set<int> same{book.revision()};
    std::vector<StudySettings> earlier;
    for (const RevisionRecord &record : book.revisions()) {
        const auto then = searchedDefinition(record);
        if (!then)
            continue;
        SearchProblem asked = searchProblemOf(*then, earlier);
        asked.budgetTrials = now.budgetTrials;
        addEarlierStudies(asked, now.earlierStudies); // they never change after the first trial
        if (asked == now)
            same.insert(record.number);
        earlier.push_back(*then);
    }
    std::vector<FitRecord> fits;
    std::ranges::copy_if(book.fits(), std::back_inserter(fits),
                         [&](const FitRecord &fit) { return same.contains(fit.revision); });
    return fits;
}

} // namespace attune::engine
