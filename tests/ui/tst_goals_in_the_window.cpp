// SPDX-FileCopyrightText: 2026 The Attune developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/study/requirement.h"
#include "tests/support/set_up_fixture.h"
#include "tests/support/window_fixture.h"
#include "ui/charts/curves/curves_chart.h"
#include "ui/charts/history/history_chart.h"
#include "ui/charts/scatter/scatter_chart.h"
#include "ui/dialogs/export_dialog.h"
#include "ui/models/trials_table_model.h"
#include "ui/pages/chart_panels.h"
#include "ui/pages/study_pages.h"
#include "ui/selection/trial_selection.h"
#include "ui/widgets/chip_button.h"
#include "ui/widgets/segmented_control.h"

#include <QComboBox>
#include <QLabel>
#include <QMenu>
#include <QToolButton>

#include <algorithm>

using namespace attune;
using namespace attune::ui;
using namespace Qt::StringLiterals;

/// Several objectives and requirements in the window: to set up, to look at, to export.
class TestGoalsInTheWindow : public WindowFixture
{
    Q_OBJECT

private:
    /// Of a chip's menu.
    static void choose(ChipButton *chip, const QString &text)
    {
        Q_EMIT chip->menu()->aboutToShow();
        for (QAction *action : chip->menu()->actions()) {
            if (action->text() == text)
                return action->trigger();
        }
        QFAIL(qPrintable(u"no choice "_s + text));
    }

private Q_SLOTS:
    void initTestCase() { useOwnSettings(u"tst_goals_in_the_window"_s); }

    void init()
    {
        showWindow(makeStudyPages);
        giveGoals(gateway());
    }

    void objectivesAreAddedAndRemovedUndoably()
    {
        StudySettings settings = digitsSettings();
        settings.metrics.push_back({"size", "size (\\S+)", "", ""});
        SetUpFixture fixture(settings);
        QVERIFY(!fixture.find<QToolButton>("removeObjective")->isVisibleTo(fixture.page.get()));
        fixture.find<QPushButton>("addObjective")->click();
        QCOMPARE(fixture.settings().objectives.size(), std::size_t(2));
        QCOMPARE(fixture.settings().objectives[1].metric, std::string("size"));
        QCOMPARE(fixture.find<QComboBox>("objectiveMetric1")->currentText(), u"size"_s);
        fixture.find<SegmentedControl>("direction1")->segment(1)->click();
        QCOMPARE(fixture.settings().objectives[1].direction, Direction::Maximize);
        QCOMPARE(fixture.settings().objectives[0].direction, Direction::Minimize);
        fixture.find<QToolButton>("removeObjective")->click();
        QCOMPARE(fixture.settings().objectives.size(), std::size_t(1));
        QCOMPARE(fixture.settings().objectives[0].metric, std::string("size"));
        for (int i = 0; i < 3; ++i)
            fixture.document.undoStack()->undo();
        QCOMPARE(fixture.settings().objectives, digitsSettings().objectives);
        fixture.document.undoStack()->redo();
        QCOMPARE(fixture.settings().objectives.size(), std::size_t(2));
    }

    void aSecondObjectiveOfTheSameMetricIsAProblemInPlace()
    {
        SetUpFixture fixture(digitsSettings());
        fixture.find<QPushButton>("addObjective")->click();
        QVERIFY(!fixture.sentences().isEmpty()); // no metric is left
        fixture.find<QToolButton>("removeObjective1")->click();
        QVERIFY2(fixture.sentences().isEmpty(), qPrintable(fixture.sentences().join(u' ')));
    }

    void aRequirementBeginsWithWhatTheTestRunReached()
    {
        StudySettings settings = digitsSettings();
        settings.metrics.push_back({"accuracy", "accuracy (\\S+)", "", ""});
        SetUpFixture fixture(settings);
        fixture.testRun("valid-merror:0.04\naccuracy 0.961\n");
        fixture.find<QPushButton>("addRequirement")->click();
        QCOMPARE(fixture.settings().requirements, (std::vector<std::string>{"accuracy >= 0.961"}));
        fixture.type("requirementBound0", u"0.9"_s);
        QCOMPARE(fixture.settings().requirements, (std::vector<std::string>{"accuracy >= 0.9"}));
        fixture.type("requirementBound0", u"high"_s);
        QCOMPARE(fixture.sentences().size(), 1);
        QVERIFY(fixture.sentences().front().contains(u"accuracy >= high"_s));
        fixture.type("requirementBound0", u"0.95"_s);
        auto *sign = fixture.find<QComboBox>("requirementSign0");
        sign->setCurrentIndex(3);
        Q_EMIT sign->activated(3);
        QCOMPARE(fixture.settings().requirements, (std::vector<std::string>{"accuracy < 0.95"}));
        fixture.type("rule1-0", u"recall"_s);
        QCOMPARE(fixture.settings().requirements, (std::vector<std::string>{"recall < 0.95"}));
        fixture.find<QToolButton>("removeRequirement0")->click();
        QVERIFY(fixture.settings().requirements.empty());
        fixture.document.undoStack()->undo();
        QCOMPARE(fixture.settings().requirements.size(), std::size_t(1));
    }

