// SPDX-FileCopyrightText: 2026 The Attune developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/study/study_settings.h"

namespace attune::ui {

/// A new name for the hyperparameter at `index`, everywhere it is spoken of: placeholders,
/// conditions and constraints.
void renameHyperparameter(StudySettings &settings, std::size_t index, const std::string &name);

/// Another type for the hyperparameter at `index`, keeping what makes sense of its range.
void setHyperparameterType(Hyperparameter &hyperparameter, HyperparameterType type);

} // namespace attune::ui
