// SPDX-FileCopyrightText: 2026 The Attune developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/charts/range_editor/range_ticks.h"

#include <QTest>

#include <cmath>

using namespace attune;
using namespace attune::ui;
using namespace Qt::StringLiterals;

class TstRangeTicks : public QObject
{
    Q_OBJECT

private:
    static double width(const QString &text) { return 7.0 * static_cast<double>(text.size()); }

    static QStringList labelsOf(const RangeAxis &axis, double length,
                                TickValues values = TickValues::Any)
    {
        QStringList labels;
        for (const RangeTick &tick : rangeTicks(axis, length, width, values)) {
            if (!tick.label.isEmpty())
                labels << tick.label;
        }
        return labels;
    }

private Q_SLOTS:
    void countsInOnesTwosAndFivesOnALinearAxis()
    {
        QCOMPARE(labelsOf({Scaling::Linear, 0.0, 1.0}, 500.0),
                 (QStringList{u"0"_s, u"0.2"_s, u"0.4"_s, u"0.6"_s, u"0.8"_s, u"1"_s}));
        QCOMPARE(labelsOf({Scaling::Linear, 0.0, 30.0}, 340.0),
                 (QStringList{u"0"_s, u"10"_s, u"20"_s, u"30"_s}));
    }

    void marksOnlyWholeNumbersOfAnInteger()
    {
        QCOMPARE(labelsOf({Scaling::Linear, 0.6, 3.4}, 600.0, TickValues::Whole),
                 (QStringList{u"1"_s, u"2"_s, u"3"_s}));
        for (const RangeTick &tick :
             rangeTicks({Scaling::Logarithmic, 0.4, 40.0}, 600.0, width, TickValues::Whole))
            QCOMPARE(tick.value, std::round(tick.value));
    }

    void marksDecadesOnALogarithmicAxis()
    {
        const QStringList labels = labelsOf({Scaling::Logarithmic, 0.0005, 2.0}, 400.0);
        for (const auto *decade : {"0.001", "0.01", "0.1", "1"})
            QVERIFY2(labels.contains(QLatin1String(decade)), decade);
    }

    void marksDecadesOfTheRestOnAReverseLogarithmicAxis()
    {
        const QStringList labels = labelsOf({Scaling::ReverseLogarithmic, 0.0, 0.9995}, 600.0);
        for (const auto *mark : {"0", "0.9", "0.99", "0.999"})
            QVERIFY2(labels.contains(QLatin1String(mark)), mark);
    }

    void neverLetsTwoLabelsOverlap_data()
    {
        QTest::addColumn<int>("scaling");
        QTest::addColumn<double>("low");
        QTest::addColumn<double>("high");
        QTest::newRow("linear") << int(Scaling::Linear) << -0.00123 << 0.00456;
        QTest::newRow("large") << int(Scaling::Linear) << 999900.0 << 1000100.0;
        QTest::newRow("log") << int(Scaling::Logarithmic) << 1e-12 << 1e9;
        QTest::newRow("short log") << int(Scaling::Logarithmic) << 0.9 << 1.3;
        QTest::newRow("two decades") << int(Scaling::Logarithmic) << 0.01 << 1.0;
        QTest::newRow("reverse") << int(Scaling::ReverseLogarithmic) << 0.3 << 0.999999;
    }

    void neverLetsTwoLabelsOverlap()
    {
        QFETCH(int, scaling);
        QFETCH(double, low);
        QFETCH(double, high);
        for (const double length : {90.0, 240.0, 700.0, 1900.0}) {
            double free = -1e9;
            int labels = 0;
            for (const RangeTick &tick : rangeTicks({Scaling(scaling), low, high}, length, width)) {
                QVERIFY(tick.position >= -1e-6 && tick.position <= length + 1e-6);
                if (tick.label.isEmpty())
                    continue;
                QVERIFY2(tick.position - width(tick.label) / 2.0 > free, qPrintable(tick.label));
                free = tick.position + width(tick.label) / 2.0;
                ++labels;
            }
            QVERIFY(labels >= 1);
        }
    }

    void writesNumbersWithoutRoundingNoise()
    {
        QCOMPARE(numberLabel(0.1 + 0.2), u"0.3"_s);
        QCOMPARE(numberLabel(0.00001), u"0.00001"_s);
        QCOMPARE(numberLabel(1.0 - 0.001), u"0.999"_s);
        QCOMPARE(numberLabel(1000000.0), u"1000000"_s);
        QCOMPARE(numberLabel(1e-7), u"1e-7"_s);
        QCOMPARE(numberLabel(-2.5), u"-2.5"_s);
        QCOMPARE(numberLabel(0.0), u"0"_s);
    }
};

QTEST_GUILESS_MAIN(TstRangeTicks)
#include "tst_range_ticks.moc"
