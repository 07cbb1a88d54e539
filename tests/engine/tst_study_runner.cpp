// SPDX-FileCopyrightText: 2026 The Attune developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/engine/study_fixture.h"

#include <QDir>
#include <QEventLoop>
#include <QFile>
#include <QTimer>

#include <cmath>
#include <set>

using namespace attune;
using namespace attune::engine;
using namespace attune::engine::tests;

class TestStudyRunner : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(u".?"_s)); }
    void runsAStudyToTheEndOfItsBudget();
    void keepsEverythingWhenItIsOpenedAgain();
    void runsAsManyTrialsAtATimeAsAllowed();
    void failsATrialThatCrashesAndShowsItsLastLines();
    void failsATrialWhoseObjectiveIsNotANumberAndKeepsItsPoints();
    void pausesWhenTheFirstFiveTrialsGiveNoValue_data();
    void pausesWhenTheFirstFiveTrialsGiveNoValue();
    void refusesToRunWithoutAProgram();
    void pausesWhenTheProgramVanishes();
    void stopsRunningTrialsPolitelyAndCallsThemCancelled();
    void stopsTrialsThatAreBeingLaunched();
    void keepsATrialWaitingThatCannotBePrepared();
    void letsRunningTrialsGoOnAndFollowsThemAfterOpeningAgain();
    void storesItsRunningTimeWhileItRuns();
    void pausesAndGoesOn();
    void cancelsOneTrial();
    void triesAPersonsOwnSettingsNext();
    void stopsAHopelessTrialEarly();
    void endsAtTheTarget();
    void endsWhenNothingImproves();
    void doesNotLaunchBeyondAFiniteSpace();
    void changesParallelismWhileRunning();
    void aChangeOfParallelismCanBeTakenBack();
    void givesSlotsTheirEnvironment();
    void runsTheCommandOnceAsATest();
};

void TestStudyRunner::runsAStudyToTheEndOfItsBudget()
{
    const StudyFixture study(fakeStudy({"--steps", "3"}, 6, 2));
    const auto runner = study.open();
    QVERIFY(runToEnd(*runner));
    QCOMPARE(runner->status().state, StudyState::Finished);
    QCOMPARE(runner->status().complete, 6);
    QCOMPARE(QString::fromStdString(runner->status().reason), u"All 6 trials are done."_s);
    QVERIFY(runner->status().bestTrial.has_value());
    std::set<std::string> values;
    for (const Trial &trial : runner->trials()) {
        QVERIFY(trial.objective().has_value());
        const auto points = pointsOf(*runner, trial.number, "loss");
        QCOMPARE(points.size(), 3u);
        QCOMPARE(points.back().step, 3);
        QCOMPARE(points.back().value, *trial.objective());
        QVERIFY(points.back().timeMs > 0);
        QCOMPARE(trial.runs.size(), 1u);
        QCOMPARE(trial.runs[0].end, RunEnd::Exited);
        QVERIFY(trial.endedMs >= trial.startedMs);
        values.insert(textOf(trial.settings.at("lr")));
    }
    QCOMPARE(values.size(), 6u);
}

void TestStudyRunner::keepsEverythingWhenItIsOpenedAgain()
{
    const StudyFixture study(fakeStudy({"--steps", "4"}, 4, 2));
    auto runner = study.open();
    QVERIFY(runToEnd(*runner));
    const std::vector<Trial> trials = runner->trials();
    const std::vector<MetricPoint> points = pointsOf(*runner, 2, "accuracy");
    const std::vector<StudyEvent> events = runner->events();
    runner.reset();

    runner = study.open();
    QCOMPARE(runner->trials(), trials);
    QCOMPARE(pointsOf(*runner, 2, "accuracy"), points);
    QCOMPARE(points.size(), 4u);
    QCOMPARE(runner->events(), events);
    QCOMPARE(runner->status().state, StudyState::Finished);
    QCOMPARE(runner->envelopes().size(), 8u);
}

