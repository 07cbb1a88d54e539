// SPDX-FileCopyrightText: 2026 The Attune developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/engine/curve_study.h"

#include <QFile>

using namespace attune;
using namespace attune::engine;
using namespace attune::engine::tests;

namespace {

/// A study whose trials print curves that are known: trial n the n-th of `curves`, and then wait to
/// be ended.
StudySettings scripted(const std::vector<std::string> &curves, std::vector<std::string> more = {})
{
    StudySettings settings = fakeStudy({}, int(curves.size()));
    settings.command = {ATTUNE_BIN_DIR "/fake_trainer", "script", "--curve", "{curve}"};
    settings.command.insert(settings.command.end(), more.begin(), more.end());
    varyCurves(settings, curves);
    return settings;
}

std::unique_ptr<StudyRunner> opened(const StudyFixture &study,
                                    const std::vector<std::string> &curves)
{
    auto runner = study.open();
    for (const std::string &curve : curves) {
        if (!runner->enqueue({{"curve", curve}}))
            qFatal("not enqueued");
    }
    return runner;
}

/// The trial of `curve`, which hangs at its end, after those of `good`, which complete.
Trial judged(const TrialStopping &rule, const std::vector<std::string> &good,
             const std::string &curve)
{
    std::vector<std::string> all = good;
    all.push_back(curve);
    StudySettings settings = scripted(all, {"--leave", "1"});
    settings.trialStopping = rule;
    const StudyFixture study(settings);
    const auto runner = study.open();
    for (const std::string &each : good)
        (void)runner->enqueue({{"curve", each}});
    Budget budget = settings.budget;
    budget.trials = std::max(1, int(good.size()));
    if (!good.empty() && (!runner->setBudget(budget) || !runToEnd(*runner)))
        qFatal("not run");
    settings.budget.trials = int(all.size());
    settings.command.resize(settings.command.size() - 2); // it hangs
    if (!runner->applySettings(settings) || !runner->enqueue({{"curve", curve}}) ||
        !runToEnd(*runner))
        qFatal("not run");
    return runner->trials().back();
}

} // namespace

class TestEarlyStopping : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(u".?"_s)); }
    void hyperbandStopsAtTheRungsAndCompletesAtTheMaximum();
    void theMedianRuleStopsAtTheFirstStepThatIsWorse();
    void thePercentileRuleStopsTheWorstQuarter();
    void thePatienceRuleStopsWhatNoLongerImproves();
    void whatStoppedATrialIsKept();
    void aTrialThatARuleEndsMaySave();
    void anExcludedTrialIsNobodysPeer();
    void noRunningOneThatIsExcludedEither();
    void whatAQuickTrialReachedIsAMeasureForTheOthers();
};

void TestEarlyStopping::hyperbandStopsAtTheRungsAndCompletesAtTheMaximum()
{
    // Rungs 1, 3; the maximum is 9 and comes from a fixed value.
    const std::vector<std::string> curves = {
        "0.9_0.8_0.5_0.5_0.5_0.5_0.5_0.5_0.4_0.1", // the first goes on, to step 9
        "0.8_0.8_0.7_0.1",                         // better at 1, worse than 0.5 + 0.2 / 3 at 3
        "0.7_0.6_0.3_0.3_0.3_0.3_0.3_0.3_0.2",     // best at 1 and 3
        "0.95_0.1",                                // worse than the best third at 1
    };
    StudySettings settings = scripted(curves);
    settings.search.strategy = Strategy::Hyperband;
    settings.search.hyperband.isModelBased = false;
    settings.space.fixed = {{"epochs", "9"}};
    const StudyFixture study(settings);
    const auto runner = opened(study, curves);
    QVERIFY(runToEnd(*runner));
    const std::vector<Trial> &trials = runner->trials();
    QCOMPARE(trials[0].state, TrialState::Complete);
    QCOMPARE(trials[0].objective(), std::optional(0.4)); // not the 0.1 behind the maximum
    QCOMPARE(QString::fromStdString(trials[0].sentence), u"Ended at step 9, the maximum."_s);
    QVERIFY(!trials[0].stoppedAtStep);
    QCOMPARE(trials[1].state, TrialState::Stopped);
    QCOMPARE(trials[1].stoppedAtStep, std::optional<std::int64_t>(3));
    QCOMPARE(*trials[1].stoppedValue, 0.7);
    QCOMPARE(*trials[1].stoppedAgainst, 0.5 + 1.0 / 3.0 * (0.7 - 0.5));
    QCOMPARE(trials[2].state, TrialState::Complete);
    QCOMPARE(trials[3].state, TrialState::Stopped);
    QCOMPARE(trials[3].stoppedAtStep, std::optional<std::int64_t>(1));
    QCOMPARE(*trials[3].stoppedAgainst, 0.8); // of 0.7, 0.8, 0.9, 0.95 the quantile at a third
    QCOMPARE(*runner->status().bestTrial, 2);
}

