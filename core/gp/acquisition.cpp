// SPDX-FileCopyrightText: 2026 The Attune developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/gp/acquisition.h"

#include "core/numerics/normal_distribution.h"

#include <cassert>
#include <cmath>
#include <numbers>
#include <utility>

namespace attune {

namespace {

constexpr double boundSteepness = 3.0; ///< in target units per e-fold

} // namespace

double logImprovementFactor(double z)
{
    if (z > -1.0)
        return std::log(normalDensity(z) + z * normalCdf(z));
    if (z > -25.0) {
        const double mills =
            std::sqrt(std::numbers::pi / 2.0) * scaledErfc(-z / std::numbers::sqrt2);
        return logNormalDensity(z) + std::log1p(z * mills);
    }
    // phi(z) / z^2 (1 - 3/z^2 + 15/z^4 - 105/z^6 + ...): Abramowitz and Stegun 26.2.12.
    const double s = 1.0 / (z * z);
    const double series = -s * (3.0 - s * (15.0 - s * (105.0 - s * 945.0)));
    return logNormalDensity(z) + std::log(s) + std::log1p(series);
}

Worth logExpectedImprovement(double mean, double variance, double incumbent)
{
    const double deviation = std::sqrt(variance);
    const double z = (incumbent - mean) / deviation;
    const double factor = logImprovementFactor(z);
    // d factor / dz = Phi / (phi + z Phi), and 1 - z times that = phi / (phi + z Phi).
    const double slope = std::exp(logNormalCdf(z) - factor);
    const double rest = std::exp(logNormalDensity(z) - factor);
    return {factor + std::log(deviation), -slope / deviation, 0.5 * rest / variance};
}

Worth confidenceBound(double mean, double variance, double beta)
{
    const double deviation = std::sqrt(variance);
    return {beta * deviation - mean, -1.0, 0.5 * beta / deviation};
}

Acquisition::Acquisition(const GaussianProcess &model, const ChanceModel *chance,
                         AcquisitionOptions options)
    : m_model(model), m_chance(chance), m_options(std::move(options))
{
    const bool isBound = m_options.rule == AcquisitionRule::ConfidenceBound;
    m_enough = isBound ? std::log(0.5) : 0.0;
    m_steepness = isBound ? boundSteepness : 1.0;
    assert(m_options.rule == AcquisitionRule::ConfidenceBound ||
           m_options.incumbents.size() == model.fantasies());
}

Worth Acquisition::worthAt(const Prediction &prediction, Eigen::Index point,
                           Eigen::RowVectorXd &meanSlopes) const
{
    const double variance = prediction.variances[point];
    if (m_options.rule == AcquisitionRule::ConfidenceBound) {
        const Worth worth = confidenceBound(prediction.means(point, 0), variance, m_options.beta);
        meanSlopes.setZero();
        meanSlopes[0] = worth.byMean;
        return worth;
    }
    // log mean exp over fantasies, each weighing in by its share of the improvement.
    const Eigen::Index count = prediction.means.cols();
    Eigen::ArrayXd values(count);
    Eigen::ArrayXd varianceSlopes(count);
    for (Eigen::Index j = 0; j < count; ++j) {
        const Worth worth =
            logExpectedImprovement(prediction.means(point, j), variance, m_options.incumbents[j]);
        values[j] = worth.value;
        varianceSlopes[j] = worth.byVariance;
        meanSlopes[j] = worth.byMean;
    }
    const double largest = values.maxCoeff();
    Eigen::ArrayXd shares = (values - largest).exp();
    const double total = shares.sum();
    shares /= total;
    meanSlopes.array() *= shares.transpose();
    return {largest + std::log(total / static_cast<double>(count)), meanSlopes.sum(),
            (shares * varianceSlopes).sum()};
}

Eigen::VectorXd Acquisition::worthsAt(const Prediction &prediction) const
{
    Eigen::RowVectorXd meanSlopes(m_model.fantasies());
    Eigen::VectorXd worths(prediction.variances.size());
    for (Eigen::Index i = 0; i < worths.size(); ++i)
        worths[i] = worthAt(prediction, i, meanSlopes).value;
    return worths;
}

Eigen::VectorXd Acquisition::upperBounds(const Eigen::MatrixXd &inputs) const
{
    if (m_model.observations() < fewRows)
        return AcquisitionFunction::upperBounds(inputs);
    // Both worths grow with the variance, and no chance is above 1.
    return worthsAt(m_model.predictRoughly(inputs));
}

Eigen::VectorXd Acquisition::values(const Eigen::MatrixXd &inputs) const
{
    Eigen::VectorXd values = worthsAt(m_model.predict(inputs));
    if (m_chance)
        values += m_steepness * m_chance->logProbability(inputs, m_enough);
    return values;
}

Acquisition::Slopes Acquisition::valuesWithGradients(const Eigen::MatrixXd &inputs) const
{
    const LocalPrediction prediction = m_model.predictLocally(inputs);
    const Eigen::Index count = inputs.rows();
    Eigen::RowVectorXd ofPoint(m_model.fantasies());
    Eigen::MatrixXd meanSlopes(count, m_model.fantasies());
    Eigen::VectorXd varianceSlopes(count);
    Slopes result{Eigen::VectorXd(count), {}};
    for (Eigen::Index i = 0; i < count; ++i) {
        const Worth worth = worthAt(prediction, i, ofPoint);
        meanSlopes.row(i) = ofPoint;
        result.values[i] = worth.value;
        varianceSlopes[i] = worth.byVariance;
    }
    result.gradients = m_model.gradients(prediction, meanSlopes, varianceSlopes);
    if (m_chance) {
        const LogProbability chance = m_chance->logProbabilityWithGradients(inputs, m_enough);
        result.values += m_steepness * chance.values;
        result.gradients += m_steepness * chance.gradients;
    }
    return result;
}

} // namespace attune
