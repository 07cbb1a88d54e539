// SPDX-FileCopyrightText: 2026 The Attune developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/cli/cli_program.h"

#include <QtTest>

using namespace attune::cli;

/// exclude, restore, cancel, retry, and enqueue --like.
class ChangeCommandsTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral("."))); }

    void leavesTheBestOutAndTakesItInAgain()
    {
        const StudyFolder folder;
        QCOMPARE(folder.makeStudy().exitCode, 0);
        QCOMPARE(folder.call(words("run s")).exitCode, 0);
        const int best = bestOf(folder);
        const QString number = QString::number(best);
        const Outcome excluded = folder.call(words("exclude s") << number);
        QVERIFY2(excluded.exitCode == 0, excluded.errors.constData());
        QVERIFY(bestOf(folder) != best);
        QVERIFY(folder.call(words("trials s")).output.contains("complete, excluded"));
        QVERIFY(folder.call(words("trial s") << number).output.contains("complete, excluded"));
        QCOMPARE(folder.call(words("restore s") << number).exitCode, 0);
        QCOMPARE(bestOf(folder), best);
        QCOMPARE(folder.call(words("exclude s 99")).exitCode, 1);
    }

    void triesSettingsAgain()
    {
        const StudyFolder folder;
        QCOMPARE(folder.makeStudy().exitCode, 0);
        QCOMPARE(folder.call(words("run s")).exitCode, 0);
        const Outcome retry = folder.call(words("retry s 2 02")); // the same trial
        QCOMPARE(retry.output, QByteArray("Trial 4 is next, with the settings of trial 2.\n"));
        QCOMPARE(folder.call(words("run s --trials 5")).exitCode, 0);
        const auto trials = folder.call(words("trials s --json")).json();
        QCOMPARE(trials[4]["state"], "complete");
        QCOMPARE(trials[4]["values"], trials[2]["values"]);
    }

    void cancelsATrialThatWaits()
    {
        const StudyFolder folder;
        QCOMPARE(folder.makeStudy().exitCode, 0);
        QCOMPARE(folder.call(words("enqueue s --set lr=0.25")).exitCode, 0);
        QCOMPARE(folder.call(words("cancel s 0")).output, QByteArray("Trial 0 is cancelled.\n"));
        const Outcome again = folder.call(words("cancel s 0"));
        QCOMPARE(again.exitCode, 1);
        QCOMPARE(again.errors, QByteArray("Trial 0 has ended already.\n"));
        QCOMPARE(folder.call(words("cancel s 1")).exitCode, 1);
        QCOMPARE(folder.call(words("trials s --json")).json()[0]["state"], "cancelled");
    }

    void cancelsATrialOfAStudyThatRuns()
    {
        constexpr int timeoutMs = 60'000;
        const StudyFolder folder(words("hang"),
                                 {{"budget", {{"trials", 1}}}, {"limits", {{"graceSeconds", 2}}}});
        QCOMPARE(folder.makeStudy().exitCode, 0);
        QProcess process;
        process.setWorkingDirectory(folder.path());
        process.start(programPath("attune-cli"), words("run s"));
        const auto stateOf = [&folder](std::size_t trial) {
            const auto trials = folder.call(words("trials s --json")).json();
            return trials.size() > trial ? trials[trial]["state"].get<std::string>() : "";
        };
        QTRY_COMPARE_WITH_TIMEOUT(stateOf(0), std::string("running"), timeoutMs);
        QCOMPARE(folder.call(words("cancel s 0")).output,
                 QByteArray("The running study was asked: Trial 0 is to end.\n"));
        QTRY_COMPARE_WITH_TIMEOUT(stateOf(0), std::string("cancelled"), timeoutMs);
        QTRY_COMPARE_WITH_TIMEOUT(stateOf(1), std::string("running"), timeoutMs);
        process.terminate();
        QVERIFY(process.waitForFinished(timeoutMs));
    }

    void changesTheSettingsOfATrial()
    {
        const StudyFolder folder;
        QCOMPARE(folder.makeStudy().exitCode, 0);
        QCOMPARE(folder.call(words("enqueue s --set lr=0.25 optimizer=adam")).exitCode, 0);
        QCOMPARE(folder.call(words("enqueue s --like 0 --set optimizer=sgd")).exitCode, 0);
        const auto trials = folder.call(words("trials s --json")).json();
        QCOMPARE(trials[1]["values"]["lr"], 0.25);
        QCOMPARE(trials[1]["values"]["optimizer"], "sgd");
        QCOMPARE(folder.call(words("enqueue s --like 7")).exitCode, 1);
        QCOMPARE(folder.call(words("enqueue s")).exitCode, 2);
    }

    void givesAStudyAnotherDefinition()
    {
        const StudyFolder folder;
        QCOMPARE(folder.makeStudy().exitCode, 0);
        QCOMPARE(folder.call(words("run s")).exitCode, 0);
        QCOMPARE(folder.call(words("export s --to study -o now.json")).exitCode, 0);
        const Outcome same = folder.call(words("edit s --from now.json"));
        QVERIFY2(same.output.contains("Nothing was changed"), same.output.constData());

        auto definition = nlohmann::json::parse(folder.read("now.json").toStdString());
        const std::size_t trials = definition["budget"]["trials"];
        definition["budget"]["trials"] = trials + 1;
        definition["hyperparameters"][0]["max"] = 0.5;
        folder.write("next.json", QByteArray::fromStdString(definition.dump()));
        const Outcome edited = folder.call(words("edit s --from next.json"));
        QVERIFY2(edited.exitCode == 0, edited.errors.constData());
        QVERIFY2(edited.output.contains("budget.trials"), edited.output.constData());
        QVERIFY2(!edited.errors.contains("may not compare"), edited.errors.constData());
        QCOMPARE(folder.call(words("run s")).exitCode, 0);
        const auto all = folder.call(words("trials s --json")).json();
        QCOMPARE(all.size(), trials + 1);
        QCOMPARE(all[trials]["state"], "complete");
        QVERIFY(folder.call(words("trials s")).output.split('\n')[0].contains("revision"));

        definition["command"].push_back("--verbose");
        folder.write("next.json", QByteArray::fromStdString(definition.dump()));
        const Outcome another = folder.call(words("edit s --from next.json"));
        QVERIFY2(another.errors.contains("Trials so far ran another command. Their values stay as "
                                         "they are, and may not compare"),
                 another.errors.constData());

        definition["budget"]["trial"] = 3;
        folder.write("wrong.json", QByteArray::fromStdString(definition.dump()));
        const Outcome wrong = folder.call(words("edit s --from wrong.json"));
        QCOMPARE(wrong.exitCode, 2);
        QVERIFY2(wrong.errors.contains("did you mean"), wrong.errors.constData());
        QCOMPARE(folder.call(words("edit nothing --from now.json")).exitCode, 1);
    }

    void tellsTheHistoryAndTakesEditsBack()
    {
        const StudyFolder folder;
        QCOMPARE(folder.makeStudy().exitCode, 0);
        QVERIFY(folder.call(words("undo s")).output.contains("There is no edit to take back"));
        QCOMPARE(folder.call(words("run s")).exitCode, 0);
        QCOMPARE(folder.call(words("export s --to study -o now.json")).exitCode, 0);
        auto definition = nlohmann::json::parse(folder.read("now.json").toStdString());
        definition["budget"]["trials"] = 5;
        definition["command"].push_back("--steps");
        definition["command"].push_back("3");
        folder.write("next.json", QByteArray::fromStdString(definition.dump()));
        QCOMPARE(folder.call(words("edit s --from next.json")).exitCode, 0);

        const QByteArray shown = folder.call(words("history s")).output;
        QVERIFY2(shown.contains("The study was made."), shown.constData());
        QVERIFY(shown.contains("Trial 3: complete."));
        QVERIFY(shown.contains("budget.trials from 4 to 5"));
        QVERIFY(shown.contains("the command to "));
        const QByteArray trial = folder.call(words("trial s 0")).output;
        QVERIFY2(trial.contains("revision 1 of 2\n"), trial.constData());
        const auto json = folder.call(words("history s --json")).json();
        QCOMPARE(json["events"][0]["event"], "created");
        QCOMPARE(json["revisions"].size(), std::size_t(2));
        QCOMPARE(json["revisions"][1]["revision"], 2);
        QCOMPARE(json["revisions"][1]["changes"].size(), std::size_t(2));

        const Outcome undone = folder.call(words("undo s"));
        QCOMPARE(undone.exitCode, 0);
        QVERIFY2(undone.output.startsWith("Took back revision 2: ") &&
                     undone.output.contains("budget.trials from 5 to 4"),
                 undone.output.constData());
        folder.call(words("export s --to study -o then.json"));
        QCOMPARE(folder.read("then.json"), folder.read("now.json"));
        QVERIFY(folder.call(words("undo s")).output.startsWith("Took back revision 3: "));
        QCOMPARE(folder.call(words("history s --json")).json()["revisions"].size(), std::size_t(4));
        QCOMPARE(folder.call(words("undo nothing")).exitCode, 1);
    }

    void keepsAllResultsUnderAnotherDirection()
    {
        const StudyFolder folder;
        QCOMPARE(folder.makeStudy().exitCode, 0);
        QCOMPARE(folder.call(words("run s")).exitCode, 0);
        const auto before = folder.call(words("trials s --json")).json();
        const int lowest = bestOf(folder);
        QCOMPARE(folder.call(words("export s --to study -o now.json")).exitCode, 0);
        auto definition = nlohmann::json::parse(folder.read("now.json").toStdString());
        auto &objective = definition.contains("objective") ? definition["objective"]
                                                           : definition["objectives"][0];
        objective["direction"] = "maximize";
        folder.write("next.json", QByteArray::fromStdString(definition.dump()));
        QCOMPARE(folder.call(words("edit s --from next.json")).exitCode, 0);
        const auto after = folder.call(words("trials s --json")).json();
        QCOMPARE(after.size(), before.size());
        for (std::size_t i = 0; i < before.size(); ++i)
            QCOMPARE(after[i]["objective"], before[i]["objective"]);
        QVERIFY(bestOf(folder) != lowest);
    }

    void exportsATrialAsItRanBeforeAnEdit()
    {
        const StudyFolder folder;
        QCOMPARE(folder.makeStudy().exitCode, 0);
        QCOMPARE(folder.call(words("run s")).exitCode, 0);
        const QByteArray command = folder.call(words("best s --format command")).output;
        const auto settings = folder.call(words("best s --with-fixed")).json();

        QCOMPARE(folder.call(words("export s --to study -o now.json")).exitCode, 0);
        auto definition = nlohmann::json::parse(folder.read("now.json").toStdString());
        definition["hyperparameters"].erase(1);
        definition["fixed"] = {{"optimizer", "frozen"}};
        folder.write("next.json", QByteArray::fromStdString(definition.dump()));
        QCOMPARE(folder.call(words("edit s --from next.json")).exitCode, 0);
        QCOMPARE(folder.call(words("best s --format command")).output, command);
        QCOMPARE(folder.call(words("best s --with-fixed")).json(), settings);
        const QByteArray shown =
            folder.call(words("trial s") << QString::number(bestOf(folder))).output;
        QVERIFY2(shown.contains("optimizer=") && !shown.contains("frozen"), shown.constData());
    }

private:
    static int bestOf(const StudyFolder &folder)
    {
        return folder.call(words("status s --json")).json()["best"]["trial"].get<int>();
    }
};

QTEST_GUILESS_MAIN(ChangeCommandsTest)
#include "tst_change_commands.moc"
