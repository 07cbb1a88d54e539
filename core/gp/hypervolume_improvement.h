// SPDX-FileCopyrightText: 2026 The Attune developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/gp/box_decomposition.h"
#include "core/gp/front.h"

#include <Eigen/Core>

namespace attune {

/// A worth under several objectives (higher is better) and its derivatives by the mean and the
/// variance of each.
struct JointWorth
{
    double value = 0.0;
    Eigen::VectorXd byMean;
    Eigen::VectorXd byVariance;
};

/// The logarithm of the expected growth of the volume that a front dominates, for objectives with
/// independent normal beliefs. Exact and closed: what the front leaves undominated falls into boxes
/// from a to b, and in each the expectation is a product of differences of expected improvements,
///
///     EHVI = sum_boxes prod_k (psi_k(b_k) - psi_k(a_k)),   psi_k(u) = E[max(0, u - Y_k)]
///
/// (Emmerich, Deutz and Klinkenberg 2011; Yang et al. 2019, equation 13), summed here in logarithms
/// as Ament et al. 2023 do, so that it has a slope however hopeless the point. Three objectives
/// have some boxes for each point of the front; with more there are many.
class HypervolumeImprovement
{
public:
    explicit HypervolumeImprovement(const Front &front);

    [[nodiscard]] JointWorth operator()(const Eigen::VectorXd &means,
                                        const Eigen::VectorXd &variances) const;

private:
    BoxDecomposition m_boxes;
};

/// The same for any number of objectives m, approximately: along each of many directions w (rows,
/// positive, of unit length) a front reaches so far from the reference r,
///
///     t(w) = max over its points y of min_i (r_i - y_i) / w_i    (Tchebycheff's distance),
///
/// and the volume that it dominates is the mean over directions of t^m, but for a factor (Zhang and
/// Golovin 2020, "Random hypervolume scalarizations", lemma 5). So its expected growth is the mean
/// of
///
///     integral from t(w) of m t^(m-1) prod_i Phi((r_i - t w_i - mean_i) / deviation_i) dt,
///
/// summed over fixed steps of log(t - t(w)), so that the sum has exact derivatives.
class DirectionalGrowth
{
public:
    DirectionalGrowth(const Front &front, Eigen::MatrixXd directions);

    [[nodiscard]] JointWorth operator()(const Eigen::VectorXd &means,
                                        const Eigen::VectorXd &variances) const;

private:
    Eigen::VectorXd m_reference;
    Eigen::MatrixXd m_directions;
    Eigen::MatrixXd m_distances;  ///< directions x steps
    Eigen::MatrixXd m_logWeights; ///< of the steps
};

} // namespace attune
