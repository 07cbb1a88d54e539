// SPDX-FileCopyrightText: 2026 The Attune developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/engine/scheduling/study_session.h"

#include "app/engine/execution/run_directory.h"

#include <QDateTime>

#include <algorithm>

// Trials that ran elsewhere become trials of a study.

namespace attune::engine {

namespace {

Outcome outcomeOf(TrialState state)
{
    if (state == TrialState::Failed)
        return Outcome::Failed;
    return state == TrialState::Stopped ? Outcome::Stopped : Outcome::Complete;
}

void judge(Trial &trial, const FinishedTrial &finished, const StudyRules &rules)
{
    trial.objectives.resize(rules.objectives.size());
    for (const Requirement &requirement : rules.requirements) {
        const auto known = std::ranges::find(finished.metrics, requirement.metric,
                                             &std::pair<std::string, double>::first);
        trial.required.push_back(known == finished.metrics.end() ? std::nullopt
                                                                 : std::optional(known->second));
    }
    trial.meetsRequirements =
        trial.state != TrialState::Complete || areMet(rules.requirements, trial.required);
}

/// A run that nobody has logs of, and that printed each metric once.
void addRun(StudyBook &book, const Trial &trial, const FinishedTrial &finished)
{
    Run run;
    run.key.trial = trial.number;
    run.directory = RunDirectory::relativePathOf(run.key);
    run.startedMs = trial.startedMs;
    run.endedMs = trial.endedMs;
    run.end = trial.state == TrialState::Stopped ? RunEnd::StoppedByRule : RunEnd::Exited;
    run.exitCode = trial.state == TrialState::Failed ? 1 : 0;
    run.sentence = trial.sentence;
    book.addRun(run);
    RunBatch batch;
    for (const auto &[metric, value] : finished.metrics)
        batch.points.push_back({.metric = metric, .point = {1, value, trial.endedMs}});
    book.addPoints(run.key, batch);
    book.endRun(run.key);
}

} // namespace

Result<void> StudyRunner::importTrials(const std::vector<FinishedTrial> &trials,
                                       const std::string &source)
{
    if (!d->isWriter())
        return Error{ErrorKind::Busy, "The study is open in another program. Close it there, and "
                                      "import again."};
    if (trials.empty())
        return {};
    const std::int64_t now = QDateTime::currentMSecsSinceEpoch();
    for (const FinishedTrial &finished : trials) {
        Trial trial = finished.trial;
        trial.revision = d->book.revision();
        judge(trial, finished, d->book.rules());
        if (trial.startedMs == 0)
            trial.startedMs = trial.endedMs = now;
        const int number = d->book.addTrial(trial);
        addRun(d->book, d->book.trial(number), finished);
        d->book.addResult(number, outcomeOf(trial.state), {});
    }
    d->book.addEvent("imported", std::nullopt,
                     std::to_string(trials.size()) +
                         (trials.size() == 1 ? " trial was" : " trials were") + " imported from " +
                         source + ".");
    StudySettings settings = d->book.settings();
    settings.budget.trials += int(trials.size());
    d->takeSettings(settings, "The budget is " + std::to_string(settings.budget.trials) +
                                  " trials now, the imported ones included.");
    return d->scheduler->commit();
}

} // namespace attune::engine
