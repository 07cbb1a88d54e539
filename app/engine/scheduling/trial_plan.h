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

/// The runs whose readings rules compare: the trial's curve, and of folds and replicates the first.
[[nodiscard]] std::vector<RunKey> judgedRunsOf(const Trial &trial);

/// Whether trials are paused at rungs, to go on in another run: Hyperband's promote mode.
[[nodiscard]] bool pausesAtRungs(const StudySettings &settings);
/// The run with which a trial goes on from where it is: from the next rung on, or again to the one
/// that it has not reached.
[[nodiscard]] RunKey nextRungRun(const Trial &trial);
/// What a trial's next run is told to reach; 0 where trials are not paused at rungs.
[[nodiscard]] std::int64_t nextResource(const StudySettings &settings, const Trial &trial);
/// The most that a run of the trial was told to reach and has reached; 0 for none.
[[nodiscard]] std::int64_t reachedResource(const Trial &trial);
/// Whether a trial stands at a rung below the maximum, from where it can go on as the study is
/// defined now.
[[nodiscard]] bool canGoOn(const StudySettings &settings, const Trial &trial);

/// How often a fold, replicate and rung of a trial was tried: what a person or the study's end cut
/// short does not count.
[[nodiscard]] int attemptsAt(const Trial &trial, RunKey key);

/// The last attempt of every fold and replicate that ran to a good end.
[[nodiscard]] std::vector<RunKey> goodRuns(const Trial &trial);

/// What is said of a trial that a person cancels.
inline constexpr const char *cancelledByPerson = "Cancelled by a person.";
/// Whether a person ended it, not the end of the study or an edit.
[[nodiscard]] bool isCancelledByPerson(const Trial &trial);

} // namespace attune::engine
