// SPDX-FileCopyrightText: 2026 The Attune developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/search/duration_data.h"

#include <cmath>

namespace attune {

namespace {

constexpr std::size_t mostSeen = 500; ///< rows of those known to the fit
constexpr Eigen::Index leastRows = 4;
constexpr double leastSpread = 0.1; ///< of the logarithms: a tenth, more than trials vary anyway

bool isKnown(const Observation &result)
{
    return result.outcome == Outcome::Complete && result.seconds > 0.0 &&
           std::isfinite(result.seconds);
}

} // namespace

DurationData durationDataOf(const UnitCube &cube, const Encoding &encoding, const HistoryPart &part)
{
    const auto [rows, factored] = selected(part, mostSeen, isKnown);
    DurationData data;
    data.factored = factored;
    Eigen::ArrayXd logs(static_cast<Eigen::Index>(rows.size()));
    for (std::size_t i = 0; i < rows.size(); ++i)
        logs[static_cast<Eigen::Index>(i)] =
            std::log(part.history.results[static_cast<std::size_t>(rows[i])].seconds);
    if (logs.size() > 0) {
        data.mean = logs.mean();
        data.scale = std::sqrt((logs - data.mean).square().mean());
    }
    data.logs.inputs = encoding.encode(pointsOf(cube, part.history, rows));
    data.logs.targets = ((logs - data.mean) / std::max(data.scale, leastSpread)).matrix();
    data.logs.knownNoise = Eigen::VectorXd::Zero(logs.size());
    return data;
}

bool saysWhatTakesLong(const DurationData &data)
{
    return data.logs.size() >= leastRows && data.scale >= leastSpread;
}

} // namespace attune
