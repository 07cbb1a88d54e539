// SPDX-FileCopyrightText: 2026 The Attune developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/keeper/exit_record.h"
#include "app/keeper/job.h"
#include "app/keeper/limits.h"
#include "app/keeper/program.h"
#include "app/keeper/times_writer.h"

#include <csignal>
#include <cstdint>
#include <optional>

namespace attune::keeper {

/// Runs one job in the current directory, from the program's start to the end of its whole process
/// tree. Requires: this process is a sub-reaper and has no other children.
class Keeper
{
public:
    Keeper(Job job, const Logs &logs);

    /// Blocks until nothing of the run is left. Writes started.json and times.idx on the way;
    /// exit.json is the caller's.
    ExitRecord run();

private:
    void tellStart();
    void followProgram();
    void reap();
    [[nodiscard]] bool isGroupEnding(std::int64_t nowMs) const;
    void look(std::int64_t nowMs);
    void sampleMemory(std::int64_t nowMs);
    void stopPolitely(const StopRequest &request, std::int64_t nowMs);
    void completeRecord();

    Job m_job;
    TimesWriter m_times;
    Logs m_logs;
    sigset_t m_signals;
    pid_t m_program = 0;
    int m_status = 0; ///< of waitpid
    bool m_hasEnded = false;
    bool m_isStartTold = false; ///< started.json is there
    ExitRecord m_record;
    Use m_use;
    std::optional<StopRequest> m_stop; ///< the first wish to stop; later ones change nothing
    std::int64_t m_killAtMs = 0;       ///< once stopping: the end of the grace period
    std::int64_t m_startedMs = 0;      ///< these three: of the steady clock
    std::int64_t m_lastOutputMs = 0;
    std::int64_t m_nextSampleMs = 0;
};

} // namespace attune::keeper
