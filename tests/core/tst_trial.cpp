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
    void countsOnlyTheRunsOfATrialThatPaused();
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

void TestTrial::countsOnlyTheRunsOfATrialThatPaused()
{
    Trial trial;
    trial.startedMs = 1000;
    trial.runs.resize(3);
    trial.runs[0].startedMs = 1000;
    trial.runs[0].endedMs = 2000;
    trial.runs[1].endedMs = 5000; // it could not be started
    trial.runs[2].startedMs = 7000;
    trial.runs[2].key.rung = 1;
    QCOMPARE(trial.seconds(9000), 3.0);
}

QTEST_GUILESS_MAIN(TestTrial)
#include "tst_trial.moc"
