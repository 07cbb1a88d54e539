// SPDX-FileCopyrightText: 2026 The Attune developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/cli/cli_program.h"

#include <QtTest>

using namespace attune::cli;

/// The commands around a study, as a person and a script call them.
class StudyCommandsTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral("."))); }

    void makesRunsAndReportsAStudy()
    {
        const StudyFolder folder;
        QCOMPARE(folder.makeStudy().exitCode, 0);
        const Outcome run = folder.call(words("run s"));
        QCOMPARE(run.exitCode, 0);
        QVERIFY2(run.errors.contains("All 4 trials are done."), run.errors.constData());
        const auto status = folder.call(words("status s --json")).json();
        QCOMPARE(status["state"], "finished");
        QCOMPARE(status["trials"]["complete"], 4);
        const auto trials = folder.call(words("trials s --json")).json();
        QCOMPARE(trials.size(), std::size_t(4));
        double best = 1e9;
        for (const auto &trial : trials) {
            QCOMPARE(trial["state"], "complete");
            QVERIFY(trial["values"]["lr"].is_number());
            QCOMPARE(trial["runs"].size(), std::size_t(1));
            best = std::min(best, trial["objective"].get<double>());
        }
        QCOMPARE(status["best"]["value"].get<double>(), best);
        QVERIFY(folder.call(words("status s")).output.contains("4 of 4 done"));
        QVERIFY(folder.call(words("trials s")).output.startsWith("trial  state"));
    }

    void showsADamagedStudyFromItsRunDirectories_data()
    {
        QTest::addColumn<bool>("isMissing");
        QTest::newRow("overwritten") << false;
        QTest::newRow("missing") << true;
    }

    void showsADamagedStudyFromItsRunDirectories()
    {
        QFETCH(bool, isMissing);
        const StudyFolder folder;
        QCOMPARE(folder.makeStudy().exitCode, 0);
        QCOMPARE(folder.call(words("run s")).exitCode, 0);
        const auto before = folder.call(words("trials s --json")).json();
        for (const char *extra : {"s/study.attune-wal", "s/study.attune-shm"})
            QFile::remove(folder.path(extra));
        QFile file(folder.path("s/study.attune"));
        QVERIFY(isMissing ? file.remove() : file.open(QIODevice::ReadWrite));
        if (!isMissing)
            QCOMPARE(file.write("no database"), qint64(11));
        file.close();
        const Outcome trials = folder.call(words("trials s --json"));
        QVERIFY2(trials.errors.contains("Shown is what the run directories hold."),
                 trials.errors.constData());
        const auto after = trials.json();
        QCOMPARE(after.size(), before.size());
        for (std::size_t i = 0; i < after.size(); ++i) {
            QCOMPARE(after[i]["state"], "complete");
            QCOMPARE(after[i]["objective"], before[i]["objective"]);
            QCOMPARE(after[i]["values"], before[i]["values"]);
        }
        QCOMPARE(folder.call(words("status s --json")).json()["state"], "readOnly");
        QCOMPARE(folder.call(words("run s")).exitCode, 1);
    }

    void saysWhatIsInTheWayOfANewStudy()
    {
        const StudyFolder folder;
        folder.write("file", "text");
        for (const char *place : {"file", "file/below"}) {
            const Outcome made =
                folder.call(words("new --from study.json") << QString::fromLatin1(place));
            QCOMPARE(made.exitCode, 2);
            QVERIFY2(made.errors.contains("/file\" is a file. Choose another folder."),
                     made.errors.constData());
        }
        QCOMPARE(folder.read("file"), QByteArray("text"));
        QVERIFY(QDir(folder.path()).mkdir(QStringLiteral("s")));
        folder.write("s/notes.txt", "mine");
        const Outcome made = folder.makeStudy();
        QCOMPARE(made.exitCode, 0);
        QVERIFY2(made.errors.contains("The folder was not empty."), made.errors.constData());
        QCOMPARE(folder.read("s/notes.txt"), QByteArray("mine"));
        QVERIFY(folder.makeStudy().errors.contains("holds a study already"));
        QVERIFY(QFile::remove(folder.path("s/study.attune")));
        const Outcome over = folder.makeStudy();
        QCOMPARE(over.exitCode, 1);
        QVERIFY2(over.errors.contains("holds a study whose study.attune is missing"),
                 over.errors.constData());
    }

    void listsEveryProblemAndEndsWithTwo()
    {
        const StudyFolder folder({}, {{"budjet", 1}, {"objective", {{"metric", "lost"}}}});
        const Outcome check = folder.call(words("check study.json"));
        QCOMPARE(check.exitCode, 2);
        QVERIFY(check.output.contains("did you mean \"budget\"?"));
        QVERIFY(check.output.contains("objective.metric"));
        QCOMPARE(folder.call(words("check study.json --json")).json().size(), std::size_t(2));
        const Outcome made = folder.makeStudy();
        QCOMPARE(made.exitCode, 2);
        QVERIFY(!QFile::exists(folder.path("s/study.attune")));
        QVERIFY(made.errors.contains("did you mean \"budget\"?"));
    }

    void findsNoProblemsInAGoodOne()
    {
        const StudyFolder folder;
        QCOMPARE(folder.call(words("check study.json")).exitCode, 0);
        QCOMPARE(folder.makeStudy().exitCode, 0);
        QCOMPARE(folder.call(words("check s")).exitCode, 0);
        QCOMPARE(folder.makeStudy().exitCode, 1);
    }

    void tellsHowManyCombinationsThereAre()
    {
        const StudyFolder folder({}, {{"search", {{"strategy", "grid"}, {"gridPoints", 3}}}});
        const QByteArray size("6 combinations, of which the budget tries 4.\n");
        QCOMPARE(folder.call(words("check study.json")).output, "No problems.\n" + size);
        QVERIFY(folder.makeStudy().errors.contains(size));
        QCOMPARE(folder.call(words("check s")).output, "No problems.\n" + size);
        QVERIFY(folder.call(words("status s")).output.contains("        " + size));
        QVERIFY(folder.call(words("run s")).errors.startsWith(size));
        QCOMPARE(folder.call(words("check s --json")).json().size(), std::size_t(0));
    }

    void namesWhatHasNoEffect()
    {
        const StudyFolder folder({}, {{"search", {{"strategy", "random"}, {"gridPoints", 3}}}});
        const QByteArray notice("search.gridPoints: This has no effect: the strategy is not "
                                "grid.\n");
        QCOMPARE(folder.call(words("check study.json")).output, "No problems.\n" + notice);
        QVERIFY(folder.makeStudy().errors.contains(notice));
        // What scripts rely on is a list of problems.
        QCOMPARE(folder.call(words("check study.json --json")).json(), nlohmann::json::array());
        const auto all = folder.call(words("check s --json --notices")).json();
        QCOMPARE(all["problems"], nlohmann::json::array());
        QCOMPARE(all["notices"].size(), std::size_t(1));
        QCOMPARE(all["notices"][0]["path"], "search.gridPoints");
        QCOMPARE(folder.call(words("check s --notices")).exitCode, 2);
        auto definition = nlohmann::json::parse(folder.read("study.json").toStdString());
        definition["search"]["gridPoints"] = 4;
        folder.write("next.json", QByteArray::fromStdString(definition.dump()));
        QVERIFY(folder.call(words("edit s --from next.json")).errors.contains(notice));
    }

    void countsTrialsWithoutAnImprovement()
    {
        const StudyFolder folder({}, {{"stopping", {{"study", {{"notImprovingFor", 50}}}}}});
        QCOMPARE(folder.makeStudy().exitCode, 0);
        QCOMPARE(folder.call(words("run s --parallel 1")).exitCode, 0);
        const auto trials = folder.call(words("trials s --json")).json();
        int since = -1;
        double best = 1e9;
        for (const auto &trial : trials) {
            const bool isBetter = trial["objective"].get<double>() < best;
            best = isBetter ? trial["objective"].get<double>() : best;
            since = isBetter ? 0 : since + 1;
        }
        const auto status = folder.call(words("status s --json")).json();
        QCOMPARE(status["withoutImprovement"]["trials"], since);
        QCOMPARE(status["withoutImprovement"]["of"], 50);
        const QByteArray line =
            QByteArray::number(since) + " of 50 in a row without an improvement";
        QVERIFY(folder.call(words("status s")).output.contains(line));
    }

    void namesAProgramThatIsNotHere()
    {
        const StudyFolder folder({}, {{"command", {"no-such-program", "{lr}", "{optimizer}"}}});
        const Outcome check = folder.call(words("check study.json"));
        QCOMPARE(check.exitCode, 0);
        QVERIFY2(check.output.contains("On this machine it cannot run. Cannot start "
                                       "\"no-such-program\": there is no such program."),
                 check.output.constData());
        const StudyFolder elsewhere({}, {{"workingDirectory", "/no/such/place"}});
        QVERIFY(elsewhere.call(words("check study.json"))
                    .output.contains("The working directory \"/no/such/place\" is not there."));
    }

    void saysThatAllGoodTrialsAreExcluded()
    {
        const StudyFolder folder;
        folder.makeStudy();
        QCOMPARE(folder.call(words("run s")).exitCode, 0);
        QCOMPARE(folder.call(words("exclude s 0 1 2 3")).exitCode, 0);
        const Outcome best = folder.call(words("best s"));
        QCOMPARE(best.exitCode, 3);
        QCOMPARE(best.errors,
                 QByteArray("All 4 trials that have succeeded are excluded, so there are no best "
                            "settings. Take one in again with: attune-cli restore s N\n"));
    }

    void printsNothingThatATerminalObeys()
    {
        const StudyFolder folder({}, {{"name", "red \u001b[31m\u0007name"}});
        const Outcome made = folder.makeStudy();
        QVERIFY2(made.errors.contains("\"red [31mname\""), made.errors.constData());
        const QByteArray status = folder.call(words("status s")).output;
        QVERIFY2(status.contains("red [31mname"), status.constData());
        QVERIFY(!status.contains('\x1b'));
        QCOMPARE(folder.call(words("status s --json")).json()["name"], "red \u001b[31m\u0007name");
    }

    void writesTheBestInEveryFormat()
    {
        const StudyFolder folder;
        folder.makeStudy();
        QCOMPARE(folder.call(words("best s")).exitCode, 3);
        QCOMPARE(folder.call(words("run s")).exitCode, 0);
        const auto best = folder.call(words("best s --format json")).json();
        QCOMPARE(best.size(), std::size_t(2));
        QVERIFY(best["lr"].is_number());
        for (const char *format : {"yaml", "toml", "ini", "env", "args", "command"}) {
            const Outcome outcome =
                folder.call(words("best s --format") << QString::fromLatin1(format));
            QCOMPARE(outcome.exitCode, 0);
            QVERIFY(outcome.output.size() > 10);
        }
        const Outcome file = folder.call(words("best s --with-metadata -o best.json"));
        QCOMPARE(file.exitCode, 0);
        QVERIFY(file.output.isEmpty());
        QCOMPARE(nlohmann::json::parse(folder.read("best.json").toStdString())["values"], best);
        const auto observed = folder.call(words("best s --observed --with-metadata")).json();
        QCOMPARE(observed["objective"],
                 folder.call(words("status s --json")).json()["best"]["value"]);
        QVERIFY(!observed.contains("reason"));
        QCOMPARE(folder.call(words("best s -o no/such/folder/best.json")).exitCode, 1);
        QCOMPARE(folder.call(words("best s --format xml")).exitCode, 2);
    }

    void triesAPersonsOwnSettingsNext()
    {
        const StudyFolder folder;
        folder.makeStudy();
        QCOMPARE(folder.call(words("enqueue s --set lr=0.01")).exitCode, 0);
        QCOMPARE(folder.call(words("run s --trials 2")).exitCode, 0);
        const auto trials = folder.call(words("trials s --json")).json();
        QCOMPARE(trials.size(), std::size_t(2));
        QCOMPARE(trials[0]["origin"], "person");
        QCOMPARE(trials[0]["values"]["lr"], 0.01);
        QCOMPARE(trials[0]["values"]["optimizer"], "adam");
    }

    void refusesSettingsThatAreNone()
    {
        const StudyFolder folder;
        folder.makeStudy();
        QVERIFY(
            folder.call(words("enqueue s --set lrr=1")).errors.contains("did you mean \"lr\"?"));
        QCOMPARE(folder.call(words("enqueue s --set lr=7")).exitCode, 2);
        QCOMPARE(folder.call(words("enqueue s --set lr")).exitCode, 2);
        QCOMPARE(folder.call(words("enqueue s --set optimizer=sgd")).exitCode, 2);
        QCOMPARE(folder.call(words("trials s --json")).json().size(), std::size_t(0));
    }

    void showsWhatATestRunReads()
    {
        const StudyFolder folder(words("--steps 3"));
        folder.makeStudy();
        const Outcome shown = folder.call(words("test-run s --set lr=0.1 optimizer=sgd"));
        QCOMPARE(shown.exitCode, 0);
        QVERIFY(shown.output.contains("epoch 3 loss"));
        QVERIFY(shown.output.contains("--lr 0.1 --optimizer sgd"));
        const auto json = folder.call(words("test-run s --json")).json();
        QCOMPARE(json["lines"], 3);
        QCOMPARE(json["metrics"][0]["name"], "loss");
        QCOMPARE(json["metrics"][0]["readings"], 3);
        QVERIFY(json["objective"].is_number());
        QCOMPARE(folder.call(words("trials s --json")).json().size(), std::size_t(0));
    }

    void endsWithOneWhenATestRunReadsNothing()
    {
        const StudyFolder folder({}, {{"metrics", {{{"name", "loss"}, {"pattern", "lost (.*)"}}}}});
        folder.makeStudy();
        const Outcome shown = folder.call(words("test-run s"));
        QCOMPARE(shown.exitCode, 1);
        QVERIFY2(shown.errors.contains("\"loss\""), shown.errors.constData());
    }

    void showsWhyATrialFailed()
    {
        const StudyFolder folder(words("crash --exit-code 7"));
        folder.makeStudy();
        const Outcome run = folder.call(words("run s --trials 2"));
        QCOMPARE(run.exitCode, 3);
        QVERIFY(run.errors.contains("No trial has succeeded."));
        const Outcome trial = folder.call(words("trial s 0"));
        QCOMPARE(trial.exitCode, 0);
        QVERIFY(trial.output.contains("exit code 7"));
        QVERIFY2(trial.output.contains("ValueError: bad batch"), trial.output.constData());
        const auto json = folder.call(words("trial s 1 --json")).json();
        QCOMPARE(json["state"], "failed");
        QVERIFY(json["objective"].is_null());
        QCOMPARE(json["runs"][0]["exitCode"], 7);
        QVERIFY(json["metrics"]["loss"].size() > 0);
        QCOMPARE(folder.call(words("trial s 99")).exitCode, 1);
    }

    void exportsTrialsAndTheDefinition()
    {
        const StudyFolder folder;
        folder.makeStudy();
        folder.call(words("run s"));
        QCOMPARE(folder.call(words("export s --to csv -o trials.csv")).exitCode, 0);
        const QList<QByteArray> lines = folder.read("trials.csv").split('\n');
        QVERIFY(lines[0].startsWith("number,state,objective,lr,optimizer,"));
        QCOMPARE(lines.size(), qsizetype(6));
        QCOMPARE(folder.call(words("export s --to csv")).output,
                 folder.call(words("trials s --csv")).output);
        QCOMPARE(folder.call(words("export s --to study -o again.json")).exitCode, 0);
        QCOMPARE(folder.call(words("check again.json")).exitCode, 0);
        QCOMPARE(folder.call(words("export s --to elsewhere")).exitCode, 2);
    }

    void writesRecipesThatAreValid()
    {
        const StudyFolder folder;
        const auto recipes = folder.call(words("recipes --json")).json();
        QVERIFY(recipes.size() >= 3);
        for (const auto &recipe : recipes) {
            const QString name = QString::fromStdString(recipe["name"].get<std::string>());
            const QString file = name + QStringLiteral("/study.json");
            QCOMPARE(
                folder.call({QStringLiteral("recipe"), name, QStringLiteral("-o"), file}).exitCode,
                0);
            QCOMPARE(folder.call({QStringLiteral("check"), file}).exitCode, 0);
        }
        const Outcome unknown = folder.call(words("recipe xgbost"));
        QCOMPARE(unknown.exitCode, 1);
        QVERIFY(unknown.errors.contains("\"xgboost\""));
    }

    void tellsWrongUsageFromWhatIsNotThere()
    {
        const StudyFolder folder;
        QCOMPARE(folder.call({}).exitCode, 2);
        QVERIFY(folder.call(words("statsu s")).errors.contains("did you mean \"status\"?"));
        QCOMPARE(folder.call(words("statsu s")).exitCode, 2);
        QCOMPARE(folder.call(words("status")).exitCode, 2);
        QCOMPARE(folder.call(words("status s --nothing")).exitCode, 2);
        QCOMPARE(folder.call(words("run s --trials 0")).exitCode, 2);
        for (const char *command :
             {"status nowhere", "trials nowhere", "run nowhere", "best nowhere",
              "check nowhere.json", "new x --from nowhere.json"}) {
            const Outcome outcome = folder.call(words(command));
            QCOMPARE(outcome.exitCode, 1);
            QVERIFY2(outcome.errors.contains("nowhere"), outcome.errors.constData());
        }
        QCOMPARE(folder.call(words("--version")).exitCode, 0);
    }
};

QTEST_GUILESS_MAIN(StudyCommandsTest)
#include "tst_study_commands.moc"
