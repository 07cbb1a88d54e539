// SPDX-FileCopyrightText: 2026 The Attune developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/trial_actions.h"

#include "core/protocol/command_template.h"
#include "ui/commands/command_registry.h"
#include "ui/dialogs/clone_trial_dialog.h"
#include "ui/models/study_model.h"
#include "ui/ports/study_gateway.h"
#include "ui/selection/trial_selection.h"
#include "ui/undo/exclusion_edit.h"

#include <QClipboard>
#include <QDesktopServices>
#include <QDir>
#include <QGuiApplication>
#include <QInputDialog>
#include <QMenu>
#include <QMessageBox>
#include <QPointer>
#include <QPushButton>
#include <QUndoStack>
#include <QUrl>

#include <algorithm>
#include <array>

using namespace Qt::StringLiterals;

namespace attune::ui {

namespace {

/// So many are retried without a question.
constexpr std::size_t mostUnasked = 5;

/// A paused trial would go on.
bool canBeStopped(const Trial &trial)
{
    return !isFinished(trial.state) || trial.isPaused;
}

} // namespace

TrialActions::TrialActions(StudyModel *model, TrialSelection *selection, StudyGateway *gateway,
                           CommandRegistry *commands, QUndoStack *undoStack, QWidget *parent)
    : QObject(parent), m_model(model), m_selection(selection), m_gateway(gateway),
      m_commands(commands), m_undoStack(undoStack)
{
    addCommands();
    connect(selection, &TrialSelection::selectedChanged, this, &TrialActions::updateCommands);
    connect(selection, &TrialSelection::currentChanged, this, &TrialActions::updateCommands);
    connect(model, &StudyModel::trialsChanged, this, &TrialActions::updateCommands);
    connect(model, &StudyModel::statusChanged, this, &TrialActions::updateCommands);
    connect(model, &StudyModel::settingsChanged, this, &TrialActions::updateCommands);
    updateCommands();
}

QWidget *TrialActions::page() const
{
    return qobject_cast<QWidget *>(parent());
}

void TrialActions::addCommands()
{
    m_commands->add({u"trial.stop"_s, tr("&Stop Trial"), u"stop"_s, QKeySequence(u"Ctrl+."_s),
                     tr("Ends the selected running trials; they count as cancelled.")},
                    [this] { stop(); });
    m_commands->add({u"trial.retry"_s, tr("&Retry Trial"), u"retry"_s,
                     QKeySequence(u"Ctrl+Shift+R"_s),
                     tr("Tries the same settings again, as a new trial.")},
                    [this] { retry(); });
    m_commands->add({u"trial.clone"_s, tr("&Clone and Edit…"), u"edit"_s,
                     QKeySequence(u"Ctrl+Shift+E"_s),
                     tr("Tries the trial's settings next, with changes of your own.")},
                    [this] { cloneAndEdit(); });
    m_commands->add({u"trial.enqueue"_s, tr("Enqueue &Own Settings…"), u"new"_s, QKeySequence(),
                     tr("Tries settings of your own next, beginning with the defaults.")},
                    [this] { enqueueOwn(); });
    m_commands->add({u"trial.exclude"_s, tr("E&xclude from the Search"), u"exclude"_s,
                     QKeySequence(u"Ctrl+Shift+X"_s),
                     tr("Neither the search nor the best considers an excluded trial.")},
                    [this] { toggleExcluded(); });
    m_commands->add({u"trial.star"_s, tr("S&tar"), u"star"_s, QKeySequence(u"Ctrl+D"_s),
                     tr("Marks trials to find them again.")},
                    [this] { toggleStarred(); });
    m_commands->add({u"trial.note"_s, tr("&Note…"), u"note"_s, QKeySequence(u"Ctrl+Shift+N"_s),
                     tr("Writes a note to the trial.")},
                    [this] { editNote(); });
    m_commands->add({u"trial.copyCommand"_s, tr("Copy Command &Line"), u"copy"_s,
                     QKeySequence(u"Ctrl+Shift+C"_s),
                     tr("Copies the trial's command as you would type it in a terminal.")},
                    [this] { copyCommand(); });
    m_commands->add({u"trial.openFolder"_s, tr("Open &Folder"), u"folder"_s,
                     QKeySequence(u"Ctrl+Shift+F"_s),
                     tr("Opens the folder with the trial's logs and files.")},
                    [this] { openFolder(); });
}

std::set<int> TrialActions::targets() const
{
    if (!m_selection->selected().empty() || !m_selection->current())
        return m_selection->selected();
    return {*m_selection->current()};
}

void TrialActions::updateCommands()
{
    const std::set<int> trials = targets();
    std::vector<const Trial *> chosen;
    for (const int number : trials) {
        if (const Trial *trial = m_model->trial(number))
            chosen.push_back(trial);
    }
    const bool canWrite = m_model->status().state != StudyState::ReadOnly;
    const bool isAny = !chosen.empty();
    const bool isOne = chosen.size() == 1;
    const bool hasRun = isOne && !chosen.front()->runs.empty();
    const auto stoppable =
        std::ranges::count_if(chosen, [](const Trial *trial) { return canBeStopped(*trial); });
    const bool isAllFinished = isAny && stoppable == 0;
    m_commands->action(u"trial.stop"_s)->setEnabled(stoppable > 0);
    m_commands->action(u"trial.stop"_s)
        ->setText(stoppable > 1 ? tr("&Stop %n Trials", nullptr, int(stoppable))
                                : tr("&Stop Trial"));
    m_commands->action(u"trial.retry"_s)->setEnabled(isAllFinished);
    m_commands->action(u"trial.retry"_s)
        ->setText(chosen.size() > 1 ? tr("&Retry %n Trials", nullptr, int(chosen.size()))
                                    : tr("&Retry Trial"));
    m_commands->action(u"trial.clone"_s)->setEnabled(isOne && canWrite);
    m_commands->action(u"trial.enqueue"_s)
        ->setEnabled(canWrite && !m_model->settings().space.hyperparameters.empty());
    m_commands->action(u"trial.exclude"_s)->setEnabled(isAny && canWrite);
    m_commands->action(u"trial.star"_s)->setEnabled(isAny && canWrite);
    m_commands->action(u"trial.note"_s)->setEnabled(isOne && canWrite);
    m_commands->action(u"trial.copyCommand"_s)->setEnabled(hasRun);
    m_commands->action(u"trial.openFolder"_s)->setEnabled(hasRun);
    const bool isExcluded =
        isAny && std::ranges::all_of(chosen, [](const Trial *t) { return t->isExcluded; });
    const bool isStarred =
        isAny && std::ranges::all_of(chosen, [](const Trial *t) { return t->isStarred; });
    m_commands->action(u"trial.exclude"_s)
        ->setText(isExcluded ? tr("&Restore to the Search") : tr("E&xclude from the Search"));
    m_commands->action(u"trial.star"_s)->setText(isStarred ? tr("Remove S&tar") : tr("S&tar"));
}

void TrialActions::fillMenu(QMenu *menu) const
{
    static constexpr std::array ids{"trial.stop",        "trial.retry",     "trial.clone",   "",
                                    "trial.star",        "trial.note",      "trial.exclude", "",
                                    "trial.copyCommand", "trial.openFolder"};
    for (const char *id : ids) {
        if (*id == '\0')
            menu->addSeparator();
        else
            menu->addAction(m_commands->action(QString::fromLatin1(id)));
    }
}

void TrialActions::report(const Result<void> &result)
{
    if (!result)
        Q_EMIT failed(QString::fromStdString(result.error().message));
}

void TrialActions::stop()
{
    const QPointer<TrialActions> self(this);
    for (const int number : targets()) {
        const Trial *trial = m_model->trial(number);
        if (trial && canBeStopped(*trial))
            m_gateway->cancelTrial(number, [self](const Result<void> &result) {
                if (self)
                    self->report(result);
            });
    }
}

/// Many trials take long, and were perhaps selected for something else.
void TrialActions::retry()
{
    const std::set<int> chosen = targets();
    if (chosen.size() <= mostUnasked)
        return retry(chosen);
    const int count = int(chosen.size());
    auto *question = new QMessageBox(page());
    question->setObjectName(u"retryQuestion"_s);
    question->setAttribute(Qt::WA_DeleteOnClose);
    question->setWindowTitle(tr("Retry Trials"));
    question->setText(tr("Run the settings of %n selected trial(s) again, each as a new trial? "
                         "They count against the budget.",
                         nullptr, count));
    QPushButton *act =
        question->addButton(tr("Retry %n Trials", nullptr, count), QMessageBox::AcceptRole);
    question->setDefaultButton(question->addButton(QMessageBox::Cancel));
    connect(act, &QPushButton::clicked, this, [this, chosen] { retry(chosen); });
    question->open();
}

void TrialActions::retry(const std::set<int> &trials)
{
    const QPointer<TrialActions> self(this);
    for (const int number : trials)
        m_gateway->retryTrial(number, [self](const Result<void> &result) {
            if (self)
                self->report(result);
        });
}

void TrialActions::cloneAndEdit()
{
    const std::set<int> chosen = targets();
    const Trial *trial = chosen.empty() ? nullptr : m_model->trial(*chosen.begin());
    if (!trial)
        return;
    enqueueFrom(new CloneTrialDialog(m_model->settings().space, *trial, page()));
}

void TrialActions::enqueueOwn()
{
    enqueueFrom(new CloneTrialDialog(m_model->settings().space, page()));
}

void TrialActions::enqueueFrom(CloneTrialDialog *dialog)
{
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(dialog, &QDialog::accepted, this, [this, dialog] {
        const QPointer<TrialActions> self(this);
        m_gateway->enqueue(dialog->settings(), [self](const Result<void> &result) {
            if (self)
                self->report(result);
        });
    });
    dialog->open();
}

void TrialActions::toggleExcluded()
{
    std::set<int> taken;
    std::set<int> excluded;
    for (const int number : targets()) {
        if (const Trial *trial = m_model->trial(number))
            (trial->isExcluded ? excluded : taken).insert(number);
    }
    const Exclusion exclusion = taken.empty() ? Exclusion::Restore : Exclusion::Exclude;
    const std::set<int> &changed = taken.empty() ? excluded : taken;
    if (changed.empty())
        return;
    m_undoStack->push(new ExclusionEdit(m_gateway, changed, exclusion,
                                        [self = QPointer(this)](const Result<void> &result) {
                                            if (self)
                                                self->report(result);
                                        }));
}

void TrialActions::toggleStarred()
{
    const std::set<int> chosen = targets();
    const bool isStarred = std::ranges::all_of(chosen, [this](int number) {
        const Trial *trial = m_model->trial(number);
        return !trial || trial->isStarred;
    });
    const QPointer<TrialActions> self(this);
    for (const int number : chosen)
        m_gateway->setStarred(number, !isStarred, [self](const Result<void> &result) {
            if (self)
                self->report(result);
        });
}

void TrialActions::editNote()
{
    const std::set<int> chosen = targets();
    const Trial *trial = chosen.empty() ? nullptr : m_model->trial(*chosen.begin());
    if (!trial)
        return;
    auto *dialog = new QInputDialog(page());
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setWindowTitle(tr("Note to Trial %1").arg(trial->number));
    dialog->setLabelText(tr("Note"));
    dialog->setOption(QInputDialog::UsePlainTextEditForTextInput);
    dialog->setTextValue(QString::fromStdString(trial->note));
    connect(dialog, &QInputDialog::textValueSelected, this,
            [this, number = trial->number](const QString &note) {
                const QPointer<TrialActions> self(this);
                m_gateway->setNote(number, note, [self](const Result<void> &result) {
                    if (self)
                        self->report(result);
                });
            });
    dialog->open();
}

void TrialActions::copyCommand()
{
    const std::set<int> chosen = targets();
    const Trial *trial = chosen.empty() ? nullptr : m_model->trial(*chosen.begin());
    if (trial && !trial->runs.empty())
        QGuiApplication::clipboard()->setText(
            QString::fromStdString(quoteCommandLine(trial->runs.back().command)));
}

void TrialActions::openFolder()
{
    const std::set<int> chosen = targets();
    const Trial *trial = chosen.empty() ? nullptr : m_model->trial(*chosen.begin());
    if (!trial || trial->runs.empty())
        return;
    const QString path =
        QDir(m_gateway->folder()).filePath(QString::fromStdString(trial->runs.back().directory));
    if (!QDesktopServices::openUrl(QUrl::fromLocalFile(path)))
        Q_EMIT failed(tr("Cannot open \"%1\": the desktop has no file manager for it.").arg(path));
}

} // namespace attune::ui
