// SPDX-FileCopyrightText: 2026 The Attune developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/fake_study_gateway.h"
#include "ui/models/comparison_model.h"
#include "ui/models/study_model.h"
#include "ui/models/trial_facts.h"
#include "ui/models/trials_filter_model.h"
#include "ui/models/trials_table_model.h"

#include <QAbstractItemModelTester>
#include <QSignalSpy>
#include <QtTest>

using namespace attune;
using namespace attune::ui;
using namespace Qt::StringLiterals;

namespace {

constexpr auto fatal = QAbstractItemModelTester::FailureReportingMode::Fatal;

std::vector<int> trialsOf(const TrialsFilterModel &filter)
{
    std::vector<int> trials;
    for (int row = 0; row < filter.rowCount(); ++row)
        trials.push_back(filter.trialAt(row));
    return trials;
}

} // namespace

class TestTrialsTable : public QObject
{
    Q_OBJECT

private:
    std::unique_ptr<FakeStudyGateway> m_gateway;
    std::unique_ptr<StudyModel> m_study;

    void fill(int trials)
    {
        fillWithTrials(*m_gateway, trials);
        m_gateway->load();
    }

    Trial changed(int number, TrialState state)
    {
        Trial trial = *m_study->trial(number);
        trial.state = state;
        return trial;
    }

private Q_SLOTS:
    void init()
    {
        QTest::failOnWarning(QRegularExpression(u".*"_s));
        m_gateway = std::make_unique<FakeStudyGateway>();
        m_study = std::make_unique<StudyModel>(m_gateway.get());
    }

    void keepsTheRulesOfModelsWhileAStudyRuns()
    {
        TrialsTableModel table(m_study.get());
        QAbstractItemModelTester tableTester(&table, fatal);
        TrialsFilterModel filter(&table);
        QAbstractItemModelTester filterTester(&filter, fatal);
        filter.sort(TrialsTableModel::ObjectiveColumn);
        fill(40);
        filter.setFilterText(u"state = complete"_s);
        m_study->updateTrials({changed(39, TrialState::Complete)});
        SeriesUpdate update;
        update.run.trial = 39;
        update.metric = "another metric";
        update.points = {{1, 0.5, 0}};
        m_study->updateSeries({update});
        QCOMPARE(table.rowCount(), 40);
        QVERIFY(filter.rowCount() < 40);
    }

    void addsRowsWithoutReset()
    {
        fill(10);
        TrialsTableModel table(m_study.get());
        QSignalSpy resets(&table, &QAbstractItemModel::modelReset);
        QSignalSpy inserts(&table, &QAbstractItemModel::rowsInserted);
        Trial next;
        next.number = 10;
        m_study->updateTrials({next});
        QCOMPARE(resets.count(), 0);
        QCOMPARE(inserts.count(), 1);
        QCOMPARE(table.rowCount(), 11);
    }

    void marksOnlyTheBest()
    {
        fill(40);
        const TrialsTableModel table(m_study.get());
        int marked = 0;
        for (int row = 0; row < table.rowCount(); ++row)
            marked += table.index(row, 0).data(TrialsTableModel::IsBestRole).toBool();
        QCOMPARE(marked, 1);
        QVERIFY(
            table.index(m_study->best()->number, 0).data(TrialsTableModel::IsBestRole).toBool());
    }

