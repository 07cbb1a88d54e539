// SPDX-FileCopyrightText: 2026 The Attune developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>

namespace attune {

/// The trial to report as the best, and why it is that one.
struct Incumbent
{
    int trial = 0;
    double mean = 0.0;      ///< expected of another run, by the model; in the objective's units
    double deviation = 0.0; ///< standard deviation of that mean
    int bestObserved = 0;   ///< the trial whose own result is the best
    std::string reason;     ///< a sentence
    bool operator==(const Incumbent &) const = default;
};

} // namespace attune