void TestStudyRunner::runsAsManyTrialsAtATimeAsAllowed()
{
    const StudyFixture study(fakeStudy({"--steps", "2", "--delay-ms", "40"}, 9, 3));
    const auto runner = study.open();
    int most = 0;
    QObject::connect(runner.get(), &StudyRunner::trialChanged, runner.get(),
                     [&] { most = std::max(most, runner->status().running); });
    QVERIFY(runToEnd(*runner));
    QCOMPARE(most, 3);
    QCOMPARE(runner->status().complete, 9);
}

void TestStudyRunner::failsATrialThatCrashesAndShowsItsLastLines()
{
    const StudyFixture study(fakeStudy({"crash", "--steps", "1"}, 2));
    const auto runner = study.open();
    QVERIFY(runToEnd(*runner));
    QCOMPARE(runner->status().failed, 2);
    const Trial &trial = runner->trials()[0];
    QVERIFY2(trial.sentence.find("ValueError: bad batch") != std::string::npos,
             trial.sentence.c_str());
    QCOMPARE(trial.runs[0].exitCode, 3);
    QCOMPARE(trial.runs.size(), 1u);
    QVERIFY(!trial.objective().has_value());
    QCOMPARE(pointsOf(*runner, 0, "loss").size(), 1u);
}

void TestStudyRunner::failsATrialWhoseObjectiveIsNotANumberAndKeepsItsPoints()
{
    const StudyFixture study(fakeStudy({"nan", "--steps", "2"}, 1));
    const auto runner = study.open();
    QVERIFY(runToEnd(*runner));
    const Trial &trial = runner->trials()[0];
    QCOMPARE(trial.state, TrialState::Failed);
    QCOMPARE(QString::fromStdString(trial.sentence), u"The value of \"loss\" is not a number."_s);
    QVERIFY(!trial.objective().has_value());
    const auto points = pointsOf(*runner, 0, "loss");
    QCOMPARE(points.size(), 3u);
    QVERIFY(std::isnan(points.back().value));
}

void TestStudyRunner::pausesWhenTheFirstFiveTrialsGiveNoValue_data()
{
    QTest::addColumn<Strategy>("strategy");
    QTest::newRow("random") << Strategy::Random;
    // Its first fit has no value to learn from, and is stored all the same.
    QTest::newRow("bayesian") << Strategy::Bayesian;
}

void TestStudyRunner::pausesWhenTheFirstFiveTrialsGiveNoValue()
{
    QFETCH(Strategy, strategy);
    StudySettings settings = fakeStudy({"--steps", "4"}, 20);
    settings.search.strategy = strategy;
    settings.metrics[0].pattern = "no such thing (\\d+)";
    const StudyFixture study(settings);
    const auto runner = study.open();
    QVERIFY(runToEnd(*runner));
    QCOMPARE(runner->status().state, StudyState::Paused);
    QCOMPARE(runner->status().failed, 5);
    QCOMPARE(QString::fromStdString(runner->trials()[0].sentence),
             u"No value of \"loss\" in 4 lines of output. What was read is \"accuracy\"."_s);
    const QString reason = QString::fromStdString(runner->status().reason);
    QVERIFY2(reason.contains(u"No value of \"loss\" in 4 lines"_s), qPrintable(reason));
}

void TestStudyRunner::refusesToRunWithoutAProgram()
{
    StudySettings settings = fakeStudy({}, 2);
    settings.command[0] = "/nowhere/at/all";
    const StudyFixture study(settings);
    const auto runner = study.open();
    const auto started = runner->run();
    QVERIFY(!started);
    QCOMPARE(started.error().kind, ErrorKind::NotFound);
    QVERIFY(started.error().message.find("/nowhere/at/all") != std::string::npos);
    QVERIFY(runner->trials().empty());
    QCOMPARE(runner->status().state, StudyState::Idle);
}

