// SPDX-FileCopyrightText: 2026 The Attune developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/fake_study_gateway.h"
#include "ui/charts/curves/curves_chart.h"
#include "ui/charts/history/history_chart.h"
#include "ui/charts/small/metric_chart.h"
#include "ui/commands/command_registry.h"
#include "ui/dialogs/clone_trial_dialog.h"
#include "ui/models/study_model.h"
#include "ui/pages/compare_page.h"
#include "ui/pages/run_page.h"
#include "ui/pages/trial_drawer.h"
#include "ui/selection/trial_selection.h"
#include "ui/theme/theme.h"
#include "ui/widgets/chip_button.h"

#include <QAbstractButton>
#include <QClipboard>
#include <QComboBox>
#include <QHeaderView>
#include <QLabel>
#include <QLineEdit>
#include <QMenu>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QScrollBar>
#include <QSettings>
#include <QTableView>
#include <QTemporaryDir>
#include <QUndoStack>
#include <QtTest>

#include <algorithm>
#include <limits>

using namespace attune;
using namespace attune::ui;
using namespace Qt::StringLiterals;

class TestRunPage : public QObject
{
    Q_OBJECT

private:
    std::unique_ptr<FakeStudyGateway> m_gateway;
    std::unique_ptr<StudyModel> m_model;
    std::unique_ptr<TrialSelection> m_selection;
    std::unique_ptr<CommandRegistry> m_commands;
    QUndoStack m_undoStack;
    std::unique_ptr<RunPage> m_page;
    QTemporaryDir m_settings;

    void open(int trials)
    {
        if (trials > 0)
            fillWithTrials(*m_gateway, trials);
        else
            m_gateway->settings = digitsSettings();
        m_gateway->load();
        m_page = std::make_unique<RunPage>(m_model.get(), m_selection.get(), m_gateway.get(),
                                           m_commands.get(), &m_undoStack);
        m_page->resize(1360, 790);
        m_page->show();
        QVERIFY(QTest::qWaitForWindowExposed(m_page.get()));
    }

    template<typename T>
    T *find(const QString &name = {})
    {
        return m_page->findChild<T *>(name);
    }

    int trialInRow(int row)
    {
        return find<QTableView>(u"trialsTable"_s)->model()->index(row, 0).data().toInt();
    }

    void clickRow(int row, Qt::KeyboardModifiers modifiers = Qt::NoModifier)
    {
        auto *table = find<QTableView>(u"trialsTable"_s);
        QTest::mouseClick(table->viewport(), Qt::LeftButton, modifiers,
                          table->visualRect(table->model()->index(row, 1)).center());
    }

private Q_SLOTS:
    void initTestCase()
    {
        QCoreApplication::setOrganizationName(u"Attune"_s);
        QCoreApplication::setApplicationName(u"tst_run_page"_s);
        QSettings::setDefaultFormat(QSettings::IniFormat);
        QSettings::setPath(QSettings::IniFormat, QSettings::UserScope, m_settings.path());
    }

    void init()
    {
        QTest::failOnWarning(
            QRegularExpression(u"^(?!This plugin does not support|QStandardPaths: XDG)"_s));
        applyTheme(*qApp, ThemeChoice::Light);
        m_gateway = std::make_unique<FakeStudyGateway>();
        m_model = std::make_unique<StudyModel>(m_gateway.get());
        m_selection = std::make_unique<TrialSelection>();
        m_commands = std::make_unique<CommandRegistry>();
        m_undoStack.clear();
    }

    void cleanup() { m_page.reset(); }

    void theDrawerHasNoChartWithoutAFiniteReading()
    {
        open(40);
        const double nan = std::numeric_limits<double>::quiet_NaN();
        m_gateway->series[2] = {{"validation error", {{1, nan, 0}, {2, nan, 0}}},
                                {"loss", {{1, nan, 0}, {2, 0.5, 0}}}};
        m_selection->setCurrent(2);
        int shown = 0;
        for (const MetricChart *chart : m_page->findChildren<MetricChart *>())
            shown += chart->isVisibleTo(m_page.get());
        QCOMPARE(shown, 1);
    }

    void anEmptyStudyShowsWhatWillBeHere()
    {
        open(0);
        QVERIFY(find<CurvesChart>()->isEmpty());
        QVERIFY(find<HistoryChart>()->isEmpty());
        QVERIFY(find<TrialDrawer>()->isHidden());
    }

