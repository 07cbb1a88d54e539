// SPDX-FileCopyrightText: 2026 The Attune developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/engine/execution/run_directory.h"
#include "core/base/result.h"
#include "core/study/study_settings.h"
#include "core/study/trial.h"

#include <QString>

#include <map>
#include <string>

namespace attune::engine {

/// Where runs of a study happen, besides its definition.
struct RunPlace
{
    QString studyFolder;
    QString sourceFolder;
    std::string bell;
    int slot = 0;
    std::map<std::string, std::string> slotEnvironment;
};

/// The seed of a trial: what {trial.seed} stands for. Below 2^31, since many programs read an int.
/// Replicates have different ones, folds share one.
[[nodiscard]] std::uint64_t trialSeed(const StudySettings &settings, int number, int replicate = 0);

/// What is to be executed for a trial: argv, environment and all that job.json holds. Pure.
[[nodiscard]] Job makeJob(const StudySettings &settings, const Trial &trial,
                          const RunDirectory &directory, const RunPlace &place);

/// Makes the run's directory, renders the template files into it and writes job.json: after that
/// the run can be launched, and rebuilt. Fails with NotFound (a template), Denied or Io.
[[nodiscard]] Result<void> prepareRun(const StudySettings &settings, const Trial &trial,
                                      const RunDirectory &directory, const RunPlace &place,
                                      const Job &job);

/// Fails with NotFound or Denied when the command's program is not there or not executable.
/// Requires: the command has no problems.
[[nodiscard]] Result<void> checkProgram(const StudySettings &settings, const RunPlace &place);

} // namespace attune::engine
