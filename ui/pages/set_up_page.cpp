// SPDX-FileCopyrightText: 2026 The Attune developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/set_up_page.h"

#include "core/study/ran_here.h"
#include "ui/commands/command_registry.h"
#include "ui/dialogs/choose_dialog.h"
#include "ui/models/study_model.h"
#include "ui/pages/setup/budget_section.h"
#include "ui/pages/setup/command_section.h"
#include "ui/pages/setup/evaluation_section.h"
#include "ui/pages/setup/hyperparameters_section.h"
#include "ui/pages/setup/metrics_section.h"
#include "ui/pages/setup/objectives_section.h"
#include "ui/pages/setup/preview_panel.h"
#include "ui/pages/setup/requirements_section.h"
#include "ui/pages/setup/search_section.h"
#include "ui/pages/setup/slots_section.h"
#include "ui/pages/setup/test_run_panel.h"
#include "ui/pages/setup/test_run_session.h"
#include "ui/pages/setup/varying_again.h"
#include "ui/pages/setup/warm_start_section.h"
#include "ui/ports/study_gateway.h"
#include "ui/theme/theme.h"
#include "ui/undo/study_document.h"

#include <QApplication>
#include <QHBoxLayout>
#include <QKeyEvent>
#include <QPointer>
#include <QScrollArea>
#include <QScrollBar>
#include <QSplitter>
#include <QThread>
#include <QVBoxLayout>

#include <algorithm>

namespace attune::ui {

using namespace Qt::StringLiterals;

SetUpPage::SetUpPage(StudyDocument *document, StudyModel *model, StudyGateway *gateway,
                     CommandRegistry *commands, QWidget *parent)
    : QWidget(parent), m_document(document), m_model(model), m_gateway(gateway),
      m_testRun(new TestRunSession(document, gateway, this))
{
    buildSections();
    buildSides();
    if (commands && !commands->contains(u"study.testRun"_s))
        addCommands(commands);
    connect(m_testRun, &TestRunSession::stateChanged, this, &SetUpPage::readinessChanged);
    connect(document, &StudyDocument::settingsChanged, this, &SetUpPage::readinessChanged);
    connect(model, &StudyModel::statusChanged, this, &SetUpPage::readinessChanged);
    connect(this, &SetUpPage::readinessChanged, m_command,
            [this] { m_command->setTestRunNext(isTestRunNext()); });
    m_command->setTestRunNext(isTestRunNext());
    qApp->installEventFilter(this); // undo keys in fields, below
}

void SetUpPage::addCommands(CommandRegistry *commands)
{
    commands->add({u"study.testRun"_s, tr("&Test Run"), u"test-run"_s,
                   QKeySequence(Qt::CTRL | Qt::Key_T),
                   tr("Runs the command once and shows what it prints.")},
                  [this] { m_testRun->start(); });
    commands->add({u"study.choose"_s,
                   tr("C&hoose for Me\u2026"),
                   {},
                   QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_H),
                   tr("Proposes ranges, strategy and budget from the values of the command")},
                  [this] { chooseForMe(); });
}

/// What was chosen becomes one edit, undone in one step.
void SetUpPage::chooseForMe()
{
    auto *dialog =
        new ChooseDialog(m_document->settings(), Machine{QThread::idealThreadCount()}, this);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(dialog, &QDialog::accepted, this, [this, dialog] {
        const StudySettings chosen = dialog->chosen();
        if (chosen != m_document->settings())
            m_document->edit(tr("Choose for Me"), chosen);
    });
    dialog->open();
}

/// As in the newest definition in which it varied, which the engine knows.
void SetUpPage::letVary(const QString &name)
{
    const std::string wanted = name.toStdString();
    m_gateway->fetchLastVaried(name, [self = QPointer(this), name, wanted](const auto &before) {
        if (!self)
            return;
        const StudySettings &now = self->m_document->settings();
        const bool isFixed = std::ranges::any_of(
            now.space.fixed, [&](const auto &each) { return each.first == wanted; });
        if (now.space.find(wanted) || !isFixed)
            return; // it varies by now, or is gone
        const bool isKnown = before && *before && (*before)->space.find(wanted);
        self->m_document->edit(tr("Let %1 Vary").arg(name),
                               isKnown ? varyingAgain(now, wanted, **before)
                                       : varyingAround(now, wanted));
        const auto &all = self->m_document->settings().space.hyperparameters;
        const auto found = std::ranges::find(all, wanted, &Hyperparameter::name);
        self->m_hyperparameters->select(static_cast<int>(found - all.begin()));
    });
}