    void spareRoomIsSharedOutAmongTheColumns()
    {
        open(10);
        auto *columns = find<QTableView>(u"trialsTable"_s)->horizontalHeader();
        const auto widthOfEta = [columns] { return columns->sectionSize(4); };
        m_page->resize(800, 790);
        const int needed = widthOfEta();
        m_page->resize(2400, 790);
        QVERIFY(widthOfEta() > needed);
        m_page->resize(800, 790);
        QCOMPARE(widthOfEta(), needed);
    }

    void theColumnsStayAsTheyWereArranged()
    {
        open(10);
        auto *columns = find<QTableView>(u"trialsTable"_s)->horizontalHeader();
        const int eta = 4;
        const int depth = 5;
        columns->moveSection(columns->visualIndex(depth), columns->visualIndex(eta));
        auto *menu = find<ChipButton>(u"columnsChip"_s)->findChild<QMenu *>();
        Q_EMIT menu->aboutToShow();
        for (QAction *action : menu->actions()) {
            if (action->text() == "subsample"_L1)
                action->trigger();
        }
        m_page.reset();
        open(10);
        columns = find<QTableView>(u"trialsTable"_s)->horizontalHeader();
        QVERIFY(columns->visualIndex(depth) < columns->visualIndex(eta));
        QVERIFY(columns->isSectionHidden(6));
        QCOMPARE(QSettings().value(u"trialsTable/hidden"_s).toStringList(),
                 QStringList{u"subsample"_s}); // others wait, as in any study
        QVERIFY(QSettings().value(u"trialsTable/shown"_s).toStringList().isEmpty());
        menu = find<ChipButton>(u"columnsChip"_s)->findChild<QMenu *>();
        Q_EMIT menu->aboutToShow();
        menu->actions().last()->trigger(); // Reset Columns
        QVERIFY(columns->visualIndex(depth) > columns->visualIndex(eta));
        QVERIFY(!columns->isSectionHidden(6));
    }

    void theColumnOfAMetricThatIsRequiredComes()
    {
        open(10);
        std::vector<SeriesUpdate> updates;
        for (int i = 100; i < 130; ++i)
            updates.push_back({m_gateway->trials[0].runs.back().key, "m" + std::to_string(i), {}});
        for (SeriesUpdate &update : updates)
            update.points = {{1, 0.5, 0}};
        m_model->updateSeries(updates);
        const auto *view = find<QTableView>(u"trialsTable"_s);
        int column = 0;
        while (view->model()->headerData(column, Qt::Horizontal).toString() != "m129"_L1)
            ++column;
        QVERIFY(view->isColumnHidden(column));
        StudySettings settings = m_model->settings();
        settings.requirements = {"m129 >= 0.5"};
        m_model->setSettings(settings, 2);
        QVERIFY(!view->isColumnHidden(column));
        m_model->setSettings(m_gateway->settings, 3);
        QVERIFY(view->isColumnHidden(column));
    }

    void theBestTrialStandsFirst()
    {
        open(40);
        QCOMPARE(trialInRow(0), m_model->best()->number);
    }

    void aClickOnARowOpensTheTrial()
    {
        open(40);
        clickRow(2);
        QCOMPARE(*m_selection->current(), trialInRow(2));
        QCOMPARE(m_selection->selected(), std::set<int>{trialInRow(2)});
        QVERIFY(find<TrialDrawer>()->isVisible());
        QTest::mouseClick(find<QAbstractButton>(u"closeDrawer"_s), Qt::LeftButton);
        QVERIFY(find<TrialDrawer>()->isHidden());
        QVERIFY(!m_selection->current());
    }

    void selectionAndScrollStayWhileTrialsChange()
    {
        open(200);
        auto *table = find<QTableView>(u"trialsTable"_s);
        clickRow(3);
        const int chosen = *m_selection->current();
        table->verticalScrollBar()->setValue(900);
        for (int i = 0; i < 5; ++i) {
            Trial next;
            next.number = 200 + i;
            next.state = TrialState::Running;
            m_model->updateTrials({next});
        }
        QCOMPARE(table->verticalScrollBar()->value(), 900);
        QCOMPARE(*m_selection->current(), chosen);
        QCOMPARE(table->selectionModel()->selectedRows().size(), 1);
    }

