// SPDX-FileCopyrightText: 2026 The Attune developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/study/study_settings.h"
#include "core/study/trial.h"

#include <optional>
#include <vector>

namespace attune::engine {

/// The run that a trial needs next: its folds in order, and that for each replicate; again where
/// infrastructure broke one. Nothing when all have been run.
[[nodiscard]] std::optional<RunKey> nextRun(const Trial &trial, const Evaluation &evaluation);

/// The last attempt of every fold and replicate that ran to a good end.
[[nodiscard]] std::vector<RunKey> goodRuns(const Trial &trial);

} // namespace attune::engine
