// SPDX-FileCopyrightText: 2026 The Attune developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/search/bayesian_sampler.h"
#include "core/search/grid_sampler.h"
#include "core/search/random_sampler.h"
#include "core/search/sobol_sampler.h"
#include "core/search/untried_settings.h"

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
        return makeBayesianSampler(problem);
    case Strategy::Hyperband: // the model makes it BOHB's and MOBSTER's kind of search
        if (problem.search.hyperband.isModelBased)
            return makeBayesianSampler(problem);
        return std::make_unique<RandomSampler>(problem);
    }
    return nullptr;
}

} // namespace

std::unique_ptr<Sampler> makeSampler(const SearchProblem &problem)
{
    auto sampler = samplerOf(problem);
    auto defaults = problem.space.defaults();
    if (problem.search.strategy == Strategy::Grid || !defaults ||
        !problem.space.isFeasible(*defaults))
        return sampler;
    return std::make_unique<DefaultsFirstSampler>(std::move(*defaults), std::move(sampler));
}

} // namespace attune
