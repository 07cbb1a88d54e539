// SPDX-FileCopyrightText: 2026 The Attune developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/start/new_study_box.h"

#include "core/protocol/command_template.h"
#include "ui/pages/setup/missing_program.h"
#include "ui/pages/start/study_draft.h"
#include "ui/ports/study_library.h"
#include "ui/theme/theme.h"
#include "ui/widgets/dim_label.h"
#include "ui/widgets/problem_label.h"

#include <QDir>
#include <QFileDialog>
#include <QHBoxLayout>
#include <QLineEdit>
#include <QPointer>
#include <QPushButton>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace attune::ui {

namespace {

constexpr int commandHeight = 38;

StudySettings commandAlone(const std::vector<std::string> &arguments)
{
    StudySettings settings;
    settings.command = arguments;
    return settings;
}

} // namespace

NewStudyBox::NewStudyBox(StudyLibrary *library, QWidget *parent)
    : QWidget(parent), m_library(library), m_sourceFolder(QDir::currentPath())
{
    build();
    connect(m_command, &QLineEdit::textChanged, this, &NewStudyBox::read);
    connect(m_command, &QLineEdit::returnPressed, m_continue, &QPushButton::click);
    connect(m_continue, &QPushButton::clicked, this, &NewStudyBox::create);
    connect(m_source, &QLabel::linkActivated, this, &NewStudyBox::changeSource);
    connect(m_target, &QLabel::linkActivated, this, &NewStudyBox::changeFolder);
    setFocusProxy(m_command);
    read();
}

void NewStudyBox::build()
{
    m_command = new QLineEdit;
    m_command->setObjectName(u"command"_s);
    m_command->setFont(monoFont());
    m_command->setMinimumHeight(commandHeight);
    m_command->setPlaceholderText(u"python train.py --lr 0.01 --batch-size 32"_s);
    m_command->setAccessibleName(tr("Command"));
    m_found = new DimLabel;
    m_found->setObjectName(u"found"_s);
    m_found->setWordWrap(true);
    m_problem = new ProblemLabel;
    m_source = new DimLabel;
    m_source->setWordWrap(true);
    m_target = new DimLabel;
    m_target->setWordWrap(true);
    m_continue = new QPushButton(tr("Continue"));
    m_continue->setObjectName(u"continue"_s);
    m_continue->setProperty("primary", true);
    auto *open = new QPushButton(tr("Open\u2026"));
    connect(open, &QPushButton::clicked, this, &NewStudyBox::openWanted);
    auto *table = new QPushButton(tr("From a Table\u2026"));
    table->setObjectName(u"fromTable"_s);
    table->setToolTip(tr("Makes a study of trials that ran elsewhere, from a table (CSV)"));
    connect(table, &QPushButton::clicked, this, &NewStudyBox::tableWanted);
    auto *buttons = new QHBoxLayout;
    buttons->setSpacing(spaceS);
    buttons->addWidget(m_continue);
    buttons->addWidget(open);
    buttons->addWidget(table);
    buttons->addStretch(1);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(spaceS);
    layout->addWidget(m_command);
    layout->addWidget(m_found);
    layout->addWidget(m_problem);
    layout->addWidget(m_source);
    layout->addWidget(m_target);
    layout->addSpacing(spaceXs);
    layout->addLayout(buttons);
}

void NewStudyBox::setCommand(const QString &commandLine, const QString &sourceFolder)
{
    m_sourceFolder = sourceFolder;
    m_command->setText(commandLine);
    m_command->setFocus();
    read();
}

void NewStudyBox::read()
{
    const QString text = m_command->text().trimmed();
    const QString invitation = tr("Paste the command you run today, or drop a program here.");
    m_guess = {};
    QString problem;
    QString found = invitation;
    if (!text.isEmpty()) {
        const auto arguments = splitCommandLine(text.toStdString());
        if (arguments) {
            m_guess = guessHyperparameters(*arguments);
            found = foundText(m_guess);
            if (const QString script = missingScript(*arguments, m_sourceFolder); !script.isEmpty())
                problem = tr("\"%1\" is not in %2. Choose the folder where you run this command.")
                              .arg(script, shortPath(m_sourceFolder));
            else
                problem = missingProgram(commandAlone(*arguments), m_sourceFolder);
        } else {
            problem = QString::fromStdString(arguments.error().message);
        }
    }
    m_found->setText(found);
    m_problem->setSentence(problem);
    m_command->setProperty("hasProblem", !problem.isEmpty());
    m_command->update();
    showFolders();
}

void NewStudyBox::showFolders()
{
    const bool hasCommand = !m_guess.arguments.empty();
    m_continue->setEnabled(hasCommand);
    m_source->setVisible(hasCommand);
    m_target->setVisible(hasCommand);
    if (!hasCommand)
        return;
    m_studyFolder = m_chosenFolder.isEmpty()
                        ? m_library->proposedFolder(proposedName(m_guess.arguments))
                        : m_chosenFolder;
    m_source->setText(tr("Runs in") + u' ' + pathWithLink(m_sourceFolder));
    m_target->setText(tr("Saved in") + u' ' + pathWithLink(m_studyFolder));
}

void NewStudyBox::changeSource()
{
    const QString folder =
        QFileDialog::getExistingDirectory(window(), tr("Where the Command Runs"), m_sourceFolder);
    if (folder.isEmpty())
        return;
    m_sourceFolder = folder;
    read();
}

void NewStudyBox::changeFolder()
{
    const QString parent = QFileDialog::getExistingDirectory(
        window(), tr("Where to Save the Study"), QFileInfo(m_studyFolder).absolutePath());
    if (parent.isEmpty())
        return;
    m_chosenFolder = QDir(parent).filePath(QFileInfo(m_studyFolder).fileName());
    showFolders();
}

void NewStudyBox::create()
{
    const StudySettings settings = draftOf(m_guess, QFileInfo(m_studyFolder).fileName());
    m_continue->setEnabled(false);
    m_library->create(settings, m_sourceFolder, m_studyFolder,
                      [self = QPointer(this)](const Result<QString> &folder) {
                          if (!self)
                              return;
                          self->m_continue->setEnabled(true);
                          if (folder)
                              Q_EMIT self->created(*folder);
                          else
                              self->m_problem->setSentence(
                                  QString::fromStdString(folder.error().message));
                      });
}

} // namespace attune::ui
