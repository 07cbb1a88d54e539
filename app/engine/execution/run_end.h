// SPDX-FileCopyrightText: 2026 The Attune developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/engine/execution/run_follower.h"

namespace attune::engine {

/// Writes down how a run ended; now, where nobody knows when.
void enterOutcome(Run &run, const RunOutcome &outcome);

/// What was written down, back again; whether a log could not be read is not.
[[nodiscard]] RunOutcome outcomeOf(const Run &run);

/// What came of a run that was asked to stop. A keeper that finds no stop.json, since none could be
/// written on a full disk, says only that it was ended from outside.
[[nodiscard]] RunOutcome asAsked(RunOutcome outcome, const StopRequest &asked);

} // namespace attune::engine
