// SPDX-FileCopyrightText: 2026 The Attune developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/trial_drawer.h"

#include "core/protocol/command_template.h"
#include "core/study/judged_by.h"
#include "ui/charts/curves/curves_data.h"
#include "ui/charts/small/metric_chart.h"
#include "ui/models/study_model.h"
#include "ui/models/trial_columns.h"
#include "ui/models/trial_facts.h"
#include "ui/pages/trial_actions.h"
#include "ui/pages/trial_runs.h"
#include "ui/ports/study_gateway.h"
#include "ui/selection/trial_selection.h"
#include "ui/theme/theme.h"
#include "ui/widgets/chip_button.h"
#include "ui/widgets/dim_label.h"
#include "ui/widgets/fitted_text.h"
#include "ui/widgets/log_view.h"
#include "ui/widgets/segmented_control.h"
#include "ui/widgets/state_badge.h"
#include "ui/widgets/value_text.h"

#include <QDateTime>
#include <QGridLayout>
#include <QKeyEvent>
#include <QMenu>
#include <QPointer>
#include <QScrollArea>
#include <QStackedWidget>
#include <QToolButton>
#include <QVBoxLayout>

#include <algorithm>
#include <cmath>
#include <utility>

using namespace Qt::StringLiterals;

namespace attune::ui {

namespace {

constexpr std::size_t mostCharts = 8;

QLabel *heading(const QString &text)
{
    auto *label = new QLabel(text);
    QFont font = uiFont();
    font.setWeight(QFont::DemiBold);
    label->setFont(font);
    return label;
}

FittedText *monoText(const QString &accessibleName)
{
    auto *text = new FittedText;
    text->setAccessibleName(accessibleName);
    return text;
}

/// Shows `rows` as two columns, reusing the labels that are there.
void fillGrid(QGridLayout *grid, const Facts &rows)
{
    const auto labelAt = [grid](int row, int column) {
        QLayoutItem *item = grid->itemAtPosition(row, column);
        if (item)
            return static_cast<QLabel *>(item->widget());
        QLabel *label = column == 0 ? new DimLabel : new QLabel;
        label->setTextInteractionFlags(column == 1 ? Qt::TextSelectableByMouse
                                                   : Qt::NoTextInteraction);
        label->setWordWrap(column == 1);
        if (column == 1)
            label->setAlignment(Qt::AlignRight | Qt::AlignTop);
        grid->addWidget(label, row, column);
        return label;
    };
    const int count = static_cast<int>(rows.size());
    for (int row = 0; row < count; ++row) {
        labelAt(row, 0)->setText(rows[static_cast<std::size_t>(row)].first);
        labelAt(row, 1)->setText(rows[static_cast<std::size_t>(row)].second);
    }
    for (int row = 0; row < grid->rowCount(); ++row) {
        for (int column = 0; column < 2; ++column) {
            if (QLayoutItem *item = grid->itemAtPosition(row, column))
                item->widget()->setVisible(row < count);
        }
    }
}

QGridLayout *factsGrid()
{
    auto *grid = new QGridLayout;
    grid->setHorizontalSpacing(spaceL);
    grid->setVerticalSpacing(spaceXs + 2);
    grid->setColumnStretch(1, 1);
    return grid;
}

} // namespace

TrialDrawer::TrialDrawer(StudyModel *model, TrialSelection *selection, StudyGateway *gateway,
                         TrialActions *actions, QWidget *parent)
    : Panel(tr("Trial"), parent), m_model(model), m_selection(selection), m_gateway(gateway)
{
    setObjectName(u"trialDrawer"_s);
    setMinimumWidth(300);
    buildHeader(actions);
    m_log = new LogView(gateway);
    m_pages = new SegmentedControl({tr("Overview"), tr("Log")});
    m_pages->setObjectName(u"drawerPages"_s);
    m_stack = new QStackedWidget;
    m_stack->addWidget(buildSummary());
    m_stack->addWidget(m_log);
    body()->addWidget(m_pages);
    body()->addWidget(m_stack, 1);
    connect(m_pages, &SegmentedControl::currentChanged, m_stack, &QStackedWidget::setCurrentIndex);
    connect(selection, &TrialSelection::currentChanged, this, &TrialDrawer::showTrial);
    connect(model, &StudyModel::trialsChanged, this, &TrialDrawer::update);
    connect(model, &StudyModel::seriesChanged, this, &TrialDrawer::update);
    connect(model, &StudyModel::trialsChanged, this, &TrialDrawer::followBest);
    connect(model, &StudyModel::settingsChanged, this, &TrialDrawer::updateTexts);
    showTrial();
}

void TrialDrawer::buildHeader(TrialActions *actions)
{
    m_badge = new StateBadge;
    auto *more = new ChipButton({});
    more->setIcon(themedIcon(u"more"_s));
    more->setToolTip(tr("What can be done with this trial"));
    more->setAccessibleName(tr("Trial menu"));
    connect(more, &QAbstractButton::clicked, this, [more, actions] {
        QMenu menu(more);
        actions->fillMenu(&menu);
        menu.exec(more->mapToGlobal(QPoint(0, more->height() + 2)));
    });
    auto *close = new ChipButton({});
    close->setObjectName(u"closeDrawer"_s);
    close->setIcon(themedIcon(u"cross"_s));
    close->setToolTip(tr("Close (Escape)"));
    close->setAccessibleName(tr("Close"));
    connect(close, &QAbstractButton::clicked, this, &TrialDrawer::closed);
    header()->addWidget(m_badge);
    header()->addSpacing(spaceS);
    header()->addWidget(more);
    header()->addWidget(close);
}

QWidget *TrialDrawer::buildSummary()
{
    auto *content = new QWidget;
    auto *layout = new QVBoxLayout(content);
    layout->setContentsMargins(0, spaceXs, spaceS, 0);
    layout->setSpacing(spaceS);
    m_sentence = new QLabel;
    m_sentence->setWordWrap(true);
    m_sentence->setTextInteractionFlags(Qt::TextSelectableByMouse);
    m_objective = new QLabel;
    m_note = new DimLabel;
    m_note->setWordWrap(true);
    m_values = factsGrid();
    m_runs = new TrialRuns;
    m_curves = new QVBoxLayout;
    m_facts = factsGrid();
    m_command = monoText(tr("Command"));
    m_environment = monoText(tr("Environment"));
    layout->addWidget(m_objective);
    layout->addWidget(m_sentence);
    layout->addWidget(m_note);
    layout->addSpacing(spaceXs);
    layout->addWidget(heading(tr("Values")));
    layout->addLayout(m_values);
    layout->addWidget(m_runs);
    layout->addSpacing(spaceS);
    layout->addLayout(m_curves);
    layout->addSpacing(spaceS);
    layout->addWidget(heading(tr("Run")));
    layout->addLayout(m_facts);
    layout->addSpacing(spaceS);
    layout->addWidget(heading(tr("Command")));
    layout->addWidget(m_command);
    layout->addSpacing(spaceS);
    layout->addWidget(heading(tr("Environment set by Attune")));
    layout->addWidget(m_environment);
    layout->addStretch(1);
    auto *area = new QScrollArea;
    area->setFrameShape(QFrame::NoFrame);
    area->setWidgetResizable(true);
    area->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    area->setWidget(content);
    area->viewport()->setAutoFillBackground(false);
    content->setAutoFillBackground(false);
    return area;
}

void TrialDrawer::showTrial()
{
    updateTexts();
    updateLog();
    fetchRuns();
    fetchCurves();
}

void TrialDrawer::update(const std::vector<int> &numbers)
{
    const std::optional<int> current = m_selection->current();
    if (!current || !std::ranges::binary_search(numbers, *current))
        return;
    showTrial();
}

/// Another trial may have taken the first place, or lost it, while this one is shown.
void TrialDrawer::followBest()
{
    if (m_isShownAsBest != m_model->isBest(m_selection->current().value_or(-1)))
        showTrial();
}

void TrialDrawer::updateTexts()
{
    const Trial *trial = m_selection->current() ? m_model->trial(*m_selection->current()) : nullptr;
    if (!trial)
        return;
    m_isShownAsBest = m_model->isBest(trial->number);
    setTitle(tr("Trial %1").arg(trial->number));
    m_badge->setState(trial->state, stateText(*trial));
    m_objective->setText(objectivesText(*trial));
    const QString excluded = trial->isExcluded
                                 ? tr("Excluded: neither the search nor the best considers it.")
                                 : QString();
    const std::string &metric = trial->stoppedMetric;
    const bool isOther = !metric.empty() && metric != m_model->settings().objectives.front().metric;
    const QString edited =
        isOther
            ? tr("It was judged by \"%1\", the objective then.").arg(QString::fromStdString(metric))
            : tr("The objective has been edited since.");
    const QString sentence = QStringList{QString::fromStdString(trial->sentence),
                                         m_judgedBefore == trial->number ? edited : QString(),
                                         missedText(m_model->settings(), *trial), excluded}
                                 .join(u' ')
                                 .simplified();
    m_sentence->setText(sentence);
    m_sentence->setVisible(!sentence.isEmpty());
    m_note->setText(QString::fromStdString(trial->note));
    m_note->setVisible(!trial->note.empty());
    fillGrid(m_values, valuesOf(*trial, *m_model));
    fillGrid(m_facts, factsOf(*trial, m_model->revision(), QDateTime::currentMSecsSinceEpoch()));
    const QString command =
        trial->runs.empty() ? tr("Not started yet.")
                            : QString::fromStdString(quoteCommandLine(trial->runs.back().command));
    if (m_command->toPlainText() != command)
        m_command->setPlainText(command);
    QStringList environment;
    for (const auto &[name, text] : environmentOf(m_model->settings(), *trial))
        environment << name + u'=' + text;
    if (const QString text = environment.join(u'\n'); m_environment->toPlainText() != text)
        m_environment->setPlainText(text);
}

QString TrialDrawer::objectivesText(const Trial &trial) const
{
    QStringList parts;
    const std::vector<Objective> &objectives = m_model->settings().objectives;
    for (std::size_t i = 0; i < objectives.size(); ++i) {
        const bool hasValue = i < trial.objectives.size() && trial.objectives[i].has_value();
        parts << tr("%1 <b>%2</b>")
                     .arg(QString::fromStdString(objectives[i].metric).toHtmlEscaped(),
                          hasValue ? valueText(*trial.objectives[i]) : u"–"_s);
    }
    if (m_isShownAsBest)
        parts << (objectives.size() > 1 ? tr("on the front") : tr("the best so far"));
    return parts.join(u" · "_s);
}

void TrialDrawer::updateLog()
{
    const Trial *trial = m_selection->current() ? m_model->trial(*m_selection->current()) : nullptr;
    if (!trial || trial->runs.empty())
        m_log->setRun(std::nullopt, false);
    else
        m_log->setRun(trial->runs.back().key, trial->state == TrialState::Running);
}

void TrialDrawer::fetchRuns()
{
    const std::optional<int> current = m_selection->current();
    const Trial *trial = current ? m_model->trial(*current) : nullptr;
    if (!trial || !hasSeveralRuns(*trial)) {
        m_fetched = {};
        return m_runs->hide();
    }
    const auto shown = std::pair(trial->runs, trial->objectives);
    if (shown == m_fetched)
        return;
    m_fetched = shown;
    m_gateway->fetchRunValues(*current, [self = QPointer(this), number = *current](
                                            const Result<std::vector<RunValue>> &values) {
        if (!self || self->m_selection->current() != number)
            return;
        const StudySettings &settings = self->m_model->settings();
        self->m_runs->show(*self->m_model->trial(number),
                           QString::fromStdString(settings.objectives.front().metric),
                           values ? *values : std::vector<RunValue>());
    });
}

void TrialDrawer::fetchCurves()
{
    const std::optional<int> current = m_selection->current();
    if (!current || !m_model->trial(*current))
        return;
    const QPointer<TrialDrawer> self(this);
    m_gateway->fetchSeries(
        *current, [self, trial = *current](const Result<std::vector<MetricSeries>> &series) {
            if (self && self->m_selection->current() == trial && series)
                self->showCurves(*series);
        });
}

void TrialDrawer::showCurves(const std::vector<MetricSeries> &series)
{
    const Trial *trial = m_model->trial(*m_selection->current());
    const Colors &colors = colorsOf(palette());
    const QColor color = m_isShownAsBest ? colors.best : colorOf(trial->state, colors);
    for (const auto &[name, chart] : m_charts)
        chart->hide();
    const std::string &objective = m_model->settings().objectives.front().metric;
    const auto judged = std::ranges::find(series, objective, &MetricSeries::metric);
    const bool isComparable = judged != series.end() && isJudgedBy(*trial, judged->points);
    const bool isOfBefore = trial->stoppedAgainst && !series.empty() && !isComparable;
    const auto before = isOfBefore ? std::optional(trial->number) : std::nullopt;
    if (std::exchange(m_judgedBefore, before) != before)
        updateTexts();
    std::size_t shown = 0;
    for (const MetricSeries &metric : series) {
        const bool isDrawable = std::ranges::any_of(
            metric.points, [](const MetricPoint &point) { return std::isfinite(point.value); });
        // One reading is told as a number already; that of a stopped trial has what ended it
        // beside.
        const bool isStopped = trial->state == TrialState::Stopped && metric.metric == objective;
        const std::size_t fewest = isStopped ? 1 : 2;
        if (!isDrawable || metric.points.size() < fewest || shown++ >= mostCharts)
            continue;
        MetricChart *&chart = m_charts[metric.metric];
        if (!chart) {
            chart = new MetricChart;
            m_curves->addWidget(chart);
        }
        const bool isCompared = isComparable && metric.metric == objective;
        chart->setSeries(metric, color, isCompared ? trial->stoppedAgainst : std::nullopt);
        chart->show();
    }
}

/// A curve has the colour of its trial's state in the theme.
void TrialDrawer::changeEvent(QEvent *event)
{
    Panel::changeEvent(event);
    if (event->type() == QEvent::PaletteChange)
        fetchCurves();
}

void TrialDrawer::keyPressEvent(QKeyEvent *event)
{
    if (event->key() == Qt::Key_Escape)
        Q_EMIT closed();
    else
        Panel::keyPressEvent(event);
}

} // namespace attune::ui
