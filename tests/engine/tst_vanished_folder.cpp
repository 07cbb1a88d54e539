// SPDX-FileCopyrightText: 2026 The Attune developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/engine/execution/run_directory.h"
#include "app/engine/storage/definition_file.h"
#include "app/engine/storage/study_folder.h"
#include "tests/engine/study_fixture.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>

#include <csignal>

using namespace attune;
using namespace attune::engine;
using namespace attune::engine::tests;

namespace {

bool lives(const Started &started)
{
    return isAlive(started.program) || isAlive(started.keeper);
}

/// Waits until a trial runs; who runs it.
Started firstStarted(const QString &folder, int trial = 0)
{
    const RunDirectory run(folder.toStdString(), RunKey{.trial = trial});
    if (!QTest::qWaitFor([&] { return run.readStarted().has_value(); }, patienceMs))
        qFatal("The trial did not begin");
    return *run.readStarted();
}

/// The names that the revisions on disk give the study.
QStringList namesIn(const QString &folder)
{
    QStringList names;
    for (const DefinitionFile &definition : readDefinitions(StudyFolder(folder)))
        names.append(QString::fromStdString(definition.revision.name));
    return names;
}

} // namespace

/// Studies whose folders are moved or deleted while they are open.
class VanishedFolderTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(u"."_s)); }

    void waitsForAFolderThatWasMoved()
    {
        const StudyFixture study(fakeStudy({"--steps", "30", "--delay-ms", "50"}, 6, 2));
        const QString elsewhere = study.folder() + u"-elsewhere"_s;
        const auto runner = study.open();
        const QSignalSpy failed(runner.get(), &StudyRunner::failed);
        const QSignalSpy stopped(runner.get(), &StudyRunner::stopped);
        QVERIFY(runner->run());
        const Started running = firstStarted(study.folder());
        (void)firstStarted(study.folder(), 1);
        QVERIFY(QDir().rename(study.folder(), elsewhere));
        QTRY_COMPARE_WITH_TIMEOUT(runner->status().state, StudyState::Paused, patienceMs);
        const std::string reason = runner->status().reason;
        QVERIFY2(reason.starts_with("The study is not in \"" + study.folder().toStdString()),
                 reason.c_str());
        QVERIFY(reason.ends_with("once it can be written."));
        QVERIFY(runner->status().isUnwritten);
        QCOMPARE(failed.count(), 1);
        // The trials that run go on to their end, and nobody makes anything at the old place.
        QTRY_VERIFY_WITH_TIMEOUT(!lives(running), patienceMs);
        QVERIFY(QFile::exists(elsewhere + u"/trials/000000/run-f0-r0-g0-a1/exit.json"_s));
        QTest::qWait(2500);
        QVERIFY(!QFileInfo::exists(study.folder()));
        QCOMPARE(runner->status().failed, 0);
        QVERIFY(runner->status().running > 0);
        QVERIFY(stopped.isEmpty());
        QVERIFY(!runner->run()); // said, and nothing begun

        QVERIFY(QDir().rename(elsewhere, study.folder()));
        QTRY_COMPARE_WITH_TIMEOUT(runner->status().state, StudyState::Finished, patienceMs);
        QCOMPARE(runner->status().complete, 6);
        QVERIFY(!runner->status().isUnwritten);
        for (const Trial &trial : runner->trials())
            QCOMPARE(trial.runs.size(), std::size_t(1));
    }

    void aStudyThatWasMovedIsWholeInItsNewPlace()
    {
        const StudyFixture study(fakeStudy({"--steps", "10", "--delay-ms", "50"}, 3));
        const QString elsewhere = study.folder() + u"-elsewhere"_s;
        auto runner = study.open();
        QVERIFY(runner->run());
        (void)firstStarted(study.folder());
        QVERIFY(QDir().rename(study.folder(), elsewhere));
        QTRY_COMPARE_WITH_TIMEOUT(runner->status().state, StudyState::Paused, patienceMs);
        QVERIFY(!StudyRunner::open(elsewhere, OpenMode::Write)); // one writer, wherever it is
        runner.reset();
        QVERIFY(!QFileInfo::exists(study.folder()));
        const auto opened = StudyRunner::open(elsewhere, OpenMode::Write);
        QVERIFY(opened);
        QVERIFY(runToEnd(**opened));
        QCOMPARE(count(**opened, TrialState::Complete), 3);
    }

    void endsForGoodWithAFolderThatWasDeleted()
    {
        const StudyFixture study(fakeStudy({"hang"}, 6));
        const auto runner = study.open();
        const QSignalSpy failed(runner.get(), &StudyRunner::failed);
        const QSignalSpy stopped(runner.get(), &StudyRunner::stopped);
        QVERIFY(runner->run());
        const Started running = firstStarted(study.folder());
        QVERIFY(QDir(study.folder()).removeRecursively());
        QTRY_COMPARE_WITH_TIMEOUT(stopped.count(), 1, patienceMs);
        QCOMPARE(runner->status().state, StudyState::Paused);
        QVERIFY2(runner->status().reason.find("was deleted or replaced") != std::string::npos,
                 runner->status().reason.c_str());
        QCOMPARE(runner->status().running, 0);
        QCOMPARE(count(*runner, TrialState::Cancelled), 1);
        QTRY_VERIFY_WITH_TIMEOUT(!lives(running), patienceMs);
        QTest::qWait(2500);
        QVERIFY(!QFileInfo::exists(study.folder()));
        QCOMPARE(failed.count(), 1);
        QVERIFY(!runner->run());
    }

    void anIdleStudyNoticesToo()
    {
        const StudyFixture study(fakeStudy({}, 1));
        const QString elsewhere = study.folder() + u"-elsewhere"_s;
        const auto runner = study.open();
        const QSignalSpy failed(runner.get(), &StudyRunner::failed);
        QVERIFY(QDir().rename(study.folder(), elsewhere));
        QTRY_COMPARE_WITH_TIMEOUT(failed.count(), 1, patienceMs);
        QVERIFY(!runner->startTestRun({{"lr", 0.1}}));
        QVERIFY(!QFileInfo::exists(study.folder()));
        QVERIFY(QDir().rename(elsewhere, study.folder()));
        QTRY_VERIFY_WITH_TIMEOUT(!runner->status().isUnwritten, patienceMs);
        QVERIFY(runToEnd(*runner));
        QCOMPARE(runner->status().complete, 1);
    }

    void whoeverLooksOnIsTold()
    {
        const StudyFixture study(fakeStudy({}, 1));
        const QString elsewhere = study.folder() + u"-elsewhere"_s;
        const auto reader = study.open(OpenMode::ReadOnly);
        const QSignalSpy failed(reader.get(), &StudyRunner::failed);
        QVERIFY(QDir().rename(study.folder(), elsewhere));
        QTRY_COMPARE_WITH_TIMEOUT(failed.count(), 1, patienceMs);
        QVERIFY(QDir().rename(elsewhere, study.folder()));
        QVERIFY(runToEnd(*study.open()));
        QTRY_COMPARE_WITH_TIMEOUT(reader->trials().size(), std::size_t(1), patienceMs);
        QCOMPARE(failed.count(), 1);
    }

    void anotherFolderInItsPlaceIsLeftAlone()
    {
        const StudyFixture study(fakeStudy({"--steps", "20", "--delay-ms", "50"}, 4));
        const QString elsewhere = study.folder() + u"-elsewhere"_s;
        const auto runner = study.open();
        QVERIFY(runner->run());
        (void)firstStarted(study.folder());
        QVERIFY(QDir().rename(study.folder(), elsewhere));
        QVERIFY(createStudy(study.folder(), fakeStudy({}, 1), study.folder()));
        QTRY_COMPARE_WITH_TIMEOUT(runner->status().state, StudyState::Paused, patienceMs);
        QTest::qWait(2500);
        QVERIFY(QDir(study.folder() + u"/trials"_s).isEmpty());
    }

    void logsAreReadByNewRulesWhenTheFolderIsBack()
    {
        StudySettings settings = fakeStudy({"--steps", "3"}, 3);
        const StudyFixture study(settings);
        const QString elsewhere = study.folder() + u"-elsewhere"_s;
        const auto runner = study.open();
        const QSignalSpy failed(runner.get(), &StudyRunner::failed);
        QVERIFY(runToEnd(*runner));
        const auto accuracy = pointsOf(*runner, 0, "accuracy");
        QCOMPARE(accuracy.size(), std::size_t(3));
        QVERIFY(QDir().rename(study.folder(), elsewhere));
        QTRY_VERIFY_WITH_TIMEOUT(!failed.isEmpty(), patienceMs);
        settings.metrics[0].pattern = "accuracy (\\S+)"; // the loss is read from there
        QVERIFY(runner->applySettings(settings));
        QTest::qWait(100);
        QVERIFY(QDir().rename(elsewhere, study.folder()));
        const auto isRead = [&] { return !runner->isRereading() && !runner->status().isUnwritten; };
        QTRY_VERIFY_WITH_TIMEOUT(isRead(), patienceMs);
        QCOMPARE(count(*runner, TrialState::Complete), 3);
        for (const Trial &trial : runner->trials()) {
            QCOMPARE(pointsOf(*runner, trial.number, "loss"),
                     pointsOf(*runner, trial.number, "accuracy"));
            QCOMPARE(trial.objective(),
                     std::optional(pointsOf(*runner, trial.number, "loss").back().value));
        }
        QCOMPARE(pointsOf(*runner, 0, "loss"), accuracy);
    }

    void aRefusedRunLeavesItToGoOnByItself()
    {
        const StudySettings settings = fakeStudy({"--steps", "20", "--delay-ms", "50"}, 3);
        const StudyFixture study(settings);
        const QString elsewhere = study.folder() + u"-elsewhere"_s;
        const auto runner = study.open();
        QVERIFY(runner->run());
        (void)firstStarted(study.folder());
        QVERIFY(QDir().rename(study.folder(), elsewhere));
        QTRY_COMPARE_WITH_TIMEOUT(runner->status().state, StudyState::Paused, patienceMs);
        StudySettings draft = settings;
        draft.command.clear();
        QVERIFY(runner->applySettings(draft));
        QVERIFY(QDir().rename(elsewhere, study.folder()));
        QVERIFY(!runner->run());
        QTRY_COMPARE_WITH_TIMEOUT(runner->status().state, StudyState::Running, patienceMs);
        QVERIFY(runner->applySettings(settings));
        QTRY_COMPARE_WITH_TIMEOUT(runner->status().state, StudyState::Finished, patienceMs);
    }

    void anEditIsWrittenDownWhenTheFolderIsBack()
    {
        StudySettings settings = fakeStudy({}, 1);
        const StudyFixture study(settings);
        const QString elsewhere = study.folder() + u"-elsewhere"_s;
        const auto runner = study.open();
        const QSignalSpy failed(runner.get(), &StudyRunner::failed);
        QVERIFY(QDir().rename(study.folder(), elsewhere));
        settings.name = "another";
        QVERIFY(createStudy(study.folder(), settings, study.folder()));
        QTRY_COMPARE_WITH_TIMEOUT(failed.count(), 1, patienceMs);
        settings.name = "edited";
        QVERIFY(runner->applySettings(settings));
        QCOMPARE(namesIn(study.folder()), QStringList{u"another"_s});
        QVERIFY(QDir(study.folder()).removeRecursively());
        QVERIFY(QDir().rename(elsewhere, study.folder()));
        QTRY_VERIFY_WITH_TIMEOUT(!runner->status().isUnwritten, patienceMs);
        QCOMPARE(namesIn(study.folder()), QStringList{u"edited"_s});
        QCOMPARE(failed.count(), 1);
    }

    void aLaunchThatWasOnItsWayIsGivenUpToo()
    {
        const StudyFixture study(fakeStudy({"hang"}, 6));
        const QByteArray keeper = qgetenv("ATTUNE_KEEPER");
        const QTemporaryDir place;
        QFile slow(place.filePath(u"slow-keeper"_s));
        QVERIFY(slow.open(QIODevice::WriteOnly));
        slow.write("#!/bin/sh\nsleep 5\nexec \"" + keeper + "\" \"$@\"\n");
        slow.close();
        QVERIFY(slow.setPermissions(QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner));
        qputenv("ATTUNE_KEEPER", slow.fileName().toUtf8());
        const auto runner = study.open();
        qputenv("ATTUNE_KEEPER", keeper);
        const QSignalSpy stopped(runner.get(), &StudyRunner::stopped);
        QVERIFY(runner->run());
        const RunDirectory run(study.folder().toStdString(), RunKey{});
        QTRY_VERIFY_WITH_TIMEOUT(run.hasJob(), patienceMs);
        QVERIFY(QFile::remove(study.folder() + u"/study.attune"_s));
        QTRY_COMPARE_WITH_TIMEOUT(stopped.count(), 1, patienceMs);
        QVERIFY(!run.readStarted());
        const Started running = firstStarted(study.folder());
        QTRY_COMPARE_WITH_TIMEOUT(count(*runner, TrialState::Cancelled), 1, patienceMs);
        QCOMPARE(runner->status().running, 0);
        QVERIFY(QDir(study.folder()).removeRecursively());
        QTRY_VERIFY_WITH_TIMEOUT(!lives(running), patienceMs);
    }

    void aPersonCanStopTrialsOfAFolderThatIsAway()
    {
        const StudyFixture study(fakeStudy({"hang"}, 1));
        const QString elsewhere = study.folder() + u"-elsewhere"_s;
        const auto runner = study.open();
        QVERIFY(runner->run());
        const Started running = firstStarted(study.folder());
        QTRY_VERIFY_WITH_TIMEOUT(!pointsOf(*runner, 0, "loss").empty(), patienceMs);
        QVERIFY(QDir().rename(study.folder(), elsewhere));
        QTRY_COMPARE_WITH_TIMEOUT(runner->status().state, StudyState::Paused, patienceMs);
        runner->stop(RunningTrials::Stop);
        QTRY_VERIFY_WITH_TIMEOUT(!lives(running), patienceMs);
        QVERIFY(QDir().rename(elsewhere, study.folder()));
        QTRY_COMPARE_WITH_TIMEOUT(runner->status().state, StudyState::Idle, patienceMs);
        QCOMPARE(count(*runner, TrialState::Cancelled), 1);
    }
};

QTEST_GUILESS_MAIN(VanishedFolderTest)
#include "tst_vanished_folder.moc"
