// SPDX-FileCopyrightText: 2026 The Attune developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/gp/marginal_likelihood.h"

#include <algorithm>
#include <cmath>
#include <utility>

namespace attune {

namespace {

/// Expected, of two uniform numbers in [0, 1]; of two random choices of K it is 1 - 1/K.
constexpr double realSquaredDistance = 1.0 / 6.0;

constexpr double growthExponent = 0.25;

/// Of the growth with the number of hyperparameters, for reals and ordered ones: none up to 8 of
/// them, all by 16.
double growthTakenBack(int numbers)
{
    const double doublings = std::log2(static_cast<double>(std::max(numbers, 1)) / 8.0);
    return growthExponent * std::log(16.0) * std::clamp(doublings, 0.0, 1.0);
}

/// W = alpha alpha^T - K^-1, twice the derivative of log p(y) with respect to the covariance, with
/// the pieces it was made from.
struct Evidence
{
    double logLikelihood;
    Eigen::MatrixXd derivative;
};

std::optional<Evidence> evidenceOf(const Eigen::MatrixXd &covariance,
                                   const Eigen::VectorXd &targets)
{
    const auto factor = CholeskyFactor::of(covariance);
    if (!factor)
        return std::nullopt;
    Eigen::MatrixXd inverse = factor->inverse();
    const Eigen::VectorXd inverseOnes = inverse.rowwise().sum();
    const double mean = inverseOnes.dot(targets) / inverseOnes.sum();
    const Eigen::VectorXd residual = (targets.array() - mean).matrix();
    const Eigen::VectorXd alpha = inverse * residual;
    Evidence evidence;
    evidence.logLikelihood = -0.5 * residual.dot(alpha) - 0.5 * factor->logDeterminant();
    evidence.derivative = -inverse;
    evidence.derivative.noalias() += alpha * alpha.transpose();
    return evidence;
}

} // namespace

KernelPrior::KernelPrior(int dimensions)
{
    const double growth = growthExponent * std::log(static_cast<double>(std::max(dimensions, 1)));
    const Eigen::Index amplitude = dimensions;
    const Eigen::Index noise = dimensions + 1;
    mean = Eigen::VectorXd::Constant(dimensions + 2, growth - 0.5);
    deviation = Eigen::VectorXd::Ones(dimensions + 2);
    lower = Eigen::VectorXd::Constant(dimensions + 2, -5.0);
    upper = Eigen::VectorXd::Constant(dimensions + 2, 6.0);
    mean[amplitude] = 0.0;
    upper[amplitude] = 5.0;
    mean[noise] = -4.0;
    deviation[noise] = 3.0;
    lower[noise] = std::log(noiseFloor);
    upper[noise] = 1.5;
    start.logLengthScales = Eigen::VectorXd::Constant(dimensions, growth + std::log(0.5));
    start.logNoise = std::log(1e-2);
}

KernelPrior::KernelPrior(const Encoding &encoding) : KernelPrior(encoding.dimensions())
{
    int numbers = 0;
    for (int i = 0; i < encoding.dimensions(); ++i)
        numbers += encoding.kind(i) != DimensionKind::Unordered ? 1 : 0;
    const double shorter = growthTakenBack(numbers);
    for (int i = 0; i < encoding.dimensions(); ++i) {
        if (encoding.kind(i) == DimensionKind::Unordered)
            continue;
        mean[i] -= shorter;
        start.logLengthScales[i] -= shorter;
    }
    for (int i = 0; i < encoding.dimensions(); ++i) {
        if (encoding.kind(i) != DimensionKind::Unordered || encoding.levels(i) < 2)
            continue;
        const double squaredDistance = 1.0 - 1.0 / static_cast<double>(encoding.levels(i));
        const double longer = 0.5 * std::log(squaredDistance / realSquaredDistance);
        mean[i] += longer;
        start.logLengthScales[i] += longer;
    }
    Eigen::Index scales = encoding.dimensions();
    const auto insert = [&](Eigen::VectorXd &values, double value) {
        Eigen::VectorXd extended(values.size() + 1);
        extended << values.head(scales), value, values.tail(values.size() - scales);
        values = std::move(extended);
    };
    const auto addScale = [&](double median, double spread) {
        insert(mean, std::log(median));
        insert(deviation, spread);
        insert(lower, -5.0);
        insert(upper, 6.0);
        insert(start.logLengthScales, std::log(median));
        ++scales;
    };
    if (encoding.hasResource())
        addScale(0.5, 0.7);
    for (int task = 0; task < encoding.relatedTasks(); ++task)
        addScale(2.0, 1.0);
}

std::optional<double> logLikelihood(const Encoding &encoding, const TrainingSet &data,
                                    const KernelParameters &parameters)
{
    const Eigen::MatrixXd inputs =
        data.inputs * encoding.inverseScales(parameters.logLengthScales).asDiagonal();
    Eigen::MatrixXd noisy = matern(squaredDistances(inputs, inputs), parameters.amplitude());
    noisy.diagonal() = (data.knownNoise.array() + parameters.amplitude() + parameters.noise());
    const auto factor = CholeskyFactor::of(noisy);
    if (!factor)
        return std::nullopt;
    const Eigen::VectorXd ones = factor->solveLower(Eigen::VectorXd::Ones(data.size()));
    const Eigen::VectorXd targets = factor->solveLower(data.targets);
    const double mean = ones.dot(targets) / ones.squaredNorm();
    return -0.5 * (targets - mean * ones).squaredNorm() - 0.5 * factor->logDeterminant();
}

std::optional<LogPosterior> logPosterior(const Encoding &encoding, const TrainingSet &data,
                                         const KernelPrior &prior,
                                         const KernelParameters &parameters)
{
    const int dimensions = encoding.lengthScales();
    const double amplitude = parameters.amplitude();
    const Eigen::MatrixXd inputs =
        data.inputs * encoding.inverseScales(parameters.logLengthScales).asDiagonal();
    Matern kernel = maternWithSlope(squaredDistances(inputs, inputs), amplitude);
    kernel.covariance.diagonal().setConstant(amplitude);
    Eigen::MatrixXd noisy = kernel.covariance;
    noisy.diagonal().array() += data.knownNoise.array() + parameters.noise();
    const auto evidence = evidenceOf(noisy, data.targets);
    if (!evidence)
        return std::nullopt;

    const Eigen::VectorXd packed = parameters.packed();
    const Eigen::ArrayXd deviate = (packed - prior.mean).array() / prior.deviation.array();
    LogPosterior result{evidence->logLikelihood - 0.5 * deviate.square().sum(),
                        (-deviate / prior.deviation.array()).matrix()};
    const Eigen::MatrixXd &w = evidence->derivative;
    result.gradient[dimensions] += 0.5 * w.cwiseProduct(kernel.covariance).sum();
    result.gradient[dimensions + 1] += 0.5 * w.trace() * std::exp(parameters.logNoise);

    // d log p / d log l = 1/2 sum_ab W_ab G_ab (A_a - A_b)^2 over the columns A of one dimension
    //                   = sum_a A_a^2 s_a - A^T H A   with H = W o G and s = H 1.
    const Eigen::MatrixXd h = w.cwiseProduct(kernel.slope);
    const Eigen::VectorXd s = h.rowwise().sum();
    const Eigen::MatrixXd ha = h * inputs;
    const Eigen::VectorXd perColumn =
        (inputs.cwiseProduct(s.asDiagonal() * inputs - ha)).colwise().sum();
    for (int i = 0; i < dimensions; ++i)
        result.gradient[i] +=
            perColumn.segment(encoding.firstColumn(i), encoding.columnCount(i)).sum();
    return result;
}

} // namespace attune