    void theTableHasAColumnPerObjectiveAndMarksWhatIsMissed()
    {
        open();
        const StudyModel &model = m_window->study()->model();
        const TrialsTableModel table(&model);
        const auto &columns = table.columns();
        const auto size = std::ranges::find(columns, "size", &TrialColumn::name);
        QVERIFY(size != columns.end());
        QCOMPARE(std::ranges::count(columns, "size", &TrialColumn::name), 1);
        QVERIFY(std::ranges::find(columns, "recall", &TrialColumn::name) != columns.end());
        int missed = 0;
        int marked = 0;
        for (const Trial &trial : model.trials()) {
            const QModelIndex state = table.index(trial.number, TrialsTableModel::StateColumn);
            const bool isMissed = !keepsRequirements(trial).value_or(true);
            QCOMPARE(state.data(TrialsTableModel::IsMissedRole).toBool(), isMissed);
            if (isMissed && trial.state == TrialState::Complete) {
                QVERIFY(state.data().toString().endsWith(u"missed"_s));
                QVERIFY(state.data(Qt::ToolTipRole).toString().contains(u"recall >= 0.9 with"_s));
                ++missed;
            }
            marked += state.data(TrialsTableModel::IsBestRole).toBool() ? 1 : 0;
            if (trial.objectives.size() == 2)
                QCOMPARE(table.index(trial.number, int(size - columns.begin()))
                             .data(TrialsTableModel::ValueRole)
                             .toDouble(),
                         *trial.objectives[1]);
        }
        QVERIFY(missed > 0);
        QCOMPARE(marked, int(gateway().status.front.size()));
        QVERIFY(marked > 1);
    }

    void theBarCountsTheFrontAndShowsIt()
    {
        open();
        QCOMPARE(m_window->findChild<QLabel *>(u"bestValue"_s)->text(),
                 QString::number(gateway().status.front.size()));
        m_window->commands()->action(u"study.showBest"_s)->trigger();
        const std::set<int> front(gateway().status.front.begin(), gateway().status.front.end());
        QCOMPARE(m_window->study()->parts().selection->selected(), front);
        QVERIFY(!m_window->commands()->action(u"study.confirmBest"_s)->isEnabled());
        gateway().status.front.clear();
        gateway().status.whyNoneMeets = "No trial has recall >= 2; the nearest is 0.9 of trial 3.";
        Q_EMIT gateway().statusChanged(gateway().status);
        QVERIFY(!m_window->commands()->action(u"file.export"_s)->isEnabled());
    }

    void theChartsShowTheObjectiveThatIsChosenInTheNextSessionToo()
    {
        open();
        auto *chip = m_window->findChild<ChipButton *>(u"objectiveChip"_s);
        QVERIFY(chip->isVisibleTo(m_window.get()));
        QCOMPARE(chip->text(), u"validation error"_s);
        auto *history = m_window->findChild<HistoryChart *>(u"historyChart"_s);
        auto *curves = m_window->findChild<CurvesPanel *>()->chart();
        choose(chip, u"size"_s);
        QCOMPARE(chip->text(), u"size"_s);
        QCOMPARE(history->objectiveName(), u"size"_s);
        QCOMPARE(curves->metricName(), u"validation error"_s); // both can be looked at
        // The table behind it, by which it is read aloud, has that objective's values.
        const auto rows = history->table().rows;
        const auto first = std::ranges::find_if(gateway().trials, [](const Trial &trial) {
            return trial.state == TrialState::Complete;
        });
        QCOMPARE(rows[first->number][2].toDouble(), *first->objectives[1]);
        QVERIFY(history->summary().contains(u"The best in size is trial "_s));
        choose(m_window->findChild<ChipButton *>(u"metricChip"_s), u"size"_s);
        m_window = std::make_unique<MainWindow>(m_library.get(), makeStudyPages);
        m_window->show();
        open();
        QCOMPARE(m_window->findChild<HistoryChart *>()->objectiveName(), u"size"_s);
        QCOMPARE(m_window->findChild<CurvesPanel *>()->chart()->metricName(), u"size"_s);
        // A study with one objective has nothing to choose, and shows it.
        gateway().settings.objectives.pop_back();
        Q_EMIT gateway().settingsChanged(gateway().settings, 9);
        QVERIFY(
            !m_window->findChild<ChipButton *>(u"objectiveChip"_s)->isVisibleTo(m_window.get()));
        QCOMPARE(m_window->findChild<HistoryChart *>()->objectiveName(), u"validation error"_s);
    }

