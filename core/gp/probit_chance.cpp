// SPDX-FileCopyrightText: 2026 The Attune developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/gp/probit_chance.h"

#include "core/numerics/normal_distribution.h"

#include <cmath>
#include <utility>

namespace attune {

ProbitChance::ProbitChance(GaussianProcess model, Side side, double noise)
    : m_model(std::move(model)), m_sign(side == Side::Above ? 1.0 : -1.0), m_noise(noise)
{}

Eigen::VectorXd ProbitChance::logProbability(const Eigen::MatrixXd &inputs) const
{
    const Prediction prediction = m_model.predict(inputs);
    Eigen::VectorXd logarithms(inputs.rows());
    for (Eigen::Index i = 0; i < inputs.rows(); ++i)
        logarithms[i] = logNormalCdf(m_sign * prediction.means(i, 0) /
                                     std::sqrt(prediction.variances[i] + m_noise));
    return logarithms;
}

LogProbability ProbitChance::logProbabilityWithGradients(const Eigen::MatrixXd &inputs) const
{
    const LocalPrediction prediction = m_model.predictLocally(inputs);
    const Eigen::Index count = inputs.rows();
    LogProbability result{Eigen::VectorXd(count), {}};
    Eigen::MatrixXd meanSlopes(count, 1);
    Eigen::VectorXd varianceSlopes(count);
    for (Eigen::Index i = 0; i < count; ++i) {
        const double variance = prediction.variances[i] + m_noise;
        const double z = m_sign * prediction.means(i, 0) / std::sqrt(variance);
        const double slope = logNormalCdfSlope(z);
        result.values[i] = logNormalCdf(z);
        meanSlopes(i, 0) = m_sign * slope / std::sqrt(variance);
        varianceSlopes[i] = -0.5 * slope * z / variance;
    }
    result.gradients = m_model.gradients(prediction, meanSlopes, varianceSlopes);
    return result;
}

} // namespace attune
