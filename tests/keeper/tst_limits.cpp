// SPDX-FileCopyrightText: 2026 The Attune developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/keeper/limits.h"
#include "tests/support/keeper_run.h"

using attune::keeper::Limits;
using attune::keeper::Reason;
using attune::keeper::Use;

/// Limits of time, silence, output and memory.
class LimitsTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void nothingIsExceededWithoutLimits()
    {
        const Use much{
            .seconds = 1e9, .silentSeconds = 1e9, .outputBytes = 1L << 60, .memoryBytes = 1L << 60};
        QVERIFY(!attune::keeper::exceededLimit({}, much));
    }

    void allowsAsMuchAsTheLimit()
    {
        Limits limits;
        limits.seconds = 2.0;
        limits.outputBytes = 100;
        QVERIFY(!attune::keeper::exceededLimit(limits, {.seconds = 2.0, .outputBytes = 100}));
        QVERIFY(attune::keeper::exceededLimit(limits, {.outputBytes = 101}) == Reason::Output);
    }

    void doesNotWaitForAProgramThatFillsTheDisk()
    {
        Limits limits;
        limits.outputBytes = limits.memoryBytes = 100;
        QVERIFY(!attune::keeper::mustEndNow(Reason::Output, limits, {.outputBytes = 150}));
        QVERIFY(attune::keeper::mustEndNow(Reason::Output, limits, {.outputBytes = 250}));
        QVERIFY(attune::keeper::mustEndNow(Reason::Memory, limits, {.memoryBytes = 150}));
        QVERIFY(!attune::keeper::mustEndNow(Reason::Person, limits, {.outputBytes = 250}));
    }

    void enforcesTheWallClockLimit()
    {
        KeeperRun run({"train", "--steps", "1000", "--delay-ms", "10"});
        run.job["limits"] = {{"seconds", 0.3}};
        run.start();
        QCOMPARE(run.reason(), "wallClock");
        const nlohmann::json exit = run.exit();
        const double tookMs = exit["endedMs"].get<double>() - exit["startedMs"].get<double>();
        QVERIFY(tookMs >= 300);
        QCOMPARE(exit["signal"].get<int>(), SIGTERM);
    }

    void enforcesTheSilenceLimit()
    {
        KeeperRun run({"hang"});
        run.job["limits"] = {{"silentSeconds", 0.3}};
        run.start();
        QCOMPARE(run.reason(), "silence");
    }

    void silenceIsBrokenByALogThatIsEmptiedEachTime()
    {
        KeeperRun run({});
        run.job["command"] = {"/bin/sh", "-c",
                              "for i in 1 2 3 4 5 6 7 8; do sleep 0.5; echo x > /dev/stdout; done"};
        run.job["limits"] = {{"silentSeconds", 2.0}};
        run.start();
        QCOMPARE(run.reason(), "exited");
        QCOMPARE(run.contentOf("stdout.log"), QByteArray("x\n"));
    }

    void silenceIsBrokenByEitherLog()
    {
        KeeperRun run({"train", "--steps", "8", "--delay-ms", "120", "--stream", "stderr"});
        run.job["limits"] = {{"silentSeconds", 0.7}};
        run.start();
        QCOMPARE(run.reason(), "exited");
        QCOMPARE(run.contentOf("stderr.log").count('\n'), 8);
    }

    void enforcesTheOutputLimit()
    {
        KeeperRun run({"endless"});
        run.job["limits"] = {{"outputMiB", 1}};
        run.start();
        QCOMPARE(run.reason(), "output");
        QVERIFY(run.contentOf("stdout.log").size() > 1 << 20);
    }

    void enforcesTheMemoryLimit()
    {
        KeeperRun run({"memory", "--mib", "100", "--hold-ms", "60000"});
        run.job["limits"] = {{"memoryMiB", 60}};
        run.start();
        QCOMPARE(run.reason(), "memory");
        QVERIFY(run.exit()["peakMemoryBytes"].get<double>() > 60.0 * 1048576);
    }
};

QTEST_GUILESS_MAIN(LimitsTest)
#include "tst_limits.moc"
