// SPDX-FileCopyrightText: 2026 The Attune developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/engine/scheduling/trial_plan.h"

#include "core/stopping/promotion_rungs.h"
#include "core/study/carried_settings.h"

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

std::vector<RunKey> judgedRunsOf(const Trial &trial)
{
    std::vector<RunKey> keys;
    for (const Run &run : trial.runs) {
        if (run.key.fold != 0 || run.key.replicate != 0)
            continue;
        if (run.key.rung == 0)
            keys.clear();
        keys.push_back(run.key);
    }
    return keys;
}

bool pausesAtRungs(const StudySettings &settings)
{
    return settings.search.strategy == Strategy::Hyperband &&
           settings.search.hyperband.mode == HyperbandMode::Promote &&
           maxResourceOf(settings).has_value();
}

RunKey nextRungRun(const Trial &trial)
{
    if (trial.runs.empty())
        return {.trial = trial.number};
    const Run &last = trial.runs.back();
    RunKey key = last.key;
    if (hasReachedResource(last)) {
        ++key.rung;
        key.attempt = 1;
    } else {
        ++key.attempt;
    }
    return key;
}

std::int64_t nextResource(const StudySettings &settings, const Trial &trial)
{
    const std::int64_t reached = reachedResource(trial);
    if (pausesAtRungs(settings))
        return resourceAfter(settings.search, *maxResourceOf(settings), std::max(0, trial.number),
                             reached);
    // One that has gone on before the mode was changed runs to its end.
    return reached > 0 ? maxResourceOf(settings).value_or(0) : 0;
}

std::int64_t reachedResource(const Trial &trial)
{
    std::int64_t reached = 0;
    for (const Run &run : trial.runs)
        reached = std::max(reached, hasReachedResource(run) ? run.resource : 0);
    return reached;
}

bool canGoOn(const StudySettings &settings, const Trial &trial)
{
    if (trial.state != TrialState::Stopped || trial.isExcluded || !pausesAtRungs(settings))
        return false;
    const std::int64_t reached = reachedResource(trial);
    return reached > 0 && reached < *maxResourceOf(settings) &&
           ranAsToday(settings.space, trial.settings) &&
           settings.space.problemsOf(settingsToRun(settings.space, trial)).empty();
}

int attemptsAt(const Trial &trial, RunKey key)
{
    return int(std::ranges::count_if(trial.runs, [&](const Run &run) {
        key.attempt = run.key.attempt;
        return run.key == key && run.end != RunEnd::Person && run.end != RunEnd::StudyEnded;
    }));
}

std::vector<RunKey> goodRuns(const Trial &trial)
{
    std::vector<RunKey> keys;
    for (const Run &run : trial.runs) {
        if (!isGood(run))
            continue;
        std::erase_if(keys, [&](RunKey key) {
            key.attempt = run.key.attempt;
            return key == run.key;
        });
        keys.push_back(run.key);
    }
    return keys;
}

bool isCancelledByPerson(const Trial &trial)
{
    const bool hasEndedSo = !trial.runs.empty() && trial.runs.back().end == RunEnd::Person;
    return trial.state == TrialState::Cancelled &&
           (hasEndedSo || trial.sentence == cancelledByPerson);
}

} // namespace attune::engine
