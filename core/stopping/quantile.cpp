// SPDX-FileCopyrightText: 2026 The Attune developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/stopping/quantile.h"

#include <algorithm>
#include <cstddef>

namespace attune {

double quantileOf(const std::vector<double> &sorted, double share)
{
    const double position = share * static_cast<double>(sorted.size() - 1);
    const auto below = static_cast<std::size_t>(position);
    const std::size_t above = std::min(below + 1, sorted.size() - 1);
    if (sorted[below] == sorted[above]) // infinities too
        return sorted[below];
    const double weight = position - static_cast<double>(below);
    return weight == 0.0 ? sorted[below] : sorted[below] + weight * (sorted[above] - sorted[below]);
}

} // namespace attune
