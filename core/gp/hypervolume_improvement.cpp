// SPDX-FileCopyrightText: 2026 The Attune developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/gp/hypervolume_improvement.h"

#include "core/analysis/pareto_front.h"
#include "core/gp/acquisition.h"

#include <algorithm>
#include <cassert>
#include <cmath>
#include <limits>
#include <utility>

namespace attune {

namespace {

constexpr double leastShare = 1e-12; ///< of a strip's width that rounding leaves sure
constexpr double softness = 0.05;    ///< of the bound's softplus, in target units
constexpr double margin = 0.1;       ///< of the front's range, to the reference

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
    const Eigen::ArrayXd worst = front.points.colwise().maxCoeff().transpose();
    const Eigen::ArrayXd best = front.points.colwise().minCoeff().transpose();
    front.reference = (worst + margin * (worst - best).max(1.0)).matrix();
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

ScalarizedBound::ScalarizedBound(const Front &front, Eigen::MatrixXd directions, double beta)
    : m_reference(front.reference), m_directions(std::move(directions)),
      m_reached(Eigen::VectorXd::Zero(m_directions.rows())), m_beta(beta)
{
    for (Eigen::Index d = 0; d < m_directions.rows(); ++d) {
        for (Eigen::Index k = 0; k < front.points.rows(); ++k) {
            const Eigen::ArrayXd distance =
                (m_reference - front.points.row(k).transpose()).array() /
                m_directions.row(d).transpose().array();
            m_reached[d] = std::max(m_reached[d], distance.minCoeff());
        }
    }
}

JointWorth ScalarizedBound::operator()(const Eigen::VectorXd &means,
                                       const Eigen::VectorXd &variances) const
{
    const Eigen::ArrayXd deviations = variances.array().sqrt();
    const Eigen::ArrayXd room = m_reference.array() - means.array() + m_beta * deviations;
    std::vector<JointWorth> terms;
    for (Eigen::Index d = 0; d < m_directions.rows(); ++d) {
        Eigen::Index nearest = 0;
        const double reach = (room / m_directions.row(d).transpose().array()).minCoeff(&nearest);
        const double beyond = (reach - m_reached[d]) / softness;
        // log softplus, which is linear far before the front and logarithmic beyond it.
        const double soft = std::max(beyond, 0.0) + std::log1p(std::exp(-std::abs(beyond)));
        const bool isFar = beyond < -30.0;
        const double value = isFar ? beyond : std::log(soft);
        const double slope = (isFar ? 1.0 : 1.0 / (1.0 + std::exp(-beyond)) / soft) /
                             (softness * m_directions(d, nearest));
        JointWorth term{value, Eigen::VectorXd::Zero(means.size()),
                        Eigen::VectorXd::Zero(means.size())};
        term.byMean[nearest] = -slope;
        term.byVariance[nearest] = 0.5 * m_beta * slope / deviations[nearest];
        terms.push_back(std::move(term));
    }
    return logSum(terms, means.size());
}

} // namespace attune
