// SPDX-FileCopyrightText: 2026 The Attune developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/study/study_history.h"
#include "core/study/study_status.h"
#include "core/study/trial.h"

#include <QString>

#include <vector>

namespace attune::engine {

/// The words that stand for enumerators in the database, and back. An unknown word (a damaged row)
/// becomes the harmless enumerator named.
[[nodiscard]] QString wordOf(StudyState state);
[[nodiscard]] StudyState studyStateOf(const QString &word); ///< Idle
[[nodiscard]] QString wordOf(TrialState state);
[[nodiscard]] TrialState trialStateOf(const QString &word); ///< Cancelled
[[nodiscard]] QString wordOf(TrialOrigin origin);
[[nodiscard]] TrialOrigin trialOriginOf(const QString &word); ///< Sampler
[[nodiscard]] QString wordOf(Outcome outcome);
[[nodiscard]] Outcome outcomeOf(const QString &word); ///< Failed
[[nodiscard]] QString wordOf(RunEnd end);
[[nodiscard]] RunEnd runEndOf(const QString &word); ///< KeeperLost

/// Trial numbers as text, runs of consecutive ones as ranges: "0-4 6 5 7-9"; -1 - n, which says
/// that settings are taken, as "xn".
[[nodiscard]] QString textOfNumbers(const std::vector<int> &numbers);
[[nodiscard]] std::vector<int> numbersOf(const QString &text);

} // namespace attune::engine
