// SPDX-FileCopyrightText: 2026 The Attune developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/stopping/step_curve.h"
#include "core/study/study_settings.h"

#include <optional>
#include <string>
#include <vector>

namespace attune {

/// Why a running trial should be ended now.
struct StopVerdict
{
    std::int64_t step = 0;
    double value = 0.0;
    double against = 0.0; ///< the median, percentile or threshold it was compared with
    std::string sentence; ///< "Stopped at step 12: 0.41 is worse than the median 0.22 of 9 trials."
    bool operator==(const StopVerdict &) const = default;
};

/// Judges a running trial's objective curve against its peers. A pure function. `peers`: objective
/// curves of other trials that are not failed, whole or so far. Exact semantics in
/// docs/semantics.md.
[[nodiscard]] std::optional<StopVerdict> judge(const TrialStopping &rule,
                                               const Objective &objective, const StepCurve &curve,
                                               const std::vector<const StepCurve *> &peers);

} // namespace attune
