// SPDX-FileCopyrightText: 2026 The Attune developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/engine/execution/run_directory.h"
#include "tests/support/without_hard_links.h"

#include <QTemporaryDir>
#include <QtTest>

#include <fstream>

using namespace attune;
using namespace attune::engine;

namespace fs = std::filesystem;

namespace {

constexpr RunKey firstRun{.trial = 42, .fold = 1, .replicate = 2, .rung = 3, .attempt = 4};

/// A job in which nothing has its default value.
Job fullJob()
{
    Job job;
    job.command = {"train", "--name=\"\xc3\xa9\"", ""};
    job.environment = {{"A", "1"}, {"B", "line\nend"}};
    job.workingDirectory = "/tmp/work";
    job.limits = {.seconds = 1.5,
                  .silentSeconds = 2.0,
                  .memoryMiB = 3,
                  .outputMiB = std::nullopt,
                  .graceSeconds = 4.5,
                  .attempts = 5};
    job.bell = "/tmp/bell";
    job.createdMs = 1'700'000'000'123;
    job.settings["flag"] = true;
    job.settings["depth"] = std::int64_t(9'007'199'254'740'993);
    job.settings["lr"] = 0.1;
    job.settings["whole"] = 2.0;
    job.settings["optimizer"] = std::string("adam");
    job.fixed["epochs"] = std::int64_t(7);
    job.origin = TrialOrigin::Person;
    job.revision = 6;
    job.seed = 18'446'744'073'709'551'615U;
    job.slot = 3;
    job.basis = {.revision = 2,
                 .results = {1, 3, 2},
                 .pending = {4, 5},
                 .fitNumber = 8,
                 .fitPrefix = 2,
                 .isaLevel = "x86-64-v3"};
    return job;
}

} // namespace

class TestRunDirectory : public QObject
{
    Q_OBJECT

private:
    QTemporaryDir m_folder;
    [[nodiscard]] fs::path study(const char *name) const
    {
        const fs::path folder = fs::path(m_folder.path().toStdString()) / name;
        fs::create_directory(folder);
        return folder;
    }

private Q_SLOTS:
    void aJobComesBackAsItWasWritten()
    {
        const RunDirectory run(study("job"), firstRun);
        QVERIFY(run.create().isOk());
        QVERIFY(!run.hasJob());
        QVERIFY(run.writeJob(fullJob()).isOk());
        const Result<Job> job = run.readJob();
        QVERIFY(job.isOk());
        QVERIFY(*job == fullJob());
    }

    void writingLeavesNoTemporaryFileBehind()
    {
        const RunDirectory run(study("atomic"), firstRun);
        QVERIFY(run.create().isOk());
        QVERIFY(run.writeJob(fullJob()).isOk());
        QStringList names =
            QDir(QString::fromStdString(run.path().string())).entryList(QDir::Files);
        QCOMPARE(names, QStringList({QStringLiteral("job.json"), QStringLiteral("params.json")}));
    }

    void theFolderOfTheStudyIsNotMadeAnew()
    {
        const fs::path folder = study("gone");
        fs::remove(folder);
        QVERIFY(!RunDirectory(folder, firstRun).create().isOk());
        QVERIFY(!RunDirectory(folder, {.trial = -1}).create().isOk());
        QVERIFY(!fs::exists(folder));
    }

    void aDirectoryWithAJobIsNotMadeAgain()
    {
        const RunDirectory run(study("busy"), firstRun);
        QVERIFY(run.create().isOk());
        QVERIFY(run.create().isOk());
        QVERIFY(run.writeJob(fullJob()).isOk());
        const Result<void> again = run.create();
        QVERIFY(!again);
        QVERIFY(again.error().kind == ErrorKind::Busy);
    }

    void aDamagedJobIsToldFromAMissingOne()
    {
        const RunDirectory run(study("damaged"), firstRun);
        QVERIFY(run.readJob().error().kind == ErrorKind::NotFound);
        QVERIFY(run.create().isOk());
        std::ofstream(run.path() / "job.json") << "{\"attune\": 1";
        QVERIFY(run.readJob().error().kind == ErrorKind::Damaged);
    }

