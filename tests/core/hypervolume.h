// SPDX-FileCopyrightText: 2026 The Attune developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <algorithm>
#include <cstddef>
#include <iterator>
#include <vector>

namespace attune::testing {

/// The volume that rows dominate up to `reference`, every objective minimized: each row's box less
/// what the rows behind it cover of that box (While, Bradstreet and Barone 2012, "A fast way of
/// calculating exact hypervolumes", without its shortcuts).
inline double hypervolume(const std::vector<std::vector<double>> &rows,
                          const std::vector<double> &reference)
{
    double volume = 0.0;
    for (std::size_t i = 0; i < rows.size(); ++i) {
        double box = 1.0;
        for (std::size_t k = 0; k < reference.size(); ++k)
            box *= std::max(0.0, reference[k] - rows[i][k]);
        if (box == 0.0)
            continue;
        std::vector<std::vector<double>> within(rows.begin() + static_cast<std::ptrdiff_t>(i) + 1,
                                                rows.end());
        for (std::vector<double> &row : within) {
            for (std::size_t k = 0; k < reference.size(); ++k)
                row[k] = std::max(row[k], rows[i][k]);
        }
        std::sort(within.begin(), within.end());
        within.erase(std::unique(within.begin(), within.end()), within.end());
        std::vector<std::vector<double>> unbeaten;
        std::copy_if(within.begin(), within.end(), std::back_inserter(unbeaten),
                     [&](const std::vector<double> &row) {
                         return std::none_of(within.begin(), within.end(), [&](const auto &other) {
                             return other != row &&
                                    std::equal(other.begin(), other.end(), row.begin(),
                                               [](double a, double b) { return a <= b; });
                         });
                     });
        volume += box - hypervolume(unbeaten, reference);
    }
    return volume;
}

} // namespace attune::testing