void TestStudyRunner::pausesWhenTheProgramVanishes()
{
    const QTemporaryDir place;
    const QString program = place.filePath(u"trainer"_s);
    QVERIFY(QFile::copy(QStringLiteral(ATTUNE_BIN_DIR "/fake_trainer"), program));
    StudySettings settings = fakeStudy({"--steps", "1"}, 1000);
    settings.command[0] = program.toStdString();
    const StudyFixture study(settings);
    const auto runner = study.open();
    QVERIFY(runner->run());
    QTRY_VERIFY_WITH_TIMEOUT(runner->status().complete >= 2, patienceMs);
    QVERIFY(QFile::remove(program));
    QTRY_COMPARE_WITH_TIMEOUT(runner->status().state, StudyState::Paused, patienceMs);
    const Trial &last = runner->trials().back();
    QCOMPARE(last.state, TrialState::Failed);
    QVERIFY2(QString::fromStdString(last.sentence).contains(program), last.sentence.c_str());
    QCOMPARE(runner->status().reason, last.sentence);
}

void TestStudyRunner::stopsRunningTrialsPolitelyAndCallsThemCancelled()
{
    const StudyFixture study(fakeStudy({"save-on-term", "--steps", "1"}, 4, 2));
    const auto runner = study.open();
    QVERIFY(runner->run());
    QTRY_VERIFY_WITH_TIMEOUT(pointsOf(*runner, 0, "loss").size() == 1 &&
                                 pointsOf(*runner, 1, "loss").size() == 1,
                             patienceMs);
    QSignalSpy stopped(runner.get(), &StudyRunner::stopped);
    runner->stop(RunningTrials::Stop);
    QCOMPARE(runner->status().state, StudyState::Stopping);
    QTRY_COMPARE_WITH_TIMEOUT(stopped.size(), 1, patienceMs);
    QCOMPARE(runner->status().state, StudyState::Idle);
    QCOMPARE(count(*runner, TrialState::Cancelled), 2);
    QCOMPARE(runner->trials().size(), 2u);
    QCOMPARE(runner->trials()[0].runs[0].end, RunEnd::StudyEnded);
    QCOMPARE(runner->status().launched(), 0);
}

void TestStudyRunner::stopsTrialsThatAreBeingLaunched()
{
    const StudyFixture study(fakeStudy({"save-on-term", "--steps", "1"}, 4, 2));
    const auto runner = study.open();
    QVERIFY(runner->run());
    // Ends the wait between two events: no report of a launch can have come in the same one.
    QEventLoop loop;
    QTimer look;
    connect(&look, &QTimer::timeout, &loop, [&] {
        if (runner->status().running > 0)
            loop.quit();
    });
    look.start(0);
    loop.exec();
    QVERIFY(runner->trials()[0].runs.empty());
    runner->stop(RunningTrials::Stop);
    QCOMPARE(runner->status().state, StudyState::Stopping);
    QTRY_COMPARE_WITH_TIMEOUT(runner->status().state, StudyState::Idle, patienceMs);
    QVERIFY(!runner->trials().empty());
    QCOMPARE(count(*runner, TrialState::Cancelled), int(runner->trials().size()));
    QCOMPARE(runner->trials()[0].runs[0].end, RunEnd::StudyEnded);
}

void TestStudyRunner::keepsATrialWaitingThatCannotBePrepared()
{
    const StudyFixture study(fakeStudy({"--steps", "1"}, 1));
    const QString trials = study.folder() + u"/trials"_s;
    QDir(trials).removeRecursively();
    QFile obstacle(trials);
    QVERIFY(obstacle.open(QIODevice::WriteOnly));
    obstacle.close();
    const auto runner = study.open();
    QVERIFY(runToEnd(*runner));
    QCOMPARE(runner->status().state, StudyState::Paused);
    const QString reason = QString::fromStdString(runner->status().reason);
    QVERIFY2(reason.contains(u"/study/trials\""_s), qPrintable(reason));
    QCOMPARE(runner->status().waiting, 1);
    const Settings settings = runner->trials()[0].settings;
    QVERIFY(obstacle.remove());
    QVERIFY(runToEnd(*runner));
    QCOMPARE(runner->trials().size(), 1u);
    QCOMPARE(runner->trials()[0].state, TrialState::Complete);
    QVERIFY(runner->trials()[0].settings == settings);
    QCOMPARE(runner->trials()[0].runs.size(), 1u);
}

