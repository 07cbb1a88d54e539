// SPDX-FileCopyrightText: 2026 The Attune developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/stopping/promotion_rungs.h"
#include "tests/engine/promoting_study.h"

using namespace attune;
using namespace attune::engine;
using namespace attune::engine::tests;

class TestPromotion : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(u".?"_s)); }
    void whoGoesOnAndWhen();
    void aProgramThatGoesOnPastItsRungIsEnded();
    void readingsWithoutStepsAreCountedOn();
    void aProgramThatStartsAnewIsReadAsItCounts();
    void aCrashOnTheWayFailsTheTrial();
    void cancelledTrialsStay();
    void moreTrialsLetTheEarlierOnesGoOn();
    void excludedTrialsStayAndCountForNobody();
    void aChangeOfModeEndsThePauses();
    void severalAtATimeInSeveralBrackets();
};

void TestPromotion::whoGoesOnAndWhen()
{
    const StudyFixture study(promoting(curves()));
    auto runner = study.open();
    enqueueAll(*runner, curves());
    QVERIFY(runToEnd(*runner));
    // After trial 2 the best of three goes on; after 3 the best of four; after 6 the best two of
    // seven, with which three have reached rung 3 and the best of these goes on to the end.
    QCOMPARE(runsOf(*runner), expectedRuns);
    QCOMPARE(runner->status().state, StudyState::Finished);
    QCOMPARE(QString::fromStdString(runner->status().reason), u"All 9 trials are done."_s);
    QCOMPARE(runner->status().complete, 2);
    QCOMPARE(runner->status().stopped, 7);
    QCOMPARE(runner->status().paused, 0);
    QCOMPARE(*runner->status().bestTrial, 8);

    const std::vector<Trial> trials = runner->trials();
    QCOMPARE(trials[1].state, TrialState::Complete);
    QCOMPARE(trials[1].objective(), std::optional(0.25));
    QVERIFY(trials[1].sentence.empty());
    QVERIFY(!trials[1].stoppedAtStep);
    QCOMPARE(trials[1].runs[2].key, (RunKey{.trial = 1, .rung = 2}));
    QCOMPARE(valuesOf(*runner, 1), u"1:0.5 2:8 3:0.3 4:7 5:7 6:7 7:7 8:7 9:0.25"_s);
    QCOMPARE(trials[8].objective(), std::optional(0.05));

    QCOMPARE(trials[0].state, TrialState::Stopped);
    QCOMPARE(QString::fromStdString(trials[0].sentence),
             u"Stopped at step 1: 0.9 is not among the best 3 (up to 0.46) of the 9 trials that "
             "reached it."_s);
    QCOMPARE(trials[0].stoppedAtStep, std::optional<std::int64_t>(1));
    QCOMPARE(trials[0].stoppedValue, std::optional(0.9));
    QCOMPARE(trials[0].stoppedAgainst, std::optional(0.46));
    QCOMPARE(trials[3].objective(), std::optional(0.35)); // 0.01 was never seen
    QCOMPARE(QString::fromStdString(trials[3].sentence),
             u"Stopped at step 3: 0.35 is not among the best 1 (up to 0.1) of the 4 trials that "
             "reached it."_s);
    runner.reset();
    QCOMPARE(study.open(OpenMode::ReadOnly)->trials(), trials);
}

void TestPromotion::aProgramThatGoesOnPastItsRungIsEnded()
{
    // It prints its whole curve at once, knows of no resource, and hangs.
    StudySettings settings = promoting(curves());
    settings.command = {ATTUNE_BIN_DIR "/fake_trainer",
                        "script",
                        "--curve",
                        "{curve}",
                        "--directory",
                        "{trial.directory}"};
    settings.budget.trials = 3;
    const StudyFixture study(settings);
    const auto runner = study.open();
    enqueueAll(*runner, {curve("0.5", "0.3", "0.25"), curve("0.9"), curve("0.8")});
    QVERIFY(runToEnd(*runner));
    QCOMPARE(runsOf(*runner), u"0>1 1>1 2>1 0>3"_s);
    const std::vector<Trial> &trials = runner->trials();
    QCOMPARE(trials[1].objective(), std::optional(0.9)); // what it printed beyond does not count
    QCOMPARE(trials[1].runs[0].end, RunEnd::StoppedByRule);
    QCOMPARE(QString::fromStdString(trials[1].runs[0].sentence),
             u"Ended at step 2: it was told to reach step 1 and went on."_s);
    QCOMPARE(trials[0].objective(), std::optional(0.3));
    QCOMPARE(QString::fromStdString(trials[0].runs[1].sentence),
             u"Ended at step 4: it was told to reach step 3 and went on."_s);
}

