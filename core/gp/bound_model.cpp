// SPDX-FileCopyrightText: 2026 The Attune developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/gp/bound_model.h"

#include "core/numerics/normal_distribution.h"

#include <algorithm>
#include <cmath>
#include <vector>

namespace attune {

Eigen::VectorXd boundTargets(const Eigen::VectorXd &excess)
{
    std::vector<double> distances;
    for (const double value : excess) {
        if (value != 0.0)
            distances.push_back(std::abs(value));
    }
    if (distances.empty())
        return Eigen::VectorXd::Zero(excess.size());
    const auto middle = distances.begin() + static_cast<std::ptrdiff_t>(distances.size() / 2);
    std::nth_element(distances.begin(), middle, distances.end());
    const double typical = *middle;
    return excess.unaryExpr([typical](double value) {
        constexpr double furthest = 1e6; // so that no quotient overflows
        return std::asinh(std::clamp(value / typical, -furthest, furthest));
    });
}

BoundModel::BoundModel(const Encoding &encoding, const KernelParameters &parameters,
                       const TrainingSet &data, int factored)
    : m_excess(encoding, parameters, data, factored)
{}

Eigen::VectorXd BoundModel::logProbability(const Eigen::MatrixXd &inputs) const
{
    const Prediction prediction = m_excess.predict(inputs);
    Eigen::VectorXd logarithms(inputs.rows());
    for (Eigen::Index i = 0; i < inputs.rows(); ++i)
        logarithms[i] = logNormalCdf(-prediction.means(i, 0) / std::sqrt(prediction.variances[i]));
    return logarithms;
}

LogProbability BoundModel::logProbabilityWithGradients(const Eigen::MatrixXd &inputs) const
{
    const LocalPrediction prediction = m_excess.predictLocally(inputs);
    const Eigen::Index count = inputs.rows();
    LogProbability result{Eigen::VectorXd(count), {}};
    Eigen::MatrixXd meanSlopes(count, 1);
    Eigen::VectorXd varianceSlopes(count);
    for (Eigen::Index i = 0; i < count; ++i) {
        const double deviation = std::sqrt(prediction.variances[i]);
        const double z = -prediction.means(i, 0) / deviation;
        const double slope = logNormalCdfSlope(z);
        result.values[i] = logNormalCdf(z);
        meanSlopes(i, 0) = -slope / deviation;
        varianceSlopes[i] = -0.5 * slope * z / prediction.variances[i];
    }
    result.gradients = m_excess.gradients(prediction, meanSlopes, varianceSlopes);
    return result;
}

} // namespace attune
