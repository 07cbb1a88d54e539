// SPDX-FileCopyrightText: 2026 The Attune developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/engine/execution/line_splitter.h"
#include "app/engine/execution/times_index.h"
#include "core/study/study_status.h"

#include <cstdint>
#include <filesystem>
#include <functional>
#include <string>
#include <string_view>

namespace attune::engine {

/// One line of a log, when it was printed, and the offset after it. Valid during the visit.
struct LogLine
{
    std::string_view text;
    std::int64_t endOffset = 0;
    std::int64_t timeMs = 0;
};

/// Reads what was appended to one log since last time. One per stream.
class LogFollower
{
public:
    using Visit = std::function<void(const LogLine &)>;

    /// Begins at `offset`, which is 0 or a line's end.
    LogFollower(std::filesystem::path log, OutputStream stream, std::int64_t offset = 0);
    ~LogFollower();
    LogFollower(LogFollower &&other) noexcept;
    LogFollower &operator=(LogFollower &&) = delete;

    /// Reads at most `maxBytes` and visits every line that they end; from the start again where the
    /// log is shorter than an earlier call has found it: the program has emptied it. Lines younger
    /// than the last entry of `times` get the time when the log last grew. Returns the number of
    /// bytes read: fewer than `maxBytes` at the log's present end, or where error() says why; 0
    /// when there is no log.
    std::int64_t read(std::int64_t maxBytes, const TimesIndex &times, const Visit &visit);

    /// The run is over and read() found the end: visits the last line if it has no line end.
    void flush(const TimesIndex &times, const Visit &visit);

    /// The system's error where there is a log that read() could not open or read, else 0.
    [[nodiscard]] int error() const { return m_error; }

    /// Whether the program was seen to have emptied the log.
    [[nodiscard]] bool wasEmptied() const { return m_wasEmptied; }

    /// The offset after the last line visited: what is stored together with its points.
    [[nodiscard]] std::int64_t lineOffset() const { return m_splitter.lineOffset(); }

private:
    bool open();
    /// Notes the system's error; the next read() opens the log anew.
    void fail();
    /// Begins anew where the log is shorter than it was.
    void followTo(std::int64_t size);
    void visitLine(const LineSplitter::Line &line, const TimesIndex &times, const Visit &visit);

    std::filesystem::path m_log;
    OutputStream m_stream;
    int m_file = -1;
    int m_error = 0;
    std::int64_t m_readOffset;
    LineSplitter m_splitter;
    std::string m_buffer;
    std::int64_t m_grewMs = 0; ///< the log's time of modification
    bool m_hasSeenIt = false;  ///< as long as what was read of it
    bool m_wasEmptied = false;
};

} // namespace attune::engine
