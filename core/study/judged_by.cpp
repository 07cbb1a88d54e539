// SPDX-FileCopyrightText: 2026 The Attune developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/study/judged_by.h"

#include <algorithm>
#include <cmath>

namespace attune {

bool isJudgedBy(const Trial &trial, const std::vector<MetricPoint> &points)
{
    // What is not a number is like nothing. At a rung the objective's value counts, which need not
    // be the last reading.
    if (!trial.stoppedValue || std::isnan(*trial.stoppedValue) ||
        trial.stoppedValue == trial.objective())
        return true;
    return std::ranges::any_of(points, [&](const MetricPoint &point) {
        return point.step == trial.stoppedAtStep && point.value == trial.stoppedValue;
    });
}

} // namespace attune
