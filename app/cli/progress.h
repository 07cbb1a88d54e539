// SPDX-FileCopyrightText: 2026 The Attune developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/study/study_status.h"

#include <string>

namespace attune::cli {

/// `[#######.......] 12/30  2 running  best 0.0421 (trial 7)  1:23 left`, in at most `columns`
/// characters: the bar gives way first.
[[nodiscard]] std::string progressLine(const StudyStatus &status, int columns);

} // namespace attune::cli
