// SPDX-FileCopyrightText: 2026 The Attune developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/gp/transfer_prior.h"

#include "core/numerics/normal_distribution.h"

#include <algorithm>
#include <cassert>
#include <cmath>
#include <numeric>
#include <optional>
#include <utility>

namespace attune {

namespace {

constexpr Eigen::Index mostRows = 300; ///< that weights are learned from
constexpr double ridge = 1.0;          ///< in squared deviations of a left-out prediction
constexpr int descentRounds = 200;     ///< far more than a handful of weights need

/// Errors of predicting each row from all others, in standard deviations of that prediction; they
/// are linear in the targets.
struct LeftOut
{
    Eigen::VectorXd target;
    Eigen::MatrixXd features; ///< the same of each feature as if it were the target
};

std::vector<Eigen::Index> evenRows(Eigen::Index n)
{
    std::vector<Eigen::Index> rows;
    const Eigen::Index count = std::min(n, mostRows);
    for (Eigen::Index i = 1; i <= count; ++i)
        rows.push_back(i * n / count - 1);
    return rows;
}

std::optional<LeftOut> leftOut(const Encoding &encoding, const KernelParameters &parameters,
                               const TrainingSet &data, const Eigen::MatrixXd &features)
{
    const std::vector<Eigen::Index> rows = evenRows(data.size());
    const Eigen::MatrixXd inputs = data.inputs(rows, Eigen::all) *
                                   encoding.inverseScales(parameters.logLengthScales).asDiagonal();
    const auto factor = factorOf({parameters.amplitude(), inputs,
                                  (data.knownNoise(rows).array() + parameters.noise()).matrix()});
    if (!factor)
        return std::nullopt;
    // With the constant mean estimated anew without each row (Dubrule 1983):
    // P = K^-1 - K^-1 1 1^T K^-1 / 1^T K^-1 1; the error of row i is (P y)_i / P_ii, of variance
    // 1 / P_ii.
    Eigen::MatrixXd projection = factor->inverse();
    const Eigen::VectorXd sums = projection.rowwise().sum();
    projection -= sums * sums.transpose() / sums.sum();
    const Eigen::VectorXd deviations =
        projection.diagonal().cwiseMax(0.0).cwiseSqrt().cwiseMax(1e-300);
    LeftOut errors{projection * data.targets(rows), projection * features(rows, Eigen::all)};
    errors.target.array() /= deviations.array();
    errors.features.array().colwise() /= deviations.array();
    if (!errors.target.allFinite() || !errors.features.allFinite())
        return std::nullopt;
    return errors;
}

/// argmin over w >= 0 of |t - F w|^2 + ridge |w|^2, given F^T F and F^T t: coordinate descent.
Eigen::VectorXd ridgeWeights(const Eigen::MatrixXd &products, const Eigen::VectorXd &sides)
{
    Eigen::VectorXd weights = Eigen::VectorXd::Zero(sides.size());
    for (int round = 0; round < descentRounds; ++round) {
        for (Eigen::Index s = 0; s < sides.size(); ++s) {
            const double others = products.row(s).dot(weights) - products(s, s) * weights[s];
            weights[s] = std::max(0.0, (sides[s] - others) / (products(s, s) + ridge));
        }
    }
    return weights;
}

Eigen::VectorXd ridgeWeights(const LeftOut &errors)
{
    return ridgeWeights(errors.features.transpose() * errors.features,
                        errors.features.transpose() * errors.target);
}

/// The squared error of each row under weights learned from the other rows.
Eigen::ArrayXd validatedErrors(const LeftOut &errors)
{
    const Eigen::MatrixXd products = errors.features.transpose() * errors.features;
    const Eigen::VectorXd sides = errors.features.transpose() * errors.target;
    Eigen::ArrayXd squares(errors.target.size());
    for (Eigen::Index i = 0; i < squares.size(); ++i) {
        const Eigen::VectorXd row = errors.features.row(i).transpose();
        const Eigen::VectorXd weights =
            ridgeWeights(products - row * row.transpose(), sides - row * errors.target[i]);
        const double error = errors.target[i] - row.dot(weights);
        squares[i] = error * error;
    }
    return squares;
}

LeftOut withColumns(const LeftOut &errors, const std::vector<Eigen::Index> &columns)
{
    return {errors.target, errors.features(Eigen::all, columns)};
}

/// Whether `with` is smaller than `without`, beyond what chance does.
bool helps(const Eigen::ArrayXd &with, const Eigen::ArrayXd &without)
{
    const Eigen::ArrayXd gains = without - with;
    const auto n = static_cast<double>(gains.size());
    const double mean = gains.mean();
    const double deviation = std::sqrt((gains - mean).square().sum() / std::max(1.0, n - 1.0));
    return mean > deviation / std::sqrt(n);
}

} // namespace

TransferPrior::TransferPrior(const std::vector<GaussianProcess> &models, Eigen::VectorXd weights)
    : m_models(models), m_weights(std::move(weights))
{
    assert(static_cast<std::size_t>(m_weights.size()) == m_models.size());
}

Eigen::VectorXd TransferPrior::values(const Eigen::MatrixXd &inputs) const
{
    Eigen::VectorXd values = Eigen::VectorXd::Zero(inputs.rows());
    for (std::size_t s = 0; s < m_models.size(); ++s) {
        const double weight = m_weights[static_cast<Eigen::Index>(s)];
        if (weight > 0.0)
            values += weight * m_models[s].means(inputs);
    }
    return values;
}

Eigen::MatrixXd TransferPrior::gradients(const Eigen::MatrixXd &inputs) const
{
    Eigen::MatrixXd gradients = Eigen::MatrixXd::Zero(inputs.rows(), inputs.cols());
    for (std::size_t s = 0; s < m_models.size(); ++s) {
        const double weight = m_weights[static_cast<Eigen::Index>(s)];
        if (weight > 0.0)
            gradients += weight * m_models[s].meanGradients(inputs);
    }
    return gradients;
}

Eigen::VectorXd normalScores(const Eigen::VectorXd &values)
{
    std::vector<Eigen::Index> order(static_cast<std::size_t>(values.size()));
    std::iota(order.begin(), order.end(), 0);
    std::stable_sort(order.begin(), order.end(),
                     [&values](Eigen::Index a, Eigen::Index b) { return values[a] < values[b]; });
    Eigen::VectorXd scores(values.size());
    for (std::size_t begin = 0; begin < order.size();) {
        std::size_t end = begin + 1;
        while (end < order.size() && values[order[end]] == values[order[begin]])
            ++end;
        const double rank = 0.5 * static_cast<double>(begin + end); // mean of (rank - 1/2)
        for (std::size_t i = begin; i < end; ++i)
            scores[order[i]] = normalQuantile(rank / static_cast<double>(order.size()));
        begin = end;
    }
    return scores;
}

Eigen::VectorXd transferWeights(const Encoding &encoding, const KernelParameters &parameters,
                                const TrainingSet &data, const Eigen::MatrixXd &features)
{
    Eigen::VectorXd weights = Eigen::VectorXd::Zero(features.cols());
    const auto all = data.size() > 2 ? leftOut(encoding, parameters, data, features) : std::nullopt;
    if (!all)
        return weights;
    std::vector<Eigen::Index> kept(static_cast<std::size_t>(features.cols()));
    std::iota(kept.begin(), kept.end(), 0);
    Eigen::ArrayXd errors = validatedErrors(*all);
    while (!kept.empty()) { // without the study that is missed least
        std::vector<Eigen::Index> best;
        Eigen::ArrayXd bestErrors;
        for (std::size_t s = 0; s < kept.size(); ++s) {
            std::vector<Eigen::Index> others = kept;
            others.erase(others.begin() + static_cast<std::ptrdiff_t>(s));
            const Eigen::ArrayXd without = validatedErrors(withColumns(*all, others));
            if (s == 0 || without.sum() < bestErrors.sum()) {
                best = std::move(others);
                bestErrors = without;
            }
        }
        if (helps(errors, bestErrors))
            break;
        kept = std::move(best);
        errors = std::move(bestErrors);
    }
    if (!kept.empty())
        weights(kept) = ridgeWeights(withColumns(*all, kept));
    return weights;
}

} // namespace attune
