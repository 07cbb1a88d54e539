// SPDX-FileCopyrightText: 2026 The Attune developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/search/sobol_sampler.h"

#include "core/search/untried_settings.h"

namespace attune {

namespace {

/// Blocks of 2^20 points are nets of their own; 2^12 of them fit into 32 bits.
constexpr int blockBits = 20;
constexpr int blocks = 1 << (32 - blockBits);

} // namespace

SobolSampler::SobolSampler(const SearchProblem &problem)
    : m_cube(problem.space), m_seed(problem.search.seed), m_sequence(m_cube.dimensions(), m_seed)
{}

ModelFit SobolSampler::fit(const StudyHistory &, int, const ModelFit &previous,
                           std::stop_token) const
{
    return previous;
}

Result<Settings> SobolSampler::suggest(const StudyHistory &history, const ModelFit &, int number,
                                       std::stop_token stop) const
{
    Rng rng(m_seed, RandomPurpose::RandomSettings, static_cast<std::uint64_t>(number));
    const auto draw = [&](int attempt, std::span<double> point) {
        if (attempt < blocks) {
            const auto block = static_cast<std::uint32_t>(attempt) << blockBits;
            m_sequence.pointAt(block + static_cast<std::uint32_t>(number), point);
            return;
        }
        for (double &coordinate : point)
            coordinate = rng.uniform();
    };
    return untriedSettings(m_cube, history, number, draw, rng, stop);
}

} // namespace attune
