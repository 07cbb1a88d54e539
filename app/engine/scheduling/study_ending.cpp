// SPDX-FileCopyrightText: 2026 The Attune developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/engine/scheduling/trial_plan.h"
#include "app/engine/scheduling/trial_scheduler.h"
#include "core/stopping/completion_criteria.h"

#include <algorithm>
#include <utility>

// How a study ends.

namespace attune::engine {

void TrialScheduler::checkCompletion()
{
    if (!isRunning() || m_book->isDraft() || m_follower.isCatchingUp() ||
        !std::exchange(m_isCompletionDue, false))
        return;
    StudyProgress progress{m_book->trials(), ranSeconds(), {}, m_paused.next().has_value()};
    if (const auto &convergence = m_filler.convergence()) {
        progress.convergence = convergence->bound;
        progress.modelled = convergence->results;
    }
    const auto why = whyComplete(m_book->settings(), progress);
    if (!why)
        return;
    m_book->addEvent("finished", std::nullopt, *why);
    setState(StudyState::Stopping, *why);
    stopAll(*why);
}

void TrialScheduler::endWhenIdle()
{
    const auto isAwaited = [this](const RunKey &key) { return !m_follower.isUnreachable(key); };
    if (m_book->study().state != StudyState::Stopping || m_filler.onTheWayCount() > 0 ||
        std::ranges::any_of(m_follower.liveRuns(), isAwaited))
        return;
    if (m_book->study().isEnding()) {
        finish(std::string(m_book->study().reason));
        return;
    }
    setState(StudyState::Idle, "");
    Q_EMIT stopped();
}

void TrialScheduler::finish(const std::string &reason)
{
    m_paused.endAll();
    setState(StudyState::Finished, reason);
    Q_EMIT stopped();
}

void TrialScheduler::stopAll(const std::string &sentence)
{
    m_filler.stopAll({StopWhy::Study, sentence});
    for (const RunKey &key : m_follower.liveRuns()) {
        if (!m_follower.isAsked(key) && !m_launcher.directoryOf(key).hasExit())
            m_follower.stop(key, {StopWhy::Study, sentence});
    }
    // A trial that waits for another attempt has begun: it ends like the running ones.
    for (const Trial &trial : m_book->trials()) {
        if (trial.state != TrialState::Waiting || trial.runs.empty() ||
            m_filler.isOnTheWay(trial.number))
            continue;
        if (reachedResource(trial) > 0) {
            m_paused.comeBack(trial.number);
            continue;
        }
        Trial &waiting = m_book->editTrial(trial.number);
        waiting.state = TrialState::Cancelled;
        waiting.sentence = sentence;
    }
}

void TrialScheduler::takeExhaustion(const std::string &why)
{
    m_book->addEvent("finished", std::nullopt, why);
    finish(why);
}

} // namespace attune::engine
