// SPDX-FileCopyrightText: 2026 The Attune developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/gp/gaussian_process.h"
#include "core/search/sampler.h"
#include "core/search/training_data.h"

#include <optional>

namespace attune {

/// Whether luck may decide which result is the best: the noise of a typical result has at least a
/// tenth of the standard deviation of all results, which is 1 in target units.
[[nodiscard]] bool areNoisy(const GaussianProcess &model, const TrainingData &data);

/// The complete trial to report: of noisy results the one with the best posterior mean, because the
/// best of many noisy results was lucky (the winner's curse), else the one with the best result.
/// A quarter of the noise that the model has learned is taken for detail of the function.
/// `model` is conditioned on data.objective alone. Nothing when no trial of the data is complete.
[[nodiscard]] std::optional<Incumbent> incumbentOf(const GaussianProcess &model,
                                                   const TrainingData &data,
                                                   const StudyHistory &history,
                                                   Direction direction);

} // namespace attune
