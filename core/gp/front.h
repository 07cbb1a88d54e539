// SPDX-FileCopyrightText: 2026 The Attune developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <Eigen/Core>

#include <vector>

namespace attune {

/// What no trial is worse than anywhere, and how far the volume that it dominates is counted. All
/// objectives are minimized.
struct Front
{
    Eigen::MatrixXd points;    ///< k x objectives; none dominates another
    Eigen::VectorXd reference; ///< worse than every point in every objective
};

/// Rows of `values` (n x objectives, lower is better, finite) that no other dominates, each value
/// once, by the first objective.
[[nodiscard]] std::vector<Eigen::Index> unbeatenRows(const Eigen::MatrixXd &values);

/// Those of `unbeaten`, the unbeatenRows(), that matter: without rows that another all but
/// dominates, being better by more than a twentieth of their range somewhere and worse by less than
/// a hundredth everywhere else. Where several objectives are best along a whole edge of the space,
/// rounding and noise leave many such rows, far from all that anybody would choose.
[[nodiscard]] std::vector<Eigen::Index> clearRows(const Eigen::MatrixXd &values,
                                                  const std::vector<Eigen::Index> &unbeaten);

/// The points of `values` (n x objectives) that no other dominates. The reference lies behind the
/// worst of all values, by a tenth of the front's range (at least a tenth of a unit), while fewer
/// than 12 points are clearly on the front: close behind these, the first few would hide what lies
/// to both sides of them. Later it lies a fifth of the range behind the clear ones, so that what
/// fills the front is worth more than what makes its ends a little better; points that are not
/// better than that everywhere are left out.
[[nodiscard]] Front frontOf(const Eigen::MatrixXd &values);

} // namespace attune
