// SPDX-FileCopyrightText: 2026 The Attune developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/cli/cli_program.h"

#include <QtTest>

#include <set>

using namespace attune::cli;
using namespace Qt::StringLiterals;

/// The commands that say how good settings really are: split and confirm.
class EvaluationCommandsTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral("."))); }

    void splitsATableSoThatEveryRowIsValidatedOnce()
    {
        const StudyFolder folder;
        QByteArray table = "x,text,y\n";
        for (int i = 0; i < 20; ++i)
            table += QByteArray::number(i) + ",\"a \"\"quoted\"\", text\nof two lines\"," +
                     (i % 4 == 0 ? "yes" : "no") + "\n";
        folder.write("data.csv", table);
        const Outcome split = folder.call(words("split data.csv --folds 5 --stratify y --seed 3"));
        QCOMPARE(split.exitCode, 0);
        QVERIFY2(split.errors.contains("20 rows in 5 folds. Use data-fold{fold}-train.csv"),
                 split.errors.constData());
        QSet<QByteArray> validated;
        for (int fold = 0; fold < 5; ++fold) {
            const QByteArray name = "data-fold" + QByteArray::number(fold);
            const QByteArray valid = folder.read(name + "-valid.csv");
            const QByteArray train = folder.read(name + "-train.csv");
            QVERIFY(valid.startsWith("x,text,y\n") && train.startsWith("x,text,y\n"));
            QCOMPARE(valid.count(",yes\n"), 1);
            QCOMPARE(valid.count(",no\n"), 3);
            QCOMPARE(valid.size() + train.size(), table.size() + qsizetype(9));
            for (const QByteArray &row : valid.split('\n')) {
                if (row.endsWith("text") && row.front() >= '0' && row.front() <= '9')
                    validated.insert(row);
            }
        }
        QCOMPARE(validated.size(), 20);
    }

    void splitsATableWithoutAHeader()
    {
        const StudyFolder folder;
        folder.write("data.csv", "1,yes\n2,yes\n3,no\n4,no\n");
        const QStringList asked = words("split data.csv --folds 2 --no-header --stratify 2");
        const Outcome split = folder.call(asked);
        QVERIFY2(split.errors.startsWith("4 rows in 2 folds."), split.errors.constData());
        for (const QByteArray part : {"0-valid", "1-valid", "0-train", "1-train"}) {
            const QByteArray rows = folder.read("data-fold" + part + ".csv");
            QCOMPARE(rows.count(",yes\n"), 1);
            QCOMPARE(rows.count(",no\n"), 1);
        }
        const Outcome wrong = folder.call(words("split data.csv --no-header --folds 2 "
                                                "--stratify 3"));
        QVERIFY2(wrong.errors.startsWith("The data has no column \"3\""), wrong.errors.constData());
    }

    void namesTheLineOfAQuoteThatIsNotClosed()
    {
        const StudyFolder folder;
        folder.write("data.csv", "a,b\n1,\"two\nlines\"\n2,\"open\n3,x\n4,y\n");
        const Outcome split = folder.call(words("split data.csv --folds 2"));
        QCOMPARE(split.exitCode, 2);
        QVERIFY2(split.errors.startsWith("The quote that opens in line 4 of the data is not "
                                         "closed."),
                 split.errors.constData());
    }

    /// A quote within a field is text, and what spreadsheets write in front of a table is none.
    void takesQuotesOnlyAtTheStartOfAField()
    {
        const StudyFolder folder;
        folder.write("data.csv",
                     "\xEF\xBB\xBFsize;pipe;\"a;b\"\n1;5\" pipe;x\n2;6\" and 7\" pipe;x\n"
                     "3;\"8\"\" pipe\";y\n4;9\" pipe;y\n");
        for (const char *column : {"size", "pipe", "a;b"}) {
            const Outcome split = folder.call({u"split"_s, u"data.csv"_s, u"--folds"_s, u"2"_s,
                                               u"--stratify"_s, QString::fromLatin1(column)});
            QVERIFY2(split.exitCode == 0, split.errors.constData());
            QVERIFY2(split.errors.startsWith("4 rows in 2 folds."), split.errors.constData());
        }
        QByteArray rows;
        for (const char *fold : {"0", "1"}) {
            const QByteArray valid = folder.read(QByteArray("data-fold") + fold + "-valid.csv");
            QVERIFY2(valid.startsWith("size;pipe;\"a;b\"\n"), valid.constData());
            QCOMPARE(valid.count(";x\n"), 1); // spread by the last column
            rows += valid;
        }
        QVERIFY(rows.contains("\n2;6\" and 7\" pipe;x\n"));
        QVERIFY(rows.contains("\n3;\"8\"\" pipe\";y\n"));
    }

    void showsWhatEachFoldGave()
    {
        const StudyFolder folder(
            {}, {{"command", {"sh", "-c", "echo epoch 1 loss $0", "{fold}", "{lr}", "{optimizer}"}},
                 {"evaluation", {{"folds", 3}}},
                 {"budget", {{"trials", 1}}}});
        folder.makeStudy();
        QCOMPARE(folder.call(words("run s")).exitCode, 0);
        const QByteArray shown = folder.call(words("trial s 0")).output;
        QVERIFY2(shown.contains("value   1 +- 0.57735 (loss)\n        0 in fold 0, replicate 0\n"
                                "        1 in fold 1, replicate 0\n"
                                "        2 in fold 2, replicate 0\n"),
                 shown.constData());
    }

    void splitsLibSvmFilesByTheirLabel()
    {
        const StudyFolder folder;
        QByteArray data;
        for (int i = 0; i < 12; ++i)
            data += QByteArray(i % 3 == 0 ? "+1" : "-1") + " 1:" + QByteArray::number(i) + " 3:1\n";
        folder.write("heart", data);
        const Outcome split = folder.call(words("split heart --folds 4 --stratify label -o ."));
        QVERIFY2(split.exitCode == 0, split.errors.constData());
        for (int fold = 0; fold < 4; ++fold) {
            const QByteArray valid =
                folder.read("heart-fold" + QByteArray::number(fold) + "-valid");
            QCOMPARE(valid.count('\n'), 3);
            QCOMPARE(valid.count("+1 "), 1);
        }
    }

    void knowsLibSvmFilesByTheirRows_data()
    {
        QTest::addColumn<QByteArray>("data");
        QTest::newRow("groups") << QByteArray(
            "1 qid:1 1:2\n0 qid:1 1:3\n1 qid:2 2:3\n0 qid:2 1:1\n");
        QTest::newRow("tabs") << QByteArray("+1\t3:1\t11:1\n-1\t3:1\n+1\t4:1\n-1\t4:1\n");
        QTest::newRow("several labels") << QByteArray("1,2 1:3\n2 1:4\n1 2:1\n2,3 2:2\n");
        QTest::newRow("weights") << QByteArray("1:1.0 1:1.2\n0:0.5 1:3\n1:1 2:3\n0:1 2:1\n");
        QTest::newRow("no label") << QByteArray("1 1:2\n 1:1 3:2\n0 2:3\n0 2:1\n");
        QTest::newRow("a row of zeros") << QByteArray("1\n0 1:3\n1 2:3\n0 1:1\n");
        QTest::newRow("comments") << QByteArray(
            "# from the web\n1 1:2 # good\n0 1:3\n1 2:3\n0 1:1\n");
    }

    void knowsLibSvmFilesByTheirRows()
    {
        QFETCH(QByteArray, data);
        const StudyFolder folder;
        folder.write("rank", data);
        const Outcome split = folder.call(words("split rank --folds 2"));
        QVERIFY2(split.errors.startsWith("4 rows in 2 folds."), split.errors.constData());
        const QByteArray first = folder.read("rank-fold0-valid");
        const QByteArray second = folder.read("rank-fold1-valid");
        QCOMPARE(first.count('\n'), 2);
        QCOMPARE(second.count('\n'), 2);
    }

    void saysWhatIsWrongWithTheData()
    {
        const StudyFolder folder;
        folder.write("table.csv", "x,target\n1,2\n3,4\n");
        const Outcome table = folder.call(words("split table.csv --folds 2 --format libsvm"));
        QCOMPARE(table.exitCode, 2);
        QVERIFY2(table.errors.startsWith("Line 1 of the data is not in LIBSVM's format"),
                 table.errors.constData());
        folder.write("data.csv", "x,target\n1,2\n3,4\n");
        const Outcome few = folder.call(words("split data.csv --folds 3"));
        QCOMPARE(few.exitCode, 2);
        QVERIFY(few.errors.contains("There are 3 folds and only 2 rows. Use fewer folds."));
        const Outcome unknown = folder.call(words("split data.csv --folds 2 --stratify targt"));
        QVERIFY(unknown.errors.contains("did you mean \"target\"?"));
        folder.write("data.csv", "x,target\n1,2\n3\n");
        const Outcome ragged = folder.call(words("split data.csv --folds 2 --stratify target"));
        QVERIFY(ragged.errors.contains("Line 3 of the data has no column \"target\"."));
    }

    void confirmsTheBest()
    {
        const StudyFolder folder;
        QCOMPARE(folder.makeStudy().exitCode, 0);
        QCOMPARE(folder.call(words("run s")).exitCode, 0);
        const Outcome confirm = folder.call(words("confirm s --top 2 --reruns 3 --json"));
        QVERIFY2(confirm.exitCode == 0, confirm.errors.constData());
        const auto found = confirm.json();
        QCOMPARE(found["state"], "separated"); // fake_trainer has no noise
        QCOMPARE(found["contenders"].size(), std::size_t(2));
        QCOMPARE(found["contenders"][0]["reruns"], 3);
        QCOMPARE(found["contenders"][0]["mean"], found["contenders"][0]["search"]);
        QCOMPARE(confirm.errors.count("rerun of trial "), 6);
        const Outcome again = folder.call(words("confirm s --top 2 --reruns 3"));
        QCOMPARE(again.exitCode, 0);
        QVERIFY(again.errors.isEmpty()); // nothing was run
        QVERIFY(again.output.contains("is the best of 2 with 95 % confidence"));
    }

    void refusesToConfirmWithoutTrials()
    {
        const StudyFolder folder;
        QCOMPARE(folder.makeStudy().exitCode, 0);
        QCOMPARE(folder.call(words("confirm s")).exitCode, 1);
        QCOMPARE(folder.call(words("confirm s --top 1")).exitCode, 2);
    }
};

QTEST_GUILESS_MAIN(EvaluationCommandsTest)
#include "tst_evaluation_commands.moc"
