// SPDX-FileCopyrightText: 2026 The Attune developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/study/study_settings.h"

#include <string>

namespace attune::ui {

/// The fixed value `name` varies again as it did in `before`, an earlier definition: what its
/// freezing took along comes back, unless it has been changed since. Requires: it is fixed in
/// `settings`, and varies in `before`.
[[nodiscard]] StudySettings varyingAgain(const StudySettings &settings, const std::string &name,
                                         const StudySettings &before);

/// The fixed value `name`, of which no earlier definition tells how it varied, varies in the range
/// that Choose for Me grows from it; where nothing is known, it becomes the first of some choices.
/// Requires: it is fixed in `settings`.
[[nodiscard]] StudySettings varyingAround(const StudySettings &settings, const std::string &name);

} // namespace attune::ui
