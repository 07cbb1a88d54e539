// SPDX-FileCopyrightText: 2026 The Attune developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/cli/console.h"
#include "app/engine/scheduling/study_runner.h"

#include <memory>

namespace attune::cli {

/// Opens a study to look at. A damaged one is read from its run directories first, and `console`
/// (may be null) says so.
[[nodiscard]] Result<std::unique_ptr<engine::StudyRunner>> openToLook(const std::string &folder,
                                                                      Console *console);

[[nodiscard]] Error trialMissing(int number, std::size_t count);

/// A study to change a little.
struct StudyToChange
{
    std::unique_ptr<engine::StudyRunner> study;
    /// Another process runs it and takes the changes as requests, soon.
    bool isWrittenElsewhere = false;
};

[[nodiscard]] Result<StudyToChange> openToChange(const std::string &folder);

/// Gives a study another definition, and returns once what its trials printed has been read by it.
/// Fails as StudyRunner::applySettings(), and when it cannot be written.
[[nodiscard]] Result<void> redefine(engine::StudyRunner &study, const StudySettings &settings);

} // namespace attune::cli
