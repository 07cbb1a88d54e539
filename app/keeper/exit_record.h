// SPDX-FileCopyrightText: 2026 The Attune developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/keeper/process_tree.h"
#include "app/keeper/program.h"

#include <cstdint>
#include <optional>
#include <string>

namespace attune::keeper {

/// Why a run ended, by its name in exit.json.
enum class Reason {
    Exited,     ///< by itself
    Signalled,  ///< by a signal that the keeper did not send
    NotStarted, ///< the program could not be started
    WallClock,
    Silence,
    Output,
    Memory,
    Person, ///< the four of stop.json
    Rule,
    Study,
    Limit,
    Terminated, ///< the keeper was asked to end, and no stop.json says why
};

[[nodiscard]] const char *nameOf(Reason reason);

/// What stop.json says.
struct StopRequest
{
    Reason reason = Reason::Terminated;
    std::string sentence;
};

/// Reads stop.json of the current directory; nothing when it is not there. A damaged one is
/// Terminated: whoever wrote it wanted an end.
[[nodiscard]] std::optional<StopRequest> readStop();

/// exit.json.
struct ExitRecord
{
    Reason reason = Reason::Exited;
    int exitCode = 0;
    int signal = 0;
    double cpuSeconds = 0.0;
    std::int64_t peakMemoryBytes = 0;
    std::int64_t startedMs = 0;
    std::int64_t endedMs = 0;
    std::string sentence;
    bool hasMetFullDisk = false; ///< there was no room for what the keeper writes beside the logs
    std::optional<StartFailure> failure;
};

[[nodiscard]] std::string toJson(const ExitRecord &record);

/// started.json for a program that has just been started by this process.
[[nodiscard]] std::string startedJson(const ProcessIdentity &program, std::int64_t timeMs);

/// Writes exit.json so that it is there as a whole or not at all, and stays. While the disk is full
/// it tries again, every second for ten minutes, then every ten. False when the directory is gone,
/// and `graceSeconds` after this process was asked to end. That the disk was full is recorded.
bool writeExitRecord(ExitRecord record, double graceSeconds);

/// One datagram to the study's socket. If nobody listens, nothing is lost.
void ringBell(const std::string &socketPath);

} // namespace attune::keeper
