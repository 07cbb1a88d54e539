// SPDX-FileCopyrightText: 2026 The Attune developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/base/rng.h"
#include "core/gp/search_domain.h"

#include <Eigen/Core>

#include <stop_token>
#include <vector>

namespace attune {

/// Points of the unit cube that meet the constraints, drawn to be scored.
class CandidateSource
{
public:
    /// Borrows both.
    CandidateSource(const SearchDomain &domain, Rng &rng);

    /// Up to `count` points spread evenly over the space; fewer where constraints leave little.
    [[nodiscard]] std::vector<Eigen::VectorXd> anywhere(int count);

    /// Up to `count` mutations of `centre`, of all sizes: each changes a few hyperparameters that
    /// are active there, reals by a normal step whose deviation is log-uniform between 0.001 and
    /// 0.3, ordered ones by steps of that share of their range, categories at random.
    [[nodiscard]] std::vector<Eigen::VectorXd> around(const Eigen::VectorXd &centre, int count);

private:
    /// The free dimensions that are active there.
    [[nodiscard]] std::vector<int> variedAt(const Eigen::VectorXd &centre) const;
    [[nodiscard]] Eigen::VectorXd mutated(const Eigen::VectorXd &centre,
                                          const std::vector<int> &varied, double changeProbability);
    void mutate(Eigen::VectorXd &point, int dimension, double deviation);

    const SearchDomain &m_domain;
    Rng &m_rng;
};

/// Some open point; where chance finds none and constraints are why, one that a walk towards them
/// reaches. Fails with Exhausted where there is none, with Invalid where none was found in
/// a domain without a size(), and with Cancelled where it was stopped.
[[nodiscard]] Result<Eigen::VectorXd> anyOpenPoint(const SearchDomain &domain, Rng &rng,
                                                   const std::stop_token &stop);

} // namespace attune
