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

using Rows = std::vector<std::size_t>;

/// Fisher and Yates's shuffle.
void shuffle(Rows::iterator begin, Rows::iterator end, Rng &rng)
{
    for (auto left = end - begin; left > 1; --left)
        std::swap(begin[left - 1], begin[rng.below(int(left))]);
}

/// Of rows in the order of `numbers`, those that are dealt in one turn are shuffled where no two
/// are equal: else the last fold would always have the largest of them. Equal ones stay dealt in
/// turn.
void shuffleTurns(Rows &order, const std::vector<double> &numbers, int folds, Rng &rng)
{
    const auto areDifferent = [&](std::size_t a, std::size_t b) {
        return numbers[order[a]] != numbers[order[b]];
    };
    for (std::size_t begin = 0; begin < order.size(); begin += static_cast<std::size_t>(folds)) {
        const std::size_t end = std::min(order.size(), begin + static_cast<std::size_t>(folds));
        bool isShuffled = true; // seen with the neighbours on both sides
        for (std::size_t i = std::max<std::size_t>(begin, 1); i < std::min(end + 1, order.size());
             ++i)
            isShuffled = isShuffled && areDifferent(i - 1, i);
        if (isShuffled)
            shuffle(order.begin() + static_cast<std::ptrdiff_t>(begin),
                    order.begin() + static_cast<std::ptrdiff_t>(end), rng);
    }
}

} // namespace

std::vector<int> dealtFolds(std::size_t rows, int folds, const std::vector<std::string> &strata,
                            std::uint64_t seed)
{
    Rows order(rows);
    std::iota(order.begin(), order.end(), std::size_t(0));
    Rng rng(seed, RandomPurpose::FoldSplit, 0);
    shuffle(order.begin(), order.end(), rng);
    // Equal strata side by side, at random among themselves; dealt in turn, each is spread evenly.
    if (const auto numbers = numbersOf(strata); numbers && !numbers->empty()) {
        std::stable_sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) {
            return (*numbers)[a] < (*numbers)[b];
        });
        shuffleTurns(order, *numbers, folds, rng);
    } else if (!strata.empty()) {
        std::stable_sort(order.begin(), order.end(),
                         [&](std::size_t a, std::size_t b) { return strata[a] < strata[b]; });
    }
    std::vector<int> fold(rows);
    for (std::size_t i = 0; i < rows; ++i)
        fold[order[i]] = static_cast<int>(i % static_cast<std::size_t>(folds));
    return fold;
}

} // namespace attune
