// SPDX-FileCopyrightText: 2026 The Attune developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/problem.h"
#include "core/study/study_settings.h"

#include <initializer_list>

namespace attune {

/// The parts of StudySettings::problems(). Each adds what it finds, with study.json key paths.

/// The command, its environment, the slots', files and working directory.
void addCommandProblems(const StudySettings &settings, Problems &problems);

/// Rules, objectives and requirements, and what cannot go together with several objectives.
void addMetricProblems(const StudySettings &settings, Problems &problems);

/// Strategy, budget, stopping, limits and evaluation.
void addRunProblems(const StudySettings &settings, Problems &problems);

/// Hyperband's resources, and what it cannot be combined with; {resource} where it has no value.
void addHyperbandProblems(const StudySettings &settings, Problems &problems);

/// Folds and replicates: that the program can tell them apart.
void addEvaluationProblems(const StudySettings &settings, Problems &problems);

/// What is wrong with `warmStart` as it is written, without a look at the studies: more than 5, no
/// folder, an unknown kind.
void addWarmStartProblems(const StudySettings &settings, Problems &problems);

/// What this version cannot do yet.
void addUnsupportedProblems(const StudySettings &settings, Problems &problems);

/// Whether the command or the environment holds any of the placeholders of these names.
[[nodiscard]] bool isWritten(const StudySettings &settings,
                             std::initializer_list<const char *> placeholders);
/// Whether a run is told any of them. Template files may hold them: where there are any, nobody
/// knows, and the answer is yes.
[[nodiscard]] bool tellsAnyOf(const StudySettings &settings,
                              std::initializer_list<const char *> placeholders);

} // namespace attune