    void aFrozenHyperparameterHasTheValueOfEachTrial()
    {
        fill(10);
        m_gateway->settings.space.hyperparameters.erase(
            m_gateway->settings.space.hyperparameters.begin());
        m_gateway->settings.space.fixed = {{"eta", "0.25"}, {"rounds", "60"}};
        m_study->setSettings(m_gateway->settings, 2);
        Trial today = changed(0, TrialState::Complete);
        today.number = 10;
        today.revision = 2;
        today.settings.erase("eta");
        today.fixed = {{"eta", 0.25}, {"rounds", std::int64_t{60}}};
        m_study->updateTrials({today});
        const TrialsTableModel table(m_study.get());
        const auto &columns = table.columns();
        const auto eta = std::ranges::find(columns, std::string("eta"), &TrialColumn::name);
        QVERIFY(eta != columns.end());
        QVERIFY(std::ranges::find(columns, std::string("rounds"), &TrialColumn::name) ==
                columns.end());
        const int column = int(eta - columns.begin());
        QCOMPARE(table.index(10, column).data(TrialsTableModel::ValueRole).toDouble(), 0.25);
        QCOMPARE(table.index(0, column).data(TrialsTableModel::ValueRole).toDouble(),
                 numberOf(m_study->trial(0)->settings.at("eta")));
        const Facts values = valuesOf(today, *m_study);
        QVERIFY(std::ranges::find(values, std::pair(u"eta"_s, u"0.25"_s)) != values.end());

        m_gateway->settings.space.fixed = {{"eta", "0.5"}};
        m_study->setSettings(m_gateway->settings, 3);
        QCOMPARE(table.index(10, column).data(TrialsTableModel::ValueRole).toDouble(), 0.25);
    }

    void whatWasAddedLaterIsNotCalledInactive()
    {
        fill(10);
        Hyperparameter added;
        added.name = "gamma";
        m_gateway->settings.space.hyperparameters.push_back(added);
        added.name = "rate_drop";
        added.when = {{"booster", {std::string("dart")}}};
        m_gateway->settings.space.hyperparameters.push_back(added);
        m_study->setSettings(m_gateway->settings, 2);
        const Facts values = valuesOf(*m_study->trial(0), *m_study);
        QCOMPARE(values[6], std::pair(u"gamma"_s, u"not there yet"_s));
        QCOMPARE(values[7], std::pair(u"rate_drop"_s, u"not active"_s));
    }

    void alignsTheDigitsOfAColumn()
    {
        fill(40);
        const TrialsTableModel table(m_study.get());
        for (int row = 0; row < table.rowCount(); ++row) {
            const QString text =
                table.index(row, TrialsTableModel::ObjectiveColumn).data().toString();
            if (!text.isEmpty())
                QCOMPARE(text.section(u'.', 1).size(), 5);
        }
        QCOMPARE(
            table.headerData(TrialsTableModel::ObjectiveColumn, Qt::Horizontal, Qt::DisplayRole)
                .toString(),
            u"validation error"_s);
    }

    void keepsTheColumnsOfWhatDoesNotVaryAnyMore()
    {
        fill(40);
        TrialsTableModel table(m_study.get());
        QAbstractItemModelTester tester(&table, fatal);
        TrialsFilterModel filter(&table);
        const auto columnOf = [&](const std::string &name) {
            const auto found = std::ranges::find(table.columns(), name, &TrialColumn::name);
            return found == table.columns().end() ? -1 : int(found - table.columns().begin());
        };
        const int columns = table.columnCount();
        const QString text = table.index(7, columnOf("eta")).data().toString();
        StudySettings frozen = m_gateway->settings;
        std::erase_if(frozen.space.hyperparameters, [](const Hyperparameter &h) {
            return h.name == "eta" || h.name == "booster" || h.name == "max_depth";
        });
        frozen.space.fixed = {{"eta", "0.03"}, {"booster", "gbtree"}};
        m_study->setSettings(frozen, 2);
        Trial next = changed(39, TrialState::Running);
        next.number = 40;
        next.settings.erase("eta");
        next.fixed = {{"eta", 0.03}, {"seed", std::int64_t{1}}};
        m_study->updateTrials({next});
        QCOMPARE(table.columnCount(), columns);
        QCOMPARE(table.index(7, columnOf("eta")).data().toString(), text);
        QCOMPARE(table.index(40, columnOf("eta")).data().toDouble(), 0.03);
        QCOMPARE(columnOf("seed"), -1); // it never varied
        const auto columnNamed = [&](const char *name) {
            return table.columns().at(std::size_t(columnOf(name)));
        };
        QCOMPARE(columnNamed("eta").scaling, Scaling::Logarithmic); // as far as its values tell
        QCOMPARE(columnNamed("max_depth").decimals, 0);
        QCOMPARE(columnNamed("booster").categories,
                 (std::vector<Value>{std::string("dart"), std::string("gbtree")}));
        QVERIFY(table.headerData(columnOf("eta"), Qt::Horizontal, Qt::ToolTipRole)
                    .toString()
                    .startsWith(u"Does not vary any more"_s));
        filter.setFilterText(u"eta < 0.03 and booster = dart"_s);
        QVERIFY(filter.problem().isEmpty());
        QVERIFY(filter.rowCount() > 0 && filter.rowCount() < 40);
    }

