// SPDX-FileCopyrightText: 2026 The Attune developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/gp/gaussian_process.h"
#include "core/gp/mean_function.h"

#include <Eigen/Core>

#include <vector>

namespace attune {

/// What earlier studies of related tasks lead to expect: sum_s w_s mu_s(x), where mu_s is the
/// posterior mean of a model of study s that no later result changes.
class TransferPrior final : public MeanFunction
{
public:
    /// Borrows the models; those with weight 0 are not asked.
    TransferPrior(const std::vector<GaussianProcess> &models, Eigen::VectorXd weights);

    [[nodiscard]] Eigen::VectorXd values(const Eigen::MatrixXd &inputs) const override;
    [[nodiscard]] Eigen::MatrixXd gradients(const Eigen::MatrixXd &inputs) const override;

private:
    const std::vector<GaussianProcess> &m_models;
    Eigen::VectorXd m_weights;
};

/// Values as normal scores: the normal quantile of (rank - 1/2) / n, equal values sharing the mean
/// of their ranks. So studies can be compared whose objectives have other units and spreads.
[[nodiscard]] Eigen::VectorXd normalScores(const Eigen::VectorXd &values);

/// How far each related study is to be trusted: weights >= 0 for `features` (n x S: the studies'
/// means at the rows of `data`) that explain what a model of `data` alone with these parameters
/// gets wrong when it predicts each row from all the others (leave-one-out, in closed form: Dubrule
/// 1983; Rasmussen and Williams 2006, section 5.4.2). Weighted ensembles of frozen models follow
/// Feurer et al. 2018 ("Scalable meta-learning for Bayesian optimization using ranking-weighted
/// Gaussian process ensembles"); here the weights come from ridge regression, which keeps them
/// small while there are few rows.
///
/// Guards against harm: a study that makes left-out rows harder to predict has weight 0, where the
/// weights that predict a row are learned without it.
[[nodiscard]] Eigen::VectorXd transferWeights(const Encoding &encoding,
                                              const KernelParameters &parameters,
                                              const TrainingSet &data,
                                              const Eigen::MatrixXd &features);

} // namespace attune
