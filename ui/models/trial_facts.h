// SPDX-FileCopyrightText: 2026 The Attune developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/study/study_settings.h"
#include "core/study/trial.h"

#include <QString>

#include <utility>
#include <vector>

namespace attune::ui {

class StudyModel;

using Facts = std::vector<std::pair<QString, QString>>;

/// A trial's values by name: of the hyperparameters of now, in their order, and of those that do
/// not vary any more as far as they are known. One without a value says why.
[[nodiscard]] Facts valuesOf(const Trial &trial, const StudyModel &model);

/// What is known of how a trial ran, as label and value: where it came from, under which definition
/// of the `revisions` so far, when, how long, how much memory, how it ended.
[[nodiscard]] Facts factsOf(const Trial &trial, int revisions, std::int64_t nowMs);

/// How a run ended, as a sentence: "By itself, with exit code 0."
[[nodiscard]] QString endSentence(const Run &run);

/// The same in a word or two: "complete", "exit code 1", "time limit".
[[nodiscard]] QString endText(const Run &run);

/// The variables that Attune sets for a trial's run, by name: the study's, the slot's, and the
/// values.
[[nodiscard]] Facts environmentOf(const StudySettings &settings, const Trial &trial);

} // namespace attune::ui
