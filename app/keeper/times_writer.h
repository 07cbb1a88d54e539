// SPDX-FileCopyrightText: 2026 The Attune developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <array>
#include <cstdint>
#include <ctime>

namespace attune::keeper {

/// Writes times.idx: how long each log was at which time. One record of 16 bytes, little-endian:
/// 8 bytes log (1 stdout, 2 stderr) in the highest byte and length in the rest, 8 bytes
/// milliseconds since the epoch.
class TimesWriter
{
public:
    /// File descriptors of stdout.log and stderr.log. The file is made when a log first grows.
    TimesWriter(int standardOutput, int standardError);
    ~TimesWriter();
    TimesWriter(const TimesWriter &) = delete;
    TimesWriter &operator=(const TimesWriter &) = delete;

    /// Adds a record for every log whose length has changed. Returns whether one was written to: a
    /// shell's `> /dev/stdout` empties it each time, and it may have the same length again.
    bool update();

    /// Bytes in both logs at the last update.
    [[nodiscard]] std::int64_t totalBytes() const { return m_lengths[0] + m_lengths[1]; }

    /// A record could not be written, since there was no room.
    [[nodiscard]] bool hasMetFullDisk() const { return m_hasMetFullDisk; }

private:
    void append(std::uint64_t log, std::int64_t length);

    std::array<int, 2> m_logs;
    std::array<std::int64_t, 2> m_lengths = {0, 0};
    std::array<timespec, 2> m_writtenAt = {}; ///< the logs' times of modification
    int m_file = -1;
    bool m_hasMetFullDisk = false;
};

} // namespace attune::keeper
