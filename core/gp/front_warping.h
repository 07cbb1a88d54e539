// SPDX-FileCopyrightText: 2026 The Attune developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <Eigen/Core>

namespace attune {

/// Turns the values of one of several objectives (lower is better, any finite numbers) into targets
/// of mean 0 and variance 1: linear as far as the front reaches, since that is what a volume is
/// made of, and logarithmic behind it, so that a diverged run is "bad" and not "10^30 bad". (What
/// OutputWarping does for one objective, ranks of the worse half, takes the shape from most of the
/// front, which is where every other objective is good.)
class FrontWarping
{
public:
    /// `values`: results x objectives, all finite. `objective`: the column. Requires: some rows.
    FrontWarping(const Eigen::MatrixXd &values, Eigen::Index objective);

    [[nodiscard]] const Eigen::VectorXd &targets() const { return m_targets; }

    /// Objective units per unit of target, on the front.
    [[nodiscard]] double unitsPerTarget() const;
    /// The value of a target on the front; of others, what it would be if all were linear.
    [[nodiscard]] double valueOf(double target) const;
    /// The standard deviation, in targets, of a result `value` that has `error` in objective units.
    [[nodiscard]] double deviationOf(double value, double error) const;

private:
    /// In ranges of the front, from the best on.
    [[nodiscard]] double bent(double scaled) const;

    int m_exponent = 0;
    double m_best =
        0.0; ///< this and the range divided by 2^exponent, so that differences are finite
    double m_range = 1.0; ///< of the front
    double m_mean = 0.0;
    double m_deviation = 1.0;
    Eigen::VectorXd m_targets;
};

} // namespace attune
