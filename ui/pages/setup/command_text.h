// SPDX-FileCopyrightText: 2026 The Attune developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"

#include <QString>

#include <string>
#include <utility>
#include <vector>

namespace attune::ui {

/// A command template as one line to edit: arguments are quoted only where splitting would change
/// them, so that placeholders stand bare.
[[nodiscard]] QString commandLineOf(const std::vector<std::string> &arguments, bool usesShell);

/// What a person typed, as arguments; a shell line stays whole. Fails as splitCommandLine() does.
[[nodiscard]] Result<std::vector<std::string>> argumentsOf(const QString &text, bool usesShell);

/// Where placeholders stand in a text, as (begin, length); hyperparameters and the run's own alike.
[[nodiscard]] std::vector<std::pair<int, int>> placeholderSpans(const QString &text);

} // namespace attune::ui
