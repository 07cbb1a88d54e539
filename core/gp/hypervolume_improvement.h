// SPDX-FileCopyrightText: 2026 The Attune developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <Eigen/Core>

#include <vector>

namespace attune {

/// A worth under several objectives (higher is better) and its derivatives by the mean and the
/// variance of each.
struct JointWorth
{
    double value = 0.0;
    Eigen::VectorXd byMean;
    Eigen::VectorXd byVariance;
};

/// What no trial is worse than anywhere, and how far the volume that it dominates is counted. All
/// objectives are minimized.
struct Front
{
    Eigen::MatrixXd points;    ///< k x objectives; none dominates another
    Eigen::VectorXd reference; ///< worse than every point in every objective
};

/// The points of `values` (n x objectives, lower is better) that no other dominates, each once, by
/// the first objective; the reference lies a tenth of their range (at least a tenth of a unit)
/// behind the worst of them.
[[nodiscard]] Front frontOf(const Eigen::MatrixXd &values);

/// The logarithm of the expected growth of the volume that the front dominates, for two objectives
/// with independent normal beliefs. Exact and closed: the plane left of and below the front falls
/// into vertical strips, and in each the expectation is a product of two expected improvements,
///
///     EHVI = sum_i (psi_1(a_{i+1}) - psi_1(a_i)) psi_2(b_i),  psi(u) = E[max(0, u - Y)]
///
/// (Emmerich, Deutz and Klinkenberg 2011; Yang et al. 2019, equation 13), summed here in logarithms
/// as Ament et al. 2023 do, so that it has a slope however hopeless the point. Requires: two
/// objectives.
[[nodiscard]] JointWorth logHypervolumeImprovement(const Eigen::VectorXd &means,
                                                   const Eigen::VectorXd &variances,
                                                   const Front &front);

/// How far an optimistic point, beta deviations better than the means, lies beyond the front, seen
/// from the reference along many directions (rows, positive): the logarithm of the mean over
/// directions w of
///
///     softplus(min_i (r_i - l_i) / w_i  -  max over the front of the same)
///
/// The volume that a front dominates is such a mean of distances (Zhang and Golovin 2020, "Random
/// hypervolume scalarizations"). For any number of objectives.
class ScalarizedBound
{
public:
    ScalarizedBound(const Front &front, Eigen::MatrixXd directions, double beta);

    [[nodiscard]] JointWorth operator()(const Eigen::VectorXd &means,
                                        const Eigen::VectorXd &variances) const;

private:
    Eigen::VectorXd m_reference;
    Eigen::MatrixXd m_directions;
    Eigen::VectorXd m_reached; ///< by the front, along each direction
    double m_beta;
};

} // namespace attune
