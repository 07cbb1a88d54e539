// SPDX-FileCopyrightText: 2026 The Attune developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/engine/execution/run_directory.h"
#include "app/engine/storage/connection.h"
#include "app/engine/storage/study_database.h"
#include "app/engine/storage/study_folder.h"
#include "tests/engine/curve_study.h"
#include "tests/support/file_size_limit.h"

#include <QFile>

using namespace attune;
using namespace attune::engine;
using namespace attune::engine::tests;

namespace {

/// Trials print curves that are known, and wait where a curve says "wait" until the gate opens.
StudySettings scripted(const std::vector<std::string> &curves, const QString &gate, bool endsItself)
{
    StudySettings settings = fakeStudy({}, int(curves.size()));
    settings.command = {ATTUNE_BIN_DIR "/fake_trainer",
                        "script",
                        "--curve",
                        "{curve}",
                        "--gate",
                        gate.toStdString()};
    if (endsItself)
        settings.command.insert(settings.command.end(), {"--leave", "1"});
    varyCurves(settings, curves);
    return settings;
}

void enqueue(StudyRunner &runner, const std::vector<std::string> &curves)
{
    for (const std::string &curve : curves)
        QVERIFY(runner.enqueue({{"curve", curve}}));
}

void letGoOn(StudyRunner &runner)
{
    QSignalSpy stopped(&runner, &StudyRunner::stopped);
    runner.stop(RunningTrials::LetGoOn);
    QTRY_VERIFY_WITH_TIMEOUT(!stopped.isEmpty(), patienceMs);
}

} // namespace

/// What a study knows of its trials, its time and its end when Attune is closed in the middle.
class TestReopenedStudy : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        QTest::failOnWarning(QRegularExpression(u".?"_s));
        m_place = std::make_unique<QTemporaryDir>();
        m_gate = m_place->filePath(u"gate"_s);
    }
    void rungsThatARunningTrialHasPassedStayAsTheyWere();
    void thePatienceRuleKnowsTheCurveFromBefore();
    void whatStoppedATrialStandsInItsRunDirectory();
    void knowsByWhichMetricATrialWasStopped();
    void aStudyThatWasEndingIsFinished();
    void closingWhileItEndsLeavesItToTheNextOpening();
    void aStudyThatWasBeingStoppedIsStopped();
    void whatEndedMeanwhileIsNotStopped();
    void aStartThatCannotBeWrittenLosesNoTime();
    void itsTimeStandsStillWhileItIsPausedAndClosed();
    void itsTimeEndsIt();
    void howAFrozenHyperparameterVariedIsKnown();

private:
    void openGate(const QString &name = u"gate"_s) const
    {
        QFile gate(m_place->filePath(name));
        QVERIFY(gate.open(QIODevice::WriteOnly));
    }
    /// Trial 1 reaches the target while trial 0, which takes no notice of SIGTERM, runs.
    [[nodiscard]] StudySettings reachingItsTarget() const;

    std::unique_ptr<QTemporaryDir> m_place;
    QString m_gate;
};

void TestReopenedStudy::rungsThatARunningTrialHasPassedStayAsTheyWere()
{
    // Rungs 1 and 3 of 9. The first trial stands at 0.9 there, and is at 0.1 only later.
    const std::vector<std::string> curves = {"0.9_0.9_0.9_wait_0.1_0.1_0.1_0.1_0.1_0.1",
                                             "0.5_0.5_0.5_0.5_0.5_0.5_0.5_0.5_0.5"};
    StudySettings settings = scripted(curves, m_gate, false);
    settings.search.strategy = Strategy::Hyperband;
    settings.search.hyperband.isModelBased = false;
    settings.space.fixed = {{"epochs", "9"}};
    const StudyFixture study(settings);
    auto runner = study.open();
    enqueue(*runner, curves);
    QVERIFY(runner->run());
    QTRY_COMPARE_WITH_TIMEOUT(pointsOf(*runner, 0, "loss").size(), 3u, patienceMs);
    letGoOn(*runner);
    runner.reset();
    runner = study.open();
    openGate();
    QVERIFY(runToEnd(*runner));
    QCOMPARE(runner->trials()[0].state, TrialState::Complete);
    // 0.5 is better than 0.9, so that no rung ended it.
    QCOMPARE(QString::fromStdString(runner->trials()[1].sentence),
             u"Ended at step 9, the maximum."_s);
}

