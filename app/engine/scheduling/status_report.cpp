// SPDX-FileCopyrightText: 2026 The Attune developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/engine/scheduling/status_report.h"

#include "app/engine/scheduling/search_history.h"
#include "core/analysis/pareto_front.h"
#include "core/stopping/completion_criteria.h"
#include "core/study/best_trials.h"
#include "core/study/ran_here.h"
#include "core/study/requirement.h"

#include <algorithm>

namespace attune::engine {

namespace {

void count(StudyStatus &status, TrialState state)
{
    switch (state) {
    case TrialState::Waiting:
        ++status.waiting;
        break;
    case TrialState::Running:
        ++status.running;
        break;
    case TrialState::Complete:
        ++status.complete;
        break;
    case TrialState::Stopped:
        ++status.stopped;
        break;
    case TrialState::Failed:
        ++status.failed;
        break;
    case TrialState::Cancelled:
        ++status.cancelled;
        break;
    }
}

/// By the typical trial, and by the budget of time where there is one.
std::optional<double> secondsLeft(const StudyStatus &status, const Budget &budget,
                                  double typicalSeconds)
{
    std::optional<double> left;
    if (typicalSeconds > 0.0) {
        const int trials = std::max(0, budget.trials - status.launched()) + status.running;
        left = typicalSeconds * trials / std::max(1, std::min(budget.parallel, trials));
    }
    if (budget.seconds) {
        const double time = std::max(0.0, *budget.seconds - status.ranSeconds);
        left = left ? std::min(*left, time) : time;
    }
    return left;
}

/// Imported ones took no time.
int endedHere(const std::vector<Trial> &trials)
{
    return static_cast<int>(std::ranges::count_if(trials, [](const Trial &trial) {
        return ranHere(trial) &&
               (trial.state == TrialState::Complete || trial.state == TrialState::Stopped ||
                trial.state == TrialState::Failed);
    }));
}

} // namespace

StudyStatus statusOf(const StudyBook &book, double ranSeconds)
{
    StudyStatus status;
    const Budget &budget = book.settings().budget;
    status.state = book.study().state;
    status.reason = book.study().reason;
    if (status.state == StudyState::Running && book.isDraft())
        status.reason = "No new trials start while the set-up has a problem. " +
                        book.settings().problems().front().sentence;
    for (const Trial &trial : book.trials()) {
        count(status, trial.state);
        status.paused += trial.isPaused ? 1 : 0;
    }
    status.budgetTrials = budget.trials;
    status.parallel = budget.parallel;
    status.ranSeconds = ranSeconds;
    const std::vector<Objective> &objectives = book.rules().objectives;
    // A draft may ask for something else than trials were judged by.
    if (rulesOf(book.settings()).requirements == book.rules().requirements)
        status.whyNoneMeets =
            whyNoneMeets(book.settings().requirements, book.trials()).value_or(std::string());
    if (objectives.size() > 1) {
        for (const Trial *trial : paretoTrials(book.trials(), objectives))
            status.front.push_back(trial->number);
    } else if (!objectives.empty()) {
        if (const Trial *best = bestTrial(book.trials(), objectives.front())) {
            status.bestTrial = best->number;
            status.bestValue = best->objective();
        }
    }
    const StudyStopping &stopping = book.settings().studyStopping;
    if (stopping.notImprovingFor && !objectives.empty()) {
        status.mostWithoutImprovement = *stopping.notImprovingFor;
        status.withoutImprovement = trialsWithoutImprovement(stopping, objectives, book.trials());
    }
    if (ranSeconds > 0.0)
        status.trialsPerMinute = 60.0 * endedHere(book.trials()) / ranSeconds;
    if (status.state == StudyState::Running)
        status.secondsLeft = secondsLeft(status, budget, SearchHistory(book).typicalSeconds());
    return status;
}

} // namespace attune::engine
