// SPDX-FileCopyrightText: 2026 The Attune developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/gp/bound_model.h"

#include <algorithm>
#include <cmath>
#include <vector>

namespace attune {

Eigen::VectorXd boundTargets(const Eigen::VectorXd &excess)
{
    std::vector<double> distances;
    for (const double value : excess) {
        if (value != 0.0)
            distances.push_back(std::abs(value));
    }
    if (distances.empty())
        return Eigen::VectorXd::Zero(excess.size());
    const auto middle = distances.begin() + static_cast<std::ptrdiff_t>(distances.size() / 2);
    std::nth_element(distances.begin(), middle, distances.end());
    const double typical = *middle;
    return excess.unaryExpr([typical](double value) {
        constexpr double furthest = 1e6; // so that no quotient overflows
        return std::asinh(std::clamp(value / typical, -furthest, furthest));
    });
}

BoundModel::BoundModel(const Encoding &encoding, const KernelParameters &parameters,
                       const TrainingSet &data, int factored, FactorCache *cache)
    : ProbitChance({encoding, parameters, data, factored, cache}, Side::Below, 0.0)
{}

} // namespace attune
