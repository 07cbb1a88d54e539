// SPDX-FileCopyrightText: 2026 The Attune developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/search/random_sampler.h"

#include "core/search/untried_settings.h"

namespace attune {

RandomSampler::RandomSampler(const SearchProblem &problem)
    : m_cube(problem.space), m_seed(problem.search.seed)
{}

ModelFit RandomSampler::fit(const StudyHistory &, int, const ModelFit &previous,
                            std::stop_token) const
{
    return previous;
}

Result<Settings> RandomSampler::suggest(const StudyHistory &history, const ModelFit &, int number,
                                        std::stop_token stop) const
{
    Rng rng(m_seed, RandomPurpose::RandomSettings, static_cast<std::uint64_t>(number));
    const auto draw = [&rng](int, std::span<double> point) {
        for (double &coordinate : point)
            coordinate = rng.uniform();
    };
    return untriedSettings(m_cube, history, number, draw, rng, stop);
}

} // namespace attune
