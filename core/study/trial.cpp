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

bool hasReachedResource(const Run &run)
{
    return run.resource > 0 &&
           ((run.end == RunEnd::Exited && run.exitCode == 0) || run.end == RunEnd::StoppedByRule);
}

Settings allValuesOf(const Trial &trial)
{
    Settings all = trial.settings;
    all.insert(trial.fixed.begin(), trial.fixed.end());
    return all;
}

std::optional<Value> valueOf(const Trial &trial, const std::string &name)
{
    for (const Settings *values : {&trial.settings, &trial.fixed}) {
        if (const auto found = values->find(name); found != values->end())
            return found->second;
    }
    return std::nullopt;
}

const char *stateNameOf(const Trial &trial)
{
    return trial.isPaused ? pausedName : nameOf(trial.state);
}

std::vector<RunKey> curveRunsOf(const Trial &trial)
{
    const auto first = std::find_if(trial.runs.rbegin(), trial.runs.rend(),
                                    [](const Run &run) { return run.key.rung == 0; });
    std::vector<RunKey> keys;
    for (auto run = first == trial.runs.rend() ? trial.runs.begin() : first.base() - 1;
         run != trial.runs.end(); ++run)
        keys.push_back(run->key);
    return keys;
}

double Trial::seconds(std::int64_t nowMs) const
{
    if (startedMs == 0)
        return 0.0;
    if (!runs.empty() && runs.back().key.rung > 0) {
        std::int64_t ranMs = 0;
        for (const Run &run : runs) {
            const std::int64_t end = run.endedMs != 0 ? run.endedMs : nowMs;
            if (run.startedMs > 0) // 0: it could not be started
                ranMs += std::max<std::int64_t>(end - run.startedMs, 0);
        }
        return static_cast<double>(ranMs) / 1000.0;
    }
    const std::int64_t end = endedMs != 0 ? endedMs : nowMs;
    return static_cast<double>(std::max<std::int64_t>(end - startedMs, 0)) / 1000.0;
}

} // namespace attune
