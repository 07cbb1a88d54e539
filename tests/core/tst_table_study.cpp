// SPDX-FileCopyrightText: 2026 The Attune developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/study/table_study.h"

#include <QtTest>

#include <sstream>

using namespace attune;

namespace {

/// From lines with commas between.
TrialsTable tableOf(const std::string &text)
{
    TrialsTable table;
    std::istringstream lines(text);
    std::string line;
    while (std::getline(lines, line)) {
        std::vector<std::string> cells(1);
        for (const char c : line) {
            if (c == ',')
                cells.emplace_back();
            else
                cells.back() += c;
        }
        if (table.names.empty()) {
            table.names = cells;
            table.columns.resize(cells.size());
            continue;
        }
        for (std::size_t i = 0; i < table.columns.size(); ++i)
            table.columns[i].push_back(i < cells.size() ? cells[i] : std::string());
    }
    return table;
}

const char *const ownTable = "run,lr,batch,optimizer,momentum,layers,val_loss,acc\n"
                             "1,0.00113,32,sgd,0.9,2,0.41,0.81\n"
                             "2,0.0892,64,adam,,4,0.52,0.77\n"
                             "3,0.0031,128,sgd,0.99,6,0.33,0.86\n"
                             "4,0.0007,32,adam,,8,0.61,0.70\n"
                             "5,0.0102,16,sgd,0.5,2,0.37,0.84\n";

const char *const optunaTable =
    ",number,value,datetime_start,datetime_complete,duration,params_kind,params_x,"
    "user_attrs_host,state\n"
    "0,0,0.5,2026-01-01 10:00:00,2026-01-01 10:00:02,0 days,a,0.5,one,COMPLETE\n"
    "1,1,0.2,2026-01-01 10:01:00,2026-01-01 10:01:02,0 days,b,0.2,one,COMPLETE\n"
    "2,2,,2026-01-01 10:02:00,2026-01-01 10:02:01,0 days,b,0.9,two,FAIL\n";

const TableColumn &columnOf(const std::vector<TableColumn> &columns, const std::string &title)
{
    const auto found = std::ranges::find(columns, title, &TableColumn::title);
    Q_ASSERT(found != columns.end());
    return *found;
}

ColumnUse useOf(const TrialsTable &table, const std::string &title)
{
    return columnOf(guessColumns(table), title).use;
}

const Hyperparameter &rangeIn(const TableStudy &study, const std::string &name)
{
    const Hyperparameter *found = study.settings.space.find(name);
    Q_ASSERT(found);
    return *found;
}

} // namespace