void TestPromotion::readingsWithoutStepsAreCountedOn()
{
    StudySettings settings = promoting(curves(), {"--numbered", "0"});
    settings.metrics = {MetricRule{"loss", "loss (\\S+)", "", ""}};
    const StudyFixture study(settings);
    auto runner = study.open();
    enqueueAll(*runner, curves());
    // Closed in the middle: the count is not lost with the session.
    QVERIFY(runner->run());
    QTRY_VERIFY_WITH_TIMEOUT(runCount(*runner) >= 5, patienceMs);
    runner->pause();
    QTRY_COMPARE_WITH_TIMEOUT(runner->status().running, 0, patienceMs);
    runner.reset();
    runner = study.open();
    QVERIFY(runToEnd(*runner));
    QCOMPARE(runsOf(*runner), expectedRuns);
    QCOMPARE(valuesOf(*runner, 1), u"1:0.5 2:8 3:0.3 4:7 5:7 6:7 7:7 8:7 9:0.25"_s);
}

void TestPromotion::aProgramThatStartsAnewIsReadAsItCounts()
{
    // No checkpoint: every run prints the curve from step 1, up to what it is told.
    StudySettings settings = promoting(curves());
    settings.command[7] = "{run.directory}";
    settings.command.push_back("{trial.number}");
    const StudyFixture study(settings);
    const auto runner = study.open();
    enqueueAll(*runner, curves());
    QVERIFY(runToEnd(*runner));
    QCOMPARE(runsOf(*runner), expectedRuns);
    QCOMPARE(valuesOf(*runner, 6), u"1:0.45 1:0.45 2:8 3:0.32"_s);
    QCOMPARE(runner->trials()[1].objective(), std::optional(0.25));
}

void TestPromotion::aCrashOnTheWayFailsTheTrial()
{
    const std::vector<std::string> all = {curve("0.9"), curve("0.5", "crash"), curve("0.7")};
    const StudyFixture study(promoting(all));
    const auto runner = study.open();
    enqueueAll(*runner, all);
    QVERIFY(runToEnd(*runner));
    QCOMPARE(runsOf(*runner), u"0>1 1>1 2>1 1>3!"_s);
    const Trial &trial = runner->trials()[1];
    QCOMPARE(trial.state, TrialState::Failed);
    QVERIFY(!trial.objective());
    QVERIFY(!trial.stoppedAtStep);
    // Of the two that are left nobody goes on.
    QCOMPARE(QString::fromStdString(runner->trials()[2].sentence),
             u"Stopped at step 1: of 2 trials that reached it, none goes on."_s);
}

void TestPromotion::cancelledTrialsStay()
{
    const std::vector<std::string> all = {curve("0.9"), curve("0.5"), curve("hang"), curve("0.7")};
    const StudyFixture study(promoting(all));
    const auto runner = study.open();
    enqueueAll(*runner, all);
    QVERIFY(runner->run());
    QTRY_COMPARE_WITH_TIMEOUT(runner->trials()[2].state, TrialState::Running, patienceMs);
    QVERIFY(runner->trials()[1].isPaused);
    QVERIFY(runner->cancelTrial(1));
    QCOMPARE(runner->trials()[1].state, TrialState::Cancelled);
    QVERIFY(!runner->trials()[1].isPaused);
    QVERIFY(runner->cancelTrial(2));
    // The best of three, and still a measure for the others; but it does not go on.
    QTRY_COMPARE_WITH_TIMEOUT(runner->trials()[3].state, TrialState::Stopped, patienceMs);
    runner->stop(RunningTrials::Stop);
    QTRY_VERIFY_WITH_TIMEOUT(isIdle(*runner), patienceMs);
    QCOMPARE(runner->trials()[1].runs.size(), 1u);
    // However its output is read.
    StudySettings changed = runner->settings();
    changed.metrics.front().pattern = "loss\\s+(\\S+)";
    QVERIFY(runner->applySettings(changed));
    QTRY_VERIFY_WITH_TIMEOUT(isIdle(*runner) && runner->trials()[0].objective(), patienceMs);
    QCOMPARE(runner->trials()[1].state, TrialState::Cancelled);
}

