// SPDX-FileCopyrightText: 2026 The Attune developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/dialogs/confirm_dialog.h"

#include "ui/ports/study_gateway.h"
#include "ui/theme/theme.h"
#include "ui/widgets/dim_label.h"
#include "ui/widgets/number_field.h"
#include "ui/widgets/primary_button.h"
#include "ui/widgets/problem_label.h"
#include "ui/widgets/value_text.h"

#include <QDialogButtonBox>
#include <QFormLayout>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QPointer>
#include <QPushButton>
#include <QTableWidget>
#include <QVBoxLayout>

#include <algorithm>

namespace attune::ui {

using namespace Qt::StringLiterals;

namespace {

enum Column { TrialColumn, SearchColumn, RerunsColumn, MeanColumn, StandingColumn, ColumnCount };

constexpr int dialogWidth = 640;
constexpr int fieldWidth = 80;
constexpr double largestNumber = 1e6;

QString meanText(const ContenderStanding &contender)
{
    if (contender.runs == 0)
        return u"–"_s;
    const QString mean = valueText(contender.mean);
    return contender.standardError ? u"%1 ± %2"_s.arg(mean, valueText(*contender.standardError, 2))
                                   : mean;
}

QString standingText(const ContenderStanding &contender, const RaceStanding &standing, bool isFirst)
{
    if (contender.hasFailed)
        return ConfirmDialog::tr("a rerun failed");
    if (!contender.missed.empty())
        return ConfirmDialog::tr("misses a requirement");
    if (contender.isOut)
        return ConfirmDialog::tr("significantly worse");
    if (standing.state == RaceState::Separated)
        return ConfirmDialog::tr("the best");
    return isFirst && contender.runs > 0 ? ConfirmDialog::tr("leads")
                                         : ConfirmDialog::tr("may be the best");
}

Qt::Alignment alignmentOf(int column)
{
    return (column == StandingColumn ? Qt::AlignLeft : Qt::AlignRight) | Qt::AlignVCenter;
}

int whole(const NumberField *field)
{
    return static_cast<int>(std::clamp(field->value().value_or(0.0), 0.0, largestNumber));
}

} // namespace

ConfirmDialog::ConfirmDialog(StudyGateway *gateway, QWidget *parent)
    : QDialog(parent), m_gateway(gateway)
{
    setWindowTitle(tr("Confirm the Best"));
    setAttribute(Qt::WA_DeleteOnClose);
    build();
    connect(gateway, &StudyGateway::confirmationChanged, this, &ConfirmDialog::showStanding);
    connect(gateway, &StudyGateway::confirmationEnded, this, &ConfirmDialog::end);
}

void ConfirmDialog::build()
{
    auto *sentence = new DimLabel(
        tr("The best of many trials owes something to luck. This runs the best settings again with "
           "fresh seeds, until one is better than the others, or it is clear that they cannot be "
           "told apart."));
    sentence->setWordWrap(true);
    auto *form = new QFormLayout;
    form->setHorizontalSpacing(spaceL);
    form->setVerticalSpacing(spaceS);
    const ConfirmationOptions usual;
    m_contenders = addNumber(form, tr("Settings"), u"contenders"_s, usual.contenders,
                             tr("of the best trials"));
    m_confidence = addNumber(form, tr("Confidence"), u"confidence"_s, 100.0 * usual.confidence,
                             tr("% that the one named is the best of them"));
    m_rounds = addNumber(form, tr("Reruns"), u"reruns"_s, usual.rounds,
                         tr("of each at most; what is significantly worse is rerun no more"));
    m_table = new QTableWidget(0, ColumnCount);
    m_table->setObjectName(u"contenderTable"_s);
    m_table->setHorizontalHeaderLabels(
        {tr("Trial"), tr("In the Search"), tr("Reruns"), tr("Mean of Reruns"), tr("Standing")});
    m_table->verticalHeader()->hide();
    m_table->setEditTriggers(QAbstractItemView::NoEditTriggers);
    m_table->setSelectionMode(QAbstractItemView::NoSelection);
    m_table->setFocusPolicy(Qt::NoFocus);
    m_table->setShowGrid(false);
    m_table->setWordWrap(false);
    m_table->horizontalHeader()->setSectionResizeMode(QHeaderView::ResizeToContents);
    m_table->horizontalHeader()->setSectionResizeMode(StandingColumn, QHeaderView::Stretch);
    for (int column = 0; column < ColumnCount; ++column)
        m_table->horizontalHeaderItem(column)->setTextAlignment(alignmentOf(column));
    m_table->horizontalHeader()->setHighlightSections(false);
    m_finding = new QLabel;
    m_finding->setObjectName(u"finding"_s);
    m_finding->setWordWrap(true);
    m_problem = new ProblemLabel;
    auto *buttons = new QDialogButtonBox;
    buttons->addButton(QDialogButtonBox::Close);
    m_begin = buttons->addButton(tr("Confirm"), QDialogButtonBox::AcceptRole);
    m_begin->setObjectName(u"beginConfirmation"_s);
    m_export = buttons->addButton(QString(), QDialogButtonBox::ActionRole);
    m_export->setObjectName(u"exportWinner"_s);
    m_export->hide();
    connect(m_export, &QPushButton::clicked, this, [this] { Q_EMIT exportWanted(m_winner); });
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    connect(m_begin, &QPushButton::clicked, this, [this] {
        if (m_isRunning)
            m_gateway->stopConfirming();
        else
            begin();
    });
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(spaceL, spaceL, spaceL, spaceL);
    layout->setSpacing(spaceM);
    layout->addWidget(sentence);
    layout->addLayout(form);
    layout->addWidget(m_table, 1);
    layout->addWidget(m_finding);
    layout->addWidget(m_problem);
    layout->addWidget(buttons);
    makePrimary(m_begin);
    resize(dialogWidth, sizeHint().height());
}

NumberField *ConfirmDialog::addNumber(QFormLayout *form, const QString &label, const QString &name,
                                      double value, const QString &unit)
{
    auto *field = new NumberField(name == u"confidence"_s ? NumberField::Kind::Real
                                                          : NumberField::Kind::Whole);
    field->setObjectName(name);
    field->setAccessibleName(label);
    field->setFixedWidth(fieldWidth);
    field->setValue(value);
    field->setNeeded();
    auto *row = new QHBoxLayout;
    row->setSpacing(spaceS);
    row->addWidget(field);
    row->addWidget(new DimLabel(unit), 1);
    auto *problem = new ProblemLabel;
    connect(field, &NumberField::sentenceChanged, problem, &ProblemLabel::setSentence);
    auto *both = new QVBoxLayout;
    both->setSpacing(spaceXs);
    both->addLayout(row);
    both->addWidget(problem);
    form->addRow(label, both);
    return field;
}

ConfirmationOptions ConfirmDialog::options() const
{
    return {whole(m_contenders), m_confidence->value().value_or(0.0) / 100.0, whole(m_rounds)};
}

void ConfirmDialog::begin()
{
    for (NumberField *field : {m_contenders, m_confidence, m_rounds}) {
        if (!field->sentence().isEmpty())
            return field->setFocus();
    }
    const ConfirmationOptions chosen = options();
    if (const Problems problems = chosen.problems(); !problems.empty())
        return m_problem->setProblems(problems);
    m_problem->setSentence({});
    m_finding->clear();
    setRunning(true);
    m_gateway->confirmBest(chosen, [self = QPointer(this)](const Result<void> &result) {
        if (self && !result)
            self->end(QString::fromStdString(result.error().message));
    });
}

void ConfirmDialog::showStanding(const RaceStanding &standing)
{
    m_table->setRowCount(static_cast<int>(standing.contenders.size()));
    int row = 0;
    for (const ContenderStanding &contender : standing.contenders) {
        const QStringList texts = {QString::number(contender.trial),
                                   valueText(contender.searchValue),
                                   QString::number(contender.runs), meanText(contender),
                                   standingText(contender, standing, row == 0)};
        for (int column = 0; column < ColumnCount; ++column) {
            auto *item = new QTableWidgetItem(texts[column]);
            item->setTextAlignment(alignmentOf(column));
            item->setFlags(contender.isOut ? Qt::NoItemFlags : Qt::ItemIsEnabled);
            m_table->setItem(row, column, item);
        }
        ++row;
    }
    m_finding->setText(QString::fromStdString(standing.sentence));
    const bool isNamed = standing.state == RaceState::Separated;
    m_winner = isNamed ? standing.contenders.front().trial : -1;
    m_export->setText(tr("Export Trial %1\u2026").arg(m_winner));
    m_export->setVisible(isNamed);
}

void ConfirmDialog::end(const QString &reason)
{
    m_problem->setSentence(reason);
    setRunning(false);
}

void ConfirmDialog::setRunning(bool isRunning)
{
    m_isRunning = isRunning;
    m_begin->setText(isRunning ? tr("Stop") : tr("Confirm"));
    m_begin->setProperty("primary", !isRunning);
    m_begin->update();
    for (NumberField *field : {m_contenders, m_confidence, m_rounds})
        field->setEnabled(!isRunning);
}

void ConfirmDialog::reject()
{
    if (m_isRunning)
        m_gateway->stopConfirming();
    QDialog::reject();
}

} // namespace attune::ui
