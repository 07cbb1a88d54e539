// SPDX-FileCopyrightText: 2026 The Attune developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/search/warm_start_sampler.h"

#include <mutex>
#include <utility>

namespace attune {

struct WarmStartSampler::FirstFit
{
    std::once_flag isMade;
    ModelFit fit;
};

WarmStartSampler::WarmStartSampler(std::unique_ptr<Sampler> sampler,
                                   std::vector<Observation> earlier)
    : m_sampler(std::move(sampler)), m_earlier(std::move(earlier)),
      m_firstFit(std::make_unique<FirstFit>())
{}

WarmStartSampler::~WarmStartSampler() = default;

StudyHistory WarmStartSampler::joined(const StudyHistory &history) const
{
    StudyHistory all{m_earlier, history.pending};
    all.results.insert(all.results.end(), history.results.begin(), history.results.end());
    return all;
}

ModelFit WarmStartSampler::inner(const ModelFit &fit) const
{
    const int known = static_cast<int>(m_earlier.size());
    if (!fit.hyperparameters.empty())
        return {fit.number, fit.prefix + known, fit.hyperparameters};
    std::call_once(m_firstFit->isMade, [&] {
        const ModelFit none;
        const int prefix = m_sampler->nextFitPrefix(none, known);
        // Never stopped: what it returns may depend on nothing but the earlier results.
        m_firstFit->fit = prefix > 0 ? m_sampler->fit(joined({}), prefix, none, {}) : none;
    });
    return {fit.number, fit.prefix + known, m_firstFit->fit.hyperparameters};
}

ModelFit WarmStartSampler::fit(const StudyHistory &history, int prefix, const ModelFit &previous,
                               std::stop_token stop) const
{
    const int known = static_cast<int>(m_earlier.size());
    ModelFit fit =
        m_sampler->fit(joined(history), prefix + known, inner(previous), std::move(stop));
    fit.prefix -= known;
    return fit;
}

Result<Settings> WarmStartSampler::suggest(const StudyHistory &history, const ModelFit &fit,
                                           int number, std::stop_token stop) const
{
    return m_sampler->suggest(joined(history), inner(fit), number, std::move(stop));
}

int WarmStartSampler::nextFitPrefix(const ModelFit &fit, int results) const
{
    const int known = static_cast<int>(m_earlier.size());
    const ModelFit shifted{fit.number, fit.prefix + known, {}};
    const int due = m_sampler->nextFitPrefix(shifted, results + known) - known;
    return due > 0 ? due : 0;
}

std::optional<ConvergenceBound> WarmStartSampler::convergence(const StudyHistory &history,
                                                              const ModelFit &fit) const
{
    return m_sampler->convergence(joined(history), inner(fit));
}

std::optional<Incumbent> WarmStartSampler::incumbent(const StudyHistory &history,
                                                     const ModelFit &fit) const
{
    return m_sampler->incumbent(joined(history), inner(fit));
}

} // namespace attune
