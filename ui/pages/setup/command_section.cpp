// SPDX-FileCopyrightText: 2026 The Attune developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/setup/command_section.h"

#include "core/protocol/command_template.h"
#include "ui/pages/setup/command_edit.h"
#include "ui/pages/setup/command_text.h"
#include "ui/pages/setup/field_problems.h"
#include "ui/pages/setup/missing_program.h"
#include "ui/pages/setup/paste_panel.h"
#include "ui/pages/setup/pasted_command.h"
#include "ui/pages/setup/test_run_session.h"
#include "ui/theme/theme.h"
#include "ui/undo/study_document.h"
#include "ui/widgets/dim_label.h"
#include "ui/widgets/pairs_editor.h"

#include <QCheckBox>
#include <QComboBox>
#include <QHBoxLayout>
#include <QLineEdit>
#include <QPushButton>
#include <QToolButton>
#include <QVBoxLayout>

#include <algorithm>

namespace attune::ui {

using namespace Qt::StringLiterals;

namespace {

enum FolderChoice { SourceFolder, RunFolder, OtherFolder };

FolderChoice choiceOf(const std::string &workingDirectory)
{
    if (workingDirectory == "source")
        return SourceFolder;
    return workingDirectory == "run" ? RunFolder : OtherFolder;
}

} // namespace

CommandSection::CommandSection(StudyDocument *document, TestRunSession *testRun,
                               const QString &sourceFolder, QWidget *parent)
    : SetUpSection(tr("Command"), document, parent), m_testRun(testRun),
      m_sourceFolder(sourceFolder)
{
    buildHeader();
    buildCommand();
    m_details = buildDetails(sourceFolder);
    body()->addWidget(m_details);
    connect(testRun, &TestRunSession::stateChanged, this, &CommandSection::refreshTestRun);
    refresh();
    refreshTestRun();
}

void CommandSection::buildHeader()
{
    m_verdict = new DimLabel;
    m_verdict->setObjectName(u"testRunVerdict"_s);
    m_testRunButton = new QPushButton(tr("Test Run"));
    m_testRunButton->setObjectName(u"testRun"_s);
    m_testRunButton->setToolTip(tr("Runs the command once and shows what it prints."));
    header()->addWidget(m_verdict);
    header()->addWidget(m_testRunButton);
    connect(m_testRunButton, &QPushButton::clicked, this, [this] {
        if (m_testRun->state() == TestRunSession::State::Running)
            m_testRun->cancel();
        else
            m_testRun->start();
    });
}

void CommandSection::buildCommand()
{
    m_command = new CommandEdit;
    m_command->setObjectName(u"command"_s);
    m_command->setAccessibleName(tr("Command"));
    m_command->setPlaceholderText(
        tr("Paste the command you run today, for example  python train.py --lr 0.01 data.csv"));
    body()->addWidget(m_command);
    m_commandProblems = new FieldProblems(document(), u"command"_s, this);
    body()->addWidget(m_commandProblems);
    m_takeOut = new QPushButton;
    m_takeOut->setObjectName(u"takeOut"_s);
    m_takeOut->setToolTip(tr("Removes the argument, and the option that it belongs to"));
    body()->addWidget(m_takeOut, 0, Qt::AlignLeft);
    connect(m_takeOut, &QPushButton::clicked, this, &CommandSection::takeOut);
    m_missing = new ProblemLabel;
    m_missing->setObjectName(u"missingProgram"_s);
    body()->addWidget(m_missing);

    auto *hints = new QHBoxLayout;
    auto *hint = makeHint(tr("Runs where you run it today, without a shell. Paste any command."));
    auto *find = new QPushButton(tr("Find Values…"));
    find->setObjectName(u"findValues"_s);
    find->setProperty("quiet", true);
    find->setToolTip(tr("Lists the values in the command that could vary."));
    m_detailsButton = new QToolButton;
    m_detailsButton->setText(tr("Folder, environment, files"));
    m_detailsButton->setCheckable(true);
    m_detailsButton->setAutoRaise(true);
    m_detailsButton->setArrowType(Qt::RightArrow);
    m_detailsButton->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    m_detailsButton->setObjectName(u"commandDetails"_s);
    hints->addWidget(hint, 1);
    hints->addWidget(find);
    hints->addWidget(m_detailsButton);
    body()->addLayout(hints);

    m_paste = new PastePanel;
    m_paste->setObjectName(u"pastePanel"_s);
    body()->addWidget(m_paste);

    connect(m_command, &CommandEdit::textEdited, this, &CommandSection::editCommand);
    connect(m_command, &CommandEdit::commandPasted, this, &CommandSection::takePasted);
    connect(find, &QPushButton::clicked, this, &CommandSection::findValues);
    connect(m_paste, &PastePanel::choiceChanged, this, &CommandSection::setChosen);
    connect(m_paste, &PastePanel::finished, m_paste, &QWidget::hide);
    connect(m_detailsButton, &QToolButton::toggled, this, [this](bool isOpen) {
        m_details->setVisible(isOpen);
        m_detailsButton->setArrowType(isOpen ? Qt::DownArrow : Qt::RightArrow);
    });
}

QWidget *CommandSection::buildDetails(const QString &sourceFolder)
{
    m_folderChoice = new QComboBox;
    m_folderChoice->setObjectName(u"folderChoice"_s);
    m_folderChoice->addItem(tr("Where you run it today"));
    m_folderChoice->addItem(tr("A new folder for each run"));
    m_folderChoice->addItem(tr("Another folder"));
    m_folderChoice->setToolTip(sourceFolder);
    m_folderChoice->setMaximumWidth(260);
    m_folder = new QLineEdit;
    m_folder->setPlaceholderText(tr("/path/of/the/folder"));
    m_folder->setAccessibleName(tr("Working folder"));
    auto *folder = new QWidget;
    auto *folderRow = new QHBoxLayout(folder);
    folderRow->setContentsMargins(0, 0, 0, 0);
    folderRow->addWidget(m_folderChoice);
    folderRow->addWidget(m_folder, 1);
    folderRow->addStretch();
    connect(m_folderChoice, &QComboBox::activated, this, &CommandSection::editFolder);
    connect(m_folder, &QLineEdit::textEdited, this, &CommandSection::editFolder);

    m_environment = new PairsEditor({tr("NAME"), u"="_s, tr("value"), tr("Add Variable")});
    m_environment->setObjectName(u"environment"_s);
    connect(m_environment, &PairsEditor::pairsEdited, this, [this] {
        const auto pairs = m_environment->pairs();
        change(tr("Change Environment"), u"environment"_s, [&](StudySettings &changed) {
            changed.environment = {pairs.begin(), pairs.end()};
        });
    });
    m_files = new PairsEditor({tr("train.conf.in"), u"→"_s, tr("train.conf"), tr("Add File")});
    connect(m_files, &PairsEditor::pairsEdited, this, [this] {
        const auto pairs = m_files->pairs();
        change(tr("Change Files"), u"files"_s, [&](StudySettings &changed) {
            changed.files.clear();
            for (const auto &[templatePath, to] : pairs)
                changed.files.push_back({templatePath, to});
        });
    });
    m_shell = new QCheckBox(tr("Run through a shell"));
    m_shell->setObjectName(u"usesShell"_s);
    connect(m_shell, &QAbstractButton::clicked, this, &CommandSection::setUsesShell);
    m_lineBuffered = new QCheckBox(tr("Ask for every line at once (stdbuf -oL)"));
    m_lineBuffered->setObjectName(u"lineBuffered"_s);
    connect(m_lineBuffered, &QAbstractButton::clicked, this, [this](bool isOn) {
        change(isOn ? tr("Turn On Line Buffering") : tr("Turn Off Line Buffering"), {},
               [&](StudySettings &changed) { changed.lineBuffered = isOn; });
    });

    auto *details = new QWidget;
    auto *layout = new QVBoxLayout(details);
    layout->setContentsMargins(0, spaceS, 0, 0);
    layout->setSpacing(spaceS);
    layout->addLayout(makeForm());
    addField(tr("Working folder"), folder, u"workingDirectory"_s);
    addField(tr("Environment"), m_environment, u"environment"_s);
    addField(tr("Files written per run"), m_files, u"files"_s);
    addField(tr("Shell"), m_shell, {});
    addNote(
        tr("Off: arguments reach the program exactly as they stand. On: /bin/sh reads the line, "
           "so that |, > and $VARIABLES work, and a value with a space or a quote can change "
           "what is run."));
    addField(tr("Output"), m_lineBuffered, {});
    addNote(tr("For programs that keep their output back until the end. Python is asked in its own "
               "way already. Leave it off for programs built with AddressSanitizer."));
    details->setVisible(false);
    return details;
}

void CommandSection::refresh()
{
    const StudySettings &now = settings();
    const auto typed = argumentsOf(m_command->toPlainText(), now.usesShell);
    if (!typed || *typed != now.command) {
        m_command->setCommand(commandLineOf(now.command, now.usesShell));
        m_commandProblems->setOwnSentence({});
    }
    m_commandProblems->setQuiet(now.command.empty());
    m_missing->setSentence(missingProgram(now, m_sourceFolder));
    refreshTakeOut();
    refreshPaste();
    refreshFolder();
    m_environment->setPairs({now.environment.begin(), now.environment.end()});
    PairsEditor::Pairs files;
    for (const FileTemplate &file : now.files)
        files.emplace_back(file.templatePath, file.to);
    m_files->setPairs(files);
    m_shell->setChecked(now.usesShell);
    m_lineBuffered->setChecked(now.lineBuffered);
    for (const auto *path : {u"workingDirectory", u"environment", u"files"}) {
        if (!document()->problemsAt(QString::fromUtf16(path)).empty())
            m_detailsButton->setChecked(true);
    }
}

/// What nothing stands for any more, such as the name of a hyperparameter that was removed. In a
/// shell's line it is the person's to change.
void CommandSection::refreshTakeOut()
{
    const StudySettings &now = settings();
    const std::vector<std::string> names =
        now.usesShell ? std::vector<std::string>()
                      : CommandTemplate(now.command).unknownNames(now.space);
    QStringList shown;
    for (const std::string &name : names)
        shown << u'{' + QString::fromStdString(name) + u'}';
    m_takeOut->setText(tr("Take %1 Out of the Command").arg(shown.join(u", "_s)));
    m_takeOut->setVisible(CommandTemplate(now.command).without(names) != now.command);
}

void CommandSection::takeOut()
{
    change(tr("Take Argument Out"), {}, [](StudySettings &changed) {
        const CommandTemplate command(changed.command);
        changed.command = command.without(command.unknownNames(changed.space));
    });
}

void CommandSection::refreshPaste()
{
    if (!m_paste->isVisibleTo(this))
        return;
    std::vector<bool> chosen;
    for (const HyperparameterGuess &guess : m_paste->guess().guesses)
        chosen.push_back(settings().space.find(guess.hyperparameter.name) != nullptr);
    m_paste->setChosen(chosen);
}

void CommandSection::refreshFolder()
{
    const FolderChoice choice = choiceOf(settings().workingDirectory);
    m_folderChoice->setCurrentIndex(choice);
    m_folder->setVisible(choice == OtherFolder);
    const QString folder = QString::fromStdString(settings().workingDirectory);
    if (choice == OtherFolder && m_folder->text() != folder)
        m_folder->setText(folder);
}

void CommandSection::refreshTestRun()
{
    const bool isRunning = m_testRun->state() == TestRunSession::State::Running;
    m_verdict->setText(m_testRun->verdict());
    m_testRunButton->setText(isRunning ? tr("Stop Test Run") : tr("Test Run"));
}

void CommandSection::setTestRunNext(bool isNext)
{
    m_testRunButton->setProperty("primary", isNext);
    m_testRunButton->update();
}

void CommandSection::editCommand(const QString &text)
{
    const auto arguments = argumentsOf(text, settings().usesShell);
    if (!arguments) {
        m_commandProblems->setOwnSentence(QString::fromStdString(arguments.error().message));
        return;
    }
    m_commandProblems->setOwnSentence({});
    change(tr("Edit Command"), u"command"_s,
           [&](StudySettings &changed) { changed.command = *arguments; });
}

void CommandSection::takePasted(const QString &text)
{
    const auto arguments = argumentsOf(text, settings().usesShell);
    if (!arguments || settings().usesShell || !placeholderSpans(text).empty()) {
        editCommand(text); // has its placeholders already, or cannot be split: says why
        return;
    }
    StudySettings changed = settings();
    const CommandGuess guess = namedAsIn(changed.space, guessHyperparameters(*arguments));
    std::vector<bool> chosen;
    for (const HyperparameterGuess &each : guess.guesses)
        chosen.push_back(each.isLikely);
    m_paste->show(guess);
    // What the command did not name was not made for it: a table's columns, say.
    const std::vector<std::string> former = CommandTemplate(changed.command).usedNames();
    const auto isUnused = [&](const Hyperparameter &hyperparameter) {
        return std::ranges::find(former, hyperparameter.name) != former.end() &&
               std::none_of(guess.guesses.begin(), guess.guesses.end(), [&](const auto &each) {
                   return each.hyperparameter.name == hyperparameter.name;
               });
    };
    std::erase_if(changed.space.hyperparameters, isUnused);
    m_fixed = changed.space.fixed;
    adoptGuesses(changed.space, guess, chosen, m_fixed);
    m_unticked = templateWith(guess, fixedIn(m_fixed, guess));
    changed.command = ticked(m_unticked, guess, chosen);
    document()->edit(tr("Paste Command"), changed);
}

void CommandSection::findValues()
{
    CommandGuess open = guessHyperparameters(settings().command);
    // What is a placeholder already is not offered again.
    std::erase_if(open.guesses, [](const HyperparameterGuess &each) {
        return each.valueText.find('{') != std::string::npos;
    });
    for (HyperparameterGuess &each : open.guesses)
        each.isLikely = false;
    m_unticked = settings().command;
    m_fixed = settings().space.fixed;
    m_paste->show(open);
}

void CommandSection::setChosen(int guess, bool isChosen)
{
    const auto &guesses = m_paste->guess().guesses;
    const QString name =
        QString::fromStdString(guesses[static_cast<std::size_t>(guess)].hyperparameter.name);
    const std::vector<bool> chosen = m_paste->chosen();
    change(isChosen ? tr("Vary %1").arg(name) : tr("Keep %1 as Given").arg(name), {},
           [&](StudySettings &changed) {
               adoptGuesses(changed.space, m_paste->guess(), chosen, m_fixed);
               changed.command = ticked(m_unticked, m_paste->guess(), chosen);
           });
}

void CommandSection::editFolder()
{
    const int choice = m_folderChoice->currentIndex();
    m_folder->setVisible(choice == OtherFolder);
    std::string folder = choice == SourceFolder ? "source" : choice == RunFolder ? "run" : "";
    if (choice == OtherFolder)
        folder = m_folder->text().isEmpty() ? "." : m_folder->text().toStdString();
    change(tr("Change Working Folder"), u"folder"_s,
           [&](StudySettings &changed) { changed.workingDirectory = folder; });
}

void CommandSection::setUsesShell(bool usesShell)
{
    const QString line = m_command->toPlainText().trimmed();
    const auto arguments = argumentsOf(line, usesShell);
    if (!arguments) {
        m_commandProblems->setOwnSentence(QString::fromStdString(arguments.error().message));
        m_shell->setChecked(settings().usesShell);
        return;
    }
    change(usesShell ? tr("Turn On the Shell") : tr("Turn Off the Shell"), {},
           [&](StudySettings &changed) {
               changed.usesShell = usesShell;
               changed.command = *arguments;
           });
}

} // namespace attune::ui
