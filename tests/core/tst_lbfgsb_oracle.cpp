// SPDX-FileCopyrightText: 2026 The Attune developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/rng.h"
#include "core/gp/hyperparameter_fit.h"
#include "core/numerics/lbfgsb.h"
#include "core/space/unit_cube.h"
#include "search_problems.h"

#include <QtTest>

#include <array>
#include <cmath>
#include <cstring>
#include <functional>
#include <vector>

using namespace attune;
using namespace attune::testing;
using Eigen::VectorXd;

// L-BFGS-B 3.0 (Zhu, Byrd, Lu and Nocedal 1997; Morales and Nocedal 2011), in Fortran.
// NOLINTNEXTLINE(readability-identifier-naming)
extern "C" void setulb_(const int *n, const int *m, double *x, const double *l, const double *u,
                        const int *nbd, double *f, double *g, const double *factr,
                        const double *pgtol, double *wa, int *iwa, char *task, const int *iprint,
                        char *csave, int *lsave, int *isave, double *dsave, std::size_t taskLength,
                        std::size_t csaveLength);

namespace {

struct Evaluated
{
    double value;
    VectorXd gradient;
};
using Function = std::function<Evaluated(const VectorXd &)>;

struct Box
{
    VectorXd lower;
    VectorXd upper;
};

struct Minimum
{
    VectorXd point;
    double value;
    int evaluations;
};

constexpr int mostEvaluations = 2000;

Minimum oracle(const Function &function, const VectorXd &start, const Box &box)
{
    const int n = static_cast<int>(start.size());
    const int m = 8;
    const double factr = 10.0; // of the machine's precision, on the decrease
    const double pgtol = 1e-9;
    const int silent = -1;
    const std::vector<int> boundedBothWays(static_cast<std::size_t>(n), 2);
    std::vector<double> wa(static_cast<std::size_t>((2 * m + 5) * n + 11 * m * m + 8 * m));
    std::vector<int> iwa(static_cast<std::size_t>(3 * n));
    std::array<char, 60> task{};
    std::array<char, 60> csave{};
    std::array<int, 4> lsave{};
    std::array<int, 44> isave{};
    std::array<double, 29> dsave{};
    task.fill(' ');
    std::memcpy(task.data(), "START", 5);
    const auto isTask = [&](const char *word) {
        return std::strncmp(task.data(), word, std::strlen(word)) == 0;
    };
    Minimum minimum{start, 0.0, 0};
    VectorXd gradient = VectorXd::Zero(n);
    while (minimum.evaluations < mostEvaluations) {
        setulb_(&n, &m, minimum.point.data(), box.lower.data(), box.upper.data(),
                boundedBothWays.data(), &minimum.value, gradient.data(), &factr, &pgtol, wa.data(),
                iwa.data(), task.data(), &silent, csave.data(), lsave.data(), isave.data(),
                dsave.data(), task.size(), csave.size());
        if (isTask("FG")) {
            const Evaluated e = function(minimum.point);
            minimum.value = e.value;
            gradient = e.gradient;
            ++minimum.evaluations;
        } else if (!isTask("NEW_X")) {
            break;
        }
    }
    return minimum;
}

Minimum ours(const Function &function, const VectorXd &start, const Box &box)
{
    LbfgsbOptions options;
    options.maxIterations = mostEvaluations;
    options.gradientTolerance = 1e-9;
    options.decreaseTolerance = 1e-16;
    Lbfgsb search(start, box.lower, box.upper, options);
    int evaluations = 0;
    while (!search.isFinished() && evaluations < mostEvaluations) {
        const Evaluated e = function(search.point());
        search.supply(e.value, e.gradient);
        ++evaluations;
    }
    return {search.bestPoint(), search.bestValue(), evaluations};
}

/// A convex function that is far from quadratic: log sum exp of linear functions, and a little of a
/// bowl, so that it has one minimum.
Function logSumExp(int dimensions, Rng &rng)
{
    const Eigen::MatrixXd slopes = Eigen::MatrixXd::NullaryExpr(3 * dimensions, dimensions,
                                                                [&] { return 3.0 * rng.normal(); });
    const VectorXd offsets = VectorXd::NullaryExpr(3 * dimensions, [&] { return rng.normal(); });
    return [slopes, offsets](const VectorXd &x) {
        const VectorXd linear = slopes * x + offsets;
        const double largest = linear.maxCoeff();
        const VectorXd weights = (linear.array() - largest).exp().matrix();
        const double total = weights.sum();
        return Evaluated{largest + std::log(total) + 0.005 * x.squaredNorm(),
                         slopes.transpose() * weights / total + 0.01 * x};
    };
}

/// Minus the log posterior of kernel parameters, which has several minima.
Function evidenceOf(const Encoding &encoding, const TrainingSet &data, const KernelPrior &prior)
{
    return [&encoding, data, prior](const VectorXd &packed) {
        const auto posterior =
            logPosterior(encoding, data, prior, KernelParameters::unpacked(packed));
        return Evaluated{-posterior->value, -posterior->gradient};
    };
}

} // namespace

