// SPDX-FileCopyrightText: 2026 The Attune developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/numerics/selection.h"

#include <algorithm>
#include <numeric>

namespace attune {

std::vector<int> thinned(const std::vector<int> &elements, std::size_t count)
{
    if (elements.size() <= count)
        return elements;
    std::vector<int> kept;
    for (std::size_t i = 1; i <= count; ++i)
        kept.push_back(elements[i * elements.size() / count - 1]);
    return kept;
}

std::vector<int> bestAndOthers(const std::vector<double> &costs, std::size_t count)
{
    std::vector<int> byCost(costs.size());
    std::iota(byCost.begin(), byCost.end(), 0);
    if (costs.size() <= count)
        return byCost;
    std::stable_sort(byCost.begin(), byCost.end(), [&](int a, int b) {
        return costs[static_cast<std::size_t>(a)] < costs[static_cast<std::size_t>(b)];
    });
    const auto endOfBest = byCost.begin() + static_cast<std::ptrdiff_t>(count / 2);
    std::vector<int> others(endOfBest, byCost.end());
    std::sort(others.begin(), others.end());
    std::vector<int> kept = thinned(others, count - count / 2);
    kept.insert(kept.end(), byCost.begin(), endOfBest);
    std::sort(kept.begin(), kept.end());
    return kept;
}

} // namespace attune
