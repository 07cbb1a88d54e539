// SPDX-FileCopyrightText: 2026 The Attune developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/search/training_data.h"

#include "core/gp/front_warping.h"
#include "core/gp/output_warping.h"

#include <algorithm>
#include <cmath>
#include <numeric>
#include <utility>
#include <vector>

namespace attune {

SelectedResults selected(const HistoryPart &part, std::size_t mostFitted,
                         const std::function<bool(const Observation &)> &counts,
                         const std::function<double(const Observation &)> &cost)
{
    SelectedResults selected;
    std::vector<int> later;
    for (int i = 0; i < part.results; ++i) {
        if (counts(part.history.results[static_cast<std::size_t>(i)]))
            (i < part.fitted ? selected.results : later).push_back(i);
    }
    if (cost) {
        std::vector<double> costs;
        costs.reserve(selected.results.size());
        for (const int result : selected.results)
            costs.push_back(cost(part.history.results[static_cast<std::size_t>(result)]));
        std::vector<int> kept = bestAndOthers(costs, mostFitted);
        for (int &place : kept)
            place = selected.results[static_cast<std::size_t>(place)];
        selected.results = std::move(kept);
    } else {
        selected.results = thinned(selected.results, mostFitted);
    }
    selected.factored = static_cast<int>(selected.results.size());
    selected.results.insert(selected.results.end(), later.begin(), later.end());
    return selected;
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
constexpr std::size_t mostLabels = 800;
constexpr std::size_t mostRowsOnTheWay = 600; ///< that show all of a trial's way
constexpr double largestKnownNoise = 10.0;
constexpr double uncertainNoise = 1.0; ///< as uncertain as not knowing the trial's cost

/// The best of `rows` and an even selection of the others, in their order.
std::vector<ModelRow> representative(std::vector<ModelRow> rows)
{
    if (rows.size() <= mostRows)
        return rows;
    std::vector<double> costs;
    costs.reserve(rows.size());
    for (const ModelRow &row : rows)
        costs.push_back(row.cost);
    std::vector<ModelRow> chosen;
    for (const int row : bestAndOthers(costs, mostRows))
        chosen.push_back(rows[static_cast<std::size_t>(row)]);
    return chosen;
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

namespace {

int taskOf(const StudyHistory &history, const ModelRow &row)
{
    return history.results[static_cast<std::size_t>(row.result)].relatedTask;
}

/// How values become targets.
struct Warping
{
    Eigen::VectorXd targets;
    double unitsPerTarget;
    double costAtZero;
    std::function<double(double cost, double error)> deviationOf; ///< in targets
};

template<typename Kind>
Warping warpingBy(const Kind &kind)
{
    return {kind.targets(), kind.unitsPerTarget(), kind.valueOf(0.0),
            [kind](double cost, double error) { return kind.deviationOf(cost, error); }};
}

Warping warpingOf(const ModelRows &source, const std::vector<ModelRow> &rows,
                  const ModelledObjective &objective)
{
    const auto count = static_cast<Eigen::Index>(rows.size());
    const auto objectives = static_cast<Eigen::Index>(objective.directions.size());
    if (objectives > 1 && count > 0) {
        const auto costs =
            Eigen::MatrixXd::NullaryExpr(count, objectives, [&](Eigen::Index i, Eigen::Index k) {
                return source.endCost(rows[static_cast<std::size_t>(i)].result,
                                      static_cast<std::size_t>(k));
            });
        return warpingBy(FrontWarping(costs, static_cast<Eigen::Index>(objective.index)));
    }
    Eigen::VectorXd costs(count);
    std::transform(rows.begin(), rows.end(), costs.begin(),
                   [](const ModelRow &row) { return row.cost; });
    return warpingBy(OutputWarping(costs));
}

/// The first `data.factored` rows are of results that the fit has seen.
void fillIn(TrainingData &data, const UnitCube &cube, const Encoding &encoding,
            const StudyHistory &history, const std::vector<ModelRow> &rows, const Warping &warping)
{
    const auto count = static_cast<Eigen::Index>(rows.size());
    for (const ModelRow &row : rows) {
        data.results.push_back(row.result);
        data.areWhole.push_back(row.isWhole && taskOf(history, row) == 0);
    }
    data.unitsPerTarget = warping.unitsPerTarget;
    data.costAtZero = warping.costAtZero;
    const Eigen::MatrixXd places = pointsOf(cube, history, data.results);
    data.points = places.cwiseMax(0.0).cwiseMin(1.0);
    data.objective.inputs = encoding.encode(places);
    data.objective.targets = warping.targets;
    data.objective.knownNoise = Eigen::VectorXd::Zero(count);
    for (Eigen::Index i = 0; i < count; ++i) {
        const ModelRow &row = rows[static_cast<std::size_t>(i)];
        if (row.isUncertain)
            data.objective.knownNoise[i] = uncertainNoise;
        if (encoding.hasResource())
            data.objective.inputs(i, encoding.resourceColumn()) = row.position;
        if (const int task = taskOf(history, row); task > 0) {
            data.objective.inputs(i, encoding.taskColumn(task)) = 1.0;
            ++data.relatedRows;
        }
    }
}

/// Of means over several runs.
void addKnownErrors(TrainingData &data, const StudyHistory &history,
                    const std::vector<ModelRow> &rows, const Warping &warping)
{
    for (std::size_t i = 0; i < rows.size() && data.unitsPerTarget > 0.0; ++i) {
        const double error = history.results[static_cast<std::size_t>(rows[i].result)].noiseStd;
        if (!(error > 0.0) || rows[i].isUncertain)
            continue;
        const double deviation = warping.deviationOf(rows[i].cost, error);
        data.objective.knownNoise[static_cast<Eigen::Index>(i)] =
            std::min(deviation * deviation, largestKnownNoise);
    }
}

} // namespace

TrainingData trainingDataOf(const UnitCube &cube, const Encoding &encoding,
                            const ModelledObjective &objective, const HistoryPart &part,
                            std::optional<std::int64_t> maximum)
{
    const ModelRows source(part.history, part.results, objective,
                           encoding.hasResource() ? OnTheWay::Modelled : OnTheWay::Ignored,
                           maximum);
    std::vector<int> seen; // by the fit
    std::vector<int> later;
    std::vector<int> failed;
    for (int i = 0; i < part.results; ++i) {
        if (source.hasValue(i))
            (i < part.fitted ? seen : later).push_back(i);
        else if (part.history.results[static_cast<std::size_t>(i)].outcome != Outcome::Stopped)
            failed.push_back(i);
    }
    std::vector<ModelRow> rows = source.rowsOf(seen, WayDetail::All);
    const auto detail = rows.size() > mostRowsOnTheWay ? WayDetail::Ends : WayDetail::All;
    if (detail == WayDetail::Ends)
        rows = source.rowsOf(seen, detail);
    rows = representative(std::move(rows));
    TrainingData data;
    data.factored = static_cast<int>(rows.size());
    const std::vector<ModelRow> appended = source.rowsOf(later, detail);
    rows.insert(rows.end(), appended.begin(), appended.end());
    const Warping warping = warpingOf(source, rows, objective);
    fillIn(data, cube, encoding, part.history, rows, warping);
    if (objective.index == 0) // a standard error is known of the first only
        addKnownErrors(data, part.history, rows, warping);
    std::vector<int> finished = data.results;
    finished.erase(std::unique(finished.begin(), finished.end()), finished.end());
    std::erase_if(finished, [&](int i) {
        return part.history.results[static_cast<std::size_t>(i)].relatedTask > 0;
    });
    data.labels = labelsOf(cube, encoding, part.history, finished, failed);
    return data;
}

std::vector<int> rowsOfBest(const TrainingData &data)
{
    std::vector<int> rows;
    for (std::size_t i = 0; i < data.areWhole.size(); ++i) {
        if (data.areWhole[i])
            rows.push_back(static_cast<int>(i));
    }
    if (rows.empty()) {
        rows.resize(data.areWhole.size() - static_cast<std::size_t>(data.relatedRows));
        std::iota(rows.begin(), rows.end(), data.relatedRows);
    }
    return rows;
}

TrainingSet rowsOf(const TrainingSet &data, const std::vector<int> &rows)
{
    return {data.inputs(rows, Eigen::all), data.targets(rows), data.knownNoise(rows)};
}

bool haveAllFailed(const StudyHistory &history)
{
    return std::all_of(history.results.begin(), history.results.end(),
                       [](const Observation &result) { return result.outcome == Outcome::Failed; });
}

TrainingData failuresAsCosts(TrainingData data)
{
    data.objective = std::exchange(data.labels, TrainingSet{});
    data.objective.targets = -data.objective.targets;
    data.factored = static_cast<int>(data.objective.size());
    data.areWhole.assign(static_cast<std::size_t>(data.objective.size()), true);
    return data;
}

} // namespace attune
