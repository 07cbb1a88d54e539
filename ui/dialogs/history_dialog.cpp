// SPDX-FileCopyrightText: 2026 The Attune developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/dialogs/history_dialog.h"

#include "ui/models/history_model.h"
#include "ui/theme/theme.h"
#include "ui/widgets/dim_label.h"
#include "ui/widgets/wrapped_text.h"

#include <QDateTime>
#include <QDialogButtonBox>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QLineEdit>
#include <QSortFilterProxyModel>
#include <QTableView>
#include <QVBoxLayout>

namespace attune::ui {

using namespace Qt::StringLiterals;

namespace {

constexpr QSize dialogSize(820, 560);
constexpr int filterWidth = 260;
constexpr int rowHeight = 27;
constexpr int trialWidth = 64;

} // namespace

HistoryDialog::HistoryDialog(StudyGateway *gateway, QWidget *parent)
    : QDialog(parent), m_history(new HistoryModel(gateway, this)),
      m_shown(new QSortFilterProxyModel(this))
{
    setWindowTitle(tr("History"));
    setAttribute(Qt::WA_DeleteOnClose);
    m_shown->setSourceModel(m_history);
    m_shown->setFilterKeyColumn(-1);
    m_shown->setFilterCaseSensitivity(Qt::CaseInsensitive);
    build();
}

void HistoryDialog::build()
{
    auto *hint = new DimLabel(tr("The newest comes first. A double click shows the trial."));
    auto *filter = new QLineEdit;
    filter->setObjectName(u"historyFilter"_s);
    filter->setAccessibleName(tr("Filter of the history"));
    filter->setPlaceholderText(tr("Filter: failed"));
    filter->setClearButtonEnabled(true);
    filter->setFixedWidth(filterWidth);
    connect(filter, &QLineEdit::textChanged, m_shown, &QSortFilterProxyModel::setFilterFixedString);
    auto *top = new QHBoxLayout;
    top->addWidget(hint, 1);
    top->addWidget(filter);
    m_view = new QTableView;
    m_view->setObjectName(u"historyTable"_s);
    m_view->setAccessibleName(tr("History"));
    m_view->setModel(m_shown);
    m_view->setShowGrid(false);
    m_view->setWordWrap(false);
    m_view->setTabKeyNavigation(false);
    m_view->setSelectionBehavior(QAbstractItemView::SelectRows);
    m_view->setSelectionMode(QAbstractItemView::SingleSelection);
    m_view->setVerticalScrollMode(QAbstractItemView::ScrollPerPixel);
    m_view->verticalHeader()->hide();
    m_view->verticalHeader()->setSectionResizeMode(QHeaderView::Fixed);
    m_view->verticalHeader()->setDefaultSectionSize(rowHeight);
    QHeaderView *columns = m_view->horizontalHeader();
    columns->setHighlightSections(false);
    const QDateTime widest(QDate(2026, 9, 28), QTime(20, 48, 48));
    columns->resizeSection(HistoryModel::TimeColumn,
                           fontMetrics().horizontalAdvance(momentText(widest.toMSecsSinceEpoch())) +
                               spaceXl);
    columns->resizeSection(HistoryModel::TrialColumn, trialWidth);
    columns->setSectionResizeMode(HistoryModel::TextColumn, QHeaderView::Stretch);
    connect(m_view->selectionModel(), &QItemSelectionModel::selectionChanged, this,
            &HistoryDialog::showWhole);
    connect(m_view, &QTableView::activated, this, [this](const QModelIndex &index) {
        if (const auto trial = m_history->eventAt(m_shown->mapToSource(index).row()).trial)
            Q_EMIT trialWanted(*trial);
    });
    m_whole = new WrappedText;
    m_whole->setObjectName(u"historyWhole"_s);
    m_whole->setFont(uiFont());
    m_whole->setAccessibleName(tr("The chosen entry"));
    m_whole->hide();
    auto *buttons = new QDialogButtonBox(QDialogButtonBox::Close);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(spaceL, spaceL, spaceL, spaceL);
    layout->setSpacing(spaceM);
    layout->addLayout(top);
    layout->addWidget(m_view, 1);
    layout->addWidget(m_whole);
    layout->addWidget(buttons);
    resize(dialogSize);
    m_view->setFocus();
}

/// A row has room for one line.
void HistoryDialog::showWhole()
{
    const QModelIndexList chosen = m_view->selectionModel()->selectedRows();
    m_whole->setVisible(!chosen.isEmpty());
    if (chosen.isEmpty())
        return;
    const StudyEvent &event = m_history->eventAt(m_shown->mapToSource(chosen.front()).row());
    QString text = QString::fromStdString(event.text).toHtmlEscaped();
    m_whole->setRichText(text.replace(u'\n', "<br>"_L1));
}

} // namespace attune::ui
