// SPDX-FileCopyrightText: 2026 The Attune developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/charts/base/axis.h"
#include "ui/charts/base/number_text.h"
#include "ui/widgets/value_text.h"

#include <QtTest>

#include <cmath>

using namespace attune::ui;
using namespace Qt::StringLiterals;

namespace {

QStringList labelsOf(const AxisRange &range, int wanted)
{
    QStringList labels;
    for (const AxisTick &tick : ticksOf({{}, range, AxisLabels::Numbers, {}}, wanted))
        labels << tick.label;
    return labels;
}

} // namespace

class TestAxis : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void linearTicksStepByOneTwoOrFive()
    {
        QCOMPARE(labelsOf({0.0, 60.0}, 6),
                 (QStringList{u"0"_s, u"10"_s, u"20"_s, u"30"_s, u"40"_s, u"50"_s, u"60"_s}));
        QCOMPARE(labelsOf({0.0, 0.2}, 4),
                 (QStringList{u"0"_s, u"0.05"_s, u"0.10"_s, u"0.15"_s, u"0.20"_s}));
        QCOMPARE(labelsOf({-1.0, 1.0}, 4),
                 (QStringList{u"-1.0"_s, u"-0.5"_s, u"0"_s, u"0.5"_s, u"1.0"_s}));
    }

    void logarithmicTicksAreDecades()
    {
        QCOMPARE(labelsOf({1e-4, 1.0, AxisScale::Logarithmic}, 5),
                 (QStringList{u"0.0001"_s, u"0.001"_s, u"0.01"_s, u"0.1"_s, u"1"_s}));
    }

    void logarithmicTicksSkipDecadesWhereThereIsNoRoom()
    {
        const QStringList labels = labelsOf({1e-12, 1.0, AxisScale::Logarithmic}, 4);
        QVERIFY(labels.size() <= 5);
        QVERIFY(labels.contains(QStringLiteral("1")));
    }

    void aLogarithmicAxisOfLessThanADecadeHasTicksToo()
    {
        QVERIFY(labelsOf({0.03, 0.08, AxisScale::Logarithmic}, 5).size() >= 3);
    }

    void reverseLogarithmicTicksNearOne()
    {
        QCOMPARE(labelsOf({0.0, 0.999, AxisScale::ReverseLogarithmic}, 5),
                 (QStringList{u"0"_s, u"0.9"_s, u"0.99"_s, u"0.999"_s}));
    }

    void stepsAndTrialsAreWhole()
    {
        const auto whole = [](const AxisRange &range, int wanted) {
            QStringList labels;
            for (const AxisTick &tick : ticksOf({{}, range, AxisLabels::Whole, {}}, wanted))
                labels << tick.label;
            return labels;
        };
        QCOMPARE(whole({1.0, 3.0}, 8), (QStringList{u"1"_s, u"2"_s, u"3"_s}));
        QCOMPARE(whole({0.9, 1.1}, 8), QStringList{u"1"_s});
        QCOMPARE(whole({0.0, 60.0}, 6).size(), 7);
        QCOMPARE(whole({0.5, 100.0, AxisScale::Logarithmic}, 4),
                 (QStringList{u"1"_s, u"10"_s, u"100"_s}));
    }

    void everyScaleMapsBackAndForth()
    {
        for (const AxisRange &range :
             {AxisRange{-3.0, 5.0}, AxisRange{0.001, 1.0, AxisScale::Logarithmic},
              AxisRange{0.1, 0.999, AxisScale::ReverseLogarithmic}}) {
            for (const double unit : {0.0, 0.25, 0.5, 1.0})
                QVERIFY(std::abs(range.toUnit(range.fromUnit(unit)) - unit) < 1e-12);
        }
    }

    void valuesWithoutAPlaceAreNotANumber()
    {
        QVERIFY(std::isnan(AxisRange({0.1, 1.0, AxisScale::Logarithmic}).toUnit(0.0)));
        QVERIFY(std::isnan(AxisRange({0.1, 1.0}).toUnit(std::nan(""))));
        QVERIFY(std::isnan(AxisRange({0.1, 0.9, AxisScale::ReverseLogarithmic}).toUnit(1.0)));
    }

    void niceRangesHoldTheirValuesAndGiveEqualOnesRoom()
    {
        const AxisRange range = niceRange(0.031, 0.198, AxisScale::Linear, 5);
        QVERIFY(range.min <= 0.031 && range.max >= 0.198);
        const AxisRange equal = niceRange(0.5, 0.5, AxisScale::Linear, 5);
        QVERIFY(equal.min < 0.5 && equal.max > 0.5);
        const AxisRange zero = niceRange(0.0, 0.0, AxisScale::Linear, 5);
        QVERIFY(zero.min < 0.0 && zero.max > 0.0);
        QCOMPARE(niceRange(1.0, -1.0, AxisScale::Linear, 5), (AxisRange{0.0, 1.0}));
    }

    void pixelsGrowUpwardsWithValues()
    {
        const PlotMapping mapping{QRectF(10, 20, 100, 50), {0.0, 10.0}, {0.0, 1.0}};
        QCOMPARE(mapping.toPixel(0.0, 0.0), QPointF(10, 70));
        QCOMPARE(mapping.toPixel(10.0, 1.0), QPointF(110, 20));
        QCOMPARE(mapping.fromPixel(QPointF(60, 45)), QPointF(5.0, 0.5));
    }

    void numbersHaveSensibleDigits()
    {
        QCOMPARE(valueText(0.03162277), QStringLiteral("0.03162"));
        QCOMPARE(valueText(12.0), QStringLiteral("12"));
        QCOMPARE(valueText(123456.7), QStringLiteral("123457"));
        QCOMPARE(valueText(0.0000123), QStringLiteral("1.23e-5"));
        QCOMPARE(significantText(0.01, 3), QStringLiteral("0.0100"));
        QCOMPARE(significantText(0.0099999, 3), QStringLiteral("0.0100"));
        QCOMPARE(significantText(1e-6, 3), QStringLiteral("1.00e-6"));
        QCOMPARE(significantText(-1234.2, 3), QStringLiteral("-1234"));
        QCOMPARE(significantText(0.0, 3), QStringLiteral("0"));
        QCOMPARE(significantText(INFINITY, 3), QStringLiteral("\u221e"));
        QCOMPARE(valueText(std::nan("")), QStringLiteral("NaN"));
        QCOMPARE(fixedText(0.5, 3), QStringLiteral("0.500"));
        QCOMPARE(fixedText(0.0001, 2), QStringLiteral("0.0001"));
        QCOMPARE(secondsText(0.5), QStringLiteral("0.50 s"));
        QCOMPARE(secondsText(245.0), QStringLiteral("4 min 5 s"));
        QCOMPARE(bytesText(84.0 * 1024 * 1024), QStringLiteral("84.0 MiB"));
    }
};

QTEST_GUILESS_MAIN(TestAxis)
#include "tst_axis.moc"
#include "ui/widgets/value_text.h"
