// SPDX-FileCopyrightText: 2026 The Attune developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/numerics/normal_distribution.h"

#include <QtTest>

#include <cmath>

using namespace attune;

namespace {

bool isClose(double value, double expected, double relative)
{
    return std::abs(value - expected) <= relative * std::abs(expected);
}

} // namespace

/// Reference values have been computed with 120 digits.
class tst_normal_distribution : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void logarithmOfTheCdfHoldsInTheTail()
    {
        QVERIFY(isClose(logNormalCdf(5.0), -2.8665161296376359338e-7, 1e-9));
        QVERIFY(isClose(logNormalCdf(0.0), -0.69314718055994530942, 1e-15));
        QVERIFY(isClose(logNormalCdf(-1.0), -1.8410216450092635058, 1e-14));
        QVERIFY(isClose(logNormalCdf(-5.0), -15.064998393988725736, 1e-14));
        QVERIFY(isClose(logNormalCdf(-25.5), -329.28414898717953476, 1e-14));
        QVERIFY(isClose(logNormalCdf(-1e5), -5000000012.4318639983, 1e-14));
    }

    void slopeOfTheLogarithmHoldsInTheTail()
    {
        QVERIFY(isClose(logNormalCdfSlope(5.0), 1.4867199409049057124e-6, 1e-13));
        QVERIFY(isClose(logNormalCdfSlope(-1.5), 1.9386771666225431895, 1e-13));
        QVERIFY(isClose(logNormalCdfSlope(-24.5), 24.540681447869081246, 1e-13));
        QVERIFY(isClose(logNormalCdfSlope(-1000.0), 1000.00099999800001, 1e-13));
    }

    void scaledErfcIsSmoothWhereItsFormulaChanges()
    {
        QCOMPARE(scaledErfc(0.0), 1.0);
        QVERIFY(isClose(scaledErfc(0.5), 0.61569034419292587487, 1e-14));
        QVERIFY(isClose(scaledErfc(11.9), 0.047245232484087668552, 1e-13));
        QVERIFY(isClose(scaledErfc(12.0), 0.04685422101489376262, 1e-14));
        QVERIFY(isClose(scaledErfc(1000.0), 0.0005641893014533876542, 1e-14));
    }

    void quantileIsTheInverseOfTheCdf()
    {
        QVERIFY(isClose(normalQuantile(1e-300), -37.047096299361199237, 1e-12));
        QVERIFY(isClose(normalQuantile(1e-20), -9.2623400897984075737, 1e-14));
        QVERIFY(isClose(normalQuantile(0.02425), -1.9729610513118848503, 1e-14));
        QVERIFY(isClose(normalQuantile(0.3), -0.52440051270804078404, 1e-14));
        QVERIFY(std::abs(normalQuantile(0.5)) < 1e-15);
        QVERIFY(isClose(normalQuantile(0.9), 1.281551565544600467, 1e-14));
        QCOMPARE(normalQuantile(0.75), -normalQuantile(0.25));
    }
};

QTEST_GUILESS_MAIN(tst_normal_distribution)
#include "tst_normal_distribution.moc"
