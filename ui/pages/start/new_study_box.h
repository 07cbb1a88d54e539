// SPDX-FileCopyrightText: 2026 The Attune developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/protocol/command_guess.h"

#include <QWidget>

class QLabel;
class QLineEdit;
class QPushButton;

namespace attune::ui {

class ProblemLabel;
class StudyLibrary;

/// "Paste the command you run today": shows what was found in it, where it runs and where the
/// study will lie, and makes the study.
class NewStudyBox : public QWidget
{
    Q_OBJECT

public:
    explicit NewStudyBox(StudyLibrary *library, QWidget *parent = nullptr);

    /// Fills the field, for a dropped program or script that lies in `sourceFolder`.
    void setCommand(const QString &commandLine, const QString &sourceFolder);

Q_SIGNALS:
    void created(const QString &folder);
    void openWanted();
    void tableWanted();

private:
    void build();
    void read();
    void showFolders();
    void changeSource();
    void changeFolder();
    void create();

    StudyLibrary *m_library;
    QLineEdit *m_command = nullptr;
    QLabel *m_found = nullptr;
    ProblemLabel *m_problem = nullptr;
    QLabel *m_source = nullptr;
    QLabel *m_target = nullptr;
    QPushButton *m_continue = nullptr;
    CommandGuess m_guess;
    QString m_sourceFolder;
    QString m_chosenFolder; ///< where the person put it; empty: as proposed
    QString m_studyFolder;
};

} // namespace attune::ui
