// SPDX-FileCopyrightText: 2026 The Attune developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/rng.h"
#include "core/space/scaling.h"

#include <QtTest>

#include <algorithm>
#include <cmath>
#include <limits>

using namespace attune;

namespace {

struct Range
{
    Scaling scaling;
    double min;
    double max;
};

const std::vector<Range> ranges = {
    {Scaling::Linear, 0.0, 1.0},
    {Scaling::Linear, -3.7, 12.1},
    {Scaling::Linear, -1e308, 1e308},
    {Scaling::Linear, 1.0, 1.0 + 1e-12},
    {Scaling::Linear, 0.0, 5e-324 * 4096},
    {Scaling::Logarithmic, 1e-5, 1.0},
    {Scaling::Logarithmic, 1e-300, 1e300},
    {Scaling::Logarithmic, 5e-324, 1.7e308},
    {Scaling::Logarithmic, 1.0, 1.0 + 1e-9},
    {Scaling::Logarithmic, 0.7, 3.0},
    {Scaling::ReverseLogarithmic, 0.5, 0.999},
    {Scaling::ReverseLogarithmic, 0.0, 0.9999999999},
    {Scaling::ReverseLogarithmic, 0.0, 1e-12},
    {Scaling::ReverseLogarithmic, 0.9, 0.9 + 1e-10},
    {Scaling::ReverseLogarithmic, 0.0, 1.0 - 0x1p-53},
};

} // namespace

class TestScaling : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void isExactAtBothEnds();
    void comesBackToTheCoordinate();
    void risesEverywhere();
    void reverseLogarithmicHasTheKnownQuartiles();
    void logarithmicMiddleIsTheGeometricMean();
    void densityIsTheSlopeOfTheTransform();
    void autoKnowsItsThresholds();
    void autoGivesItsReason();
    void saysWhyAScalingIsImpossible();
};

void TestScaling::isExactAtBothEnds()
{
    for (const auto &[scaling, min, max] : ranges) {
        QCOMPARE(fromUnit(scaling, min, max, 0.0), min);
        QCOMPARE(fromUnit(scaling, min, max, 1.0), max);
        QVERIFY(fromUnit(scaling, min, max, -0.5) == min);
        QVERIFY(fromUnit(scaling, min, max, 1.5) == max);
        QVERIFY(toUnit(scaling, min, max, min) == 0.0);
        QVERIFY(toUnit(scaling, min, max, max) == 1.0);
    }
}

void TestScaling::comesBackToTheCoordinate()
{
    for (const auto &[scaling, min, max] : ranges) {
        for (int i = 1; i < 1000; ++i) {
            const double unit = i / 1000.0;
            const double value = fromUnit(scaling, min, max, unit);
            QVERIFY(value >= min && value <= max);
            // Half the distance between neighbouring doubles, as a share of the range.
            const double below = toUnit(scaling, min, max, std::nextafter(value, min));
            const double above = toUnit(scaling, min, max, std::nextafter(value, max));
            const double grain = std::max(above - below, 1e-12);
            QVERIFY(std::abs(toUnit(scaling, min, max, value) - unit) <= grain);
        }
    }
}

void TestScaling::risesEverywhere()
{
    for (const auto &[scaling, min, max] : ranges) {
        double previousValue = min;
        double previousUnit = 0.0;
        for (int i = 1; i <= 2000; ++i) {
            const double value = fromUnit(scaling, min, max, i / 2000.0);
            const double unit = toUnit(scaling, min, max, value);
            QVERIFY(value >= previousValue);
            QVERIFY(unit >= previousUnit);
            previousValue = value;
            previousUnit = unit;
        }
        QCOMPARE(previousUnit, 1.0);
    }
}

void TestScaling::reverseLogarithmicHasTheKnownQuartiles()
{
    const auto at = [](double unit) {
        return fromUnit(Scaling::ReverseLogarithmic, 0.5, 0.999, unit);
    };
    QVERIFY(std::abs(at(0.25) - 0.8943) < 5e-5);
    QVERIFY(std::abs(at(0.5) - 0.97764) < 5e-6);
    QVERIFY(std::abs(at(0.75) - 0.9953) < 5e-5);
}

void TestScaling::logarithmicMiddleIsTheGeometricMean()
{
    QVERIFY(std::abs(fromUnit(Scaling::Logarithmic, 1e-4, 1.0, 0.5) - 1e-2) < 1e-16);
    QVERIFY(std::abs(fromUnit(Scaling::Logarithmic, 1e-300, 1e300, 0.5) - 1.0) < 1e-12);
}

