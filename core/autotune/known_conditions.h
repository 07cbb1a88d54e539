// SPDX-FileCopyrightText: 2026 The Attune developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/autotune/autotune.h"

namespace attune {

/// What is used only under one choice of another (`rate_drop` only by the booster dart) gets the
/// condition, where that choice is proposed, or varies already, and its reason says so.
void addKnownConditions(const SearchSpace &space, std::vector<ProposedChoice> &proposals);

} // namespace attune
