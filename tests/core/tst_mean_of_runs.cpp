// SPDX-FileCopyrightText: 2026 The Attune developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/study/mean_of_runs.h"

#include <QTest>

#include <cmath>

using namespace attune;

class TestMeanOfRuns : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void oneRunHasNoError();
    void theErrorIsThatOfTheMean();
    void equalRunsHaveNoError();
    void isHopelessExactlyBeyondTheQuantile();
    void oneRunIsNeverHopeless();
    void maximizesTheOtherWayRound();
};

void TestMeanOfRuns::oneRunHasNoError()
{
    QCOMPARE(meanOf({0.5}), (MeanOfRuns{0.5, std::nullopt, 1}));
}

void TestMeanOfRuns::theErrorIsThatOfTheMean()
{
    const MeanOfRuns runs = meanOf({1.0, 2.0, 3.0, 6.0});
    QCOMPARE(runs.mean, 3.0);
    QCOMPARE(*runs.standardError, std::sqrt(14.0 / 3.0 / 4.0));
}

void TestMeanOfRuns::equalRunsHaveNoError()
{
    // Summed up by thirds, 0.1 three times is not 0.1.
    QCOMPARE(meanOf({0.1, 0.1, 0.1}), (MeanOfRuns{0.1, 0.0, 3}));
    QCOMPARE(meanOf({0.7, 0.7, 0.7, 0.7, 0.7, 0.7, 0.7}), (MeanOfRuns{0.7, 0.0, 7}));
}

void TestMeanOfRuns::isHopelessExactlyBeyondTheQuantile()
{
    const MeanOfRuns runs = meanOf({1.0, 2.0, 3.0}); // 2 +- 0.577, 2 degrees of freedom
    const double bound = 2.9199856 * *runs.standardError;
    QVERIFY(isHopeless(Direction::Minimize, runs, 2.0 - bound - 1e-6, 0.0));
    QVERIFY(!isHopeless(Direction::Minimize, runs, 2.0 - bound + 1e-6, 0.0));
    QVERIFY(!isHopeless(Direction::Minimize, runs, 2.0 - bound - 1e-6, 0.1));
}

void TestMeanOfRuns::oneRunIsNeverHopeless()
{
    QVERIFY(!isHopeless(Direction::Minimize, meanOf({100.0}), 0.0, 0.0));
}

void TestMeanOfRuns::maximizesTheOtherWayRound()
{
    const MeanOfRuns runs = meanOf({0.5, 0.51});
    QVERIFY(isHopeless(Direction::Maximize, runs, 0.9, 0.0));
    QVERIFY(!isHopeless(Direction::Minimize, runs, 0.9, 0.0));
}

QTEST_GUILESS_MAIN(TestMeanOfRuns)
#include "tst_mean_of_runs.moc"
