// SPDX-FileCopyrightText: 2026 The Attune developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/gp/output_warping.h"

#include "core/numerics/normal_distribution.h"

#include <algorithm>
#include <cassert>
#include <cmath>
#include <vector>

namespace attune {

namespace {

constexpr double mostUneven = 1e4;
constexpr std::size_t leastHalf = 6; ///< values that a half can be taken of

double medianOf(const std::vector<double> &sorted, std::size_t n)
{
    return n % 2 == 1 ? sorted[n / 2] : 0.5 * sorted[n / 2 - 1] + 0.5 * sorted[n / 2];
}

/// How many of the sorted values the good half is the better half of: all, unless its worse part is
/// further from its better part than `mostUneven` times the width of that.
std::size_t comparable(const std::vector<double> &sorted)
{
    std::size_t found = sorted.size();
    for (std::size_t n = sorted.size(); n / 2 >= leastHalf; n /= 2) {
        const double median = medianOf(sorted, n);
        const double better = medianOf(sorted, n / 2);
        if (!(better > sorted.front())) // equal ones are the best there are
            break;
        if (median == better) // one penalty for many
            continue;
        if (median - better <= mostUneven * (better - sorted.front()))
            break;
        found = n / 2;
    }
    return found;
}

/// The half-rank of the bad value at `place` as a quantile, in spreads above the median.
double badTarget(const std::vector<double> &distinct, double median, std::size_t place)
{
    const auto firstBad = static_cast<std::size_t>(
        std::upper_bound(distinct.begin(), distinct.end(), median) - distinct.begin());
    const bool holdsMedian = firstBad > 0 && distinct[firstBad - 1] == median;
    const double count =
        static_cast<double>(distinct.size() - firstBad) + (holdsMedian ? 0.5 : 0.0);
    const auto rank = static_cast<double>(distinct.size() - place);
    return -normalQuantile(std::min(0.5, 0.5 * (rank - 0.5) / count));
}

} // namespace

OutputWarping::GoodHalf OutputWarping::goodHalfOf(const Eigen::ArrayXd &values)
{
    GoodHalf half;
    half.distinct.assign(values.begin(), values.end());
    std::sort(half.distinct.begin(), half.distinct.end());
    half.median = medianOf(half.distinct, comparable(half.distinct));
    half.distinct.erase(std::unique(half.distinct.begin(), half.distinct.end()),
                        half.distinct.end());
    // Relative to the largest deviation, so that squares neither overflow nor vanish.
    const double largest = half.median - half.distinct.front();
    if (!(largest > 0.0))
        return half;
    double sum = 0.0;
    int count = 0;
    for (const double value : half.distinct) {
        if (value > half.median)
            break;
        const double deviation = (value - half.median) / largest;
        sum += deviation * deviation;
        ++count;
    }
    half.spread = largest * std::sqrt(sum / count);
    return half;
}

double OutputWarping::rawTargetOf(double scaled) const
{
    if (scaled <= m_half.median)
        return m_half.spread > 0.0 ? (scaled - m_half.median) / m_half.spread : 0.0;
    const std::vector<double> &distinct = m_half.distinct;
    const auto next = std::lower_bound(distinct.begin(), distinct.end(), scaled);
    if (next == distinct.end())
        return badTarget(distinct, m_half.median, distinct.size() - 1);
    const auto place = static_cast<std::size_t>(next - distinct.begin());
    const double target = badTarget(distinct, m_half.median, place);
    if (*next == scaled || next == distinct.begin())
        return target;
    const bool isFirst = *(next - 1) <= m_half.median;
    const double below = isFirst ? m_half.median : *(next - 1);
    const double targetBelow = isFirst ? 0.0 : badTarget(distinct, m_half.median, place - 1);
    return std::lerp(targetBelow, target, (scaled - below) / (*next - below));
}

double OutputWarping::deviationOf(double value, double error) const
{
    const double scaled = std::ldexp(value, -m_exponent);
    const double scaledError = std::ldexp(error, -m_exponent);
    return 0.5 * (rawTargetOf(scaled + scaledError) - rawTargetOf(scaled - scaledError)) / m_scale;
}

OutputWarping::OutputWarping(const Eigen::VectorXd &values)
{
    assert(values.allFinite());
    m_targets = Eigen::VectorXd::Zero(values.size());
    if (values.size() == 0)
        return;
    // A power of two, so nothing is rounded: differences of the largest numbers stay finite and
    // those of the smallest keep their digits.
    std::frexp(values.cwiseAbs().maxCoeff(), &m_exponent);
    const Eigen::ArrayXd scaled =
        values.unaryExpr([this](double v) { return std::ldexp(v, -m_exponent); }).array();
    m_half = goodHalfOf(scaled);
    for (Eigen::Index i = 0; i < values.size(); ++i)
        m_targets[i] = rawTargetOf(scaled[i]);
    const double mean = m_targets.mean();
    const double deviation = std::sqrt((m_targets.array() - mean).square().mean());
    m_scale = deviation > 0.0 ? deviation : 1.0;
    m_targets = ((m_targets.array() - mean) / m_scale).matrix();
    m_unitsPerTarget = std::ldexp(m_half.spread * m_scale, m_exponent);
    m_valueAtZero = std::ldexp(m_half.median + mean * m_half.spread, m_exponent);
}

} // namespace attune
