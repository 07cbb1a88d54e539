// SPDX-FileCopyrightText: 2026 The Attune developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/setup/test_run_panel.h"

#include "ui/pages/setup/output_view.h"
#include "ui/pages/setup/test_run_session.h"
#include "ui/theme/theme.h"
#include "ui/undo/study_document.h"
#include "ui/widgets/chip_button.h"
#include "ui/widgets/dim_label.h"
#include "ui/widgets/flow_layout.h"
#include "ui/widgets/notice_bar.h"
#include "ui/widgets/problem_label.h"

#include <QHBoxLayout>
#include <QHeaderView>
#include <QPushButton>
#include <QSplitter>
#include <QTableWidget>

#include <algorithm>

namespace attune::ui {

using namespace Qt::StringLiterals;

namespace {

constexpr int mostRows = 200; // the last steps: the table is to check a rule, not to keep data
constexpr int mostSuggestions = 4;
constexpr int guessedLines = 600;
constexpr int besideFrom = 620; // width from which the table stands beside the output

} // namespace

TestRunPanel::TestRunPanel(StudyDocument *document, TestRunSession *testRun, QWidget *parent)
    : Panel(tr("Test run"), parent), m_document(document), m_testRun(testRun)
{
    m_hint = new DimLabel;
    m_hint->setObjectName(u"testRunHint"_s);
    m_hint->setWordWrap(true);
    m_problem = new ProblemLabel;
    m_problem->setObjectName(u"testRunProblem"_s);
    m_buffering = new NoticeBar;
    m_start = new QPushButton(tr("Test Run"));
    m_start->setObjectName(u"testRunHere"_s);
    connect(m_start, &QPushButton::clicked, testRun, &TestRunSession::start);
    body()->addWidget(m_hint);
    body()->addWidget(m_start, 0, Qt::AlignLeft);
    body()->addWidget(m_problem);
    body()->addWidget(m_buffering);
    buildOutput();
    m_suggestions = new QWidget;
    m_suggestionFlow = new FlowLayout(m_suggestions, spaceXs);
    body()->addWidget(m_suggestions);
    m_filler = new QWidget;
    body()->addWidget(m_filler, 1);

    connect(testRun, &TestRunSession::stateChanged, this, &TestRunPanel::refreshState);
    connect(testRun, &TestRunSession::linesChanged, this, [this](int removed) {
        m_output->setLines(m_testRun->lines(), removed);
        refreshState();
    });
    connect(testRun, &TestRunSession::seriesChanged, this, [this] {
        m_output->setRules(m_document->settings().metrics);
        refreshTable();
    });
    refreshState();
    refreshTable();
}

void TestRunPanel::buildOutput()
{
    m_output = new OutputView;
    m_output->setObjectName(u"testRunOutput"_s);
    m_output->setMinimumHeight(70);
    m_table = new QTableWidget;
    m_table->setObjectName(u"testRunTable"_s);
    m_table->setAccessibleName(tr("Metrics read from the test run"));
    m_table->setEditTriggers(QAbstractItemView::NoEditTriggers);
    m_table->setSelectionMode(QAbstractItemView::NoSelection);
    m_table->setShowGrid(false);
    m_table->setFrameShape(QFrame::NoFrame);
    m_table->verticalHeader()->setVisible(false);
    m_table->verticalHeader()->setDefaultSectionSize(24);
    m_table->horizontalHeader()->setStretchLastSection(true);
    m_table->horizontalHeader()->setDefaultAlignment(Qt::AlignLeft | Qt::AlignVCenter);
    m_splitter = new QSplitter(Qt::Vertical);
    m_splitter->setChildrenCollapsible(false);
    m_splitter->addWidget(m_output);
    m_splitter->addWidget(m_table);
    m_splitter->setStretchFactor(0, 2);
    m_splitter->setStretchFactor(1, 1);
    body()->addWidget(m_splitter, 1);
    connect(m_output, &OutputView::numberClicked, this, [this](const NumberSpan &number) {
        makeMetric(number.rule, higherIsBetter(number.rule.name));
    });
}

void TestRunPanel::resizeEvent(QResizeEvent *event)
{
    Panel::resizeEvent(event);
    m_splitter->setOrientation(width() >= besideFrom ? Qt::Horizontal : Qt::Vertical);
}

void TestRunPanel::refreshState()
{
    const TestRunSession::State state = m_testRun->state();
    const bool hasOutput = !m_testRun->lines().empty();
    const QString hint = this->hint();
    m_hint->setText(hint);
    m_hint->setVisible(!hint.isEmpty());
    m_start->setVisible(state == TestRunSession::State::Never);
    m_start->setEnabled(!m_document->settings().command.empty());
    m_problem->setSentence(m_testRun->sentence());
    m_splitter->setVisible(hasOutput);
    m_filler->setVisible(!hasOutput);
    if (m_testRun->cameOnlyAtTheEnd() && !m_buffering->isVisibleTo(this)) {
        m_buffering->show(tr("The output came only at the end. Line buffering shows it live."));
        m_buffering->addAction(tr("Turn On"), [this] {
            StudySettings changed = m_document->settings();
            changed.lineBuffered = true;
            m_document->edit(tr("Turn On Line Buffering"), changed);
            m_buffering->setVisible(false);
        });
    } else if (!m_testRun->cameOnlyAtTheEnd()) {
        m_buffering->setVisible(false);
    }
    if (state != TestRunSession::State::Running)
        refreshSuggestions();
}

QString TestRunPanel::hint() const
{
    const bool hasOutput = !m_testRun->lines().empty();
    const auto &numbers = m_output->numbers();
    switch (m_testRun->state()) {
    case TestRunSession::State::Never:
        return tr("Runs the command once and shows here what it prints. Then click the number that "
                  "matters: it becomes the metric to optimize.");
    case TestRunSession::State::Running:
        if (!hasOutput)
            return tr("Running. What the program prints will appear here.");
        break;
    case TestRunSession::State::Failed:
        if (std::ranges::none_of(numbers, &NumberSpan::looksLikeMetric))
            return {}; // numbers in an error message are no metrics
        break;
    case TestRunSession::State::Succeeded:
        if (!hasOutput)
            return tr("The program ended and printed nothing. Attune reads metrics from what it "
                      "prints.");
        if (numbers.empty() && !m_testRun->objective())
            return tr("The program printed no number. Attune reads metrics from what it prints.");
        break;
    }
    return numbers.empty() || m_testRun->objective()
               ? QString()
               : tr("Click the number to optimize. Underlined ones look like metrics.");
}

void TestRunPanel::refreshTable()
{
    const auto &series = m_testRun->series();
    m_table->setVisible(!series.empty());
    if (series.empty())
        return;
    std::vector<std::int64_t> steps;
    for (const MetricSeries &each : series) {
        for (const MetricPoint &point : each.points)
            steps.push_back(point.step);
    }
    std::sort(steps.begin(), steps.end());
    steps.erase(std::unique(steps.begin(), steps.end()), steps.end());
    const std::size_t first = steps.size() > mostRows ? steps.size() - mostRows : 0;
    QStringList headers{tr("Step")};
    for (const MetricSeries &each : series)
        headers << QString::fromStdString(each.metric);
    m_table->clear();
    m_table->setColumnCount(static_cast<int>(headers.size()));
    m_table->setHorizontalHeaderLabels(headers);
    m_table->setRowCount(static_cast<int>(steps.size() - first));
    for (std::size_t index = first; index < steps.size(); ++index)
        m_table->setItem(static_cast<int>(index - first), 0,
                         new QTableWidgetItem(QString::number(steps[index])));
    for (std::size_t column = 0; column < series.size(); ++column) {
        for (const MetricPoint &point : series[column].points) {
            const auto place = std::lower_bound(steps.begin(), steps.end(), point.step);
            const auto row = static_cast<std::size_t>(place - steps.begin());
            if (row >= first)
                m_table->setItem(static_cast<int>(row - first), static_cast<int>(column) + 1,
                                 new QTableWidgetItem(QString::number(point.value, 'g', 6)));
        }
    }
    m_table->scrollToBottom();
}

void TestRunPanel::refreshSuggestions()
{
    while (QLayoutItem *item = m_suggestionFlow->takeAt(0)) {
        item->widget()->hide();
        item->widget()->deleteLater();
        delete item;
    }
    const auto &lines = m_testRun->lines();
    const auto &metrics = m_document->settings().metrics;
    std::vector<MetricGuess> guesses;
    if (!lines.empty() && metrics.empty()) {
        const auto count = std::min<std::size_t>(lines.size(), guessedLines);
        guesses = guessMetrics({lines.end() - static_cast<std::ptrdiff_t>(count), lines.end()});
    }
    m_suggestions->setVisible(!guesses.empty());
    if (guesses.empty())
        return;
    m_suggestionFlow->addWidget(new DimLabel(tr("Found:")));
    for (std::size_t index = 0; index < guesses.size() && index < mostSuggestions; ++index) {
        const MetricGuess &guess = guesses[index];
        auto *chip = new ChipButton(tr("%1  %2 → %3")
                                        .arg(QString::fromStdString(guess.rule.name),
                                             QString::number(guess.first, 'g', 3),
                                             QString::number(guess.last, 'g', 3)));
        chip->setObjectName(u"suggestion%1"_s.arg(index));
        chip->setToolTip(tr("Makes it a metric"));
        m_suggestionFlow->addWidget(chip);
        connect(chip, &ChipButton::clicked, this,
                [this, guess] { makeMetric(guess.rule, guess.higherIsBetter); });
    }
}

void TestRunPanel::makeMetric(MetricRule rule, bool isHigherBetter)
{
    StudySettings changed = m_document->settings();
    // An objective that came from a table has a name, which its trials know it by, and a guess of
    // how the program prints it. Where the guess finds nothing, the number that is clicked is it.
    if (!changed.objectives.empty() && !m_testRun->objective()) {
        const std::string &objective = changed.objectives.front().metric;
        const auto guessed = std::ranges::find(changed.metrics, ruleByName(objective));
        if (guessed != changed.metrics.end())
            rule.name = objective;
    }
    auto &metrics = changed.metrics;
    const auto known = std::find_if(metrics.begin(), metrics.end(),
                                    [&](const MetricRule &each) { return each.name == rule.name; });
    if (known == metrics.end())
        metrics.push_back(rule);
    else
        *known = rule;
    if (changed.objectives.empty())
        changed.objectives.emplace_back();
    Objective &objective = changed.objectives.front();
    const bool isRead = std::any_of(metrics.begin(), metrics.end(), [&](const MetricRule &each) {
        return each.name == objective.metric || !each.preset.empty();
    });
    if (objective.metric.empty() || !isRead) {
        objective.metric = rule.name;
        objective.direction = isHigherBetter ? Direction::Maximize : Direction::Minimize;
    }
    m_document->edit(tr("Make %1 a Metric").arg(QString::fromStdString(rule.name)), changed);
}

} // namespace attune::ui
