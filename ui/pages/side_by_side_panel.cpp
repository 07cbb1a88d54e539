// SPDX-FileCopyrightText: 2026 The Attune developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/side_by_side_panel.h"

#include "core/study/best_trials.h"
#include "ui/delegates/comparison_delegate.h"
#include "ui/models/comparison_model.h"
#include "ui/models/study_model.h"
#include "ui/selection/trial_selection.h"
#include "ui/theme/theme.h"
#include "ui/widgets/chip_button.h"
#include "ui/widgets/dim_label.h"
#include "ui/widgets/table_header.h"

#include <QHBoxLayout>
#include <QTableView>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace attune::ui {

namespace {

constexpr std::size_t shownUnasked = 3;
constexpr int rowHeight = 27;
constexpr int titleWidth = 136;
constexpr int narrowTitle = 118;
constexpr int trialWidth = 94;
constexpr int narrowTrial = 90;

} // namespace

SideBySidePanel::SideBySidePanel(StudyModel *model, TrialSelection *selection, QWidget *parent)
    : Panel(tr("Side by side"), parent), m_study(model), m_selection(selection),
      m_comparison(new ComparisonModel(model, this)), m_view(new QTableView), m_hint(new DimLabel)
{
    auto *differing = new ChipButton(tr("only what differs"));
    differing->setObjectName(u"onlyDiffering"_s);
    differing->setCheckable(true);
    differing->setChecked(true);
    connect(differing, &QAbstractButton::toggled, m_comparison, [this](bool isOn) {
        m_comparison->setRows(isOn ? ComparisonModel::Rows::OnlyDiffering
                                   : ComparisonModel::Rows::All);
    });
    header()->addWidget(differing);

    m_view->setObjectName(u"sideBySide"_s);
    m_view->setAccessibleName(tr("Trials side by side"));
    m_view->setFrameShape(QFrame::NoFrame);
    m_view->setShowGrid(false);
    m_view->setSelectionMode(QAbstractItemView::NoSelection);
    m_view->setFocusPolicy(Qt::TabFocus);
    m_view->setItemDelegate(new ComparisonDelegate(m_view));
    m_view->setModel(m_comparison);
    auto *columns = new TableHeader;
    columns->setSectionsMovable(false);
    columns->setSectionsClickable(false);
    m_view->setHorizontalHeader(columns);
    m_view->verticalHeader()->hide();
    m_view->verticalHeader()->setSectionResizeMode(QHeaderView::Fixed);
    m_view->verticalHeader()->setDefaultSectionSize(rowHeight);
    m_hint->setWordWrap(true);
    m_hint->setContentsMargins(spaceM, 0, spaceM, spaceXs);
    body()->setContentsMargins(0, 0, 0, 0);
    body()->setSpacing(0);
    body()->addWidget(m_hint);
    body()->addWidget(m_view, 1);

    connect(m_comparison, &QAbstractItemModel::modelReset, this, &SideBySidePanel::layOutColumns);
    connect(selection, &TrialSelection::selectedChanged, this, &SideBySidePanel::updateTrials);
    connect(model, &StudyModel::trialsChanged, this, &SideBySidePanel::updateTrials);
    updateTrials();
    layOutColumns();
}

const std::vector<int> &SideBySidePanel::trials() const
{
    return m_comparison->trials();
}

void SideBySidePanel::updateTrials()
{
    const std::vector<int> former = trials();
    const std::set<int> &selected = m_selection->selected();
    std::vector<int> shown(selected.begin(), selected.end());
    QString hint;
    if (selected.size() < 2) {
        // One alone is compared with the best.
        std::vector<const Trial *> ranked;
        for (const int number : m_study->front()) {
            if (const Trial *trial = m_study->trial(number))
                ranked.push_back(trial);
        }
        if (m_study->settings().objectives.size() == 1)
            ranked = rankedTrials(m_study->trials(), m_study->settings().objectives.front());
        const std::size_t wanted = selected.empty() ? shownUnasked : 2;
        for (std::size_t i = 0; i < ranked.size() && shown.size() < wanted; ++i) {
            if (!selected.contains(ranked[i]->number))
                shown.push_back(ranked[i]->number);
        }
        hint = shown.empty() ? tr("Trials stand side by side here as soon as some are complete.")
                             : tr("Ctrl+click trials, or Shift+drag over some, to compare 2 to 8.");
    } else if (selected.size() > ComparisonModel::mostTrials) {
        hint = tr("%1 of %2 selected trials are shown.")
                   .arg(ComparisonModel::mostTrials)
                   .arg(selected.size());
    }
    m_hint->setText(hint);
    m_hint->setVisible(!hint.isEmpty());
    m_hint->setAlignment(shown.empty() ? Qt::AlignCenter : Qt::AlignLeft);
    m_view->setVisible(!shown.empty());
    m_comparison->setTrials(std::move(shown));
    if (former != trials())
        Q_EMIT trialsChanged();
}

void SideBySidePanel::layOutColumns()
{
    auto *columns = m_view->horizontalHeader();
    const int trials = int(m_comparison->trials().size());
    // Where there is little room the last column, the difference, is as narrow as the others.
    const bool isTight = width() < titleWidth + (trials + 1) * trialWidth;
    for (int i = 0; i < m_comparison->columnCount(); ++i) {
        if (i == 0)
            columns->resizeSection(i, isTight ? narrowTitle : titleWidth);
        else
            columns->resizeSection(i, isTight ? narrowTrial : trialWidth);
    }
    m_view->doItemsLayout(); // the scroll bar knows the new widths at once
}

void SideBySidePanel::resizeEvent(QResizeEvent *event)
{
    Panel::resizeEvent(event);
    layOutColumns();
}

} // namespace attune::ui
