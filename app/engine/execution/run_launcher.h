// SPDX-FileCopyrightText: 2026 The Attune developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/engine/execution/run_directory.h"
#include "core/base/result.h"

namespace attune::engine {

/// How much of a run that has not written exit.json is still there.
enum class RunLife {
    Starting, ///< launched, and not told yet that the program was started
    Running,  ///< the keeper lives
    Orphaned, ///< the keeper was killed, the program goes on (asked to stop: any of its group):
              ///< follow it to its end
    Gone,     ///< neither lives; if exit.json is not there either, the keeper was lost
};

/// A place where runs execute. A launcher starts keepers and forgets them: everything about a run
/// stands in its directory.
class RunLauncher
{
public:
    virtual ~RunLauncher() = default;

    /// Starts a keeper on a directory that has its job.json. Returns at once; whether the program
    /// could be started is told by started.json or exit.json. Fails when there is no keeper or the
    /// machine lacks the resources to start one.
    [[nodiscard]] virtual Result<void> launch(const RunDirectory &run) = 0;

    /// Asks the run to stop: politely, then hard after the grace period of its job. `request` is
    /// recorded first. Returns at once; exit.json follows (for an orphaned run it never comes).
    /// Fails with Busy where another machine runs it, which can only be stopped there; else when
    /// the request could not be recorded, even where the run was told.
    [[nodiscard]] virtual Result<void> stop(const RunDirectory &run,
                                            const StopRequest &request) = 0;

    /// Reads exit.json after this, not before: a keeper that ends between the two is Gone with one.
    [[nodiscard]] virtual RunLife life(const RunDirectory &run) const = 0;
};

} // namespace attune::engine
