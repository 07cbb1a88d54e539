// SPDX-FileCopyrightText: 2026 The Attune developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/engine/execution/run_records.h"

#include <string>
#include <vector>

namespace attune::engine {

/// What happened to a run and what to do, for a person; only the note when it ended by itself with
/// code 0. `lastLines`: of what it printed, quoted below the sentence when it failed by itself.
/// `note`: a further sentence, or nothing.
[[nodiscard]] std::string outcomeSentence(const Job &job, const ExitRecord &exit,
                                          const std::vector<std::string> &lastLines,
                                          const std::string &note = {});

} // namespace attune::engine
