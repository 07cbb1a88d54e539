// SPDX-FileCopyrightText: 2026 The Attune developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/study_commands.h"

#include "ui/commands/command_registry.h"
#include "ui/dialogs/confirm_dialog.h"
#include "ui/dialogs/export_dialog.h"
#include "ui/dialogs/history_dialog.h"
#include "ui/dialogs/import_dialog.h"
#include "ui/models/study_model.h"
#include "ui/ports/study_gateway.h"
#include "ui/selection/trial_selection.h"
#include "ui/shell/comparability_notice.h"
#include "ui/undo/study_document.h"
#include "ui/widgets/notice_bar.h"
#include "ui/widgets/notice_stack.h"

#include <QApplication>
#include <QDesktopServices>
#include <QPointer>
#include <QPushButton>
#include <QUrl>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace attune::ui {

namespace {

/// A field gives its text to the study when it is left.
void takeFocusedText()
{
    const QPointer<QWidget> focused = QApplication::focusWidget();
    if (!focused)
        return;
    focused->clearFocus();
    if (focused)
        focused->setFocus(Qt::OtherFocusReason);
}

constexpr auto startTopic = "start"_L1;
constexpr auto stopTopic = "stop"_L1;
constexpr auto stateTopic = "state"_L1;
constexpr int moreTrials = 20;

bool isStartable(StudyState state)
{
    return state == StudyState::Idle || state == StudyState::Paused ||
           state == StudyState::Finished;
}

/// Trials that another session started still run; the study itself has not been resumed.
bool goesOnFromBefore(const StudyStatus &status)
{
    return status.state == StudyState::Idle && status.running > 0;
}

QString stopQuestion(int running)
{
    return StudyCommands::tr("%n trial(s) still running. Stop now, or let what runs finish and "
                             "start no more?",
                             nullptr, running);
}

bool isResumable(const StudyStatus &status)
{
    return status.state == StudyState::Paused ||
           (status.state == StudyState::Idle && status.launched() > 0);
}

} // namespace

StudyCommands::StudyCommands(const StudyParts &parts, NoticeStack *notices, QObject *parent)
    : QObject(parent), m_parts(parts), m_notices(notices), m_ended(parts.model, parts.document)
{
    addAll();
    addUndo();
    new ComparabilityNotice(parts.model, notices, this);
    connect(parts.model, &StudyModel::statusChanged, this, &StudyCommands::follow);
    connect(parts.model, &StudyModel::settingsChanged, this, &StudyCommands::follow);
    connect(parts.gateway, &StudyGateway::failed, notices, [notices](const Error &error) {
        notices->showError(QString::fromStdString(error.message));
    });
    connect(parts.document, &StudyDocument::rejected, notices, &NoticeStack::showError);
    connect(parts.document, &StudyDocument::settingsChanged, this, [this] {
        follow(); // what was edited may let a study go on that has ended
        if (m_showsFault && m_parts.document->settings().problems().empty())
            m_notices->showTopic(startTopic, {});
    });
    follow();
}