void TestReopenedStudy::thePatienceRuleKnowsTheCurveFromBefore()
{
    const std::vector<std::string> curves = {"0.5_0.6_8_wait_1.3"};
    StudySettings settings = scripted(curves, m_gate, false);
    settings.trialStopping.rule = TrialStoppingRule::Patience;
    settings.trialStopping.patience = 2;
    settings.trialStopping.minSteps = 4;
    const StudyFixture study(settings);
    auto runner = study.open();
    enqueue(*runner, curves);
    QVERIFY(runner->run());
    QTRY_COMPARE_WITH_TIMEOUT(pointsOf(*runner, 0, "loss").size(), 3u, patienceMs);
    letGoOn(*runner);
    runner.reset();
    runner = study.open();
    openGate();
    QTRY_VERIFY_WITH_TIMEOUT(isFinished(runner->trials()[0].state), patienceMs);
    // Its best, 0.5, was before Attune was closed; 1.3 is the first that it reads now.
    QCOMPARE(runner->trials()[0].stoppedAtStep, std::optional<std::int64_t>(4));
    QCOMPARE(runner->trials()[0].stoppedValue, std::optional(1.3));
}

void TestReopenedStudy::whatStoppedATrialStandsInItsRunDirectory()
{
    const std::vector<std::string> curves = {"0.3_0.9_wait"};
    StudySettings settings = scripted(curves, m_gate, false);
    settings.trialStopping.rule = TrialStoppingRule::Threshold;
    settings.trialStopping.threshold = 0.5;
    settings.trialStopping.minSteps = 2;
    const StudyFixture study(settings);
    auto runner = study.open();
    enqueue(*runner, curves);
    QVERIFY(runToEnd(*runner));
    const Trial stopped = runner->trials()[0];
    QCOMPARE(stopped.stoppedAtStep, std::optional<std::int64_t>(2));
    QCOMPARE(stopped.stoppedAgainst, std::optional(0.5));
    runner.reset();
    QFile database(study.folder() + u"/study.attune"_s);
    QVERIFY(database.open(QIODevice::WriteOnly | QIODevice::Truncate));
    database.close();

    runner = study.open();
    QTRY_VERIFY_WITH_TIMEOUT(isFinished(runner->trials()[0].state), patienceMs);
    QCOMPARE(runner->trials()[0].state, TrialState::Stopped);
    QCOMPARE(runner->trials()[0].stoppedAtStep, stopped.stoppedAtStep);
    QCOMPARE(runner->trials()[0].stoppedValue, stopped.stoppedValue);
    QCOMPARE(runner->trials()[0].stoppedAgainst, stopped.stoppedAgainst);
}

void TestReopenedStudy::knowsByWhichMetricATrialWasStopped()
{
    const std::vector<std::string> curves = {"0.3_0.9_wait"};
    StudySettings settings = scripted(curves, m_gate, false);
    settings.trialStopping.rule = TrialStoppingRule::Threshold;
    settings.trialStopping.threshold = 0.5;
    settings.trialStopping.minSteps = 2;
    settings.metrics.push_back(settings.metrics.front());
    settings.metrics.back().name = "other";
    const StudyFixture study(settings);
    auto runner = study.open();
    enqueue(*runner, curves);
    QVERIFY(runToEnd(*runner));
    QCOMPARE(runner->trials()[0].stoppedMetric, std::string("loss"));
    settings.objectives[0].metric = "other";
    QVERIFY(runner->applySettings(settings));
    QTRY_VERIFY_WITH_TIMEOUT(!runner->isRereading(), patienceMs);
    QCOMPARE(runner->trials()[0].stoppedMetric, std::string("loss"));
    runner.reset();
    runner = study.open();
    QCOMPARE(runner->trials()[0].stoppedMetric, std::string("loss"));
}

StudySettings TestReopenedStudy::reachingItsTarget() const
{
    // Each has a gate of its own.
    StudySettings settings =
        scripted({"0.9_wait", "wait_0.1"}, m_place->filePath(u"{curve}"_s), true);
    std::string script = "trap '' TERM; exec \"$0\" \"$@\"";
    settings.command.insert(settings.command.begin(), {"sh", "-c", script});
    settings.studyStopping.target = 0.2;
    settings.budget.trials = 10;
    settings.budget.parallel = 2;
    settings.limits.graceSeconds = 2.0;
    return settings;
}

