// SPDX-FileCopyrightText: 2026 The Attune developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/rng.h"
#include "core/gp/marginal_likelihood.h"

#include <optional>
#include <stop_token>

namespace attune {

/// How much effort a fit makes.
struct FitEffort
{
    int randomStarts = 0;
    int iterations = 60; ///< from each start
};

/// The kernel parameters of highest posterior density that searches from `previous` (if any), from
/// the prior's start and from random places find. Stops early, with the best so far, when asked to.
[[nodiscard]] KernelParameters fitKernelParameters(const Encoding &encoding,
                                                   const TrainingSet &data,
                                                   const std::optional<KernelParameters> &previous,
                                                   const FitEffort &effort, Rng &rng,
                                                   const std::stop_token &stop);

} // namespace attune
