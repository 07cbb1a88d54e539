// SPDX-FileCopyrightText: 2026 The Attune developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/engine/exchange/json_document.h"
#include "core/study/study_settings.h"
#include "core/study/trial.h"

#include <cstdint>
#include <string>
#include <vector>

namespace attune::engine {

/// Names of the hyperparameters that vary or did in any trial, those of the study first.
[[nodiscard]] std::vector<std::string> variedNames(const StudySettings &settings,
                                                   const std::vector<Trial> &trials);

/// One row a trial (RFC 4180, with a header): number, state, objective, one column a
/// hyperparameter (also where it was frozen), started, seconds, origin, starred, excluded, note,
/// reason. Several objectives stand under `objective.METRIC` each; what is required under
/// `required.METRIC`, before `meetsRequirements`. A hyperparameter that has the name of another
/// column stands under `values.NAME`.
[[nodiscard]] std::string trialsCsv(const StudySettings &settings, const std::vector<Trial> &trials,
                                    std::int64_t nowMs);

/// `{"number": 0, "state": "complete", "objective": 0.12, "values": {...}, "started": "...Z",
/// "seconds": 1.2, "runs": [...]}`: what scripts rely on. What is not known yet is null. With
/// several objectives `objective` is the first of `objectives`, an object by metric; with
/// requirements there are `meetsRequirements` and `requirements`, a list of `{"requirement":
/// "size <= 20", "value": 19, "isMet": true}`.
[[nodiscard]] Json jsonOfTrial(const StudySettings &settings, const Trial &trial,
                               std::int64_t nowMs);
[[nodiscard]] std::string trialsJson(const StudySettings &settings,
                                     const std::vector<Trial> &trials, std::int64_t nowMs);

/// `{"accuracy": 0.93, "size": 12}`: the value of each objective; null where there is none.
[[nodiscard]] Json jsonOfObjectives(const StudySettings &settings, const Trial &trial);

/// The word for how a run ended, as in exit.json's world: `exited`, `wallClock`, ...
[[nodiscard]] const char *nameOf(RunEnd end);

/// `2026-01-31T10:00:00Z`, or empty for 0.
[[nodiscard]] std::string utcText(std::int64_t timeMs);

} // namespace attune::engine
