// SPDX-FileCopyrightText: 2026 The Attune developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <Eigen/Core>

#include <vector>

namespace attune {

/// Turns observed values (lower is better, any finite numbers) into targets a Gaussian process can
/// model: mean 0, variance 1, no heavy tail on the bad side.
///
/// The bad half is replaced by normal quantiles of its ranks, measured in the spread of the good
/// half, so a diverged run is "bad" and not "10^30 bad" (the half-rank warp of Vizier's Gaussian
/// process bandit, Song et al. 2024, arXiv 2408.11527, section 4.2). The good half stays linear, so
/// predictions about it can be told in the objective's own units. Where most of it is diverged or
/// penalized, too, so that its own better half would be nothing but one point, that is taken in its
/// place.
class OutputWarping
{
public:
    /// Requires: all values finite.
    explicit OutputWarping(const Eigen::VectorXd &values);

    [[nodiscard]] const Eigen::VectorXd &targets() const { return m_targets; }

    /// Objective units per unit of target in the good half.
    [[nodiscard]] double unitsPerTarget() const { return m_unitsPerTarget; }

    /// The standard deviation, in targets, of a result `value` that has `error` in objective units:
    /// of a bad one there is little to tell, since its rank is what counts.
    [[nodiscard]] double deviationOf(double value, double error) const;

    /// The value of a target in the good half; of others, what it would be if all were linear.
    [[nodiscard]] double valueOf(double target) const
    {
        return m_valueAtZero + target * m_unitsPerTarget;
    }

private:
    /// Distinct values and what the good half of them looks like, all divided by 2^exponent.
    struct GoodHalf
    {
        std::vector<double> distinct; ///< sorted
        double median = 0.0;
        double spread = 0.0; ///< root mean square below the median
    };
    [[nodiscard]] static GoodHalf goodHalfOf(const Eigen::ArrayXd &values);
    /// Before the mean is taken off. Between values on a line.
    [[nodiscard]] double rawTargetOf(double scaled) const;

    GoodHalf m_half;
    int m_exponent = 0;
    double m_scale = 1.0; ///< raw targets per target
    Eigen::VectorXd m_targets;
    double m_unitsPerTarget = 0.0;
    double m_valueAtZero = 0.0; ///< of the linear part
};

} // namespace attune
