// SPDX-FileCopyrightText: 2026 The Attune developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <Eigen/Core>

namespace attune {

/// Turns observed values (lower is better, any finite numbers) into targets a Gaussian process can
/// model: mean 0, variance 1, no heavy tail on the bad side.
///
/// The bad half is replaced by normal quantiles of its ranks, measured in the spread of the good
/// half, so a diverged run is "bad" and not "10^30 bad" (the half-rank warp of Vizier's Gaussian
/// process bandit, Song et al. 2024, arXiv 2408.11527, section 4.2). The good half stays linear, so
/// predictions about it can be told in the objective's own units.
class OutputWarping
{
public:
    /// Requires: all values finite.
    explicit OutputWarping(const Eigen::VectorXd &values);

    [[nodiscard]] const Eigen::VectorXd &targets() const { return m_targets; }

    /// Objective units per unit of target in the good half.
    [[nodiscard]] double unitsPerTarget() const { return m_unitsPerTarget; }

    /// The value of a target in the good half; of others, what it would be if all were linear.
    [[nodiscard]] double valueOf(double target) const
    {
        return m_valueAtZero + target * m_unitsPerTarget;
    }

private:
    Eigen::VectorXd m_targets;
    double m_unitsPerTarget = 0.0;
    double m_valueAtZero = 0.0; ///< of the linear part
};

} // namespace attune
