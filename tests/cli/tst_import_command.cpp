// SPDX-FileCopyrightText: 2026 The Attune developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/cli/cli_program.h"

#include <QTest>

using namespace attune::cli;
using namespace Qt::StringLiterals;

namespace {

const QByteArray definition = R"json({"attune": 1, "name": "s",
    "command": ["sh", "-c", "echo loss=$1", "sh", "{x}", "{kind}"],
    "hyperparameters": [
        {"name": "x", "type": "continuous", "min": 0, "max": 1, "scaling": "linear"},
        {"name": "kind", "type": "categorical", "values": ["a", "b"], "default": "a"}],
    "metrics": [{"name": "loss", "pattern": "loss=(.*)"}, {"name": "size", "pattern": "size=(.*)"}],
    "objective": {"metric": "loss", "direction": "minimize"},
    "search": {"strategy": "bayesian", "seed": 1}, "budget": {"trials": 3}})json";

} // namespace

class TestImportCommand : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void takesOverATableOfOptuna();
    void takesOverWhatAttuneExports();
    void goesOnWithTheTrialsAsItsOwn();
    void aStudyOfImportedTrialsIsAnEarlierOne();
    void valuesStayOverAnEditOfTheObjective();
    void saysWhatIsMissing_data();
    void saysWhatIsMissing();

private:
    static void make(const StudyFolder &folder, const char *name = "s")
    {
        folder.write("study.json", definition);
        QCOMPARE(folder.call({u"new"_s, QString::fromLatin1(name), u"--from"_s, u"study.json"_s})
                     .exitCode,
                 0);
    }
};

void TestImportCommand::takesOverATableOfOptuna()
{
    const StudyFolder folder;
    make(folder);
    folder.write(
        "optuna.csv",
        ",number,value,datetime_start,datetime_complete,duration,params_kind,params_x,state\n"
        "0,0,0.5,2026-01-01 10:00:00.5,2026-01-01 10:00:02.5,0 days,a,0.5,COMPLETE\n"
        "1,1,0.2,2026-01-01 10:01:00,2026-01-01 10:01:02,0 days,b,0.2,COMPLETE\n"
        "2,2,,2026-01-01 10:02:00,2026-01-01 10:02:01,0 days,b,0.9,FAIL\n"
        "3,3,0.7,2026-01-01 10:03:00,2026-01-01 10:03:01,0 days,a,0.7,PRUNED\n"
        "4,4,,2026-01-01 10:04:00,,0 days,a,0.1,RUNNING\n"
        "5,5,0.1,2026-01-01 10:05:00,2026-01-01 10:05:01,0 days,a,1.5,COMPLETE\n");
    const auto done = folder.call(words("import optuna.csv --to s"));
    QCOMPARE(done.exitCode, 0);
    QVERIFY2(done.output.startsWith("Imported 5 trials into s."), done.output.constData());
    QVERIFY2(done.errors.contains("1 row left out") && done.errors.contains("1 trial outside"),
             done.errors.constData());
    const auto trials = folder.call(words("trials s --json")).json();
    QCOMPARE(trials.size(), 5u);
    QCOMPARE(trials[0]["seconds"].get<double>(), 2.0);
    QCOMPARE(trials[1]["values"]["kind"].get<std::string>(), "b");
    QCOMPARE(trials[1]["origin"].get<std::string>(), "imported");
    QCOMPARE(trials[2]["state"].get<std::string>(), "failed");
    QCOMPARE(trials[3]["state"].get<std::string>(), "stopped");
    QCOMPARE(trials[4]["objective"].get<double>(), 0.1);
}

void TestImportCommand::takesOverWhatAttuneExports()
{
    const StudyFolder folder;
    make(folder, "first");
    QCOMPARE(folder.call(words("run first")).exitCode, 0);
    QCOMPARE(folder.call(words("export first --to csv -o trials.csv")).exitCode, 0);
    make(folder);
    QCOMPARE(folder.call(words("import trials.csv --to s")).exitCode, 0);
    const auto before = folder.call(words("trials first --json")).json();
    const auto after = folder.call(words("trials s --json")).json();
    QCOMPARE(after.size(), before.size());
    for (std::size_t i = 0; i < before.size(); ++i) {
        for (const char *key : {"state", "objective", "values", "started"})
            QCOMPARE(after[i][key], before[i][key]);
    }
}

