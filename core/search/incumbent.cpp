// SPDX-FileCopyrightText: 2026 The Attune developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/search/incumbent.h"

#include <array>
#include <cmath>
#include <cstdio>

namespace attune {

namespace {

constexpr double noisyDeviation = 0.1; ///< in target units

/// Of what a smooth model takes for noise, a part may be the function itself. A model alone cannot
/// tell them apart where nothing is tried twice; so a result counts for a quarter by itself, for
/// the rest by what its neighbours say. A half was as good on noisy functions and a little better
/// on rough ones, but on large noise it trusts luck too much.
constexpr double detailShare = 0.25;

std::string shortText(double value)
{
    std::array<char, 32> text{};
    std::snprintf(text.data(), text.size(), "%.4g", value);
    return text.data();
}

std::string trialText(int trial)
{
    return "trial " + std::to_string(trial);
}

/// The standard deviation of a typical result around the function, in target units.
double noiseDeviation(const GaussianProcess &model, const TrainingData &data)
{
    const std::vector<int> whole = rowsOfBest(data); // of others much more may be unknown
    const double known = whole.empty() ? 0.0 : data.objective.knownNoise(whole).mean();
    return std::sqrt(known + (1.0 - detailShare) * model.parameters().noise());
}

/// Of the study's own complete trials, the row with the lowest of `costs`, the earliest of equals;
/// -1: none.
Eigen::Index lowestRow(const Eigen::VectorXd &costs, const TrainingData &data,
                       const StudyHistory &history)
{
    Eigen::Index lowest = -1;
    for (Eigen::Index i = 0; i < costs.size(); ++i) {
        const auto row = static_cast<std::size_t>(i);
        if (!data.areWhole[row] || history.results[data.results[row]].trial < 0)
            continue;
        if (lowest < 0 || costs[i] < costs[lowest])
            lowest = i;
    }
    return lowest;
}

} // namespace

bool areNoisy(const GaussianProcess &model, const TrainingData &data)
{
    return noiseDeviation(model, data) >= noisyDeviation;
}

std::optional<Incumbent> incumbentOf(const GaussianProcess &model, const TrainingData &data,
                                     const StudyHistory &history, Direction direction)
{
    // Warping keeps the order of results.
    const Eigen::Index observed = lowestRow(data.objective.targets, data, history);
    if (observed < 0)
        return std::nullopt;
    const Eigen::VectorXd means = model.fittedMeans(detailShare);
    const bool isNoisy = areNoisy(model, data) && data.unitsPerTarget > 0.0;
    const Eigen::Index chosen = isNoisy ? lowestRow(means, data, history) : observed;

    const auto resultOf = [&](Eigen::Index row) -> const Observation & {
        return history.results[data.results[static_cast<std::size_t>(row)]];
    };
    const double sign = direction == Direction::Minimize ? 1.0 : -1.0;
    const auto expected = [&](Eigen::Index row) {
        return sign * (data.costAtZero + means[row] * data.unitsPerTarget);
    };
    Incumbent incumbent{resultOf(chosen).trial,
                        expected(chosen),
                        std::sqrt(model.fittedVariance(chosen, detailShare)) * data.unitsPerTarget,
                        resultOf(observed).trial,
                        {}};
    const std::string noise = shortText(noiseDeviation(model, data) * data.unitsPerTarget);
    if (!isNoisy)
        incumbent.reason = "Results hardly vary from run to run, so the best result counts.";
    else if (chosen == observed)
        incumbent.reason = "Results vary by about " + noise +
                           " from run to run. The model expects " +
                           "the most of the trial with the best result.";
    else
        incumbent.reason = "Results vary by about " + noise + " from run to run. Of " +
                           trialText(incumbent.bestObserved) + ", which had the best result, the " +
                           "model expects " + shortText(expected(observed)) + " on average, of " +
                           trialText(incumbent.trial) + ' ' + shortText(incumbent.mean) + '.';
    return incumbent;
}

} // namespace attune
