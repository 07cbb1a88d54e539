// SPDX-FileCopyrightText: 2026 The Attune developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/study/trial.h"

#include <cstdint>
#include <vector>

namespace attune {

/// How long a trial had run at a moment: its curve may come from several runs with pauses between.
class RunClock
{
public:
    explicit RunClock(const Trial &trial);

    /// `timeMs` since the epoch. Before the first run negative; while nothing ran, what had run.
    [[nodiscard]] double secondsAt(std::int64_t timeMs) const;

private:
    struct Span
    {
        std::int64_t startMs = 0;
        std::int64_t endMs = 0;    ///< 0 while it runs
        std::int64_t beforeMs = 0; ///< that the runs before it took
    };
    std::vector<Span> m_spans; ///< at least one
};

} // namespace attune
