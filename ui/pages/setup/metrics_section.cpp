// SPDX-FileCopyrightText: 2026 The Attune developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/setup/metrics_section.h"

#include "core/study/requirement.h"
#include "ui/pages/setup/field_problems.h"
#include "ui/pages/setup/test_run_session.h"
#include "ui/theme/theme.h"
#include "ui/undo/study_document.h"
#include "ui/widgets/dim_label.h"

#include <QGridLayout>
#include <QLineEdit>
#include <QMenu>
#include <QPushButton>
#include <QToolButton>

#include <algorithm>

namespace attune::ui {

using namespace Qt::StringLiterals;

namespace {

enum RuleColumn { NameColumn, PatternColumn, StepColumn, RemoveColumn };
constexpr int rowsPerRule = 2; // fields, then matches and problems

/// What refers to a metric follows its name.
void renameGoals(StudySettings &settings, const std::string &from, const std::string &to)
{
    for (Objective &objective : settings.objectives) {
        if (objective.metric == from)
            objective.metric = to;
    }
    for (std::string &text : settings.requirements) {
        const auto requirement = Requirement::parse(text);
        if (requirement && requirement->metric == from)
            text.replace(0, text.find_first_of("<>"), to + ' ');
    }
}

} // namespace

MetricsSection::MetricsSection(StudyDocument *document, TestRunSession *testRun, QWidget *parent)
    : SetUpSection(tr("Metrics"), document, parent), m_testRun(testRun)
{
    buildRules();
    connect(testRun, &TestRunSession::seriesChanged, this, &MetricsSection::showMatches);
    refresh();
}

void MetricsSection::buildRules()
{
    auto *preset = new QPushButton(tr("Add Ready-Made Rules"));
    auto *menu = new QMenu(preset);
    for (const std::string &name : metricPresets()) {
        const QString text = QString::fromStdString(name);
        menu->addAction(text, this, [this, text] { addPreset(text); });
    }
    preset->setMenu(menu);
    preset->setObjectName(u"addPreset"_s);
    auto *add = new QPushButton(tr("Add Rule"));
    add->setObjectName(u"addRule"_s);
    header()->addWidget(preset);
    header()->addWidget(add);
    connect(add, &QPushButton::clicked, this, [this] {
        change(tr("Add Metric Rule"), {}, [](StudySettings &changed) {
            MetricRule rule;
            rule.name = "metric" + (changed.metrics.empty()
                                        ? std::string()
                                        : "-" + std::to_string(changed.metrics.size() + 1));
            rule.pattern = rule.name + R"([:= ]+(\S+))";
            changed.metrics.push_back(rule);
        });
    });
    m_emptyHint = makeHint(tr("No metric yet. Do a test run and click the number that matters in "
                              "its output: the rule is written for you."));
    body()->addWidget(m_emptyHint);
    m_rulesHolder = new QWidget;
    m_rules = new QGridLayout(m_rulesHolder);
    m_rules->setContentsMargins(0, 0, 0, 0);
    m_rules->setHorizontalSpacing(spaceS);
    m_rules->setVerticalSpacing(spaceXs);
    m_rules->setColumnStretch(NameColumn, 2);
    m_rules->setColumnStretch(PatternColumn, 4);
    m_rules->setColumnStretch(StepColumn, 2);
    body()->addWidget(m_rulesHolder);
    m_ruleProblems = new FieldProblems(document(), u"metrics"_s, this);
    body()->addWidget(m_ruleProblems);
}

void MetricsSection::refresh()
{
    const auto &metrics = settings().metrics;
    m_emptyHint->setVisible(metrics.empty());
    m_ruleProblems->setQuiet(metrics.empty());
    m_rulesHolder->setVisible(!metrics.empty());
    const bool hasOtherRows =
        metrics.size() != m_shown.size() ||
        !std::equal(metrics.begin(), metrics.end(), m_shown.begin(),
                    [](const MetricRule &a, const MetricRule &b) { return a.preset == b.preset; });
    if (hasOtherRows) {
        rebuildRules();
    } else {
        for (std::size_t index = 0; index < metrics.size(); ++index) {
            const auto show = [&](int column, const std::string &text) {
                auto *item =
                    m_rules->itemAtPosition(1 + rowsPerRule * static_cast<int>(index), column);
                auto *field = item ? qobject_cast<QLineEdit *>(item->widget()) : nullptr;
                if (field && field->text() != QString::fromStdString(text))
                    field->setText(QString::fromStdString(text));
            };
            show(NameColumn, metrics[index].name);
            show(PatternColumn, metrics[index].pattern);
            show(StepColumn, metrics[index].stepPattern);
        }
    }
    m_shown = metrics;
    showMatches();
}

void MetricsSection::rebuildRules()
{
    while (QLayoutItem *item = m_rules->takeAt(0)) {
        item->widget()->hide();
        item->widget()->deleteLater();
        delete item;
    }
    m_matches.clear();
    const QStringList captions{tr("Metric"), tr("Pattern; the value is group 1"),
                               tr("Step pattern")};
    for (int column = 0; column < captions.size(); ++column) {
        auto *caption = new DimLabel(captions[column]);
        caption->setFont(uiFont(-0.75));
        m_rules->addWidget(caption, 0, column);
    }
    for (std::size_t index = 0; index < settings().metrics.size(); ++index)
        addRule(index);
}

void MetricsSection::addRule(std::size_t index)
{
    const MetricRule &rule = settings().metrics[index];
    const int row = 1 + rowsPerRule * static_cast<int>(index);
    if (rule.preset.empty()) {
        addPatternFields(row, index);
    } else {
        auto *label =
            new QLabel(tr("All metrics of %1 output").arg(QString::fromStdString(rule.preset)));
        m_rules->addWidget(label, row, NameColumn, 1, 3);
    }
    auto *remove = makeRemoveButton(tr("Remove this rule"));
    m_rules->addWidget(remove, row, RemoveColumn);
    connect(remove, &QToolButton::clicked, this, [this, index] {
        change(tr("Remove Metric Rule"), {}, [&](StudySettings &changed) {
            changed.metrics.erase(changed.metrics.begin() + static_cast<std::ptrdiff_t>(index));
        });
    });
    auto *matches = new DimLabel;
    matches->setWordWrap(true);
    m_rules->addWidget(matches, row + 1, NameColumn, 1, 3);
    m_matches.push_back(matches);
}

void MetricsSection::addPatternFields(int row, std::size_t index)
{
    const MetricRule &rule = settings().metrics[index];
    const auto addText = [&](int column, std::string MetricRule::*member, const QString &name) {
        auto *field = new QLineEdit(QString::fromStdString(rule.*member));
        field->setAccessibleName(name);
        if (column != NameColumn)
            field->setFont(monoFont());
        if (column == StepColumn)
            field->setPlaceholderText(tr("counted"));
        field->setMinimumWidth(60);
        field->setCursorPosition(0);
        field->setObjectName(u"rule%1-%2"_s.arg(index).arg(column));
        m_rules->addWidget(field, row, column);
        connect(field, &QLineEdit::textEdited, this, [this, index, member](const QString &text) {
            const QString key = u"rule%1-%2"_s.arg(index).arg(member == &MetricRule::name);
            change(tr("Change Metric Rule"), key, [&](StudySettings &changed) {
                MetricRule &edited = changed.metrics[index];
                const bool isRenamed = member == &MetricRule::name;
                if (isRenamed)
                    renameGoals(changed, edited.name, text.toStdString());
                edited.*member = text.toStdString();
            });
        });
    };
    addText(NameColumn, &MetricRule::name, tr("Metric"));
    addText(PatternColumn, &MetricRule::pattern, tr("Pattern"));
    addText(StepColumn, &MetricRule::stepPattern, tr("Step pattern"));
}

QString MetricsSection::matchText(const MetricRule &rule) const
{
    if (m_testRun->lines().empty())
        return {};
    const auto matcher = MetricMatcher::compile({rule});
    if (!matcher)
        return {};
    int matches = 0;
    double last = 0.0;
    for (const MetricSeries &series : m_testRun->series()) {
        const bool isOfRule = rule.preset.empty() ? series.metric == rule.name : true;
        if (!isOfRule || series.points.empty())
            continue;
        matches += static_cast<int>(series.points.size());
        last = series.points.back().value;
    }
    if (matches == 0)
        return tr("Finds nothing in the output of the test run.");
    if (!rule.preset.empty())
        return tr("Values found in the test run: %1.").arg(matches);
    return tr("Values found in the test run: %1; the last is %2.")
        .arg(matches)
        .arg(QString::number(last, 'g', 5));
}

void MetricsSection::showMatches()
{
    for (std::size_t index = 0; index < m_matches.size() && index < m_shown.size(); ++index) {
        const QString text = matchText(m_shown[index]);
        m_matches[index]->setText(text);
        m_matches[index]->setVisible(!text.isEmpty());
    }
}

void MetricsSection::addPreset(const QString &preset)
{
    change(tr("Add Rules for %1").arg(preset), {}, [&](StudySettings &changed) {
        MetricRule rule;
        rule.preset = preset.toStdString();
        changed.metrics.push_back(rule);
    });
}

} // namespace attune::ui
