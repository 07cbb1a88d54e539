// SPDX-FileCopyrightText: 2026 The Attune developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/search/sampler.h"
#include "core/study/study_settings.h"
#include "core/study/trial.h"

#include <optional>
#include <string>
#include <vector>

namespace attune {

/// What the criteria look at.
struct StudyProgress
{
    const std::vector<Trial> &trials;
    double ranSeconds = 0.0; ///< pauses not counted
    std::optional<ConvergenceBound> convergence;
    bool canGoOn = false;           ///< a paused trial is to go on to its next rung
    std::vector<int> modelled = {}; ///< the trials whose results the bound was computed from
};

/// The sentence that ends the study ("All 30 trials are done.", "The target 0.01 was reached by
/// trial 12 (0.0094)."), or nothing while it should go on. Trials counted: launched, less the
/// cancelled ones. A target counts as reached by an imported trial, too.
[[nodiscard]] std::optional<std::string> whyComplete(const StudySettings &settings,
                                                     const StudyProgress &progress);

/// How many trials ended since the last improvement, as notImprovingFor counts them; 0 before there
/// is a result to improve on. Requires: objectives.
[[nodiscard]] int trialsWithoutImprovement(const StudyStopping &stopping,
                                           const std::vector<Objective> &objectives,
                                           const std::vector<Trial> &trials);

/// Whether that sentence is the one of convergence, which only the search can find out.
[[nodiscard]] bool saysConverged(const std::string &sentence);

/// The settings to run `more` trials beyond those there are, for a study that is complete: its
/// budget is raised, and the criteria that would end it again at once are left out, that of
/// convergence always: nobody but the search could tell.
[[nodiscard]] StudySettings withMoreTrials(const StudySettings &settings,
                                           const StudyProgress &progress, int more);

} // namespace attune
