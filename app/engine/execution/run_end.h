// SPDX-FileCopyrightText: 2026 The Attune developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/engine/execution/run_follower.h"

namespace attune::engine {

/// Writes down how a run ended; now, where nobody knows when.
void enterOutcome(Run &run, const RunOutcome &outcome);

/// What was written down, back again; whether a log could not be read is not.
[[nodiscard]] RunOutcome outcomeOf(const Run &run);

} // namespace attune::engine
