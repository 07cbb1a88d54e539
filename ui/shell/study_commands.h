// SPDX-FileCopyrightText: 2026 The Attune developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/shell/ended_study.h"
#include "ui/shell/page.h"

#include <QObject>
#include <QPointer>

class QPushButton;

namespace attune::ui {

class HistoryDialog;
class NoticeBar;
class NoticeStack;

/// Run, pause, stop and the other commands of one study, with what has to be asked before them.
class StudyCommands : public QObject
{
    Q_OBJECT

public:
    /// Adds the commands to the registry.
    StudyCommands(const StudyParts &parts, NoticeStack *notices, QObject *parent = nullptr);

    /// Asked before a start: a sentence why not yet, or nothing. A person can start all the same.
    void setReadiness(std::function<QString()> whyNotReady);

    /// Starts without asking whether it is ready.
    void runAtOnce();
    void setParallel(int parallel);
    /// Asks for a table of trials that ran elsewhere; `file` may be empty.
    void importTrials(const QString &file);

Q_SIGNALS:
    void started();
    /// Trials came from elsewhere.
    void imported();
    void trialWanted(int trial);
    /// The definition has a problem, so that nothing was started.
    void faultFound();

private:
    void addAll();
    void addUndo();
    void run();
    [[nodiscard]] bool showFault();
    void runMore();
    void stop();
    void showBest();
    /// Asks for the format of the settings of a trial that reruns have confirmed.
    void exportConfirmed(int trial, QWidget *owner);
    void showHistory();
    void openFolder();
    void follow();
    void followConfirming();
    void followStopQuestion();
    void showReason();

    StudyParts m_parts;
    NoticeStack *m_notices;
    EndedStudy m_ended;
    QPointer<HistoryDialog> m_history;
    QPointer<NoticeBar> m_stopQuestion;
    QPointer<QPushButton> m_stopButton;
    std::function<QString()> m_whyNotReady;
    bool m_isOverruled = false;
    bool m_showsFault = false; ///< the last start found one; said until it is mended
    QString m_shownReason;     ///< a dismissed one does not come back
};

} // namespace attune::ui
