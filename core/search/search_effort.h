// SPDX-FileCopyrightText: 2026 The Attune developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/gp/acquisition_search.h"

namespace attune {

/// How hard to look for the best point of an acquisition.
struct SearchEffort
{
    int candidates;
    ClimbEffort climbs;
};

/// Less where each look costs more. `rows`: that the model learns from.
[[nodiscard]] inline SearchEffort effortFor(int rows)
{
    if (rows <= 600)
        return {1024, {8, 40}};
    return rows <= 1200 ? SearchEffort{512, {8, 30}} : SearchEffort{256, {4, 12}};
}

} // namespace attune
