// SPDX-FileCopyrightText: 2026 The Attune developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/charts/history/history_data.h"

#include "core/study/best_trials.h"
#include "core/study/requirement.h"

#include <cmath>

namespace attune::ui {

HistoryData historyOf(const std::vector<Trial> &trials, const Objective &objective,
                      const std::function<std::optional<double>(int trial)> &runningValue,
                      std::size_t which)
{
    HistoryData data;
    data.marks.reserve(trials.size());
    for (const Trial &trial : trials) {
        if (trial.state == TrialState::Waiting)
            continue;
        data.lastLaunched = trial.number;
        HistoryMark mark{trial.number, trial.state, trial.isExcluded,
                         !keepsRequirements(trial).value_or(true), trial.objectiveAt(which)};
        if (trial.state == TrialState::Running)
            mark.value = runningValue(trial.number);
        if (trial.state == TrialState::Failed || (mark.value && !std::isfinite(*mark.value)))
            mark.value.reset();
        data.marks.push_back(mark);
        const bool counts = trial.state == TrialState::Complete && !trial.isExcluded &&
                            trial.meetsRequirements && mark.value.has_value();
        if (counts && (data.best.empty() ||
                       isBetter(objective.direction, *mark.value, data.best.back().value)))
            data.best.push_back({trial.number, *mark.value});
    }
    return data;
}

} // namespace attune::ui
