// SPDX-FileCopyrightText: 2026 The Attune developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/stopping/successive_halving.h"

#include <QTest>

#include <array>
#include <cmath>
#include <limits>

using namespace attune;

namespace {

const Objective loss{.metric = "loss"};
const Objective accuracy{.metric = "accuracy", .direction = Direction::Maximize};

HyperbandSettings hyperband(int factor = 3, int brackets = 1)
{
    HyperbandSettings settings;
    settings.reductionFactor = factor;
    settings.brackets = brackets;
    return settings;
}

using Rungs = std::vector<std::int64_t>;

} // namespace

class TestSuccessiveHalving : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void rungsGrowByTheFactorBelowTheMaximum();
    void laterBracketsCompareLater();
    void earlierBracketsGetMoreTrials();
    void theFirstAtARungGoesOn();
    void goesOnExactlyWhileAmongTheBestThird();
    void neverStopsBeforeTheMinimum();
    void judgesEachRungOnce();
    void endsAtTheMaximum();
    void stepsFromZeroCountAsOneMore();
    void maximizesTheOtherWayRound();
    void aValueThatIsNotANumberIsTheWorst();
    void theBestSoFarCountsWhereThatIsTheObjective();
    void aForgottenTrialIsNobodysPeer();
    void whatWasJudgedBeforeIsNotJudgedAgain();
    void whatWasReadAfterTheVerdictIsAMeasure();
};

void TestSuccessiveHalving::rungsGrowByTheFactorBelowTheMaximum()
{
    QCOMPARE(rungsOf(hyperband(), 81, 0), (Rungs{1, 3, 9, 27}));
    QCOMPARE(rungsOf(hyperband(), 82, 0), (Rungs{1, 3, 9, 27, 81}));
    QCOMPARE(rungsOf(hyperband(4), 17, 0), (Rungs{1, 4, 16}));
    QCOMPARE(rungsOf(hyperband(), 1, 0), Rungs{});
    HyperbandSettings large = hyperband(2);
    large.minResource = std::numeric_limits<std::int64_t>::max() / 2;
    QCOMPARE(rungsOf(large, std::numeric_limits<std::int64_t>::max(), 0).size(), 2u);
}

void TestSuccessiveHalving::laterBracketsCompareLater()
{
    QCOMPARE(rungsOf(hyperband(3, 3), 81, 1), (Rungs{3, 9, 27}));
    QCOMPARE(rungsOf(hyperband(3, 3), 81, 2), (Rungs{9, 27}));
}

