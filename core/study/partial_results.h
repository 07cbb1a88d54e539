// SPDX-FileCopyrightText: 2026 The Attune developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/study/metric_series.h"
#include "core/study/study_history.h"

#include <vector>

namespace attune {

/// What the objective of a trial with these readings would have been had the
/// trial ended after about 1, 3, 9, 27, ... of its resource: at the last reading up to each of
/// these, or at the first of all; never at the last of all. Values that are not finite and steps
/// that go back are left out.
[[nodiscard]] std::vector<PartialResult> partialResultsOf(const Objective &objective,
                                                          const std::vector<MetricPoint> &points);

} // namespace attune
