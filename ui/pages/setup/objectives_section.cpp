// SPDX-FileCopyrightText: 2026 The Attune developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/setup/objectives_section.h"

#include "core/protocol/metric_guess.h"
#include "core/study/requirement.h"
#include "ui/pages/setup/field_problems.h"
#include "ui/pages/setup/test_run_session.h"
#include "ui/theme/theme.h"
#include "ui/undo/study_document.h"
#include "ui/widgets/dim_label.h"
#include "ui/widgets/segmented_control.h"

#include <QComboBox>
#include <QGridLayout>
#include <QPushButton>
#include <QSpinBox>
#include <QToolButton>

#include <algorithm>

namespace attune::ui {

using namespace Qt::StringLiterals;

namespace {

/// The name of a row's field: that of the first without a number.
QString fieldName(const QString &field, std::size_t index)
{
    return index == 0 ? field : field + QString::number(index);
}

Direction usualDirection(const std::string &metric)
{
    return higherIsBetter(metric) ? Direction::Maximize : Direction::Minimize;
}

} // namespace

QStringList knownMetrics(const StudySettings &settings, const TestRunSession &testRun)
{
    QStringList names;
    const auto add = [&names](const std::string &name) {
        if (!name.empty())
            names << QString::fromStdString(name);
    };
    for (const MetricRule &rule : settings.metrics) {
        if (rule.preset.empty())
            add(rule.name);
    }
    for (const MetricSeries &series : testRun.series())
        add(series.metric);
    for (const Objective &objective : settings.objectives)
        add(objective.metric);
    for (const Requirement &requirement : requirementsOf(settings.requirements))
        add(requirement.metric);
    names.removeDuplicates();
    return names;
}

void showMetrics(QComboBox &metrics, const QStringList &names, const QString &chosen)
{
    QStringList shown;
    for (int index = 0; index < metrics.count(); ++index)
        shown << metrics.itemText(index);
    if (shown != names) {
        metrics.clear();
        metrics.addItems(names);
    }
    metrics.setCurrentIndex(static_cast<int>(names.indexOf(chosen)));
}

ObjectivesSection::ObjectivesSection(StudyDocument *document, TestRunSession *testRun,
                                     QWidget *parent)
    : SetUpSection(tr("Objective"), document, parent), m_testRun(testRun)
{
    m_add = new QPushButton(tr("Add Objective"));
    m_add->setObjectName(u"addObjective"_s);
    m_add->setToolTip(tr("With several objectives you get the trials that no other one beats in "
                         "all of them, and choose one"));
    header()->addWidget(m_add);
    connect(m_add, &QPushButton::clicked, this, &ObjectivesSection::addObjective);
    remakeForm();
    body()->addWidget(makeHint(tr("Minimize a loss or an error, maximize an accuracy or a score. "
                                  "What counts of a trial is its last reading, its best one, or a "
                                  "mean that evens out noise.")));
    connect(testRun, &TestRunSession::seriesChanged, this, [this] { refresh(); });
    refresh();
}

void ObjectivesSection::refresh()
{
    const std::size_t count = std::max<std::size_t>(1, settings().objectives.size());
    if (count != m_rows.size())
        rebuild(count);
    setTitle(count == 1 ? tr("Objective") : tr("Objectives"));
    const QStringList names = knownMetrics(settings(), *m_testRun);
    m_add->setEnabled(!settings().metrics.empty());
    for (std::size_t index = 0; index < count; ++index)
        showRow(m_rows[index], index, names);
}

void ObjectivesSection::rebuild(std::size_t count)
{
    m_rows.clear();
    remakeForm([&](QGridLayout &form) {
        for (std::size_t index = 0; index < count; ++index) {
            if (index > 0)
                form.setRowMinimumHeight(form.rowCount(), spaceS);
            addRow(index);
        }
    });
}

void ObjectivesSection::addRow(std::size_t index)
{
    Row row;
    row.metric = new QComboBox;
    row.metric->setObjectName(fieldName(u"objectiveMetric"_s, index));
    row.metric->setMinimumWidth(180);
    row.direction = new SegmentedControl({tr("Minimize"), tr("Maximize")});
    row.direction->setObjectName(fieldName(u"direction"_s, index));
    row.direction->setAccessibleName(tr("Direction"));
    row.remove = makeRemoveButton(tr("Remove this objective"));
    row.remove->setObjectName(fieldName(u"removeObjective"_s, index));
    row.value = new SegmentedControl({tr("Last"), tr("Best"), tr("Mean of last")});
    row.value->setObjectName(fieldName(u"objectiveValue"_s, index));
    row.meanOf = new QSpinBox;
    row.meanOf->setRange(2, 100000);
    row.meanOf->setAccessibleName(tr("How many of the last readings"));
    const QString caption = index == 0 ? tr("Objective") : tr("Objective %1").arg(index + 1);
    row.problems =
        addField(caption, makeRow({row.metric, row.direction, row.remove}), u"objective"_s);
    addField(tr("A trial's value"), makeRow({row.value, row.meanOf}), {});
    connectRow(row, index);
    m_rows.push_back(row);
}

void ObjectivesSection::connectRow(const Row &row, std::size_t index)
{
    connect(row.metric, &QComboBox::activated, this, [this, index, metrics = row.metric] {
        const std::string metric = metrics->currentText().toStdString();
        setObjective(index, tr("Change Objective"), [&](Objective &objective) {
            objective.metric = metric;
            objective.direction = usualDirection(metric);
        });
    });
    connect(row.direction, &SegmentedControl::chosen, this, [this, index](int chosen) {
        setObjective(
            index, chosen == 0 ? tr("Minimize") : tr("Maximize"), [&](Objective &objective) {
                objective.direction = chosen == 0 ? Direction::Minimize : Direction::Maximize;
            });
    });
    connect(row.value, &SegmentedControl::chosen, this, [this, index](int chosen) {
        setObjective(index, tr("Change Objective Value"), [&](Objective &objective) {
            objective.value = static_cast<ObjectiveValue>(chosen);
        });
    });
    connect(row.meanOf, &QSpinBox::valueChanged, this, [this, index](int count) {
        setObjective(index, tr("Change Objective Value"),
                     [&](Objective &objective) { objective.meanOfLast = count; });
    });
    connect(row.remove, &QToolButton::clicked, this, [this, index] {
        change(tr("Remove Objective"), {}, [&](StudySettings &changed) {
            changed.objectives.erase(changed.objectives.begin() +
                                     static_cast<std::ptrdiff_t>(index));
        });
    });
}

void ObjectivesSection::showRow(const Row &row, std::size_t index, const QStringList &names)
{
    const auto &objectives = settings().objectives;
    const Objective objective = index < objectives.size() ? objectives[index] : Objective{};
    showMetrics(*row.metric, names, QString::fromStdString(objective.metric));
    row.direction->setCurrent(objective.direction == Direction::Minimize ? 0 : 1);
    row.remove->setVisible(objectives.size() > 1);
    row.problems->setPathPrefix(objectives.size() > 1 ? u"objectives[%1]"_s.arg(index)
                                                      : u"objective"_s);
    row.problems->setQuiet(settings().metrics.empty());
    row.value->setCurrent(static_cast<int>(objective.value));
    row.meanOf->setVisible(objective.value == ObjectiveValue::MeanOfLast);
    const QSignalBlocker blocker(row.meanOf);
    row.meanOf->setValue(objective.meanOfLast);
}

/// The first metric that is none yet.
void ObjectivesSection::addObjective()
{
    Objective added;
    for (const QString &name : knownMetrics(settings(), *m_testRun)) {
        const auto &known = settings().objectives;
        if (std::ranges::find(known, name.toStdString(), &Objective::metric) == known.end()) {
            added.metric = name.toStdString();
            break;
        }
    }
    added.direction = usualDirection(added.metric);
    change(tr("Add Objective"), {},
           [&](StudySettings &changed) { changed.objectives.push_back(added); });
}

void ObjectivesSection::setObjective(std::size_t index, const QString &text,
                                     const std::function<void(Objective &)> &edit)
{
    change(text, {}, [&](StudySettings &changed) {
        changed.objectives.resize(std::max(changed.objectives.size(), index + 1));
        edit(changed.objectives[index]);
    });
}

} // namespace attune::ui