void TestSuccessiveHalving::earlierBracketsGetMoreTrials()
{
    // 81 steps, factor 3: 4 rungs, so weights 5/5*81, 5/4*27, 5/3*9 and shares 0.625, 0.260, 0.116.
    std::array<int, 3> counts{};
    for (int trial = 0; trial < 10'000; ++trial)
        ++counts[std::size_t(bracketOf(hyperband(3, 3), 81, 7, trial))];
    const double total = 81.0 + 33.75 + 15.0;
    QVERIFY(std::abs(counts[0] - 10'000 * 81.0 / total) < 200);
    QVERIFY(std::abs(counts[1] - 10'000 * 33.75 / total) < 200);
    QVERIFY(std::abs(counts[2] - 10'000 * 15.0 / total) < 200);
    QCOMPARE(bracketOf(hyperband(), 81, 7, 12), 0);
}

void TestSuccessiveHalving::theFirstAtARungGoesOn()
{
    SuccessiveHalving halving(hyperband(), 9, loss, 1);
    QVERIFY(!halving.add(0, {1, 100.0, 0}));
    QVERIFY(!halving.add(0, {3, 100.0, 0}));
}

void TestSuccessiveHalving::goesOnExactlyWhileAmongTheBestThird()
{
    SuccessiveHalving halving(hyperband(), 9, loss, 1);
    QVERIFY(!halving.add(0, {1, 0.4, 0}));
    QVERIFY(!halving.add(1, {1, 0.1, 0}));            // quantile of {0.1, 0.4} at 1/3 is 0.2
    const auto verdict = halving.add(2, {1, 0.3, 0}); // of {0.1, 0.3, 0.4} it is 0.1 + 2/3 * 0.2
    QVERIFY(verdict.has_value());
    QCOMPARE(verdict->step, 1);
    QCOMPARE(verdict->value, 0.3);
    QCOMPARE(verdict->against, 0.1 + 2.0 / 3.0 * 0.2);
    QCOMPARE(QString::fromStdString(verdict->sentence),
             QStringLiteral("Stopped at step 1: 0.3 is not among the best 1/3 (up to 0.2333) of "
                            "the 3 trials that reached step 1."));
    QVERIFY(!halving.add(3, {1, 0.1, 0})); // {0.1, 0.1, 0.3, 0.4} at 1/3: 0.1, and 0.1 is no worse
    QVERIFY(!halving.add(2, {2, 0.0, 0})); // has been ended already
}

void TestSuccessiveHalving::neverStopsBeforeTheMinimum()
{
    HyperbandSettings settings = hyperband();
    settings.minResource = 4;
    SuccessiveHalving halving(settings, 40, loss, 1);
    QVERIFY(!halving.add(0, {4, 0.1, 0}));
    for (int step = 1; step <= 3; ++step)
        QVERIFY(!halving.add(1, {step, 100.0, 0}));
    QVERIFY(halving.add(1, {4, 100.0, 0}));
}

void TestSuccessiveHalving::judgesEachRungOnce()
{
    SuccessiveHalving halving(hyperband(), 9, loss, 1);
    QVERIFY(!halving.add(0, {1, 0.5, 0}));
    QVERIFY(!halving.add(1, {1, 0.1, 0}));
    QVERIFY(!halving.add(0, {2, 0.9, 0}));           // no rung
    const auto atNine = halving.add(1, {5, 0.1, 0}); // rung 3, passed by a coarse step
    QVERIFY(!atNine);
    const auto verdict = halving.add(0, {4, 0.6, 0}); // rung 3 too, against 0.1 + 1/3 * 0.5
    QVERIFY(verdict.has_value());
    QCOMPARE(verdict->step, 4);
    QCOMPARE(verdict->against, 0.1 + 1.0 / 3.0 * 0.5);
}

void TestSuccessiveHalving::endsAtTheMaximum()
{
    SuccessiveHalving halving(hyperband(), 9, loss, 1);
    QVERIFY(!halving.add(0, {8, 0.5, 0}));
    const auto verdict = halving.add(0, {9, 0.4, 0});
    QVERIFY(verdict.has_value());
    QCOMPARE(QString::fromStdString(verdict->sentence),
             QStringLiteral("Ended at step 9, the maximum."));
    QVERIFY(!halving.add(0, {10, 0.4, 0}));
}

void TestSuccessiveHalving::stepsFromZeroCountAsOneMore()
{
    // As XGBoost counts: the rungs 1, 3 and the maximum 9 are its steps 0, 2 and 8.
    SuccessiveHalving halving(hyperband(), 9, loss, 1);
    QVERIFY(!halving.add(0, {0, 0.4, 0}));
    const auto atFirst = halving.add(1, {0, 0.5, 0});
    QVERIFY(atFirst.has_value());
    QCOMPARE(QString::fromStdString(atFirst->sentence),
             QStringLiteral("Stopped at step 0: 0.5 is not among the best 1/3 (up to 0.4333) of "
                            "the 2 trials that reached step 0."));
    QVERIFY(!halving.add(2, {0, 0.3, 0}));
    QVERIFY(!halving.add(0, {2, 0.2, 0}));
    QVERIFY(!halving.add(2, {1, 0.9, 0})); // no rung
    QVERIFY(halving.add(2, {2, 0.3, 0}));
    QVERIFY(!halving.add(0, {7, 0.1, 0}));
    QCOMPARE(QString::fromStdString(halving.add(0, {8, 0.1, 0}).value().sentence),
             QStringLiteral("Ended at step 8, the maximum."));
}

void TestSuccessiveHalving::maximizesTheOtherWayRound()
{
    SuccessiveHalving halving(hyperband(2), 8, accuracy, 1);
    QVERIFY(!halving.add(0, {1, 0.6, 0}));
    QVERIFY(!halving.add(1, {1, 0.9, 0}));            // the better of two
    const auto verdict = halving.add(2, {1, 0.7, 0}); // the middle of three: 0.7 is the median
    QVERIFY(!verdict);
    const auto worse = halving.add(3, {1, 0.65, 0}); // median of {0.6, 0.65, 0.7, 0.9} is 0.675
    QVERIFY(worse.has_value());
    QCOMPARE(worse->against, 0.675);
}

void TestSuccessiveHalving::aValueThatIsNotANumberIsTheWorst()
{
    SuccessiveHalving halving(hyperband(), 9, loss, 1);
    QVERIFY(!halving.add(0, {1, 100.0, 0}));
    const auto verdict = halving.add(1, {1, std::nan(""), 0});
    QVERIFY(verdict);
    QCOMPARE(verdict->sentence, std::string("Stopped at step 1: nan is not among the best 1/3 of "
                                            "the 2 trials that reached step 1."));
    QVERIFY(!halving.add(2, {1, 1.0, 0}));
}

void TestSuccessiveHalving::theBestSoFarCountsWhereThatIsTheObjective()
{
    Objective best = loss;
    best.value = ObjectiveValue::Best;
    SuccessiveHalving halving(hyperband(), 9, best, 1);
    QVERIFY(!halving.add(0, {3, 0.4, 0}));
    QVERIFY(!halving.add(1, {1, 0.2, 0}));
    QVERIFY(!halving.add(1, {3, 0.9, 0})); // 0.2 at its best
}

void TestSuccessiveHalving::aForgottenTrialIsNobodysPeer()
{
    SuccessiveHalving halving(hyperband(), 9, loss, 1);
    QVERIFY(!halving.add(0, {1, 0.1, 0}));
    halving.forget(0);
    QVERIFY(!halving.add(1, {1, 0.9, 0}));
}

void TestSuccessiveHalving::whatWasJudgedBeforeIsNotJudgedAgain()
{
    SuccessiveHalving halving(hyperband(), 9, loss, 1);
    halving.enter(0, {{1, 0.1, 0}});
    halving.enter(1, {{1, 0.9, 0}}); // would be stopped now, but was first then
    QVERIFY(!halving.add(1, {2, 0.9, 0}));
    QVERIFY(halving.add(2, {1, 0.5, 0})); // both count as its peers
}

/// As it is after the study was opened again, where curves are entered whole.
void TestSuccessiveHalving::whatWasReadAfterTheVerdictIsAMeasure()
{
    const auto judgedLast = [](SuccessiveHalving &halving) {
        (void)halving.add(2, {1, 0.05});
        (void)halving.add(2, {2, 0.08});
        return halving.add(2, {3, 0.08});
    };
    const std::vector<MetricPoint> poor = {{1, 0.9}, {2, 0.05}, {3, 0.05}};
    SuccessiveHalving live(hyperband(), 9, loss, 1);
    SuccessiveHalving opened(hyperband(), 9, loss, 1);
    for (SuccessiveHalving *halving : {&live, &opened})
        halving->enter(0, {{1, 0.1}, {2, 0.1}, {3, 0.1}});
    QVERIFY(live.add(1, poor[0]));
    QVERIFY(!live.add(1, poor[1]));
    QVERIFY(!live.add(1, poor[2]));
    opened.enter(1, poor);
    const auto later = judgedLast(opened);
    const auto now = judgedLast(live);
    QVERIFY(later);
    QVERIFY(now);
    QCOMPARE(now->against, later->against);
}

QTEST_GUILESS_MAIN(TestSuccessiveHalving)
#include "tst_successive_halving.moc"
