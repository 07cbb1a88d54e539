// SPDX-FileCopyrightText: 2026 The Attune developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/rng.h"
#include "core/gp/duration_model.h"
#include "core/gp/factor_cache.h"
#include "core/search/bound_data.h"

#include <vector>

namespace attune {

/// What one suggestion is made with, beside the objectives' data.
struct SearchStep
{
    Rng rng;
    FactorCache *cache = nullptr; ///< borrowed; may be null
    std::vector<BoundData> bounds = {};
    /// Where what counts is the worth per second; borrowed, may be null.
    const DurationModel *durations = nullptr;
};

} // namespace attune
