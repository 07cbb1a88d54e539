// SPDX-FileCopyrightText: 2026 The Attune developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/engine/scheduling/run_adoption.h"

#include "app/engine/execution/run_directory.h"

#include <optional>
#include <string>

namespace attune::engine {

namespace {

Trial trialOf(const Job &job, int number)
{
    Trial trial;
    trial.number = number;
    trial.settings = job.settings;
    trial.origin = job.origin;
    trial.revision = job.revision;
    trial.basis = job.basis;
    return trial;
}

} // namespace

Trial lostTrial()
{
    Trial trial;
    trial.state = TrialState::Cancelled;
    trial.sentence = "Nothing of this trial was found.";
    return trial;
}

namespace {

void adopt(StudyBook &book, const RunDirectory &directory, const Job &job)
{
    const RunKey &key = directory.key();
    while (int(book.trials().size()) < key.trial)
        book.addTrial(lostTrial());
    if (!book.hasTrial(key.trial))
        book.addTrial(trialOf(job, key.trial));
    Trial &trial = book.editTrial(key.trial);
    trial.state = TrialState::Running;
    trial.isPaused = false;
    if (trial.startedMs == 0)
        trial.startedMs = job.createdMs;
    Run run;
    run.key = key;
    run.directory = directory.relativePath();
    run.command = job.command;
    run.slot = job.slot;
    run.seed = job.seed;
    run.resource = job.resource;
    run.startedMs = job.createdMs;
    book.addRun(run);
    book.addEvent("trial", key.trial,
                  "Trial " + std::to_string(key.trial) + " was found in its run directory.");
}

} // namespace

int adoptRuns(StudyBook &book, const StudyFolder &folder)
{
    int count = 0;
    for (const RunDirectory &directory : findRunDirectories(folder.fsPath())) {
        if (directory.key().trial < 0 || book.findRun(directory.key()))
            continue;
        if (auto job = directory.readJob()) {
            adopt(book, directory, *job);
            ++count;
        }
    }
    return count;
}

} // namespace attune::engine