void StudyCommands::addAll()
{
    CommandRegistry &commands = *m_parts.commands;
    commands.add({u"study.run"_s, tr("&Run"), u"play"_s, QKeySequence(Qt::Key_F5),
                  tr("Starts the study, or resumes it after a pause")},
                 [this] { run(); });
    commands.add({u"study.pause"_s, tr("&Pause"), u"pause"_s, QKeySequence(Qt::Key_F6),
                  tr("Starts no more trials; running trials go on")},
                 [this] { m_parts.gateway->pause(); });
    commands.add({u"study.stop"_s, tr("&Stop"), u"stop"_s, QKeySequence(Qt::SHIFT | Qt::Key_F5),
                  tr("Ends the study's run; asks what happens to running trials")},
                 [this] { stop(); });
    commands.add({u"study.showBest"_s, tr("Show &Best Trial"), u"star"_s,
                  QKeySequence(Qt::CTRL | Qt::Key_B), tr("Selects the best trial so far")},
                 [this] { showBest(); });
    commands.add({u"study.confirmBest"_s, tr("&Confirm the Best\u2026"), u"check"_s, QKeySequence(),
                  tr("Runs the best settings again with fresh seeds, to know which is the best")},
                 [this] {
                     auto *owner = qobject_cast<QWidget *>(parent());
                     auto *dialog = new ConfirmDialog(m_parts.gateway, owner);
                     connect(dialog, &ConfirmDialog::exportWanted, this,
                             [this, dialog](int trial) { exportConfirmed(trial, dialog); });
                     dialog->open();
                 });
    commands.add({u"study.import"_s, tr("&Import Trials\u2026"), u"import"_s, QKeySequence(),
                  tr("Takes over trials that ran elsewhere, from a table")},
                 [this] { importTrials({}); });
    commands.add({u"study.history"_s, tr("&History\u2026"), u"recent"_s, QKeySequence(),
                  tr("Shows what has happened to the study, and when")},
                 [this] { showHistory(); });
    commands.add({u"study.openFolder"_s, tr("Open Study &Folder"), u"folder"_s, QKeySequence(),
                  tr("Shows the study's files in the file manager")},
                 [this] { openFolder(); });
}

void StudyCommands::addUndo()
{
    QUndoStack *stack = m_parts.document->undoStack();
    QAction *undo = m_parts.commands->add({u"edit.undo"_s, tr("&Undo"), u"undo"_s,
                                           QKeySequence::Undo, tr("Takes the last edit back")},
                                          [stack] { stack->undo(); });
    QAction *redo = m_parts.commands->add({u"edit.redo"_s, tr("&Redo"), u"redo"_s,
                                           QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_Z),
                                           tr("Makes the edit again that was taken back")},
                                          [stack] { stack->redo(); });
    const auto name = [stack, undo, redo] {
        undo->setEnabled(stack->canUndo());
        redo->setEnabled(stack->canRedo());
        undo->setText(stack->canUndo() ? tr("&Undo %1").arg(stack->undoText()) : tr("&Undo"));
        redo->setText(stack->canRedo() ? tr("&Redo %1").arg(stack->redoText()) : tr("&Redo"));
    };
    connect(stack, &QUndoStack::indexChanged, this, name);
    connect(stack, &QUndoStack::indexChanged, this, &StudyCommands::follow);
    name();
}

void StudyCommands::setReadiness(std::function<QString()> whyNotReady)
{
    m_whyNotReady = std::move(whyNotReady);
}

void StudyCommands::run()
{
    takeFocusedText();
    if (showFault())
        return;
    if (m_ended.isComplete())
        return runMore();
    const QString missing = m_whyNotReady && !m_isOverruled ? m_whyNotReady() : QString();
    if (missing.isEmpty())
        return runAtOnce();
    NoticeBar *notice = m_notices->showTopic(startTopic, missing.toHtmlEscaped());
    if (m_parts.commands->contains(u"study.testRun"_s))
        notice->addAction(tr("Test Run"), [this] {
            m_notices->showTopic(startTopic, {});
            m_parts.commands->action(u"study.testRun"_s)->trigger();
        });
    notice->addAction(tr("Run Anyway"), [this] {
        m_isOverruled = true;
        runAtOnce();
    });
}

/// Nothing would start: neither the budget nor the page on which the fault is changes.
bool StudyCommands::showFault()
{
    const Problems problems = m_parts.document->settings().problems();
    m_showsFault = !problems.empty();
    if (!m_showsFault)
        return false;
    const QString sentence = QString::fromStdString(problems.front().sentence);
    m_notices->showTopic(startTopic, tr("Nothing was started. %1").arg(sentence.toHtmlEscaped()));
    Q_EMIT faultFound();
    return true;
}

void StudyCommands::runMore()
{
    m_parts.document->edit(tr("Run %1 More").arg(moreTrials), m_ended.withMore(moreTrials));
    m_parts.document->flush([self = QPointer(this)] {
        if (self)
            self->runAtOnce();
    });
}

