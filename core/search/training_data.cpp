// SPDX-FileCopyrightText: 2026 The Attune developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/search/training_data.h"

#include "core/gp/output_warping.h"

#include <algorithm>
#include <cmath>
#include <numeric>
#include <utility>
#include <vector>

namespace attune {

std::vector<int> thinned(const std::vector<int> &elements, std::size_t count)
{
    if (elements.size() <= count)
        return elements;
    std::vector<int> kept;
    for (std::size_t i = 1; i <= count; ++i)
        kept.push_back(elements[i * elements.size() / count - 1]);
    return kept;
}

Eigen::VectorXd placeOf(const UnitCube &cube, const Observation &result)
{
    const auto beyond = result.isOfSpace ? std::nullopt : cube.pointBeyond(result.settings);
    if (!beyond)
        return pointOf(cube, result.settings);
    return Eigen::Map<const Eigen::VectorXd>(beyond->data(),
                                             static_cast<Eigen::Index>(beyond->size()));
}

Eigen::MatrixXd pointsOf(const UnitCube &cube, const StudyHistory &history,
                         const std::vector<int> &rows)
{
    Eigen::MatrixXd points(cube.dimensions(), static_cast<Eigen::Index>(rows.size()));
    for (std::size_t i = 0; i < rows.size(); ++i)
        points.col(static_cast<Eigen::Index>(i)) =
            placeOf(cube, history.results[static_cast<std::size_t>(rows[i])]);
    return points;
}

namespace {

constexpr std::size_t mostRows = 2000;
constexpr std::size_t bestRows = 1000; ///< of the rows kept from a longer history
constexpr std::size_t mostLabels = 800;
constexpr double largestKnownNoise = 10.0;

/// All objectives count, so that the models of all have the same rows.
bool hasValue(const Observation &result, ModelledObjective objective)
{
    return result.outcome != Outcome::Failed && result.objectives.size() > objective.index &&
           std::all_of(result.objectives.begin(), result.objectives.end(),
                       [](double value) { return std::isfinite(value); });
}

double costOf(const Observation &result, ModelledObjective objective)
{
    const double value = result.objectives[objective.index];
    return objective.direction == Direction::Minimize ? value : -value;
}

/// The best of `rows` and an even selection of the others, in the order of the history.
std::vector<int> representative(const std::vector<int> &rows, const StudyHistory &history,
                                ModelledObjective objective)
{
    if (rows.size() <= mostRows)
        return rows;
    std::vector<int> byCost = rows;
    std::stable_sort(byCost.begin(), byCost.end(), [&](int a, int b) {
        return costOf(history.results[a], objective) < costOf(history.results[b], objective);
    });
    std::vector<int> others(byCost.begin() + bestRows, byCost.end());
    std::sort(others.begin(), others.end());
    std::vector<int> kept = thinned(others, mostRows - bestRows);
    kept.insert(kept.end(), byCost.begin(), byCost.begin() + bestRows);
    std::sort(kept.begin(), kept.end());
    return kept;
}

/// Labels of failures and, to set them off, of what went well.
TrainingSet labelsOf(const UnitCube &cube, const Encoding &encoding, const StudyHistory &history,
                     const std::vector<int> &finished, const std::vector<int> &failed)
{
    TrainingSet labels;
    labels.inputs.resize(0, encoding.columns());
    if (failed.empty())
        return labels;
    const std::size_t share = mostLabels / 2;
    std::vector<int> rows =
        thinned(finished, std::max(share, mostLabels - std::min(share, failed.size())));
    const auto finishedCount = static_cast<Eigen::Index>(rows.size());
    const std::vector<int> kept = thinned(failed, mostLabels - rows.size());
    rows.insert(rows.end(), kept.begin(), kept.end());
    labels.inputs = encoding.encode(pointsOf(cube, history, rows));
    labels.targets = Eigen::VectorXd::Constant(labels.size(), -1.0);
    labels.targets.head(finishedCount).setOnes();
    labels.knownNoise = Eigen::VectorXd::Zero(labels.size());
    return labels;
}

} // namespace

TrainingData trainingDataOf(const UnitCube &cube, const Encoding &encoding,
                            ModelledObjective objective, const StudyHistory &history, int results,
                            int fitted)
{
    std::vector<int> seen; // by the fit
    std::vector<int> later;
    std::vector<int> failed;
    for (int i = 0; i < results; ++i) {
        if (hasValue(history.results[i], objective))
            (i < fitted ? seen : later).push_back(i);
        else if (history.results[i].outcome != Outcome::Stopped)
            failed.push_back(i);
    }
    std::vector<int> rows = representative(seen, history, objective);
    TrainingData data;
    data.factored = static_cast<int>(rows.size());
    rows.insert(rows.end(), later.begin(), later.end());
    data.labels = labelsOf(cube, encoding, history, rows, failed);

    const auto count = static_cast<Eigen::Index>(rows.size());
    Eigen::VectorXd costs(count);
    for (Eigen::Index i = 0; i < count; ++i)
        costs[i] = costOf(history.results[rows[static_cast<std::size_t>(i)]], objective);
    const OutputWarping warping(costs);
    data.unitsPerTarget = warping.unitsPerTarget();
    data.costAtZero = warping.valueOf(0.0);
    const Eigen::MatrixXd places = pointsOf(cube, history, rows);
    data.points = places.cwiseMax(0.0).cwiseMin(1.0);
    data.objective.inputs = encoding.encode(places);
    data.objective.targets = warping.targets();
    data.objective.knownNoise = Eigen::VectorXd::Zero(count);
    for (Eigen::Index i = 0; i < count && data.unitsPerTarget > 0.0; ++i) {
        const double deviation =
            history.results[rows[static_cast<std::size_t>(i)]].noiseStd / data.unitsPerTarget;
        if (deviation > 0.0 && objective.index == 0)
            data.objective.knownNoise[i] = std::min(deviation * deviation, largestKnownNoise);
    }
    data.results = std::move(rows);
    return data;
}

TrainingData failuresAsCosts(TrainingData data)
{
    data.objective = std::exchange(data.labels, TrainingSet{});
    data.objective.targets = -data.objective.targets;
    data.factored = static_cast<int>(data.objective.size());
    return data;
}

TrainingSet correctionsOf(const MeanFunction &mean, TrainingSet data)
{
    data.targets -= mean.values(data.inputs);
    return data;
}

} // namespace attune
