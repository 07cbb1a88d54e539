// SPDX-FileCopyrightText: 2026 The Attune developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/study/trial.h"

#include <algorithm>

namespace attune {

const char *nameOf(TrialState state)
{
    switch (state) {
    case TrialState::Waiting:
        return "waiting";
    case TrialState::Running:
        return "running";
    case TrialState::Complete:
        return "complete";
    case TrialState::Stopped:
        return "stopped";
    case TrialState::Failed:
        return "failed";
    case TrialState::Cancelled:
        return "cancelled";
    }
    return "";
}

bool isFinished(TrialState state)
{
    return state != TrialState::Waiting && state != TrialState::Running;
}

double Trial::seconds(std::int64_t nowMs) const
{
    if (startedMs == 0)
        return 0.0;
    const std::int64_t end = endedMs != 0 ? endedMs : nowMs;
    return static_cast<double>(std::max<std::int64_t>(end - startedMs, 0)) / 1000.0;
}

} // namespace attune
