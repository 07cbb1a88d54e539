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

/// What one fold and replicate of a trial gave.
struct RunValue
{
    int fold = 0;
    int replicate = 0;
    double value = 0.0;
    bool operator==(const RunValue &) const = default;
};

/// The mean of a trial's runs beside those of another trial, which serves as the measure of how
/// difficult each fold is: some are for every trial, and that is no noise in what sets two trials
/// apart.
struct PairedRuns
{
    MeanOfRuns difference; ///< of the trial less the other one, run by run
    /// Of the trial's own mean, without what the folds have in common: both trials are taken to
    /// vary alike, so it is that of the difference over the square root of 2.
    [[nodiscard]] std::optional<double> standardError() const;
};

/// Nothing where `other` has not run one of these folds and replicates. Requires: not empty.
[[nodiscard]] std::optional<PairedRuns> pairedRuns(const std::vector<RunValue> &runs,
                                                   const std::vector<RunValue> &other);

/// Whether the mean so far is significantly worse than the best trial's, so that the rest of the
/// runs are not worth it: a one-sided t test at 95 % of the difference of the means, with the
/// standard errors of both and n - 1 degrees of freedom. Never with less than two runs.
[[nodiscard]] bool isHopeless(Direction direction, const MeanOfRuns &soFar, double best,
                              double bestError);

/// The same by the differences to the best trial on the same folds: a paired one-sided t test at
/// 95 %.
[[nodiscard]] bool isHopeless(Direction direction, const PairedRuns &toBest);

} // namespace attune
