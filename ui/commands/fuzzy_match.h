// SPDX-FileCopyrightText: 2026 The Attune developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

#include <optional>

namespace attune::ui {

/// How well `pattern` fits into `text` as letters in order, ignoring case and blanks; higher is
/// better, nothing when a letter is missing. Runs of letters and starts of words count more.
[[nodiscard]] std::optional<int> fuzzyScore(QStringView pattern, QStringView text);

} // namespace attune::ui
