// SPDX-FileCopyrightText: 2026 The Attune developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/engine/execution/local_launcher.h"

#include <QTemporaryDir>
#include <QTest>

#include <nlohmann/json.hpp>

#include <chrono>
#include <csignal>
#include <fstream>

#include <fcntl.h>
#include <sys/file.h>
#include <unistd.h>

using namespace attune;
using namespace attune::engine;

/// Starting keepers, seeing who lives, and stopping runs.
class LocalLauncherTest : public QObject
{
    Q_OBJECT

private:
    static constexpr int patienceMs = 20'000;

    static std::int64_t nowMs()
    {
        const auto now = std::chrono::system_clock::now().time_since_epoch();
        return std::chrono::duration_cast<std::chrono::milliseconds>(now).count();
    }

    /// A directory with a job for fake_trainer.
    [[nodiscard]] RunDirectory prepared(const std::vector<std::string> &arguments,
                                        double graceSeconds = 30.0) const
    {
        RunDirectory run(m_study.path().toStdString(), RunKey{.trial = m_trials});
        ++m_trials;
        Job job;
        job.command = {ATTUNE_BIN_DIR "/fake_trainer"};
        job.command.insert(job.command.end(), arguments.begin(), arguments.end());
        job.workingDirectory = run.path().string();
        job.limits.graceSeconds = graceSeconds;
        job.createdMs = nowMs();
        if (!run.create() || !run.writeJob(job))
            qFatal("The run directory could not be written");
        return run;
    }

    static bool hasEnded(const RunDirectory &run, RunEnd end)
    {
        if (!QTest::qWaitFor([&] { return run.readExit().has_value(); }, patienceMs))
            return false;
        return run.readExit()->end == end;
    }

    static bool hasPrinted(const RunDirectory &run, const std::string &line)
    {
        return QTest::qWaitFor(
            [&] {
                const auto lines = run.lastLines(OutputStream::Stdout, 1);
                return run.readStarted() && !lines.empty() && lines.front().starts_with(line);
            },
            patienceMs);
    }

    static void writeStarted(const RunDirectory &run, const std::string &bootId,
                             const std::string &host, const std::string &machine = "")
    {
        const nlohmann::json process{{"pid", 1}, {"startTicks", 1}};
        std::ofstream(run.path() / "started.json")
            << nlohmann::json{{"keeper", process}, {"program", process}, {"bootId", bootId},
                              {"host", host},      {"machine", machine}, {"timeMs", 1}};
    }

    QTemporaryDir m_study;
    mutable int m_trials = 0;
    LocalLauncher m_launcher{QStringLiteral(ATTUNE_BIN_DIR "/attune-keeper")};

private Q_SLOTS:
    void startsAKeeperThatRecordsTheRun()
    {
        const RunDirectory run = prepared({"train", "--steps", "3"});
        QVERIFY(m_launcher.launch(run).isOk());
        QVERIFY(hasEnded(run, RunEnd::Exited));
        QVERIFY(run.readStarted().has_value());
        QTRY_COMPARE(int(m_launcher.life(run)), int(RunLife::Gone));
    }

    void stopsARunPolitely()
    {
        const RunDirectory run = prepared({"save-on-term"});
        QVERIFY(m_launcher.launch(run).isOk());
        QVERIFY(hasPrinted(run, "epoch 5 "));
        QCOMPARE(int(m_launcher.life(run)), int(RunLife::Running));
        QVERIFY(m_launcher.stop(run, {StopWhy::Person, "Enough.", nowMs()}).isOk());
        QVERIFY(hasEnded(run, RunEnd::Person));
        QCOMPARE(run.readExit()->sentence, std::string("Enough."));
        QCOMPARE(run.lastLines(OutputStream::Stdout, 1).front(), std::string("saved"));
    }

    void aWishFromBeforeTheStartIsObeyed()
    {
        const RunDirectory run = prepared({"hang"});
        QVERIFY(m_launcher.stop(run, {StopWhy::Study, {}, nowMs()}).isOk());
        QVERIFY(m_launcher.launch(run).isOk());
        QVERIFY(hasEnded(run, RunEnd::StudyEnded));
    }

    void stopsAnOrphanHardWhenItDoesNotListen()
    {
        const RunDirectory run = prepared({"ignore-term"}, 0.2);
        QVERIFY(m_launcher.launch(run).isOk());
        QVERIFY(hasPrinted(run, "epoch 5 "));
        ::kill(pid_t(run.readStarted()->keeper.pid), SIGKILL);
        QTRY_COMPARE(int(m_launcher.life(run)), int(RunLife::Orphaned));
        QVERIFY(m_launcher.stop(run, {StopWhy::Person, {}, nowMs()}).isOk());
        QTRY_COMPARE(int(m_launcher.life(run)), int(RunLife::Gone));
        QVERIFY(!run.readExit().has_value());
    }

