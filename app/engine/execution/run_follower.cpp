// SPDX-FileCopyrightText: 2026 The Attune developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/engine/execution/run_follower.h"

#include "app/engine/execution/left_out_sentence.h"
#include "app/engine/execution/run_outcome.h"

#include <algorithm>
#include <cerrno>
#include <cstring>

#include <sys/stat.h>

namespace attune::engine {

namespace {

constexpr int quotedLines = 5;
/// How long the log of a run that has ended may be unreadable.
constexpr std::int64_t readPatienceMs = 10'000;
constexpr std::array bothStreams{OutputStream::Stdout, OutputStream::Stderr};

std::size_t indexOf(OutputStream stream)
{
    return static_cast<std::size_t>(stream);
}

/// Asking again will not help; of other errors (EIO, ESTALE, EMFILE) nobody knows.
bool isForGood(int error)
{
    return error == EACCES || error == EPERM || error == ELOOP || error == ENOTDIR;
}

std::int64_t modifiedMs(const std::filesystem::path &path)
{
    struct stat status
    {};
    if (::stat(path.c_str(), &status) != 0)
        return 0;
    return std::int64_t(status.st_mtim.tv_sec) * 1000 + status.st_mtim.tv_nsec / 1'000'000;
}

} // namespace

RunFollower::RunFollower(RunDirectory run, const MetricMatcher &matcher,
                         const RunLauncher &launcher, const std::array<StreamProgress, 2> &progress)
    : m_run(std::move(run)), m_launcher(&launcher), m_times(m_run.path() / "times.idx"),
      m_streams{
          Stream{{m_run.logPath(OutputStream::Stdout), OutputStream::Stdout, progress[0].offset},
                 MetricStream(matcher)},
          Stream{{m_run.logPath(OutputStream::Stderr), OutputStream::Stderr, progress[1].offset},
                 MetricStream(matcher)}},
      m_progress(progress)
{
    for (const OutputStream stream : bothStreams)
        m_streams[indexOf(stream)].metrics.restore(progress[indexOf(stream)].state);
}

RunBatch RunFollower::follow(std::int64_t maxBytes)
{
    // The end first: whatever the logs hold after it is all that they ever will.
    if (!m_end)
        m_end = readEnd();
    m_times.refresh();
    m_isPrinting = false;
    RunBatch batch;
    for (const OutputStream stream : bothStreams) {
        if (!readStream(stream, maxBytes, batch))
            batch.hasMore = true;
    }
    const bool isOver = m_end && !batch.hasMore && !mustTryAgain();
    for (const OutputStream stream : bothStreams) {
        Stream &followed = m_streams[indexOf(stream)];
        if (isOver)
            followed.log.flush(m_times,
                               [&](const LogLine &line) { takeLine(stream, line, batch); });
        m_progress[indexOf(stream)].offset = followed.log.lineOffset();
        m_progress[indexOf(stream)].state = followed.metrics.state();
        m_times.forgetUpTo(stream, m_progress[indexOf(stream)].offset);
    }
    batch.progress = m_progress;
    if (isOver)
        batch.outcome = outcome();
    return batch;
}

std::optional<Started> RunFollower::started()
{
    if (!m_started)
        m_started = m_run.readStarted();
    return m_started;
}

std::optional<ExitRecord> RunFollower::readEnd() const
{
    if (auto record = m_run.readExit())
        return record;
    if (m_isPrinting || m_launcher->life(m_run) != RunLife::Gone)
        return std::nullopt;
    if (auto record = m_run.readExit())
        return record;
    return lostRecord();
}

ExitRecord RunFollower::lostRecord() const
{
    ExitRecord record;
    record.end = RunEnd::KeeperLost;
    record.isInfrastructure = true;
    if (const auto started = m_run.readStarted())
        record.startedMs = started->timeMs;
    record.endedMs = record.startedMs;
    for (const OutputStream stream : bothStreams)
        record.endedMs = std::max(record.endedMs, modifiedMs(m_run.logPath(stream)));
    return record;
}

bool RunFollower::readStream(OutputStream stream, std::int64_t maxBytes, RunBatch &batch)
{
    const std::int64_t count = m_streams[indexOf(stream)].log.read(
        maxBytes, m_times, [&](const LogLine &line) { takeLine(stream, line, batch); });
    m_isPrinting = m_isPrinting || count > 0;
    return count < maxBytes;
}

bool RunFollower::mustTryAgain()
{
    const bool isBroken = std::ranges::any_of(m_streams, [](const Stream &stream) {
        return stream.log.error() != 0 && !isForGood(stream.log.error());
    });
    if (!isBroken)
        m_failing.invalidate();
    else if (!m_failing.isValid())
        m_failing.start();
    return isBroken && !m_failing.hasExpired(readPatienceMs);
}

void RunFollower::takeLine(OutputStream stream, const LogLine &line, RunBatch &batch)
{
    ++m_progress[indexOf(stream)].lines;
    m_points.clear();
    m_streams[indexOf(stream)].metrics.read(line.text, m_points);
    for (MetricStream::Point &point : m_points) {
        batch.points.push_back({.metric = displayText(point.metric),
                                .point = {point.step, point.value, line.timeMs},
                                .stream = stream,
                                .offset = line.endOffset});
    }
}

std::string RunFollower::sentence() const
{
    if (m_end->end == RunEnd::Exited && m_end->exitCode == 0) {
        const std::string emptied = emptiedSentence();
        const std::string rest = leftOut();
        return emptied + (rest.empty() || emptied.empty() ? "" : " ") + rest;
    }
    const Result<Job> job = m_run.readJob();
    std::vector<std::string> words = m_run.lastLines(OutputStream::Stderr, quotedLines);
    if (words.empty())
        words = m_run.lastLines(OutputStream::Stdout, quotedLines);
    return outcomeSentence(job ? *job : Job{}, *m_end, words, leftOut());
}

std::string RunFollower::leftOut() const
{
    std::int64_t readings = 0;
    std::string first;
    for (const Stream &stream : m_streams) {
        const MetricStream::LeftOut &leftOut = stream.metrics.leftOut();
        readings += leftOut.readings;
        first = first.empty() ? displayText(leftOut.firstMetric) : first;
    }
    return leftOutSentence(readings, first);
}

bool RunFollower::wasEmptied() const
{
    return std::ranges::any_of(m_streams, [](const Stream &each) { return each.log.wasEmptied(); });
}

std::string RunFollower::emptiedSentence() const
{
    for (const OutputStream stream : bothStreams) {
        if (m_streams[indexOf(stream)].log.wasEmptied())
            return "The program emptied \"" + m_run.logPath(stream).filename().string() +
                   "\" while it ran: what it had printed just before may be missing. In a shell, "
                   "write >&1 or >&2 instead of > /dev/stdout or > /dev/stderr.";
    }
    return {};
}

std::string RunFollower::unreadable() const
{
    for (const OutputStream stream : bothStreams) {
        if (const int error = m_streams[indexOf(stream)].log.error(); error != 0)
            return "Cannot read \"" + m_run.logPath(stream).string() +
                   "\": " + std::strerror(error) +
                   ". Check its permissions and the disk, then retry the trial.";
    }
    return {};
}

RunOutcome RunFollower::outcome() const
{
    return {.end = m_end->end,
            .exitCode = m_end->exitCode,
            .signal = m_end->signal,
            .cpuSeconds = m_end->cpuSeconds,
            .peakMemoryBytes = m_end->peakMemoryBytes,
            .startedMs = m_end->startedMs,
            .endedMs = m_end->endedMs,
            .isInfrastructure = m_end->isInfrastructure,
            .sentence = sentence(),
            .unreadable = unreadable()};
}

} // namespace attune::engine
