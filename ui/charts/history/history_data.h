// SPDX-FileCopyrightText: 2026 The Attune developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/study/study_settings.h"
#include "core/study/trial.h"

#include <functional>
#include <optional>
#include <vector>

namespace attune::ui {

/// One trial in the history.
struct HistoryMark
{
    int trial = 0;
    TrialState state = TrialState::Waiting;
    bool isExcluded = false;
    bool isMissed = false;       ///< a requirement
    std::optional<double> value; ///< the objective, or the reading so far of a running one
};

/// A corner of the line of the best value so far.
struct BestStep
{
    int trial = 0;
    double value = 0.0;
};

struct HistoryData
{
    std::vector<HistoryMark> marks; ///< all but waiting ones, by number
    std::vector<BestStep> best;     ///< each better than the one before
    int lastLaunched = -1;          ///< the newest trial that has begun
};

/// Of an objective, the `which`-th of the study. `runningValue(trial)` gives the last reading of a
/// running trial, if any.
[[nodiscard]] HistoryData
historyOf(const std::vector<Trial> &trials, const Objective &objective,
          const std::function<std::optional<double>(int trial)> &runningValue,
          std::size_t which = 0);

} // namespace attune::ui