void TestReopenedStudy::aStudyThatWasEndingIsFinished()
{
    const StudyFixture study(reachingItsTarget());
    auto runner = study.open();
    enqueue(*runner, {"0.9_wait", "wait_0.1"});
    QVERIFY(runner->run());
    QTRY_COMPARE_WITH_TIMEOUT(pointsOf(*runner, 0, "loss").size(), 1u, patienceMs);
    openGate(u"wait_0.1"_s); // now that trial 0 takes no notice of SIGTERM
    QTRY_COMPARE_WITH_TIMEOUT(runner->status().state, StudyState::Stopping, patienceMs);
    const std::string reason = runner->status().reason;
    QVERIFY2(reason.find("target") != std::string::npos, reason.c_str());
    runner.reset();
    const auto summary = summarize(study.folder());
    QVERIFY(summary);
    QCOMPARE(summary->status.state, StudyState::Finished);
    QCOMPARE(summary->status.reason, reason);

    runner = study.open();
    QTRY_COMPARE_WITH_TIMEOUT(runner->status().state, StudyState::Finished, patienceMs);
    QCOMPARE(runner->status().reason, reason);
    QCOMPARE(runner->trials()[0].state, TrialState::Cancelled);
}

void TestReopenedStudy::closingWhileItEndsLeavesItToTheNextOpening()
{
    const StudyFixture study(reachingItsTarget());
    auto runner = study.open();
    enqueue(*runner, {"0.9_wait", "wait_0.1"});
    QVERIFY(runner->run());
    QTRY_COMPARE_WITH_TIMEOUT(pointsOf(*runner, 0, "loss").size(), 1u, patienceMs);
    openGate(u"wait_0.1"_s); // now that trial 0 takes no notice of SIGTERM
    QTRY_COMPARE_WITH_TIMEOUT(runner->status().state, StudyState::Stopping, patienceMs);
    const std::string reason = runner->status().reason;
    runner->stop(RunningTrials::Stop); // it does already
    letGoOn(*runner);
    QCOMPARE(runner->status().reason, reason);
    runner.reset();
    runner = study.open();
    QTRY_COMPARE_WITH_TIMEOUT(runner->status().state, StudyState::Finished, patienceMs);
    QCOMPARE(runner->status().reason, reason);
}

/// Attune ended before the order had reached a trial that was on its way.
void TestReopenedStudy::aStudyThatWasBeingStoppedIsStopped()
{
    const StudyFixture study(fakeStudy({"hang"}, 2));
    auto runner = study.open();
    QVERIFY(runner->run());
    QTRY_VERIFY_WITH_TIMEOUT(!pointsOf(*runner, 0, "loss").empty(), patienceMs);
    letGoOn(*runner);
    runner.reset();
    {
        auto database = StudyDatabase::open(StudyFolder(study.folder()), DatabaseAccess::Write);
        QVERIFY(database);
        QVERIFY((*database)->connection().run(u"UPDATE study SET state = 'stopping'"_s));
    }
    runner = study.open();
    QCOMPARE(runner->status().state, StudyState::Stopping);
    QTRY_COMPARE_WITH_TIMEOUT(runner->status().state, StudyState::Idle, patienceMs);
    QCOMPARE(runner->trials()[0].state, TrialState::Cancelled);
    QCOMPARE(runner->trials()[0].runs[0].end, RunEnd::StudyEnded);
}

