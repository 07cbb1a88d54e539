// SPDX-FileCopyrightText: 2026 The Attune developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/engine/scheduling/failure_streak.h"

#include <algorithm>

namespace attune::engine {

namespace {

constexpr int firstTrials = 5;
constexpr int leastInARow = 10;
/// Those that ran side by side met the same moment.
constexpr int roundsInARow = 3;

} // namespace

void FailureStreak::take(TrialState state)
{
    if (state == TrialState::Failed) {
        ++m_count;
        ++m_inARow;
    } else if (state == TrialState::Complete || state == TrialState::Stopped) {
        m_count = 0;
        m_inARow = 0;
    }
}

std::optional<std::string> FailureStreak::whyToPause(const Study &study,
                                                     const std::string &last) const
{
    const std::string count = std::to_string(m_count);
    if (study.values == 0 && m_count >= firstTrials)
        return "The first " + count + " trials gave no objective value. The last one: " + last;
    const bool wereMostGood = 2 * study.values > study.trials - m_inARow;
    const bool areMany = m_count >= std::max(leastInARow, roundsInARow * study.parallel);
    if (areMany && wereMostGood && !study.isOrdered)
        return "The last " + count +
               " trials all failed. Mend what they met, then go on with Run. The last one: " + last;
    return std::nullopt;
}

} // namespace attune::engine
