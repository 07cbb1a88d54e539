// SPDX-FileCopyrightText: 2026 The Attune developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/setup/requirements_section.h"

#include "core/protocol/metric_guess.h"
#include "ui/pages/setup/field_problems.h"
#include "ui/pages/setup/objectives_section.h"
#include "ui/pages/setup/test_run_session.h"
#include "ui/theme/theme.h"
#include "ui/undo/study_document.h"

#include <QComboBox>
#include <QGridLayout>
#include <QLineEdit>
#include <QPushButton>
#include <QToolButton>

#include <algorithm>

namespace attune::ui {

using namespace Qt::StringLiterals;

namespace {

/// A requirement as its fields show it, also while it is a draft that cannot be read.
struct Parts
{
    QString metric;
    QString sign = u">="_s;
    QString bound;

    explicit Parts(const std::string &requirement)
    {
        const QString text = QString::fromStdString(requirement);
        const auto place =
            std::ranges::find_if(text, [](QChar c) { return c == u'<' || c == u'>'; });
        const qsizetype begin = place - text.begin();
        metric = text.left(begin).trimmed();
        if (begin == text.size())
            return;
        sign = text.mid(begin, text.mid(begin + 1).startsWith(u'=') ? 2 : 1);
        bound = text.mid(begin + sign.size()).trimmed();
    }

    [[nodiscard]] std::string text() const
    {
        return u"%1 %2 %3"_s.arg(metric, sign, bound).trimmed().toStdString();
    }
};

} // namespace

RequirementsSection::RequirementsSection(StudyDocument *document, TestRunSession *testRun,
                                         QWidget *parent)
    : SetUpSection(tr("Requirements"), document, parent), m_testRun(testRun)
{
    auto *add = new QPushButton(tr("Add Requirement"));
    add->setObjectName(u"addRequirement"_s);
    header()->addWidget(add);
    connect(add, &QPushButton::clicked, this, &RequirementsSection::addRequirement);
    m_hint = makeHint(tr("None. Add one where the best trial has to keep to a bound on a metric: "
                         "a size, a time, a least accuracy."));
    body()->addWidget(m_hint);
    connect(testRun, &TestRunSession::seriesChanged, this, [this] { refresh(); });
    refresh();
}

void RequirementsSection::refresh()
{
    const auto &requirements = settings().requirements;
    m_hint->setVisible(requirements.empty());
    if (requirements.size() != m_rows.size())
        rebuild();
    QStringList names = knownMetrics(settings(), *m_testRun);
    for (const std::string &requirement : requirements)
        names << Parts(requirement).metric; // of a draft
    names.removeAll(QString());
    names.removeDuplicates();
    for (std::size_t index = 0; index < requirements.size(); ++index) {
        const Parts parts(requirements[index]);
        showMetrics(*m_rows[index].metric, names, parts.metric);
        m_rows[index].sign->setCurrentIndex(m_rows[index].sign->findData(parts.sign));
        if (m_rows[index].bound->text().trimmed() != parts.bound)
            m_rows[index].bound->setText(parts.bound);
    }
}

void RequirementsSection::rebuild()
{
    m_rows.clear();
    remakeForm([this](QGridLayout & /*form*/) {
        for (std::size_t index = 0; index < settings().requirements.size(); ++index)
            addRow(index);
    });
}

void RequirementsSection::addRow(std::size_t index)
{
    Row row;
    row.metric = new QComboBox;
    row.metric->setObjectName(u"requirementMetric%1"_s.arg(index));
    row.metric->setMinimumWidth(180);
    row.metric->setAccessibleName(tr("Metric"));
    row.sign = new QComboBox;
    row.sign->setObjectName(u"requirementSign%1"_s.arg(index));
    row.sign->setAccessibleName(tr("Comparison"));
    for (const auto &[shown, sign] : {std::pair(u"≥"_s, u">="_s), std::pair(u">"_s, u">"_s),
                                      std::pair(u"≤"_s, u"<="_s), std::pair(u"<"_s, u"<"_s)})
        row.sign->addItem(shown, sign);
    row.bound = new QLineEdit;
    row.bound->setObjectName(u"requirementBound%1"_s.arg(index));
    row.bound->setAccessibleName(tr("Bound"));
    row.bound->setFixedWidth(110);
    auto *remove = makeRemoveButton(tr("Remove this requirement"));
    remove->setObjectName(u"removeRequirement%1"_s.arg(index));
    addField(index == 0 ? tr("The best has") : tr("and"),
             makeRow({row.metric, row.sign, row.bound, remove}), u"requirements[%1]"_s.arg(index));
    connectRow(row, remove, index);
    m_rows.push_back(row);
}

void RequirementsSection::connectRow(const Row &row, QToolButton *remove, std::size_t index)
{
    const auto store = [this, row, index](const QString &mergeKey) {
        change(tr("Change Requirement"), mergeKey, [&](StudySettings &changed) {
            Parts parts(changed.requirements[index]);
            parts.metric = row.metric->currentText();
            parts.sign = row.sign->currentData().toString();
            parts.bound = row.bound->text().trimmed();
            changed.requirements[index] = parts.text();
        });
    };
    connect(row.metric, &QComboBox::activated, this, [store] { store({}); });
    connect(row.sign, &QComboBox::activated, this, [store] { store({}); });
    connect(row.bound, &QLineEdit::textEdited, this,
            [store, index] { store(u"requirement%1"_s.arg(index)); });
    connect(remove, &QToolButton::clicked, this, [this, index] {
        change(tr("Remove Requirement"), {}, [&](StudySettings &changed) {
            changed.requirements.erase(changed.requirements.begin() +
                                       static_cast<std::ptrdiff_t>(index));
        });
    });
}

/// Of the first metric that is no objective; the bound is what the test run reached.
void RequirementsSection::addRequirement()
{
    Parts parts({});
    const QStringList names = knownMetrics(settings(), *m_testRun);
    parts.metric = names.value(0);
    for (const QString &name : names) {
        const auto &objectives = settings().objectives;
        if (std::ranges::find(objectives, name.toStdString(), &Objective::metric) ==
            objectives.end()) {
            parts.metric = name;
            break;
        }
    }
    parts.sign = higherIsBetter(parts.metric.toStdString()) ? u">="_s : u"<="_s;
    for (const MetricSeries &series : m_testRun->series()) {
        if (series.metric == parts.metric.toStdString() && !series.points.empty())
            parts.bound = QString::number(series.points.back().value, 'g', 3);
    }
    change(tr("Add Requirement"), {},
           [&](StudySettings &changed) { changed.requirements.push_back(parts.text()); });
    m_rows.back().bound->setFocus();
    m_rows.back().bound->selectAll();
}

} // namespace attune::ui
