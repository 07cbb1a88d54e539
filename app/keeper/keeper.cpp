// SPDX-FileCopyrightText: 2026 The Attune developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/keeper/keeper.h"

#include "app/keeper/files.h"
#include "app/keeper/process_tree.h"

#include <algorithm>
#include <ctime>

#include <sys/resource.h>
#include <sys/wait.h>

namespace attune::keeper {

namespace {

constexpr std::int64_t lookPeriodMs = 100;
constexpr std::int64_t samplePeriodMs = 500;
constexpr std::int64_t sampleCostShare = 100; ///< sampling takes at most a hundredth of the time

double secondsOf(const timeval &time)
{
    return static_cast<double>(time.tv_sec) + static_cast<double>(time.tv_usec) * 1e-6;
}

} // namespace

Keeper::Keeper(Job job, const Logs &logs)
    : m_job(std::move(job)), m_times(logs.standardOutput, logs.standardError), m_logs(logs)
{
    sigemptyset(&m_signals);
    for (const int signal : {SIGCHLD, SIGTERM, SIGINT, SIGHUP})
        sigaddset(&m_signals, signal);
}

ExitRecord Keeper::run()
{
    ::sigprocmask(SIG_BLOCK, &m_signals, nullptr);
    m_record.startedMs = wallClockMs();
    m_startedMs = m_lastOutputMs = steadyMs();
    const auto started = startProgram(m_job, m_logs);
    if (const auto *failure = std::get_if<StartFailure>(&started)) {
        m_record.reason = Reason::NotStarted;
        m_record.failure = *failure;
        m_record.endedMs = wallClockMs();
        return m_record;
    }
    m_program = std::get<pid_t>(started);
    tellStart();
    followProgram();
    killDescendants();
    m_times.update();
    completeRecord();
    return m_record;
}

/// On a full disk it is not told at once. Whoever wants to stop the run before it can know whom to
/// signal leaves only the file.
void Keeper::tellStart()
{
    if (m_isStartTold)
        return;
    m_isStartTold = writeFile(
        "started.json", startedJson(identityOf(m_program), m_record.startedMs), Durability::Atomic);
    if (const auto request = readStop())
        stopPolitely(*request, steadyMs());
}

void Keeper::followProgram()
{
    std::int64_t nextLookMs = m_startedMs + lookPeriodMs;
    while (true) {
        const std::int64_t waitMs = std::max<std::int64_t>(nextLookMs - steadyMs(), 0);
        const timespec timeout{0, static_cast<long>(waitMs * 1'000'000)};
        const int signal = ::sigtimedwait(&m_signals, nullptr, &timeout);
        if (signal == SIGCHLD)
            reap();
        const std::int64_t nowMs = steadyMs();
        if (m_hasEnded && !isGroupEnding(nowMs))
            return;
        if (signal > 0 && signal != SIGCHLD)
            stopPolitely(readStop().value_or(StopRequest{}), nowMs);
        if (nowMs >= nextLookMs) {
            look(nowMs);
            nextLookMs = std::max(nextLookMs, steadyMs() - lookPeriodMs) + lookPeriodMs;
        }
    }
}

void Keeper::reap()
{
    int status = 0;
    pid_t pid = 0;
    while ((pid = ::waitpid(-1, &status, WNOHANG)) > 0) {
        if (pid == m_program) {
            m_status = status;
            m_hasEnded = true;
        }
    }
}

/// A shell that started the trainer dies of the polite signal at once. The trainer got it too, and
/// has the rest of the grace period to save.
bool Keeper::isGroupEnding(std::int64_t nowMs) const
{
    return m_stop && nowMs < m_killAtMs && !mustEndNow(m_stop->reason, m_job.limits, m_use) &&
           hasGroup(m_program);
}

void Keeper::look(std::int64_t nowMs)
{
    tellStart();
    if (m_times.update())
        m_lastOutputMs = nowMs;
    if (nowMs >= m_nextSampleMs)
        sampleMemory(nowMs);
    m_use.seconds = static_cast<double>(nowMs - m_startedMs) / 1000.0;
    m_use.silentSeconds = static_cast<double>(nowMs - m_lastOutputMs) / 1000.0;
    m_use.outputBytes = m_times.totalBytes();

    if (!m_stop) {
        if (isDirectoryGone()) // the work of the program is for nobody
            stopPolitely(StopRequest{}, nowMs);
        else if (const auto limit = exceededLimit(m_job.limits, m_use))
            stopPolitely({*limit, {}}, nowMs);
    } else if (nowMs >= m_killAtMs || mustEndNow(m_stop->reason, m_job.limits, m_use)) {
        signalGroup(m_program, SIGKILL);
        ::kill(m_program, SIGKILL);
    }
}

void Keeper::sampleMemory(std::int64_t nowMs)
{
    m_use.memoryBytes = memoryOf(descendants());
    m_record.peakMemoryBytes = std::max(m_record.peakMemoryBytes, m_use.memoryBytes);
    const std::int64_t costMs = steadyMs() - nowMs;
    m_nextSampleMs = nowMs + std::max(samplePeriodMs, costMs * sampleCostShare);
}

void Keeper::stopPolitely(const StopRequest &request, std::int64_t nowMs)
{
    if (m_stop)
        return;
    m_stop = request;
    m_killAtMs = nowMs + static_cast<std::int64_t>(m_job.limits.graceSeconds * 1000.0);
    signalGroup(m_program, SIGTERM);
}

void Keeper::completeRecord()
{
    m_record.endedMs = wallClockMs();
    m_record.hasMetFullDisk = m_times.hasMetFullDisk();
    m_record.reason = WIFSIGNALED(m_status) ? Reason::Signalled : Reason::Exited;
    if (m_stop) {
        m_record.reason = m_stop->reason;
        m_record.sentence = m_stop->sentence;
    }
    m_record.exitCode = WIFEXITED(m_status) ? WEXITSTATUS(m_status) : 0;
    m_record.signal = WIFSIGNALED(m_status) ? WTERMSIG(m_status) : 0;

    rusage use{};
    ::getrusage(RUSAGE_CHILDREN, &use);
    m_record.cpuSeconds = secondsOf(use.ru_utime) + secondsOf(use.ru_stime);
    m_record.peakMemoryBytes =
        std::max(m_record.peakMemoryBytes, std::int64_t(use.ru_maxrss) * 1024);
}

} // namespace attune::keeper
