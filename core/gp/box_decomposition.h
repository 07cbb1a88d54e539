// SPDX-FileCopyrightText: 2026 The Attune developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <Eigen/Core>

#include <tuple>
#include <vector>

namespace attune {

/// What points leave undominated below a reference, cut into boxes that share no volume. All
/// objectives are minimized.
struct BoxDecomposition
{
    /// A box, for each objective from one of its edges to another.
    struct Box
    {
        std::vector<int> from;
        std::vector<int> to;

        /// By `from`, then by `to`.
        bool operator<(const Box &other) const
        {
            return std::tie(from, to) < std::tie(other.from, other.to);
        }
    };

    std::vector<Eigen::VectorXd>
        edges; ///< per objective, ascending; minus infinity, ..., reference
    std::vector<Box> boxes;
};

/// Of `points` (k x objectives), all of them better than `reference` in every objective. A sweep
/// along the last objective, in which a box of the others stays open until a point cuts it; three
/// objectives have O(k) boxes (Lacour, Klamroth and Fonseca 2017 have the count; the sweep is that
/// of Yang et al. 2019, "Efficient computation of expected hypervolume improvement using box
/// decomposition algorithms").
[[nodiscard]] BoxDecomposition undominatedBoxes(const Eigen::MatrixXd &points,
                                                const Eigen::VectorXd &reference);

} // namespace attune
