// SPDX-FileCopyrightText: 2026 The Attune developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/engine/execution/local_launcher.h"
#include "app/engine/execution/run_directory.h"
#include "app/engine/scheduling/table_study_creation.h"
#include "app/engine/storage/study_database.h"
#include "app/engine/storage/study_folder.h"
#include "tests/engine/study_fixture.h"
#include "tests/support/file_size_limit.h"
#include "tests/support/small_disk.h"

#include <QDir>
#include <QFile>

using namespace attune;
using namespace attune::engine;
using namespace attune::engine::tests;

/// What a machine and a program can do to a study.
class MishapsTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aStudyRunsWithoutASocket()
    {
        const QByteArray before = qgetenv("XDG_RUNTIME_DIR");
        qputenv("XDG_RUNTIME_DIR", "/nowhere/at/all");
        const StudyFixture study(fakeStudy({"--steps", "2"}, 2));
        const auto opened = StudyRunner::open(study.folder(), OpenMode::Write);
        before.isNull() ? qunsetenv("XDG_RUNTIME_DIR") : qputenv("XDG_RUNTIME_DIR", before);
        QVERIFY(opened);
        QVERIFY(runToEnd(**opened));
        QCOMPARE(count(**opened, TrialState::Complete), 2);
    }

    void goesOnByItselfWhenItCanBeWrittenAgain()
    {
        const StudyFixture study(fakeStudy({"--steps", "40", "--delay-ms", "10"}, 8, 2));
        const auto runner = study.open();
        const QSignalSpy failed(runner.get(), &StudyRunner::failed);
        const QSignalSpy stopped(runner.get(), &StudyRunner::stopped);
        {
            const FileSizeLimit disk(120 * 1024);
            QVERIFY(runner->run());
            QTRY_VERIFY_WITH_TIMEOUT(!failed.isEmpty(), patienceMs);
            QCOMPARE(runner->status().state, StudyState::Paused);
            QVERIFY(runner->status().reason.ends_with("once it can be written."));
            QVERIFY(stopped.isEmpty());
        }
        QTRY_COMPARE_WITH_TIMEOUT(runner->status().state, StudyState::Finished, patienceMs);
        QCOMPARE(runner->status().complete, 8);
    }

    void staysPausedWhereAPersonPausedItMeanwhile()
    {
        const StudyFixture study(fakeStudy({"--steps", "40", "--delay-ms", "10"}, 8, 2));
        const auto runner = study.open();
        const QSignalSpy failed(runner.get(), &StudyRunner::failed);
        const QSignalSpy stopped(runner.get(), &StudyRunner::stopped);
        {
            const FileSizeLimit disk(120 * 1024);
            QVERIFY(runner->run());
            QTRY_VERIFY_WITH_TIMEOUT(!failed.isEmpty(), patienceMs);
            runner->pause(u"Enough."_s);
        }
        QCOMPARE(stopped.count(), 1);
        QTRY_COMPARE_WITH_TIMEOUT(runner->status().running, 0, patienceMs);
        QCOMPARE(runner->status().state, StudyState::Paused);
        QCOMPARE(runner->status().reason, std::string("Enough."));
    }

    /// Too little space for a study to go on by itself may be enough for what a person starts.
    void runsOnAnAlmostFullDiskWhenAPersonSaysSo()
    {
        const QTemporaryDir place;
        const SmallDisk disk(place.path(), 4);
        if (!disk.isThere())
            QSKIP("Only root can mount a file system.");
        qputenv("ATTUNE_KEEPER", ATTUNE_BIN_DIR "/attune-keeper");
        const QString folder = place.filePath(u"study"_s);
        QVERIFY(createStudy(folder, fakeStudy({"--steps", "2"}, 2), place.path()));
        auto opened = StudyRunner::open(folder, OpenMode::Write);
        QVERIFY(opened);
        StudyRunner &runner = **opened;
        const QSignalSpy failed(&runner, &StudyRunner::failed);
        QVERIFY(runner.run());
        QVERIFY(disk.leave(0));
        QTRY_VERIFY_WITH_TIMEOUT(!failed.isEmpty(), patienceMs);
        QCOMPARE(runner.status().state, StudyState::Paused);
        QVERIFY(disk.leave(700 * 1024));
        QTest::qWait(2500); // it is tried once a second
        QCOMPARE(runner.status().state, StudyState::Paused);
        QVERIFY(runToEnd(runner));
        QCOMPARE(runner.status().state, StudyState::Finished);
        QCOMPARE(runner.status().complete, 2);
    }

    /// As on a full disk: neither who is to be told is known, nor can the order be written.
    void anOrderToStopThatWentWrongIsRepeated()
    {
        const StudyFixture study(fakeStudy({"hang"}, 1));
        const RunDirectory run(study.folder().toStdString(), RunKey{});
        for (const char *name : {"started.json.tmp", "stop.json.tmp"})
            QVERIFY(std::filesystem::create_directories(run.path() / name));
        const auto runner = study.open();
        QVERIFY(runner->run());
        QTRY_VERIFY_WITH_TIMEOUT(!pointsOf(*runner, 0, "loss").empty(), patienceMs);
        QSignalSpy failed(runner.get(), &StudyRunner::failed);
        QVERIFY(runner->cancelTrial(0));
        QCOMPARE(failed.count(), 1);
        for (const char *name : {"started.json.tmp", "stop.json.tmp"})
            QVERIFY(std::filesystem::remove(run.path() / name));
        QTRY_COMPARE_WITH_TIMEOUT(runner->trials()[0].state, TrialState::Cancelled, patienceMs);
        QCOMPARE(failed.count(), 1);
    }

    void pausesWhenAllFailFromSomeMomentOn()
    {
        const QTemporaryDir place;
        const std::string broken = place.filePath(u"broken"_s).toStdString();
        StudySettings settings = fakeStudy({}, 100);
        settings.command = {"sh", "-c", "test -e " + broken + " && exit 3; echo epoch 1 loss 0.5",
                            "sh", "{lr}"};
        const StudyFixture study(settings);
        const auto runner = study.open();
        QVERIFY(runner->run());
        QTRY_VERIFY_WITH_TIMEOUT(runner->status().complete > 0, patienceMs);
        QVERIFY(QFile(QString::fromStdString(broken)).open(QIODevice::WriteOnly));
        QTRY_VERIFY_WITH_TIMEOUT(isIdle(*runner), patienceMs);
        QCOMPARE(runner->status().state, StudyState::Paused);
        QVERIFY(runner->status().reason.starts_with("The last 10 trials all failed."));
        QCOMPARE(runner->status().failed, 10);
        QVERIFY(runToEnd(*runner)); // still broken: ten more, not one
        QCOMPARE(runner->status().failed, 20);
        QVERIFY(QFile::remove(QString::fromStdString(broken)));
        QVERIFY(runToEnd(*runner));
        QCOMPARE(runner->status().state, StudyState::Finished);
    }

    void whatAFullDiskBrokeIsTriedAgain()
    {
        StudySettings settings = fakeStudy({}, 1);
        // There is no room for how the first attempt ended.
        settings.command = {"sh",
                            "-c",
                            "case $1 in *-a1) ln -s /dev/full $1/exit.json.tmp; exit 3;; esac; "
                            "echo epoch 1 loss $2",
                            "sh",
                            "{run.directory}",
                            "{lr}"};
        const StudyFixture study(settings);
        const auto runner = study.open();
        const RunDirectory first(study.folder().toStdString(), RunKey{});
        QVERIFY(runner->run());
        QTRY_VERIFY_WITH_TIMEOUT(first.readStarted().has_value(), patienceMs);
        QTRY_VERIFY_WITH_TIMEOUT(!isAlive(first.readStarted()->program), patienceMs);
        QTest::qWait(1500);
        QVERIFY(std::filesystem::remove(first.path() / "exit.json.tmp"));
        QTRY_VERIFY_WITH_TIMEOUT(isIdle(*runner), patienceMs);
        const Trial &trial = runner->trials()[0];
        QCOMPARE(trial.state, TrialState::Complete);
        QCOMPARE(trial.runs.size(), std::size_t(2));
        QVERIFY2(trial.runs[0].sentence.find("The disk of the study was full.") !=
                     std::string::npos,
                 trial.runs[0].sentence.c_str());
    }

    void aTestRunEndsWithAttune()
    {
        const StudyFixture study(fakeStudy({"hang"}, 1));
        const RunDirectory test(study.folder().toStdString(), RunKey{.trial = -1});
        auto runner = study.open();
        QVERIFY(runner->startTestRun({{"lr", 0.1}}));
        QTRY_VERIFY_WITH_TIMEOUT(test.readStarted().has_value(), patienceMs);
        runner.reset();
        QTRY_VERIFY_WITH_TIMEOUT(test.hasExit(), patienceMs);
        QCOMPARE(test.readExit()->end, RunEnd::Person);
    }

    void aTestRunIsRememberedWhileTheCommandIsTheSame()
    {
        StudySettings settings = fakeStudy({}, 1);
        settings.command = {"sh", "-c", "echo loss=0.5; echo to-stderr >&2", "sh", "{lr}"};
        const StudyFixture study(settings);
        auto runner = study.open();
        QVERIFY(!runner->formerTestRun());
        {
            const QSignalSpy finished(runner.get(), &StudyRunner::testRunFinished);
            QVERIFY(runner->startTestRun({{"lr", 0.1}}));
            QTRY_VERIFY_WITH_TIMEOUT(!finished.isEmpty(), patienceMs);
        }
        runner.reset();
        runner = study.open();
        const auto former = runner->formerTestRun();
        QVERIFY(former);
        QCOMPARE(former->out, std::string("loss=0.5\n"));
        QCOMPARE(former->err, std::string("to-stderr\n"));
        QCOMPARE(former->result.run.exitCode, 0);
        QVERIFY(former->result.run.endedMs >= former->result.run.startedMs);
        settings.command[2] = "echo loss=0.25";
        QVERIFY(runner->applySettings(settings));
        QVERIFY(!runner->formerTestRun());
    }

    void aTestRunThatWasLeftBehindIsEnded()
    {
        const StudyFixture study(fakeStudy({"hang"}, 1));
        const RunDirectory test(study.folder().toStdString(), RunKey{.trial = -1});
        Job job;
        job.command = {ATTUNE_BIN_DIR "/fake_trainer", "hang"};
        job.limits.graceSeconds = 0.2;
        QVERIFY(test.create() && test.writeJob(job));
        QVERIFY(LocalLauncher(QStringLiteral(ATTUNE_BIN_DIR "/attune-keeper")).launch(test));
        QTRY_VERIFY_WITH_TIMEOUT(test.readStarted().has_value(), patienceMs);
        const auto runner = study.open();
        QTRY_VERIFY_WITH_TIMEOUT(test.hasExit(), patienceMs);
        QCOMPARE(test.readExit()->end, RunEnd::Person);
    }

    void aFloodOfTestOutputIsCut()
    {
        StudySettings settings = fakeStudy({}, 1);
        settings.command = {"sh", "-c", "head -c 50000000 /dev/zero | tr '\\0' x; echo; echo end",
                            "sh", "{lr}"};
        const StudyFixture study(settings);
        const auto runner = study.open();
        qsizetype shown = 0;
        QByteArray last;
        QObject::connect(runner.get(), &StudyRunner::testRunOutput, runner.get(),
                         [&](OutputStream, const QByteArray &bytes) {
                             QVERIFY(bytes.size() <= 1024 * 1024);
                             shown += bytes.size();
                             last = bytes;
                         });
        const QSignalSpy finished(runner.get(), &StudyRunner::testRunFinished);
        QVERIFY(runner->startTestRun({{"lr", 0.1}}));
        QTRY_VERIFY_WITH_TIMEOUT(!finished.isEmpty(), patienceMs);
        QVERIFY(last.endsWith("end\n"));
        QVERIFY2(shown < 50'000'000, QByteArray::number(shown));
    }

    void aStudyThatCouldNotBeMadeCanBeMadeLater()
    {
        const QTemporaryDir place;
        const QString folder = place.filePath(u"study"_s);
        const StudySettings settings = fakeStudy({"--steps", "2"}, 1);
        for (const rlim_t bytes : {1, 30'000, 60'000, 120'000}) {
            const FileSizeLimit disk(bytes);
            if (createStudy(folder, settings, place.path()))
                break;
            QVERIFY(!QFile::exists(folder + u"/study.attune"_s));
        }
        if (!QFile::exists(folder + u"/study.attune"_s))
            QVERIFY(createStudy(folder, settings, place.path()));
        QVERIFY(StudyRunner::open(folder, OpenMode::Write));
        QVERIFY(!createStudy(folder, settings, place.path()));
    }

    void whatLayInTheFolderStaysWhereAStudyCouldNotBeMade()
    {
        const QTemporaryDir place;
        const QString folder = place.filePath(u"study"_s);
        const QString mine = folder + u"/definitions/mine.txt"_s;
        QVERIFY(QDir().mkpath(folder + u"/definitions"_s));
        QFile file(mine);
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.close();
        {
            const FileSizeLimit disk(1000);
            QVERIFY(!createStudy(folder, fakeStudy({}, 1), place.path()));
        }
        QVERIFY(!QFile::exists(folder + u"/study.attune"_s));
        QVERIFY(QFile::exists(mine));
        QVERIFY(createStudy(folder, fakeStudy({}, 1), place.path()));
    }

    void aStudyWhoseTrialsCannotBeImportedIsNotLeftThere()
    {
        const QTemporaryDir place;
        const QString folder = place.path();
        QVERIFY(QDir(folder).mkdir(u"trials"_s));
        QFile file(folder + u"/imports"_s); // where a folder is to be
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.close();
        const QStringList before = QDir(folder).entryList(QDir::AllEntries | QDir::NoDotAndDotDot);
        FinishedTrials trials;
        trials.trials.resize(1);
        trials.trials[0].trial.settings = {{"lr", 0.1}};
        trials.trials[0].trial.state = TrialState::Complete;
        trials.trials[0].metrics = {{"loss", 0.5}, {"accuracy", 0.5}};
        const TableStudy study{fakeStudy({}, 1), {}};
        QVERIFY(!createStudyWithTrials(folder, study, trials, "table.csv", folder));
        QCOMPARE(QDir(folder).entryList(QDir::AllEntries | QDir::NoDotAndDotDot), before);
        QVERIFY(file.remove());
        QVERIFY(createStudyWithTrials(folder, study, trials, "table.csv", folder));
        QCOMPARE(count(**StudyRunner::open(folder, OpenMode::ReadOnly), TrialState::Complete), 1);
    }

    void aStudyWhoseMakingWasKilledCanBeMadeAgain()
    {
        const QTemporaryDir place;
        const QString folder = place.filePath(u"study"_s);
        const StudySettings settings = fakeStudy({"--steps", "2"}, 1);
        QVERIFY(QDir().mkpath(folder));
        QVERIFY(StudyDatabase::create(StudyFolder(folder))); // as far as the tables
        QVERIFY(createStudy(folder, settings, place.path()));
        QVERIFY(StudyRunner::open(folder, OpenMode::Write));
    }
};

QTEST_GUILESS_MAIN(MishapsTest)
#include "tst_mishaps.moc"
