// SPDX-FileCopyrightText: 2026 The Attune developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/gp/hyperparameter_fit.h"

#include "core/numerics/lbfgsb.h"

#include <cmath>
#include <limits>
#include <vector>

namespace attune {

namespace {

constexpr double startSpread = 0.8; ///< of random log length-scales around the prior's start
constexpr double leastStartNoise = 1e-4;
constexpr double startNoiseRange = 1e3;

KernelParameters randomStart(const KernelPrior &prior, Rng &rng)
{
    KernelParameters start = prior.start;
    for (double &logLengthScale : start.logLengthScales)
        logLengthScale += startSpread * rng.normal();
    start.logNoise = std::log(leastStartNoise) + rng.uniform() * std::log(startNoiseRange);
    return start;
}

} // namespace

KernelParameters fitKernelParameters(const Encoding &encoding, const TrainingSet &data,
                                     const std::optional<KernelParameters> &previous,
                                     const FitEffort &effort, Rng &rng, const std::stop_token &stop)
{
    const KernelPrior prior(encoding);
    std::vector<KernelParameters> starts;
    if (previous)
        starts.push_back(*previous);
    if (effort.usesPriorStart || !previous)
        starts.push_back(prior.start);
    for (int i = 0; i < effort.randomStarts; ++i)
        starts.push_back(randomStart(prior, rng));

    LbfgsbOptions options;
    options.maxIterations = effort.iterations;
    options.gradientTolerance = 1e-3 * std::sqrt(static_cast<double>(data.size()));
    Eigen::VectorXd best = starts.front().packed();
    double bestCost = std::numeric_limits<double>::infinity();
    for (const KernelParameters &start : starts) {
        Lbfgsb search(start.packed(), prior.lower, prior.upper, options);
        while (!search.isFinished() && !stop.stop_requested()) {
            const auto posterior =
                logPosterior(encoding, data, prior, KernelParameters::unpacked(search.point()));
            if (posterior)
                search.supply(-posterior->value, -posterior->gradient);
            else
                search.supply(std::numeric_limits<double>::infinity(), search.point());
        }
        if (search.bestValue() < bestCost) {
            best = search.bestPoint();
            bestCost = search.bestValue();
        }
    }
    return KernelParameters::unpacked(best);
}

} // namespace attune