void TestEarlyStopping::theMedianRuleStopsAtTheFirstStepThatIsWorse()
{
    TrialStopping rule;
    rule.rule = TrialStoppingRule::Median;
    rule.minSteps = 2;
    rule.minTrials = 3;
    // At step 1 it is too early; at step 2 the averages are 3, 4 and 5.
    const Trial trial = judged(rule, {"4_2", "6_2", "8_2"}, "9_4.5_3_1");
    QCOMPARE(trial.state, TrialState::Stopped);
    QCOMPARE(*trial.stoppedAtStep, 2);
    QCOMPARE(*trial.stoppedValue, 4.5);
    QCOMPARE(*trial.stoppedAgainst, 4.0);
    QCOMPARE(QString::fromStdString(trial.sentence),
             u"Stopped at step 2: 4.5 is worse than the median 4 of 3 trials."_s);
}

void TestEarlyStopping::thePercentileRuleStopsTheWorstQuarter()
{
    TrialStopping rule;
    rule.rule = TrialStoppingRule::Percentile;
    rule.percentile = 25.0;
    rule.minSteps = 2;
    rule.minTrials = 3;
    // The averages are 4, 6 and 8, so that the worst quarter begins above 7.
    const std::vector<std::string> good = {"4_4_4", "6_6_6", "8_8_8"};
    const Trial trial = judged(rule, good, "9_7_7.5_1");
    QCOMPARE(trial.state, TrialState::Stopped);
    QCOMPARE(*trial.stoppedAtStep, 3); // 7 at step 2 is not beyond it
    QCOMPARE(*trial.stoppedValue, 7.5);
    QCOMPARE(*trial.stoppedAgainst, 7.0);
}

void TestEarlyStopping::thePatienceRuleStopsWhatNoLongerImproves()
{
    TrialStopping rule;
    rule.rule = TrialStoppingRule::Patience;
    rule.patience = 2;
    rule.minSteps = 1;
    const Trial trial = judged(rule, {}, "5_4_4.5_4_3");
    QCOMPARE(trial.state, TrialState::Stopped);
    QCOMPARE(*trial.stoppedAtStep, 4); // two steps after the 4 of step 2, which 4 does not beat
    QCOMPARE(*trial.stoppedValue, 4.0);
    QCOMPARE(*trial.stoppedAgainst, 4.0);
}

void TestEarlyStopping::whatStoppedATrialIsKept()
{
    const std::vector<std::string> curves = {"1_2_7_1"};
    StudySettings settings = scripted(curves);
    settings.trialStopping.rule = TrialStoppingRule::Threshold;
    settings.trialStopping.minSteps = 1;
    settings.trialStopping.threshold = 5.0;
    const StudyFixture study(settings);
    {
        const auto runner = opened(study, curves);
        QVERIFY(runToEnd(*runner));
    }
    const auto again = study.open(OpenMode::ReadOnly);
    const Trial &trial = again->trials()[0];
    QCOMPARE(trial.stoppedAtStep, std::optional<std::int64_t>(3));
    QCOMPARE(trial.stoppedValue, std::optional(7.0));
    QCOMPARE(trial.stoppedAgainst, std::optional(5.0));
}

/// The rule asks by SIGTERM; the program saves, takes its time for it, and ends well.
void TestEarlyStopping::aTrialThatARuleEndsMaySave()
{
    StudySettings settings = fakeStudy(
        {"save-on-term", "--steps", "1", "--save-ms", "300", "--file", "{run.directory}/saved.txt"},
        1);
    settings.trialStopping.rule = TrialStoppingRule::Threshold;
    settings.trialStopping.minSteps = 1;
    settings.trialStopping.threshold = 0.0; // every loss is above it
    settings.limits.graceSeconds = 60.0;
    const StudyFixture study(settings);
    const auto runner = study.open();
    QVERIFY(runToEnd(*runner));
    const Trial &trial = runner->trials()[0];
    QCOMPARE(trial.state, TrialState::Stopped);
    QCOMPARE(trial.stoppedAtStep, std::optional<std::int64_t>(1));
    const Run &run = trial.runs[0];
    QCOMPARE(run.end, RunEnd::StoppedByRule);
    const QString directory = study.folder() + u'/' + QString::fromStdString(run.directory);
    QVERIFY2(QFile::exists(directory + u"/saved.txt"_s), qPrintable(directory));
}

