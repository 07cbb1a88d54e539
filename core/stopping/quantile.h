// SPDX-FileCopyrightText: 2026 The Attune developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <vector>

namespace attune {

/// Quantile with linear interpolation (numpy's default). Requires: sorted, not empty, 0 <= share
/// <= 1.
[[nodiscard]] double quantileOf(const std::vector<double> &sorted, double share);

} // namespace attune
