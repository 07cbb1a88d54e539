// SPDX-FileCopyrightText: 2026 The Attune developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/stopping/promotion_rungs.h"

#include <QTest>

#include <cmath>
#include <set>

using namespace attune;

namespace {

const Objective loss{.metric = "loss"};

SearchSettings hyperband(int brackets = 1)
{
    SearchSettings search;
    search.strategy = Strategy::Hyperband;
    search.hyperband.mode = HyperbandMode::Promote;
    search.hyperband.brackets = brackets;
    return search;
}

/// Readings of steps 1, 2, ... in one run each: `values` at the ends of runs of 1, 3 and 9 steps.
std::vector<RungRun> ranTo(const std::vector<double> &values)
{
    std::vector<RungRun> runs;
    std::int64_t step = 0;
    std::int64_t resource = 1;
    for (const double value : values) {
        RungRun run{resource, true, {}};
        while (step < resource)
            run.points.push_back({++step, value, 0});
        runs.push_back(run);
        resource *= 3;
    }
    return runs;
}

/// All trials are paused but these.
std::function<bool(int)> paused(const std::set<int> &others = {})
{
    return [others](int trial) { return !others.contains(trial); };
}

} // namespace

class TestPromotionRungs : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void eachRunIsToldTheNextRungAndAtLastTheMaximum();
    void theBestThirdGoesOn();
    void nobodyGoesOnAmongFewerThanTheFactor();
    void theHighestRungComesFirst();
    void whoHasGoneOnStillCounts();
    void ofEqualsTheEarlierGoesOn();
    void aValueThatIsNotANumberNeverGoesOn();
    void onlyReadingsUpToTheRungCount();
    void readingsWithoutStepsCountByTheirRuns();
    void bracketsCompareTheirOwnTrials();
    void maximizesTheOtherWayRound();
    void saysWhyATrialStays();
};

void TestPromotionRungs::eachRunIsToldTheNextRungAndAtLastTheMaximum()
{
    const SearchSettings search = hyperband();
    QCOMPARE(resourceAfter(search, 10, 0, 0), 1);
    QCOMPARE(resourceAfter(search, 10, 0, 1), 3);
    QCOMPARE(resourceAfter(search, 10, 0, 3), 9);
    QCOMPARE(resourceAfter(search, 10, 0, 9), 10);
    QCOMPARE(resourceAfter(search, 10, 0, 5), 9); // the rungs have changed meanwhile
    QCOMPARE(resourceAfter(search, 1, 0, 0), 1);  // no rung
}

void TestPromotionRungs::theBestThirdGoesOn()
{
    PromotionRungs rungs(hyperband(), 9, loss);
    const std::vector<double> values = {0.9, 0.5, 0.7, 0.4, 0.8, 0.6};
    for (int trial = 0; trial < 6; ++trial)
        rungs.enter(trial, ranTo({values[std::size_t(trial)]}));
    // Two of six: 3 and 1, the best first.
    QCOMPARE(rungs.next(paused()), std::optional(3));
    QCOMPARE(rungs.next(paused({3})), std::optional(1));
    QVERIFY(!rungs.next(paused({3, 1})));
}

void TestPromotionRungs::nobodyGoesOnAmongFewerThanTheFactor()
{
    PromotionRungs rungs(hyperband(), 9, loss);
    rungs.enter(0, ranTo({0.1}));
    rungs.enter(1, ranTo({0.2}));
    QVERIFY(!rungs.next(paused()));
    rungs.enter(2, ranTo({0.3}));
    QCOMPARE(rungs.next(paused()), std::optional(0));
}

void TestPromotionRungs::theHighestRungComesFirst()
{
    PromotionRungs rungs(hyperband(), 9, loss);
    rungs.enter(0, ranTo({0.5, 0.30}));
    rungs.enter(1, ranTo({0.4, 0.35}));
    rungs.enter(2, ranTo({0.45, 0.32}));
    for (int trial = 3; trial < 12; ++trial)
        rungs.enter(trial, ranTo({0.1}));
    QCOMPARE(rungs.next(paused()), std::optional(0));    // the best of three at rung 3
    QCOMPARE(rungs.next(paused({0})), std::optional(3)); // of twelve at rung 1
}

void TestPromotionRungs::whoHasGoneOnStillCounts()
{
    PromotionRungs rungs(hyperband(), 9, loss);
    rungs.enter(0, ranTo({0.1, 0.1}));
    rungs.enter(1, ranTo({0.2}));
    rungs.enter(2, ranTo({0.3}));
    QVERIFY(!rungs.next(paused())); // the best of three at rung 1 is 0, which has gone on
    rungs.forget(0);
    QVERIFY(!rungs.next(paused())); // two are too few
}

void TestPromotionRungs::ofEqualsTheEarlierGoesOn()
{
    PromotionRungs rungs(hyperband(), 9, loss);
    for (const int trial : {5, 2, 9})
        rungs.enter(trial, ranTo({0.5}));
    QCOMPARE(rungs.next(paused()), std::optional(2));
    QVERIFY(!rungs.next(paused({2})));
}

