// SPDX-FileCopyrightText: 2026 The Attune developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/keeper/process_tree.h"
#include "tests/support/keeper_run.h"

#include <QSysInfo>

#include <filesystem>

#include <fcntl.h>
#include <sys/file.h>
#include <unistd.h>

using namespace Qt::StringLiterals;

/// From the start of a program to its exit, as a launcher sees it.
class KeeperTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void recordsTheExitCode()
    {
        KeeperRun run({"crash", "--exit-code", "7"});
        run.start();
        QCOMPARE(run.reason(), "exited");
        QCOMPARE(run.exit()["exitCode"].get<int>(), 7);
        QCOMPARE(run.exit()["signal"].get<int>(), 0);
        QVERIFY(run.contentOf("stderr.log").endsWith("ValueError: bad batch\n"));
    }

    void recordsASignal()
    {
        KeeperRun run({"crash", "--signal", "11"});
        run.start();
        QCOMPARE(run.reason(), "signalled");
        QCOMPARE(run.exit()["signal"].get<int>(), SIGSEGV);
    }

    void recordsTimesCpuAndMemory()
    {
        KeeperRun run({"memory", "--mib", "50"});
        run.start();
        const nlohmann::json exit = run.exit();
        QVERIFY(exit["peakMemoryBytes"].get<double>() > 50.0 * 1048576);
        QVERIFY(exit["cpuSeconds"].get<double>() > 0.0);
        QVERIFY(exit["startedMs"].get<double>() > 1.7e12);
        QVERIFY(exit["endedMs"].get<double>() >= exit["startedMs"].get<double>());
    }

    void saysWhoRunsItAndWhere()
    {
        KeeperRun run({"hang"});
        run.start();
        QVERIFY(run.waitFor("started.json"));
        const nlohmann::json started = run.jsonOf("started.json");
        for (const char *who : {"keeper", "program"}) {
            const nlohmann::json process = started[who];
            const auto identity = attune::keeper::identityOf(process["pid"].get<int>());
            QVERIFY(identity.startTicks > 0);
            QCOMPARE(process["startTicks"].get<qint64>(), qint64(identity.startTicks));
        }
        QCOMPARE(started["bootId"].get<std::string>(), QSysInfo::bootUniqueId().toStdString());
        QCOMPARE(started["host"].get<std::string>(), QSysInfo::machineHostName().toStdString());
    }

    void startsTheProgramAsJobSays()
    {
        KeeperRun run({"describe", "--variable", "ATTUNE_PARAM_LR"});
        QVERIFY(std::filesystem::create_directory(run.path("work")));
        run.job["workingDirectory"] = run.path("work");
        run.job["environment"] = {{"ATTUNE_PARAM_LR", "0.1 \"ä\""}};
        run.start();
        QCOMPARE(run.reason(), "exited");
        const QByteArray output = run.contentOf("stdout.log");
        QVERIFY(output.contains(QByteArray::fromStdString("directory " + run.path("work") + "\n")));
        QVERIFY(output.contains("variable 0.1 \"ä\"\n"));
        QVERIFY(output.contains("input empty\n"));
    }

    void keeperAndProgramStandAlone()
    {
        KeeperRun run({"hang"});
        run.start();
        QVERIFY(run.waitFor("stdout.log", "epoch"));
        QVERIFY(run.waitFor("started.json"));
        QCOMPARE(::getsid(run.keeperPid()), run.keeperPid());
        QVERIFY(::getsid(run.keeperPid()) != ::getsid(0));
        QCOMPARE(::getpgid(run.programPid()), run.programPid());
        QCOMPARE(::getpgid(run.keeperPid()), run.keeperPid());
        const auto outputOf = [](pid_t pid) {
            return std::filesystem::read_symlink("/proc/" + std::to_string(pid) + "/fd/1");
        };
        QCOMPARE(outputOf(run.keeperPid()), "/dev/null");
        QCOMPARE(outputOf(run.programPid()), run.path("stdout.log"));
    }

    void survivesTheDeathOfItsParent()
    {
        KeeperRun run({"train", "--steps", "4", "--delay-ms", "50"});
        run.write("job.json", run.job.dump());
        QProcess parent;
        parent.start(u"/bin/sh"_s, {u"-c"_s, u"\"$0\" \"$1\" & kill -9 $$"_s, KeeperRun::keeper(),
                                    QString::fromStdString(run.path())});
        QVERIFY(parent.waitForFinished());
        QCOMPARE(parent.exitStatus(), QProcess::CrashExit);
        QCOMPARE(run.reason(), "exited");
        QVERIFY(run.contentOf("stdout.log").contains("epoch 4 "));
    }

    void letsItsStarterGoWhenAsked()
    {
        KeeperRun run({"save-on-term"});
        run.write("job.json", run.job.dump());
        QCOMPARE(run.executeKeeper({u"--detach"_s}), 0);
        QVERIFY(run.waitFor("stdout.log", "epoch 5 "));
        QVERIFY(run.waitFor("started.json"));
        QCOMPARE(::getsid(run.keeperPid()), run.keeperPid());
        QCOMPARE(run.executeKeeper({u"--detach"_s}), 3);
        run.stop("person");
        QCOMPARE(run.reason(), "person");
    }

    void tellsTheStartAsSoonAsItCan()
    {
        KeeperRun run({"hang"});
        QVERIFY(std::filesystem::create_directory(run.path("started.json.tmp"))); // a full disk
        run.start();
        QVERIFY(run.waitFor("stdout.log", "epoch"));
        QVERIFY(!run.hasFile("started.json"));
        QVERIFY(std::filesystem::remove(run.path("started.json.tmp")));
        QVERIFY(run.waitFor("started.json"));
        run.stop("person");
        QCOMPARE(run.reason(), "person");
    }

    void canBeStoppedBeforeItCouldTellItsStart()
    {
        KeeperRun run({"hang"});
        QVERIFY(std::filesystem::create_directory(run.path("started.json.tmp")));
        run.start();
        QVERIFY(run.waitFor("stdout.log", "epoch"));
        run.write("stop.json", R"({"why": "rule"})");
        QCOMPARE(run.reason(), "rule");
        QVERIFY(!run.hasFile("started.json"));
    }

    void beginsBesideALook()
    {
        const KeeperRun run({"train", "--steps", "1"});
        run.write("job.json", run.job.dump());
        const int look = ::open(run.path().c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
        QCOMPARE(::flock(look, LOCK_SH), 0);
        QProcess keeper;
        keeper.start(KeeperRun::keeper(), {QString::fromStdString(run.path())});
        QVERIFY(!keeper.waitForFinished(50)); // it waits
        ::close(look);
        QCOMPARE(run.reason(), "exited");
        QTRY_COMPARE(keeper.state(), QProcess::NotRunning);
    }

    void programGoesOnWhenTheKeeperIsKilled()
    {
        KeeperRun run({"train", "--steps", "1000", "--delay-ms", "20"});
        run.start();
        QVERIFY(run.waitFor("stdout.log", "epoch 1 "));
        QVERIFY(run.waitFor("started.json"));
        ::kill(run.keeperPid(), SIGKILL);
        QVERIFY(QTest::qWaitFor([&] { return !KeeperRun::isAlive(run.keeperPid()); }));
        const int linesThen = int(run.contentOf("stdout.log").count('\n'));
        QTRY_VERIFY(run.contentOf("stdout.log").count('\n') > linesThen + 2);
        QVERIFY(!run.hasFile("exit.json"));
    }

    void secondKeeperLeaves()
    {
        KeeperRun run({"save-on-term"});
        run.start();
        QVERIFY(run.waitFor("stdout.log", "epoch 5 "));
        QVERIFY(run.waitFor("started.json"));
        const QByteArray started = run.contentOf("started.json");
        QCOMPARE(run.executeKeeper(), 3);
        run.stop("person");
        QCOMPARE(run.reason(), "person");
        QCOMPARE(run.contentOf("started.json"), started);
    }

    void aRunBeginsOnlyOnce()
    {
        KeeperRun run({"train"});
        run.start();
        QCOMPARE(run.reason(), "exited");
        const QByteArray log = run.contentOf("stdout.log");
        QVERIFY(QTest::qWaitFor([&] { return !KeeperRun::isAlive(run.keeperPid()); }));
        QCOMPARE(run.executeKeeper(), 3);
        QCOMPARE(run.contentOf("stdout.log"), log);
    }

    void keepsOutputByteForByte()
    {
        KeeperRun run({"invalid-utf8", "--steps", "0"});
        run.start();
        QCOMPARE(run.reason(), "exited");
        QCOMPARE(run.contentOf("stdout.log"), QByteArray("caf\xe9 \xff\xfe accuracy 0.5\n"));
    }
};

QTEST_GUILESS_MAIN(KeeperTest)
#include "tst_keeper.moc"
