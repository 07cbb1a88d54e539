// SPDX-FileCopyrightText: 2026 The Attune developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/stopping/step_curve.h"

#include <QtTest>

#include <cmath>
#include <limits>
#include <map>
#include <random>

using namespace attune;

class TestStepCurve : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void averagesWhatWasReadUpToAStep();
    void reachesNoStepBeyondItsLast();
    void passesOverWhatIsNotFinite();
    void keepsTheLastReadingOfAStep();
    void agreesWithPlainSumsInAnyOrder();
    void knowsTheBestInAnyOrder();
};

void TestStepCurve::averagesWhatWasReadUpToAStep()
{
    const StepCurve curve({{2, 1.0, 0}, {4, 3.0, 0}, {9, 8.0, 0}});
    QCOMPARE(curve.runningAverage(2), 1.0);
    QCOMPARE(curve.runningAverage(3), 1.0);
    QCOMPARE(curve.runningAverage(4), 2.0);
    QCOMPARE(curve.runningAverage(9), 4.0);
    QVERIFY(!curve.runningAverage(1));
}

void TestStepCurve::reachesNoStepBeyondItsLast()
{
    QVERIFY(!StepCurve().runningAverage(0));
    QVERIFY(!StepCurve({{1, 1.0, 0}}).runningAverage(2));
}

void TestStepCurve::passesOverWhatIsNotFinite()
{
    const double nan = std::numeric_limits<double>::quiet_NaN();
    const double infinity = std::numeric_limits<double>::infinity();
    const StepCurve curve({{1, nan, 0}, {2, 2.0, 0}, {3, infinity, 0}, {4, 4.0, 0}});
    QVERIFY(!curve.runningAverage(1));
    QCOMPARE(curve.runningAverage(3), 2.0);
    QCOMPARE(curve.runningAverage(4), 3.0);
    QCOMPARE(curve.points().size(), 4U);
}

void TestStepCurve::keepsTheLastReadingOfAStep()
{
    StepCurve curve({{1, 10.0, 0}, {2, 20.0, 0}, {2, 40.0, 0}});
    QCOMPARE(curve.runningAverage(2), 25.0);
    curve.add({1, 0.0, 0});
    QCOMPARE(curve.runningAverage(1), 0.0);
    QCOMPARE(curve.runningAverage(2), 20.0);
    QCOMPARE(curve.points().size(), 2U);
}

void TestStepCurve::agreesWithPlainSumsInAnyOrder()
{
    std::mt19937 random(7);
    for (int round = 0; round < 200; ++round) {
        StepCurve curve;
        std::map<std::int64_t, double> plain;
        for (int i = 0; i < 40; ++i) {
            const auto step = std::int64_t(random() % 30);
            const double value = double(random() % 1000);
            curve.add({step, value, 0});
            plain[step] = value;
        }
        double sum = 0.0;
        int count = 0;
        for (const auto &[step, value] : plain) {
            sum += value;
            QCOMPARE(curve.runningAverage(step), sum / ++count);
        }
    }
}

void TestStepCurve::knowsTheBestInAnyOrder()
{
    const double unusual[] = {std::numeric_limits<double>::quiet_NaN(),
                              std::numeric_limits<double>::infinity(),
                              -std::numeric_limits<double>::infinity()};
    std::mt19937 random(7);
    for (int round = 0; round < 200; ++round) {
        StepCurve curve;
        for (int i = 0; i < 40; ++i) {
            const bool isUnusual = random() % 4 == 0;
            const double value = isUnusual ? unusual[random() % 3] : double(random() % 20);
            curve.add({std::int64_t(random() % 30), value, 0});
            for (const Direction direction : {Direction::Minimize, Direction::Maximize}) {
                const std::vector<MetricPoint> &points = curve.points();
                std::size_t best = 0; // as one pass finds it
                for (std::size_t at = 1; at < points.size(); ++at) {
                    if (!std::isfinite(points[best].value) ||
                        (direction == Direction::Minimize ? points[at].value < points[best].value
                                                          : points[at].value > points[best].value))
                        best = at;
                }
                QCOMPARE(curve.bestIndex(direction), best);
            }
        }
    }
}

QTEST_GUILESS_MAIN(TestStepCurve)
#include "tst_step_curve.moc"
