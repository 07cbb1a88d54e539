// SPDX-FileCopyrightText: 2026 The Attune developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/study/trial.h"

#include <QtTest>

using namespace attune;

class TestTrial : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void namesItsStates();
    void countsSecondsWhileItRunsAndAfter();
};

void TestTrial::namesItsStates()
{
    const std::vector<std::pair<TrialState, QByteArray>> states = {
        {TrialState::Waiting, "waiting"},   {TrialState::Running, "running"},
        {TrialState::Complete, "complete"}, {TrialState::Stopped, "stopped"},
        {TrialState::Failed, "failed"},     {TrialState::Cancelled, "cancelled"}};
    for (const auto &[state, name] : states) {
        QCOMPARE(QByteArray(nameOf(state)), name);
        QCOMPARE(isFinished(state), name != "waiting" && name != "running");
    }
}

void TestTrial::countsSecondsWhileItRunsAndAfter()
{
    Trial trial;
    QCOMPARE(trial.seconds(9000), 0.0);
    trial.startedMs = 1000;
    QCOMPARE(trial.seconds(3500), 2.5);
    QCOMPARE(trial.seconds(500), 0.0); // a clock set back
    trial.endedMs = 2000;
    QCOMPARE(trial.seconds(9000), 1.0);
}

QTEST_GUILESS_MAIN(TestTrial)
#include "tst_trial.moc"
