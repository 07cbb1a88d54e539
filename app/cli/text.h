// SPDX-FileCopyrightText: 2026 The Attune developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/space/search_space.h"
#include "core/study/study_status.h"
#include "core/study/trial.h"

#include <optional>
#include <string>
#include <vector>

namespace attune::cli {

/// `idle running paused stopping finished readOnly`: the words of `status --json`.
[[nodiscard]] const char *nameOf(StudyState state);

/// Six significant digits: enough to compare by eye.
[[nodiscard]] std::string numberText(double value);
[[nodiscard]] std::string numberText(std::optional<double> value); ///< `-` for none

/// `0.4 s`, `59 s`, `3:07`, `1:02:03`.
[[nodiscard]] std::string durationText(double seconds);

/// `complete`, or `complete, excluded` of a trial that counts for nothing.
[[nodiscard]] std::string shownState(const Trial &trial);

/// `eta=0.03 max_depth=7`, in the order of the space.
[[nodiscard]] std::string settingsText(const SearchSpace &space, const Settings &settings);

/// What to do about trials that wait while the study has no room for them: its budget is used up,
/// or it has ended. Empty where none does.
[[nodiscard]] std::string waitingText(const StudyStatus &status, const std::string &folder);

/// Settings from `--set name=value` arguments on top of `start`. Fails on an unknown name with a
/// near match.
[[nodiscard]] Result<Settings> settingsFromText(const SearchSpace &space, Settings start,
                                                const std::vector<std::string> &assignments);

} // namespace attune::cli