/// Our minimizer against the authors' own.
class tst_lbfgsb_oracle : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void findsTheSameMinimumOfConvexFunctions()
    {
        int oursInAll = 0;
        int oracleInAll = 0;
        for (std::uint64_t seed = 0; seed < 100; ++seed) {
            Rng rng(seed, RandomPurpose::Bootstrap, 0);
            const int d = 1 + rng.below(15);
            const Function function = logSumExp(d, rng);
            const Box box{VectorXd::NullaryExpr(d, [&] { return -rng.uniform(); }),
                          VectorXd::NullaryExpr(d, [&] { return rng.uniform(); })};
            const VectorXd start = VectorXd::Zero(d);
            const Minimum reference = oracle(function, start, box);
            const Minimum found = ours(function, start, box);
            QVERIFY2(std::abs(found.value - reference.value) <=
                         1e-8 * (1.0 + std::abs(found.value)),
                     qPrintable(QStringLiteral("seed %1: %2, %3")
                                    .arg(seed)
                                    .arg(found.value, 0, 'g', 12)
                                    .arg(reference.value, 0, 'g', 12)));
            QVERIFY((found.point - reference.point).cwiseAbs().maxCoeff() < 1e-3);
            oursInAll += found.evaluations;
            oracleInAll += reference.evaluations;
        }
        // Not at the price of many more evaluations.
        QVERIFY2(oursInAll < 2 * oracleInAll,
                 qPrintable(QStringLiteral("%1, %2").arg(oursInAll).arg(oracleInAll)));
    }

    void isAsGoodOnTheLikelihoodsOfKernels()
    {
        const UnitCube cube(mixedProblem().space);
        const Encoding encoding(cube);
        const KernelPrior prior(encoding.dimensions());
        int worse = 0;
        int better = 0;
        for (std::uint64_t seed = 0; seed < 30; ++seed) {
            Rng rng(seed, RandomPurpose::Bootstrap, 0);
            const Eigen::MatrixXd points = Eigen::MatrixXd::NullaryExpr(
                encoding.dimensions(), 25, [&] { return rng.uniform(); });
            const TrainingSet data{encoding.encode(points),
                                   (6.0 * points.row(0).array()).sin().matrix().transpose() +
                                       points.row(2).transpose(),
                                   VectorXd::Zero(25)};
            const Function function = evidenceOf(encoding, data, prior);
            const VectorXd start = prior.start.packed();
            const Box box{prior.lower, prior.upper};
            const double difference =
                ours(function, start, box).value - oracle(function, start, box).value;
            worse += difference > 1e-4 ? 1 : 0;
            better += difference < -1e-4 ? 1 : 0;
        }
        // From the same start either may fall into the better of two valleys.
        QVERIFY2(worse <= better + 5, qPrintable(QStringLiteral("%1, %2").arg(worse).arg(better)));
    }
};

QTEST_GUILESS_MAIN(tst_lbfgsb_oracle)
#include "tst_lbfgsb_oracle.moc"
