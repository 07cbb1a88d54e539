// SPDX-FileCopyrightText: 2026 The Attune developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/gp/success_model.h"

#include "core/gp/marginal_likelihood.h"
#include "core/numerics/selection.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <vector>

namespace attune {

namespace {

constexpr double shortestLengthScale = 0.1;
constexpr double labelNoise = 0.1;
constexpr std::size_t mostCompared = 100; ///< labels of each kind that decide on length-scales
constexpr double strongEvidence = 3.0;    ///< a factor of 20 (Kass and Raftery 1995)

KernelParameters labelParameters(KernelParameters parameters)
{
    for (double &logLengthScale : parameters.logLengthScales)
        logLengthScale = std::max(logLengthScale, std::log(shortestLengthScale));
    parameters.logAmplitude = 0.0;
    parameters.logNoise = std::log(labelNoise);
    return parameters;
}

/// Some of the labels, evenly by position.
TrainingSet comparedLabels(const TrainingSet &labels)
{
    std::vector<int> ofKind[2];
    for (Eigen::Index i = 0; i < labels.size(); ++i)
        ofKind[labels.targets[i] > 0.0 ? 1 : 0].push_back(static_cast<int>(i));
    std::vector<int> rows = thinned(ofKind[0], mostCompared);
    const std::vector<int> finished = thinned(ofKind[1], mostCompared);
    rows.insert(rows.end(), finished.begin(), finished.end());
    return {labels.inputs(rows, Eigen::all), labels.targets(rows), labels.knownNoise(rows)};
}

/// Those of the objective, unless there is strong evidence that where trials fail depends on what
/// the objective does not depend on: then the same but never longer than the prior expects, or the
/// prior's.
KernelParameters chosenParameters(const Encoding &encoding, const KernelParameters &objective,
                                  const TrainingSet &labels)
{
    const KernelPrior prior(encoding);
    KernelParameters shorter = objective;
    shorter.logLengthScales =
        shorter.logLengthScales.cwiseMin(prior.mean.head(shorter.logLengthScales.size()));
    const TrainingSet compared = comparedLabels(labels);
    constexpr double worst = -std::numeric_limits<double>::infinity();
    KernelParameters best = labelParameters(objective);
    double toBeat = logLikelihood(encoding, compared, best).value_or(worst) + strongEvidence;
    for (const KernelParameters &each : {shorter, prior.start}) {
        const KernelParameters parameters = labelParameters(each);
        const double value = logLikelihood(encoding, compared, parameters).value_or(worst);
        if (value > toBeat) {
            toBeat = value;
            best = parameters;
        }
    }
    return best;
}

} // namespace

SuccessModel::SuccessModel(const Encoding &encoding, const KernelParameters &objective,
                           const TrainingSet &labels)
    : ProbitChance({encoding, chosenParameters(encoding, objective, labels), labels,
                    static_cast<int>(labels.size())},
                   Side::Above, labelNoise)
{}

} // namespace attune
