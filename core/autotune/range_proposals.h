// SPDX-FileCopyrightText: 2026 The Attune developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/autotune/autotune.h"

namespace attune {

/// A range for every value that could vary: in the order of the command, then the fixed values,
/// then what varies already.
[[nodiscard]] std::vector<ProposedChoice> proposeRanges(const StudySettings &settings);

} // namespace attune
