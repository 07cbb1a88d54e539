// SPDX-FileCopyrightText: 2026 The Attune developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <string>
#include <vector>

namespace attune {

/// Deals rows to folds at random, the same for the same seed; returns the fold of each row, from 0.
/// Sizes differ by one at most. With `strata`, one per row, every stratum's share is the same in
/// every fold, up to one row; strata that are all numbers are ordered as numbers, so that a column
/// of many different ones is spread evenly too. Requires: strata empty or one per row; folds > 0.
[[nodiscard]] std::vector<int>
dealtFolds(std::size_t rows, int folds, const std::vector<std::string> &strata, std::uint64_t seed);

} // namespace attune
