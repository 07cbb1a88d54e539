// SPDX-FileCopyrightText: 2026 The Attune developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/engine/exchange/json_document.h"
#include "core/space/value.h"

namespace attune::engine {

/// An object of values by name: truth values, whole numbers, other numbers and texts as such.
[[nodiscard]] Json jsonOf(const Settings &settings);
/// And back. Throws Json::exception where it is none.
[[nodiscard]] Settings settingsFrom(const Json &object);

} // namespace attune::engine
