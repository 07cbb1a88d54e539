// SPDX-FileCopyrightText: 2026 The Attune developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/numerics/student_distribution.h"

#include <QTest>

#include <cmath>
#include <limits>
#include <numbers>

using namespace attune;

class TestStudentDistribution : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void knowsTheTabulatedQuantiles_data();
    void knowsTheTabulatedQuantiles();
    void isTheCauchyDistributionWithOneDegree();
    void isAccurateInTheTails();
    void isSymmetric();
    void knowsTheIncompleteBetaFunctionsClosedForms();
};

void TestStudentDistribution::knowsTheTabulatedQuantiles_data()
{
    QTest::addColumn<double>("t");
    QTest::addColumn<double>("freedom");
    QTest::addColumn<double>("tail");
    QTest::newRow("2 degrees, 5 %") << 2.919986 << 2.0 << 0.05;
    QTest::newRow("5 degrees, 2.5 %") << 2.570582 << 5.0 << 0.025;
    QTest::newRow("10 degrees, 1 %") << 2.763769 << 10.0 << 0.01;
    QTest::newRow("30 degrees, 0.05 %") << 3.645959 << 30.0 << 0.0005;
    QTest::newRow("120 degrees, 5 %") << 1.657651 << 120.0 << 0.05;
}

void TestStudentDistribution::knowsTheTabulatedQuantiles()
{
    QFETCH(double, t);
    QFETCH(double, freedom);
    QFETCH(double, tail);
    QVERIFY(std::abs(studentUpperTail(t, freedom) / tail - 1.0) < 2e-6);
}

void TestStudentDistribution::isTheCauchyDistributionWithOneDegree()
{
    for (const double t : {-3.0, 0.0, 0.1, 1.0, 50.0}) {
        const double cauchy = 0.5 - std::atan(t) / std::numbers::pi;
        QVERIFY(std::abs(studentUpperTail(t, 1.0) - cauchy) < 1e-14);
    }
}

void TestStudentDistribution::isAccurateInTheTails()
{
    // With two degrees of freedom the tail is (1 - t / sqrt(2 + t^2)) / 2, which is near 1 / 2t^2.
    const double t = 1e6;
    QVERIFY(std::abs(studentUpperTail(t, 2.0) * 2.0 * t * t - 1.0) < 1e-9);
    QCOMPARE(studentUpperTail(std::numeric_limits<double>::infinity(), 3.0), 0.0);
}

void TestStudentDistribution::isSymmetric()
{
    for (const double freedom : {1.5, 4.0, 37.25})
        QVERIFY(std::abs(studentUpperTail(1.3, freedom) + studentUpperTail(-1.3, freedom) - 1.0) <
                1e-15);
}

void TestStudentDistribution::knowsTheIncompleteBetaFunctionsClosedForms()
{
    for (const double x : {0.0, 0.01, 0.3, 0.75, 0.999, 1.0}) {
        QVERIFY(std::abs(incompleteBeta(1.0, 1.0, x) - x) < 1e-15);
        QVERIFY(std::abs(incompleteBeta(3.0, 1.0, x) - x * x * x) < 1e-14);
        QVERIFY(std::abs(incompleteBeta(2.0, 2.0, x) - x * x * (3.0 - 2.0 * x)) < 1e-14);
    }
}

QTEST_GUILESS_MAIN(TestStudentDistribution)
#include "tst_student_distribution.moc"
