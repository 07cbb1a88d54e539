// SPDX-FileCopyrightText: 2026 The Attune developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/numerics/sobol_sequence.h"
#include "core/search/sampler.h"
#include "core/space/unit_cube.h"

namespace attune {

/// Quasi-random search: trial n takes point n of an Owen-scrambled Sobol sequence, so that trials
/// fill the space more evenly than random ones. A point that is infeasible or already tried is
/// replaced by the point as far into a later block of the sequence.
class SobolSampler final : public Sampler
{
public:
    explicit SobolSampler(const SearchProblem &problem);

    [[nodiscard]] ModelFit fit(const StudyHistory &history, int prefix, const ModelFit &previous,
                               std::stop_token stop) const override;
    [[nodiscard]] Result<Settings> suggest(const StudyHistory &history, const ModelFit &fit,
                                           int number, std::stop_token stop) const override;
    [[nodiscard]] bool usesResults() const override { return false; }

private:
    UnitCube m_cube;
    std::uint64_t m_seed;
    SobolSequence m_sequence;
};

} // namespace attune
