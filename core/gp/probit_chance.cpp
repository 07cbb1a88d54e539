// SPDX-FileCopyrightText: 2026 The Attune developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/gp/probit_chance.h"

#include "core/numerics/normal_distribution.h"

#include <algorithm>
#include <cmath>
#include <utility>

namespace attune {

ProbitChance::ProbitChance(GaussianProcess model, Side side, double noise)
    : m_model(std::move(model)), m_sign(side == Side::Above ? 1.0 : -1.0), m_noise(noise)
{}

std::vector<bool> ProbitChance::areLikely(const Eigen::MatrixXd &inputs) const
{
    std::vector<bool> likely;
    for (const double mean : m_model.means(inputs))
        likely.push_back(m_sign * mean >= 0.0);
    return likely;
}

Eigen::VectorXd ProbitChance::logProbability(const Eigen::MatrixXd &inputs, double enough) const
{
    const Prediction prediction = m_model.predict(inputs);
    Eigen::VectorXd logarithms(inputs.rows());
    for (Eigen::Index i = 0; i < inputs.rows(); ++i)
        logarithms[i] = logNormalCdf(m_sign * prediction.means(i, 0) /
                                     std::sqrt(prediction.variances[i] + m_noise));
    return (logarithms.array() - enough).min(0.0);
}

LogProbability ProbitChance::logProbabilityWithGradients(const Eigen::MatrixXd &inputs,
                                                         double enough) const
{
    const LocalPrediction prediction = m_model.predictLocally(inputs);
    const Eigen::Index count = inputs.rows();
    LogProbability result{Eigen::VectorXd(count), {}};
    Eigen::MatrixXd meanSlopes(count, 1);
    Eigen::VectorXd varianceSlopes(count);
    for (Eigen::Index i = 0; i < count; ++i) {
        const double variance = prediction.variances[i] + m_noise;
        const double z = m_sign * prediction.means(i, 0) / std::sqrt(variance);
        result.values[i] = std::min(logNormalCdf(z) - enough, 0.0);
        const double slope = result.values[i] < 0.0 ? logNormalCdfSlope(z) : 0.0;
        meanSlopes(i, 0) = m_sign * slope / std::sqrt(variance);
        varianceSlopes[i] = -0.5 * slope * z / variance;
    }
    result.gradients = m_model.gradients(prediction, meanSlopes, varianceSlopes);
    return result;
}

} // namespace attune
