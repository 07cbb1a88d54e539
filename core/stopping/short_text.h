// SPDX-FileCopyrightText: 2026 The Attune developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>

namespace attune {

/// A measured number in a sentence, with four significant digits: enough to see why, short enough
/// to read.
[[nodiscard]] std::string shortText(double value);

} // namespace attune
