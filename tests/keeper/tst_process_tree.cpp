// SPDX-FileCopyrightText: 2026 The Attune developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/keeper_run.h"

/// Nothing of a run outlives it: groups, sessions and daemons.
class ProcessTreeTest : public QObject
{
    Q_OBJECT

private:
    static void compareAllDead(const KeeperRun &run, int expectedChildren)
    {
        QCOMPARE(run.childPids().size(), expectedChildren);
        for (const pid_t pid : run.childPids())
            QVERIFY2(!KeeperRun::isAlive(pid), qPrintable(QString::number(pid)));
    }

private Q_SLOTS:
    void killsTheWholeProcessGroup()
    {
        KeeperRun run({"children", "--children", "3", "--steps", "1"});
        run.start();
        QVERIFY(run.waitFor("stdout.log", "epoch 1 "));
        QVERIFY(run.waitFor("started.json"));
        run.stop("person");
        QCOMPARE(run.reason(), "person");
        compareAllDead(run, 3);
    }

    void endsChildrenThatTheProgramLeftBehind()
    {
        KeeperRun run({"children", "--children", "2", "--leave", "1"});
        run.start();
        QCOMPARE(run.reason(), "exited");
        QCOMPARE(run.exit()["exitCode"].get<int>(), 0);
        compareAllDead(run, 2);
    }

    void endsAGrandchildInItsOwnSession()
    {
        KeeperRun run({"daemon", "--children", "2"});
        run.start();
        QCOMPARE(run.reason(), "exited");
        compareAllDead(run, 2);
    }

    void endsADaemonWhenTheRunIsStopped()
    {
        KeeperRun run({"daemon", "--leave", "0", "--steps", "1"});
        run.start();
        QVERIFY(run.waitFor("stdout.log", "epoch 1 "));
        QVERIFY(run.waitFor("started.json"));
        run.stop("study");
        QCOMPARE(run.reason(), "study");
        compareAllDead(run, 1);
    }
};

QTEST_GUILESS_MAIN(ProcessTreeTest)
#include "tst_process_tree.moc"
