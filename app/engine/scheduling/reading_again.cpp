// SPDX-FileCopyrightText: 2026 The Attune developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/engine/execution/run_end.h"
#include "app/engine/scheduling/paused_trials.h"
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
    m_linesReread.clear();
    m_toResume.clear();
    m_resuming.clear();
    m_firstPoints.clear();
    for (const Trial &trial : m_book->trials()) {
        for (const Run &run : trial.runs) {
            const std::optional<RunProgress> read = m_runs.progressOf(run.key);
            m_runs.remove(run.key);
            if (run.end != RunEnd::None) {
                m_toReread.insert(run.key);
                continue;
            }
            if (read) // else it waits, or is read again already
                m_history.try_emplace(run.key, *read);
            m_book->beginReread(run.key);
            m_lines[run.key] = 0;
            if (isAfterOpenRun(run.key))
                m_toResume.push_back(run.key);
            else
                follow(run.key);
        }
    }
    m_runs.hurry(); // look() feeds them: only where the study is there are there logs to be read
}

void TrialFollower::passHistories()
{
    std::erase_if(m_history, [this](const auto &history) {
        return m_runs.hasPassed(history.first, history.second);
    });
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
    if (!m_launcher->presence().isThere()) // they are away with its folder
        return false;
    m_book->keepPoints(key);
    m_withoutLogs.insert(key);
    judgeWhole(key, outcomeOf(*m_book->findRun(key)), 0);
    return true;
}

void TrialFollower::judgeWhole(const RunKey &key, const RunOutcome &outcome, std::int64_t lines)
{
    m_linesReread[key] = lines;
    if (!isReadWhole(key.trial))
        return;
    judgeAgain(key.trial, key, outcome);
    std::erase_if(m_linesReread, [&](const auto &each) { return each.first.trial == key.trial; });
    if (!isRereading() && m_book->study().state == StudyState::Finished)
        m_paused->endAll();
}

/// `outcome` is that of the run `key`, which was read last.
void TrialFollower::judgeAgain(int number, const RunKey &key, const RunOutcome &outcome)
{
    const Trial &trial = m_book->trial(number);
    const auto howEnded = [&](const RunKey &run) {
        return run == key ? outcome : outcomeOf(*m_book->findRun(run));
    };
    const RunKey last = trial.runs.back().key;
    const bool isOfRungs = trial.runs.back().resource > 0;
    const bool isOpen =
        std::ranges::any_of(trial.runs, [](const Run &run) { return run.end == RunEnd::None; });
    if (trial.state == TrialState::Running && !isOpen) // it ended while earlier runs were read
        return settle(last, howEnded(last), linesOf(last));
    // Only what a value decides can change: not that it was cancelled, or that more of it is due.
    if (trial.state == TrialState::Cancelled) {
        if (!hasReachedResource(trial.runs.back())) // who cancels a paused trial leaves no trace
            enterRungs(number);
        return;
    }
    if (!isOfRungs && (isOpen || trial.state == TrialState::Waiting))
        return;
    const RunKey standing = standingRunOf(trial).value_or(last);
    if (m_book->findRun(standing)->end == RunEnd::None)
        return;
    const RunOutcome how = howEnded(standing);
    if (const auto all = combined(standing, verdictOfRun(standing, how, linesOf(standing))))
        enterVerdict(standing, *all, how);
    enterRungs(number);
}

std::int64_t TrialFollower::linesOf(const RunKey &key) const
{
    const auto read = m_linesReread.find(key);
    return read == m_linesReread.end() ? 0 : read->second;
}

} // namespace attune::engine
