// SPDX-FileCopyrightText: 2026 The Attune developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/study/study_settings.h"

#include <string>

namespace attune {

/// Why the values of trials that ran by `before` may not compare with those that run by `now`: what
/// a run does has changed, although the trials count in full. Empty where it has not. A
/// hyperparameter that is frozen or set free changes nothing for trials with that value.
[[nodiscard]] std::string whyIncomparable(const StudySettings &before, const StudySettings &now);

} // namespace attune