void TestPromotion::moreTrialsLetTheEarlierOnesGoOn()
{
    std::vector<std::string> all = curves();
    StudySettings settings = promoting(all);
    settings.budget.trials = 2;
    const StudyFixture study(settings);
    const auto runner = study.open();
    enqueueAll(*runner, {all[0], all[1]});
    QVERIFY(runToEnd(*runner));
    QCOMPARE(runner->trials()[1].state, TrialState::Stopped);
    QVERIFY(!runner->trials()[1].isPaused);
    QCOMPARE(QString::fromStdString(runner->trials()[1].sentence),
             u"Stopped at step 1: of 2 trials that reached it, none goes on."_s);
    all.erase(all.begin(), all.begin() + 2);
    enqueueAll(*runner, all);
    QVERIFY(runner->setBudget({9, 1, std::nullopt}));
    QVERIFY(runToEnd(*runner));
    QCOMPARE(runsOf(*runner), expectedRuns);
}

void TestPromotion::excludedTrialsStayAndCountForNobody()
{
    std::vector<std::string> all = curves();
    StudySettings settings = promoting(all);
    settings.budget.trials = 2;
    const StudyFixture study(settings);
    const auto runner = study.open();
    enqueueAll(*runner, {all[0], all[1]});
    QVERIFY(runToEnd(*runner));
    QVERIFY(runner->setExcluded(1, true));
    enqueueAll(*runner, {all[2], all[4]});
    QVERIFY(runner->setBudget({4, 1, std::nullopt}));
    QVERIFY(runToEnd(*runner));
    QCOMPARE(runsOf(*runner), u"0>1 1>1 2>1 3>1 2>3"_s);
    QVERIFY(runner->trials()[1].sentence.starts_with("Stopped at step 1: "));
}

void TestPromotion::aChangeOfModeEndsThePauses()
{
    const std::vector<std::string> all = {curve("0.9"), curve("0.5"), curve("hang")};
    StudySettings settings = promoting(all);
    const StudyFixture study(settings);
    const auto runner = study.open();
    enqueueAll(*runner, all);
    QVERIFY(runner->run());
    QTRY_COMPARE_WITH_TIMEOUT(runner->trials()[2].state, TrialState::Running, patienceMs);
    QCOMPARE(runner->status().paused, 2);
    settings.search.hyperband.mode = HyperbandMode::Stop;
    QVERIFY(runner->applySettings(settings));
    QCOMPARE(runner->status().paused, 0);
    QCOMPARE(runner->status().stopped, 2);
    QCOMPARE(QString::fromStdString(runner->trials()[0].sentence),
             u"Stopped at step 1: the study pauses no trials any more."_s);
    settings.search.hyperband.mode = HyperbandMode::Promote;
    QVERIFY(runner->applySettings(settings));
    QCOMPARE(runner->status().paused, 2);
    runner->stop(RunningTrials::Stop);
    QTRY_VERIFY_WITH_TIMEOUT(isIdle(*runner), patienceMs);
}

void TestPromotion::severalAtATimeInSeveralBrackets()
{
    std::vector<std::string> all;
    for (int i = 0; i < 24; ++i) {
        const std::string last = std::to_string(i * 7 % 24);
        all.push_back(curve("0." + last, "0.0" + last, "0.00" + last));
    }
    StudySettings settings = promoting(all);
    settings.search.hyperband.brackets = 2;
    settings.budget.parallel = 3;
    const StudyFixture study(settings);
    const auto runner = study.open();
    enqueueAll(*runner, all);
    QVERIFY(runToEnd(*runner));
    QCOMPARE(QString::fromStdString(runner->status().reason), u"All 24 trials are done."_s);
    QVERIFY(runner->status().complete > 0);
    int late = 0;
    for (const Trial &trial : runner->trials()) {
        std::int64_t reached = 0;
        for (const Run &run : trial.runs) {
            QVERIFY(hasReachedResource(run));
            QCOMPARE(run.resource, resourceAfter(settings.search, 9, trial.number, reached));
            reached = run.resource;
        }
        late += trial.runs.front().resource == 3 ? 1 : 0;
        QCOMPARE(int(trial.state), int(reached == 9 ? TrialState::Complete : TrialState::Stopped));
        QVERIFY(trial.state == TrialState::Complete || !trial.stoppedAgainst ||
                *trial.stoppedAgainst < *trial.stoppedValue);
    }
    QVERIFY(late > 0);
}

QTEST_GUILESS_MAIN(TestPromotion)
#include "tst_promotion.moc"
