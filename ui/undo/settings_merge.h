// SPDX-FileCopyrightText: 2026 The Attune developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/study/study_settings.h"

namespace attune::ui {

/// `now` with what an edit from `from` to `to` changed, field by field; hyperparameters, fixed
/// values, metrics and objectives are told apart by their names. What is not as the edit found it
/// has been changed elsewhere, and stays.
[[nodiscard]] StudySettings mergedSettings(const StudySettings &now, const StudySettings &from,
                                           const StudySettings &to);

} // namespace attune::ui