void TestImportCommand::goesOnWithTheTrialsAsItsOwn()
{
    const StudyFolder folder;
    make(folder);
    folder.write("old.csv", "x;kind;quality;size\n 0.25 ;a;0.25;7\n0.75;b; 0.75;8\n");
    QCOMPARE(folder.call(words("import old.csv --to s --objective quality")).exitCode, 0);
    const QByteArray again = folder.call(words("import old.csv --to s --objective quality")).errors;
    QVERIFY2(again.contains("2 trials were imported before"), again.constData());
    const auto status = folder.call(words("status s --json")).json();
    QCOMPARE(status["best"]["value"].get<double>(), 0.25);
    QCOMPARE(folder.call(words("run s")).exitCode, 0);
    const auto trials = folder.call(words("trials s --json")).json();
    QCOMPARE(trials.size(), 7u); // three as before
    for (std::size_t i = 4; i < 7; ++i)
        QVERIFY(trials[i]["values"] != trials[0]["values"]);
    const QByteArray shown = folder.call(words("trial s 1")).output;
    QVERIFY2(shown.contains("size"), shown.constData());
    const QByteArray history = folder.call(words("history s")).output;
    QVERIFY2(history.contains("2 trials were imported from old.csv."), history.constData());
}

/// It never ran. Its trials teach the new study, and are none of it.
void TestImportCommand::aStudyOfImportedTrialsIsAnEarlierOne()
{
    const StudyFolder folder;
    make(folder, "earlier");
    folder.write("results.csv", "x,kind,loss\n0.25,a,0.25\n0.75,b,0.75\n");
    QCOMPARE(folder.call(words("import results.csv --to earlier")).exitCode, 0);
    const auto made = folder.call(words("new now --from study.json --warm-start earlier"));
    QVERIFY2(made.exitCode == 0, made.errors.constData());
    QCOMPARE(folder.call(words("trials now --json")).json().size(), 0u);
    const auto status = folder.call(words("status now --json")).json();
    QCOMPARE(status["warmStart"][0]["trials"], 2);
    QCOMPARE(status["overallBest"]["value"].get<double>(), 0.25);
}

/// There are no logs to read again: what was imported stands.
void TestImportCommand::valuesStayOverAnEditOfTheObjective()
{
    const StudyFolder folder;
    make(folder);
    folder.write("old.csv", "x,kind,loss,size\n0.25,a,0.25,7\n0.75,b,0.75,6\n");
    QCOMPARE(folder.call(words("import old.csv --to s")).exitCode, 0);
    auto next = nlohmann::json::parse(definition.toStdString());
    next["objective"]["metric"] = "size";
    folder.write("next.json", QByteArray::fromStdString(next.dump()));
    QCOMPARE(folder.call(words("edit s --from next.json")).exitCode, 0);
    const auto trials = folder.call(words("trials s --json")).json();
    QCOMPARE(trials[0]["objective"].get<double>(), 7.0);
    QCOMPARE(folder.call(words("best s --format json")).json()["x"].get<double>(), 0.75);
}

void TestImportCommand::saysWhatIsMissing_data()
{
    QTest::addColumn<QByteArray>("table");
    QTest::addColumn<QByteArray>("sentence");
    QTest::newRow("a hyperparameter")
        << QByteArray("kind,loss\na,1\n") << QByteArray("no column for the hyperparameter \"x\"");
    QTest::newRow("the objective") << QByteArray("x,kind,quality\n0.5,a,1\n")
                                   << QByteArray("no column for the objective \"loss\"");
    QTest::newRow("values") << QByteArray("x,kind,loss\n0.5,a,nan\n,b,1\n")
                            << QByteArray("row 1 has no value of \"loss\"");
    QTest::newRow("a finished trial") << QByteArray("x,kind,loss,state\n0.5,a,1,running\n")
                                      << QByteArray("No trial in the table has finished");
    QTest::newRow("a number") << QByteArray("x,kind,loss\n\"0,4\",a,1\n")
                              << QByteArray("row 1 has \"0,4\" for \"x\", which is no number.");
    QTest::newRow("rows") << QByteArray("x,kind,loss\n") << QByteArray("The data has no rows.");
    QTest::newRow("an end of a quote")
        << QByteArray("x,kind,loss\n0.5,\"a,1\n") << QByteArray("not closed");
}

void TestImportCommand::saysWhatIsMissing()
{
    QFETCH(QByteArray, table);
    QFETCH(QByteArray, sentence);
    const StudyFolder folder;
    make(folder);
    folder.write("old.csv", table);
    const auto done = folder.call(words("import old.csv --to s"));
    QVERIFY(done.exitCode == 1 || done.exitCode == 2);
    QVERIFY2(done.errors.contains(sentence), done.errors.constData());
    QCOMPARE(folder.call(words("trials s --json")).json().size(), 0u);
}

QTEST_GUILESS_MAIN(TestImportCommand)
#include "tst_import_command.moc"
