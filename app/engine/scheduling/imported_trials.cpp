// SPDX-FileCopyrightText: 2026 The Attune developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/engine/scheduling/imported_trials.h"

#include "app/engine/exchange/import_file.h"
#include "app/engine/execution/run_directory.h"
#include "app/engine/scheduling/run_adoption.h"
#include "app/engine/scheduling/study_session.h"

#include <QDateTime>

#include <algorithm>

namespace attune::engine {

namespace {

Outcome outcomeOf(TrialState state)
{
    if (state == TrialState::Failed)
        return Outcome::Failed;
    return state == TrialState::Stopped ? Outcome::Stopped : Outcome::Complete;
}

/// By the rules of today: they may have changed since the import.
void judge(Trial &trial, const FinishedTrial &finished, const StudyRules &rules)
{
    const auto readingOf = [&](const std::string &metric) {
        const auto known =
            std::ranges::find(finished.metrics, metric, &std::pair<std::string, double>::first);
        return known == finished.metrics.end() ? std::nullopt : std::optional(known->second);
    };
    trial.objectives.clear();
    for (const Objective &objective : rules.objectives)
        trial.objectives.push_back(trial.state == TrialState::Failed ? std::nullopt
                                                                     : readingOf(objective.metric));
    for (const Requirement &requirement : rules.requirements)
        trial.required.push_back(readingOf(requirement.metric));
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

/// Makes the trial of that number, which has nothing of its own yet, what was imported.
void fill(StudyBook &book, int number, const FinishedTrial &finished, int revision)
{
    Trial &trial = book.editTrial(number);
    trial = finished.trial;
    trial.number = number;
    trial.revision = revision;
    trial.fixed = book.fixedAt(revision);
    judge(trial, finished, book.rules());
    addRun(book, trial, finished);
    book.addResult(number, outcomeOf(trial.state), {});
}

} // namespace

void restoreImports(StudyBook &book, const StudyFolder &folder)
{
    for (const ImportFile &import : readImports(folder)) {
        int number = import.first;
        for (const FinishedTrial &finished : import.trials) {
            while (!book.hasTrial(number))
                book.addTrial(lostTrial());
            if (book.trial(number).runs.empty()) // else the import was never committed
                fill(book, number, finished, import.revision);
            ++number;
        }
    }
}

Result<void> StudyRunner::importTrials(const std::vector<FinishedTrial> &trials,
                                       const std::string &source)
{
    if (!d->isWriter())
        return Error{ErrorKind::Busy, "The study is open in another program. Close it there, and "
                                      "import again."};
    if (trials.empty())
        return {};
    ImportFile import{int(d->book.trials().size()), d->book.revision(), trials};
    const std::int64_t now = QDateTime::currentMSecsSinceEpoch();
    for (FinishedTrial &finished : import.trials) {
        if (finished.trial.startedMs == 0)
            finished.trial.startedMs = finished.trial.endedMs = now;
    }
    if (auto written = writeImport(d->folder, import); !written)
        return written;
    for (const FinishedTrial &finished : import.trials)
        fill(d->book, d->book.addTrial({}), finished, import.revision);
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
