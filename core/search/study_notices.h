// SPDX-FileCopyrightText: 2026 The Attune developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/search/grid_sampler.h"
#include "core/study/study_settings.h"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace attune {

/// The grid's size, counted exactly where that takes no time; else without conditions and
/// constraints. Requires: a valid space, points >= 1.
[[nodiscard]] GridSize quickGridSize(const SearchSpace &space, int points);

/// How many different settings there are where the ranges are finite and the budget can try all
/// of them. Nothing for a grid. Requires: a valid space.
[[nodiscard]] std::optional<std::int64_t> settingsWithinBudget(const StudySettings &settings);

/// How many trials Hyperband's second mode needs before one of them can come to the maximum, where
/// none fails: reductionFactor to the power of the number of rungs of its bracket. Nothing for
/// other searches, and where a million is not enough.
[[nodiscard]] std::optional<std::int64_t> leastTrialsToMaximum(const StudySettings &settings);

/// What is worth knowing before the study runs, though nothing is wrong: how many combinations
/// there are, and that the budget is too small for any trial to be complete. Whole sentences.
/// Requires: settings.problems() is empty.
[[nodiscard]] std::vector<std::string> noticesOf(const StudySettings &settings);

} // namespace attune
