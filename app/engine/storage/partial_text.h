// SPDX-FileCopyrightText: 2026 The Attune developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/study/study_history.h"

#include <QString>

#include <vector>

namespace attune::engine {

/// Results on the way as they are stored: "1:0.62 3:0.31", every digit of the value kept.
[[nodiscard]] QString textOf(const std::vector<PartialResult> &partial);

/// Back again; what cannot be read is left out.
[[nodiscard]] std::vector<PartialResult> partialResultsOf(const QString &text);

} // namespace attune::engine
