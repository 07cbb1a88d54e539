// SPDX-FileCopyrightText: 2026 The Attune developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/search/sampler.h"

#include <memory>

namespace attune {

/// Lets another sampler see the results of earlier studies of the same task before the study's own:
/// they are observations like all others, so the model begins with them, the first points count
/// them, and nothing in them is tried again. Fits and prefixes that it tells of count the study's
/// own results alone.
class WarmStartSampler final : public Sampler
{
public:
    WarmStartSampler(std::unique_ptr<Sampler> sampler, std::vector<Observation> earlier);
    ~WarmStartSampler() override;

    [[nodiscard]] ModelFit fit(const StudyHistory &history, int prefix, const ModelFit &previous,
                               std::stop_token stop) const override;
    [[nodiscard]] Result<Settings> suggest(const StudyHistory &history, const ModelFit &fit,
                                           int number, std::stop_token stop) const override;
    [[nodiscard]] bool usesResults() const override { return m_sampler->usesResults(); }
    [[nodiscard]] int nextFitPrefix(const ModelFit &fit, int results) const override;
    [[nodiscard]] std::optional<ConvergenceBound> convergence(const StudyHistory &history,
                                                              const ModelFit &fit) const override;
    [[nodiscard]] std::optional<Incumbent> incumbent(const StudyHistory &history,
                                                     const ModelFit &fit) const override;

private:
    struct FirstFit;
    [[nodiscard]] StudyHistory joined(const StudyHistory &history) const;
    /// The fit as the other sampler knows it; without one, that on the earlier results alone.
    [[nodiscard]] ModelFit inner(const ModelFit &fit) const;

    std::unique_ptr<Sampler> m_sampler;
    std::vector<Observation> m_earlier;
    std::unique_ptr<FirstFit> m_firstFit; ///< made when first asked for: saves time, no result
};

} // namespace attune
