// SPDX-FileCopyrightText: 2026 The Attune developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/engine/execution/run_follower.h"
#include "app/engine/scheduling/study_rules.h"
#include "core/study/metric_series.h"
#include "core/study/study_history.h"
#include "core/study/study_settings.h"

#include <optional>
#include <string>
#include <vector>

namespace attune::engine {

/// What came of a trial.
struct TrialVerdict
{
    TrialState state = TrialState::Failed;
    std::vector<std::optional<double>> objectives; ///< one per objective
    std::vector<std::optional<double>> required;   ///< of the metric of each requirement
    std::string sentence;                          ///< why, where a person would ask
    std::optional<Outcome> outcome;                ///< what the search is told; nothing: no result
    std::optional<double> standardError; ///< of the first objective, a mean of several runs
    std::int64_t resource = 0; ///< that the first objective's readings used, of the first run
    std::vector<PartialResult> partial;       ///< of the first objective, on the way there
    std::optional<std::int64_t> pausedAtStep; ///< of a trial that stays at a rung
    bool hasNoValue = false; ///< the run went well, but an objective was never read
};

/// The reading that a required metric is judged by: of one that is an objective as that counts it,
/// else the last.
[[nodiscard]] Objective readingOf(const Requirement &requirement,
                                  const std::vector<Objective> &objectives);

/// How a trial ended whose last run ended so, after `lines` lines of output with these readings.
/// `maximum`: the resource at which a whole trial ends (Hyperband's); readings beyond it do not
/// count, and a trial that a rule ended there is complete.
[[nodiscard]] TrialVerdict verdictOf(const StudyRules &rules, const RunOutcome &run,
                                     const std::vector<MetricSeries> &series, std::int64_t lines,
                                     std::optional<std::int64_t> maximum = std::nullopt);

} // namespace attune::engine