    void theFirstReasonForStoppingStays()
    {
        const RunDirectory run(study("stop"), firstRun);
        QVERIFY(run.create().isOk());
        const StopRequest first{StopWhy::Rule, "Too slow.", 17};
        QVERIFY(run.writeStop(first).isOk());
        QVERIFY(run.writeStop({StopWhy::Person, "Enough.", 18}).isOk());
        QVERIFY(run.readStop() == first);
    }

    void theFirstReasonForStoppingStaysWithoutHardLinks()
    {
        const RunDirectory run(study("no-links"), firstRun);
        QVERIFY(run.create().isOk());
        const StopRequest first{StopWhy::Rule, "Too slow.", 17};
        std::ofstream(run.path() / "file") << "text";
        std::error_code linked;
        bool isFirstWritten = false;
        bool isSecondWritten = false;
        const bool isTried = withoutHardLinks([&] {
            fs::create_hard_link(run.path() / "file", run.path() / "link", linked);
            isFirstWritten = run.writeStop(first).isOk();
            isSecondWritten = run.writeStop({StopWhy::Person, "Enough.", 18}).isOk();
        });
        if (!isTried)
            QSKIP("The system calls of a thread cannot be filtered here.");
        QVERIFY(linked == std::errc::operation_not_permitted);
        QVERIFY(isFirstWritten);
        QVERIFY(isSecondWritten);
        QVERIFY(run.readStop() == first);
        QVERIFY(!fs::exists(run.path() / "stop.json.tmp"));
    }

    void aKeyAndItsPathAreOfOneMind()
    {
        QCOMPARE(RunDirectory::relativePathOf(firstRun),
                 std::string("trials/000042/run-f1-r2-g3-a4"));
        QVERIFY(RunDirectory::keyOf("trials/000042/run-f1-r2-g3-a4") == firstRun);
        const RunKey test{.trial = -1, .attempt = 7};
        QCOMPARE(RunDirectory::relativePathOf(test), std::string("test-runs/run-f0-r0-g0-a7"));
        QVERIFY(RunDirectory::keyOf("test-runs/run-f0-r0-g0-a7") == test);
        for (const char *path : {"trials/42/run-f1-r2-g3-a4", "trials/000042/run-f1-r2-g3-a4x",
                                 "trials/000042", "other/000042/run-f1-r2-g3-a4", ""})
            QVERIFY2(!RunDirectory::keyOf(path), path);
    }

    void runsAreFoundInOrderAndTestRunsLast()
    {
        const fs::path folder = study("found");
        QVERIFY(findRunDirectories(folder).empty());
        const RunKey test = nextTestRunKey(folder);
        QCOMPARE(test.attempt, 1);
        const RunKey second{.trial = 1'000'000};
        for (const RunKey &key : {test, second, firstRun}) {
            const RunDirectory run(folder, key);
            QVERIFY(run.create().isOk());
            QVERIFY(run.writeJob(fullJob()).isOk());
        }
        QVERIFY(RunDirectory(folder, {.trial = 3}).create().isOk()); // without a job
        fs::create_directories(folder / "trials" / "notes" / "run");
        std::vector<RunKey> keys;
        for (const RunDirectory &run : findRunDirectories(folder))
            keys.push_back(run.key());
        QVERIFY((keys == std::vector<RunKey>{firstRun, second, test}));
        QCOMPARE(nextTestRunKey(folder).attempt, 2);
    }

    void theLastLinesAreReadFromTheEnd()
    {
        const RunDirectory run(study("lines"), firstRun);
        QVERIFY(run.create().isOk());
        QVERIFY(run.lastLines(OutputStream::Stderr, 5).empty());
        std::ofstream(run.logPath(OutputStream::Stderr))
            << std::string(100'000, 'x') << "\none\n\ntwo\r\ncaf\xe9";
        QVERIFY((run.lastLines(OutputStream::Stderr, 5) ==
                 std::vector<std::string>{"one", "two", "caf\xEF\xBF\xBD"}));
        QVERIFY((run.lastLines(OutputStream::Stderr, 1) ==
                 std::vector<std::string>{"caf\xEF\xBF\xBD"}));
    }
};

QTEST_GUILESS_MAIN(TestRunDirectory)
#include "tst_run_directory.moc"
