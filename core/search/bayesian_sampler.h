// SPDX-FileCopyrightText: 2026 The Attune developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/search/sampler.h"

namespace attune {

/// Search by a Gaussian process model of the objective: Matern 5/2 with a length-scale per
/// hyperparameter, expected improvement and confidence bound in turns, pending trials and failures
/// respected. docs/search.md tells how and why; the pieces are in core/gp. Thread-safe.
///
/// ModelFit.hyperparameters: see FitLayout. Requires: a valid space.
[[nodiscard]] std::unique_ptr<Sampler> makeBayesianSampler(const SearchProblem &problem);

} // namespace attune
