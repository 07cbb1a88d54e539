// SPDX-FileCopyrightText: 2026 The Attune developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include <sys/types.h>

namespace attune::keeper {

/// A process that can be told from a later one with the same pid.
struct ProcessIdentity
{
    pid_t pid = 0;
    std::uint64_t startTicks = 0; ///< field 22 of /proc/PID/stat; 0 when it is gone
};

[[nodiscard]] ProcessIdentity identityOf(pid_t pid);

/// All living descendants of this process, found by walking /proc/PID/task/*/children. As this
/// process is their reaper, none escapes by a double fork or a session of its own.
[[nodiscard]] std::vector<pid_t> descendants();

/// Bytes of memory that these processes hold together: resident memory of one, proportional shares
/// of several (forked workers share most of theirs).
[[nodiscard]] std::int64_t memoryOf(const std::vector<pid_t> &processes);

/// Kills and reaps every descendant until none is left. Gives up after ten seconds, for processes
/// that hang in the kernel. False when it gave up.
bool killDescendants();

} // namespace attune::keeper