    void ofAThousandMetricsThoseThatWereAskedForHaveColumnsAtFirst()
    {
        fill(4);
        StudySettings settings = m_gateway->settings;
        settings.requirements = {"m998 >= 0.5"};
        MetricRule rule;
        rule.name = "m999";
        rule.pattern = "m999=(.*)";
        settings.metrics.push_back(rule);
        std::vector<SeriesUpdate> updates;
        for (int i = 100; i < 1100; ++i) {
            SeriesUpdate update;
            update.run = m_gateway->trials[0].runs.back().key;
            update.metric = "m" + std::to_string(i);
            update.points = {{1, 0.5, 0}};
            updates.push_back(update);
        }
        m_study->updateSeries(updates);
        m_study->setSettings(settings, 2);
        const TrialsTableModel table(m_study.get());
        int shown = 0;
        for (const TrialColumn &column : table.columns()) {
            if (column.kind == TrialColumn::Kind::Metric)
                shown += column.waits ? 0 : 1;
            if (column.name == "m998" || column.name == "m999")
                QVERIFY(!column.waits);
        }
        QVERIFY2(shown >= 22 && shown < 30, qPrintable(QString::number(shown)));
        QVERIFY(table.columnCount() > 1000); // the rest can be chosen
    }

    void showsWhatDoesNotVaryAnyMoreFromTheFirstTrialOn()
    {
        fill(0);
        const TrialsTableModel table(m_study.get());
        const int columns = table.columnCount();
        Trial trial;
        trial.settings = {{"eta", 0.03}, {"momentum", 0.00003}};
        m_study->updateTrials({trial});
        QCOMPARE(table.columnCount(), columns + 1);
        const int momentum = TrialsTableModel::FirstSettingColumn + 6;
        QCOMPARE(table.index(0, momentum).data().toString(), u"0.00003000"_s);
    }

    void trialsWithoutAValueComeLastInEitherOrder()
    {
        fill(40);
        TrialsTableModel table(m_study.get());
        TrialsFilterModel filter(&table);
        for (const Qt::SortOrder order : {Qt::AscendingOrder, Qt::DescendingOrder}) {
            filter.sort(TrialsTableModel::ObjectiveColumn, order);
            bool seenNone = false;
            for (const int number : trialsOf(filter)) {
                const bool hasNone = !m_study->trial(number)->objective();
                QVERIFY(!(seenNone && !hasNone));
                seenNone = seenNone || hasNone;
            }
            QVERIFY(seenNone);
        }
    }

    void sortsByNumberNotByText()
    {
        fill(40);
        TrialsTableModel table(m_study.get());
        TrialsFilterModel filter(&table);
        filter.sort(TrialsTableModel::FirstSettingColumn);
        double former = 0.0;
        for (const int number : trialsOf(filter)) {
            const double eta = *numberOf(m_study->trial(number)->settings.at("eta"));
            QVERIFY(eta >= former);
            former = eta;
        }
    }

    void filtersByAnExpression()
    {
        fill(40);
        TrialsTableModel table(m_study.get());
        TrialsFilterModel filter(&table);
        filter.setFilterText(u"eta < 0.03 and state = complete"_s);
        QVERIFY(filter.problem().isEmpty());
        QVERIFY(filter.rowCount() > 0);
        for (const int number : trialsOf(filter)) {
            QCOMPARE(m_study->trial(number)->state, TrialState::Complete);
            QVERIFY(*numberOf(m_study->trial(number)->settings.at("eta")) < 0.03);
        }
        filter.setFilterText(u"booster = dart or objective < 0.035"_s);
        QVERIFY(filter.problem().isEmpty());
        QVERIFY(filter.rowCount() > 0);
    }

