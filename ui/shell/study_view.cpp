// SPDX-FileCopyrightText: 2026 The Attune developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/study_view.h"

#include "ui/commands/command_registry.h"
#include "ui/shell/nav_bar.h"
#include "ui/shell/run_bar.h"
#include "ui/shell/status_line.h"
#include "ui/shell/study_commands.h"
#include "ui/theme/theme.h"
#include "ui/widgets/notice_stack.h"

#include <QActionGroup>
#include <QApplication>
#include <QHBoxLayout>
#include <QStackedWidget>
#include <QStatusBar>

using namespace Qt::StringLiterals;

namespace attune::ui {

StudyView::StudyView(std::shared_ptr<StudyGateway> gateway, const PageFactory &makePages,
                     CommandRegistry *commands, QStatusBar *statusBar, QWidget *parent)
    : QWidget(parent), m_gateway(std::move(gateway)), m_model(m_gateway.get()),
      m_document(m_gateway.get()), m_parts{m_gateway.get(), &m_model, &m_document, &m_selection,
                                           commands},
      m_notices(new NoticeStack), m_commands(new StudyCommands(m_parts, m_notices, this)),
      m_stack(new QStackedWidget)
{
    build(makePages);
    new StatusLine(m_parts, statusBar);
    if (m_parts.commands->contains(u"study.testRun"_s)) // its output is to be seen
        connect(m_parts.commands->action(u"study.testRun"_s), &QAction::triggered, this,
                [this] { showPage(u"setUp"_s); });
    connect(&m_model, &StudyModel::statusChanged, &m_document,
            [this] { m_document.setReadOnly(m_model.status().state == StudyState::ReadOnly); });
    connect(m_commands, &StudyCommands::started, this, [this] { showPage(u"run"_s); });
    connect(m_commands, &StudyCommands::imported, this, [this] { showPage(u"run"_s); });
    connect(m_commands, &StudyCommands::faultFound, this, [this] { showPage(u"setUp"_s); });
    connect(m_commands, &StudyCommands::trialWanted, this, [this] {
        if (page() == "setUp"_L1)
            showPage(u"run"_s);
    });
}

StudyView::~StudyView()
{
    m_document.flush();
    // Pages and commands borrow the model and the document: they go first.
    delete m_stack;
    delete m_commands;
}

void StudyView::build(const PageFactory &makePages)
{
    auto *bar = new RunBar(m_parts);
    connect(bar, &RunBar::parallelChosen, m_commands, &StudyCommands::setParallel);
    auto *nav = new NavBar;
    auto *group = new QActionGroup(this);
    m_pages = makePages(m_parts);
    for (std::size_t i = 0; i < m_pages.size(); ++i) {
        const Page &page = m_pages[i];
        addPage(page, static_cast<int>(i));
        QAction *action = m_parts.commands->action(u"view."_s + page.id);
        group->addAction(action);
        nav->addPage(page, action);
        if (page.whyNotReady) {
            m_commands->setReadiness(page.whyNotReady);
            bar->setReadiness(page.whyNotReady);
        }
        if (page.whenReadinessChanges)
            page.whenReadinessChanges(bar, [bar] { bar->showNextAct(); });
    }
    auto *content = new QVBoxLayout;
    content->setContentsMargins(spaceL - 1, spaceL - 1, spaceL - 1, spaceM);
    content->setSpacing(0);
    content->addWidget(m_notices);
    content->addWidget(m_stack, 1);
    auto *below = new QHBoxLayout;
    below->setSpacing(0);
    below->addWidget(nav);
    below->addLayout(content, 1);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(bar);
    layout->addLayout(below, 1);
    if (!m_pages.empty())
        showPage(m_pages.front().id);
}

void StudyView::addPage(const Page &page, int number)
{
    m_stack->addWidget(page.widget);
    QAction *action =
        m_parts.commands->add({u"view."_s + page.id, page.title, page.icon,
                               QKeySequence(Qt::CTRL | static_cast<Qt::Key>(Qt::Key_1 + number)),
                               tr("Shows the page %1").arg(page.title)},
                              [this, id = page.id] { showPage(id); });
    action->setCheckable(true);
}

QString StudyView::page() const
{
    for (const Page &page : m_pages) {
        if (page.widget == m_stack->currentWidget())
            return page.id;
    }
    return {};
}

void StudyView::showPage(const QString &id)
{
    for (const Page &page : m_pages) {
        if (page.id != id)
            continue;
        const QWidget *focused = QApplication::focusWidget();
        const bool takesFocus = focused == this || m_stack->isAncestorOf(focused);
        m_stack->setCurrentWidget(page.widget);
        if (takesFocus && !page.widget->isAncestorOf(focused))
            page.widget->setFocus(); // Tab goes on from the page, not from what is hidden now
        m_parts.commands->action(u"view."_s + id)->setChecked(true);
    }
}

void StudyView::runAtOnce()
{
    m_commands->runAtOnce();
}

void StudyView::importTrials(const QString &file)
{
    m_commands->importTrials(file);
}

} // namespace attune::ui
