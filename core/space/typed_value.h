// SPDX-FileCopyrightText: 2026 The Attune developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/space/hyperparameter.h"

namespace attune {

/// `value` in the type that its hyperparameter has: 1 as 1.0 where the range is continuous, 4.0 as
/// 4 where it is whole, "16" as the choice 16. A value that fits nowhere comes back as it is, for
/// problemsOf() to complain about.
[[nodiscard]] Value typedValue(const Hyperparameter &hyperparameter, const Value &value);

} // namespace attune
