// SPDX-FileCopyrightText: 2026 The Attune developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/study/metric_series.h"
#include "core/study/trial.h"

#include <vector>

namespace attune {

/// Whether what stopped the trial was one of these readings of the objective. It is not stored of
/// which metric it was, and the objective may have been edited since.
[[nodiscard]] bool isJudgedBy(const Trial &trial, const std::vector<MetricPoint> &points);

} // namespace attune
