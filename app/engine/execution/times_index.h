// SPDX-FileCopyrightText: 2026 The Attune developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/study/study_status.h"

#include <array>
#include <cstdint>
#include <filesystem>
#include <optional>
#include <vector>

namespace attune::engine {

/// times.idx of a run: how long each log was at which time, so that a line read late still has the
/// time when it was printed.
class TimesIndex
{
public:
    explicit TimesIndex(std::filesystem::path file);

    /// Takes in what was appended since last time.
    void refresh();

    /// When the byte before `endOffset` was first seen in the log; nothing when that was after the
    /// last entry.
    [[nodiscard]] std::optional<std::int64_t> timeOf(OutputStream stream,
                                                     std::int64_t endOffset) const;

    /// Forgets what only lines up to `offset` need: an index grows by megabytes a day.
    void forgetUpTo(OutputStream stream, std::int64_t offset);

private:
    struct Entry
    {
        std::int64_t offset = 0;
        std::int64_t timeMs = 0;
    };

    std::filesystem::path m_file;
    std::int64_t m_readOffset = 0;
    std::array<std::vector<Entry>, 2> m_entries; ///< by stream
};

} // namespace attune::engine
