// SPDX-FileCopyrightText: 2026 The Attune developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/engine/exchange/study_json.h"
#include "app/engine/execution/local_launcher.h"
#include "app/engine/storage/definition_file.h"
#include "app/engine/storage/study_folder.h"
#include "tests/engine/killable_study.h"
#include "tests/support/file_size_limit.h"

#include <QCoreApplication>
#include <QDir>
#include <QFile>
#include <QProcess>

using namespace attune;
using namespace attune::engine;
using namespace attune::engine::tests;

class TestStudyRecovery : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(u".?"_s)); }
    void losesNoPointWhenAttuneIsKilled();
    void adoptsRunsThatTheDatabaseDoesNotKnow();
    void showsADamagedStudyFromItsRunDirectories_data();
    void showsADamagedStudyFromItsRunDirectories();
    void showsWhatWasImportedWithoutTheDatabase();
    void refusesAFileOfALaterAttune();
    void whoLooksAtADamagedStudyStopsNobody();
    void losesNothingOnAFullDisk();
};

namespace {

/// Steps 1 to `count`, each once and in order.
bool isWhole(const std::vector<MetricPoint> &points, std::size_t count)
{
    for (std::size_t i = 0; i < points.size(); ++i) {
        if (points[i].step != std::int64_t(i) + 1)
            return false;
    }
    return points.size() == count;
}

QByteArray bytesOf(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

void replaceFile(const QString &path, const QByteArray &bytes)
{
    QFile file(path);
    QVERIFY(file.open(QIODevice::WriteOnly | QIODevice::Truncate));
    QCOMPARE(file.write(bytes), bytes.size());
}

QString databaseIn(const StudyFixture &study)
{
    return study.folder() + u"/study.attune"_s;
}

} // namespace

void TestStudyRecovery::losesNoPointWhenAttuneIsKilled()
{
    const StudyFixture study(fakeStudy({"--steps", "30", "--delay-ms", "15"}, 6, 2));
    for (int kills = 0; kills < 3; ++kills) {
        QProcess attune;
        attune.start(QCoreApplication::applicationFilePath(), {u"--run"_s, study.folder()});
        QVERIFY(attune.waitForStarted());
        // It tells every commit; killed after a few of them, wherever it is then.
        for (int commits = 0; commits < 4 + 3 * kills; ++commits)
            QVERIFY(attune.canReadLine() || attune.waitForReadyRead(patienceMs));
        attune.kill();
        QVERIFY(attune.waitForFinished(patienceMs));
        QCOMPARE(attune.exitStatus(), QProcess::CrashExit);
    }
    const auto runner = study.open();
    QCOMPARE(runner->status().state, StudyState::Paused);
    QVERIFY(!runner->status().reason.empty());
    QVERIFY(runToEnd(*runner));
    QCOMPARE(runner->status().complete, 6);
    QCOMPARE(runner->trials().size(), 6u);
    for (const Trial &trial : runner->trials()) {
        QCOMPARE(trial.runs.size(), 1u);
        QVERIFY(isWhole(pointsOf(*runner, trial.number, "loss"), 30));
        QVERIFY(isWhole(pointsOf(*runner, trial.number, "accuracy"), 30));
        QCOMPARE(*trial.objective(), pointsOf(*runner, trial.number, "loss").back().value);
    }
}

void TestStudyRecovery::adoptsRunsThatTheDatabaseDoesNotKnow()
{
    const StudyFixture study(fakeStudy({"--steps", "3"}, 2));
    auto runner = study.open();
    QVERIFY(runToEnd(*runner));
    runner.reset();
    const QByteArray early = bytesOf(databaseIn(study));
    runner = study.open();
    Budget budget = runner->settings().budget;
    budget.trials = 4;
    QVERIFY(runner->setBudget(budget));
    QVERIFY(runToEnd(*runner));
    const std::vector<Trial> trials = runner->trials();
    QCOMPARE(trials.size(), 4u);
    const auto basis = runner->basis(3);
    QVERIFY(basis);
    QVERIFY(!basis->results.empty());
    runner.reset();

    // As if the commits of the last two trials had never reached the disk.
    replaceFile(databaseIn(study), early);
    runner = study.open();
    QTRY_COMPARE_WITH_TIMEOUT(count(*runner, TrialState::Complete), 4, patienceMs);
    for (std::size_t i = 0; i < trials.size(); ++i) {
        QCOMPARE(runner->trials()[i].settings, trials[i].settings);
        QCOMPARE(runner->trials()[i].objectives, trials[i].objectives);
        QCOMPARE(runner->trials()[i].runs[0].seed, trials[i].runs[0].seed);
        QVERIFY(isWhole(pointsOf(*runner, int(i), "loss"), 3));
    }
    const auto again = runner->basis(3);
    QVERIFY(again);
    QCOMPARE(again->results, basis->results);
    QCOMPARE(again->pending, basis->pending);
}

void TestStudyRecovery::showsADamagedStudyFromItsRunDirectories_data()
{
    QTest::addColumn<QString>("damage");
    QTest::newRow("header") << u"header"_s;
    QTest::newRow("cut") << u"cut"_s;
    QTest::newRow("middle") << u"middle"_s;
    QTest::newRow("empty") << u"empty"_s;
}

void TestStudyRecovery::showsADamagedStudyFromItsRunDirectories()
{
    QFETCH(QString, damage);
    const StudyFixture study(fakeStudy({"--steps", "3"}, 3, 2));
    auto runner = study.open();
    QVERIFY(runToEnd(*runner));
    const std::vector<Trial> trials = runner->trials();
    runner.reset();
    QByteArray bytes = bytesOf(databaseIn(study));
    if (damage == u"header"_s)
        bytes.replace(0, 100, QByteArray(100, 'x'));
    else if (damage == u"cut"_s)
        bytes.truncate(bytes.size() / 2);
    else if (damage == u"middle"_s)
        bytes.replace(4096, bytes.size() - 4096, QByteArray(bytes.size() - 4096, '\xa5'));
    else
        bytes.clear();
    replaceFile(databaseIn(study), bytes);

    runner = study.open();
    QCOMPARE(runner->status().state, StudyState::ReadOnly);
    QVERIFY2(QString::fromStdString(runner->status().reason).contains(u"study.attune"_s),
             runner->status().reason.c_str());
    QTRY_COMPARE_WITH_TIMEOUT(count(*runner, TrialState::Complete), 3, patienceMs);
    for (std::size_t i = 0; i < trials.size(); ++i) {
        QCOMPARE(runner->trials()[i].settings, trials[i].settings);
        QCOMPARE(runner->trials()[i].objectives, trials[i].objectives);
        QVERIFY(isWhole(pointsOf(*runner, int(i), "loss"), 3));
    }
    QCOMPARE(runner->settings(), fakeStudy({"--steps", "3"}, 3, 2));
    QVERIFY(!runner->run());
    QVERIFY(!runner->setStarred(0, true));
    runner.reset();
    QCOMPARE(bytesOf(databaseIn(study)), bytes);
}

/// Trials 0 and 3 ran here, 1 and 2 elsewhere.
void TestStudyRecovery::showsWhatWasImportedWithoutTheDatabase()
{
    StudySettings settings = fakeStudy({"--steps", "2"}, 1);
    const StudyFixture study(settings);
    auto runner = study.open();
    QVERIFY(runToEnd(*runner));
    std::vector<FinishedTrial> imported(2);
    for (std::size_t i = 0; i < 2; ++i) {
        Trial &trial = imported[i].trial;
        trial.origin = TrialOrigin::Imported;
        trial.state = TrialState::Complete;
        trial.settings = {{"lr", 0.25 + 0.25 * double(i)}};
        trial.objectives = {0.5 - 0.25 * double(i)};
        trial.note = "by hand";
        imported[i].metrics = {{"loss", *trial.objective()}, {"accuracy", 0.75}};
    }
    QVERIFY(runner->importTrials(imported, "old.csv"));
    Budget budget = runner->settings().budget;
    budget.trials = 4;
    QVERIFY(runner->setBudget(budget));
    QVERIFY(runToEnd(*runner));
    const std::vector<Trial> trials = runner->trials();
    QCOMPARE(trials.size(), 4u);
    runner.reset();
    replaceFile(databaseIn(study), {});

    runner = study.open();
    QTRY_COMPARE_WITH_TIMEOUT(count(*runner, TrialState::Complete), 4, patienceMs);
    for (const std::size_t i : {1u, 2u}) {
        const Trial &shown = runner->trials()[i];
        QCOMPARE(shown.settings, trials[i].settings);
        QCOMPARE(shown.objectives, trials[i].objectives);
        QCOMPARE(shown.origin, TrialOrigin::Imported);
        QCOMPARE(shown.note, std::string("by hand"));
        QCOMPARE(shown.startedMs, trials[i].startedMs);
        QCOMPARE(pointsOf(*runner, int(i), "accuracy").size(), 1u);
    }
    QCOMPARE(runner->trials()[3].settings, trials[3].settings);
}

void TestStudyRecovery::refusesAFileOfALaterAttune()
{
    const StudyFixture study(fakeStudy({}, 1));
    QByteArray bytes = bytesOf(databaseIn(study));
    bytes[60 + 3] = 99; // the header's user version, big-endian
    replaceFile(databaseIn(study), bytes);
    for (const OpenMode mode : {OpenMode::Write, OpenMode::ReadOnly}) {
        const auto opened = StudyRunner::open(study.folder(), mode);
        QVERIFY(!opened);
        QCOMPARE(opened.error().kind, ErrorKind::TooNew);
        QVERIFY(opened.error().message.find("later Attune") != std::string::npos);
    }
    QCOMPARE(bytesOf(databaseIn(study)), bytes);
}

void TestStudyRecovery::whoLooksAtADamagedStudyStopsNobody()
{
    StudySettings settings = fakeStudy({"hang"}, 1);
    settings.trialStopping.rule = TrialStoppingRule::Threshold;
    settings.trialStopping.threshold = 1e-9; // whatever it prints
    settings.trialStopping.minSteps = 1'000'000;
    const StudyFixture study(settings);
    auto runner = study.open();
    QVERIFY(runner->run());
    QTRY_VERIFY_WITH_TIMEOUT(!pointsOf(*runner, 0, "loss").empty(), patienceMs);
    settings.trialStopping.minSteps = 1;
    runner->stop(RunningTrials::LetGoOn);
    runner.reset();
    // The definition that is found is stricter than the one that it ran by.
    QVERIFY(writeDefinition(StudyFolder(study.folder()),
                            {{.madeMs = 1, .name = "fake", .json = studyJsonOf(settings)}, {}}));
    replaceFile(databaseIn(study), "damaged");
    runner = study.open(OpenMode::ReadOnly);
    QTRY_VERIFY_WITH_TIMEOUT(!pointsOf(*runner, 0, "loss").empty(), patienceMs);
    QCOMPARE(runner->trials()[0].state, TrialState::Running);
    const RunDirectory run(study.folder().toStdString(), RunKey{});
    QVERIFY(!run.readStop());
    QVERIFY(LocalLauncher({}).stop(run, {.sentence = "Enough."}));
    QTRY_VERIFY_WITH_TIMEOUT(run.hasExit(), patienceMs);
}

void TestStudyRecovery::losesNothingOnAFullDisk()
{
    StudySettings settings = fakeStudy({"--steps", "40", "--delay-ms", "10"}, 12, 2);
    const StudyFixture study(settings);
    const auto runner = study.open();
    QSignalSpy failed(runner.get(), &StudyRunner::failed);
    {
        const FileSizeLimit disk(120 * 1024);
        QVERIFY(runner->run());
        QTRY_VERIFY_WITH_TIMEOUT(!failed.isEmpty(), patienceMs);
        QCOMPARE(runner->status().state, StudyState::Paused);
        QVERIFY(!runner->status().reason.empty());
        QVERIFY(!runner->run());
    }
    QVERIFY(runToEnd(*runner));
    QCOMPARE(runner->status().complete, 12);
    for (const Trial &trial : runner->trials())
        QVERIFY(isWhole(pointsOf(*runner, trial.number, "loss"), 40));
}

int main(int argc, char **argv)
{
    return runStudyOrTests<TestStudyRecovery>(argc, argv, &StudyRunner::pointsStored, "stored");
}

#include "tst_study_recovery.moc"
