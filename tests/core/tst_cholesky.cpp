// SPDX-FileCopyrightText: 2026 The Attune developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/rng.h"
#include "core/numerics/cholesky.h"

#include <Eigen/Dense>

#include <QtTest>

#include <limits>

using namespace attune;

namespace {

Eigen::MatrixXd positiveDefinite(int n, std::uint64_t seed)
{
    Rng rng(seed, RandomPurpose::Bootstrap, 0);
    const Eigen::MatrixXd factor = Eigen::MatrixXd::NullaryExpr(n, n, [&] { return rng.normal(); });
    return factor * factor.transpose() + 0.5 * Eigen::MatrixXd::Identity(n, n);
}

} // namespace

class tst_cholesky : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void factorTimesItsTransposeIsTheMatrix()
    {
        const Eigen::MatrixXd matrix = positiveDefinite(57, 1);
        const auto factor = CholeskyFactor::of(matrix);
        QVERIFY(factor.has_value());
        const Eigen::MatrixXd lower = factor->lower();
        QVERIFY((lower * lower.transpose()).isApprox(matrix, 1e-13));
        QVERIFY(std::abs(factor->logDeterminant() - std::log(matrix.determinant())) < 1e-8);
    }

    void inverseTimesTheMatrixIsTheIdentity_data()
    {
        QTest::addColumn<int>("size");
        for (const int size : {1, 2, 47, 48, 49, 97, 200})
            QTest::newRow(qPrintable(QString::number(size))) << size;
    }
    void inverseTimesTheMatrixIsTheIdentity()
    {
        QFETCH(int, size);
        const Eigen::MatrixXd matrix = positiveDefinite(size, 2);
        const auto factor = CholeskyFactor::of(matrix);
        QVERIFY(factor.has_value());
        const Eigen::MatrixXd product = factor->inverse() * matrix;
        QVERIFY((product - Eigen::MatrixXd::Identity(size, size)).cwiseAbs().maxCoeff() < 1e-8);
        QVERIFY(
            (factor->solve(matrix) - Eigen::MatrixXd::Identity(size, size)).cwiseAbs().maxCoeff() <
            1e-8);
    }

    void fewColumnsAreSolvedAsManyAre_data()
    {
        QTest::addColumn<int>("size");
        for (const int size : {63, 64, 65, 250, 700}) // of which few columns are 1 or 2
            QTest::newRow(qPrintable(QString::number(size))) << size;
    }
    void fewColumnsAreSolvedAsManyAre()
    {
        QFETCH(int, size);
        const Eigen::MatrixXd matrix = positiveDefinite(size, 4);
        const auto factor = CholeskyFactor::of(matrix);
        QVERIFY(factor.has_value());
        const Eigen::MatrixXd lower = factor->solveLower(matrix);
        const Eigen::MatrixXd upper = factor->solveUpper(matrix);
        for (const int columns : {1, 2, 3}) {
            const Eigen::MatrixXd few = matrix.leftCols(columns);
            QVERIFY((factor->solveLower(few) - lower.leftCols(columns)).norm() <
                    1e-11 * lower.norm());
            QVERIFY((factor->solveUpper(few) - upper.leftCols(columns)).norm() <
                    1e-11 * upper.norm());
        }
    }

    void appendedRowsGiveTheFactorOfTheWhole()
    {
        const int n = 60;
        const Eigen::MatrixXd matrix = positiveDefinite(n, 3);
        auto grown = CholeskyFactor::of(matrix.topLeftCorner(5, 5), 3);
        QVERIFY(grown.has_value());
        for (int i = 5; i < n; ++i)
            grown->append(matrix.col(i).head(i), matrix(i, i));
        const Eigen::MatrixXd whole = CholeskyFactor::of(matrix)->lower();
        const Eigen::MatrixXd lower = grown->lower();
        QCOMPARE(grown->size(), n);
        QVERIFY((lower - whole).cwiseAbs().maxCoeff() < 1e-10);
    }

    void growsFromNothing()
    {
        CholeskyFactor factor;
        factor.append(Eigen::VectorXd(0), 4.0);
        factor.append(Eigen::VectorXd::Constant(1, 2.0), 5.0);
        const Eigen::MatrixXd lower = factor.lower();
        QVERIFY(lower.isApprox((Eigen::MatrixXd(2, 2) << 2.0, 0.0, 1.0, 2.0).finished()));
    }

    void singularMatricesGetJitter()
    {
        const auto factor = CholeskyFactor::of(Eigen::MatrixXd::Ones(20, 20));
        QVERIFY(factor.has_value());
        const Eigen::MatrixXd lower = factor->lower();
        QVERIFY(lower.allFinite());
        QVERIFY((lower * lower.transpose()).isApprox(Eigen::MatrixXd::Ones(20, 20), 1e-2));
    }

    void aRepeatedRowStaysFinite()
    {
        auto factor = CholeskyFactor::of(Eigen::MatrixXd::Ones(1, 1));
        factor->append(Eigen::VectorXd::Ones(1), 1.0);
        QVERIFY(factor->lower().allFinite());
        QVERIFY(factor->lower()(1, 1) > 0.0);
    }

    void hopelessMatricesHaveNoFactor()
    {
        QVERIFY(!CholeskyFactor::of(-Eigen::MatrixXd::Identity(3, 3)));
        Eigen::MatrixXd indefinite = Eigen::MatrixXd::Identity(2, 2);
        indefinite(1, 0) = 5.0;
        QVERIFY(!CholeskyFactor::of(indefinite));
        Eigen::MatrixXd broken = Eigen::MatrixXd::Identity(2, 2);
        broken(1, 1) = std::numeric_limits<double>::quiet_NaN();
        QVERIFY(!CholeskyFactor::of(broken));
    }
};

QTEST_GUILESS_MAIN(tst_cholesky)
#include "tst_cholesky.moc"
