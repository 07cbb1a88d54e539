// SPDX-FileCopyrightText: 2026 The Attune developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/gp/front_warping.h"

#include "core/gp/front.h"

#include <algorithm>
#include <cassert>
#include <cmath>
#include <vector>

namespace attune {

namespace {

constexpr double mostRanges = 20.0; ///< behind the front; what is worse is as bad as that
/// A front of one point has no range: what the better quarter has matters, too. And one trial may
/// be on it that diverged in no time: it reaches no further than most trials would have it.
constexpr double leastShare = 0.25;
constexpr double usualShare = 0.75;
constexpr double mostUsual = 3.0; ///< times from the best to the usual

} // namespace

double FrontWarping::bent(double scaled) const
{
    const double share = (scaled - m_best) / m_range;
    return share <= 1.0 ? share : 1.0 + std::log1p(std::min(share - 1.0, mostRanges));
}

FrontWarping::FrontWarping(const Eigen::MatrixXd &values, Eigen::Index objective)
{
    assert(values.rows() > 0 && values.allFinite());
    std::frexp(values.col(objective).cwiseAbs().maxCoeff(), &m_exponent);
    m_exponent += 1; // so that the difference of any two is below 1
    Eigen::VectorXd scaled = values.col(objective).unaryExpr(
        [this](double value) { return std::ldexp(value, -m_exponent); });
    std::vector<double> sorted(scaled.begin(), scaled.end());
    std::sort(sorted.begin(), sorted.end());
    m_best = sorted.front();
    const auto behindBest = [&](double share) {
        const double place = share * static_cast<double>(sorted.size());
        return sorted[static_cast<std::size_t>(place)] - m_best;
    };
    const double front = scaled(unbeatenRows(values)).maxCoeff() - m_best;
    m_range = std::max(front, behindBest(leastShare));
    if (behindBest(usualShare) > 0.0)
        m_range = std::min(m_range, mostUsual * behindBest(usualShare));
    if (!(m_range > 0.0)) // many share the best, and most or all of the others are unlike
        m_range = behindBest(usualShare);
    if (!(m_range > 0.0))
        m_range = sorted.back() > m_best ? sorted.back() - m_best : 1.0;
    m_targets = scaled.unaryExpr([this](double value) { return bent(value); });
    m_mean = m_targets.mean();
    const double deviation = std::sqrt((m_targets.array() - m_mean).square().mean());
    m_deviation = deviation > 0.0 ? deviation : 1.0;
    m_targets = ((m_targets.array() - m_mean) / m_deviation).matrix();
}

double FrontWarping::unitsPerTarget() const
{
    return std::ldexp(m_deviation * m_range, m_exponent);
}

double FrontWarping::valueOf(double target) const
{
    return std::ldexp(m_best + (m_mean + target * m_deviation) * m_range, m_exponent);
}

double FrontWarping::deviationOf(double value, double error) const
{
    const double scaled = std::ldexp(value, -m_exponent);
    const double scaledError = std::ldexp(error, -m_exponent);
    return 0.5 * (bent(scaled + scaledError) - bent(scaled - scaledError)) / m_deviation;
}

} // namespace attune
