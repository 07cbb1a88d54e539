// SPDX-FileCopyrightText: 2026 The Attune developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/stopping/stopping_rule.h"

#include <QtTest>

#include <cmath>
#include <limits>

using namespace attune;

namespace {

using Curve = std::vector<MetricPoint>;

Curve curveOf(const std::vector<double> &values)
{
    Curve curve;
    for (const double value : values)
        curve.push_back({static_cast<std::int64_t>(curve.size()) + 1, value, 0});
    return curve;
}

std::optional<StopVerdict> judge(const TrialStopping &rule, const Objective &objective,
                                 const Curve &curve, const std::vector<Curve> &peers)
{
    const std::vector<StepCurve> curves(peers.begin(), peers.end());
    std::vector<const StepCurve *> pointers;
    for (const StepCurve &peer : curves)
        pointers.push_back(&peer);
    return attune::judge(rule, objective, StepCurve(curve), pointers);
}

TrialStopping ruleOf(TrialStoppingRule kind, int minSteps = 1, int minTrials = 1)
{
    TrialStopping rule;
    rule.rule = kind;
    rule.minSteps = minSteps;
    rule.minTrials = minTrials;
    return rule;
}

const Objective minimize = {"loss", Direction::Minimize};
const Objective maximize = {"loss", Direction::Maximize};

/// Running averages at step 2: 2, 3, 4; at step 3: 3, 4, 5 (minus the last, which ends at 2).
const std::vector<Curve> peers = {curveOf({1, 3, 5, 99}), curveOf({2, 4, 6}), curveOf({3, 5, 7}),
                                  curveOf({0, 0})};

} // namespace

class TestStoppingRule : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void comparesWithTheMedianOfRunningAverages();
    void takesTheMiddleOfTwoMedians();
    void looksTheOtherWayWhenMaximizing();
    void leavesOutPeersThatEndedBefore();
    void waitsForStepsAndTrials();
    void countsRepeatedStepsOnce();
    void passesOverNaN();
    void stopsTheWorstShare();
    void losesPatience();
    void holdsAThreshold();
    void stopsNothingWithoutARule();
    void explainsItself();
};

void TestStoppingRule::comparesWithTheMedianOfRunningAverages()
{
    const TrialStopping rule = ruleOf(TrialStoppingRule::Median);
    // At step 3 the averages are 3, 4 and 5: the current value counts, not its own average.
    QVERIFY(!judge(rule, minimize, curveOf({100, 100, 4}), peers));
    const auto verdict = judge(rule, minimize, curveOf({0, 0, 4.01}), peers);
    QVERIFY(verdict.has_value());
    QCOMPARE(verdict->step, std::int64_t{3});
    QCOMPARE(verdict->value, 4.01);
    QCOMPARE(verdict->against, 4.0);
}

void TestStoppingRule::takesTheMiddleOfTwoMedians()
{
    // At step 2 the averages are 2, 3, 4 and 0, so the median is 2.5.
    const TrialStopping rule = ruleOf(TrialStoppingRule::Median);
    QCOMPARE(judge(rule, minimize, curveOf({0, 2.6}), peers)->against, 2.5);
    QVERIFY(!judge(rule, minimize, curveOf({0, 2.5}), peers));
}

void TestStoppingRule::looksTheOtherWayWhenMaximizing()
{
    const TrialStopping rule = ruleOf(TrialStoppingRule::Median);
    QVERIFY(!judge(rule, maximize, curveOf({0, 0, 4}), peers));
    QCOMPARE(judge(rule, maximize, curveOf({9, 9, 3.99}), peers)->against, 4.0);
}

void TestStoppingRule::leavesOutPeersThatEndedBefore()
{
    // Only the first peer reaches step 4, with the average 27.
    const TrialStopping rule = ruleOf(TrialStoppingRule::Median);
    QCOMPARE(judge(rule, minimize, curveOf({0, 0, 0, 28}), peers)->against, 27.0);
    QVERIFY(!judge(rule, minimize, curveOf({0, 0, 0, 0, 1e9}), peers)); // nobody to compare with
}

void TestStoppingRule::waitsForStepsAndTrials()
{
    const Curve bad = curveOf({100, 100, 100});
    QVERIFY(judge(ruleOf(TrialStoppingRule::Median, 3, 3), minimize, bad, peers));
    QVERIFY(!judge(ruleOf(TrialStoppingRule::Median, 4, 3), minimize, bad, peers));
    QVERIFY(!judge(ruleOf(TrialStoppingRule::Median, 3, 4), minimize, bad, peers));
    QVERIFY(!judge(ruleOf(TrialStoppingRule::Median), minimize, bad, {}));
    QVERIFY(!judge(ruleOf(TrialStoppingRule::Median), minimize, {}, peers));
}

void TestStoppingRule::countsRepeatedStepsOnce()
{
    // Two workers print each step: the last reading of a step counts, in any order of steps.
    const Curve doubled = {{1, 50, 0}, {1, 100, 0}, {2, 50, 0}, {2, 100, 0}};
    QVERIFY(!judge(ruleOf(TrialStoppingRule::Median, 3), minimize, doubled, peers));
    const std::vector<Curve> odd = {{{2, 3, 0}, {1, 99, 0}, {1, 1, 0}, {3, 5, 0}}};
    QCOMPARE(judge(ruleOf(TrialStoppingRule::Median), minimize, curveOf({0, 9}), odd)->against,
             2.0);
}

