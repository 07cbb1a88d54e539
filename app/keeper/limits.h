// SPDX-FileCopyrightText: 2026 The Attune developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/keeper/exit_record.h"
#include "app/keeper/job.h"

#include <cstdint>
#include <optional>

namespace attune::keeper {

/// What a run has used so far.
struct Use
{
    double seconds = 0.0;
    double silentSeconds = 0.0;
    std::int64_t outputBytes = 0;
    std::int64_t memoryBytes = 0;
};

/// The first limit that is exceeded.
[[nodiscard]] std::optional<Reason> exceededLimit(const Limits &limits, const Use &use);

/// Whether a run that is being stopped politely for `reason` uses so much more that waiting would
/// harm the machine: twice the output, or a quarter more memory than allowed.
[[nodiscard]] bool mustEndNow(Reason reason, const Limits &limits, const Use &use);

} // namespace attune::keeper
