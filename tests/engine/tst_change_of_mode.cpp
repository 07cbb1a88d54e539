// SPDX-FileCopyrightText: 2026 The Attune developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/engine/promoting_study.h"

#include <QFile>

using namespace attune;
using namespace attune::engine;
using namespace attune::engine::tests;

namespace {

/// Rungs 1 and 3, the maximum 9; programs that know of no resource and print on and on.
StudySettings gated(const std::vector<std::string> &all, HyperbandMode mode)
{
    StudySettings settings = promoting(all);
    settings.command = {ATTUNE_BIN_DIR "/fake_trainer", "script", "--curve", "{curve}", "--gate",
                        "{trial.directory}/gate"};
    settings.search.hyperband.mode = mode;
    return settings;
}

/// Lets a trial go on that waits in its curve.
void openGate(const StudyFixture &study, int trial)
{
    QFile gate(study.folder() + u"/trials/%1/gate"_s.arg(trial, 6, 10, QChar(u'0')));
    QVERIFY(gate.open(QIODevice::WriteOnly));
}

QString sentenceOf(const StudyRunner &runner, std::size_t trial)
{
    return QString::fromStdString(runner.trials()[trial].sentence);
}

const QString pausesNone = u"Stopped at step 1: the study pauses no trials any more."_s;

} // namespace

/// Hyperband's mode, or the strategy, is another one while trials are under way: each is judged in
/// the mode in which its run was started.
class TestChangeOfMode : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(u".?"_s)); }
    void whatWasToldNothingIsStoppedAtItsRung();
    void whatWasToldNothingEndsAtTheMaximum();
    void whatWasToldItsRungEndsThere();
    void aRungIsNoWholeTrialOfAnotherStrategy();
};

void TestChangeOfMode::whatWasToldNothingIsStoppedAtItsRung()
{
    const std::vector<std::string> all = {"0.9_8_0.5_7_7_7_7_7_0.4_9", "0.5_8_0.3_7_7_7_7_7_0.2_9",
                                          "0.4_wait_8_0.6_7", "0.35_8_0.2_7_7_7_7_7_0.15_9"};
    StudySettings settings = gated(all, HyperbandMode::Stop);
    const StudyFixture study(settings);
    const auto runner = study.open();
    enqueueAll(*runner, all);
    QVERIFY(runner->run());
    QTRY_COMPARE_WITH_TIMEOUT(valuesOf(*runner, 2), u"1:0.4"_s, patienceMs);
    settings.search.hyperband.mode = HyperbandMode::Promote;
    QVERIFY(runner->applySettings(settings));
    openGate(study, 2);
    QTRY_VERIFY_WITH_TIMEOUT(isIdle(*runner), patienceMs);
    const Trial &trial = runner->trials()[2];
    QCOMPARE(trial.state, TrialState::Stopped);
    QVERIFY(!trial.isPaused);
    QCOMPARE(trial.stoppedAtStep, std::optional<std::int64_t>(3));
    QCOMPARE(*trial.stoppedValue, 0.6);
    QCOMPARE(*trial.stoppedAgainst, 0.3 + 2.0 / 3.0 * (0.5 - 0.3)); // of 0.3, 0.5 and 0.6
    // The one that was begun since is the best of the four at rung 1, and again at rung 3.
    QCOMPARE(runsOf(*runner), u"0>0! 1>0! 2>0! 3>1 3>3 3>9"_s);
    QCOMPARE(runner->trials()[3].objective(), std::optional(0.15));
    QCOMPARE(runner->status().complete, 3);
}

void TestChangeOfMode::whatWasToldNothingEndsAtTheMaximum()
{
    const std::vector<std::string> all = {"0.4_wait_7_7_7_7_7_7_7_0.2_0.1"};
    StudySettings settings = gated(all, HyperbandMode::Stop);
    const StudyFixture study(settings);
    const auto runner = study.open();
    enqueueAll(*runner, all);
    QVERIFY(runner->run());
    QTRY_COMPARE_WITH_TIMEOUT(valuesOf(*runner, 0), u"1:0.4"_s, patienceMs);
    settings.search.hyperband.mode = HyperbandMode::Promote;
    QVERIFY(runner->applySettings(settings));
    openGate(study, 0);
    QTRY_VERIFY_WITH_TIMEOUT(isIdle(*runner), patienceMs);
    QCOMPARE(runner->trials()[0].state, TrialState::Complete);
    QCOMPARE(runner->trials()[0].objective(), std::optional(0.2));
    QCOMPARE(sentenceOf(*runner, 0), u"Ended at step 9, the maximum."_s);
}

void TestChangeOfMode::whatWasToldItsRungEndsThere()
{
    const std::vector<std::string> all = {"0.9_8", "0.5_8", "wait_0.3_8_0.25_7_7", "0.8_8"};
    StudySettings settings = gated(all, HyperbandMode::Promote);
    const StudyFixture study(settings);
    const auto runner = study.open();
    enqueueAll(*runner, all);
    QVERIFY(runner->run());
    QTRY_COMPARE_WITH_TIMEOUT(runner->trials()[2].state, TrialState::Running, patienceMs);
    settings.search.hyperband.mode = HyperbandMode::Stop;
    QVERIFY(runner->applySettings(settings));
    openGate(study, 2);
    QTRY_VERIFY_WITH_TIMEOUT(isIdle(*runner), patienceMs);
    QCOMPARE(sentenceOf(*runner, 2), pausesNone);
    QCOMPARE(runner->trials()[2].objective(), std::optional(0.3));
    QVERIFY(!runner->trials()[2].stoppedAgainst);
    QCOMPARE(runner->status().paused, 0);
    // All three are a measure for the one that was begun since.
    const Trial &since = runner->trials()[3];
    QCOMPARE(since.stoppedAtStep, std::optional<std::int64_t>(1));
    QCOMPARE(*since.stoppedAgainst, 0.5); // of 0.3, 0.5, 0.8 and 0.9 the quantile at a third

    settings.search.hyperband.mode = HyperbandMode::Promote;
    QVERIFY(runner->applySettings(settings));
    QVERIFY(runToEnd(*runner));
    QCOMPARE(runsOf(*runner), u"0>1 1>1 2>1 3>0! 2>3"_s); // the best of four
    QCOMPARE(runner->trials()[2].objective(), std::optional(0.25));
}

void TestChangeOfMode::aRungIsNoWholeTrialOfAnotherStrategy()
{
    const std::vector<std::string> all = {"wait_0.3_8", "0.9_8"};
    StudySettings settings = gated(all, HyperbandMode::Promote);
    settings.budget.trials = 1;
    const StudyFixture study(settings);
    const auto runner = study.open();
    enqueueAll(*runner, all);
    QVERIFY(runner->run());
    QTRY_COMPARE_WITH_TIMEOUT(runner->trials()[0].state, TrialState::Running, patienceMs);
    settings.search.strategy = Strategy::Random;
    QVERIFY(runner->applySettings(settings));
    openGate(study, 0);
    QTRY_VERIFY_WITH_TIMEOUT(isIdle(*runner), patienceMs);
    QCOMPARE(runner->trials()[0].state, TrialState::Stopped);
    QCOMPARE(sentenceOf(*runner, 0), pausesNone);
    QVERIFY(!runner->status().bestTrial);
}

QTEST_GUILESS_MAIN(TestChangeOfMode)
#include "tst_change_of_mode.moc"