void TestStudyRunner::letsRunningTrialsGoOnAndFollowsThemAfterOpeningAgain()
{
    const StudyFixture study(fakeStudy({"--steps", "10", "--delay-ms", "50"}, 1));
    auto runner = study.open();
    QVERIFY(runner->run());
    QTRY_VERIFY_WITH_TIMEOUT(pointsOf(*runner, 0, "loss").size() >= 2, patienceMs);
    runner->stop(RunningTrials::LetGoOn);
    QCOMPARE(runner->status().state, StudyState::Idle);
    QCOMPARE(runner->status().running, 1);
    runner.reset();

    runner = study.open();
    QTRY_COMPARE_WITH_TIMEOUT(count(*runner, TrialState::Complete), 1, patienceMs);
    const auto points = pointsOf(*runner, 0, "loss");
    QCOMPARE(points.size(), 10u);
    for (std::size_t i = 0; i < points.size(); ++i)
        QCOMPARE(points[i].step, std::int64_t(i) + 1);
}

void TestStudyRunner::storesItsRunningTimeWhileItRuns()
{
    const StudyFixture study(fakeStudy({"--steps", "1000", "--delay-ms", "50"}, 1));
    const auto runner = study.open();
    QVERIFY(runner->run());
    // What another process reads is what would be left after a crash.
    QTRY_VERIFY_WITH_TIMEOUT(study.open(OpenMode::ReadOnly)->status().ranSeconds >= 0.9,
                             patienceMs);
    QCOMPARE(runner->status().state, StudyState::Running);
    runner->stop(RunningTrials::Stop);
    QTRY_COMPARE_WITH_TIMEOUT(runner->status().state, StudyState::Idle, patienceMs);
}

void TestStudyRunner::pausesAndGoesOn()
{
    const StudyFixture study(fakeStudy({"--steps", "2", "--delay-ms", "50"}, 4));
    const auto runner = study.open();
    QVERIFY(runner->run());
    QTRY_COMPARE_WITH_TIMEOUT(runner->status().running, 1, patienceMs);
    runner->pause(u"Because."_s);
    QCOMPARE(runner->status().state, StudyState::Paused);
    QCOMPARE(QString::fromStdString(runner->status().reason), u"Because."_s);
    QTRY_COMPARE_WITH_TIMEOUT(runner->status().running, 0, patienceMs);
    const int done = runner->status().complete;
    QVERIFY(done < 4);
    QVERIFY(runToEnd(*runner));
    QCOMPARE(runner->status().complete, 4);
}

void TestStudyRunner::cancelsOneTrial()
{
    const StudyFixture study(fakeStudy({"hang", "--steps", "1"}, 2, 2));
    const auto runner = study.open();
    QVERIFY(runner->run());
    QTRY_COMPARE_WITH_TIMEOUT(runner->status().running, 2, patienceMs);
    QVERIFY(runner->cancelTrial(0));
    QTRY_COMPARE_WITH_TIMEOUT(runner->trials()[0].state, TrialState::Cancelled, patienceMs);
    QVERIFY(!runner->cancelTrial(0));
    QVERIFY(!runner->cancelTrial(77));
    // A cancelled trial does not count against the budget: another takes its place.
    QTRY_COMPARE_WITH_TIMEOUT(runner->trials().size(), 3u, patienceMs);
    runner->stop(RunningTrials::Stop);
    QTRY_VERIFY_WITH_TIMEOUT(isIdle(*runner), patienceMs);
}

