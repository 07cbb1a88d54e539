// SPDX-FileCopyrightText: 2026 The Attune developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/gp/gaussian_process.h"
#include "core/gp/search_domain.h"
#include "core/search/training_data.h"
#include "core/study/study_history.h"

#include <Eigen/Core>

#include <memory>
#include <optional>
#include <vector>

namespace attune {

/// Where the results of a related study lie on the scale of the study's own: a cost is
/// offset + factor * score.
struct Calibration
{
    double offset = 0.0;
    double factor = 0.0; ///< 0: the study is not trusted

    [[nodiscard]] bool isTrusted() const { return factor > 0.0; }
};

/// Any of them.
[[nodiscard]] bool areTrusted(const std::vector<Calibration> &calibrations);

/// What earlier studies of related tasks teach: good settings to begin with, and results that the
/// objective's model may learn from beside the study's own. Thread-safe.
class RelatedStudies
{
public:
    /// Borrows the cube.
    RelatedStudies(const SearchProblem &problem, const UnitCube &cube);
    ~RelatedStudies();

    /// Those that the objective's model may learn from: with enough results, and none under several
    /// objectives, which only begin with the studies' best settings.
    [[nodiscard]] std::size_t count() const { return m_isModelled ? m_studies.size() : 0; }

    /// The next of the studies' best points to try, among the first trials: of one study after the
    /// other, far from each other, at most 5. They take turns with other trials, and no more come
    /// once one of those was better than all of them; then the studies are not as related as that.
    [[nodiscard]] std::optional<Eigen::VectorXd>
    nextFirstPoint(const SearchDomain &domain, const StudyHistory &history, int number) const;

    /// How many of those are among the study's own trials other than this one; the design goes on
    /// without them.
    [[nodiscard]] int firstPointsIn(const StudyHistory &history, int number) const;

    /// The offset and factor that fit the study's scores, as a model of them predicts them, to the
    /// costs of the study's own whole trials, the worst tenth of them as good as the best of that
    /// tenth. Least squares, pulled towards equal spreads by as much as one result. Not trusted
    /// where all costs are equal or no trial is whole. Requires: `own` are the history's rows, with
    /// at least one.
    [[nodiscard]] Calibration calibration(std::size_t study, const TrainingData &own,
                                          const StudyHistory &history) const;

    /// The results of trusted studies, of tasks 1, 2, ..., before all of `history`. Requires: one
    /// calibration for each study, or none.
    [[nodiscard]] StudyHistory joined(const StudyHistory &history,
                                      const std::vector<Calibration> &calibrations) const;

private:
    struct Study
    {
        std::vector<Observation> results; ///< without objectives, of a related task
        Eigen::MatrixXd points;           ///< unit coordinates, d x n
        Eigen::VectorXd scores; ///< of mean 0 and variance 1 over all results, lower is better
    };
    struct Models;

    [[nodiscard]] bool isFirstPoint(const Settings &settings) const;
    [[nodiscard]] const std::vector<GaussianProcess> &models() const;
    [[nodiscard]] GaussianProcess modelOf(const Study &study, int index) const;
    void choosePoints();

    const UnitCube &m_cube;
    Encoding m_encoding; ///< of the hyperparameters alone
    std::uint64_t m_seed;
    Direction m_direction;
    bool m_isModelled;
    std::vector<Study> m_studies;
    std::vector<Eigen::VectorXd> m_firstPoints;
    std::vector<Settings> m_firstSettings; ///< the same
    std::unique_ptr<Models> m_models;      ///< made when first asked for
};

} // namespace attune