    void hoverOnACurveShowsInTheTable()
    {
        open(40);
        auto *chart = find<CurvesChart>();
        const int best = m_model->best()->number;
        const MetricPoint point = m_model->points(best, "validation error").back();
        const QPointF pixel = chart->mapping().toPixel(double(point.step), point.value);
        QTest::mouseMove(chart->viewport(), pixel.toPoint());
        QTRY_VERIFY(m_selection->hovered().has_value());
        QTest::mouseClick(chart->viewport(), Qt::LeftButton, {}, pixel.toPoint());
        QVERIFY(m_selection->current().has_value());
    }

    void wheelZoomsAndResetShowsAllAgain()
    {
        open(40);
        auto *chart = find<CurvesChart>();
        const PlotMapping whole = chart->mapping();
        const QPointF center = whole.area.center();
        QWheelEvent wheel(center, chart->viewport()->mapToGlobal(center), {}, QPoint(0, 240),
                          Qt::NoButton, Qt::NoModifier, Qt::NoScrollPhase, false);
        QApplication::sendEvent(chart->viewport(), &wheel);
        QVERIFY(chart->isZoomed());
        QVERIFY(chart->mapping().x.max < whole.x.max);
        m_commands->action(u"run.resetZoom"_s)->trigger();
        QVERIFY(!chart->isZoomed());
        QCOMPARE(chart->mapping().x, whole.x);
    }

    void aWrongFilterSaysWhyInPlace()
    {
        open(40);
        auto *filter = find<QLineEdit>(u"trialsFilter"_s);
        QTest::keyClicks(filter, u"etta < 0.1"_s);
        QLabel *problem = nullptr;
        for (QLabel *label : m_page->findChildren<QLabel *>()) {
            if (label->text().contains(u"\"etta\""_s))
                problem = label;
        }
        QVERIFY(problem);
        QVERIFY(problem->isVisible());
        filter->clear();
        QVERIFY(!problem->isVisible());
        QTest::keyClicks(filter, u"state = failed"_s);
        QCOMPARE(find<QTableView>(u"trialsTable"_s)->model()->rowCount(), m_gateway->status.failed);
    }

    void commandsActOnTheSelectedTrials()
    {
        open(40);
        m_selection->setSelected({38, 39});
        m_commands->action(u"trial.stop"_s)->trigger();
        QVERIFY(m_gateway->calls.contains(u"cancelTrial 38"_s));
        QVERIFY(m_gateway->calls.contains(u"cancelTrial 39"_s));
        m_selection->setSelected({3});
        QVERIFY(!m_commands->action(u"trial.stop"_s)->isEnabled());
        m_commands->action(u"trial.star"_s)->trigger();
        m_commands->action(u"trial.exclude"_s)->trigger();
        m_commands->action(u"trial.retry"_s)->trigger();
        QVERIFY(m_model->trial(3)->isStarred);
        QVERIFY(m_model->trial(3)->isExcluded);
        QCOMPARE(m_undoStack.undoText(), u"Exclude Trial 3"_s);
        QVERIFY(m_gateway->calls.contains(u"retryTrial 3"_s));
        m_commands->action(u"trial.copyCommand"_s)->trigger();
        QVERIFY(QGuiApplication::clipboard()->text().startsWith(u"xgboost train.conf eta="_s));
    }

    void aRequestThatFailsSaysWhyInPlace()
    {
        open(40);
        m_selection->setSelected({39});
        m_gateway->nextError = Error{ErrorKind::Busy, "Another window writes this study."};
        m_commands->action(u"trial.stop"_s)->trigger();
        bool isShown = false;
        for (const QLabel *label : m_page->findChildren<QLabel *>())
            isShown =
                isShown || (label->isVisible() && label->text().contains(u"Another window"_s));
        QVERIFY(isShown);
    }

    void cloneAndEditTriesChangedValuesNext()
    {
        open(40);
        m_selection->setSelected({3});
        m_commands->action(u"trial.clone"_s)->trigger();
        auto *dialog = m_page->findChild<CloneTrialDialog *>();
        QVERIFY(dialog);
        auto *eta = dialog->findChild<QLineEdit *>(u"eta"_s);
        auto *enqueue = dialog->findChild<QPushButton *>(u"tryNext"_s);
        eta->clear();
        QTest::keyClicks(eta, u"7"_s);
        QVERIFY(!enqueue->isEnabled()); // above the range
        eta->clear();
        QTest::keyClicks(eta, u"0.05"_s);
        dialog->findChild<QComboBox *>(u"booster"_s)->setCurrentText(u"dart"_s);
        QVERIFY(enqueue->isEnabled());
        QTest::mouseClick(enqueue, Qt::LeftButton);
        QVERIFY(m_gateway->calls.contains(u"enqueue"_s));
        QCOMPARE(std::get<double>(m_gateway->lastSettings.at("eta")), 0.05);
        QCOMPARE(std::get<std::string>(m_gateway->lastSettings.at("booster")), std::string("dart"));
    }