void TestStudyRunner::triesAPersonsOwnSettingsNext()
{
    const StudyFixture study(fakeStudy({"--steps", "1"}, 3));
    const auto runner = study.open();
    const auto number = runner->enqueue({{"lr", 0.125}});
    QVERIFY(number);
    QCOMPARE(*number, 0);
    QVERIFY(!runner->enqueue({{"lr", 5.0}}));
    QVERIFY(!runner->enqueue({{"unknown", 0.5}}));
    QCOMPARE(runner->status().waiting, 1);
    QVERIFY(runToEnd(*runner));
    QCOMPARE(runner->trials().size(), 3u);
    QCOMPARE(runner->trials()[0].origin, TrialOrigin::Person);
    QCOMPARE(runner->trials()[0].state, TrialState::Complete);
    QCOMPARE(runner->trials()[0].runs[0].command.back(), std::string("0.125"));
}

void TestStudyRunner::stopsAHopelessTrialEarly()
{
    StudySettings settings = fakeStudy({"--steps", "60", "--delay-ms", "20"}, 3);
    settings.trialStopping.rule = TrialStoppingRule::Median;
    settings.trialStopping.minSteps = 2;
    settings.trialStopping.minTrials = 2;
    const StudyFixture study(settings);
    const auto runner = study.open();
    for (const double rate : {0.01, 0.012, 0.9})
        QVERIFY(runner->enqueue({{"lr", rate}}));
    QVERIFY(runToEnd(*runner));
    const Trial &hopeless = runner->trials()[2];
    QCOMPARE(hopeless.state, TrialState::Stopped);
    QVERIFY(hopeless.stoppedAtStep.has_value());
    QVERIFY(*hopeless.stoppedAtStep >= 2 && *hopeless.stoppedAtStep < 60);
    QVERIFY(!hopeless.sentence.empty());
    QVERIFY(hopeless.objective().has_value());
    QCOMPARE(*runner->status().bestTrial, 0);
}

void TestStudyRunner::endsAtTheTarget()
{
    StudySettings settings = fakeStudy({"--steps", "12"}, 50);
    settings.studyStopping.target = 0.2;
    const StudyFixture study(settings);
    const auto runner = study.open();
    QVERIFY(runner->enqueue({{"lr", 0.01}}));
    QVERIFY(runToEnd(*runner));
    QCOMPARE(runner->status().state, StudyState::Finished);
    QVERIFY(runner->status().reason.find("target") != std::string::npos);
    QCOMPARE(runner->trials().size(), 1u);
}

/// The first has the best learning rate; three more, and it ends, with 46 left in the budget.
void TestStudyRunner::endsWhenNothingImproves()
{
    StudySettings settings = fakeStudy({"--steps", "2"}, 50);
    settings.studyStopping.notImprovingFor = 3;
    const StudyFixture study(settings);
    const auto runner = study.open();
    for (const double rate : {0.01, 0.1, 0.001, 0.5, 0.02})
        QVERIFY(runner->enqueue({{"lr", rate}}));
    QVERIFY(runToEnd(*runner));
    QCOMPARE(runner->status().state, StudyState::Finished);
    QCOMPARE(runner->status().complete, 4);
    const QString reason = QString::fromStdString(runner->status().reason);
    QVERIFY2(reason.startsWith(u"The last 3 trials did not improve on trial 0 ("_s),
             qPrintable(reason));
}

void TestStudyRunner::doesNotLaunchBeyondAFiniteSpace()
{
    StudySettings settings = fakeStudy({"--steps", "1"}, 50);
    Hyperparameter rate;
    rate.name = "lr";
    rate.type = HyperparameterType::Categorical;
    rate.values = {0.1, 0.01, 0.001};
    settings.space.hyperparameters = {rate};
    settings.search.strategy = Strategy::Grid;
    const StudyFixture study(settings);
    const auto runner = study.open();
    QVERIFY(runToEnd(*runner));
    QCOMPARE(runner->status().state, StudyState::Finished);
    QCOMPARE(runner->status().complete, 3);
    QVERIFY(!runner->status().reason.empty());
}

