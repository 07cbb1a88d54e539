// SPDX-FileCopyrightText: 2026 The Attune developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/main_window.h"

#include "ui/commands/command_palette.h"
#include "ui/dialogs/about_dialog.h"
#include "ui/dialogs/export_dialog.h"
#include "ui/dialogs/save_recipe_dialog.h"
#include "ui/dialogs/shortcuts_dialog.h"
#include "ui/dialogs/table_study_dialog.h"
#include "ui/pages/start_page.h"
#include "ui/ports/study_library.h"
#include "ui/shell/close_dialog.h"
#include "ui/shell/command_menus.h"
#include "ui/shell/study_view.h"
#include "ui/shell/window_state.h"
#include "ui/widgets/dim_label.h"
#include "ui/widgets/notice_bar.h"
#include "ui/widgets/notice_stack.h"
#include "ui/widgets/value_text.h"

#include <QActionGroup>
#include <QApplication>
#include <QCloseEvent>
#include <QFileDialog>
#include <QKeyEvent>
#include <QMenuBar>
#include <QMimeData>
#include <QPointer>
#include <QScreen>
#include <QStackedWidget>
#include <QStatusBar>

using namespace Qt::StringLiterals;

namespace attune::ui {

MainWindow::MainWindow(StudyLibrary *library, PageFactory makePages, QWidget *parent)
    : QMainWindow(parent), m_library(library), m_makePages(std::move(makePages)),
      m_menus(new CommandMenus(&m_commands, menuBar())), m_stack(new QStackedWidget),
      m_start(new StartPage(library))
{
    setAcceptDrops(true);
    setWindowIcon(QIcon(u":/icons/attune.svg"_s));
    m_stack->addWidget(m_start);
    askForCommand();
    setCentralWidget(m_stack);
    statusBar()->setSizeGripEnabled(false);
    addFileCommands();
    addViewCommands();
    addHelpCommands();
    connect(m_start, &StartPage::studyWanted, this, &MainWindow::openStudy);
    connect(m_start, &StartPage::openWanted, this, &MainWindow::choosePath);
    connect(m_start, &StartPage::tableWanted, this, [this] { askForTable({}); });
    auto *hint = new DimLabel(
        tr("Drop a program, a script, a study or a table of trials anywhere in this window"));
    hint->setFont(uiFont(-0.75));
    hint->setContentsMargins(spaceS, 0, 0, 0);
    statusBar()->addWidget(hint);
    setMinimumSize(860, 560);
    resize(QSize(1440, 900).boundedTo(screen()->availableSize() - QSize(0, 40))); // a title bar
    followTitle();
    qApp->installEventFilter(this); // shortcuts in fields, below
}

MainWindow::~MainWindow()
{
    delete m_study; // it sends what was edited last, and its commands follow that
}

void MainWindow::addFileCommands()
{
    m_commands.add({u"file.new"_s, tr("&New Study\u2026"), u"new"_s, QKeySequence::New,
                    tr("Shows the start page, where a command can be pasted")},
                   [this] {
                       if (m_study)
                           Q_EMIT windowWanted({});
                       else
                           askForCommand();
                   });
    m_commands.add({u"file.newFromTable"_s,
                    tr("New Study from a &Table\u2026"),
                    {},
                    {},
                    tr("Makes a study of trials that ran elsewhere, from a table (CSV)")},
                   [this] { askForTable({}); });
    m_commands.add({u"file.open"_s, tr("&Open\u2026"), u"folder"_s, QKeySequence::Open,
                    tr("Opens a study (study.attune) or a definition (study.json)")},
                   [this] { choosePath(); });
    m_menus->addSeparator(u"file"_s);
    m_commands
        .add({u"file.export"_s, tr("&Export Best\u2026"), u"export"_s,
              QKeySequence(Qt::CTRL | Qt::Key_E),
              tr("Writes the best settings to a file, or all trials as a table")},
             [this] { exportBest(); })
        ->setEnabled(false);
    m_commands
        .add({u"file.saveRecipe"_s,
              tr("&Save as Recipe\u2026"),
              u"save"_s,
              {},
              tr("Keeps this study's set-up for new studies, on the start page")},
             [this] { saveRecipe(); })
        ->setEnabled(false);
    m_menus->addSeparator(u"file"_s);
    m_commands.add({u"file.close"_s, tr("&Close Window"), u"cross"_s, QKeySequence::Close,
                    tr("Closes this window; asks first when trials run")},
                   [this] { close(); });
    m_commands.add({u"file.quit"_s,
                    tr("&Quit"),
                    {},
                    QKeySequence(Qt::CTRL | Qt::Key_Q),
                    tr("Closes all windows")},
                   [] { QApplication::closeAllWindows(); });
}

void MainWindow::addViewCommands()
{
    m_commands.add({u"view.commands"_s, tr("&Command Palette\u2026"), u"commands"_s,
                    QKeySequence(Qt::CTRL | Qt::Key_K), tr("Finds any command by a few letters")},
                   [this] { (new CommandPalette(m_commands, this))->show(); });
    addThemeCommands();
    m_menus->addSeparator(u"view"_s);
}

void MainWindow::addThemeCommands()
{
    m_menus->addSeparator(u"view"_s);
    struct Choice
    {
        ThemeChoice theme;
        QString id;
        QString text;
    };
    const Choice choices[] = {
        {ThemeChoice::System, u"view.themeSystem"_s, tr("Theme: Follow the &System")},
        {ThemeChoice::Light, u"view.themeLight"_s, tr("Theme: &Light")},
        {ThemeChoice::Dark, u"view.themeDark"_s, tr("Theme: &Dark")}};
    auto *group = new QActionGroup(this);
    for (const Choice &choice : choices) {
        QAction *action = m_commands.add(
            {choice.id, choice.text, {}, {}, tr("Changes the colours")}, [theme = choice.theme] {
                applyTheme(*qApp, theme);
                WindowState::saveTheme(theme);
            });
        action->setCheckable(true);
        action->setChecked(choice.theme == WindowState::theme());
        group->addAction(action);
    }
}

void MainWindow::addHelpCommands()
{
    m_commands.add({u"help.shortcuts"_s, tr("&Keyboard Shortcuts"), u"keyboard"_s,
                    QKeySequence(Qt::CTRL | Qt::Key_Slash), tr("Lists every shortcut")},
                   [this] { (new ShortcutsDialog(m_commands, this))->open(); });
    m_commands.add(
        {u"help.about"_s, tr("&About Attune"), u"info"_s, {}, tr("Version and licences")},
        [this] { (new AboutDialog(this))->open(); });
}

void MainWindow::askForCommand()
{
    m_start->setFocus();
}

void MainWindow::openPath(const QString &path)
{
    const QFileInfo info(path);
    if (m_study && isTable(path))
        return m_study->importTrials(path);
    if (m_study) {
        Q_EMIT windowWanted(path);
        return;
    }
    if (info.isDir() || info.fileName() == "study.attune"_L1)
        return openStudy(info.isDir() ? info.absoluteFilePath() : info.absolutePath());
    if (!info.exists())
        return showError(tr("Cannot open \"%1\": it is not there.").arg(path));
    if (isTable(path))
        return askForTable(info.absoluteFilePath());
    if (info.suffix() == "json"_L1)
        return createFromFile(info.absoluteFilePath());
    m_start->offerProgram(path);
}

void MainWindow::openStudy(const QString &folder)
{
    if (m_study) {
        Q_EMIT windowWanted(folder);
        return;
    }
    m_library->open(folder,
                    [self = QPointer(this)](const Result<std::shared_ptr<StudyGateway>> &gateway) {
                        if (!self)
                            return;
                        if (gateway)
                            self->showStudy(*gateway);
                        else
                            self->showError(QString::fromStdString(gateway.error().message));
                    });
}

void MainWindow::createFromFile(const QString &file)
{
    m_library->createFromFile(file, [self = QPointer(this)](const Result<QString> &folder) {
        if (!self)
            return;
        if (folder)
            self->openStudy(*folder);
        else
            self->showError(QString::fromStdString(folder.error().message));
    });
}

void MainWindow::askForTable(const QString &file)
{
    auto *dialog = new TableStudyDialog(m_library, this);
    connect(dialog, &TableStudyDialog::created, this, &MainWindow::openStudy);
    if (!file.isEmpty())
        dialog->setFile(file);
    dialog->open();
}

void MainWindow::showStudy(std::shared_ptr<StudyGateway> gateway)
{
    Q_ASSERT(!m_study);
    for (QLabel *hint : statusBar()->findChildren<QLabel *>(Qt::FindDirectChildrenOnly))
        statusBar()->removeWidget(hint);
    m_study = new StudyView(std::move(gateway), m_makePages, &m_commands, statusBar());
    m_stack->addWidget(m_study);
    m_stack->setCurrentWidget(m_study);
    m_study->setFocus(); // and on to its page; not to the first of its buttons
    m_commands.action(u"file.saveRecipe"_s)->setEnabled(true);
    WindowState::restoreSplitters(*m_study);
    const StudyModel &model = m_study->model();
    connect(&model, &StudyModel::settingsChanged, this, &MainWindow::followTitle);
    connect(&model, &StudyModel::statusChanged, this, [this] {
        const StudyStatus &status = m_study->model().status();
        QAction *act = m_commands.action(u"file.export"_s);
        act->setEnabled(status.hasBest());
        act->setText(status.front.empty() ? tr("&Export Best\u2026") : tr("&Export\u2026"));
    });
    // Where the person left off, unless nothing can have run yet: then there is something to set
    // up.
    connect(
        &model, &StudyModel::statusChanged, m_study,
        [this] {
            const bool hasRun = m_study->model().status().launched() > 0 &&
                                !m_study->model().settings().command.empty();
            const QString last = WindowState::page();
            m_study->showPage(!hasRun ? u"setUp"_s : last.isEmpty() ? u"run"_s : last);
        },
        Qt::SingleShotConnection);
    m_study->load();
    followTitle();
    Q_EMIT studyShown();
}

void MainWindow::showError(const QString &sentence)
{
    if (m_study)
        m_study->notices()->showError(sentence);
    else
        m_start->showError(sentence);
}

void MainWindow::followTitle()
{
    const QString name =
        m_study ? QString::fromStdString(m_study->model().settings().name) : QString();
    setWindowTitle(name.isEmpty() ? u"Attune"_s : tr("%1 \u2014 Attune").arg(name));
}

void MainWindow::exportBest()
{
    const StudyStatus &status = m_study->model().status();
    const QString name = QString::fromStdString(m_study->model().settings().name);
    const Trial *const best = m_study->model().best();
    const QString title = best && best->objective()
                              ? tr("Best settings: trial %1, %2 %3")
                                    .arg(best->number)
                                    .arg(QString::fromStdString(
                                             m_study->model().settings().objectives.front().metric),
                                         valueText(*best->objective()))
                              : tr("Settings of a trial on the front");
    auto *dialog = new ExportDialog(m_study->gateway(), title, name, -1, this);
    if (status.isReportedForItsMean())
        dialog->setReason(QString::fromStdString(status.incumbent->reason));
    dialog->offer(frontChoices(m_study->model()));
    dialog->open();
}

void MainWindow::saveRecipe()
{
    const StudySettings settings = m_study->parts().document->settings();
    auto *dialog = new SaveRecipeDialog(QString::fromStdString(settings.name), this);
    connect(dialog, &SaveRecipeDialog::saveWanted, this,
            [this, settings, dialog = QPointer(dialog)](const QString &name, const QString &note) {
                m_library->saveRecipe(name, note, settings, m_study->gateway()->sourceFolder(),
                                      [dialog](const Result<QString> &id) {
                                          if (dialog && id)
                                              dialog->accept();
                                          else if (dialog)
                                              dialog->showProblem(
                                                  QString::fromStdString(id.error().message));
                                      });
            });
    connect(dialog, &QDialog::accepted, this, [this] {
        m_study->notices()
            ->show(tr("Saved. The recipe waits on the start page: File, New Study."))
            ->setTone(NoticeTone::Information);
    });
    dialog->open();
}

void MainWindow::choosePath()
{
    auto *dialog = new QFileDialog(this, tr("Open a Study"), m_library->proposedFolder({}));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setFileMode(QFileDialog::ExistingFile);
    dialog->setNameFilters({tr("Studies (study.attune *.json)"), tr("All files (*)")});
    connect(dialog, &QFileDialog::fileSelected, this, &MainWindow::openPath);
    dialog->open();
}

void MainWindow::closeEvent(QCloseEvent *event)
{
    const bool mustAsk = m_study && !m_isClosing && m_study->model().status().running > 0 &&
                         m_study->model().status().state != StudyState::ReadOnly;
    if (mustAsk) {
        event->ignore();
        return askAndClose();
    }
    saveState();
    event->accept();
}

void MainWindow::askAndClose()
{
    auto *dialog = new CloseDialog(m_study->model().status().running, this);
    connect(dialog, &CloseDialog::decided, this, [this](RunningTrials running) {
        m_isClosing = true;
        const QString sentence =
            running == RunningTrials::Stop
                ? tr("Stopping the running trials; the window closes when they have ended.")
                : tr("The window closes; the running trials go on.");
        m_study->notices()->show(sentence)->setDismissible(false);
        connect(m_study->gateway(), &StudyGateway::stopped, this, &QWidget::close);
        m_study->gateway()->stop(running);
    });
    dialog->open();
}

void MainWindow::saveState()
{
    WindowState::saveGeometry(*this);
    if (m_study) {
        WindowState::saveSplitters(*m_study);
        WindowState::savePage(m_study->page());
    }
}

/// Under X11 a text field takes these shortcuts for itself, to go to the end of the line and to
/// delete up to it.
bool MainWindow::eventFilter(QObject *watched, QEvent *event)
{
    const auto *widget =
        event->type() == QEvent::ShortcutOverride ? qobject_cast<QWidget *>(watched) : nullptr;
    if (!widget || widget->window() != this)
        return QMainWindow::eventFilter(watched, event);
    const QKeySequence pressed(static_cast<QKeyEvent *>(event)->keyCombination());
    const bool isOurs = pressed == m_commands.action(u"file.export"_s)->shortcut() ||
                        pressed == m_commands.action(u"view.commands"_s)->shortcut();
    if (isOurs)
        event->ignore(); // lets the window's action have it
    return isOurs;
}

void MainWindow::dragEnterEvent(QDragEnterEvent *event)
{
    const QList<QUrl> urls = event->mimeData()->urls();
    if (urls.size() == 1 && urls.front().isLocalFile())
        event->acceptProposedAction();
}

void MainWindow::dropEvent(QDropEvent *event)
{
    event->acceptProposedAction();
    openPath(event->mimeData()->urls().front().toLocalFile());
}

} // namespace attune::ui
