// SPDX-FileCopyrightText: 2026 The Attune developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/engine/execution/run_follower.h"
#include "core/study/study_settings.h"

namespace attune::engine {

/// Whether a run that ended so, the `attempt`-th of its place that counts, is repeated: only what
/// infrastructure broke, and only while `attempts` (in all, the first included) last. What the
/// program did is never repeated.
[[nodiscard]] inline bool isAnotherAttemptDue(const RunOutcome &outcome, int attempt,
                                              const Limits &limits)
{
    return outcome.isInfrastructure && attempt < limits.attempts;
}

} // namespace attune::engine
