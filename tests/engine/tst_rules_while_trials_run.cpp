// SPDX-FileCopyrightText: 2026 The Attune developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/engine/execution/run_directory.h"
#include "tests/engine/promoting_study.h"

#include <QFile>

using namespace attune;
using namespace attune::engine;
using namespace attune::engine::tests;

namespace {

/// Trials print curves that are known. Where a curve says "wait" they wait until their gate opens,
/// and where it says "hang" for ever.
StudySettings scripted(const std::vector<std::string> &all)
{
    StudySettings settings = fakeStudy({}, int(all.size()));
    settings.command = {"/bin/sh",
                        "-c",
                        "for v in $(echo $1 | tr _ ' '); do case $v in "
                        "wait) while ! test -e $2/gate; do sleep 0.02; done;; "
                        "hang) sleep 60;; "
                        "*) echo epoch $((i=i+1)) loss $v;; esac; done",
                        "sh",
                        "{curve}",
                        "{trial.directory}"};
    varyCurves(settings, all);
    return settings;
}

void openGate(const StudyFixture &study, int trial)
{
    QFile gate(study.folder() + u"/trials/%1/gate"_s.arg(trial, 6, 10, QChar(u'0')));
    QVERIFY(gate.open(QIODevice::WriteOnly));
}

std::size_t readingsOf(const StudyRunner &runner, int trial)
{
    return runner.trials().size() <= std::size_t(trial) ? 0
                                                        : pointsOf(runner, trial, "loss").size();
}

} // namespace

/// Metric rules, objectives or requirements are edited while trials run.
class TestRulesWhileTrialsRun : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(u".?"_s)); }
    void nobodyIsJudgedByWhatIsReadAgain();
    void rungsThatWerePassedHaveTheNewValues();
    void whatARunWasToldCountsFromTheNewFirstReading();
    void stopReachesRunsThatWaitForEarlierOnesToBeRead();
};

/// The first four that are read again are better than trials 13 and 14, and the next nine worse.
void TestRulesWhileTrialsRun::nobodyIsJudgedByWhatIsReadAgain()
{
    std::vector<std::string> all;
    for (const int value : {10, 11, 12, 13, 90, 91, 92, 93, 94, 95, 96, 97, 98}) {
        const std::string text = std::to_string(value);
        all.push_back(text + "_" + text + "_" + text);
    }
    const std::string good = "50_50_wait_50";
    const std::string bad = "99_wait_99_hang";
    all.insert(all.end(), {good, bad});
    StudySettings settings = scripted(all);
    settings.budget = {13, 3, std::nullopt};
    const StudyFixture study(settings);
    const auto runner = study.open();
    enqueueAll(*runner, all);
    QVERIFY(runToEnd(*runner));
    settings.budget.trials = 15;
    QVERIFY(runner->setBudget(settings.budget));
    QVERIFY(runner->run());
    QTRY_COMPARE_WITH_TIMEOUT(readingsOf(*runner, 13), 2u, patienceMs);
    QTRY_COMPARE_WITH_TIMEOUT(readingsOf(*runner, 14), 1u, patienceMs);

    settings.trialStopping.rule = TrialStoppingRule::Median;
    settings.trialStopping.minSteps = 2;
    settings.trialStopping.minTrials = 4;
    settings.metrics[0].pattern = "loss +(\\S+)";
    QVERIFY(runner->applySettings(settings));
    QVERIFY(runner->isRereading());
    QTRY_VERIFY_WITH_TIMEOUT(!runner->isRereading() && readingsOf(*runner, 13) == 2u &&
                                 readingsOf(*runner, 14) == 1u,
                             patienceMs);
    QVERIFY(!RunDirectory(study.folder().toStdString(), {.trial = 13}).readStop());
    openGate(study, 13);
    openGate(study, 14);
    QTRY_VERIFY_WITH_TIMEOUT(isIdle(*runner), patienceMs);
    QCOMPARE(runner->trials()[13].state, TrialState::Complete);
    // What is printed from then on is judged, and by all of them.
    QCOMPARE(runner->trials()[14].state, TrialState::Stopped);
}

