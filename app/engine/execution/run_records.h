// SPDX-FileCopyrightText: 2026 The Attune developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/stopping/stopping_rule.h"
#include "core/study/study_settings.h"
#include "core/study/trial.h"

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

namespace attune::engine {

/// job.json: what to start, how, and everything that rebuilds the trial.
struct Job
{
    std::vector<std::string> command; ///< argv; argv[0] is looked up in PATH when it has no slash
    std::map<std::string, std::string> environment; ///< on top of what the launcher passes on
    std::string workingDirectory;                   ///< absolute
    Limits limits;
    std::string bell; ///< socket that is rung when the run has ended; empty: none
    std::int64_t createdMs = 0;

    Settings settings;
    Settings fixed; ///< fixed values: params.json has them too
    TrialOrigin origin = TrialOrigin::Sampler;
    int revision = 1;
    std::uint64_t seed = 0;
    int slot = 0;
    std::int64_t resource = 0; ///< what the run is told to reach and end; 0: nothing
    Basis basis;

    bool operator==(const Job &) const = default;
};

/// A process that can be told from a later one with the same pid.
struct ProcessIdentity
{
    std::int64_t pid = 0;
    std::uint64_t startTicks = 0; ///< field 22 of /proc/PID/stat
    bool operator==(const ProcessIdentity &) const = default;
};

/// started.json: who runs it, and where.
struct Started
{
    ProcessIdentity keeper;
    ProcessIdentity program;
    std::string bootId;
    std::string host;
    std::string machine; ///< machineMark() there; empty: not known
    std::int64_t timeMs = 0;
    bool operator==(const Started &) const = default;
};

/// The identity of a process of this machine; startTicks 0 when there is none.
[[nodiscard]] ProcessIdentity identityOf(std::int64_t pid);

/// Whether that process lives on this machine and in this boot. Zombies are dead.
[[nodiscard]] bool isAlive(const ProcessIdentity &process);

/// Whether a process of the program's group lives, if not the program itself. Requires: of this
/// boot.
[[nodiscard]] bool isGroupAlive(const Started &started);

/// True when `started` speaks of this machine as it runs now.
[[nodiscard]] bool isOfThisBoot(const Started &started);
/// True when `started` speaks of another machine, whose processes cannot be seen from here. One of
/// another name is this one where its mark says so and `directory`, the run's, is on a disk that no
/// other machine shares: it was named anew and started again.
[[nodiscard]] bool isOfAnotherHost(const Started &started, const std::string &directory);
/// Tells this machine from others, whatever its name: a hash of /etc/machine-id. Empty where there
/// is none.
[[nodiscard]] std::string machineMark();

/// Who wants a run to stop.
enum class StopWhy { Person, Rule, Study, Limit };

/// Why a run is to be stopped: stop.json.
struct StopRequest
{
    StopWhy why = StopWhy::Person;
    std::string sentence;
    std::int64_t timeMs = 0;
    std::optional<StopVerdict> verdict = std::nullopt; ///< of a rule that compared it with others
    bool operator==(const StopRequest &) const = default;
};

/// exit.json: how the run ended, as the keeper saw it.
struct ExitRecord
{
    RunEnd end = RunEnd::Exited;
    int exitCode = 0;
    int signal = 0;
    double cpuSeconds = 0.0;
    std::int64_t peakMemoryBytes = 0; ///< about: sampled twice a second
    std::int64_t startedMs = 0;
    std::int64_t endedMs = 0;
    std::string sentence;          ///< from stop.json
    std::string failedStep;        ///< NotStarted: program, workingDirectory, logs, process or job
    int systemError = 0;           ///< NotStarted: errno
    std::string errorText;         ///< NotStarted: what the system said
    bool hasMetFullDisk = false;   ///< while it ran there was no room on the disk of the study
    bool isInfrastructure = false; ///< the run was not at fault: try again while `attempts` lasts
    bool operator==(const ExitRecord &) const = default;
};

} // namespace attune::engine
