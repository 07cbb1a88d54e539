// SPDX-FileCopyrightText: 2026 The Attune developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/analysis/fold_split.h"

#include "core/base/rng.h"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <numeric>
#include <optional>

namespace attune {

namespace {

/// The strata as numbers, or nothing where one is none.
std::optional<std::vector<double>> numbersOf(const std::vector<std::string> &strata)
{
    std::vector<double> numbers;
    for (const std::string &text : strata) {
        const char *begin = text.data();
        const char *end = begin + text.size();
        if (begin != end && *begin == '+') // +1 in LIBSVM files
            ++begin;
        double number = 0.0;
        const auto read = std::from_chars(begin, end, number);
        if (read.ec != std::errc() || read.ptr != end || std::isnan(number))
            return std::nullopt;
        numbers.push_back(number);
    }
    return numbers;
}

/// Fisher and Yates's shuffle.
std::vector<std::size_t> shuffledRows(std::size_t rows, std::uint64_t seed)
{
    std::vector<std::size_t> order(rows);
    std::iota(order.begin(), order.end(), std::size_t(0));
    Rng rng(seed, RandomPurpose::FoldSplit, 0);
    for (std::size_t left = rows; left > 1; --left)
        std::swap(order[left - 1], order[static_cast<std::size_t>(rng.below(int(left)))]);
    return order;
}

} // namespace

std::vector<int> dealtFolds(std::size_t rows, int folds, const std::vector<std::string> &strata,
                            std::uint64_t seed)
{
    std::vector<std::size_t> order = shuffledRows(rows, seed);
    // Equal strata side by side, at random among themselves; dealt in turn, each is spread evenly.
    if (const auto numbers = numbersOf(strata); numbers && !numbers->empty())
        std::stable_sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) {
            return (*numbers)[a] < (*numbers)[b];
        });
    else if (!strata.empty())
        std::stable_sort(order.begin(), order.end(),
                         [&](std::size_t a, std::size_t b) { return strata[a] < strata[b]; });
    std::vector<int> fold(rows);
    for (std::size_t i = 0; i < rows; ++i)
        fold[order[i]] = static_cast<int>(i % static_cast<std::size_t>(folds));
    return fold;
}

} // namespace attune
