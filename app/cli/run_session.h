// SPDX-FileCopyrightText: 2026 The Attune developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/cli/console.h"
#include "app/engine/scheduling/study_runner.h"

#include <QElapsedTimer>
#include <QEventLoop>
#include <QObject>

#include <map>

namespace attune::cli {

/// Runs a study to its end and tells of it: a bar on a terminal, lines otherwise, or JSON.
class RunSession : public QObject
{
    Q_OBJECT

public:
    enum class Report { ForPeople, AsJson };

    /// `whenInterrupted`: what becomes of running trials. Borrows both.
    RunSession(engine::StudyRunner &study, Console &console, Report report,
               RunningTrials whenInterrupted);

    /// Starts it and returns when it has ended or was interrupted. Returns an ExitCode.
    [[nodiscard]] int exec();

private:
    void takeTrial(const Trial &trial);
    void tellTrial(const Trial &trial);
    /// Its sentence. That metrics were left out is said once: all trials print alike.
    [[nodiscard]] std::string toldOf(const Trial &trial);
    void tellEvent(const StudyEvent &event);
    void takeStatus(const StudyStatus &status);
    void takeInterrupt();
    void draw();
    void tellNotices();
    void tellEnd();
    void tellResult(const StudyStatus &status);
    [[nodiscard]] bool tellFurthest(const StudyStatus &status);
    void tellFront(const StudyStatus &status);
    [[nodiscard]] bool isOver() const;
    [[nodiscard]] int exitCode() const;

    engine::StudyRunner &m_study;
    Console &m_console;
    Report m_report;
    RunningTrials m_whenInterrupted;
    QEventLoop m_loop;
    QElapsedTimer m_sinceDrawn;
    std::map<int, TrialState> m_told;
    std::optional<double> m_bestTold;
    int m_succeeded = 0; ///< since it began
    int m_failed = 0;
    bool m_hasToldLeftOut = false;
    bool m_isInterrupted = false;
    bool m_hasFailed = false;
    bool m_hasStopped = false; ///< by someone, or at its end
    bool m_isHeldUp = false;   ///< paused until it can be written
};

} // namespace attune::cli
