// SPDX-FileCopyrightText: 2026 The Attune developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/engine/scheduling/trial_plan.h"

#include <algorithm>

namespace attune::engine {

namespace {

bool isGood(const Run &run)
{
    return run.end == RunEnd::Exited && run.exitCode == 0;
}

} // namespace

std::optional<RunKey> nextRun(const Trial &trial, const Evaluation &evaluation)
{
    for (int replicate = 0; replicate < evaluation.replicates; ++replicate) {
        for (int fold = 0; fold < evaluation.folds; ++fold) {
            RunKey key{.trial = trial.number, .fold = fold, .replicate = replicate};
            bool isDone = false;
            for (const Run &run : trial.runs) {
                if (run.key.fold != fold || run.key.replicate != replicate)
                    continue;
                isDone = isDone || isGood(run);
                key.attempt = std::max(key.attempt, run.key.attempt + 1);
            }
            if (!isDone)
                return key;
        }
    }
    return std::nullopt;
}

std::vector<RunKey> goodRuns(const Trial &trial)
{
    std::vector<RunKey> keys;
    for (const Run &run : trial.runs) {
        if (isGood(run))
            keys.push_back(run.key);
    }
    return keys;
}

} // namespace attune::engine
