// SPDX-FileCopyrightText: 2026 The Attune developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/problem.h"
#include "core/study/study_history.h"

#include <string>

namespace attune {

/// Why a study of these settings cannot start from `earlier`, which its definition names at `path`
/// ("warmStart[0]"). Always: it has no complete trial, or a hyperparameter had another type. Of the
/// same task: another objective, names that are not the same, another fixed value. Of a related
/// task: nothing in common.
[[nodiscard]] Problems problemsOfEarlierStudy(const EarlierStudy &earlier,
                                              const StudySettings &settings,
                                              const std::string &path);

} // namespace attune
