// SPDX-FileCopyrightText: 2026 The Attune developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/engine/execution/run_directory.h"
#include "tests/engine/study_fixture.h"

#include <QDir>
#include <QFile>

#include <csignal>

using namespace attune;
using namespace attune::engine;
using namespace attune::engine::tests;

namespace {

/// Two folds, each in two replicates: "loss x.f" of fold f. A run waits while a file
/// hold-FOLD-REPLICATE is in the folder of its trial.
StudySettings foldsInReplicates()
{
    StudySettings settings = fakeStudy({}, 1);
    settings.command = {"/bin/sh",
                        "-c",
                        "echo loss $1.$2; while test -e $4/hold-$2-$3; do sleep 0.02; done",
                        "sh",
                        "{x}",
                        "{fold}",
                        "{replicate}",
                        "{trial.directory}"};
    Hyperparameter x;
    x.name = "x";
    x.type = HyperparameterType::Integer;
    x.min = 0;
    x.max = 100;
    settings.space.hyperparameters = {x};
    settings.metrics = {MetricRule{"loss", "loss (\\S+)", "", ""}};
    settings.evaluation = {2, 2};
    return settings;
}

QString holdFile(const StudyFixture &study, const RunKey &key)
{
    return study.folder() + u"/trials/000000/hold-%1-%2"_s.arg(key.fold).arg(key.replicate);
}

/// The run will wait, once it is started.
void hold(const StudyFixture &study, const RunKey &key)
{
    QVERIFY(QDir().mkpath(study.folder() + u"/trials/000000"_s));
    QVERIFY(QFile(holdFile(study, key)).open(QIODevice::WriteOnly));
}

/// Runs the study until a run of its trial waits.
void runUntilHeld(StudyRunner &runner, const RunKey &key)
{
    QVERIFY(runner.run());
    QTRY_VERIFY_WITH_TIMEOUT(!runner.trials().empty() && !runner.trials()[0].runs.empty() &&
                                 runner.trials()[0].runs.back().key == key &&
                                 runner.trials()[0].runs.back().end == RunEnd::None,
                             patienceMs);
}

void letGoOn(std::unique_ptr<StudyRunner> &runner)
{
    QSignalSpy stopped(runner.get(), &StudyRunner::stopped);
    runner->stop(RunningTrials::LetGoOn);
    QTRY_VERIFY_WITH_TIMEOUT(!stopped.isEmpty(), patienceMs);
    runner.reset();
}

/// As a machine that is started anew leaves it.
void lose(const StudyFixture &study, const RunKey &key)
{
    const RunDirectory run(study.folder().toStdString(), key);
    QTRY_VERIFY_WITH_TIMEOUT(run.readStarted(), patienceMs);
    const auto started = run.readStarted();
    ::kill(pid_t(started->keeper.pid), SIGKILL);
    ::kill(-pid_t(started->program.pid), SIGKILL);
}

QString orderOf(const Trial &trial)
{
    QStringList text;
    for (const Run &run : trial.runs)
        text << u"f%1r%2a%3"_s.arg(run.key.fold).arg(run.key.replicate).arg(run.key.attempt);
    return text.join(u' ');
}

constexpr RunKey secondReplicate{.trial = 0, .fold = 0, .replicate = 1};

} // namespace

/// Replicates run one after the other, in each all folds. That is not the order of their keys.
class TestOrderOfRuns : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(u".?"_s)); }
    void aRunThatIsLostWhileClosedIsRepeated();
    void aTrialFoundRunningCanBeCancelled();
    void runDirectoriesAreFoundAsTheyRan();
    void theNextRunMayHaveBegunBeforeTheOneBeforeItIsKnownToHaveEnded();
};

void TestOrderOfRuns::aRunThatIsLostWhileClosedIsRepeated()
{
    const StudyFixture study(foldsInReplicates());
    hold(study, secondReplicate);
    auto runner = study.open();
    runUntilHeld(*runner, secondReplicate);
    letGoOn(runner);
    lose(study, secondReplicate);
    QVERIFY(QFile::remove(holdFile(study, secondReplicate)));

    runner = study.open();
    QTRY_COMPARE_WITH_TIMEOUT(runner->trials()[0].state, TrialState::Waiting, patienceMs);
    QVERIFY(runToEnd(*runner));
    QCOMPARE(runner->trials()[0].state, TrialState::Complete);
    QCOMPARE(orderOf(runner->trials()[0]), u"f0r0a1 f1r0a1 f0r1a1 f0r1a2 f1r1a1"_s);
}

void TestOrderOfRuns::aTrialFoundRunningCanBeCancelled()
{
    const StudyFixture study(foldsInReplicates());
    hold(study, secondReplicate);
    auto runner = study.open();
    runUntilHeld(*runner, secondReplicate);
    letGoOn(runner);
    runner = study.open();
    QCOMPARE(runner->trials()[0].state, TrialState::Running);
    QVERIFY(runner->cancelTrial(0));
    QTRY_COMPARE_WITH_TIMEOUT(runner->trials()[0].state, TrialState::Cancelled, patienceMs);
}

void TestOrderOfRuns::runDirectoriesAreFoundAsTheyRan()
{
    const StudyFixture study(foldsInReplicates());
    auto runner = study.open();
    QVERIFY(runToEnd(*runner));
    const QString order = orderOf(runner->trials()[0]);
    QCOMPARE(order, u"f0r0a1 f1r0a1 f0r1a1 f1r1a1"_s);
    runner.reset();
    QCOMPARE(orderOf(study.open(OpenMode::ReadOnly)->trials()[0]), order);

    QFile database(study.folder() + u"/study.attune"_s);
    QVERIFY(database.open(QIODevice::WriteOnly | QIODevice::Truncate));
    database.close();
    QCOMPARE(orderOf(study.open()->trials()[0]), order);
}

/// Attune dies between the start of a run and the commit that says that it took the place of
/// another one.
void TestOrderOfRuns::theNextRunMayHaveBegunBeforeTheOneBeforeItIsKnownToHaveEnded()
{
    const StudyFixture study(foldsInReplicates());
    const RunKey first{};
    const RunKey second{.trial = 0, .fold = 1};
    hold(study, first);
    hold(study, second);
    auto runner = study.open();
    runUntilHeld(*runner, first);
    letGoOn(runner);
    const QString database = study.folder() + u"/study.attune"_s;
    QVERIFY(QFile::copy(database, database + u".early"_s));
    runner = study.open();
    QVERIFY(QFile::remove(holdFile(study, first)));
    runUntilHeld(*runner, second);
    letGoOn(runner);
    QVERIFY(QFile::remove(database) && QFile::rename(database + u".early"_s, database));

    runner = study.open();
    QTRY_COMPARE_WITH_TIMEOUT(runner->trials()[0].runs[0].end, RunEnd::Exited, patienceMs);
    QCOMPARE(runner->trials()[0].state, TrialState::Running);
    QVERIFY(runner->run());
    QTest::qWait(300); // for another attempt
    QVERIFY(QFile::remove(holdFile(study, second)));
    QTRY_VERIFY_WITH_TIMEOUT(isIdle(*runner), patienceMs);
    QCOMPARE(runner->trials()[0].state, TrialState::Complete);
    QCOMPARE(orderOf(runner->trials()[0]), u"f0r0a1 f1r0a1 f0r1a1 f1r1a1"_s);
}

QTEST_GUILESS_MAIN(TestOrderOfRuns)
#include "tst_order_of_runs.moc"
