// SPDX-FileCopyrightText: 2026 The Attune developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/commands/command_registry.h"
#include "ui/shell/page.h"

#include <QMainWindow>

#include <memory>

class QStackedWidget;

namespace attune::ui {

class CommandMenus;
class StartPage;
class StudyGateway;
class StudyLibrary;
class StudyView;

/// One window: the start page until it has a study, then that study.
class MainWindow : public QMainWindow
{
    Q_OBJECT

public:
    /// `library` is borrowed and outlives the window.
    MainWindow(StudyLibrary *library, PageFactory makePages, QWidget *parent = nullptr);
    ~MainWindow() override;

    /// Opens a study folder, study.attune, study.json, or offers a new study around a program. A
    /// window that has a study asks for another window.
    void openPath(const QString &path);
    void showStudy(std::shared_ptr<StudyGateway> gateway);
    /// Puts the cursor where the command of a new study goes, on the start page.
    void askForCommand();
    /// Null on the start page.
    [[nodiscard]] StudyView *study() const { return m_study; }
    [[nodiscard]] CommandRegistry *commands() { return &m_commands; }

Q_SIGNALS:
    /// `path` is empty for a start page.
    void windowWanted(const QString &path);
    void studyShown();

protected:
    void closeEvent(QCloseEvent *event) override;
    void dragEnterEvent(QDragEnterEvent *event) override;
    void dropEvent(QDropEvent *event) override;
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void addFileCommands();
    void addViewCommands();
    void addThemeCommands();
    void addHelpCommands();
    void openStudy(const QString &folder);
    void createFromFile(const QString &file);
    /// Asks what the columns of a table of trials are; `file` may be empty.
    void askForTable(const QString &file);
    void showError(const QString &sentence);
    void exportBest();
    void saveRecipe();
    void choosePath();
    void followTitle();
    void askAndClose();
    void saveState();

    StudyLibrary *m_library;
    PageFactory m_makePages;
    CommandRegistry m_commands;
    CommandMenus *m_menus = nullptr;
    QStackedWidget *m_stack = nullptr;
    StartPage *m_start = nullptr;
    StudyView *m_study = nullptr;
    bool m_isClosing = false;
};

} // namespace attune::ui
