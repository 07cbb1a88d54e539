// SPDX-FileCopyrightText: 2026 The Attune developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/gp/gaussian_process.h"

#include <algorithm>
#include <cassert>
#include <cmath>
#include <utility>

namespace attune {

namespace {

constexpr double smallestVariance = 1e-12; ///< relative to the amplitude

} // namespace

GaussianProcess::GaussianProcess(const Encoding &encoding, const KernelParameters &parameters,
                                 const TrainingSet &data, int factored, FactorCache *cache)
    : m_parameters(parameters), m_inverseScales(encoding.inverseScales(parameters.logLengthScales)),
      m_targets(data.targets), m_noise((data.knownNoise.array() + parameters.noise()).matrix())
{
    assert(factored >= 0 && factored <= data.size());
    const Eigen::Index n = data.size();
    const Eigen::MatrixXd rows = scaled(data.inputs);
    m_inputs = rows.topRows(factored);
    const FactorKey key{parameters.amplitude(), m_inputs, m_noise.head(factored)};
    auto factor = cache ? cache->factorOf(key) : factorOf(key);
    if (factor) {
        m_factor = std::move(*factor);
    } else { // not positive definite at all: row by row, with the smallest safe pivots
        m_inputs.resize(0, rows.cols());
        factored = 0;
    }
    for (Eigen::Index i = factored; i < n; ++i)
        append(rows.row(i), m_noise[i]);
    solveForTargets();
}

Eigen::MatrixXd GaussianProcess::scaled(const Eigen::MatrixXd &inputs) const
{
    return inputs * m_inverseScales.asDiagonal();
}

void GaussianProcess::append(const Eigen::MatrixXd &scaledRow, double noise)
{
    const double amplitude = m_parameters.amplitude();
    const Eigen::VectorXd column = matern(squaredDistances(m_inputs, scaledRow), amplitude);
    m_factor.append(column, amplitude + noise);
    m_inputs.conservativeResize(m_inputs.rows() + 1, scaledRow.cols());
    m_inputs.bottomRows(1) = scaledRow;
}

void GaussianProcess::solveForTargets()
{
    const Eigen::Index n = m_targets.size();
    m_alpha = Eigen::MatrixXd::Zero(m_inputs.rows(), 1);
    if (n == 0)
        return;
    // The leading block of the factor is the factor of the observed rows.
    const auto lower = m_factor.lower().topLeftCorner(n, n).triangularView<Eigen::Lower>();
    Eigen::MatrixXd sides(n, 2);
    sides << Eigen::VectorXd::Ones(n), m_targets;
    lower.solveInPlace(sides);
    m_constantMean = sides.col(0).dot(sides.col(1)) / sides.col(0).squaredNorm();
    Eigen::VectorXd alpha = sides.col(1) - m_constantMean * sides.col(0);
    lower.transpose().solveInPlace(alpha);
    m_alpha.topRows(n) = alpha;
}

Eigen::VectorXd GaussianProcess::noiseAround(double detail) const
{
    return (m_noise.array() - detail * m_parameters.noise()).matrix();
}

Eigen::VectorXd GaussianProcess::fittedMeans(double detail) const
{
    // With C the covariance of all but the noise r, C + r = K + noise:
    // C alpha = (C + r) alpha - r alpha = (y - m) - r alpha.
    assert(m_alpha.cols() == 1);
    const auto alpha = m_alpha.col(0).head(m_targets.size());
    return m_targets - noiseAround(detail).cwiseProduct(alpha);
}

double GaussianProcess::fittedVariance(Eigen::Index row, double detail) const
{
    // C - C (C + r)^-1 C = r - r (C + r)^-1 r.
    const Eigen::Index n = m_targets.size();
    assert(row >= 0 && row < n);
    const auto lower = m_factor.lower().topLeftCorner(n, n).triangularView<Eigen::Lower>();
    Eigen::VectorXd unit = Eigen::VectorXd::Unit(n, row);
    lower.solveInPlace(unit);
    const double noise = noiseAround(detail)[row];
    return std::max(0.0, noise * (1.0 - noise * unit.squaredNorm()));
}

void GaussianProcess::addPending(const Eigen::MatrixXd &inputs)
{
    if (inputs.rows() == 0)
        return;
    const Eigen::VectorXd means = predict(inputs).means.col(0);
    const Eigen::MatrixXd rows = scaled(inputs);
    for (Eigen::Index i = 0; i < rows.rows(); ++i)
        append(rows.row(i), m_parameters.noise());
    const Eigen::Index known = m_believed.size();
    m_believed.conservativeResize(known + means.size());
    m_believed.tail(means.size()) = means;
    m_alpha.conservativeResize(m_inputs.rows(), 1);
    m_alpha.bottomRows(rows.rows()).setZero();
}

void GaussianProcess::setFantasies(const Eigen::MatrixXd &values)
{
    const Eigen::Index n = m_targets.size();
    assert(values.rows() <= m_believed.size());
    Eigen::MatrixXd residuals(m_inputs.rows(), values.cols());
    residuals.topRows(n).colwise() = m_targets;
    residuals.middleRows(n, m_believed.size()).colwise() = m_believed;
    residuals.bottomRows(values.rows()) = values;
    residuals.array() -= m_constantMean;
    m_alpha = m_factor.solve(residuals);
}

Eigen::VectorXd GaussianProcess::means(const Eigen::MatrixXd &inputs) const
{
    const Eigen::MatrixXd k =
        matern(squaredDistances(m_inputs, scaled(inputs)), m_parameters.amplitude());
    return ((k.transpose() * m_alpha.col(0)).array() + m_constantMean).matrix();
}

Eigen::MatrixXd GaussianProcess::meanGradients(const Eigen::MatrixXd &inputs) const
{
    const Eigen::MatrixXd rows = scaled(inputs);
    Matern kernel = maternWithSlope(squaredDistances(m_inputs, rows), m_parameters.amplitude());
    const Eigen::MatrixXd pull = m_alpha.col(0).asDiagonal() * kernel.slope;
    Eigen::MatrixXd gradients = pull.transpose() * m_inputs;
    gradients -= pull.colwise().sum().transpose().asDiagonal() * rows;
    return gradients * m_inverseScales.asDiagonal();
}

Prediction GaussianProcess::predict(const Eigen::MatrixXd &inputs) const
{
    return predictWith(inputs, m_inputs.rows());
}

Prediction GaussianProcess::predictRoughly(const Eigen::MatrixXd &inputs) const
{
    return predictWith(inputs, m_inputs.rows() / 3);
}

Prediction GaussianProcess::predictWith(const Eigen::MatrixXd &inputs, Eigen::Index rows) const
{
    const double amplitude = m_parameters.amplitude();
    const Eigen::MatrixXd k = matern(squaredDistances(m_inputs, scaled(inputs)), amplitude);
    Prediction prediction;
    prediction.means = k.transpose() * m_alpha;
    prediction.means.array() += m_constantMean;
    // |L^-1 k|^2 by its first elements, which are those of the leading rows alone.
    const Eigen::MatrixXd half = m_factor.lower()
                                     .topLeftCorner(rows, rows)
                                     .triangularView<Eigen::Lower>()
                                     .solve(k.topRows(rows));
    prediction.variances = (amplitude - half.colwise().squaredNorm().array())
                               .max(smallestVariance * amplitude)
                               .matrix();
    return prediction;
}

LocalPrediction GaussianProcess::predictLocally(const Eigen::MatrixXd &inputs) const
{
    const double amplitude = m_parameters.amplitude();
    LocalPrediction local;
    local.scaledInputs = scaled(inputs);
    Matern kernel = maternWithSlope(squaredDistances(m_inputs, local.scaledInputs), amplitude);
    local.slopes = std::move(kernel.slope);
    local.means = kernel.covariance.transpose() * m_alpha;
    local.means.array() += m_constantMean;
    const Eigen::MatrixXd half = m_factor.solveLower(kernel.covariance);
    local.variances = (amplitude - half.colwise().squaredNorm().array())
                          .max(smallestVariance * amplitude)
                          .matrix();
    local.weights = m_factor.solveUpper(half);
    return local;
}

Eigen::MatrixXd GaussianProcess::gradients(const LocalPrediction &at,
                                           const Eigen::MatrixXd &meanSlopes,
                                           const Eigen::VectorXd &varianceSlopes) const
{
    // At row a against input A_j: grad mean = sum alpha_j G_j (A_j - a),
    // grad variance = -2 sum beta_j G_j (A_j - a) with beta = K^-1 k.
    Eigen::MatrixXd pull = m_alpha * meanSlopes.transpose();
    pull -= 2.0 * at.weights * varianceSlopes.asDiagonal();
    pull = pull.cwiseProduct(at.slopes);
    Eigen::MatrixXd gradients = pull.transpose() * m_inputs;
    gradients -= pull.colwise().sum().transpose().asDiagonal() * at.scaledInputs;
    return gradients * m_inverseScales.asDiagonal();
}

Eigen::MatrixXd GaussianProcess::covariance(const Eigen::MatrixXd &inputs) const
{
    const double amplitude = m_parameters.amplitude();
    const Eigen::MatrixXd rows = scaled(inputs);
    const Eigen::MatrixXd half =
        m_factor.solveLower(matern(squaredDistances(m_inputs, rows), amplitude));
    Eigen::MatrixXd covariance = matern(squaredDistances(rows, rows), amplitude);
    covariance.noalias() -= half.transpose() * half;
    return covariance;
}

} // namespace attune
