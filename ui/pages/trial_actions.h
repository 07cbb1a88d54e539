// SPDX-FileCopyrightText: 2026 The Attune developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"

#include <QObject>

#include <set>

class QMenu;
class QUndoStack;
class QWidget;

namespace attune::ui {

class CloneTrialDialog;
class CommandRegistry;
class StudyGateway;
class StudyModel;
class TrialSelection;

/// What a person can do with the selected trials; registered as commands ("trial.stop", ...) that
/// menus, palette and the table's context menu share.
class TrialActions : public QObject
{
    Q_OBJECT

public:
    /// All are borrowed; `parent` is the page above which dialogs appear.
    TrialActions(StudyModel *model, TrialSelection *selection, StudyGateway *gateway,
                 CommandRegistry *commands, QUndoStack *undoStack, QWidget *parent);

    /// The context menu of the selected trials.
    void fillMenu(QMenu *menu) const;

Q_SIGNALS:
    /// A request did not go through; a sentence to show in place.
    void failed(const QString &sentence);

private:
    void addCommands();
    void updateCommands();
    /// The selected trials, or the current one when none is selected.
    [[nodiscard]] std::set<int> targets() const;
    void stop();
    void retry();
    void retry(const std::set<int> &trials);
    void cloneAndEdit();
    void enqueueOwn();
    void enqueueFrom(CloneTrialDialog *dialog);
    void toggleExcluded();
    void toggleStarred();
    void editNote();
    void copyCommand();
    void openFolder();
    void report(const Result<void> &result);
    [[nodiscard]] QWidget *page() const;

    StudyModel *m_model = nullptr;
    TrialSelection *m_selection = nullptr;
    StudyGateway *m_gateway = nullptr;
    CommandRegistry *m_commands = nullptr;
    QUndoStack *m_undoStack = nullptr;
};

} // namespace attune::ui
