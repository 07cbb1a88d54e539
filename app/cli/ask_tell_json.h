// SPDX-FileCopyrightText: 2026 The Attune developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/engine/exchange/json_document.h"
#include "core/base/result.h"
#include "core/space/value.h"

#include <initializer_list>
#include <string>

namespace attune::cli {

[[nodiscard]] Error invalid(std::string sentence);

[[nodiscard]] engine::Json jsonOf(const Settings &settings);

/// Every key of `request` must be one of `known`: a misspelt one would silently do nothing.
[[nodiscard]] Result<void> checkKeys(const engine::Json &request,
                                     std::initializer_list<const char *> known);

} // namespace attune::cli
