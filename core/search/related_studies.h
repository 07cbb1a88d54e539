// SPDX-FileCopyrightText: 2026 The Attune developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/gp/gaussian_process.h"
#include "core/gp/search_domain.h"
#include "core/gp/transfer_prior.h"
#include "core/search/earlier_results.h"
#include "core/study/study_history.h"

#include <Eigen/Core>

#include <memory>
#include <optional>
#include <vector>

namespace attune {

/// What earlier studies of related tasks teach: good settings to begin with, and a model of each
/// study, which may become part of what the search expects. Thread-safe.
class RelatedStudies
{
public:
    /// Borrows cube and encoding.
    RelatedStudies(const SearchProblem &problem, const UnitCube &cube, const Encoding &encoding);
    ~RelatedStudies();

    /// With enough results for a model.
    [[nodiscard]] std::size_t count() const { return m_studies.size(); }

    /// The next of the studies' best points to try, among the first trials: of one study after the
    /// other, far from each other, at most 5. They take turns with other trials, and no more come
    /// once one of those was better than all of them; then the studies are not as related as that.
    [[nodiscard]] std::optional<Eigen::VectorXd>
    nextFirstPoint(const SearchDomain &domain, const StudyHistory &history, int number) const;

    /// The weights that the studies deserve by `data`, given the parameters of a model of the data
    /// alone: see transferWeights().
    [[nodiscard]] Eigen::VectorXd weights(const KernelParameters &parameters,
                                          const TrainingSet &data) const;

    /// What the studies lead to expect under these weights; nothing where all are 0.
    [[nodiscard]] std::unique_ptr<MeanFunction> prior(const Eigen::VectorXd &weights) const;

private:
    /// Of one study: costs, lower is better, and where they were found.
    struct Study
    {
        Eigen::MatrixXd points; ///< unit coordinates, d x n
        Eigen::VectorXd scores; ///< of mean 0 and variance 1 over all results, lower is better
    };
    struct Models;

    [[nodiscard]] const std::vector<GaussianProcess> &models() const;
    [[nodiscard]] GaussianProcess modelOf(const Study &study, int index) const;
    void choosePoints();

    const UnitCube &m_cube;
    const Encoding &m_encoding;
    std::uint64_t m_seed;
    Direction m_direction;
    std::vector<Study> m_studies;
    std::vector<Eigen::VectorXd> m_firstPoints;
    std::vector<Settings> m_firstSettings; ///< the same
    std::unique_ptr<Models> m_models;      ///< made when first asked for
};

} // namespace attune