void TestStudyRunner::changesParallelismWhileRunning()
{
    const StudyFixture study(fakeStudy({"hang", "--steps", "1"}, 10, 1));
    const auto runner = study.open();
    QVERIFY(runner->run());
    QTRY_COMPARE_WITH_TIMEOUT(runner->status().running, 1, patienceMs);
    QVERIFY(runner->setParallel(3));
    QTRY_COMPARE_WITH_TIMEOUT(runner->status().running, 3, patienceMs);
    QVERIFY(runner->setParallel(1));
    QVERIFY(runner->cancelTrial(0));
    QTRY_COMPARE_WITH_TIMEOUT(runner->status().running, 2, patienceMs);
    QCOMPARE(runner->trials().size(), 3u);
    QVERIFY(!runner->setParallel(0));
    runner->stop(RunningTrials::Stop);
    QTRY_VERIFY_WITH_TIMEOUT(isIdle(*runner), patienceMs);
}

void TestStudyRunner::aChangeOfParallelismCanBeTakenBack()
{
    const StudyFixture study(fakeStudy({"--steps", "1"}, 1, 1));
    const auto runner = study.open();
    QVERIFY(runToEnd(*runner));
    QVERIFY(runner->setParallel(3));
    const std::vector<StudyRevision> revisions = runner->revisions();
    QCOMPARE(revisions.size(), 2u);
    QCOMPARE(revisions[0].settings.budget.parallel, 1); // as the trial ran
    QCOMPARE(revisions[1].settings.budget.parallel, 3);
    QVERIFY(runner->applySettings(revisions[0].settings));
    QCOMPARE(runner->status().parallel, 1);
}

void TestStudyRunner::givesSlotsTheirEnvironment()
{
    StudySettings settings = fakeStudy({"describe", "--variable", "DEVICE"}, 2, 2);
    settings.slots = {Slot{{{"DEVICE", "gpu0"}}}, Slot{{{"DEVICE", "gpu1"}}}};
    const StudyFixture study(settings);
    const auto runner = study.open();
    QVERIFY(!runner->setParallel(3)); // that would be a definition that cannot run
    QCOMPARE(runner->status().parallel, 2);
    QVERIFY(runToEnd(*runner));
    std::set<QByteArray> devices;
    for (const Trial &trial : runner->trials()) {
        const auto log = runner->log(trial.runs[0].key, OutputStream::Stdout, 0, 10'000);
        QVERIFY(log);
        const QByteArray device = "variable gpu" + QByteArray::number(trial.runs[0].slot);
        QVERIFY2(log->contains(device), log->constData());
        devices.insert(device);
    }
    QVERIFY(!devices.empty());
}

void TestStudyRunner::runsTheCommandOnceAsATest()
{
    const StudyFixture study(fakeStudy({"--steps", "3"}, 5));
    const auto runner = study.open();
    QByteArray output;
    QObject::connect(runner.get(), &StudyRunner::testRunOutput, runner.get(),
                     [&](OutputStream, const QByteArray &bytes) { output += bytes; });
    std::optional<TestRunResult> result;
    QObject::connect(runner.get(), &StudyRunner::testRunFinished, runner.get(),
                     [&](const TestRunResult &finished) { result = finished; });
    QVERIFY(runner->startTestRun({{"lr", 0.01}}));
    QVERIFY(!runner->startTestRun({{"lr", 0.01}}));
    QTRY_VERIFY_WITH_TIMEOUT(result.has_value(), patienceMs);
    QCOMPARE(output.count('\n'), 3);
    QCOMPARE(result->lines, 3);
    QCOMPARE(result->series.size(), 2u);
    QCOMPARE(*result->objective, result->series[0].points.back().value);
    QVERIFY(result->sentence.empty());
    QVERIFY(runner->trials().empty());
}

QTEST_GUILESS_MAIN(TestStudyRunner)
#include "tst_study_runner.moc"
