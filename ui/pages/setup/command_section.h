// SPDX-FileCopyrightText: 2026 The Attune developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/pages/setup/set_up_section.h"

#include "core/protocol/command_guess.h"

class QAbstractButton;
class QComboBox;
class QLineEdit;
class QPushButton;
class QToolButton;

namespace attune::ui {

class ChipButton;
class CommandEdit;
class DimLabel;
class PairsEditor;
class PastePanel;
class ProblemLabel;
class TestRunSession;

/// The command template, where and with what it runs, and the test run's button and verdict.
class CommandSection : public SetUpSection
{
    Q_OBJECT

public:
    /// Whether a test run is the one next act: its button stands out.
    void setTestRunNext(bool isNext);
    /// `sourceFolder`: where the person's own command would run.
    CommandSection(StudyDocument *document, TestRunSession *testRun, const QString &sourceFolder,
                   QWidget *parent = nullptr);

protected:
    void refresh() override;

private:
    void buildHeader();
    void buildCommand();
    QWidget *buildDetails(const QString &sourceFolder);
    void editCommand(const QString &text);
    void takePasted(const QString &text);
    void findValues();
    void setChosen(int guess, bool isChosen);
    void refreshTakeOut();
    void takeOut();
    void refreshPaste();
    void refreshFolder();
    void refreshTestRun();
    void editFolder();
    void setUsesShell(bool usesShell);

    TestRunSession *m_testRun = nullptr;
    QString m_sourceFolder;
    QLabel *m_verdict = nullptr;
    QPushButton *m_testRunButton = nullptr;
    CommandEdit *m_command = nullptr;
    FieldProblems *m_commandProblems = nullptr;
    QPushButton *m_takeOut = nullptr;
    ProblemLabel *m_missing = nullptr; ///< the program, or its script, is not there
    PastePanel *m_paste = nullptr;
    std::vector<std::string> m_unticked; ///< the template with none of the offered values
    std::vector<std::pair<std::string, std::string>> m_fixed; ///< when they were offered
    QToolButton *m_detailsButton = nullptr;
    QWidget *m_details = nullptr;
    QComboBox *m_folderChoice = nullptr;
    QLineEdit *m_folder = nullptr;
    PairsEditor *m_environment = nullptr;
    PairsEditor *m_files = nullptr;
    QAbstractButton *m_shell = nullptr;
    QAbstractButton *m_lineBuffered = nullptr;
};

} // namespace attune::ui
