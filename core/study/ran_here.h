// SPDX-FileCopyrightText: 2026 The Attune developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/study/trial.h"

namespace attune {

/// False for a trial whose results were taken over: it sets a mark, but says nothing of how this
/// study and its command go.
[[nodiscard]] inline bool ranHere(const Trial &trial)
{
    return trial.origin != TrialOrigin::Imported;
}

} // namespace attune
