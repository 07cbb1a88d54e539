// SPDX-FileCopyrightText: 2026 The Attune developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/gp/front_warping.h"

#include <QtTest>

#include <cmath>
#include <limits>

using namespace attune;

namespace {

/// Four points on a front from (0, 3) to (3, 0), and two behind it.
Eigen::MatrixXd sixResults()
{
    return (Eigen::MatrixXd(6, 2) << 0.0, 3.0, 1.0, 2.0, 2.0, 1.0, 3.0, 0.0, 9.0, 4.0, 1e300, 5.0)
        .finished();
}

} // namespace

class tst_front_warping : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void targetsHaveMeanZeroAndVarianceOne()
    {
        const Eigen::VectorXd targets = FrontWarping(sixResults().leftCols(2), 1).targets();
        QVERIFY(std::abs(targets.mean()) < 1e-14);
        QVERIFY(std::abs(targets.squaredNorm() / 6.0 - 1.0) < 1e-14);
    }

    void theFrontStaysLinear()
    {
        const FrontWarping warping(sixResults(), 1);
        const Eigen::VectorXd &targets = warping.targets();
        const double step = targets[2] - targets[3];
        QVERIFY(step > 0.0);
        QVERIFY(std::abs(targets[1] - targets[2] - step) < 1e-12);
        QVERIFY(std::abs(targets[0] - targets[1] - step) < 1e-12);
        QVERIFY(std::abs(warping.unitsPerTarget() * step - 1.0) < 1e-12);
        for (Eigen::Index i = 0; i < 4; ++i)
            QVERIFY(std::abs(warping.valueOf(targets[i]) - sixResults()(i, 1)) < 1e-12);
    }

    void whatLiesBehindTheFrontIsBentAndKeepsItsOrder()
    {
        const Eigen::VectorXd targets = FrontWarping(sixResults(), 1).targets();
        const double step = targets[2] - targets[3];
        QVERIFY(targets[4] > targets[0] && targets[4] < targets[0] + step);
        QVERIFY(targets[5] > targets[4] && targets[5] < targets[4] + step);
    }

    void whatDivergedIsBadAndNoMore()
    {
        const Eigen::MatrixXd values =
            (Eigen::MatrixXd(6, 2) << 0.0, 3.0, 1.0, 2.0, 2.0, 1.0, 3.0, 0.0, 9.0, 4.0, 1e6, 5.0)
                .finished();
        const Eigen::VectorXd targets = FrontWarping(values, 0).targets();
        const double step = targets[1] - targets[0];
        // Log(1 + 20) fronts behind the front, which is three steps long.
        QVERIFY(std::abs(targets[5] - targets[3] - 3.0 * std::log(21.0) * step) < 1e-9);
    }

    void aQuickTrialThatDivergedDoesNotStretchTheFront()
    {
        Eigen::MatrixXd values = sixResults();
        values(5, 1) = -1.0; // unbeaten, with 10^300 of the other
        const Eigen::VectorXd targets = FrontWarping(values, 0).targets();
        const double step = targets[1] - targets[0];
        QVERIFY(std::abs(targets[3] - targets[2] - step) < 1e-12);
        QVERIFY(step > 0.01);
    }

    void whereManyShareTheBestOneThatDivergedHidesNothing()
    {
        Eigen::MatrixXd values(10, 2);
        values.col(0) << 0.0, 0.0, 0.0, 1.0, 1.2, 1.4, 1.6, 1.8, 2.0, 1e30;
        values.col(1).setLinSpaced(0.0, 9.0);
        const Eigen::VectorXd targets = FrontWarping(values, 0).targets();
        QVERIFY(targets[8] - targets[3] > 0.1);
    }

    void aKnownErrorIsMeasuredInTargets()
    {
        const FrontWarping warping(sixResults(), 1);
        const double onFront = warping.deviationOf(1.5, 0.5);
        QVERIFY(std::abs(onFront * warping.unitsPerTarget() - 0.5) < 1e-12);
        const double behind = warping.deviationOf(4.5, 0.5);
        QVERIFY(behind > 0.0 && behind < onFront);
    }

    void anyFiniteNumbersHaveTargets_data()
    {
        QTest::addColumn<double>("a");
        QTest::addColumn<double>("b");
        const double most = std::numeric_limits<double>::max();
        const double least = std::numeric_limits<double>::denorm_min();
        QTest::newRow("all equal") << 4.0 << 4.0;
        QTest::newRow("all zero") << 0.0 << 0.0;
        QTest::newRow("the largest") << -most << most;
        QTest::newRow("the smallest") << 0.0 << least;
        QTest::newRow("far apart") << least << most;
        QTest::newRow("rounding apart") << 1.0 << std::nextafter(1.0, 2.0);
    }
    void anyFiniteNumbersHaveTargets()
    {
        QFETCH(double, a);
        QFETCH(double, b);
        const Eigen::MatrixXd values = (Eigen::MatrixXd(4, 2) << a, b, b, a, a, a, b, b).finished();
        for (Eigen::Index objective = 0; objective < 2; ++objective) {
            const FrontWarping warping(values, objective);
            QVERIFY(warping.targets().allFinite());
            QVERIFY(warping.targets().cwiseAbs().maxCoeff() < 10.0);
            QVERIFY(!std::isnan(warping.deviationOf(a, 1.0)));
        }
    }

    void aSingleResultIsZero()
    {
        const FrontWarping warping((Eigen::MatrixXd(1, 2) << 3.0, -1.0).finished(), 0);
        QCOMPARE(warping.targets(), Eigen::VectorXd::Zero(1).eval());
        QCOMPARE(warping.valueOf(0.0), 3.0);
    }
};

QTEST_GUILESS_MAIN(tst_front_warping)
#include "tst_front_warping.moc"
