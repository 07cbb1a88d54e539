// SPDX-FileCopyrightText: 2026 The Attune developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/gp/gaussian_process.h"
#include "core/gp/search_domain.h"
#include "core/numerics/selection.h"
#include "core/search/model_rows.h"
#include "core/study/study_history.h"

#include <Eigen/Core>

#include <cstddef>
#include <cstdint>
#include <functional>
#include <optional>
#include <vector>

namespace attune {

/// The history as the models see it.
struct TrainingData
{
    std::vector<int> results;    ///< of the history, per row; negative for related tasks
    std::vector<bool> areWhole;  ///< per row: the end of a whole trial of the study's own task
    Eigen::MatrixXd points;      ///< unit coordinates of the objective's rows (d x n), in [0, 1]
    TrainingSet objective;       ///< finished trials, warped targets, lower is better
    TrainingSet labels;          ///< +1 finished, -1 failed; empty when nothing has failed
    int factored = 0;            ///< leading rows of `objective` that the fit has seen
    int relatedRows = 0;         ///< leading ones of those, from studies of other tasks
    double unitsPerTarget = 0.0; ///< objective units per unit of target, near the best
    double costAtZero = 0.0;     ///< what target 0 stands for, in objective units, lower is better
};

/// How much of a history counts: the first `results` results, `fitted` of which were known to the
/// fit.
struct HistoryPart
{
    const StudyHistory &history;
    int results;
    int fitted;
};

/// Results of which those known to the fit come first.
struct SelectedResults
{
    std::vector<int> results;
    int factored = 0; ///< how many come first
};

/// Those that count; of those known to the fit an even selection of at most `mostFitted`, with
/// `cost` (lower is better, no NaN) the better half of which are the best of all.
[[nodiscard]] SelectedResults
selected(const HistoryPart &part, std::size_t mostFitted,
         const std::function<bool(const Observation &)> &counts,
         const std::function<double(const Observation &)> &cost = nullptr);

/// Where a result lies in unit coordinates: outside of [0, 1] for values beyond the present ranges.
[[nodiscard]] Eigen::VectorXd placeOf(const UnitCube &cube, const Observation &result);

/// Those of several results, one column each.
[[nodiscard]] Eigen::MatrixXd pointsOf(const UnitCube &cube, const StudyHistory &history,
                                       const std::vector<int> &rows);

/// Takes one objective of a history; of a long one the best rows and an even selection of the
/// others. A finished trial without a finite value counts as failed. What trials showed on their
/// way counts where the encoding has a resource (see ModelRows), with `maximum` that of a whole
/// trial where it is known; without one, the value that an ended trial had says little.
[[nodiscard]] TrainingData trainingDataOf(const UnitCube &cube, const Encoding &encoding,
                                          const ModelledObjective &objective,
                                          const HistoryPart &part,
                                          std::optional<std::int64_t> maximum = std::nullopt);

/// True also without any result.
[[nodiscard]] bool haveAllFailed(const StudyHistory &history);

/// For when nothing has finished yet: failure as the cost, to look for settings that run at all.
[[nodiscard]] TrainingData failuresAsCosts(TrainingData data);

/// The rows that the best may be among: ends of whole trials, or all where there are none.
[[nodiscard]] std::vector<int> rowsOfBest(const TrainingData &data);

/// Some of the objective's rows.
[[nodiscard]] TrainingSet rowsOf(const TrainingSet &data, const std::vector<int> &rows);

} // namespace attune
