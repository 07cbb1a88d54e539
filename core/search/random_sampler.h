// SPDX-FileCopyrightText: 2026 The Attune developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/search/sampler.h"
#include "core/space/unit_cube.h"

namespace attune {

/// Draws every trial uniformly in scaled space, each from its own stream of random numbers, so that
/// it does not depend on the others except never to repeat one.
class RandomSampler final : public Sampler
{
public:
    explicit RandomSampler(const SearchProblem &problem);

    [[nodiscard]] ModelFit fit(const StudyHistory &history, int prefix, const ModelFit &previous,
                               std::stop_token stop) const override;
    [[nodiscard]] Result<Settings> suggest(const StudyHistory &history, const ModelFit &fit,
                                           int number, std::stop_token stop) const override;
    [[nodiscard]] bool usesResults() const override { return false; }

private:
    UnitCube m_cube;
    std::uint64_t m_seed;
};

} // namespace attune
