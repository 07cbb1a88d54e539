// SPDX-FileCopyrightText: 2026 The Attune developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/keeper/program.h"
#include "tests/support/keeper_run.h"

#include <cerrno>
#include <cstring>
#include <filesystem>

/// Programs that cannot be started, and whose fault it is.
class ProgramTest : public QObject
{
    Q_OBJECT

private:
    static void compareFailure(const KeeperRun &run, const char *step, int error)
    {
        const nlohmann::json exit = run.exit();
        QCOMPARE(exit["reason"].get<std::string>(), "notStarted");
        QCOMPARE(exit["failedStep"].get<std::string>(), step);
        QCOMPARE(exit["errno"].get<int>(), error);
        QCOMPARE(exit["errorText"].get<std::string>(), ::strerror(error));
        QCOMPARE(exit["infrastructure"].get<bool>(), false);
        QVERIFY(!run.hasFile("started.json"));
    }

private Q_SLOTS:
    void reportsAProgramThatIsNotThere()
    {
        KeeperRun run({});
        run.job["command"] = {"no-such-program-anywhere"};
        run.start();
        compareFailure(run, "program", ENOENT);
    }

    void reportsAProgramThatIsNotExecutable()
    {
        KeeperRun run({});
        run.write("train.py", "print(1)\n");
        run.job["command"] = {run.path("train.py")};
        run.start();
        compareFailure(run, "program", EACCES);
    }

    void reportsAWorkingDirectoryThatIsNotThere()
    {
        KeeperRun run({"train"});
        run.job["workingDirectory"] = run.path("nowhere");
        run.start();
        compareFailure(run, "workingDirectory", ENOENT);
    }

    void looksForTheProgramInThePathOfItsEnvironment()
    {
        KeeperRun run({});
        run.write("my-trainer", "#!/bin/sh\necho found\n");
        std::filesystem::permissions(run.path("my-trainer"), std::filesystem::perms::owner_all);
        run.job["command"] = {"my-trainer"};
        run.job["environment"] = {{"PATH", run.path() + ":/usr/bin:/bin"}};
        run.start();
        QCOMPARE(run.reason(), "exited");
        QCOMPARE(run.contentOf("stdout.log"), QByteArray("found\n"));
    }

    void startsWithDefaultSignalHandling()
    {
        KeeperRun run({});
        run.job["command"] = {"/bin/grep", "-E", "^Sig(Blk|Ign)", "/proc/self/status"};
        run.start();
        QCOMPARE(run.reason(), "exited");
        QCOMPARE(run.contentOf("stdout.log"),
                 QByteArray("SigBlk:\t0000000000000000\nSigIgn:\t0000000000000000\n"));
    }

    void leavesNoFilesOpenInTheProgram()
    {
        KeeperRun run({});
        run.job["command"] = {"/bin/sh", "-c", "ls /proc/$$/fd; true"};
        run.start();
        QCOMPARE(run.reason(), "exited");
        QCOMPARE(run.contentOf("stdout.log"), QByteArray("0\n1\n2\n"));
    }

    void blamesTheMachineForALackOfResources()
    {
        for (const int lack : {EAGAIN, ENOMEM, ENFILE, ENOSPC})
            QVERIFY((attune::keeper::StartFailure{"process", "", lack}.isInfrastructure()));
        for (const int fault : {ENOENT, EACCES, ENOEXEC, ENOTDIR, E2BIG})
            QVERIFY(!(attune::keeper::StartFailure{"program", "", fault}.isInfrastructure()));
    }
};

QTEST_GUILESS_MAIN(ProgramTest)
#include "tst_program.moc"
