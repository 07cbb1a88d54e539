// SPDX-FileCopyrightText: 2026 The Attune developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/study/study_settings.h"
#include "core/study/trial.h"

namespace attune::ui {

/// A new name for the hyperparameter at `index`, everywhere it is spoken of: placeholders,
/// conditions and constraints.
void renameHyperparameter(StudySettings &settings, std::size_t index, const std::string &name);

/// Another type for the hyperparameter at `index`, keeping what makes sense of its range.
void setHyperparameterType(Hyperparameter &hyperparameter, HyperparameterType type);

/// The hyperparameter at `index` no longer varies: it becomes a fixed value. What depended on it
/// stays where its condition holds, and goes where it does not, with its arguments of the command.
void freezeHyperparameter(StudySettings &settings, std::size_t index, const Value &value);

/// What to freeze it at: the value of the best trial (may be null), else its default, else the
/// middle of its range or its first choice.
[[nodiscard]] Value valueToFreeze(const Hyperparameter &hyperparameter, const Trial *best);

} // namespace attune::ui
