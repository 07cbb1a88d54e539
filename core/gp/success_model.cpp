// SPDX-FileCopyrightText: 2026 The Attune developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/gp/success_model.h"

#include "core/numerics/normal_distribution.h"

#include <algorithm>
#include <cmath>

namespace attune {

namespace {

constexpr double shortestLengthScale = 0.1;
constexpr double labelNoise = 0.1;

KernelParameters labelParameters(KernelParameters objective)
{
    for (double &logLengthScale : objective.logLengthScales)
        logLengthScale = std::max(logLengthScale, std::log(shortestLengthScale));
    objective.logAmplitude = 0.0;
    objective.logNoise = std::log(labelNoise);
    return objective;
}

} // namespace

SuccessModel::SuccessModel(const Encoding &encoding, const KernelParameters &objective,
                           const TrainingSet &labels)
    : m_labels(encoding, labelParameters(objective), labels, static_cast<int>(labels.size()))
{}

Eigen::VectorXd SuccessModel::logProbability(const Eigen::MatrixXd &inputs) const
{
    const Prediction prediction = m_labels.predict(inputs);
    Eigen::VectorXd logarithms(inputs.rows());
    for (Eigen::Index i = 0; i < inputs.rows(); ++i)
        logarithms[i] =
            logNormalCdf(prediction.means(i, 0) / std::sqrt(prediction.variances[i] + labelNoise));
    return logarithms;
}

LogProbability SuccessModel::logProbabilityWithGradients(const Eigen::MatrixXd &inputs) const
{
    const LocalPrediction prediction = m_labels.predictLocally(inputs);
    const Eigen::Index count = inputs.rows();
    LogProbability result{Eigen::VectorXd(count), {}};
    Eigen::MatrixXd meanSlopes(count, 1);
    Eigen::VectorXd varianceSlopes(count);
    for (Eigen::Index i = 0; i < count; ++i) {
        const double variance = prediction.variances[i] + labelNoise;
        const double z = prediction.means(i, 0) / std::sqrt(variance);
        const double slope = logNormalCdfSlope(z);
        result.values[i] = logNormalCdf(z);
        meanSlopes(i, 0) = slope / std::sqrt(variance);
        varianceSlopes[i] = -0.5 * slope * z / variance;
    }
    result.gradients = m_labels.gradients(prediction, meanSlopes, varianceSlopes);
    return result;
}

} // namespace attune