void SetUpPage::buildSections()
{
    auto *sections = new QWidget;
    auto *layout = new QVBoxLayout(sections);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(spaceM);
    m_command = new CommandSection(m_document, m_testRun, m_gateway->sourceFolder());
    layout->addWidget(m_command);
    m_hyperparameters = new HyperparametersSection(m_document, m_model);
    connect(m_hyperparameters, &HyperparametersSection::chooseWanted, this,
            &SetUpPage::chooseForMe);
    connect(m_hyperparameters, &HyperparametersSection::varyWanted, this, &SetUpPage::letVary);
    layout->addWidget(m_hyperparameters);
    layout->addWidget(new MetricsSection(m_document, m_testRun));
    layout->addWidget(new ObjectivesSection(m_document, m_testRun));
    layout->addWidget(new RequirementsSection(m_document, m_testRun));
    layout->addWidget(new SearchSection(m_document));
    layout->addWidget(new BudgetSection(m_document));
    layout->addWidget(new EvaluationSection(m_document));
    layout->addWidget(new WarmStartSection(m_document, m_model, m_gateway));
    layout->addWidget(new SlotsSection(m_document));
    layout->addStretch(1);
    m_scroll = new QScrollArea;
    m_scroll->setObjectName(u"sections"_s);
    m_scroll->setWidget(sections);
    m_scroll->setWidgetResizable(true);
    m_scroll->setFrameShape(QFrame::NoFrame);
    m_scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
}

void SetUpPage::buildSides()
{
    auto *right = new QSplitter(Qt::Vertical);
    right->addWidget(new PreviewPanel(m_document));
    right->addWidget(new TestRunPanel(m_document, m_testRun));
    right->setChildrenCollapsible(false);
    right->setHandleWidth(spaceM);
    right->setStretchFactor(0, 1);
    right->setStretchFactor(1, 1);
    right->setMinimumWidth(280);
    right->setSizes({400, 400});
    m_splitter = new QSplitter(Qt::Horizontal);
    m_splitter->addWidget(m_scroll);
    m_splitter->addWidget(right);
    m_splitter->setChildrenCollapsible(false);
    m_splitter->setHandleWidth(spaceM);
    m_splitter->setStretchFactor(0, 7);
    m_splitter->setStretchFactor(1, 3);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(m_splitter);
}

void SetUpPage::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    const int right = std::clamp(static_cast<int>(0.29 * width()), 280, 460);
    if (event->oldSize().width() != width())
        m_splitter->setSizes({width() - right, right});
}

void SetUpPage::showEvent(QShowEvent *event)
{
    QWidget::showEvent(event);
    m_document->askForWarmStart(); // an earlier study may have changed meanwhile
}

bool SetUpPage::isReadyToRun() const
{
    return whyNotReady().isEmpty();
}

QString SetUpPage::whyNotReady() const
{
    // Earlier studies are looked at again when it runs.
    if (const Problems problems = m_document->settings().problems(); !problems.empty())
        return QString::fromStdString(problems.front().sentence);
    const StudyStatus &status = m_model->status();
    const bool hasRunWell =
        status.complete + status.stopped + status.running > 0 && !areOnlyImported();
    if (hasRunWell || m_testRun->hasPassed())
        return {};
    return tr("%1 If the command or the metric is wrong, every trial fails; after five in a row "
              "the study pauses.")
        .arg(whatIsUntested());
}

/// What was imported says nothing of the command.
bool SetUpPage::areOnlyImported() const
{
    const std::vector<Trial> &trials = m_model->trials();
    return !trials.empty() && std::ranges::all_of(trials, [](const Trial &trial) {
        return !ranHere(trial) || trial.state == TrialState::Waiting;
    });
}

/// Nothing has run yet, and what a test run would tell is not known.
bool SetUpPage::isTestRunNext() const
{
    const TestRunSession::State state = m_testRun->state();
    const bool isKnown = state == TestRunSession::State::Succeeded && !m_testRun->isOutdated();
    const bool hasBegunHere = m_model->status().launched() > 0 && !areOnlyImported();
    return !m_document->settings().command.empty() && !hasBegunHere &&
           state != TestRunSession::State::Running && !isKnown;
}

QString SetUpPage::whatIsUntested() const
{
    switch (m_testRun->state()) {
    case TestRunSession::State::Never:
        return tr("The command has not been tested yet.");
    case TestRunSession::State::Running:
        return tr("The test run has not ended yet.");
    case TestRunSession::State::Failed:
        return tr("The test run failed: %1").arg(m_testRun->sentence());
    case TestRunSession::State::Succeeded:
        break;
    }
    return m_testRun->isOutdated()
               ? tr("The command was changed after the test run.")
               : tr("The objective was not read in the test run: click the number to optimize in "
                    "its output.");
}

/// Undo and redo belong to the study while a field of this page has the focus: the fields' own
/// undo would know only their text.
bool SetUpPage::eventFilter(QObject *watched, QEvent *event)
{
    const bool isKey =
        event->type() == QEvent::ShortcutOverride || event->type() == QEvent::KeyPress;
    auto *widget = isKey ? qobject_cast<QWidget *>(watched) : nullptr;
    if (!widget || !isAncestorOf(widget))
        return QWidget::eventFilter(watched, event);
    auto *key = static_cast<QKeyEvent *>(event);
    const bool isUndo = key->matches(QKeySequence::Undo);
    if (!isUndo && !key->matches(QKeySequence::Redo))
        return false;
    if (event->type() == QEvent::ShortcutOverride) {
        event->ignore(); // lets the window's action have it
        return true;
    }
    if (isUndo)
        m_document->undoStack()->undo();
    else
        m_document->undoStack()->redo();
    return true;
}

} // namespace attune::ui
