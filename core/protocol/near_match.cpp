// SPDX-FileCopyrightText: 2026 The Attune developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/protocol/command_template.h"
#include "core/protocol/number_text.h"

#include <algorithm>

namespace attune {
namespace {

/// Insertions, deletions, substitutions and swaps of neighbours that lead from one text to the
/// other (optimal string alignment), upper and lower case being the same.
std::size_t editDistance(std::string_view a, std::string_view b)
{
    std::vector<std::size_t> beforeLast(b.size() + 1);
    std::vector<std::size_t> last(b.size() + 1);
    std::vector<std::size_t> row(b.size() + 1);
    for (std::size_t j = 0; j <= b.size(); ++j)
        last[j] = j;
    for (std::size_t i = 1; i <= a.size(); ++i) {
        row[0] = i;
        for (std::size_t j = 1; j <= b.size(); ++j) {
            const bool isEqual = toLower(a[i - 1]) == toLower(b[j - 1]);
            row[j] = std::min({last[j] + 1, row[j - 1] + 1, last[j - 1] + (isEqual ? 0 : 1)});
            const bool isSwap = i > 1 && j > 1 && toLower(a[i - 1]) == toLower(b[j - 2]) &&
                                toLower(a[i - 2]) == toLower(b[j - 1]);
            if (isSwap)
                row[j] = std::min(row[j], beforeLast[j - 2] + 1);
        }
        std::swap(beforeLast, last);
        std::swap(last, row);
    }
    return last[b.size()];
}

} // namespace

std::string nearMatch(std::string_view name, const std::vector<std::string> &known)
{
    const std::size_t farthest = std::max<std::size_t>(1, name.size() / 3);
    std::string nearest;
    std::size_t nearestDistance = farthest + 1;
    for (const std::string &candidate : known) {
        const std::size_t distance = editDistance(name, candidate);
        // Sharing nothing is no likeness: "x" is not meant by "y".
        if (distance < nearestDistance && distance < std::max(name.size(), candidate.size())) {
            nearestDistance = distance;
            nearest = candidate;
        }
    }
    return nearest;
}

} // namespace attune
