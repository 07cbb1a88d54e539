// SPDX-FileCopyrightText: 2026 The Attune developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/gp/acquisition_search.h"
#include "core/gp/hypervolume_improvement.h"
#include "core/search/search_step.h"
#include "core/search/training_data.h"

#include <Eigen/Core>

#include <vector>

namespace attune {

/// Where to look next under several objectives: each has a model of its own, and a trial is worth
/// what it is expected to add to the volume that the front of the trials dominates. That is exact
/// for two objectives and for three with a front of some size, and for more a mean over
/// directions, drawn anew for each suggestion.
class MultiObjectiveSearch
{
public:
    /// One element of `parameters` and `data` per objective. Borrows the domain. `pending` are
    /// encoded rows of trials under way, believed to come out as predicted.
    MultiObjectiveSearch(const SearchDomain &domain,
                         const std::vector<KernelParameters> &parameters,
                         const std::vector<TrainingData> &data, const Eigen::MatrixXd &pending,
                         const SearchStep &step);

    /// Points to try, most worthwhile first. Points already taken may be among them.
    [[nodiscard]] std::vector<Proposal> proposals();

private:
    void keepAllowed(const std::vector<bool> &isAllowed, Eigen::MatrixXd &means);
    [[nodiscard]] std::vector<Eigen::VectorXd> candidates();
    [[nodiscard]] Eigen::MatrixXd directions();

    const SearchDomain &m_domain;
    Rng m_rng;
    const DurationModel *m_durations; ///< where what counts is the worth per second, else null
    std::vector<GaussianProcess> m_models;
    JointChance m_chance;              ///< that a trial runs through and meets all bounds
    bool m_hasAllowed = true;          ///< some row seen is likelier than not to meet all bounds
    Eigen::VectorXd m_logLengthScales; ///< the shortest of all models
    int m_rows;                        ///< that each model learns from
    Front m_front;
    std::vector<Eigen::VectorXd> m_frontPoints; ///< of trials whose means are on the front
};

} // namespace attune
