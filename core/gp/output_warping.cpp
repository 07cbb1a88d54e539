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

/// Distinct values and what the good half of them looks like.
struct GoodHalf
{
    std::vector<double> distinct; ///< sorted
    double median = 0.0;
    double spread = 0.0; ///< root mean square below the median
};

GoodHalf goodHalfOf(const Eigen::ArrayXd &values)
{
    std::vector<double> sorted(values.begin(), values.end());
    std::sort(sorted.begin(), sorted.end());
    GoodHalf half;
    const std::size_t n = sorted.size();
    half.median = n % 2 == 1 ? sorted[n / 2] : 0.5 * sorted[n / 2 - 1] + 0.5 * sorted[n / 2];
    sorted.erase(std::unique(sorted.begin(), sorted.end()), sorted.end());
    half.distinct = std::move(sorted);
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

/// Target of a value worse than the median: its half-rank's quantile, in spreads above the median.
double badTarget(const GoodHalf &half, double value)
{
    const auto &distinct = half.distinct;
    const auto firstBad = std::upper_bound(distinct.begin(), distinct.end(), half.median);
    const bool holdsMedian = firstBad != distinct.begin() && *(firstBad - 1) == half.median;
    const double count = static_cast<double>(distinct.end() - firstBad) + (holdsMedian ? 0.5 : 0.0);
    const auto place = std::lower_bound(distinct.begin(), distinct.end(), value);
    const double rank = static_cast<double>(distinct.end() - place);
    return -normalQuantile(std::min(0.5, 0.5 * (rank - 0.5) / count));
}

} // namespace

OutputWarping::OutputWarping(const Eigen::VectorXd &values)
{
    assert(values.allFinite());
    m_targets = Eigen::VectorXd::Zero(values.size());
    if (values.size() == 0)
        return;
    // A power of two, so nothing is rounded: differences of the largest numbers stay finite and
    // those of the smallest keep their digits.
    int exponent = 0;
    std::frexp(values.cwiseAbs().maxCoeff(), &exponent);
    const Eigen::ArrayXd scaled =
        values.unaryExpr([exponent](double v) { return std::ldexp(v, -exponent); }).array();
    const GoodHalf half = goodHalfOf(scaled);
    for (Eigen::Index i = 0; i < values.size(); ++i) {
        if (scaled[i] > half.median)
            m_targets[i] = badTarget(half, scaled[i]);
        else if (half.spread > 0.0)
            m_targets[i] = (scaled[i] - half.median) / half.spread;
    }
    const double mean = m_targets.mean();
    const double deviation = std::sqrt((m_targets.array() - mean).square().mean());
    const double scale = deviation > 0.0 ? deviation : 1.0;
    m_targets = ((m_targets.array() - mean) / scale).matrix();
    m_unitsPerTarget = std::ldexp(half.spread * scale, exponent);
    m_valueAtZero = std::ldexp(half.median + mean * half.spread, exponent);
}

} // namespace attune
