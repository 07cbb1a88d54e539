// SPDX-FileCopyrightText: 2026 The Attune developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/trial_runs.h"

#include "ui/charts/base/number_text.h"
#include "ui/models/trial_columns.h"
#include "ui/models/trial_facts.h"
#include "ui/theme/theme.h"
#include "ui/widgets/dim_label.h"
#include "ui/widgets/value_text.h"

#include <QGridLayout>
#include <QLabel>
#include <QVBoxLayout>

#include <algorithm>
#include <span>

using namespace Qt::StringLiterals;

namespace attune::ui {

namespace {

constexpr std::size_t mostRows = 60;

QString valueOf(const Run &run, const std::vector<RunValue> &values)
{
    const auto found = std::ranges::find_if(values, [&run](const RunValue &value) {
        return value.fold == run.key.fold && value.replicate == run.key.replicate;
    });
    const bool isWell = run.end == RunEnd::Exited && run.exitCode == 0;
    return isWell && found != values.end() ? valueText(found->value) : u"–"_s;
}

QString secondsOf(const Run &run)
{
    if (run.startedMs == 0 || run.endedMs == 0)
        return u"–"_s;
    return secondsText(double(run.endedMs - run.startedMs) / 1000.0);
}

} // namespace

TrialRuns::TrialRuns(QWidget *parent)
    : QWidget(parent), m_heading(new QLabel), m_grid(new QGridLayout)
{
    setObjectName(u"trialRuns"_s);
    QFont font = uiFont();
    font.setWeight(QFont::DemiBold);
    m_heading->setFont(font);
    m_grid->setHorizontalSpacing(spaceM);
    m_grid->setVerticalSpacing(spaceXs + 2);
    auto *note = new DimLabel(tr("Curves, log and command below are those of the last."));
    note->setWordWrap(true);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, spaceS, 0, 0);
    layout->setSpacing(spaceS);
    layout->addWidget(m_heading);
    layout->addLayout(m_grid);
    layout->addWidget(note);
}

void TrialRuns::show(const Trial &trial, const QString &objective,
                     const std::vector<RunValue> &values)
{
    setVisible(hasSeveralRuns(trial));
    while (QLayoutItem *item = m_grid->takeAt(0)) {
        item->widget()->hide();
        item->widget()->deleteLater();
        delete item;
    }
    if (!hasSeveralRuns(trial))
        return;
    const bool hasFolds =
        std::ranges::any_of(trial.runs, [](const Run &r) { return r.key.fold > 0; });
    const bool hasReplicates =
        std::ranges::any_of(trial.runs, [](const Run &r) { return r.key.replicate > 0; });
    const auto row = [&](const QString &fold, const QString &replicate, const QStringList &rest) {
        return (hasFolds ? QStringList(fold) : QStringList()) +
               (hasReplicates ? QStringList(replicate) : QStringList()) + rest;
    };
    addRow(row(tr("fold"), tr("replicate"), {objective, tr("time"), tr("end")}), {});
    const std::size_t left = trial.runs.size() - std::min(trial.runs.size(), mostRows);
    m_heading->setText(left == 0
                           ? tr("Runs")
                           : tr("Runs: the last %1 of %2").arg(mostRows).arg(trial.runs.size()));
    for (const Run &run : std::span(trial.runs).subspan(left))
        addRow(row(QString::number(run.key.fold), QString::number(run.key.replicate),
                   {valueOf(run, values), secondsOf(run), endText(run)}),
               endSentence(run));
}

void TrialRuns::addRow(const QStringList &texts, const QString &help)
{
    const int row = m_grid->count() / int(texts.size());
    for (int column = 0; column < texts.size(); ++column) {
        QLabel *label = row == 0 ? new DimLabel : new QLabel;
        label->setText(texts[column]);
        label->setToolTip(help);
        const bool isLast = column + 1 == texts.size();
        label->setAlignment((isLast ? Qt::AlignLeft : Qt::AlignRight) | Qt::AlignTop);
        label->setWordWrap(isLast || row == 0);
        m_grid->addWidget(label, row, column);
    }
    for (int column = 0; column < m_grid->columnCount(); ++column)
        m_grid->setColumnStretch(column, column + 1 == texts.size() ? 1 : 0);
}

} // namespace attune::ui