void StudyCommands::runAtOnce()
{
    m_notices->showTopic(startTopic, {});
    m_parts.document->flush();
    m_parts.gateway->run([self = QPointer(this)](const Result<void> &result) {
        if (!self)
            return;
        if (result)
            Q_EMIT self->started();
        else
            self->m_notices->showTopic(
                startTopic, QString::fromStdString(result.error().message).toHtmlEscaped());
    });
}

void StudyCommands::openFolder()
{
    const QString folder = m_parts.gateway->folder();
    if (!QDesktopServices::openUrl(QUrl::fromLocalFile(folder)))
        m_notices->showError(
            tr("Cannot open \"%1\": the desktop has no file manager for it.").arg(folder));
}

void StudyCommands::stop()
{
    const int running = m_parts.model->status().running;
    if (running == 0)
        return m_parts.gateway->stop(RunningTrials::Stop);
    m_stopQuestion = m_notices->showTopic(stopTopic, stopQuestion(running));
    m_stopButton = m_stopQuestion->addAction(tr("Stop %n Trial(s)", nullptr, running), [this] {
        m_notices->showTopic(stopTopic, {});
        m_parts.gateway->stop(RunningTrials::Stop);
    });
    m_stopQuestion->addAction(tr("Let Them Finish"), [this] {
        m_notices->showTopic(stopTopic, {});
        m_parts.gateway->stop(RunningTrials::LetGoOn);
    });
}

/// The question stays while there is something to stop, also between the end of one trial and the
/// start of the next.
void StudyCommands::followStopQuestion()
{
    const StudyStatus &status = m_parts.model->status();
    const bool isMoot = status.state != StudyState::Running && status.running == 0;
    if (isMoot || !m_parts.commands->action(u"study.stop"_s)->isEnabled()) {
        m_notices->showTopic(stopTopic, {});
    } else if (m_stopQuestion && status.running > 0) {
        m_stopQuestion->setText(stopQuestion(status.running));
        m_stopButton->setText(tr("Stop %n Trial(s)", nullptr, status.running));
    }
}

void StudyCommands::setParallel(int parallel)
{
    StudySettings changed = m_parts.document->settings();
    changed.budget.parallel = parallel;
    // As the field of Set Up does, so that both undo as one.
    m_parts.document->edit(tr("Change Parallel Trials"), changed, u"parallel"_s);
}

void StudyCommands::importTrials(const QString &file)
{
    const StudyStatus &status = m_parts.model->status();
    if (status.state == StudyState::ReadOnly)
        return m_notices->showError(QString::fromStdString(status.reason));
    takeFocusedText();
    m_parts.document->flush();
    const auto &objectives = m_parts.document->settings().objectives;
    const QString metric = objectives.empty() || objectives.front().metric.empty()
                               ? tr("the objective")
                               : QString::fromStdString(objectives.front().metric);
    auto *dialog = new ImportDialog(m_parts.gateway, metric, qobject_cast<QWidget *>(parent()));
    connect(dialog, &ImportDialog::imported, this, [this](int trials) {
        m_notices
            ->show(tr("%n trial(s) imported. The budget has grown by as many.", nullptr, trials))
            ->setTone(NoticeTone::Information);
        Q_EMIT imported();
    });
    if (!file.isEmpty())
        dialog->setFile(file);
    dialog->open();
}

void StudyCommands::showHistory()
{
    if (!m_history) {
        m_history = new HistoryDialog(m_parts.gateway, qobject_cast<QWidget *>(parent()));
        connect(m_history, &HistoryDialog::trialWanted, this, [this](int trial) {
            m_parts.selection->setCurrent(trial);
            Q_EMIT trialWanted(trial);
        });
    }
    m_history->show();
    m_history->raise();
    m_history->activateWindow();
}