void TestScaling::densityIsTheSlopeOfTheTransform()
{
    const std::vector<Range> smooth = {{Scaling::Linear, -3.0, 9.0},
                                       {Scaling::Logarithmic, 1e-3, 10.0},
                                       {Scaling::ReverseLogarithmic, 0.5, 0.999}};
    for (const auto &[scaling, min, max] : smooth) {
        for (int i = 1; i < 100; ++i) {
            const double value = fromUnit(scaling, min, max, i / 100.0);
            const double h = std::min(value - min, max - value) * 1e-4;
            const double slope =
                (toUnit(scaling, min, max, value + h) - toUnit(scaling, min, max, value - h)) /
                (2 * h);
            QVERIFY(std::abs(sampleDensity(scaling, min, max, value) / slope - 1.0) < 1e-5);
        }
        QCOMPARE(sampleDensity(scaling, min, max, min - 0.1), 0.0);
        QCOMPARE(sampleDensity(scaling, min, max, max + 0.1), 0.0);
    }
}

void TestScaling::autoKnowsItsThresholds()
{
    const auto chosen = [](double min, double max, bool isContinuous = true) {
        return chooseScaling(min, max, isContinuous).scaling;
    };
    QCOMPARE(chosen(1.0, 100.0), Scaling::Logarithmic);
    QCOMPARE(chosen(1.0, 100.0, false), Scaling::Logarithmic);
    QCOMPARE(chosen(1.0, 99.9999), Scaling::Linear);
    QCOMPARE(chosen(1.0, 100.0 * (1.0 - 0.5e-9)), Scaling::Logarithmic);
    QCOMPARE(chosen(1.0, 100.0 * (1.0 - 2e-9)), Scaling::Linear);
    QCOMPARE(chosen(0.07, 7.0), Scaling::Logarithmic); // 7.0 / 0.07 is just below 100
    QCOMPARE(chosen(0.0, 100.0), Scaling::Linear);
    QCOMPARE(chosen(-1.0, 1e9), Scaling::Linear);
    QCOMPARE(chosen(0.5, 0.995), Scaling::ReverseLogarithmic);
    QCOMPARE(chosen(0.9, 0.999), Scaling::ReverseLogarithmic);
    QCOMPARE(chosen(0.9, 0.998), Scaling::Linear);
    QCOMPARE(chosen(0.49, 0.9999), Scaling::Linear);
    QCOMPARE(chosen(0.5, 1.0), Scaling::Linear);
    QCOMPARE(chosen(0.5, 0.995, false), Scaling::Linear);
    QCOMPARE(chosen(5e-324, 1.7e308), Scaling::Logarithmic);
}

void TestScaling::autoGivesItsReason()
{
    const auto reason = [](double min, double max) { return chooseScaling(min, max, true).reason; };
    QCOMPARE(reason(0.001, 1.0), std::string("Auto chooses Logarithmic: the range spans 1,000 "
                                             "times its minimum."));
    QCOMPARE(reason(1.0, 1234567.0), std::string("Auto chooses Logarithmic: the range spans "
                                                 "1,234,567 times its minimum."));
    QCOMPARE(reason(1e-300, 1e300), std::string("Auto chooses Logarithmic: the range spans over "
                                                "10^308 times its minimum."));
    QCOMPARE(reason(0.5, 0.999), std::string("Auto chooses Reverse Logarithmic: the distance to 1 "
                                             "shrinks 500 times over the range."));
    QCOMPARE(reason(2.0, 12.0), std::string("Auto chooses Linear: the range spans less than 100 "
                                            "times its minimum."));
    QCOMPARE(reason(-1.0, 1.0), std::string("Auto chooses Linear: the minimum is not above 0."));
}

void TestScaling::saysWhyAScalingIsImpossible()
{
    const double nan = std::numeric_limits<double>::quiet_NaN();
    QVERIFY(!whyImpossible(Scaling::Auto, -1, 1, true));
    QVERIFY(!whyImpossible(Scaling::Linear, -1, 1, true));
    QVERIFY(!whyImpossible(Scaling::Logarithmic, 1e-9, 1, true));
    QVERIFY(!whyImpossible(Scaling::ReverseLogarithmic, 0.0, 0.9, true));
    QCOMPARE(whyImpossible(Scaling::Logarithmic, 0, 1, true).value(),
             std::string("Logarithmic needs a minimum above 0."));
    QVERIFY(whyImpossible(Scaling::Logarithmic, nan, 1, true));
    QCOMPARE(whyImpossible(Scaling::ReverseLogarithmic, 0, 1, true).value(),
             std::string("Reverse Logarithmic needs a maximum below 1."));
    QCOMPARE(whyImpossible(Scaling::ReverseLogarithmic, -0.1, 0.5, true).value(),
             std::string("Reverse Logarithmic needs a minimum of 0 or more."));
    QCOMPARE(whyImpossible(Scaling::ReverseLogarithmic, 0, 0.9, false).value(),
             std::string("Reverse Logarithmic needs a continuous hyperparameter."));
}

QTEST_GUILESS_MAIN(TestScaling)
#include "tst_scaling.moc"