void TestPromotionRungs::aValueThatIsNotANumberNeverGoesOn()
{
    PromotionRungs rungs(hyperband(), 9, loss);
    for (int trial = 0; trial < 3; ++trial)
        rungs.enter(trial, ranTo({std::nan("")}));
    QVERIFY(!rungs.next(paused()));
    rungs.enter(3, ranTo({100.0}));
    QCOMPARE(rungs.next(paused()), std::optional(3));
}

void TestPromotionRungs::onlyReadingsUpToTheRungCount()
{
    PromotionRungs rungs(hyperband(), 9, loss);
    // The first was ended late, at step 2, where it was better.
    rungs.enter(0, {{1, true, {{1, 0.9, 0}, {2, 0.1, 0}}}});
    rungs.enter(1, ranTo({0.5}));
    rungs.enter(2, ranTo({0.6}));
    QCOMPARE(rungs.next(paused()), std::optional(1));
    QCOMPARE(rungs.standingOf(0)->value, 0.9);
    // A run that was cut short reached nothing.
    rungs.enter(2, {{1, true, {{1, 0.6, 0}}}, {3, false, {{2, 0.2, 0}, {3, 0.2, 0}}}});
    QCOMPARE(rungs.standingOf(2)->step, 1);
    QCOMPARE(rungs.standingOf(2)->value, 0.6);
}

void TestPromotionRungs::readingsWithoutStepsCountByTheirRuns()
{
    PromotionRungs rungs(hyperband(), 27, loss);
    // One reading at the end of each run: of 1, 3 and 9 steps.
    rungs.enter(0, {{1, true, {{1, 0.9, 0}}}, {3, true, {{2, 0.7, 0}}}, {9, true, {{3, 0.5, 0}}}});
    rungs.enter(1, {{1, true, {{1, 0.8, 0}}}, {3, true, {{2, 0.6, 0}}}});
    QCOMPARE(rungs.standingOf(0)->value, 0.5);
    QCOMPARE(rungs.standingOf(0)->step, 9);
    QCOMPARE(rungs.standingOf(1)->value, 0.6);
    rungs.enter(2, {{1, true, {{1, 0.8, 0}}}, {3, true, {{2, 0.65, 0}}}});
    // At rung 3 the first has 0.7, not the 0.5 of its third reading.
    QCOMPARE(rungs.next(paused({0})), std::optional(1));
}

void TestPromotionRungs::bracketsCompareTheirOwnTrials()
{
    const SearchSettings search = hyperband(2);
    PromotionRungs rungs(search, 9, loss);
    int first = 0;
    int second = 0;
    int trial = 0;
    for (; first < 3 || second < 2; ++trial) {
        const bool isLate = resourceAfter(search, 9, trial, 0) == 3;
        (isLate ? second : first) += 1;
        const double value = isLate ? 0.001 * trial : 1.0 + trial;
        if (isLate && second > 2)
            continue;
        rungs.enter(trial,
                    isLate ? std::vector<RungRun>{{3, true, {{3, value, 0}}}} : ranTo({value}));
    }
    const auto next = rungs.next(paused());
    QVERIFY(next);
    QCOMPARE(resourceAfter(search, 9, *next, 0), 1); // the second bracket has two only
}

void TestPromotionRungs::maximizesTheOtherWayRound()
{
    PromotionRungs rungs(hyperband(), 9, {.metric = "accuracy", .direction = Direction::Maximize});
    rungs.enter(0, ranTo({0.1}));
    rungs.enter(1, ranTo({0.7}));
    rungs.enter(2, ranTo({std::nan("")}));
    QCOMPARE(rungs.next(paused()), std::optional(1));
}

void TestPromotionRungs::saysWhyATrialStays()
{
    PromotionRungs rungs(hyperband(), 9, loss);
    QVERIFY(!rungs.standingOf(0));
    rungs.enter(0, {{1, true, {{0, 0.9, 0}}}}); // counts from 0
    const auto sentenceOf = [&](int trial) {
        return QString::fromStdString(rungs.standingOf(trial)->sentence());
    };
    QCOMPARE(sentenceOf(0), QStringLiteral("Stopped at step 0: of 1 trial that reached it, none "
                                           "goes on."));
    rungs.enter(1, ranTo({0.5}));
    rungs.enter(2, ranTo({0.75}));
    QCOMPARE(sentenceOf(2), QStringLiteral("Stopped at step 1: 0.75 is not among the best 1 (up to "
                                           "0.5) of the 3 trials that reached it."));
    QCOMPARE(sentenceOf(1), QStringLiteral("Stopped at step 1: 0.5 is among the best 1 (up to "
                                           "0.5) of the 3 trials that reached it, but the study "
                                           "ended before it went on."));
}

QTEST_GUILESS_MAIN(TestPromotionRungs)
#include "tst_promotion_rungs.moc"
