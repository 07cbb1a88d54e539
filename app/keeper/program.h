// SPDX-FileCopyrightText: 2026 The Attune developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/keeper/job.h"

#include <string>
#include <variant>

#include <sys/types.h>

namespace attune::keeper {

/// Why a program could not be started.
struct StartFailure
{
    std::string step; ///< "program", "workingDirectory", "logs", "process" or "job"
    std::string text; ///< what the system said
    int error = 0;    ///< errno

    /// The machine lacked something for a while; the program is not at fault.
    [[nodiscard]] bool isInfrastructure() const;
};

/// Where the output of the program goes: file descriptors, opened for appending.
struct Logs
{
    int standardOutput = -1;
    int standardError = -1;
};

/// Starts the program of a job in a process group of its own, with default signal handling, input
/// from /dev/null and output to the logs. Returns its pid once it runs, or why it does not.
[[nodiscard]] std::variant<pid_t, StartFailure> startProgram(const Job &job, const Logs &logs);

/// Sends a signal to the program's process group, and wakes it if it was suspended.
void signalGroup(pid_t program, int signal);

/// Whether a process is left in the group that the program began.
[[nodiscard]] bool hasGroup(pid_t program);

} // namespace attune::keeper
