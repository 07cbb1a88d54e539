// SPDX-FileCopyrightText: 2026 The Attune developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/study/metric_series.h"
#include "core/study/study_settings.h"
#include "core/study/trial.h"

#include <optional>
#include <vector>

namespace attune {

/// The objective's value in a series: last, best or mean of the last k readings. Nothing without
/// readings. May be NaN.
[[nodiscard]] std::optional<double> objectiveOf(const Objective &objective,
                                                const std::vector<MetricPoint> &points);

/// True when `a` is strictly better than `b` in `direction`.
[[nodiscard]] bool isBetter(Direction direction, double a, double b);

/// The best complete, not excluded trial that meets the requirements, by the first objective; the
/// earlier one of equals. Null without any.
[[nodiscard]] const Trial *bestTrial(const std::vector<Trial> &trials, const Objective &objective);

/// Trials by an objective, the `which`-th of the study, best first; only complete, not excluded
/// ones that meet the requirements.
[[nodiscard]] std::vector<const Trial *>
rankedTrials(const std::vector<Trial> &trials, const Objective &objective, std::size_t which = 0);

} // namespace attune
