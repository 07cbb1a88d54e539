// SPDX-FileCopyrightText: 2026 The Attune developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/engine/scheduling/book_writer.h"
#include "app/engine/scheduling/failure_streak.h"
#include "app/engine/scheduling/paused_trials.h"
#include "app/engine/scheduling/slot_filler.h"
#include "app/engine/scheduling/trial_follower.h"
#include "app/engine/scheduling/trial_launcher.h"

#include <QElapsedTimer>
#include <QObject>
#include <QTimer>

#include <optional>

namespace attune::engine {

/// Runs a study: launches trials while slots are free, tells the search what came of them, and ends
/// the study when it is complete. All that it does is in the study's book and committed in batches.
class TrialScheduler : public QObject
{
    Q_OBJECT

public:
    TrialScheduler(const StudyFolder &folder, StudyBook &book, StudyDatabase &database);

    /// Follows what runs already, from where the database stopped reading. Before anything else.
    [[nodiscard]] Result<void> begin();

    [[nodiscard]] Result<void> run();
    void pause(const std::string &reason);
    void stop(RunningTrials running);
    [[nodiscard]] Result<void> cancelTrial(int number);
    /// The book's settings have changed; those in force have been `before` until now.
    void takeSettings(const StudySettings &before);
    /// A trial was excluded or included: what the search knows is not simply more than before.
    void takeExclusion(int number);

    /// Launches what is due and commits what the book has. Failures are told by failed().
    void settle();
    /// Commits and says how it went.
    [[nodiscard]] Result<void> commit();

    /// Logs are being read again by new rules.
    [[nodiscard]] bool isRereading() const { return m_follower.isRereading(); }
    /// What has happened is not on disk, and cannot be written just now.
    [[nodiscard]] bool isUnwritten() const { return m_retryCommit.isActive(); }
    [[nodiscard]] bool isSuggestionReady() const { return m_filler.isSuggestionReady(); }
    /// Trials that are being launched: they wait in the book, but will run in a moment.
    [[nodiscard]] int onTheWayCount() const { return m_filler.onTheWayCount(); }
    [[nodiscard]] double ranSeconds() const;
    [[nodiscard]] TrialLauncher &launcher() { return m_launcher; }

Q_SIGNALS:
    void committed(const attune::engine::Committed &committed);
    /// The state, its reason, or whether a suggestion is ready.
    void statusChanged();
    /// The study no longer runs or stops.
    void stopped();
    void failed(const attune::Error &error);

private:
    void takeEnd(const RunKey &key, const TrialVerdict &verdict);
    void takeLaunch(const RunKey &key, const std::optional<Error> &error,
                    const std::optional<StopRequest> &stop);
    void takeExhaustion(const std::string &why);
    void beginRunning();
    /// The study is paused until it can be written again, and goes on then unless a person has
    /// paused or stopped it meanwhile.
    void holdUp(const Error &error);
    /// Nothing can be launched: a full disk or a folder that is away holds the study up, anything
    /// else pauses it.
    void takeBlock(const Error &error);
    /// Nothing could be written: it is tried again, and nothing else done, until it can be.
    void waitToWrite(const Error &error);
    /// Never can anything be written again: running trials are given up.
    void takeLoss(const Error &error);
    void giveUpLost();
    /// False where the study is not where it was opened; that is told then.
    bool lookForFolder();
    void goOn();
    void advance();
    void settleSoon();
    void checkCompletion();
    void endWhenIdle();
    /// The time since the last call is stored as running time, at every heartbeat: a crash loses
    /// no more than one.
    void bookRunningTime();
    void setState(StudyState state, const std::string &reason);
    void finish(const std::string &reason);
    void stopAll(const std::string &sentence);
    [[nodiscard]] bool isRunning() const { return m_book->study().state == StudyState::Running; }

    QString m_folder;
    StudyBook *m_book;
    BookWriter m_writer;
    TrialLauncher m_launcher;
    PausedTrials m_paused;
    SlotFiller m_filler;
    TrialFollower m_follower;
    FailureStreak m_failures;
    bool m_isCompletionDue = false; ///< something has happened that may complete the study
    QElapsedTimer m_runClock;       ///< valid while the study runs: since its time was noted last
    QTimer m_heartbeat;             ///< while the study runs: time limits, time left
    QTimer m_commitSoon;            ///< active while the next commit waits for company
    QElapsedTimer m_sinceCommit;
    QTimer m_retryCommit; ///< active while the database or a launch cannot be written
    QTimer m_lookForFolder;
    bool m_isHeldUp = false; ///< paused by that alone
    bool m_isLost = false;   ///< there is no file any more to write to
};

} // namespace attune::engine
