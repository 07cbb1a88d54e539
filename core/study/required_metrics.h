// SPDX-FileCopyrightText: 2026 The Attune developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/study/study_settings.h"
#include "core/study/trial.h"

#include <optional>
#include <string>
#include <vector>

namespace attune {

/// The metrics of the requirements that are no objectives, each once: what a table of trials shows
/// beside the objectives.
[[nodiscard]] std::vector<std::string> requiredMetrics(const StudySettings &settings);

/// The trial's value of one of these.
[[nodiscard]] std::optional<double> requiredValue(const StudySettings &settings, const Trial &trial,
                                                  const std::string &metric);
} // namespace attune
