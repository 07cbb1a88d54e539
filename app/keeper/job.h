// SPDX-FileCopyrightText: 2026 The Attune developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <variant>
#include <vector>

namespace attune::keeper {

/// What one run may use; nothing means no limit.
struct Limits
{
    std::optional<double> seconds;
    std::optional<double> silentSeconds;
    std::optional<std::int64_t> outputBytes;
    std::optional<std::int64_t> memoryBytes;
    double graceSeconds = 30.0;
};

/// The part of job.json that the keeper acts on; whatever else stands there is the engine's.
struct Job
{
    std::vector<std::string> command;                             ///< argv, never empty
    std::vector<std::pair<std::string, std::string>> environment; ///< on top of the keeper's own
    std::string workingDirectory;                                 ///< empty: the run directory
    Limits limits;
    std::string bell; ///< socket to ring at the end; empty: none
};

/// A job, or a sentence that says what is wrong with job.json.
[[nodiscard]] std::variant<Job, std::string> parseJob(const std::string &json);

} // namespace attune::keeper
