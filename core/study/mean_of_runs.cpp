// SPDX-FileCopyrightText: 2026 The Attune developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/study/mean_of_runs.h"

#include <array>
#include <cmath>

namespace attune {

namespace {

/// The 95 % quantile of Student's t with so many degrees of freedom (from 1).
double studentQuantile(int freedom)
{
    constexpr std::array quantiles = {6.314, 2.920, 2.353, 2.132, 2.015, 1.943, 1.895, 1.860,
                                      1.833, 1.812, 1.796, 1.782, 1.771, 1.761, 1.753, 1.746,
                                      1.740, 1.734, 1.729, 1.725, 1.721, 1.717, 1.714, 1.711,
                                      1.708, 1.706, 1.703, 1.701, 1.699, 1.697};
    const auto index = static_cast<std::size_t>(freedom - 1);
    return index < quantiles.size() ? quantiles[index] : 1.697;
}

} // namespace

MeanOfRuns meanOf(const std::vector<double> &values)
{
    MeanOfRuns result;
    result.runs = static_cast<int>(values.size());
    const auto count = static_cast<double>(values.size());
    for (const double value : values)
        result.mean += value / count;
    if (values.size() < 2)
        return result;
    double squares = 0.0;
    for (const double value : values)
        squares += (value - result.mean) * (value - result.mean);
    result.standardError = std::sqrt(squares / (count - 1.0) / count);
    return result;
}

bool isHopeless(Direction direction, const MeanOfRuns &soFar, double best, double bestError)
{
    if (soFar.runs < 2 || !soFar.standardError)
        return false;
    const double worse = direction == Direction::Minimize ? soFar.mean - best : best - soFar.mean;
    return worse > studentQuantile(soFar.runs - 1) * std::hypot(*soFar.standardError, bestError);
}

} // namespace attune
