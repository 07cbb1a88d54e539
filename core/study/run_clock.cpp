// SPDX-FileCopyrightText: 2026 The Attune developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/study/run_clock.h"

#include <algorithm>
#include <cstddef>

namespace attune {

RunClock::RunClock(const Trial &trial)
{
    const std::size_t count = curveRunsOf(trial).size();
    std::int64_t ranMs = 0;
    for (std::size_t i = trial.runs.size() - count; i < trial.runs.size(); ++i) {
        const Run &run = trial.runs[i];
        if (run.startedMs <= 0) // it could not be started
            continue;
        m_spans.push_back({run.startedMs, run.endedMs, ranMs});
        ranMs += std::max<std::int64_t>(run.endedMs - run.startedMs, 0);
    }
    if (m_spans.empty())
        m_spans.push_back({trial.startedMs, 0, 0});
}

double RunClock::secondsAt(std::int64_t timeMs) const
{
    const auto later = std::ranges::upper_bound(m_spans, timeMs, {}, &Span::startMs);
    const Span &span = later == m_spans.begin() ? *later : *(later - 1);
    const std::int64_t untilMs = span.endMs > 0 ? std::min(timeMs, span.endMs) : timeMs;
    return static_cast<double>(span.beforeMs + untilMs - span.startMs) / 1000.0;
}

} // namespace attune
