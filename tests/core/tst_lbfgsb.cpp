// SPDX-FileCopyrightText: 2026 The Attune developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/rng.h"
#include "core/numerics/lbfgsb.h"

#include <QtTest>

#include <cmath>
#include <limits>

using namespace attune;
using Eigen::VectorXd;

namespace {

struct Evaluated
{
    double value;
    VectorXd gradient;
};

Evaluated rosenbrock(const VectorXd &x)
{
    Evaluated e{0.0, VectorXd::Zero(x.size())};
    for (Eigen::Index i = 0; i + 1 < x.size(); ++i) {
        const double bend = x[i + 1] - x[i] * x[i];
        const double rest = 1.0 - x[i];
        e.value += 100.0 * bend * bend + rest * rest;
        e.gradient[i] += -400.0 * x[i] * bend - 2.0 * rest;
        e.gradient[i + 1] += 200.0 * bend;
    }
    return e;
}

/// Minimizes and returns the number of evaluations.
template<typename Function>
int minimize(Lbfgsb &search, Function function)
{
    int evaluations = 0;
    while (!search.isFinished() && evaluations < 100000) {
        const Evaluated e = function(search.point());
        search.supply(e.value, e.gradient);
        ++evaluations;
    }
    return evaluations;
}

LbfgsbOptions precise()
{
    LbfgsbOptions options;
    options.maxIterations = 1000;
    options.gradientTolerance = 1e-9;
    options.decreaseTolerance = 1e-16;
    return options;
}

} // namespace

class tst_lbfgsb : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void findsTheMinimumOfRosenbrocksValley()
    {
        for (const int d : {2, 5, 20}) {
            Lbfgsb search(VectorXd::Constant(d, -1.2), VectorXd::Constant(d, -5.0),
                          VectorXd::Constant(d, 5.0), precise());
            const int evaluations = minimize(search, rosenbrock);
            QVERIFY(search.isFinished());
            QVERIFY2(evaluations < 400, qPrintable(QString::number(evaluations)));
            // The valley of 4 or more dimensions has a second minimum near x_0 = -1, of value 3.99.
            QVERIFY(search.bestValue() < 4.0);
            QVERIFY(rosenbrock(search.bestPoint()).gradient.norm() < 1e-5);
        }
    }

    void stopsOnTheBoundsThatHoldItBack()
    {
        // Nearest point of the box to a target outside of it, with a coupling between coordinates.
        const VectorXd target = (VectorXd(3) << 2.0, -3.0, 0.25).finished();
        Eigen::MatrixXd metric(3, 3);
        metric << 4.0, 1.0, 0.0, 1.0, 3.0, 0.0, 0.0, 0.0, 1.0;
        const auto quadratic = [&](const VectorXd &x) {
            const VectorXd gradient = metric * (x - target);
            return Evaluated{0.5 * gradient.dot(x - target), gradient};
        };
        Lbfgsb search(VectorXd::Constant(3, 0.5), VectorXd::Zero(3), VectorXd::Ones(3), precise());
        minimize(search, quadratic);
        // Karush-Kuhn-Tucker: at x = (1, 0, .25) the first two push outwards, the third is free.
        QVERIFY(search.bestPoint().isApprox((VectorXd(3) << 1.0, 0.0, 0.25).finished(), 1e-8));
    }

    void matchesTheExactMinimumOfRandomConvexQuadratics()
    {
        for (std::uint64_t seed = 0; seed < 50; ++seed) {
            Rng rng(seed, RandomPurpose::Bootstrap, 0);
            const int d = 1 + rng.below(12);
            const Eigen::MatrixXd root =
                Eigen::MatrixXd::NullaryExpr(d, d, [&] { return rng.normal(); });
            const Eigen::MatrixXd metric =
                root * root.transpose() + 0.1 * Eigen::MatrixXd::Identity(d, d);
            const VectorXd target = VectorXd::NullaryExpr(d, [&] { return 2.0 * rng.normal(); });
            const auto quadratic = [&](const VectorXd &x) {
                const VectorXd gradient = metric * (x - target);
                return Evaluated{0.5 * gradient.dot(x - target), gradient};
            };
            Lbfgsb search(VectorXd::Zero(d), VectorXd::Constant(d, -1.0), VectorXd::Ones(d),
                          precise());
            minimize(search, quadratic);
            // Optimal exactly when a gradient step, projected, goes nowhere.
            const VectorXd x = search.bestPoint();
            const VectorXd step = (x - quadratic(x).gradient).cwiseMax(-1.0).cwiseMin(1.0) - x;
            QVERIFY2(step.cwiseAbs().maxCoeff() < 1e-4, qPrintable(QString::number(seed)));
        }
    }

    void backsOffFromValuesThatAreNotFinite()
    {
        // log is infinite at 0 and not a number below.
        const auto barrier = [](const VectorXd &x) {
            return Evaluated{5.0 * x[0] - std::log(x[0]), VectorXd::Constant(1, 5.0 - 1.0 / x[0])};
        };
        Lbfgsb search(VectorXd::Constant(1, 2.0), VectorXd::Constant(1, -10.0),
                      VectorXd::Constant(1, 10.0), precise());
        minimize(search, barrier);
        QVERIFY(std::abs(search.bestPoint()[0] - 0.2) < 1e-6);
    }

    void endsAtOnceWhereNothingIsKnown()
    {
        Lbfgsb search(VectorXd::Zero(2), VectorXd::Zero(2), VectorXd::Ones(2), {});
        search.supply(std::numeric_limits<double>::quiet_NaN(), VectorXd::Zero(2));
        QVERIFY(search.isFinished());
        QVERIFY(std::isinf(search.bestValue()));
        QVERIFY(Lbfgsb(VectorXd(0), VectorXd(0), VectorXd(0), {}).isFinished());
    }

    void neverLeavesTheBox()
    {
        Rng rng(4, RandomPurpose::Bootstrap, 0);
        for (int run = 0; run < 50; ++run) {
            const VectorXd lower = VectorXd::NullaryExpr(4, [&] { return -rng.uniform(); });
            const VectorXd upper = lower + VectorXd::NullaryExpr(4, [&] { return rng.uniform(); });
            Lbfgsb search(VectorXd::Constant(4, 3.0), lower, upper, precise());
            while (!search.isFinished()) {
                const VectorXd x = search.point();
                QVERIFY(((x - lower).array() >= 0.0).all() && ((upper - x).array() >= 0.0).all());
                const Evaluated e = rosenbrock(x);
                search.supply(e.value, e.gradient);
            }
        }
    }
};

QTEST_GUILESS_MAIN(tst_lbfgsb)
#include "tst_lbfgsb.moc"
