// SPDX-FileCopyrightText: 2026 The Attune developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

class QSplitter;
class QUndoStack;

namespace attune::ui {

class CommandRegistry;
class CurvesPanel;
class HistoryPanel;
class NoticeBar;
class StudyGateway;
class StudyModel;
class TrialActions;
class TrialDrawer;
class TrialSelection;
class TrialsPanel;

/// The live page: learning curves, history, the table of trials, and a drawer with all there is to
/// know of one trial.
class RunPage : public QWidget
{
    Q_OBJECT

public:
    /// All are borrowed. Adds the commands "trial.*" and "run.*" to the registry.
    RunPage(StudyModel *model, TrialSelection *selection, StudyGateway *gateway,
            CommandRegistry *commands, QUndoStack *undoStack, QWidget *parent = nullptr);

protected:
    void resizeEvent(QResizeEvent *event) override;

private:
    void addCommands(CommandRegistry *commands);
    void showDrawer();
    void makeRoom();

    TrialSelection *m_selection = nullptr;
    TrialActions *m_actions = nullptr;
    NoticeBar *m_notice = nullptr;
    CurvesPanel *m_curves = nullptr;
    HistoryPanel *m_history = nullptr;
    TrialsPanel *m_trials = nullptr;
    TrialDrawer *m_drawer = nullptr;
    QSplitter *m_charts = nullptr;
    QSplitter *m_rows = nullptr;
    QSplitter *m_columns = nullptr;
};

} // namespace attune::ui
