// SPDX-FileCopyrightText: 2026 The Attune developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/engine/execution/run_end.h"
#include "app/engine/scheduling/trial_follower.h"
#include "app/engine/scheduling/trial_launcher.h"
#include "app/engine/storage/study_database.h"

#include <algorithm>
#include <filesystem>
#include <set>

// Logs of runs that have ended, read again by new rules.

namespace attune::engine {

void TrialFollower::reread()
{
    m_withoutLogs.clear();
    m_endStates.clear();
    m_rereading.clear();
    m_toReread.clear();
    m_toResume.clear();
    m_resuming.clear();
    for (const Trial &trial : m_book->trials()) {
        for (const Run &run : trial.runs) {
            m_runs.remove(run.key);
            if (run.end != RunEnd::None) {
                m_toReread.push_back(run.key);
                continue;
            }
            m_book->beginReread(run.key);
            m_lines[run.key] = 0;
            if (isAfterOpenRun(run.key))
                m_toResume.push_back(run.key);
            else
                follow(run.key);
        }
    }
    feed();
}

std::vector<int> TrialFollower::trialsLeftUnread() const
{
    std::set<int> judged;
    for (const ResultRecord &result : m_book->results())
        judged.insert(result.trial);
    std::vector<int> unread;
    for (const Trial &trial : m_book->trials()) {
        const bool isLeft = trial.revision < m_book->rulesRevision() &&
                            !judged.contains(trial.number) &&
                            std::ranges::any_of(trial.runs, [&](const Run &run) {
                                return run.end != RunEnd::None && !isReadByPresentRules(run.key);
                            });
        if (isLeft)
            unread.push_back(trial.number);
    }
    return unread;
}

bool TrialFollower::isReadByPresentRules(const RunKey &key) const
{
    const auto progress = m_book->storedProgress(key, *m_database);
    if (!progress || *progress == RunProgress{})
        return false;
    const RunDirectory directory = m_launcher->directoryOf(key);
    const auto isRead = [&](OutputStream stream, const StreamProgress &read) {
        std::error_code missing;
        const auto size = std::filesystem::file_size(directory.logPath(stream), missing);
        return missing || static_cast<std::int64_t>(size) <= read.offset;
    };
    return isRead(OutputStream::Stdout, (*progress)[0]) &&
           isRead(OutputStream::Stderr, (*progress)[1]);
}

bool TrialFollower::keepWithoutLogs(const RunKey &key)
{
    const RunDirectory directory = m_launcher->directoryOf(key);
    std::error_code ignored;
    if (std::filesystem::exists(directory.logPath(OutputStream::Stdout), ignored) ||
        std::filesystem::exists(directory.logPath(OutputStream::Stderr), ignored))
        return false;
    m_book->keepPoints(key);
    m_withoutLogs.insert(key);
    const RunOutcome outcome = outcomeOf(*m_book->findRun(key));
    if (m_book->trial(key.trial).runs.back().key == key)
        judgeAgain(key, outcome, 0);
    return true;
}

} // namespace attune::engine
