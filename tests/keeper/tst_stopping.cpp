// SPDX-FileCopyrightText: 2026 The Attune developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/keeper_run.h"

/// Stopping a run: politely, then hard, and for the reason given.
class StoppingTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void stopsPolitelyThenHard()
    {
        KeeperRun run({"ignore-term", "--steps", "1"});
        run.job["limits"] = {{"graceSeconds", 0.4}};
        run.start();
        QVERIFY(run.waitFor("stdout.log", "epoch 1 "));
        QVERIFY(run.waitFor("started.json"));
        QElapsedTimer timer;
        timer.start();
        run.stop("person", "Stopped by a person.");
        const nlohmann::json exit = run.exit();
        QVERIFY(timer.elapsed() >= 390);
        QCOMPARE(exit["reason"].get<std::string>(), "person");
        QCOMPARE(exit["sentence"].get<std::string>(), "Stopped by a person.");
        QCOMPARE(exit["signal"].get<int>(), SIGKILL);
    }

    void givesAProgramTheTimeToSave()
    {
        KeeperRun run({"save-on-term", "--exit-code", "5"});
        run.job["workingDirectory"] = run.path();
        run.start();
        QVERIFY(run.waitFor("stdout.log", "epoch 5 "));
        QVERIFY(run.waitFor("started.json"));
        run.stop("rule");
        QCOMPARE(run.reason(), "rule");
        QCOMPARE(run.exit()["exitCode"].get<int>(), 5);
        QCOMPARE(run.contentOf("saved.txt"), QByteArray("saved\n"));
        QVERIFY(run.contentOf("stdout.log").endsWith("saved\n"));
    }

    void givesAProgramUnderAShellTheSameTime()
    {
        KeeperRun run({});
        run.job["command"] = {"sh", "-c", "\"$0\" save-on-term --save-ms 400; echo end",
                              ATTUNE_BIN_DIR "/fake_trainer"};
        run.job["workingDirectory"] = run.path();
        run.start();
        QVERIFY(run.waitFor("stdout.log", "epoch 5 "));
        QVERIFY(run.waitFor("started.json"));
        run.stop("rule");
        QCOMPARE(run.reason(), "rule");
        QCOMPARE(run.contentOf("saved.txt"), QByteArray("saved\n"));
        QCOMPARE(run.exit()["signal"].get<int>(), SIGTERM);
    }

    void killsWhatAShellLeavesAfterTheTime()
    {
        KeeperRun run({});
        run.job["command"] = {"sh", "-c", "\"$0\" ignore-term --steps 1; echo end",
                              ATTUNE_BIN_DIR "/fake_trainer"};
        run.job["limits"] = {{"graceSeconds", 0.4}};
        run.start();
        QVERIFY(run.waitFor("stdout.log", "epoch 1 "));
        QVERIFY(run.waitFor("started.json"));
        QElapsedTimer timer;
        timer.start();
        run.stop("person");
        QCOMPARE(run.reason(), "person");
        QVERIFY(timer.elapsed() >= 390);
        QVERIFY(timer.elapsed() < 10'000);
    }

    void wakesASuspendedProgramToStopIt()
    {
        KeeperRun run({"save-on-term"});
        run.start();
        QVERIFY(run.waitFor("stdout.log", "epoch 5 "));
        QVERIFY(run.waitFor("started.json"));
        ::kill(-run.programPid(), SIGSTOP);
        run.stop("limit");
        QCOMPARE(run.reason(), "limit");
        QVERIFY(run.contentOf("stdout.log").endsWith("saved\n"));
    }

    void obeysAWishFromBeforeTheStart()
    {
        KeeperRun run({"hang"});
        run.write("stop.json", R"({"why": "study", "sentence": "The target is reached."})");
        run.start();
        QCOMPARE(run.reason(), "study");
        QCOMPARE(run.exit()["sentence"].get<std::string>(), "The target is reached.");
    }

    void isTerminatedWhenNobodySaysWhy()
    {
        KeeperRun run({"hang"});
        run.start();
        QVERIFY(run.waitFor("started.json"));
        ::kill(run.keeperPid(), SIGTERM);
        QCOMPARE(run.reason(), "terminated");
    }

    void keepsTheFirstReason()
    {
        KeeperRun run({"ignore-term", "--steps", "1"});
        run.job["limits"] = {{"graceSeconds", 0.5}, {"seconds", 0.2}};
        run.start();
        QVERIFY(run.waitFor("stdout.log", "epoch 1 "));
        QVERIFY(run.waitFor("started.json"));
        run.stop("person");
        QCOMPARE(run.reason(), "person");
    }
};

QTEST_GUILESS_MAIN(StoppingTest)
#include "tst_stopping.moc"
