// SPDX-FileCopyrightText: 2026 The Attune developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/study/study_settings.h"

namespace attune {

/// Whether a Bayesian model proposes the settings. In Hyperband it makes BOHB's and MOBSTER's kind
/// of search.
[[nodiscard]] inline bool hasModel(const SearchSettings &search)
{
    return search.strategy == Strategy::Bayesian ||
           (search.strategy == Strategy::Hyperband && search.hyperband.isModelBased);
}

} // namespace attune
