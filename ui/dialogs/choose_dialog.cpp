// SPDX-FileCopyrightText: 2026 The Attune developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/dialogs/choose_dialog.h"

#include "ui/theme/theme.h"
#include "ui/widgets/dim_label.h"
#include "ui/widgets/primary_button.h"
#include "ui/widgets/scrolled.h"

#include <QCheckBox>
#include <QDialogButtonBox>
#include <QGridLayout>
#include <QPushButton>
#include <QScrollArea>
#include <QVBoxLayout>

namespace attune::ui {

using namespace Qt::StringLiterals;

namespace {

constexpr int dialogWidth = 860;
constexpr int dialogHeight = 580;
constexpr int textDrop = 2; // so that texts stand on the line of the tick's
constexpr int widestChange = 260;

bool isRange(const ProposedChoice &proposal)
{
    return std::holds_alternative<RangeChoice>(proposal.choice);
}

QString changeText(const ProposedChoice &proposal)
{
    QString proposed = QString::fromStdString(proposal.proposed);
    if (proposal.now == proposal.proposed)
        return proposed;
    return u"%1 \u2192 %2"_s.arg(QString::fromStdString(proposal.now), proposed);
}

} // namespace

ChooseDialog::ChooseDialog(StudySettings settings, const Machine &machine, QWidget *parent)
    : QDialog(parent), m_settings(std::move(settings)), m_machine(machine)
{
    setWindowTitle(tr("Choose for Me"));
    auto *sentence = new DimLabel(
        tr("Proposed around the values that work today; those stay the first trial. Take what you "
           "like: all of it can be edited afterwards, and undone in one step."));
    sentence->setWordWrap(true);
    auto *buttons = new QDialogButtonBox(QDialogButtonBox::Cancel);
    m_apply = buttons->addButton(QString(), QDialogButtonBox::AcceptRole);
    m_apply->setObjectName(u"applyChoices"_s);
    connect(buttons, &QDialogButtonBox::accepted, this, &QDialog::accept);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(spaceL, spaceL, spaceL, spaceL);
    layout->setSpacing(spaceM);
    layout->addWidget(sentence);
    layout->addWidget(makeList(), 1);
    layout->addWidget(buttons);
    makePrimary(m_apply);
    resize(dialogWidth, dialogHeight);
    count();
}

QWidget *ChooseDialog::makeList()
{
    auto *content = new QWidget;
    auto *grid = new QGridLayout(content);
    grid->setContentsMargins(0, 0, spaceM, 0);
    grid->setHorizontalSpacing(spaceL);
    grid->setVerticalSpacing(spaceM);
    grid->setColumnStretch(2, 1);
    const std::vector<ProposedChoice> all = proposeAll(m_settings, m_machine);
    for (const ProposedChoice &proposal : all) {
        std::vector<Row> &rows = isRange(proposal) ? m_ranges : m_search;
        if (rows.empty())
            addHeading(grid, isRange(proposal) ? tr("Ranges") : tr("Search"));
        addRow(grid, proposal, rows);
    }
    if (all.empty())
        grid->addWidget(new DimLabel(tr("No value in the command can vary. Write the values that "
                                        "you use today into it, as in  --lr 0.01.")),
                        0, 0, 1, 3);
    grid->setRowStretch(grid->rowCount(), 1);
    return scrolled(content);
}

void ChooseDialog::addHeading(QGridLayout *grid, const QString &text)
{
    auto *heading = new QLabel(text);
    heading->setFont(headingFont());
    const int row = grid->rowCount();
    if (row > 1)
        grid->setRowMinimumHeight(row, heading->sizeHint().height() + spaceL);
    grid->addWidget(heading, row, 0, 1, 3, Qt::AlignBottom);
}

void ChooseDialog::addRow(QGridLayout *grid, const ProposedChoice &proposal, std::vector<Row> &rows)
{
    // What is not advised stands back.
    Row row{proposal, new QCheckBox(QString::fromStdString(proposal.subject)),
            proposal.isAdvised ? new QLabel : new DimLabel(QString()), new DimLabel(QString())};
    row.tick->setObjectName(u"choose-"_s + QString::fromStdString(proposal.subject));
    row.tick->setChecked(proposal.isAdvised);
    row.change->setWordWrap(true);
    row.change->setFixedWidth(widestChange);
    row.reason->setWordWrap(true);
    row.change->setContentsMargins(0, textDrop, 0, 0);
    row.reason->setContentsMargins(0, textDrop, 0, 0);
    showRow(row);
    const int at = grid->rowCount();
    grid->addWidget(row.tick, at, 0, Qt::AlignTop);
    grid->addWidget(row.change, at, 1, Qt::AlignTop);
    grid->addWidget(row.reason, at, 2, Qt::AlignTop);
    const bool changesRanges = isRange(proposal);
    connect(row.tick, &QCheckBox::toggled, this, [this, changesRanges] {
        if (changesRanges)
            followRanges();
        count();
    });
    rows.push_back(row);
}

void ChooseDialog::showRow(Row &row)
{
    row.change->setText(changeText(row.proposal));
    row.reason->setText(QString::fromStdString(row.proposal.reason));
    row.tick->setAccessibleDescription(row.change->text() + u". "_s + row.reason->text());
}

std::vector<ProposedChoice> ChooseDialog::ticked(const std::vector<Row> &rows) const
{
    std::vector<ProposedChoice> taken;
    for (const Row &row : rows) {
        if (row.tick->isChecked())
            taken.push_back(row.proposal);
    }
    return taken;
}

/// The search is chosen anew for the ranges that are left; the person's ticks stay.
void ChooseDialog::followRanges()
{
    const std::vector<ProposedChoice> search =
        proposeSearch(withProposals(m_settings, ticked(m_ranges)), m_machine);
    for (Row &row : m_search) {
        for (const ProposedChoice &proposal : search) {
            if (proposal.subject == row.proposal.subject)
                row.proposal = proposal;
        }
        row.tick->setEnabled(!search.empty());
        showRow(row);
    }
}

StudySettings ChooseDialog::chosen() const
{
    std::vector<ProposedChoice> taken = ticked(m_ranges);
    const std::vector<ProposedChoice> search = ticked(m_search);
    taken.insert(taken.end(), search.begin(), search.end());
    return withProposals(m_settings, taken);
}

void ChooseDialog::count()
{
    const auto number = static_cast<int>(ticked(m_ranges).size() + ticked(m_search).size());
    m_apply->setText(tr("Apply %n Choice(s)", nullptr, number));
    m_apply->setEnabled(number > 0);
}

} // namespace attune::ui
