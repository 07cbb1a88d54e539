// SPDX-FileCopyrightText: 2026 The Attune developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/study/mean_of_runs.h"

#include "core/numerics/student_distribution.h"

#include <algorithm>
#include <cmath>
#include <numbers>

namespace attune {

namespace {

constexpr double confidence = 0.95;

/// Values that are nearer to each other than this share of them differ by rounding.
constexpr double rounding = 1e-9;

/// Two runs that agree do not show how far runs vary.
bool saysNothing(const MeanOfRuns &soFar)
{
    return soFar.runs < 2 || !soFar.standardError ||
           (soFar.runs == 2 && *soFar.standardError <= rounding * std::abs(soFar.mean));
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
    // Their mean may differ from them in its last digit.
    if (std::all_of(values.begin(), values.end(),
                    [&](double value) { return value == values.front(); })) {
        result.mean = values.front();
        result.standardError = 0.0;
        return result;
    }
    double squares = 0.0;
    for (const double value : values)
        squares += (value - result.mean) * (value - result.mean);
    result.standardError = std::sqrt(squares / (count - 1.0) / count);
    return result;
}

std::optional<double> PairedRuns::standardError() const
{
    if (!difference.standardError)
        return std::nullopt;
    return *difference.standardError / std::numbers::sqrt2;
}

std::optional<PairedRuns> pairedRuns(const std::vector<RunValue> &runs,
                                     const std::vector<RunValue> &other)
{
    std::vector<double> differences;
    differences.reserve(runs.size());
    double largest = 0.0;
    for (const RunValue &run : runs) {
        const auto same = std::find_if(other.begin(), other.end(), [&](const RunValue &candidate) {
            return candidate.fold == run.fold && candidate.replicate == run.replicate;
        });
        if (same == other.end())
            return std::nullopt;
        differences.push_back(run.value - same->value);
        largest = std::max({largest, std::abs(run.value), std::abs(same->value)});
    }
    PairedRuns paired{meanOf(differences)};
    auto &error = paired.difference.standardError;
    if (error && *error <= rounding * largest)
        error = 0.0;
    return paired;
}

bool isHopeless(Direction direction, const MeanOfRuns &soFar, double best, double bestError)
{
    if (saysNothing(soFar))
        return false;
    const double worse = direction == Direction::Minimize ? soFar.mean - best : best - soFar.mean;
    if (worse <= 0.0)
        return false;
    const double t = worse / std::hypot(*soFar.standardError, bestError); // infinite without noise
    return studentUpperTail(t, soFar.runs - 1.0) < 1.0 - confidence;
}

bool isHopeless(Direction direction, const PairedRuns &toBest)
{
    return isHopeless(direction, toBest.difference, 0.0, 0.0);
}

} // namespace attune
