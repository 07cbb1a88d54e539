// SPDX-FileCopyrightText: 2026 The Attune developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/search/bayesian_sampler.h"
#include "core/search/earlier_results.h"
#include "core/search/grid_sampler.h"
#include "core/search/model_use.h"
#include "core/search/random_sampler.h"
#include "core/search/sobol_sampler.h"
#include "core/search/untried_settings.h"
#include "core/search/warm_start_sampler.h"

namespace attune {

namespace {

/// Makes the first trial from the defaults, and leaves all others to another sampler.
class DefaultsFirstSampler final : public Sampler
{
public:
    DefaultsFirstSampler(Settings defaults, std::unique_ptr<Sampler> others)
        : m_defaults(std::move(defaults)), m_others(std::move(others))
    {}

    [[nodiscard]] ModelFit fit(const StudyHistory &history, int prefix, const ModelFit &previous,
                               std::stop_token stop) const override
    {
        return m_others->fit(history, prefix, previous, std::move(stop));
    }

    [[nodiscard]] Result<Settings> suggest(const StudyHistory &history, const ModelFit &fit,
                                           int number, std::stop_token stop) const override
    {
        if (number == 0 && !isTried(history, m_defaults, number))
            return m_defaults;
        return m_others->suggest(history, fit, number, std::move(stop));
    }

    [[nodiscard]] bool usesResults() const override { return m_others->usesResults(); }

    [[nodiscard]] int nextFitPrefix(const ModelFit &fit, int results) const override
    {
        return m_others->nextFitPrefix(fit, results);
    }

    [[nodiscard]] std::optional<ConvergenceBound> convergence(const StudyHistory &history,
                                                              const ModelFit &fit) const override
    {
        return m_others->convergence(history, fit);
    }

    [[nodiscard]] std::optional<Incumbent> incumbent(const StudyHistory &history,
                                                     const ModelFit &fit) const override
    {
        return m_others->incumbent(history, fit);
    }

private:
    Settings m_defaults;
    std::unique_ptr<Sampler> m_others;
};

std::unique_ptr<Sampler> samplerOf(const SearchProblem &problem)
{
    switch (problem.search.strategy) {
    case Strategy::Random:
        return std::make_unique<RandomSampler>(problem);
    case Strategy::Sobol:
        return std::make_unique<SobolSampler>(problem);
    case Strategy::Grid:
        return std::make_unique<GridSampler>(problem);
    case Strategy::Bayesian:
    case Strategy::Hyperband:
        if (hasModel(problem.search))
            return makeBayesianSampler(problem);
        return std::make_unique<RandomSampler>(problem);
    }
    return nullptr;
}

std::unique_ptr<Sampler> withDefaultsFirst(const SearchProblem &problem,
                                           std::unique_ptr<Sampler> sampler)
{
    auto defaults = problem.space.defaults();
    if (problem.search.strategy == Strategy::Grid || !defaults ||
        !problem.space.isFeasible(*defaults))
        return sampler;
    return std::make_unique<DefaultsFirstSampler>(std::move(*defaults), std::move(sampler));
}

/// Of the earlier studies of the same task. A failure counts whatever the objectives.
std::vector<Observation> sameResults(const SearchProblem &problem)
{
    const SearchSpace space = spaceForEarlier(problem);
    std::vector<Observation> results;
    for (const EarlierStudy &study : problem.earlierStudies) {
        if (study.kind != WarmStartKind::Same)
            continue;
        for (Observation &result : resultsInSpace(study, space).results) {
            if (result.outcome != Outcome::Failed &&
                result.objectives.size() != problem.objectives.size())
                continue;
            result.trial = -1 - static_cast<int>(results.size());
            results.push_back(std::move(result));
        }
    }
    return results;
}

} // namespace

std::unique_ptr<Sampler> makeSampler(const SearchProblem &problem)
{
    auto sampler = withDefaultsFirst(problem, samplerOf(problem));
    std::vector<Observation> earlier = sameResults(problem);
    if (earlier.empty())
        return sampler;
    return std::make_unique<WarmStartSampler>(std::move(sampler), std::move(earlier));
}

} // namespace attune