void TestStoppingRule::passesOverNaN()
{
    const double infinity = std::numeric_limits<double>::infinity();
    const std::vector<Curve> odd = {curveOf({1, NAN, 3}), curveOf({2, infinity, 4}),
                                    curveOf({NAN, NAN, NAN})};
    const TrialStopping rule = ruleOf(TrialStoppingRule::Median);
    QCOMPARE(judge(rule, minimize, curveOf({0, 0, 9}), odd)->against, 2.5); // of 2 and 3
    QVERIFY(!judge(rule, minimize, curveOf({0, 0, NAN}), odd));
    QVERIFY(judge(rule, minimize, curveOf({0, 0, infinity}), odd));
}

void TestStoppingRule::stopsTheWorstShare()
{
    std::vector<Curve> many;
    for (int i = 0; i <= 8; ++i)
        many.push_back(curveOf({static_cast<double>(i)}));
    TrialStopping rule = ruleOf(TrialStoppingRule::Percentile);
    rule.percentile = 25.0;
    QCOMPARE(judge(rule, minimize, curveOf({6.1}), many)->against, 6.0);
    QVERIFY(!judge(rule, minimize, curveOf({6.0}), many));
    QCOMPARE(judge(rule, maximize, curveOf({1.9}), many)->against, 2.0);
    QVERIFY(!judge(rule, maximize, curveOf({2.0}), many));
    rule.percentile = 50.0;
    QCOMPARE(judge(rule, minimize, curveOf({4.1}), many)->against, 4.0);
}

void TestStoppingRule::losesPatience()
{
    TrialStopping rule = ruleOf(TrialStoppingRule::Patience);
    rule.patience = 3;
    QVERIFY(!judge(rule, minimize, curveOf({5, 1, 2, 2}), {}));
    const auto verdict = judge(rule, minimize, curveOf({5, 1, 2, 2, 1}), {}); // equal is no gain
    QCOMPARE(verdict->step, std::int64_t{5});
    QCOMPARE(verdict->against, 1.0);
    QVERIFY(!judge(rule, minimize, curveOf({5, 1, 2, 2, 0.9}), {}));
    QVERIFY(judge(rule, maximize, curveOf({5, 1, 2, 2}), {}));
    QVERIFY(!judge(rule, minimize, curveOf({NAN, NAN, NAN, 4}), {}));
    rule.minSteps = 6;
    QVERIFY(!judge(rule, minimize, curveOf({5, 1, 2, 2, 1}), {}));
}

void TestStoppingRule::holdsAThreshold()
{
    TrialStopping rule = ruleOf(TrialStoppingRule::Threshold, 2);
    QVERIFY(!judge(rule, minimize, curveOf({9, 9}), {})); // none given
    rule.threshold = 3.0;
    QVERIFY(!judge(rule, minimize, curveOf({9}), {}));
    QVERIFY(!judge(rule, minimize, curveOf({9, 3}), {}));
    QCOMPARE(judge(rule, minimize, curveOf({9, 3.5}), {})->against, 3.0);
    QVERIFY(judge(rule, maximize, curveOf({9, 2.5}), {}));
    QVERIFY(!judge(rule, maximize, curveOf({9, 3.5}), {}));
}

void TestStoppingRule::stopsNothingWithoutARule()
{
    QVERIFY(!judge(ruleOf(TrialStoppingRule::None), minimize, curveOf({1e9, 1e9}), peers));
}

void TestStoppingRule::explainsItself()
{
    const Curve curve = curveOf({9, 9, 0.41237});
    const std::vector<Curve> low = {curveOf({0.1, 0.2, 0.3}), curveOf({0.2, 0.3, 0.4})};
    TrialStopping rule = ruleOf(TrialStoppingRule::Median);
    QCOMPARE(judge(rule, minimize, curve, low)->sentence,
             std::string("Stopped at step 3: 0.4124 is worse than the median 0.25 of 2 trials."));
    rule.rule = TrialStoppingRule::Percentile;
    QCOMPARE(judge(rule, minimize, curve, low)->sentence,
             std::string("Stopped at step 3: 0.4124 is among the worst 25 %, beyond 0.275 of 2 "
                         "trials."));
    rule.rule = TrialStoppingRule::Threshold;
    rule.threshold = 0.25;
    QCOMPARE(judge(rule, minimize, curve, low)->sentence,
             std::string("Stopped at step 3: 0.4124 is worse than the threshold 0.25."));
    rule.rule = TrialStoppingRule::Patience;
    rule.patience = 2;
    QCOMPARE(
        judge(rule, minimize, curveOf({0.3, 0.4, 0.5}), low)->sentence,
        std::string("Stopped at step 3: 0.5 is no better than 0.3 at step 1, 2 readings ago."));
}

QTEST_GUILESS_MAIN(TestStoppingRule)
#include "tst_stopping_rule.moc"
