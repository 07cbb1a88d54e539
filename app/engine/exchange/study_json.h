// SPDX-FileCopyrightText: 2026 The Attune developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/problem.h"
#include "core/base/result.h"
#include "core/study/study_settings.h"

#include <string>
#include <string_view>
#include <vector>

namespace attune::engine {

/// What a study.json says, and everything in it that is no study.json: syntax errors with their
/// line, unknown keys with a near match, keys given twice, missing ones, values of a wrong kind.
/// Where there is a problem, `settings` has the default.
struct ParsedStudy
{
    StudySettings settings;
    Problems problems;
};

/// Reads a definition; a draft that cannot run yet is none the worse for it. Whether it can run is
/// settings.problems().
[[nodiscard]] ParsedStudy parseStudyJson(std::string_view text);

/// Every problem of a file that is to run: those of parseStudyJson() and, where these leave
/// something to look at, those of the settings.
[[nodiscard]] Problems problemsOf(const ParsedStudy &parsed);
[[nodiscard]] Problems problemsOfStudyJson(std::string_view text);

/// As parseStudyJson(), for those who cannot go on with a problem. Fails with all of them.
[[nodiscard]] Result<StudySettings> settingsFromStudyJson(std::string_view text);

/// The canonical study.json of `settings`: defaults are left out, and it reads back equal. What a
/// hyperparameter's type does not use (the range of a categorical one) is not written.
[[nodiscard]] std::string studyJsonOf(const StudySettings &settings);

/// Every key that the reader knows, as `hyperparameters[].min`, sorted.
[[nodiscard]] std::vector<std::string> studyJsonKeys();

/// One problem a line: `hyperparameters[1].max: The maximum ...`.
[[nodiscard]] std::string listOf(const Problems &problems);

} // namespace attune::engine
