// SPDX-FileCopyrightText: 2026 The Attune developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/rng.h"
#include "core/gp/front.h"

#include <QtTest>

#include <cmath>
#include <limits>
#include <numbers>

using namespace attune;

namespace {

using Rows = std::vector<Eigen::Index>;

/// On a quarter of a circle around (1, 1), from (0, 1) to (1, 0): `count` points, none dominated.
Eigen::MatrixXd arc(Eigen::Index count)
{
    Eigen::MatrixXd points(count, 2);
    for (Eigen::Index i = 0; i < count; ++i) {
        const double angle =
            0.5 * std::numbers::pi * static_cast<double>(i) / static_cast<double>(count - 1);
        points.row(i) << 1.0 - std::cos(angle), 1.0 - std::sin(angle);
    }
    return points;
}

Eigen::MatrixXd withRow(const Eigen::MatrixXd &points, const Eigen::RowVectorXd &row)
{
    Eigen::MatrixXd more(points.rows() + 1, points.cols());
    more << points, row;
    return more;
}

} // namespace

class tst_front : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void holdsEachUnbeatenPointOnceByTheFirstObjective()
    {
        const Front front = frontOf(
            (Eigen::MatrixXd(6, 2) << 3.0, 1.0, 1.0, 3.0, 2.0, 2.0, 3.0, 1.0, 2.5, 2.5, 1.0, 4.0)
                .finished());
        QCOMPARE(front.points, (Eigen::MatrixXd(3, 2) << 1.0, 3.0, 2.0, 2.0, 3.0, 1.0).finished());
        QCOMPARE(front.reference, Eigen::VectorXd(Eigen::Vector2d(3.2, 4.2)));
    }

    void theReferenceOfASinglePointLiesATenthBehindIt()
    {
        const Front front = frontOf((Eigen::MatrixXd(1, 2) << 4.0, -2.0).finished());
        QCOMPARE(front.reference, Eigen::VectorXd(Eigen::Vector2d(4.1, -1.9)));
    }

    void nothingHasNoFront()
    {
        QCOMPARE(frontOf(Eigen::MatrixXd(0, 2)).points.rows(), 0);
        QCOMPARE(clearRows(Eigen::MatrixXd(0, 2), {}), Rows{});
    }

    void whatAnotherAllButDominatesIsNotClear()
    {
        // Row 1 is better than row 0 by rounding alone, and much worse otherwise.
        const Eigen::MatrixXd values =
            (Eigen::MatrixXd(4, 2) << 1.0, 1e-9, 1.8, 0.0, 0.0, 1.0, 2.0, 2.0).finished();
        QCOMPARE(unbeatenRows(values), (Rows{2, 0, 1}));
        QCOMPARE(clearRows(values, unbeatenRows(values)), (Rows{2, 0}));
    }

    void whatIsALittleWorseIsClearWhereNothingIsMuchBetter()
    {
        const Eigen::MatrixXd values =
            (Eigen::MatrixXd(3, 2) << 0.0, 1.0, 0.04, 0.995, 1.0, 0.0).finished();
        QCOMPARE(clearRows(values, unbeatenRows(values)), (Rows{0, 1, 2}));
    }

    void aFrontOfFewPointsIsSeenFromBehindTheWorstOfAll()
    {
        const Front front = frontOf(withRow(arc(11), Eigen::RowVector2d(5.0, 7.0)));
        QCOMPARE(front.points.rows(), 11);
        QVERIFY(front.reference[0] > 5.0 && front.reference[1] > 7.0);
    }

    void aFrontOfManyIsSeenFromCloseBehindIt()
    {
        const Front front = frontOf(withRow(arc(12), Eigen::RowVector2d(5.0, 7.0)));
        QCOMPARE(front.points.rows(), 12);
        QVERIFY((front.reference - Eigen::Vector2d(1.2, 1.2)).cwiseAbs().maxCoeff() < 1e-12);
    }

    void pointsFarBehindTheOthersAreNoPartOfIt()
    {
        const Front front = frontOf(withRow(arc(20), Eigen::RowVector2d(3.0, -1e-12)));
        QCOMPARE(front.points.rows(), 20);
        QVERIFY((front.points.col(0).array() <= 1.0).all());
        QVERIFY(front.reference[0] < 1.3);
    }

    void everyPointIsBetterThanTheReference_data()
    {
        QTest::addColumn<double>("scale");
        for (const double scale : {1.0, 1e150, 1e-150})
            QTest::addRow("%g", scale) << scale;
    }
    void everyPointIsBetterThanTheReference()
    {
        QFETCH(double, scale);
        for (std::uint64_t seed = 0; seed < 40; ++seed) {
            Rng rng(seed, RandomPurpose::Bootstrap, 0);
            const auto objectives = static_cast<Eigen::Index>(2 + seed % 4);
            const Eigen::MatrixXd values = Eigen::MatrixXd::NullaryExpr(
                60, objectives, [&] { return scale * std::floor(20.0 * rng.uniform()); });
            const Front front = frontOf(values);
            QVERIFY(front.points.rows() > 0);
            for (Eigen::Index i = 0; i < front.points.rows(); ++i)
                QVERIFY((front.points.row(i).transpose().array() < front.reference.array()).all());
        }
    }

    void anObjectiveThatNeverVariesHidesNothing()
    {
        Eigen::MatrixXd values(20, 3);
        values << arc(20), Eigen::VectorXd::Zero(20);
        const Front front = frontOf(values);
        QCOMPARE(front.points.rows(), 20);
        QVERIFY(front.reference[2] > 0.0);
    }

    void theLargestNumbersHaveAFront()
    {
        const double most = std::numeric_limits<double>::max();
        const Eigen::MatrixXd values =
            (Eigen::MatrixXd(3, 2) << -most, most, most, -most, 0.0, 0.0).finished();
        QCOMPARE(clearRows(values, unbeatenRows(values)), (Rows{0, 2, 1}));
    }
};

QTEST_GUILESS_MAIN(tst_front)
#include "tst_front.moc"