    void stopsAnOrphanWhoseShellDiesAtOnce()
    {
        const RunDirectory run(m_study.path().toStdString(), RunKey{.trial = m_trials++});
        Job job;
        job.command = {"sh", "-c", ATTUNE_BIN_DIR "/fake_trainer ignore-term; true"};
        job.workingDirectory = run.path().string();
        job.limits.graceSeconds = 1.0;
        job.createdMs = nowMs();
        QVERIFY(run.create() && run.writeJob(job));
        QVERIFY(m_launcher.launch(run).isOk());
        QVERIFY(hasPrinted(run, "epoch 5 "));
        const Started started = *run.readStarted();
        ::kill(pid_t(started.keeper.pid), SIGKILL);
        QTRY_COMPARE(int(m_launcher.life(run)), int(RunLife::Orphaned));
        QVERIFY(m_launcher.stop(run, {StopWhy::Person, {}, nowMs()}).isOk());
        QTRY_VERIFY(!isAlive(started.program));
        QVERIFY(isGroupAlive(started)); // the trainer takes no notice of the signal
        QCOMPARE(int(m_launcher.life(run)), int(RunLife::Orphaned));
        QTRY_COMPARE(int(m_launcher.life(run)), int(RunLife::Gone));
        QVERIFY(!isGroupAlive(started));
    }

    void runsOfAnEarlierBootAreGoneAndThoseOfAnotherHostAreNot()
    {
        char host[256] = "";
        QCOMPARE(::gethostname(host, sizeof host - 1), 0);
        const RunDirectory rebooted = prepared({"train"});
        writeStarted(rebooted, "an-earlier-boot", host);
        QCOMPARE(int(m_launcher.life(rebooted)), int(RunLife::Gone));

        const RunDirectory elsewhere = prepared({"train"});
        writeStarted(elsewhere, "another-boot", "another-host");
        QCOMPARE(int(m_launcher.life(elsewhere)), int(RunLife::Running));
        const Result<void> stopped = m_launcher.stop(elsewhere, {StopWhy::Person, {}, nowMs()});
        QVERIFY(!stopped.isOk());
        QVERIFY(stopped.error().message.find("another-host") != std::string::npos);
    }

    void aMachineThatWasNamedAnewAndRebootedIsTheSame()
    {
        if (machineMark().empty())
            QSKIP("There is no /etc/machine-id.");
        const RunDirectory renamed = prepared({"train"});
        writeStarted(renamed, "an-earlier-boot", "its-earlier-name", machineMark());
        QCOMPARE(int(m_launcher.life(renamed)), int(RunLife::Gone));
        QVERIFY(m_launcher.stop(renamed, {StopWhy::Person, {}, nowMs()}).isOk());

        // Machines that share a mark: whoever holds the lock lives.
        const int directory = ::open(renamed.path().c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
        QCOMPARE(::flock(directory, LOCK_EX), 0);
        QCOMPARE(int(m_launcher.life(renamed)), int(RunLife::Running));
        ::close(directory);
    }

    void theKeeperWritesTheMarkOfItsMachine()
    {
        const RunDirectory run = prepared({"train", "--steps", "1"});
        QVERIFY(m_launcher.launch(run).isOk());
        QVERIFY(hasEnded(run, RunEnd::Exited));
        QCOMPARE(run.readStarted()->machine, machineMark());
    }

    void aKeeperThatCouldNotTellItsStartLives()
    {
        RunDirectory run = prepared({"hang"}, 0.2);
        Job job = *run.readJob();
        job.createdMs = nowMs() - 3'600'000;
        QVERIFY(run.writeJob(job).isOk());
        QCOMPARE(int(m_launcher.life(run)), int(RunLife::Gone)); // nobody has begun it
        QVERIFY(std::filesystem::create_directory(run.path() / "started.json.tmp"));
        QVERIFY(m_launcher.launch(run).isOk());
        QCOMPARE(int(m_launcher.life(run)), int(RunLife::Starting));
        QVERIFY(!run.readStarted());
        QVERIFY(m_launcher.stop(run, {StopWhy::Person, {}, nowMs()}).isOk());
        QVERIFY(hasEnded(run, RunEnd::Person));
        QTRY_COMPARE(int(m_launcher.life(run)), int(RunLife::Gone));
    }

    void aJobOfTheFutureIsNotWaitedFor()
    {
        const RunDirectory run = prepared({"train"});
        QCOMPARE(int(m_launcher.life(run)), int(RunLife::Starting));
        Job job = *run.readJob();
        job.createdMs = nowMs() + 3'600'000; // the clock was set back since
        QVERIFY(run.writeJob(job).isOk());
        QCOMPARE(int(m_launcher.life(run)), int(RunLife::Gone));
    }

    void aLaterProcessWithTheSamePidIsAnother()
    {
        ProcessIdentity self = identityOf(::getpid());
        QVERIFY(isAlive(self));
        ++self.startTicks;
        QVERIFY(!isAlive(self));
    }

    void aMissingKeeperIsTold()
    {
        LocalLauncher launcher(m_study.filePath(QStringLiteral("no-keeper")));
        const Result<void> launched = launcher.launch(prepared({"train"}));
        QVERIFY(!launched.isOk());
        QVERIFY(launched.error().message.find("no-keeper") != std::string::npos);

        qputenv("ATTUNE_KEEPER", "/nowhere/attune-keeper");
        const Result<QString> found = LocalLauncher::findKeeper();
        qputenv("ATTUNE_KEEPER", ATTUNE_BIN_DIR "/attune-keeper");
        QVERIFY(!found.isOk());
        QCOMPARE(int(found.error().kind), int(ErrorKind::NotFound));
        QVERIFY(LocalLauncher::findKeeper().isOk());
    }
};

QTEST_GUILESS_MAIN(LocalLauncherTest)
#include "tst_local_launcher.moc"