    void theFrontIsTheOneOfTheStatus()
    {
        open();
        const StudyModel &model = m_window->study()->model();
        QCOMPARE(model.front(), gateway().status.front);
        const TrialsTableModel table(&model);
        const auto isMarked = [&](int number) {
            return table.index(number, 0).data(TrialsTableModel::IsBestRole).toBool();
        };
        const int gone = gateway().status.front.back();
        QVERIFY(isMarked(gone));
        std::vector<int> told;
        connect(&model, &StudyModel::trialsChanged, this,
                [&](const std::vector<int> &numbers) { told = numbers; });
        gateway().status.front.pop_back();
        Q_EMIT gateway().statusChanged(gateway().status);
        QCOMPARE(told, std::vector<int>{gone});
        QVERIFY(!isMarked(gone) && !model.isBest(gone));
        // A trial of it that is being read again has no values for a while.
        Trial reread = *model.trial(gateway().status.front.front());
        reread.objectives = {std::nullopt, std::nullopt};
        Q_EMIT gateway().trialsChanged({reread});
        QVERIFY(!frontChoices(model).empty());
    }

    void theScatterDrawsTheFrontOfTheTwoObjectives()
    {
        open();
        m_window->study()->showPage(u"compare"_s);
        const auto *chart = m_window->findChild<ScatterChart *>(u"scatterChart"_s);
        QVERIFY(chart);
        QCOMPARE(chart->choice().x.name, std::string("size"));
        QCOMPARE(chart->choice().y.name, std::string("objective"));
        QCOMPARE(chart->data().front.points.size(), gateway().status.front.size());
        QVERIFY(chart->summary().contains(u"on the front"_s));
    }

    void theStepsOfTheFrontTurnAtTheWorseOfBoth()
    {
        PlotMapping mapping;
        mapping.area = {0, 0, 100, 100};
        mapping.x = {0, 10, AxisScale::Linear};
        mapping.y = {0, 10, AxisScale::Linear};
        FrontLine front{{{2, 8}, {6, 4}}, Direction::Minimize, Direction::Minimize};
        QCOMPARE(frontSteps(front, mapping),
                 (std::vector<QPointF>{{20, 0}, {20, 20}, {60, 20}, {60, 60}, {100, 60}}));
        front = {{{2, 4}, {6, 8}}, Direction::Minimize, Direction::Maximize};
        QCOMPARE(frontSteps(front, mapping),
                 (std::vector<QPointF>{{20, 100}, {20, 60}, {60, 60}, {60, 20}, {100, 20}}));
        front = {{{2, 8}, {6, 4}}, Direction::Maximize, Direction::Maximize};
        QCOMPARE(frontSteps(front, mapping),
                 (std::vector<QPointF>{{0, 20}, {20, 20}, {20, 60}, {60, 60}, {60, 100}}));
        front = {{{2, 4}, {6, 8}}, Direction::Maximize, Direction::Minimize};
        QCOMPARE(frontSteps(front, mapping),
                 (std::vector<QPointF>{{0, 60}, {20, 60}, {20, 20}, {60, 20}, {60, 0}}));
        QVERIFY(frontSteps({}, mapping).empty());
    }

    void anExportChoosesFromTheFront()
    {
        open();
        const StudyModel &model = m_window->study()->model();
        ExportDialog dialog(&gateway(), u"Settings"_s, u"digits"_s, -1, m_window.get());
        dialog.setAttribute(Qt::WA_DeleteOnClose, false);
        dialog.offer(frontChoices(model));
        auto *trials = dialog.findChild<QComboBox *>(u"exportTrial"_s);
        QCOMPARE(trials->count(), int(model.front().size()));
        QCOMPARE(gateway().lastExport.trial, model.front().front());
        trials->setCurrentIndex(1);
        QCOMPARE(gateway().lastExport.trial, model.front()[1]);
        QVERIFY(trials->currentText().contains(u"size"_s));
        QVERIFY(!dialog.grab().isNull());
    }

    void oneObjectiveOffersNothing()
    {
        fillWithTrials(gateway(), 0);
        StudyModel model(nullptr);
        model.setSettings(digitsSettings(), 1);
        QVERIFY(frontChoices(model).empty());
    }
};

QTEST_MAIN(TestGoalsInTheWindow)
#include "tst_goals_in_the_window.moc"
