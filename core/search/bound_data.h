// SPDX-FileCopyrightText: 2026 The Attune developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/gp/chance_model.h"
#include "core/gp/gaussian_process.h"
#include "core/search/training_data.h"

#include <Eigen/Core>

#include <cstddef>
#include <vector>

namespace attune {

/// What is known of a metric that must keep to a bound, and the kernel that models it.
struct BoundData
{
    TrainingSet excess; ///< targets are boundTargets()
    int factored = 0;   ///< leading rows that the fit has seen
    KernelParameters parameters = {};
};

/// The metric of requirement `index` in the first `results` results; `fitted` of them were known to
/// the fit, and many of those are thinned, but not the best: whether these keep to their bounds
/// decides what there is to improve on. Parameters are left to the caller.
[[nodiscard]] BoundData boundDataOf(const UnitCube &cube, const Encoding &encoding,
                                    const SearchProblem &problem, std::size_t index,
                                    const HistoryPart &part);

/// Adds a model of each bound of which anything is known. `cache` is borrowed and may be null.
void addBounds(JointChance &chance, const Encoding &encoding, const std::vector<BoundData> &bounds,
               FactorCache *cache);

} // namespace attune