/// More than is read at a time, so that the end of the run is not known with its first lines.
void TestReopenedStudy::whatEndedMeanwhileIsNotStopped()
{
    const QTemporaryDir place;
    const std::string gate = place.filePath(u"gate"_s).toStdString();
    QFile script(place.filePath(u"script"_s));
    QVERIFY(script.open(QIODevice::WriteOnly));
    script.write("while ! test -e " + QByteArray::fromStdString(gate) +
                 "; do sleep 0.01; done\n"
                 "awk 'BEGIN { for (i = 1; i <= 20000; ++i) print \"epoch \" i \" loss 0.9\" }'\n");
    script.close();
    StudySettings settings = fakeStudy({}, 1);
    settings.command = {"sh", script.fileName().toStdString(), "{lr}"};
    settings.trialStopping.rule = TrialStoppingRule::Threshold;
    settings.trialStopping.threshold = 0.5;
    settings.trialStopping.minSteps = 2;
    const StudyFixture study(settings);
    auto runner = study.open();
    QVERIFY(runner->run());
    QTRY_VERIFY_WITH_TIMEOUT(runner->status().running == 1 && !runner->trials()[0].runs.empty(),
                             patienceMs);
    letGoOn(*runner);
    runner.reset();
    QVERIFY(QFile(QString::fromStdString(gate)).open(QIODevice::WriteOnly));
    const RunDirectory run(study.folder().toStdString(), RunKey{});
    QTRY_VERIFY_WITH_TIMEOUT(run.hasExit(), patienceMs);
    runner = study.open();
    QTRY_VERIFY_WITH_TIMEOUT(isFinished(runner->trials()[0].state), patienceMs);
    QCOMPARE(runner->trials()[0].state, TrialState::Complete);
    QVERIFY(!run.readStop());
}

void TestReopenedStudy::aStartThatCannotBeWrittenLosesNoTime()
{
    const StudyFixture study(fakeStudy({"--steps", "2"}, 2));
    const auto runner = study.open();
    QSignalSpy failed(runner.get(), &StudyRunner::failed);
    {
        const FileSizeLimit disk(1);
        QVERIFY(!runner->run());
        QVERIFY(!runner->run()); // nor the second time, with what is still to be written
        QVERIFY(runner->status().state != StudyState::Running);
        QTest::qWait(50);
    }
    QVERIFY(!failed.isEmpty());
    QVERIFY(runToEnd(*runner));
    QCOMPARE(runner->status().complete, 2);
    const double seconds = runner->status().ranSeconds;
    QVERIFY2(seconds > 0.0 && seconds < patienceMs / 1e3, qPrintable(QString::number(seconds)));
}

void TestReopenedStudy::itsTimeStandsStillWhileItIsPausedAndClosed()
{
    StudySettings settings = fakeStudy({"--steps", "500", "--delay-ms", "10"}, 50);
    settings.budget.seconds = 3600;
    const StudyFixture study(settings);
    auto runner = study.open();
    QVERIFY(runner->run());
    QTRY_VERIFY_WITH_TIMEOUT(runner->status().ranSeconds > 0.0, patienceMs);
    runner->pause({});
    const double ran = runner->status().ranSeconds;
    QVERIFY(ran > 0.0);
    QTest::qWait(120);
    QCOMPARE(runner->status().ranSeconds, ran);
    runner.reset();
    runner = study.open();
    QTest::qWait(120);
    QCOMPARE(runner->status().ranSeconds, ran);
    runner->stop(RunningTrials::Stop);
    QTRY_VERIFY_WITH_TIMEOUT(isIdle(*runner), patienceMs);
}

void TestReopenedStudy::itsTimeEndsIt()
{
    StudySettings settings = fakeStudy({"--steps", "2"}, 100'000);
    settings.budget.seconds = 1;
    const StudyFixture study(settings);
    const auto runner = study.open();
    QVERIFY(runToEnd(*runner));
    QCOMPARE(runner->status().state, StudyState::Finished);
    QCOMPARE(QString::fromStdString(runner->status().reason), u"The time of 1 s is used up."_s);
    QVERIFY(runner->status().ranSeconds >= 1.0);
}

void TestReopenedStudy::howAFrozenHyperparameterVariedIsKnown()
{
    const StudyFixture study(fakeStudy({"--steps", "1"}, 1));
    const StudySettings varied = study.open()->settings();
    {
        const auto runner = study.open();
        QVERIFY(runToEnd(*runner));
        StudySettings frozen = runner->settings();
        frozen.space.hyperparameters.clear();
        frozen.space.fixed = {{"lr", "0.1"}};
        QVERIFY(runner->applySettings(frozen));
        frozen.budget.trials = 9;
        QVERIFY(runner->applySettings(frozen));
    }
    const auto reopened = study.open();
    QVERIFY(reopened->settings().space.hyperparameters.empty());
    const auto found = reopened->lastVaried("lr");
    QVERIFY(found);
    QCOMPARE(found->space, varied.space);
    QVERIFY(!reopened->lastVaried("momentum"));
}

QTEST_GUILESS_MAIN(TestReopenedStudy)
#include "tst_reopened_study.moc"