    void filtersByWordsAndByState()
    {
        fill(40);
        TrialsTableModel table(m_study.get());
        TrialsFilterModel filter(&table);
        filter.setFilterText(u"failed"_s);
        QVERIFY(filter.rowCount() > 0);
        QCOMPARE(filter.rowCount(), m_gateway->status.failed);
        filter.setFilterText({});
        filter.setStates({"running"});
        QCOMPARE(filter.rowCount(), 3);
        filter.setStates({});
        filter.setOnlyStarred(true);
        QCOMPARE(filter.rowCount(), 0);
    }

    void tellsPausedTrialsFromStoppedOnes()
    {
        fill(40);
        TrialsTableModel table(m_study.get());
        TrialsFilterModel filter(&table);
        filter.setStates({"stopped"});
        const std::vector<int> stopped = trialsOf(filter);
        QVERIFY(stopped.size() > 1);
        Trial paused = *m_study->trial(stopped.front());
        paused.isPaused = true;
        m_study->updateTrials({paused});
        QCOMPARE(trialsOf(filter), std::vector<int>(stopped.begin() + 1, stopped.end()));
        const std::vector<int> only{stopped.front()};
        filter.setStates({"paused"});
        QCOMPARE(trialsOf(filter), only);
        filter.setStates({"paused", "stopped"});
        QCOMPARE(trialsOf(filter), stopped);
        filter.setStates({});
        for (const QString &text : {u"state = paused"_s, u"paused"_s, u"paused at"_s}) {
            filter.setFilterText(text);
            QVERIFY(filter.problem().isEmpty());
            QCOMPARE(trialsOf(filter), only);
        }
    }

    void saysWhyAnExpressionIsWrongAndKeepsTheFilter()
    {
        fill(40);
        TrialsTableModel table(m_study.get());
        TrialsFilterModel filter(&table);
        filter.setFilterText(u"eta < 0.03"_s);
        const int shown = filter.rowCount();
        filter.setFilterText(u"eta < "_s);
        QVERIFY(!filter.problem().isEmpty());
        QCOMPARE(filter.rowCount(), shown);
        filter.setFilterText(u"etta < 0.03"_s);
        QVERIFY(filter.problem().contains(u"\"etta\""_s));
        QVERIFY(filter.problem().contains(u"eta"_s));
        filter.setFilterText(u"eta < 0.03"_s);
        QVERIFY(filter.problem().isEmpty());
    }

    void followsATrialThatFinishes()
    {
        fill(40);
        TrialsTableModel table(m_study.get());
        TrialsFilterModel filter(&table);
        filter.setStates({"running"});
        QCOMPARE(filter.rowCount(), 3);
        m_study->updateTrials({changed(38, TrialState::Complete)});
        QCOMPARE(filter.rowCount(), 2);
        QCOMPARE(filter.rowOf(38), -1);
    }

    void comparesOnlyWhatDiffers()
    {
        fill(40);
        ComparisonModel comparison(m_study.get());
        QAbstractItemModelTester tester(&comparison, fatal);
        Trial twin = *m_study->trial(3);
        twin.number = 4;
        twin.settings["booster"] = std::string("other");
        twin.startedMs = 0;
        m_study->updateTrials({twin});
        comparison.setTrials({3, 4});
        QCOMPARE(comparison.columnCount(), 4);
        QStringList titles;
        for (int row = 0; row < comparison.rowCount(); ++row)
            titles << comparison.index(row, 0).data().toString();
        QVERIFY(titles.contains(u"booster"_s));
        QVERIFY(!titles.contains(u"eta"_s));
        comparison.setRows(ComparisonModel::Rows::All);
        QVERIFY(comparison.rowCount() > titles.size());
    }

    void comparesNoMoreThanEight()
    {
        fill(40);
        ComparisonModel comparison(m_study.get());
        comparison.setTrials({0, 1, 2, 3, 4, 5, 6, 7, 8, 9});
        QCOMPARE(comparison.trials().size(), ComparisonModel::mostTrials);
    }
};

QTEST_MAIN(TestTrialsTable)
#include "tst_trials_table.moc"
