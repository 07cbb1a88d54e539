// SPDX-FileCopyrightText: 2026 The Attune developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/engine/execution/log_follower.h"
#include "app/engine/execution/run_directory.h"
#include "app/engine/execution/run_launcher.h"
#include "core/protocol/metric_rule.h"

#include <QElapsedTimer>

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace attune::engine {

/// How far one stream of a run has been read: stored in the transaction that stores its points, per
/// (run, stream, revision of the rules).
struct StreamProgress
{
    std::int64_t offset = 0; ///< after the last line read
    std::int64_t lines = 0;
    std::string state; ///< of its MetricStream
    bool operator==(const StreamProgress &) const = default;
};

/// One value of one metric, when it was printed, and where its line ends.
struct RunPoint
{
    std::string metric;
    MetricPoint point;
    OutputStream stream = OutputStream::Stdout;
    std::int64_t offset = 0;
    bool operator==(const RunPoint &) const = default;
};

/// How a run ended, for the trial and for a person.
struct RunOutcome
{
    RunEnd end = RunEnd::None;
    int exitCode = 0;
    int signal = 0;
    double cpuSeconds = 0.0;
    std::int64_t peakMemoryBytes = 0;
    std::int64_t startedMs = 0; ///< 0: nobody knows
    std::int64_t endedMs = 0;
    bool isInfrastructure = false; ///< nobody's fault but the machine's: another attempt is due
    /// What happened and what to do, and what could not be read; after exit code 0 only that.
    std::string sentence;
    std::string unreadable; ///< a sentence, where a log is there but cannot be read
    bool operator==(const RunOutcome &) const = default;
};

/// What one look at a run brought: everything for one transaction.
struct RunBatch
{
    std::vector<RunPoint> points;           ///< in the order of each stream
    std::array<StreamProgress, 2> progress; ///< by OutputStream, after these points
    bool hasMore = false;                   ///< the bound was reached: look again soon
    std::optional<RunOutcome> outcome;      ///< the run has ended and every line has been read
};

/// Follows one run: reads both logs, extracts metrics, and says when and how it has ended.
class RunFollower
{
public:
    /// Goes on at `progress` (default: from the start).
    RunFollower(RunDirectory run, const MetricMatcher &matcher, const RunLauncher &launcher,
                const std::array<StreamProgress, 2> &progress = {});

    /// Reads at most about `maxBytes` of each log. Whether the run lives is not asked as long as
    /// each call brings output. After a batch with an outcome there is nothing more.
    [[nodiscard]] RunBatch follow(std::int64_t maxBytes);

    [[nodiscard]] const RunDirectory &run() const { return m_run; }
    [[nodiscard]] const std::array<StreamProgress, 2> &progress() const { return m_progress; }
    /// The program has emptied a log that it writes, which is read from its new beginning.
    [[nodiscard]] bool wasEmptied() const;
    /// When it started, once known: started.json.
    [[nodiscard]] std::optional<Started> started();

private:
    struct Stream
    {
        LogFollower log;
        MetricStream metrics;
    };

    [[nodiscard]] std::optional<ExitRecord> readEnd() const;
    [[nodiscard]] ExitRecord lostRecord() const;
    /// A log of a run that has ended cannot be read just now: that is not its end.
    [[nodiscard]] bool mustTryAgain();
    bool readStream(OutputStream stream, std::int64_t maxBytes, RunBatch &batch);
    void takeLine(OutputStream stream, const LogLine &line, RunBatch &batch);
    [[nodiscard]] std::string sentence() const;
    [[nodiscard]] std::string leftOut() const;
    [[nodiscard]] std::string emptiedSentence() const;
    [[nodiscard]] std::string unreadable() const;
    [[nodiscard]] RunOutcome outcome() const;

    RunDirectory m_run;
    const RunLauncher *m_launcher;
    TimesIndex m_times;
    std::array<Stream, 2> m_streams;
    std::array<StreamProgress, 2> m_progress;
    std::optional<Started> m_started;
    QElapsedTimer m_failing;                   ///< valid while a log cannot be read
    bool m_isPrinting = false;                 ///< the last look brought output
    std::optional<ExitRecord> m_end;           ///< known before the last lines are read
    std::vector<MetricStream::Point> m_points; ///< of one line, reused
};

} // namespace attune::engine
