// SPDX-FileCopyrightText: 2026 The Attune developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/gp/hypervolume_improvement.h"

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

HypervolumeImprovement::HypervolumeImprovement(const Front &front)
    : m_boxes(undominatedBoxes(front.points, front.reference))
{}

JointWorth HypervolumeImprovement::operator()(const Eigen::VectorXd &means,
                                              const Eigen::VectorXd &variances) const
{
    const Eigen::Index objectives = means.size();
    std::vector<std::vector<Worth>> improvements(m_boxes.edges.size()); // psi at each edge
    for (Eigen::Index k = 0; k < objectives; ++k) {
        const Eigen::VectorXd &edges = m_boxes.edges[static_cast<std::size_t>(k)];
        std::vector<Worth> &psi = improvements[static_cast<std::size_t>(k)];
        psi.reserve(static_cast<std::size_t>(edges.size()));
        psi.push_back({edges[0], 0.0, 0.0}); // minus infinity
        for (const double edge : edges.tail(edges.size() - 1))
            psi.push_back(logExpectedImprovement(means[k], variances[k], edge));
    }
    std::vector<JointWorth> terms;
    terms.reserve(m_boxes.boxes.size());
    for (const BoxDecomposition::Box &box : m_boxes.boxes) {
        JointWorth term{0.0, Eigen::VectorXd(objectives), Eigen::VectorXd(objectives)};
        bool isSure = true;
        for (Eigen::Index k = 0; k < objectives && isSure; ++k) {
            const auto objective = static_cast<std::size_t>(k);
            const std::vector<Worth> &psi = improvements[objective];
            const auto side = logDifference(psi[static_cast<std::size_t>(box.to[objective])],
                                            psi[static_cast<std::size_t>(box.from[objective])]);
            isSure = side.has_value();
            if (side) {
                term.value += side->value;
                term.byMean[k] = side->byMean;
                term.byVariance[k] = side->byVariance;
            }
        }
        if (isSure)
            terms.push_back(std::move(term));
    }
    return logSum(terms, objectives);
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
