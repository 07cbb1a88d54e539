// SPDX-FileCopyrightText: 2026 The Attune developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/run_page.h"

#include "ui/charts/curves/curves_chart.h"
#include "ui/charts/history/history_chart.h"
#include "ui/commands/command_registry.h"
#include "ui/pages/chart_panels.h"
#include "ui/pages/trial_actions.h"
#include "ui/pages/trial_drawer.h"
#include "ui/pages/trials_panel.h"
#include "ui/selection/trial_selection.h"
#include "ui/theme/theme.h"
#include "ui/widgets/notice_bar.h"

#include <QSplitter>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace attune::ui {

namespace {

constexpr int drawerWidth = 360;
constexpr int historyWidth = 380;    // at least: fewer pixels show no history
constexpr int roomForHistory = 1240; // beside curves and drawer

QSplitter *splitter(const QString &name, Qt::Orientation orientation,
                    std::initializer_list<QWidget *> widgets)
{
    auto *splitter = new QSplitter(orientation);
    splitter->setObjectName(name);
    splitter->setHandleWidth(spaceM);
    splitter->setChildrenCollapsible(false);
    for (QWidget *widget : widgets)
        splitter->addWidget(widget);
    return splitter;
}

} // namespace

RunPage::RunPage(StudyModel *model, TrialSelection *selection, StudyGateway *gateway,
                 CommandRegistry *commands, QUndoStack *undoStack, QWidget *parent)
    : QWidget(parent), m_selection(selection),
      m_actions(new TrialActions(model, selection, gateway, commands, undoStack, this)),
      m_notice(new NoticeBar), m_curves(new CurvesPanel(model, selection)),
      m_history(new HistoryPanel(model, selection)),
      m_trials(new TrialsPanel(model, selection, m_actions)),
      m_drawer(new TrialDrawer(model, selection, gateway, m_actions))
{
    m_charts = splitter(u"runCharts"_s, Qt::Horizontal, {m_curves, m_history});
    m_charts->setStretchFactor(0, 13);
    m_charts->setStretchFactor(1, 7);
    m_rows = splitter(u"runRows"_s, Qt::Vertical, {m_charts, m_trials});
    m_rows->setStretchFactor(0, 10);
    m_rows->setStretchFactor(1, 13);
    m_columns = splitter(u"runColumns"_s, Qt::Horizontal, {m_rows, m_drawer});
    m_columns->setStretchFactor(0, 1);
    m_columns->setStretchFactor(1, 0);
    m_columns->setSizes({1000, drawerWidth});
    m_charts->setSizes({820, 452});
    m_rows->setSizes({318, 412});
    m_history->setMinimumWidth(historyWidth);
    m_drawer->hide();

    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(spaceM);
    layout->addWidget(m_notice);
    layout->addWidget(m_columns, 1);

    connect(m_actions, &TrialActions::failed, m_notice,
            [this](const QString &sentence) { m_notice->show(sentence.toHtmlEscaped()); });
    connect(selection, &TrialSelection::currentChanged, this, &RunPage::showDrawer);
    connect(m_drawer, &TrialDrawer::closed, this,
            [this] { m_selection->setCurrent(std::nullopt); });
    addCommands(commands);
}

void RunPage::addCommands(CommandRegistry *commands)
{
    commands->add({u"run.filter"_s, tr("&Filter Trials"), u"filter"_s, QKeySequence(u"Ctrl+F"_s),
                   tr("Moves to the filter of the trials table.")},
                  [this] { m_trials->focusFilter(); });
    commands->add({u"run.closeDrawer"_s, tr("&Close Trial"), u"cross"_s,
                   QKeySequence(u"Ctrl+Backspace"_s), tr("Closes the trial at the right.")},
                  [this] { m_selection->setCurrent(std::nullopt); });
    commands->add({u"run.resetZoom"_s, tr("&Reset Zoom of Charts"), u"zoom-fit"_s,
                   QKeySequence(u"Ctrl+0"_s), tr("Shows all curves and the whole history again.")},
                  [this] {
                      m_curves->chart()->resetZoom();
                      m_history->chart()->resetZoom();
                  });
}

void RunPage::showDrawer()
{
    m_drawer->setVisible(m_selection->current().has_value());
    makeRoom();
}

void RunPage::makeRoom()
{
    m_history->setVisible(m_drawer->isHidden() || width() >= roomForHistory);
}

void RunPage::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    makeRoom();
}

} // namespace attune::ui
