// SPDX-FileCopyrightText: 2026 The Attune developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/engine/execution/run_outcome.h"

#include <QtTest>

#include <cerrno>
#include <csignal>

using namespace attune;
using namespace attune::engine;

namespace {

Job job()
{
    Job job;
    job.command = {"train"};
    job.workingDirectory = "/nowhere";
    job.limits.seconds = 60.0;
    job.limits.silentSeconds = 5.5;
    job.limits.memoryMiB = 100;
    job.limits.outputMiB = 8;
    return job;
}

QString sentenceOf(const ExitRecord &exit, const std::vector<std::string> &lines = {})
{
    return QString::fromStdString(outcomeSentence(job(), exit, lines));
}

ExitRecord ended(RunEnd end)
{
    ExitRecord exit;
    exit.end = end;
    return exit;
}

} // namespace

class TestRunOutcome : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aGoodEndNeedsNoWords() { QCOMPARE(sentenceOf(ended(RunEnd::Exited)), QString()); }

    void anExitCodeIsToldWithTheLastLines()
    {
        ExitRecord exit = ended(RunEnd::Exited);
        exit.exitCode = 3;
        QCOMPARE(
            sentenceOf(exit, {"one", "two"}),
            QStringLiteral("\"train\" ended with exit code 3. The last it printed:\none\ntwo"));
    }

    void aFullDiskIsTold()
    {
        ExitRecord exit = ended(RunEnd::Exited);
        exit.exitCode = 1;
        const std::vector<std::string> lines{"OSError: [Errno 28] No space left on device"};
        QVERIFY(
            sentenceOf(exit, lines)
                .startsWith(QStringLiteral("\"train\" ended with exit code 1. It met a full "
                                           "disk. Free some space, then retry the trial. The")));
        exit.hasMetFullDisk = true;
        QVERIFY(sentenceOf(exit, lines)
                    .startsWith(QStringLiteral("\"train\" ended with exit code 1. The disk of the "
                                               "study was full. Free some space. The last")));
        exit.exitCode = 0;
        QCOMPARE(sentenceOf(exit, lines), QString());
    }

    void aSignalIsNamed()
    {
        ExitRecord exit = ended(RunEnd::Signalled);
        exit.signal = SIGSEGV;
        QCOMPARE(sentenceOf(exit), QStringLiteral("\"train\" was ended by signal 11 (SIGSEGV)."));
        exit.signal = SIGKILL;
        QVERIFY(sentenceOf(exit).contains(QStringLiteral("out of memory")));
    }

    void everyLimitNamesItsFigure()
    {
        QVERIFY(sentenceOf(ended(RunEnd::WallClock)).contains(QStringLiteral("after 60 s")));
        QVERIFY(sentenceOf(ended(RunEnd::Silence)).contains(QStringLiteral("5.5 s without")));
        QVERIFY(sentenceOf(ended(RunEnd::Memory)).contains(QStringLiteral("limit is 100 MiB")));
        QVERIFY(sentenceOf(ended(RunEnd::Output)).contains(QStringLiteral("more than 8 MiB")));
    }

    void theReasonGivenForStoppingIsRepeated()
    {
        ExitRecord exit = ended(RunEnd::StoppedByRule);
        QCOMPARE(sentenceOf(exit), QStringLiteral("Stopped early by the stopping rule."));
        exit.sentence = "Worse than the median.";
        QCOMPARE(sentenceOf(exit), QStringLiteral("Worse than the median."));
    }

    void aProgramThatCannotStartIsToldApart()
    {
        ExitRecord exit = ended(RunEnd::NotStarted);
        exit.failedStep = "program";
        exit.systemError = ENOENT;
        QVERIFY(sentenceOf(exit).contains(QStringLiteral("is not there")));
        exit.systemError = EACCES;
        QVERIFY(sentenceOf(exit).contains(QStringLiteral("not executable")));
        exit.failedStep = "workingDirectory";
        QVERIFY(sentenceOf(exit).contains(QStringLiteral("/nowhere")));
        exit.failedStep = "process";
        exit.isInfrastructure = true;
        QVERIFY(sentenceOf(exit).contains(QStringLiteral("The machine could not start")));
    }

    void aLostKeeperIsNotTheProgramsFault()
    {
        QVERIFY(sentenceOf(ended(RunEnd::KeeperLost))
                    .contains(QStringLiteral("not the program's fault")));
    }
};

QTEST_GUILESS_MAIN(TestRunOutcome)
#include "tst_run_outcome.moc"
