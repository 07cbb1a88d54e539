// SPDX-FileCopyrightText: 2026 The Attune developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/gp/acquisition.h"
#include "core/gp/acquisition_search.h"
#include "core/search/search_step.h"
#include "core/search/training_data.h"

#include <Eigen/Core>

#include <vector>

namespace attune {

/// The models of one history and of the trials still under way, ready to say where to look next.
class ModelSearch
{
public:
    /// Borrows domain and data. `pending` are encoded rows of trials without a result.
    ModelSearch(const SearchDomain &domain, const KernelParameters &parameters,
                const TrainingData &data, const Eigen::MatrixXd &pending, AcquisitionRule rule,
                const SearchStep &step);

    /// Points to try, most worthwhile first. Points already taken may be among them.
    [[nodiscard]] std::vector<Proposal> proposals();

    /// The highest that the confidence bound holds possible for the best points seen: what the best
    /// value is at worst, in target units. Requires: data with at least one value.
    [[nodiscard]] double worstOfBestSeen() const;

private:
    void respectPending(const Eigen::MatrixXd &pending);
    /// Takes them to come out as predicted. `likely`: whether each is likely to meet all bounds, so
    /// that it may be the new best.
    void believe(const Eigen::MatrixXd &pending, const std::vector<bool> &likely);
    void imagineOutcomes(const Eigen::MatrixXd &pending, const std::vector<bool> &likely);
    [[nodiscard]] std::vector<Eigen::VectorXd> candidates();

    const SearchDomain &m_domain;
    const TrainingData &m_data;
    AcquisitionRule m_rule;
    Rng m_rng;
    const DurationModel *m_durations; ///< where what counts is the worth per second, else null
    GaussianProcess m_model;
    JointChance m_chance;         ///< that a trial runs through and meets all bounds
    bool m_hasAllowed = true;     ///< some row seen is likelier than not to meet all bounds
    Eigen::VectorXd m_incumbents; ///< one per fantasy
    std::vector<int> m_byMean;    ///< rows of whole trials, best posterior mean first
};

} // namespace attune