/// Rungs 1 and 3. Trial 0 stands at 0.9 there by the rules that it began under, at 9 by the new.
void TestRulesWhileTrialsRun::rungsThatWerePassedHaveTheNewValues()
{
    const std::vector<std::string> all = {"0.9_0.9_hang",
                                          "0.5_0.5_0.5_0.5_0.5_0.5_0.5_0.5_0.5_hang"};
    StudySettings settings = scripted(all);
    settings.search.strategy = Strategy::Hyperband;
    settings.search.hyperband.isModelBased = false;
    settings.space.fixed = {{"epochs", "9"}};
    settings.budget = {1, 2, std::nullopt};
    const StudyFixture study(settings);
    const auto runner = study.open();
    enqueueAll(*runner, all);
    QVERIFY(runner->run());
    QTRY_COMPARE_WITH_TIMEOUT(readingsOf(*runner, 0), 2u, patienceMs);
    settings.metrics[0].pattern = "loss 0\\.(\\d)";
    QVERIFY(runner->applySettings(settings));
    QTRY_COMPARE_WITH_TIMEOUT(valuesOf(*runner, 0), u"1:9 2:9"_s, patienceMs);
    QVERIFY(runner->setBudget({2, 2, std::nullopt}));
    QTRY_VERIFY_WITH_TIMEOUT(isFinished(runner->trials()[1].state), patienceMs);
    QCOMPARE(QString::fromStdString(runner->trials()[1].sentence),
             u"Ended at step 9, the maximum."_s);
    runner->stop(RunningTrials::Stop);
    QTRY_VERIFY_WITH_TIMEOUT(isIdle(*runner), patienceMs);
}

/// Three readings: steps 0 to 2 by the rules at first, steps 1 to 3 by the new ones.
void TestRulesWhileTrialsRun::whatARunWasToldCountsFromTheNewFirstReading()
{
    StudySettings settings = promoting({"a", "b"});
    settings.command = {"/bin/sh",
                        "-c",
                        "echo i 0 n 1 loss 5; echo i 1 n 2 loss 5; "
                        "while ! test -e $3/gate; do sleep 0.02; done; "
                        "echo i 2 n 3 loss 5; sleep 1",
                        "sh",
                        "{curve}",
                        "{resource}",
                        "{trial.directory}"};
    settings.metrics = {MetricRule{"loss", "loss (\\S+)", "i (\\d+)", ""}};
    settings.search.hyperband.minResource = 3;
    settings.budget.trials = 1;
    const StudyFixture study(settings);
    const auto runner = study.open();
    QVERIFY(runner->run());
    QTRY_COMPARE_WITH_TIMEOUT(readingsOf(*runner, 0), 2u, patienceMs);
    settings.metrics[0].stepPattern = "n (\\d+)";
    QVERIFY(runner->applySettings(settings));
    QTRY_COMPARE_WITH_TIMEOUT(valuesOf(*runner, 0), u"1:5 2:5"_s, patienceMs);
    openGate(study, 0);
    QTRY_VERIFY_WITH_TIMEOUT(isIdle(*runner), patienceMs);
    QCOMPARE(runner->trials()[0].runs[0].resource, 3);
    QCOMPARE(runner->trials()[0].runs[0].end, RunEnd::Exited);
}

void TestRulesWhileTrialsRun::stopReachesRunsThatWaitForEarlierOnesToBeRead()
{
    const std::vector<std::string> all = {"0.9", "0.5_hang", "0.7"};
    StudySettings settings = promoting(all);
    const StudyFixture study(settings);
    const auto runner = study.open();
    enqueueAll(*runner, all);
    QVERIFY(runner->run());
    const RunDirectory second(study.folder().toStdString(), {.trial = 1, .rung = 1});
    QTRY_VERIFY_WITH_TIMEOUT(second.readStarted() && runner->trials()[1].runs.size() == 2u,
                             patienceMs);
    settings.metrics[0].pattern = "loss +(\\S+)";
    QVERIFY(runner->applySettings(settings));
    QVERIFY(runner->isRereading());
    runner->stop(RunningTrials::Stop);
    QTRY_VERIFY_WITH_TIMEOUT(isIdle(*runner), patienceMs);
    QVERIFY(second.hasExit());
    QVERIFY(runner->trials()[1].state != TrialState::Running);
}

QTEST_GUILESS_MAIN(TestRulesWhileTrialsRun)
#include "tst_rules_while_trials_run.moc"
