// SPDX-FileCopyrightText: 2026 The Attune developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/search/sampler.h"

namespace attune {

/// Results that a first fit needs.
constexpr int leastFitPrefix = 4;

/// A fit is due at every result at first; later, when one result changes little, less often.
constexpr int fitInterval(int results)
{
    if (results < 150)
        return 1;
    if (results < 400)
        return 3;
    return results < 2000 ? 8 : 25;
}

/// See Sampler::nextFitPrefix().
[[nodiscard]] inline int prefixOfNextFit(const ModelFit &fit, int results)
{
    const int interval = fitInterval(results);
    const int due = results / interval * interval;
    return due >= leastFitPrefix && due > fit.prefix ? due : 0;
}

} // namespace attune
