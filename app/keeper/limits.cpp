// SPDX-FileCopyrightText: 2026 The Attune developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/keeper/limits.h"

namespace attune::keeper {

std::optional<Reason> exceededLimit(const Limits &limits, const Use &use)
{
    if (limits.seconds && use.seconds > *limits.seconds)
        return Reason::WallClock;
    if (limits.silentSeconds && use.silentSeconds > *limits.silentSeconds)
        return Reason::Silence;
    if (limits.outputBytes && use.outputBytes > *limits.outputBytes)
        return Reason::Output;
    if (limits.memoryBytes && use.memoryBytes > *limits.memoryBytes)
        return Reason::Memory;
    return std::nullopt;
}

bool mustEndNow(Reason reason, const Limits &limits, const Use &use)
{
    if (reason == Reason::Output)
        return limits.outputBytes && use.outputBytes / 2 > *limits.outputBytes;
    if (reason == Reason::Memory)
        return limits.memoryBytes && use.memoryBytes / 5 * 4 > *limits.memoryBytes;
    return false;
}

} // namespace attune::keeper