    void theDrawerKnowsWhenAnotherTrialIsTheBest()
    {
        open(40);
        const int best = m_model->best()->number;
        m_selection->setCurrent(best);
        const auto saysBest = [this] {
            const auto labels = find<TrialDrawer>()->findChildren<QLabel *>();
            return std::ranges::any_of(labels, [](const QLabel *label) {
                return label->text().contains(u"the best so far"_s);
            });
        };
        QVERIFY(saysBest());
        Trial better = *m_model->trial(39);
        better.state = TrialState::Complete;
        better.objectives = {-1.0};
        m_model->updateTrials({better});
        QCOMPARE(m_model->best()->number, 39);
        QVERIFY(!saysBest());
    }

    void theHintOfAnEmptyTableShowsAllTrialsAgain()
    {
        open(40);
        find<QLineEdit>(u"trialsFilter"_s)->setText(u"objective < -5"_s);
        auto *table = find<QTableView>(u"trialsTable"_s);
        QCOMPARE(table->model()->rowCount(), 0);
        for (QLabel *hint : table->findChildren<QLabel *>())
            Q_EMIT hint->linkActivated(u"all"_s);
        QCOMPARE(table->model()->rowCount(), 40);
    }

    void theDrawerTellsWhyATrialFailed()
    {
        open(40);
        m_selection->setCurrent(6);
        QCOMPARE(m_model->trial(6)->state, TrialState::Failed);
        bool isShown = false;
        for (const QLabel *label : find<TrialDrawer>()->findChildren<QLabel *>())
            isShown = isShown || label->text().contains(u"exited with code 1"_s);
        QVERIFY(isShown);
    }

    void theDrawerFollowsTheLogOfARunningTrial()
    {
        m_gateway->log = "first line\n";
        open(40);
        m_selection->setCurrent(39);
        QTest::mouseClick(find<QWidget>(u"drawerPages"_s)->findChildren<QAbstractButton *>()[1],
                          Qt::LeftButton);
        auto *log = find<QPlainTextEdit>(u"logText"_s);
        QTRY_COMPARE(log->toPlainText(), u"first line\n"_s);
        m_gateway->log += "10%\r20%";
        QTRY_COMPARE(log->toPlainText(), u"first line\n20%"_s);
        m_gateway->log += "\r100%\nlast\n";
        QTRY_COMPARE(log->toPlainText(), u"first line\n100%\nlast\n"_s);
        QTest::keyClicks(find<QLineEdit>(u"logSearch"_s), u"last"_s);
        QCOMPARE(log->extraSelections().size(), 1);
    }

    void settingsThatComeLateDecideTheOrder()
    {
        m_page = std::make_unique<RunPage>(m_model.get(), m_selection.get(), m_gateway.get(),
                                           m_commands.get(), &m_undoStack);
        fillWithTrials(*m_gateway, 40);
        m_gateway->settings.objectives.front().direction = Direction::Maximize;
        m_gateway->load();
        QVERIFY(*m_model->trial(trialInRow(0))->objective() >
                *m_model->trial(trialInRow(1))->objective());
        QVERIFY(find<QLineEdit>(u"trialsFilter"_s)->placeholderText().contains(u"eta"_s));
    }

    void aTrialMadeCurrentIsSelectedToo()
    {
        open(40);
        m_selection->setCurrent(5);
        QCOMPARE(m_selection->selected(), std::set<int>{5});
        QCOMPARE(find<QTableView>(u"trialsTable"_s)->selectionModel()->selectedRows().size(), 1);
    }

    void comparingShowsTheSelectedTrials()
    {
        fillWithTrials(*m_gateway, 40);
        m_gateway->load();
        ComparePage page(m_model.get(), m_selection.get());
        page.resize(1360, 790);
        page.show();
        auto *table = page.findChild<QTableView *>(u"sideBySide"_s);
        QCOMPARE(table->model()->columnCount(), 5); // the three best, until some are selected
        m_selection->setSelected({1, 2});
        QCOMPARE(table->model()->columnCount(), 4);
        QCOMPARE(table->model()->headerData(1, Qt::Horizontal).toString(), u"Trial 1"_s);
    }
};

QTEST_MAIN(TestRunPage)
#include "tst_run_page.moc"