/// Of several objectives all on the front are selected.
void StudyCommands::showBest()
{
    const StudyStatus &status = m_parts.model->status();
    if (!status.hasBest())
        return;
    const int shown = status.front.empty() ? *status.reportedTrial() : status.front.front();
    m_parts.selection->setCurrent(shown);
    if (!status.front.empty())
        m_parts.selection->setSelected({status.front.begin(), status.front.end()});
    Q_EMIT trialWanted(shown);
}

void StudyCommands::exportConfirmed(int trial, QWidget *owner)
{
    const QString name = QString::fromStdString(m_parts.model->settings().name);
    const QString title = tr("Settings of trial %1, the best of the reruns").arg(trial);
    (new ExportDialog(m_parts.gateway, title, name, trial, owner))->open();
}

void StudyCommands::follow()
{
    const StudyStatus &status = m_parts.model->status();
    m_ended.follow();
    QAction *run = m_parts.commands->action(u"study.run"_s);
    run->setEnabled(isStartable(status.state));
    run->setText(m_ended.isComplete()  ? tr("&Run %1 More").arg(moreTrials)
                 : isResumable(status) ? tr("&Resume")
                                       : tr("&Run"));
    m_parts.commands->action(u"study.pause"_s)->setEnabled(status.state == StudyState::Running);
    m_parts.commands->action(u"study.stop"_s)
        ->setEnabled(status.state == StudyState::Running || status.state == StudyState::Paused ||
                     goesOnFromBefore(status));
    m_parts.commands->action(u"study.import"_s)->setEnabled(status.state != StudyState::ReadOnly);
    const bool hasFront = m_parts.model->settings().objectives.size() > 1;
    QAction *showBest = m_parts.commands->action(u"study.showBest"_s);
    showBest->setEnabled(status.hasBest());
    showBest->setText(hasFront ? tr("Show the &Front") : tr("Show &Best Trial"));
    showBest->setStatusTip(hasFront ? tr("Selects the trials that no other one beats")
                                    : tr("Selects the best trial so far"));
    followConfirming();
    followStopQuestion();
    showReason();
}

/// Says why it is not possible, where it is not.
void StudyCommands::followConfirming()
{
    const StudyStatus &status = m_parts.model->status();
    const QString reason =
        m_parts.model->settings().objectives.size() > 1
            ? tr("With several objectives there is no one best to confirm")
        : status.running > 0 || status.state == StudyState::Running
            ? tr("Possible as soon as no trial runs: pause or stop the study first")
        : status.complete < 2 ? tr("Possible as soon as two trials are complete")
                              : QString();
    QAction *confirm = m_parts.commands->action(u"study.confirmBest"_s);
    confirm->setEnabled(reason.isEmpty());
    confirm->setStatusTip(
        reason.isEmpty()
            ? tr("Runs the best settings again with fresh seeds, to know which is the best")
            : reason);
}

void StudyCommands::showReason()
{
    const StudyStatus &status = m_parts.model->status();
    // One that runs has a reason only where it starts nothing.
    const bool matters =
        status.state == StudyState::Running || status.state == StudyState::Paused ||
        status.state == StudyState::ReadOnly || status.state == StudyState::Finished;
    const QString reason =
        matters ? QString::fromStdString(status.reason).toHtmlEscaped()
        : goesOnFromBefore(status)
            ? tr("Trials from before still run. No new ones start until the study is resumed.")
            : QString();
    if (reason == m_shownReason)
        return;
    m_shownReason = reason;
    NoticeBar *notice = m_notices->showTopic(stateTopic, reason);
    if (!notice)
        return;
    notice->setDismissible(status.state != StudyState::ReadOnly);
    const bool isInformation = status.state == StudyState::Finished || goesOnFromBefore(status);
    notice->setTone(isInformation ? NoticeTone::Information : NoticeTone::Warning);
    if (status.state == StudyState::Finished && status.hasBest())
        notice->addAction(status.bestTrial ? tr("Export Best\u2026") : tr("Export\u2026"),
                          [this] { m_parts.commands->action(u"file.export"_s)->trigger(); });
}

} // namespace attune::ui
