// SPDX-FileCopyrightText: 2026 The Attune developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/engine/scheduling/trial_scheduler.h"

#include "app/engine/storage/disk_space.h"

#include <utility>

// What a study does while it cannot be written: on a full disk, or where its folder is gone.

namespace attune::engine {

void TrialScheduler::holdUp(const Error &error)
{
    m_isHeldUp = true;
    setState(StudyState::Paused,
             error.message + " The study goes on by itself once it can be written.");
}

void TrialScheduler::takeBlock(const Error &error)
{
    if (m_retryCommit.isActive()) { // as that says
        Q_EMIT statusChanged();     // it is not on its way any more
        return;
    }
    if (!m_launcher.presence().isThere()) {
        (void)commit();
        return;
    }
    if (isRunning() && isDiskFull(m_folder)) {
        m_follower.rest();
        m_retryCommit.start();
        holdUp(error);
    } else if (!m_isHeldUp) {
        pause(error.message);
        settleSoon();
    }
    Q_EMIT failed(error);
}

bool TrialScheduler::lookForFolder()
{
    const bool isThere = m_launcher.presence().isThere();
    if (!isThere)
        (void)commit();
    return isThere;
}

void TrialScheduler::waitToWrite(const Error &error)
{
    m_follower.rest();
    const bool isNews = !m_retryCommit.isActive();
    if (isNews)
        m_retryCommit.start();
    if (error.kind == ErrorKind::NotFound && !std::exchange(m_isLost, true)) {
        takeLoss(error);
    } else if (isNews) {
        if (isRunning())
            holdUp(error);
        Q_EMIT statusChanged();
        Q_EMIT failed(error);
    }
}

void TrialScheduler::takeLoss(const Error &error)
{
    const StudyState before = m_book->study().state;
    const bool wasAtWork = isRunning() || m_isHeldUp || before == StudyState::Stopping;
    m_isHeldUp = false;
    if (wasAtWork || !m_follower.liveRuns().empty())
        setState(StudyState::Paused, error.message);
    giveUpLost();
    Q_EMIT failed(error);
    if (wasAtWork)
        Q_EMIT stopped();
}

void TrialScheduler::giveUpLost()
{
    m_follower.giveUpAll("The study was deleted while this ran.");
    // Into a file without a name: whoever looks on is to see what became of the trials.
    if (const auto last = m_writer.commit())
        Q_EMIT committed(*last);
    Q_EMIT statusChanged();
}

void TrialScheduler::goOn()
{
    if (!std::exchange(m_isHeldUp, false) || m_book->study().state != StudyState::Paused)
        return;
    m_book->setState(StudyState::Running, "");
    m_book->addEvent("resumed", std::nullopt, "The study can be written again, and goes on.");
    beginRunning();
}

} // namespace attune::engine
