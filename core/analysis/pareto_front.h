// SPDX-FileCopyrightText: 2026 The Attune developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/study/study_settings.h"
#include "core/study/trial.h"

#include <cstddef>
#include <vector>

namespace attune {

/// True when `a` is nowhere worse than `b` and better somewhere. Requires: equal sizes.
[[nodiscard]] bool dominates(const std::vector<double> &a, const std::vector<double> &b,
                             const std::vector<Direction> &directions);

/// The rows that no other row dominates, in order. Rows with a value that is not finite are never
/// among them; of equal rows all are.
[[nodiscard]] std::vector<std::size_t> paretoFront(const std::vector<std::vector<double>> &values,
                                                   const std::vector<Direction> &directions);

/// The trials that no other one beats in every objective: complete, not excluded, meeting the
/// requirements, with a finite value of each objective. By the first objective, best first.
[[nodiscard]] std::vector<const Trial *> paretoTrials(const std::vector<Trial> &trials,
                                                      const std::vector<Objective> &objectives);

/// The direction of each objective.
[[nodiscard]] std::vector<Direction> directionsOf(const std::vector<Objective> &objectives);

} // namespace attune
