// SPDX-FileCopyrightText: 2026 The Attune developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/protocol/metric_rule.h"

#include <string>
#include <vector>

namespace attune {

/// One number in one line of output that could be a metric: where it stands and the rule a click on
/// it would make.
struct NumberSpan
{
    int line = 0;  ///< index into the lines given
    int begin = 0; ///< bytes in that line
    int end = 0;
    double value = 0.0;
    bool looksLikeMetric = false; ///< varies over the run or carries a metric's name; false for
                                  ///< times, dates, versions, steps
    MetricRule rule;              ///< name, pattern, and stepPattern if a step is on the line
};

/// A metric that the whole output suggests, best first.
struct MetricGuess
{
    MetricRule rule;
    int matches = 0;
    double first = 0.0;
    double last = 0.0;
    bool higherIsBetter = false; ///< by its name: accuracy, auc, f1, r2, score, ...
    double likelihood = 0.0;     ///< of being the objective, 0..1
};

/// Every number of the lines, in order.
[[nodiscard]] std::vector<NumberSpan> findNumbers(const std::vector<std::string> &lines);

/// Rules for what varies and is named, validation metrics first.
[[nodiscard]] std::vector<MetricGuess> guessMetrics(const std::vector<std::string> &lines);

/// Whether a metric of this name is usually maximized.
[[nodiscard]] bool higherIsBetter(std::string_view metricName);

/// Whether trainers call a metric so, or by a name with the same words in it.
[[nodiscard]] bool namesAMetric(std::string_view name);

/// How likely a metric is the objective, 0 to 1, by its name alone.
[[nodiscard]] double likelihoodByName(std::string_view name);

/// Reads `loss=0.3`, `loss: 0.3` and `"loss": 0.3` for a metric whose output has not been seen.
[[nodiscard]] MetricRule ruleByName(const std::string &name);

} // namespace attune
