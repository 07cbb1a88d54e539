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
    bool usesPriorStart = true; ///< besides the previous parameters; always without any
    int randomStarts = 0;
    int iterations = 60; ///< from each start
};

/// The kernel parameters of highest posterior density that searches find, from `previous` (if any)
/// and from the other starts that the effort asks for. Stops early, with the best so far, when
/// asked to.
[[nodiscard]] KernelParameters fitKernelParameters(const Encoding &encoding,
                                                   const TrainingSet &data,
                                                   const std::optional<KernelParameters> &previous,
                                                   const FitEffort &effort, Rng &rng,
                                                   const std::stop_token &stop);

} // namespace attune
