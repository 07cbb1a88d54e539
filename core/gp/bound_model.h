// SPDX-FileCopyrightText: 2026 The Attune developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/gp/probit_chance.h"

namespace attune {

/// Targets for how far values are beyond a bound (`excess`, positive beyond it): the bound stays at
/// 0, the typical distance from it becomes about 1, and far outliers grow as logarithms only.
[[nodiscard]] Eigen::VectorXd boundTargets(const Eigen::VectorXd &excess);

/// How likely a metric keeps to its bound: a Gaussian process on the excess, Phi(-mean /
/// deviation) (Gardner et al. 2014, "Bayesian optimization with inequality constraints").
class BoundModel final : public ProbitChance
{
public:
    /// `data.targets` are boundTargets(). `factored` and `cache` as GaussianProcess has them.
    BoundModel(const Encoding &encoding, const KernelParameters &parameters,
               const TrainingSet &data, int factored, FactorCache *cache = nullptr);
};

} // namespace attune