class TestTableStudy : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void tellsWhatWasSetFromWhatCameOut()
    {
        const TrialsTable table = tableOf(ownTable);
        QCOMPARE(useOf(table, "run"), ColumnUse::LeftOut);
        QCOMPARE(useOf(table, "lr"), ColumnUse::Continuous);
        QCOMPARE(useOf(table, "batch"), ColumnUse::Categorical);
        QCOMPARE(useOf(table, "optimizer"), ColumnUse::Categorical);
        QCOMPARE(useOf(table, "layers"), ColumnUse::Integer);
        QCOMPARE(useOf(table, "val_loss"), ColumnUse::Minimize);
        QCOMPARE(useOf(table, "acc"), ColumnUse::Metric);
    }

    void knowsTheColumnsOfAttunesOwnExport()
    {
        const TrialsTable table = tableOf(
            "number,state,objective,lr,layers,started,seconds,origin,starred,excluded,note,"
            "reason,revision,stopped.step,stopped.value,stopped.against\n"
            "0,complete,0.5,0.1,2,2026-01-01T10:00:00Z,2,sampler,false,false,,,1,,,\n"
            "1,stopped,0.9,0.01,4,2026-01-01T10:01:00Z,1,sampler,false,false,,,1,5,0.9,0.5\n"
            "2,complete,0.3,0.02,3,2026-01-01T10:02:00Z,2,sampler,true,false,,,2,,,\n");
        for (const char *title : {"number", "origin", "reason", "revision", "stopped.step",
                                  "stopped.value", "stopped.against"})
            QCOMPARE(useOf(table, title), ColumnUse::LeftOut);
        QCOMPARE(useOf(table, "lr"), ColumnUse::Continuous);
        QCOMPARE(useOf(table, "layers"), ColumnUse::Integer);
        QVERIFY(isObjective(useOf(table, "objective")));
    }

    void makesRangesThatHoldAllRows()
    {
        const TrialsTable table = tableOf(ownTable);
        const TableStudy study = studyOf(table, guessColumns(table), "s");
        const Hyperparameter &rate = rangeIn(study, "lr");
        QCOMPARE(rate.min, 0.0005);
        QCOMPARE(rate.max, 0.1);
        QCOMPARE(rate.scaling, Scaling::Logarithmic);
        const Hyperparameter &layers = rangeIn(study, "layers");
        QCOMPARE(layers.min, 2.0);
        QCOMPARE(layers.max, 8.0);
        QCOMPARE(layers.step, std::int64_t(2));
        const Hyperparameter &batch = rangeIn(study, "batch");
        QVERIFY(batch.isOrdered);
        QCOMPARE(textOf(batch.values.front()), std::string("16"));
        QCOMPARE(batch.values.size(), std::size_t(4));
        const Hyperparameter &momentum = rangeIn(study, "momentum");
        QVERIFY(momentum.max >= 0.99 && momentum.max < 1.0);
        QCOMPARE(momentum.scaling, Scaling::ReverseLogarithmic);
    }

    void valuesUnderSomeChoicesOnlyAreConditional()
    {
        const TrialsTable table = tableOf(ownTable);
        const TableStudy study = studyOf(table, guessColumns(table), "s");
        const auto &when = rangeIn(study, "momentum").when;
        QCOMPARE(when.size(), std::size_t(1));
        QCOMPARE(when.front().parent, std::string("optimizer"));
        QCOMPARE(when.front().values, std::vector<Value>{std::string("sgd")});
        QVERIFY(rangeIn(study, "lr").when.empty());
    }

    /// All but the command that is still to be given.
    void theStudyIsWhole()
    {
        for (const char *text : {ownTable, optunaTable}) {
            const TrialsTable table = tableOf(text);
            const auto columns = guessColumns(table);
            TableStudy study = studyOf(table, columns, "s");
            QCOMPARE(problemsOf(study, columns), std::vector<std::string>());
            study.settings.command = {"train"};
            for (const Hyperparameter &each : study.settings.space.hyperparameters)
                study.settings.command.push_back("{" + each.name + "}");
            const Problems problems = study.settings.problems();
            QVERIFY2(problems.empty(), problems.empty() ? "" : problems[0].sentence.c_str());
        }
    }

    void knowsTheTitlesOfOptuna()
    {
        const TrialsTable table = tableOf(optunaTable);
        const auto columns = guessColumns(table);
        QCOMPARE(columnOf(columns, "value").use, ColumnUse::Minimize);
        QCOMPARE(columnOf(columns, "params_x").name, std::string("x"));
        QCOMPARE(columnOf(columns, "params_x").use, ColumnUse::Continuous);
        QCOMPARE(columnOf(columns, "state").use, ColumnUse::TrialFact);
        for (const char *title : {"", "number", "duration", "user_attrs_host"})
            QCOMPARE(columnOf(columns, title).use, ColumnUse::LeftOut);
        const TableStudy study = studyOf(table, columns, "s");
        QCOMPARE(study.columns.hyperparameters.at("x"), std::string("params_x"));
        QVERIFY(study.columns.unread.contains("number"));
        QVERIFY(!study.columns.unread.contains("state"));
    }

    void takesSeveralObjectives()
    {
        const TrialsTable table =
            tableOf("values_0,values_accuracy,params_x\n1,0.5,3\n2,0.25,4\n3,0.75,5\n");
        const TableStudy study = studyOf(table, guessColumns(table), "s");
        QCOMPARE(study.settings.objectives.size(), std::size_t(2));
        QCOMPARE(study.settings.objectives[1].metric, std::string("accuracy"));
        QCOMPARE(study.settings.objectives[1].direction, Direction::Maximize);
    }

    void withoutAKnownNameTheLastNumbersAreTheObjective()
    {
        const TrialsTable table = tableOf("a,b,q\n1,0.5,7.5\n2,0.25,6.5\n");
        const auto columns = guessColumns(table);
        QCOMPARE(columnOf(columns, "q").use, ColumnUse::Minimize);
        QVERIFY(columnOf(columns, "q").reason.find("does not say") != std::string::npos);
    }

    void whatIsTheSameInAllRowsStaysFixed()
    {
        const TrialsTable table = tableOf("epochs,lr,loss\n20,0.1,1\n20,0.2,2\n20,0.3,3\n");
        QCOMPARE(useOf(table, "epochs"), ColumnUse::Fixed);
        const TableStudy study = studyOf(table, guessColumns(table), "s");
        QCOMPARE(study.settings.space.fixed.front(),
                 std::pair(std::string("epochs"), std::string("20")));
    }

    void titlesBecomeNamesThatAreAllowed()
    {
        const TrialsTable table = tableOf("learning rate,2nd,loss\n0.1,1,1\n0.2,2,2\n0.3,4,3\n");
        const TableStudy study = studyOf(table, guessColumns(table), "s");
        QCOMPARE(study.columns.hyperparameters.at("learning_rate"), std::string("learning rate"));
        QCOMPARE(study.columns.hyperparameters.at("_2nd"), std::string("2nd"));
    }

    void aRuleReadsWhatProgramsPrint_data()
    {
        QTest::addColumn<QByteArray>("line");
        QTest::newRow("equals") << QByteArray("epoch 3 val_loss=0.25");
        QTest::newRow("colon") << QByteArray("val_loss: 0.25, acc: 0.9");
        QTest::newRow("json") << QByteArray("{\"epoch\": 3, \"val_loss\": 0.25}");
    }

    void aRuleReadsWhatProgramsPrint()
    {
        QFETCH(QByteArray, line);
        const TrialsTable table = tableOf(ownTable);
        const TableStudy study = studyOf(table, guessColumns(table), "s");
        const auto matcher = MetricMatcher::compile(study.settings.metrics);
        QVERIFY(matcher);
        const auto readings = matcher->match(line.toStdString());
        QVERIFY(!readings.empty());
        QCOMPARE(readings.front().metric, std::string("val_loss"));
        QCOMPARE(readings.front().value, 0.25);
    }

    void saysWhatIsMissing_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<QByteArray>("sentence");
        QTest::newRow("one column") << QByteArray("loss\n1\n2\n") << QByteArray("one column");
        QTest::newRow("no objective")
            << QByteArray("a,b\nx,y\ny,x\nx,y\n") << QByteArray("No column is the objective");
        QTest::newRow("no hyperparameter")
            << QByteArray("id,loss\n7,1\n9,2\n") << QByteArray("No column is a hyperparameter");
    }

    void saysWhatIsMissing()
    {
        QFETCH(QByteArray, text);
        QFETCH(QByteArray, sentence);
        const TrialsTable table = tableOf(text.toStdString());
        const auto columns = guessColumns(table);
        const auto problems = problemsOf(studyOf(table, columns, "s"), columns);
        QVERIFY(!problems.empty());
        QVERIFY2(problems.front().find(sentence.toStdString()) != std::string::npos,
                 problems.front().c_str());
    }

    void standsUnusualTables_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::newRow("no rows") << QByteArray("a,b\n");
        QTest::newRow("blank cells") << QByteArray("a,b\n,\n,\n");
        QTest::newRow("one row") << QByteArray("a,loss\n1,2\n");
        QTest::newRow("same titles") << QByteArray("a,a,loss\n1,2,3\n2,3,4\n");
        QTest::newRow("nan and inf") << QByteArray("a,loss\nnan,inf\n1,nan\n2,3\n");
        QTest::newRow("huge") << QByteArray("a,loss\n1e300,1\n-1e300,2\n1e-300,3\n");
        QTest::newRow("zero") << QByteArray("a,loss\n0,1\n0.0,2\n-0.5,3\n");
        QTest::newRow("short rows") << QByteArray("a,b,loss\n1\n2,3\n4,5,6\n");
        QTest::newRow("no titles") << QByteArray("0.1,32,0.5\n0.2,64,0.6\n0.3,16,0.2\n");
    }

    void standsUnusualTables()
    {
        QFETCH(QByteArray, text);
        const TrialsTable table = tableOf(text.toStdString());
        const auto columns = guessColumns(table);
        QCOMPARE(columns.size(), table.names.size());
        // Whatever a person chooses is a study or a sentence.
        for (std::size_t i = 0; i < columns.size(); ++i) {
            for (const ColumnUse use : columns[i].possible) {
                auto chosen = columns;
                chosen[i].use = use;
                const TableStudy study = studyOf(table, chosen, "s");
                (void)problemsOf(study, chosen);
                for (const Hyperparameter &each : study.settings.space.hyperparameters)
                    QVERIFY(each.type == HyperparameterType::Categorical || each.min <= each.max);
            }
        }
    }
};

QTEST_GUILESS_MAIN(TestTableStudy)
#include "tst_table_study.moc"
