// SPDX-FileCopyrightText: 2026 The Attune developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/trials_panel.h"

#include "ui/delegates/trial_delegate.h"
#include "ui/models/study_model.h"
#include "ui/models/trials_filter_model.h"
#include "ui/models/trials_table_model.h"
#include "ui/pages/states_menu.h"
#include "ui/pages/trial_actions.h"
#include "ui/selection/trial_selection.h"
#include "ui/theme/theme.h"
#include "ui/widgets/chip_button.h"
#include "ui/widgets/dim_label.h"
#include "ui/widgets/problem_label.h"
#include "ui/widgets/table_header.h"

#include <QHBoxLayout>
#include <QHeaderView>
#include <QLineEdit>
#include <QMenu>
#include <QMouseEvent>
#include <QScopedValueRollback>
#include <QScrollBar>
#include <QSettings>
#include <QTableView>
#include <QVBoxLayout>

#include <algorithm>
#include <utility>
#include <vector>

using namespace Qt::StringLiterals;

namespace attune::ui {

namespace {

using Kind = TrialColumn::Kind;

constexpr int filterWidth = 320;
constexpr auto orderKey = "trialsTable/order"_L1;
constexpr auto hiddenKey = "trialsTable/hidden"_L1;
constexpr auto shownKey = "trialsTable/shown"_L1;

int widthOf(const TrialColumn &column, const TableHeader &header, const StudyModel &model)
{
    const int title = header.widthFor(column.title);
    switch (column.kind) {
    case Kind::Number:
        return 74;
    case Kind::State:
        return model.settings().requirements.empty() ? 128 : 154;
    case Kind::Objective:
        return std::max(120, title);
    case Kind::Curve:
        return 108;
    case Kind::Started:
        return 168;
    case Kind::Note:
        return 200;
    case Kind::Setting:
    case Kind::Metric:
    case Kind::Seconds:
        break;
    }
    return std::clamp(title, 84, 180);
}

} // namespace

TrialsPanel::TrialsPanel(StudyModel *model, TrialSelection *selection, TrialActions *actions,
                         QWidget *parent)
    : Panel(tr("Trials"), parent), m_model(model), m_selection(selection), m_actions(actions),
      m_table(new TrialsTableModel(model, this)), m_filter(new TrialsFilterModel(m_table, this)),
      m_view(new QTableView), m_columns(new TableHeader), m_filterEdit(new QLineEdit),
      m_hint(new DimLabel), m_problem(new ProblemLabel)
{
    m_delegate = new TrialDelegate(m_view);
    buildHeader();
    buildTable();
    auto *problemRow = new QHBoxLayout;
    problemRow->setContentsMargins(spaceM, 0, spaceM, 0);
    problemRow->addStretch(1);
    problemRow->addWidget(m_problem);
    body()->setContentsMargins(0, 0, 0, spaceXs + 2); // the panel's round corners stay
    body()->setSpacing(0);
    body()->addLayout(problemRow);
    body()->addWidget(m_view, 1);

    connect(m_filter, &TrialsFilterModel::problemChanged, this,
            [this] { m_problem->setSentence(m_filter->problem()); });
    connect(selection, &TrialSelection::selectedChanged, this, &TrialsPanel::showSelection);
    connect(selection, &TrialSelection::currentChanged, this, &TrialsPanel::showCurrent);
    connect(selection, &TrialSelection::hoveredChanged, this, &TrialsPanel::showHovered);
    connect(model, &StudyModel::trialsChanged, this, &TrialsPanel::updateTitle);
    connect(m_table, &QAbstractItemModel::modelReset, this, [this] {
        layOutColumns();
        restoreColumns();
    });
    connect(m_table, &QAbstractItemModel::headerDataChanged, this, &TrialsPanel::followWaiting);
    connect(model, &StudyModel::settingsChanged, this, &TrialsPanel::followSettings);
    followSettings();
    layOutColumns();
    restoreColumns();
    updateTitle();
}

void TrialsPanel::buildHeader()
{
    m_filterEdit->setObjectName(u"trialsFilter"_s);
    m_filterEdit->setPlaceholderText(tr("Filter: objective < 0.3 and state = complete"));
    m_filterEdit->setClearButtonEnabled(true);
    m_filterEdit->setAccessibleName(tr("Filter of the trials"));
    m_filterEdit->setToolTip(
        tr("Words, or an expression over column names with <, <=, =, !=, "
           "and, or, not. Also: state, objective, seconds, starred, excluded."));
    m_filterEdit->setMinimumWidth(160);
    m_filterEdit->setMaximumWidth(filterWidth);
    m_filterEdit->setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    connect(m_filterEdit, &QLineEdit::textChanged, this, &TrialsPanel::applyFilter);

    m_statesChip = new ChipButton({});
    m_statesChip->setObjectName(u"statesChip"_s);
    m_statesMenu = new StatesMenu(m_model, m_filter, m_statesChip);
    m_statesChip->setText(m_statesMenu->summary());
    m_statesChip->setMenu(m_statesMenu);
    connect(m_statesMenu, &StatesMenu::changed, this, [this] {
        m_statesChip->setText(m_statesMenu->summary());
        m_statesChip->updateGeometry();
        updateTitle();
    });
    auto *columns = new ChipButton(tr("Columns"));
    columns->setObjectName(u"columnsChip"_s);
    auto *menu = new QMenu(columns);
    connect(menu, &QMenu::aboutToShow, this, [this, menu] { fillColumnsMenu(menu); });
    columns->setMenu(menu);
    header()->addWidget(m_filterEdit, 3);
    header()->addWidget(m_statesChip);
    header()->addWidget(columns);
}

void TrialsPanel::buildTable()
{
    m_view->setObjectName(u"trialsTable"_s);
    m_view->setAccessibleName(tr("Trials"));
    m_view->setModel(m_filter);
    m_view->setItemDelegate(m_delegate);
    m_view->setFrameShape(QFrame::NoFrame);
    m_view->setShowGrid(false);
    m_view->setWordWrap(false);
    m_view->setMouseTracking(true);
    m_view->setSelectionBehavior(QAbstractItemView::SelectRows);
    m_view->setSelectionMode(QAbstractItemView::ExtendedSelection);
    m_view->setContextMenuPolicy(Qt::CustomContextMenu);
    m_view->setVerticalScrollMode(QAbstractItemView::ScrollPerPixel);
    m_view->setHorizontalScrollMode(QAbstractItemView::ScrollPerPixel);
    m_view->setTabKeyNavigation(false);
    m_view->verticalHeader()->hide();
    m_view->verticalHeader()->setSectionResizeMode(QHeaderView::Fixed);
    m_view->verticalHeader()->setDefaultSectionSize(TrialDelegate::rowHeight);
    m_view->verticalHeader()->setMinimumSectionSize(TrialDelegate::rowHeight);
    m_view->setHorizontalHeader(m_columns);
    m_view->setSortingEnabled(true);
    m_view->viewport()->installEventFilter(this);
    connect(m_view, &QTableView::customContextMenuRequested, this, &TrialsPanel::showMenu);
    connect(m_view->selectionModel(), &QItemSelectionModel::selectionChanged, this,
            &TrialsPanel::takeSelectionFromView);
    connect(m_columns, &QHeaderView::sectionClicked, this, [this] { m_hasOwnOrder = true; });
    connect(m_columns, &QHeaderView::sectionMoved, this, &TrialsPanel::saveColumns);
    auto *overTable = new QVBoxLayout(m_view->viewport());
    overTable->addWidget(m_hint, 0, Qt::AlignCenter);
    m_hint->setTextInteractionFlags(Qt::LinksAccessibleByMouse | Qt::LinksAccessibleByKeyboard);
    connect(m_hint, &QLabel::linkActivated, this, [this] {
        m_filterEdit->clear();
        m_statesMenu->showAll();
    });
}

void TrialsPanel::followSettings()
{
    const StudySettings &settings = m_model->settings();
    if (!settings.space.hyperparameters.empty())
        m_filterEdit->setPlaceholderText(
            tr("Filter: %1 < 0.3 and state = complete")
                .arg(QString::fromStdString(settings.space.hyperparameters.front().name)));
    if (m_hasOwnOrder)
        return;
    const bool isMaximized = !settings.objectives.empty() &&
                             settings.objectives.front().direction == Direction::Maximize;
    m_view->sortByColumn(TrialsTableModel::ObjectiveColumn,
                         isMaximized ? Qt::DescendingOrder : Qt::AscendingOrder);
}

void TrialsPanel::layOutColumns()
{
    const auto &columns = m_table->columns();
    std::vector<int> widths;
    m_waits.clear();
    for (int i = 0; i < static_cast<int>(columns.size()); ++i) {
        const TrialColumn &column = columns[static_cast<std::size_t>(i)];
        widths.push_back(widthOf(column, *m_columns, *m_model));
        m_waits.push_back(column.waits);
        m_columns->setSectionHidden(i, column.waits); // in the Columns menu
    }
    m_columns->setNaturalWidths(std::move(widths));
}

/// A column that waits no more is shown, as that of a metric that a requirement is about now.
void TrialsPanel::followWaiting()
{
    bool isOther = false;
    for (int i = 0; i < m_columns->count(); ++i) {
        const bool waits = m_table->columns()[static_cast<std::size_t>(i)].waits;
        if (waits == m_waits[static_cast<std::size_t>(i)])
            continue;
        m_waits[static_cast<std::size_t>(i)] = waits;
        m_columns->setSectionHidden(i, waits);
        isOther = true;
    }
    if (isOther)
        restoreColumns();
}

void TrialsPanel::fillColumnsMenu(QMenu *menu)
{
    menu->clear();
    for (int i = TrialsTableModel::StateColumn; i < m_table->columnCount(); ++i) {
        QAction *action = menu->addAction(m_table->columns()[static_cast<std::size_t>(i)].title);
        action->setCheckable(true);
        action->setChecked(!m_columns->isSectionHidden(i));
        connect(action, &QAction::toggled, m_columns, [this, i](bool isOn) {
            m_columns->setSectionHidden(i, !isOn);
            saveColumns();
        });
    }
    menu->addSeparator();
    menu->addAction(tr("Reset Columns"), this, [this] {
        const QScopedValueRollback isRestoring(m_isRestoring, true);
        for (int i = 0; i < m_columns->count(); ++i)
            m_columns->moveSection(m_columns->visualIndex(i), i);
        layOutColumns();
        for (const auto key : {orderKey, hiddenKey, shownKey})
            QSettings().remove(key);
    });
}

/// What a person chose in an earlier session, by the columns' names; others are as they are laid
/// out.
void TrialsPanel::restoreColumns()
{
    const QSettings settings;
    const QStringList order = settings.value(orderKey).toStringList();
    const QStringList hidden = settings.value(hiddenKey).toStringList();
    const QStringList shown = settings.value(shownKey).toStringList();
    const QScopedValueRollback isRestoring(m_isRestoring, true);
    const auto &columns = m_table->columns();
    int place = 0;
    for (const QString &name : order) {
        const auto column = std::ranges::find(columns, name.toStdString(),
                                              [](const TrialColumn &each) { return each.name; });
        if (column != columns.end())
            m_columns->moveSection(m_columns->visualIndex(int(column - columns.begin())), place++);
    }
    for (int i = TrialsTableModel::StateColumn; i < m_columns->count(); ++i) {
        const QString name = QString::fromStdString(columns[static_cast<std::size_t>(i)].name);
        if (hidden.contains(name) || shown.contains(name))
            m_columns->setSectionHidden(i, hidden.contains(name));
    }
}

/// Only what is not as it is laid out was chosen: another study has other columns that wait.
void TrialsPanel::saveColumns() const
{
    if (m_isRestoring)
        return;
    QStringList order;
    QStringList hidden;
    QStringList shown;
    for (int place = 0; place < m_columns->count(); ++place) {
        const int i = m_columns->logicalIndex(place);
        const TrialColumn &column = m_table->columns()[static_cast<std::size_t>(i)];
        const QString name = QString::fromStdString(column.name);
        const bool isHidden = m_columns->isSectionHidden(i);
        order << name;
        if (isHidden != column.waits)
            (isHidden ? hidden : shown) << name;
    }
    QSettings settings;
    settings.setValue(orderKey, order);
    settings.setValue(hiddenKey, hidden);
    settings.setValue(shownKey, shown);
}

void TrialsPanel::focusFilter()
{
    m_filterEdit->setFocus(Qt::ShortcutFocusReason);
    m_filterEdit->selectAll();
}

void TrialsPanel::applyFilter()
{
    m_filter->setFilterText(m_filterEdit->text());
    updateTitle();
    showSelection();
}

void TrialsPanel::updateTitle()
{
    const int all = m_table->rowCount();
    const int shown = m_filter->rowCount();
    m_hint->setVisible(shown == 0);
    m_hint->setText(all == 0 ? tr("Trials appear here as soon as the study runs.")
                             : tr("No trial matches the filter. <a href=\"all\">Show All</a>"));
    setTitle(shown == all ? tr("Trials") : tr("Trials · %1 of %2").arg(shown).arg(all));
}

void TrialsPanel::takeSelectionFromView()
{
    if (m_isSyncing)
        return;
    m_isSyncing = true;
    std::set<int> trials;
    const QModelIndexList rows = m_view->selectionModel()->selectedRows();
    for (const QModelIndex &row : rows)
        trials.insert(m_filter->trialAt(row.row()));
    const QModelIndex current = m_view->selectionModel()->currentIndex();
    m_selection->setSelected(trials);
    if (current.isValid() && trials.contains(m_filter->trialAt(current.row())))
        m_selection->setCurrent(m_filter->trialAt(current.row()));
    m_isSyncing = false;
}

void TrialsPanel::showSelection()
{
    if (m_isSyncing)
        return;
    m_isSyncing = true;
    QItemSelection rows;
    for (const int trial : m_selection->selected()) {
        const int row = m_filter->rowOf(trial);
        if (row >= 0)
            rows.select(m_filter->index(row, 0), m_filter->index(row, 0));
    }
    m_view->selectionModel()->select(rows, QItemSelectionModel::ClearAndSelect |
                                               QItemSelectionModel::Rows);
    m_isSyncing = false;
}

void TrialsPanel::showCurrent()
{
    if (m_isSyncing || !m_selection->current())
        return;
    if (!m_selection->selected().contains(*m_selection->current()))
        m_selection->setSelected({*m_selection->current()});
    const int row = m_filter->rowOf(*m_selection->current());
    if (row < 0)
        return;
    m_isSyncing = true;
    const QModelIndex index = m_filter->index(row, 0);
    m_view->selectionModel()->setCurrentIndex(index, QItemSelectionModel::NoUpdate);
    m_view->scrollTo(index);
    m_isSyncing = false;
}

void TrialsPanel::showHovered()
{
    const std::optional<int> hovered = m_selection->hovered();
    m_delegate->setHoveredRow(hovered ? m_filter->rowOf(*hovered) : -1);
    m_view->viewport()->update();
}

bool TrialsPanel::eventFilter(QObject *watched, QEvent *event)
{
    if (watched == m_view->viewport() && event->type() == QEvent::MouseMove) {
        const QModelIndex index = m_view->indexAt(static_cast<QMouseEvent *>(event)->pos());
        m_selection->setHovered(index.isValid() ? std::optional(m_filter->trialAt(index.row()))
                                                : std::nullopt);
    } else if (watched == m_view->viewport() && event->type() == QEvent::Leave) {
        m_selection->setHovered(std::nullopt);
    }
    return Panel::eventFilter(watched, event);
}

void TrialsPanel::showMenu(const QPoint &position)
{
    if (!m_view->indexAt(position).isValid())
        return;
    QMenu menu(this);
    m_actions->fillMenu(&menu);
    menu.exec(m_view->viewport()->mapToGlobal(position));
}

} // namespace attune::ui
