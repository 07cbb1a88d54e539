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
    void whatFoldsHaveInCommonIsNoNoise();
    void onlyTheSameFoldsArePaired();
    void pairsFindWhatMeansCannot();
    void twoEqualRunsSayNothing();
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

void TestMeanOfRuns::whatFoldsHaveInCommonIsNoNoise()
{
    // Fold 2 is harder by 5 for both.
    const std::vector<RunValue> best{{0, 0, 1.0}, {1, 0, 1.5}, {2, 0, 6.0}};
    const auto paired = pairedRuns({{0, 0, 1.5}, {1, 0, 2.0}, {2, 0, 7.0}}, best);
    QVERIFY(paired);
    QCOMPARE(paired->difference.mean, 2.0 / 3.0);
    // The differences are 0.5, 0.5, 1: their standard error is 1/6.
    QVERIFY(std::abs(*paired->standardError() - 1.0 / 6.0 / std::sqrt(2.0)) < 1e-15);
    QVERIFY(!pairedRuns({{0, 0, 1.5}}, best)->standardError());
}

void TestMeanOfRuns::onlyTheSameFoldsArePaired()
{
    const std::vector<RunValue> best{{0, 0, 1.0}, {1, 0, 2.0}, {0, 1, 3.0}};
    QVERIFY(!pairedRuns({{0, 0, 1.0}, {2, 0, 1.0}}, best));
    QVERIFY(!pairedRuns({{0, 0, 1.0}, {1, 1, 1.0}}, best));
    QCOMPARE(pairedRuns({{1, 0, 1.0}, {0, 1, 1.0}}, best)->difference.mean, -1.5);
}

void TestMeanOfRuns::pairsFindWhatMeansCannot()
{
    const std::vector<RunValue> best{{0, 0, 1.0}, {1, 0, 9.0}, {2, 0, 4.0}};
    const std::vector<RunValue> worse{{0, 0, 1.5}, {1, 0, 9.52}, {2, 0, 4.49}};
    QVERIFY(!isHopeless(Direction::Minimize, meanOf({1.5, 9.52, 4.49}), 14.0 / 3.0, 0.0));
    QVERIFY(isHopeless(Direction::Minimize, *pairedRuns(worse, best)));
    QVERIFY(!isHopeless(Direction::Maximize, *pairedRuns(worse, best)));
    // Easy folds first make no trial look better than it is.
    QVERIFY(isHopeless(Direction::Minimize, *pairedRuns({{0, 0, 1.5}, {2, 0, 4.52}}, best)));
}

/// Accuracies of folds of a hundred rows: the first two trail by a hundredth, the others do not.
void TestMeanOfRuns::twoEqualRunsSayNothing()
{
    const std::vector<RunValue> best{
        {0, 0, 0.06}, {1, 0, 0.08}, {2, 0, 0.01}, {3, 0, 0.01}, {4, 0, 0.01}};
    std::vector<RunValue> trial;
    for (const double value : {0.05, 0.07, 0.06, 0.08, 0.09}) {
        trial.push_back({static_cast<int>(trial.size()), 0, value});
        QVERIFY(!isHopeless(Direction::Maximize, *pairedRuns(trial, best)));
    }
    // 0.05 - 0.06 and 0.07 - 0.08 differ in their last digits, which is no error.
    trial.resize(2);
    QCOMPARE(pairedRuns(trial, best)->difference.standardError, std::optional(0.0));
    QVERIFY(!isHopeless(Direction::Maximize, meanOf({0.5, 0.5}), 0.6, 0.0));
    // Three that agree do say something.
    trial.push_back({2, 0, 0.0});
    QVERIFY(isHopeless(Direction::Maximize, *pairedRuns(trial, best)));
    QVERIFY(isHopeless(Direction::Maximize, meanOf({0.5, 0.5, 0.5}), 0.6, 0.0));
}

QTEST_GUILESS_MAIN(TestMeanOfRuns)
#include "tst_mean_of_runs.moc"
