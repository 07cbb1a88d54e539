// SPDX-FileCopyrightText: 2026 The Attune developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/gp/hypervolume_improvement.h"

#include "core/analysis/pareto_front.h"
#include "core/gp/acquisition.h"
#include "core/numerics/normal_distribution.h"

#include <algorithm>
#include <cassert>
#include <cmath>
#include <limits>
#include <numbers>
#include <optional>
#include <utility>

namespace attune {

namespace {

constexpr double leastShare = 1e-12; ///< of a strip's width, or a sum, that rounding leaves sure
constexpr double margin = 0.1;       ///< of the front's range, to the reference
constexpr Eigen::Index steps = 12;   ///< of the integral, from 0.005 to 11 target units
constexpr double logFirstStep = -5.3;
constexpr double logStep = 0.7;

/// log of a difference of two expected improvements and its derivatives by mean and variance.
std::optional<Worth> logDifference(const Worth &larger, const Worth &smaller)
{
    const double ratio = std::exp(smaller.value - larger.value);
    const double share = -std::expm1(smaller.value - larger.value);
    if (!(share > leastShare))
        return std::nullopt;
    return Worth{larger.value + std::log(share), (larger.byMean - ratio * smaller.byMean) / share,
                 (larger.byVariance - ratio * smaller.byVariance) / share};
}

/// log sum exp of terms, each with its derivatives.
JointWorth logSum(const std::vector<JointWorth> &terms, Eigen::Index objectives)
{
    JointWorth sum{-std::numeric_limits<double>::infinity(), Eigen::VectorXd::Zero(objectives),
                   Eigen::VectorXd::Zero(objectives)};
    double largest = sum.value;
    for (const JointWorth &term : terms)
        largest = std::max(largest, term.value);
    double total = 0.0;
    for (const JointWorth &term : terms) {
        const double share = std::exp(term.value - largest);
        total += share;
        sum.byMean += share * term.byMean;
        sum.byVariance += share * term.byVariance;
    }
    if (total > 0.0) {
        sum.byMean /= total;
        sum.byVariance /= total;
        sum.value = largest + std::log(total);
    }
    return sum;
}

} // namespace

Front frontOf(const Eigen::MatrixXd &values)
{
    std::vector<std::vector<double>> rows;
    for (Eigen::Index i = 0; i < values.rows(); ++i) {
        const Eigen::VectorXd row = values.row(i);
        rows.emplace_back(row.begin(), row.end());
    }
    std::sort(rows.begin(), rows.end());
    rows.erase(std::unique(rows.begin(), rows.end()), rows.end());
    const std::vector<std::size_t> kept = paretoFront(
        rows, std::vector<Direction>(static_cast<std::size_t>(values.cols()), Direction::Minimize));
    Front front{Eigen::MatrixXd(static_cast<Eigen::Index>(kept.size()), values.cols()),
                Eigen::VectorXd::Zero(values.cols())};
    for (std::size_t k = 0; k < kept.size(); ++k)
        front.points.row(static_cast<Eigen::Index>(k)) =
            Eigen::Map<const Eigen::RowVectorXd>(rows[kept[k]].data(), values.cols());
    if (kept.empty())
        return front;
    const Eigen::ArrayXd range =
        (front.points.colwise().maxCoeff() - front.points.colwise().minCoeff()).transpose();
    const Eigen::ArrayXd worst = values.colwise().maxCoeff().transpose();
    front.reference = (worst + margin * range.max(1.0)).matrix();
    return front;
}

JointWorth logHypervolumeImprovement(const Eigen::VectorXd &means, const Eigen::VectorXd &variances,
                                     const Front &front)
{
    assert(means.size() == 2);
    const Eigen::Index count = front.points.rows();
    std::vector<JointWorth> strips;
    std::optional<Worth> left; // of the strip's left edge; none at minus infinity
    for (Eigen::Index i = 0; i <= count; ++i) {
        const double edge = i < count ? front.points(i, 0) : front.reference[0];
        const double height = i == 0 ? front.reference[1] : front.points(i - 1, 1);
        const Worth right = logExpectedImprovement(means[0], variances[0], edge);
        const auto width = left ? logDifference(right, *left) : std::optional(right);
        left = right;
        if (!width)
            continue;
        const Worth depth = logExpectedImprovement(means[1], variances[1], height);
        strips.push_back({width->value + depth.value, Eigen::Vector2d(width->byMean, depth.byMean),
                          Eigen::Vector2d(width->byVariance, depth.byVariance)});
    }
    return logSum(strips, 2);
}

DirectionalGrowth::DirectionalGrowth(const Front &front, Eigen::MatrixXd directions)
    : m_reference(front.reference), m_directions(std::move(directions)),
      m_distances(m_directions.rows(), steps), m_logWeights(m_directions.rows(), steps)
{
    const auto objectives = static_cast<double>(m_directions.cols());
    // The volume of the part of the unit ball where all coordinates are positive.
    const double logFactor = 0.5 * objectives * std::log(0.25 * std::numbers::pi) -
                             std::lgamma(0.5 * objectives + 1.0) -
                             std::log(static_cast<double>(m_directions.rows()));
    for (Eigen::Index d = 0; d < m_directions.rows(); ++d) {
        double reached = 0.0;
        for (Eigen::Index k = 0; k < front.points.rows(); ++k) {
            const Eigen::ArrayXd room = (m_reference - front.points.row(k).transpose()).array();
            reached =
                std::max(reached, (room / m_directions.row(d).transpose().array()).minCoeff());
        }
        for (Eigen::Index j = 0; j < steps; ++j) {
            const double logBeyond = logFirstStep + logStep * static_cast<double>(j);
            m_distances(d, j) = reached + std::exp(logBeyond);
            m_logWeights(d, j) = logFactor + std::log(objectives * logStep) + logBeyond +
                                 (objectives - 1.0) * std::log(m_distances(d, j));
        }
    }
}

JointWorth DirectionalGrowth::operator()(const Eigen::VectorXd &means,
                                         const Eigen::VectorXd &variances) const
{
    const Eigen::Index count = m_distances.size();
    const Eigen::ArrayXd deviations = variances.array().sqrt();
    Eigen::ArrayXXd places(means.size(), count); // standardized, one column per term
    Eigen::ArrayXd terms(count);
    for (Eigen::Index j = 0; j < count; ++j) {
        const Eigen::Index d = j % m_distances.rows();
        places.col(j) =
            (m_reference - means - m_distances(j) * m_directions.row(d).transpose()).array() /
            deviations;
        terms[j] = m_logWeights(j);
        for (const double place : places.col(j))
            terms[j] += logNormalCdf(place);
    }
    const double largest = terms.maxCoeff();
    const double total = (terms - largest).exp().sum();
    JointWorth worth{largest + std::log(total), Eigen::VectorXd::Zero(means.size()),
                     Eigen::VectorXd::Zero(means.size())};
    for (Eigen::Index j = 0; j < count; ++j) {
        const double share = std::exp(terms[j] - largest) / total;
        if (share < leastShare)
            continue;
        for (Eigen::Index k = 0; k < means.size(); ++k) {
            const double slope = share * logNormalCdfSlope(places(k, j)) / deviations[k];
            worth.byMean[k] -= slope;
            worth.byVariance[k] -= 0.5 * slope * places(k, j) / deviations[k];
        }
    }
    return worth;
}

} // namespace attune
