// SPDX-FileCopyrightText: 2026 The Attune developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/search/kernel_learning.h"

#include "core/gp/hyperparameter_fit.h"

#include <algorithm>
#include <numeric>
#include <vector>

namespace attune {

namespace {

constexpr Eigen::Index mostFittedRows = 500;
constexpr Eigen::Index bestFittedRows = 200; ///< of those, when there are more
constexpr int fitsPerFreshStart = 10; ///< others start where they guard against a bad optimum
constexpr int freshStarts = 2;
constexpr Eigen::Index fewFittedRows = 150; ///< so few that every fit can search thoroughly
constexpr int warmIterations = 15;

/// Enough rows to learn kernel parameters from: the best and an even selection of the others.
TrainingSet fittingSubset(const TrainingSet &data)
{
    const Eigen::Index n = data.size();
    if (n <= mostFittedRows)
        return data;
    std::vector<Eigen::Index> rows(static_cast<std::size_t>(n));
    std::iota(rows.begin(), rows.end(), 0);
    std::stable_sort(rows.begin(), rows.end(), [&](Eigen::Index a, Eigen::Index b) {
        return data.targets[a] < data.targets[b];
    });
    const Eigen::Index others = n - bestFittedRows;
    const Eigen::Index picked = mostFittedRows - bestFittedRows;
    for (Eigen::Index i = 0; i < picked; ++i)
        rows[bestFittedRows + i] = rows[bestFittedRows + i * others / picked];
    rows.resize(mostFittedRows);
    std::sort(rows.begin(), rows.end());
    return {data.inputs(rows, Eigen::all), data.targets(rows), data.knownNoise(rows)};
}

/// A fit with few rows costs milliseconds; one with many goes on from the one before, which saw
/// nearly the same rows.
FitEffort effortFor(Eigen::Index rows, bool isFresh)
{
    if (rows < fewFittedRows)
        return {.usesPriorStart = true, .randomStarts = isFresh ? freshStarts : 0};
    if (isFresh)
        return {.usesPriorStart = true, .iterations = 2 * warmIterations};
    return {.usesPriorStart = false, .iterations = warmIterations};
}

} // namespace

KernelParameters learntParameters(const Encoding &encoding, const TrainingSet &data,
                                  const std::optional<KernelParameters> &known, int number,
                                  Rng &draws, const std::stop_token &stop)
{
    const TrainingSet subset = fittingSubset(data);
    const FitEffort effort = effortFor(subset.size(), !known || number % fitsPerFreshStart == 0);
    return fitKernelParameters(encoding, subset, known, effort, draws, stop);
}

} // namespace attune
