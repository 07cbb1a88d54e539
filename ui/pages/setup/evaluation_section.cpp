// SPDX-FileCopyrightText: 2026 The Attune developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/setup/evaluation_section.h"

#include "ui/widgets/dim_label.h"
#include "ui/widgets/number_field.h"

#include <QCheckBox>
#include <QLabel>

#include <algorithm>

namespace attune::ui {

using namespace Qt::StringLiterals;

namespace {

NumberField *makeCount(const QString &name, const QString &label)
{
    auto *field = new NumberField(NumberField::Kind::Whole);
    field->setObjectName(name);
    field->setAccessibleName(label);
    field->setFixedWidth(96);
    return field;
}

int countOf(std::optional<double> value)
{
    return static_cast<int>(std::clamp(value.value_or(1.0), -1e6, 1e6));
}

} // namespace

EvaluationSection::EvaluationSection(StudyDocument *document, QWidget *parent)
    : SetUpSection(tr("Evaluation"), document, parent)
{
    m_folds = makeCount(u"folds"_s, tr("Folds"));
    addField(
        tr("Folds"),
        makeRow({m_folds, new DimLabel(tr("runs per trial, told apart by {fold} and {folds}"))}),
        u"evaluation.folds"_s);
    m_replicates = makeCount(u"replicates"_s, tr("Replicates"));
    addField(tr("Replicates"),
             makeRow({m_replicates, new DimLabel(tr("runs of each with seeds of their own"))}),
             u"evaluation.replicates"_s);
    m_runsAll = new QCheckBox(tr("Also of a trial that is significantly worse than the best"));
    m_runsAll->setObjectName(u"runsAll"_s);
    addField(tr("Run all"), m_runsAll, u"evaluation.runAll"_s);
    m_runs = addNote({});
    m_runs->setObjectName(u"evaluationRuns"_s);
    connect(m_folds, &NumberField::valueEdited, this, [this](std::optional<double> value) {
        change(tr("Change Folds"), u"folds"_s,
               [&](StudySettings &changed) { changed.evaluation.folds = countOf(value); });
    });
    connect(m_replicates, &NumberField::valueEdited, this, [this](std::optional<double> value) {
        change(tr("Change Replicates"), u"replicates"_s,
               [&](StudySettings &changed) { changed.evaluation.replicates = countOf(value); });
    });
    connect(m_runsAll, &QCheckBox::clicked, this, [this](bool isOn) {
        change(tr("Change What Is Run"), {},
               [isOn](StudySettings &changed) { changed.evaluation.runsAll = isOn; });
    });
    refresh();
}

void EvaluationSection::refresh()
{
    const Evaluation &evaluation = settings().evaluation;
    m_folds->setValue(evaluation.folds);
    m_replicates->setValue(evaluation.replicates);
    const qint64 runs = qint64(std::max(1, evaluation.folds)) * std::max(1, evaluation.replicates);
    // Nobody is told apart by one run, nor by several objectives.
    const bool hasSeveralObjectives = settings().objectives.size() > 1;
    m_runsAll->setEnabled(runs > 1 && !hasSeveralObjectives);
    m_runsAll->setChecked(evaluation.runsAll);
    m_runs->setText(meaning(runs, hasSeveralObjectives));
}

QString EvaluationSection::meaning(qint64 runs, bool hasSeveralObjectives) const
{
    if (runs == 1)
        return tr("Every trial is one run, and its objective is what that prints.");
    if (hasSeveralObjectives)
        return tr("Each objective of a trial is the mean of %1 runs. With several objectives all "
                  "of them are run.")
            .arg(runs);
    if (settings().evaluation.runsAll)
        return tr("A trial's objective is the mean of %1 runs, with its standard error; all of "
                  "them are run.")
            .arg(runs);
    return tr("A trial's objective is the mean of %1 runs, with its standard error; the rest of a "
              "trial that is significantly worse than the best on the same runs (one-sided paired "
              "t test, 95 %, after each run from the second on) is not run.")
        .arg(runs);
}

} // namespace attune::ui