void TestEarlyStopping::anExcludedTrialIsNobodysPeer()
{
    const std::vector<std::string> curves = {"0.1_0.1_0.1", "0.9_0.9_0.9"};
    StudySettings settings = scripted(curves);
    settings.search.strategy = Strategy::Hyperband;
    settings.search.hyperband.maxResource = 3;
    settings.search.hyperband.isModelBased = false;
    settings.budget.trials = 1;
    const StudyFixture study(settings);
    const auto runner = study.open();
    QVERIFY(runner->enqueue({{"curve", "0.1_0.1_0.1"}}));
    QVERIFY(runToEnd(*runner));
    QVERIFY(runner->setExcluded(0, true));
    QVERIFY(runner->setBudget({2, 1, std::nullopt}));
    QVERIFY(runner->enqueue({{"curve", "0.9_0.9_0.9"}}));
    QVERIFY(runToEnd(*runner));
    QCOMPARE(runner->trials()[1].state, TrialState::Complete);
    QCOMPARE(*runner->status().bestTrial, 1);
}

void TestEarlyStopping::noRunningOneThatIsExcludedEither()
{
    const QTemporaryDir place;
    const QString gate = place.filePath(u"gate"_s);
    const std::vector<std::string> curves = {"0.1", "0.9_wait_0.9_0.9"};
    StudySettings settings = scripted(curves, {"--gate", gate.toStdString()});
    settings.search.strategy = Strategy::Hyperband;
    settings.search.hyperband.maxResource = 3;
    settings.search.hyperband.isModelBased = false;
    settings.budget.trials = 1;
    const StudyFixture study(settings);
    const auto runner = study.open();
    QVERIFY(runner->enqueue({{"curve", curves[0]}}));
    QVERIFY(runner->run());
    QTRY_COMPARE_WITH_TIMEOUT(pointsOf(*runner, 0, "loss").size(), 1u, patienceMs);
    QVERIFY(runner->setExcluded(0, true)); // while it hangs
    QVERIFY(runner->enqueue({{"curve", curves[1]}}));
    QVERIFY(runner->setBudget({2, 2, std::nullopt}));
    QTRY_COMPARE_WITH_TIMEOUT(pointsOf(*runner, 1, "loss").size(), 1u, patienceMs);
    QTest::qWait(200); // for an order to stop
    QVERIFY(QFile(gate).open(QIODevice::WriteOnly));
    QTRY_VERIFY_WITH_TIMEOUT(runner->trials().size() == 2 && isFinished(runner->trials()[1].state),
                             patienceMs);
    QCOMPARE(runner->trials()[1].state, TrialState::Complete);
    runner->stop(RunningTrials::Stop);
    QTRY_VERIFY_WITH_TIMEOUT(isIdle(*runner), patienceMs);
}

/// Trial 1 is judged at rung 1 when it has ended long since, well, and with readings beyond.
void TestEarlyStopping::whatAQuickTrialReachedIsAMeasureForTheOthers()
{
    const std::vector<std::string> curves = {"0.1_0.1_0.1", "0.9_0.05_0.05", "0.05_0.08_0.08_hang"};
    StudySettings settings = scripted(curves);
    settings.command = {"/bin/sh", "-c",
                        "for v in $(echo $1 | tr _ ' '); do "
                        "if [ $v = hang ]; then sleep 2; else echo loss $v; fi; done",
                        "sh", "{curve}"};
    settings.metrics = {MetricRule{"loss", "loss (\\S+)", "", ""}};
    settings.search.strategy = Strategy::Hyperband;
    settings.search.hyperband.maxResource = 9;
    settings.search.hyperband.isModelBased = false;
    const StudyFixture study(settings);
    const auto runner = opened(study, curves);
    QVERIFY(runToEnd(*runner));
    const Trial &last = runner->trials()[2];
    QCOMPARE(last.state, TrialState::Stopped); // the best third of 0.05, 0.08 and 0.1 is below 0.08
    QCOMPARE(last.stoppedAtStep, std::optional<std::int64_t>(3));
    QCOMPARE(*last.stoppedAgainst, 0.05 + 2.0 / 3.0 * (0.08 - 0.05));
}

QTEST_GUILESS_MAIN(TestEarlyStopping)
#include "tst_early_stopping.moc"
