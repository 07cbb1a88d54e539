// SPDX-FileCopyrightText: 2026 The Attune developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/study/study_settings.h"

#include <optional>
#include <vector>

namespace attune {

/// What several runs of one trial (folds, replicates) say of its objective.
struct MeanOfRuns
{
    double mean = 0.0;
    std::optional<double> standardError; ///< from two runs on: s / sqrt(n)
    int runs = 0;
    bool operator==(const MeanOfRuns &) const = default;
};

/// Requires: not empty.
[[nodiscard]] MeanOfRuns meanOf(const std::vector<double> &values);

/// Whether the mean so far is significantly worse than the best trial's, so that the rest of the
/// runs are not worth it: a one-sided t test at 95 % of the difference of the means, with the
/// standard errors of both and n - 1 degrees of freedom. Never with less than two runs.
[[nodiscard]] bool isHopeless(Direction direction, const MeanOfRuns &soFar, double best,
                              double bestError);

} // namespace attune
