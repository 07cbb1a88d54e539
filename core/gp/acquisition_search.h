// SPDX-FileCopyrightText: 2026 The Attune developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/gp/acquisition_function.h"
#include "core/gp/search_domain.h"

#include <Eigen/Core>

#include <vector>

namespace attune {

/// A point of the unit cube and how worthwhile it is.
struct Proposal
{
    Eigen::VectorXd point;
    double value = 0.0;
};

/// How many climbs there are, and how long each may be at a time.
struct ClimbEffort
{
    int climbs = 8;
    int iterations = 40;
};

/// Climbs an acquisition in a mixed space: from the best of many candidates, real coordinates by
/// L-BFGS-B and levels by best-improvement steps, in turns until neither moves. All climbs advance
/// in lock-step, so that each round is one batch of evaluations.
class AcquisitionSearch
{
public:
    /// Borrows domain and acquisition. `logLengthScales` set the step sizes of the climbs.
    AcquisitionSearch(const SearchDomain &domain, const AcquisitionFunction &acquisition,
                      const Eigen::VectorXd &logLengthScales, const ClimbEffort &effort);

    /// What the climbs found and then the candidates that might have been worth a climb, both best
    /// first.
    [[nodiscard]] std::vector<Proposal>
    search(const std::vector<Eigen::VectorXd> &candidates) const;

private:
    [[nodiscard]] std::vector<Proposal> scored(const std::vector<Eigen::VectorXd> &points) const;
    /// The candidates, best first, without such as cannot be among the diverse starts: those whose
    /// upper bound is below all of them.
    [[nodiscard]] std::vector<Proposal>
    ranked(const std::vector<Eigen::VectorXd> &candidates) const;
    [[nodiscard]] std::vector<Proposal> diverseStarts(const std::vector<Proposal> &ranked) const;
    void climbReals(std::vector<Proposal> &climbs, const std::vector<bool> &isMoving) const;
    /// Removes the points that cannot be better than the climb of their owner.
    void keepPromising(std::vector<Eigen::VectorXd> &points, std::vector<std::size_t> &owners,
                       const std::vector<Proposal> &climbs) const;
    /// Steps until nothing moves. `isMoving`: which climbs take part; afterwards, which have moved.
    void climbLevels(std::vector<Proposal> &climbs, std::vector<bool> &isMoving) const;
    /// One step of each, to the best neighbour that is better.
    void stepLevels(std::vector<Proposal> &climbs, std::vector<bool> &isMoving) const;
    [[nodiscard]] std::vector<Eigen::VectorXd> neighbours(const Eigen::VectorXd &point) const;
    [[nodiscard]] Eigen::VectorXd withReals(const Eigen::VectorXd &point,
                                            const Eigen::VectorXd &reals) const;
    /// In climbing coordinates; inactive ones have no slope.
    [[nodiscard]] Eigen::VectorXd realGradient(const Eigen::VectorXd &point,
                                               const Eigen::RowVectorXd &gradients) const;

    const SearchDomain &m_domain;
    const AcquisitionFunction &m_acquisition;
    std::vector<int> m_reals; ///< free real dimensions
    ClimbEffort m_effort;
    Eigen::VectorXd m_realScales; ///< unit coordinates per climbing coordinate
};

} // namespace attune
