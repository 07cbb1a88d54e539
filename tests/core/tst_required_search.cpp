// SPDX-FileCopyrightText: 2026 The Attune developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/rng.h"
#include "core/gp/bound_model.h"
#include "core/search/bayesian_sampler.h"
#include "core/space/unit_cube.h"
#include "search_problems.h"

#include <QtTest>

#include <algorithm>
#include <cmath>
#include <limits>
#include <memory>

using namespace attune;
using namespace attune::testing;

namespace {

SearchProblem boundedProblem(std::uint64_t seed, const char *requirement)
{
    SearchProblem problem = problemOf({real("x"), real("y")}, seed);
    problem.requirements = requirementsOf({requirement});
    return problem;
}

/// Lowest at (0.9, 0.9), where the metric, the distance from (0, 0), is largest.
Observation towardsTheCorner(int trial, const Settings &settings)
{
    const double x = numberAt(settings, "x");
    const double y = numberAt(settings, "y");
    Observation result = observed(trial, settings, std::hypot(x - 0.9, y - 0.9));
    result.required = {std::hypot(x, y)};
    return result;
}

StudyHistory searched(const SearchProblem &problem, int trials)
{
    const auto sampler = makeSampler(problem);
    StudyHistory history;
    ModelFit fit;
    for (int number = 0; number < trials; ++number) {
        const auto settings = sampler->suggest(history, fit, number, {});
        if (!settings)
            break;
        history.results.push_back(towardsTheCorner(number, *settings));
        const int due = sampler->nextFitPrefix(fit, number + 1);
        if (due > 0)
            fit = sampler->fit(history, due, fit, {});
    }
    return history;
}

double bestAllowed(const StudyHistory &history, const Requirement &requirement)
{
    double best = std::numeric_limits<double>::infinity();
    for (const Observation &result : history.results) {
        if (requirement.isMetBy(result.required.front()))
            best = std::min(best, result.objectives.front());
    }
    return best;
}

int countAllowed(const StudyHistory &history, const Requirement &requirement)
{
    return static_cast<int>(
        std::count_if(history.results.begin(), history.results.end(), [&](const auto &result) {
            return requirement.isMetBy(result.required.front());
        }));
}

} // namespace

class tst_required_search : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void targetsKeepTheSideOfTheBoundAndTameOutliers()
    {
        const Eigen::VectorXd targets =
            boundTargets((Eigen::VectorXd(5) << -2.0, 0.0, 2.0, 1e300, -2.0).finished());
        QVERIFY(targets[0] < 0.0 && targets[1] == 0.0 && targets[2] > 0.0);
        QCOMPARE(targets[0], targets[4]);
        QVERIFY(targets[3] > targets[2] && targets[3] < 20.0);
        QCOMPARE(boundTargets(Eigen::VectorXd::Zero(3)), Eigen::VectorXd(Eigen::Vector3d::Zero()));
    }

    /// Where two bounds meet, each is kept to as likely as not, and both together are not.
    void theCornerOfTwoBoundsIsLikely()
    {
        const UnitCube cube(problemOf({real("x"), real("y")}).space);
        const Encoding encoding(cube);
        Rng rng(2, RandomPurpose::Bootstrap, 0);
        const Eigen::MatrixXd points =
            Eigen::MatrixXd::NullaryExpr(2, 30, [&] { return rng.uniform(); });
        const Eigen::VectorXd nothing = Eigen::VectorXd::Zero(30);
        const KernelParameters smooth{Eigen::Vector2d(0.0, 0.0), 0.0, -4.0};
        JointChance both;
        for (Eigen::Index k = 0; k < 2; ++k)
            both.add(std::make_unique<BoundModel>(
                encoding, smooth,
                TrainingSet{encoding.encode(points), points.row(k).transpose().array() - 0.5,
                            nothing},
                30));
        const Eigen::MatrixXd at =
            encoding.encode((Eigen::MatrixXd(2, 2) << 0.49, 0.7, 0.49, 0.3).finished());
        QCOMPARE(both.areLikely(at), (std::vector{true, false}));
        QVERIFY(both.logProbability(at, 0.0)[0] < std::log(0.5));
        QCOMPARE(both.logProbability(at, std::log(0.5))[0], 0.0);
        QVERIFY(both.logProbability(at, std::log(0.5))[1] < -0.5);
        QVERIFY(JointChance().areLikely(at)[1]);
    }

    /// Workers that look for a first allowed trial do not all look in one place.
    void severalWorkersLookInDifferentPlaces()
    {
        for (std::uint64_t seed = 1; seed <= 3; ++seed) {
            const SearchProblem problem = boundedProblem(seed, "radius < -0.2"); // nowhere
            const auto sampler = makeBayesianSampler(problem);
            StudyHistory history = searched(problem, 12);
            const ModelFit fit = sampler->fit(history, 12, {}, {});
            for (int number = 12; number < 18; ++number) {
                const auto settings = sampler->suggest(history, fit, number, {});
                QVERIFY(settings.isOk());
                for (const PendingTrial &other : history.pending) {
                    const double apart = std::max(
                        std::abs(numberAt(other.settings, "x") - numberAt(*settings, "x")),
                        std::abs(numberAt(other.settings, "y") - numberAt(*settings, "y")));
                    QVERIFY2(apart > 0.03, qPrintable(QString::number(apart)));
                }
                history.pending.push_back({number, *settings});
            }
        }
    }

    void gradientsMatchCentralDifferences()
    {
        const UnitCube cube(problemOf({real("x"), real("y")}).space);
        const Encoding encoding(cube);
        Rng rng(1, RandomPurpose::Bootstrap, 0);
        const Eigen::MatrixXd points =
            Eigen::MatrixXd::NullaryExpr(2, 15, [&] { return rng.uniform(); });
        TrainingSet data{encoding.encode(points), points.row(0).transpose().array() - 0.4,
                         Eigen::VectorXd::Zero(15)};
        const BoundModel model(encoding, {Eigen::Vector2d(-0.7, -0.3), 0.3, -5.0}, data, 15);
        const Eigen::MatrixXd inputs = encoding.encode(
            Eigen::MatrixXd::NullaryExpr(2, 10, [&] { return 0.1 + 0.8 * rng.uniform(); }));
        const LogProbability at = model.logProbabilityWithGradients(inputs, 0.0);
        QVERIFY((at.values - model.logProbability(inputs, 0.0)).cwiseAbs().maxCoeff() < 1e-10);
        for (Eigen::Index column = 0; column < 2; ++column) {
            Eigen::MatrixXd up = inputs;
            Eigen::MatrixXd down = inputs;
            up.col(column).array() += 1e-5;
            down.col(column).array() -= 1e-5;
            const Eigen::VectorXd difference =
                (model.logProbability(up, 0.0) - model.logProbability(down, 0.0)) / 2e-5;
            const double error = (difference - at.gradients.col(column)).cwiseAbs().maxCoeff() /
                                 difference.cwiseAbs().maxCoeff();
            QVERIFY2(error < 1e-6, qPrintable(QString::number(error)));
        }
    }

    void findsTheBestWithinTheBound()
    {
        // On the circle of radius 0.8 the nearest to (0.9, 0.9) is 0.9 sqrt(2) - 0.8 away.
        const double least = 0.9 * std::sqrt(2.0) - 0.8;
        for (std::uint64_t seed = 1; seed <= 3; ++seed) {
            const SearchProblem problem = boundedProblem(seed, "radius <= 0.8");
            const StudyHistory history = searched(problem, 30);
            const double best = bestAllowed(history, problem.requirements.front());
            QVERIFY2(best < least + 0.02, qPrintable(QString::number(best - least)));
            SearchProblem unbounded = problem;
            unbounded.requirements.clear();
            const int anyway = countAllowed(searched(unbounded, 30), problem.requirements.front());
            const int allowed = countAllowed(history, problem.requirements.front());
            QVERIFY2(allowed > anyway,
                     qPrintable(QStringLiteral("%1 %2").arg(allowed).arg(anyway)));
        }
    }

    void looksForWhatIsAllowedWhileNothingIs()
    {
        // Two hundredths of the square.
        for (std::uint64_t seed = 1; seed <= 3; ++seed) {
            const SearchProblem problem = boundedProblem(seed, "radius < 0.16");
            QVERIFY(
                std::isfinite(bestAllowed(searched(problem, 25), problem.requirements.front())));
        }
    }

    void replaysBitForBit()
    {
        const SearchProblem problem = boundedProblem(4, "radius <= 0.8");
        QCOMPARE(searched(problem, 20), searched(problem, 20));
    }

    void keepsToBoundsUnderSeveralObjectives()
    {
        SearchProblem problem = boundedProblem(1, "radius <= 0.8");
        problem.objectives.resize(2);
        const auto sampler = makeBayesianSampler(problem);
        StudyHistory history;
        ModelFit fit;
        int allowed = 0;
        for (int number = 0; number < 30; ++number) {
            const auto settings = sampler->suggest(history, fit, number, {});
            QVERIFY(settings.isOk());
            Observation result = towardsTheCorner(number, *settings);
            result.objectives.push_back(-numberAt(*settings, "x"));
            allowed += number >= 10 && result.required.front() <= 0.8 ? 1 : 0;
            history.results.push_back(result);
            const int due = sampler->nextFitPrefix(fit, number + 1);
            if (due > 0)
                fit = sampler->fit(history, due, fit, {});
        }
        QVERIFY2(allowed >= 10, qPrintable(QString::number(allowed)));
    }

    void copesWithMetricsThatAreMissingHugeOrAllEqual()
    {
        const double values[] = {std::numeric_limits<double>::quiet_NaN(), 1e300, -1e300, 0.8,
                                 std::numeric_limits<double>::infinity()};
        for (const double value : values) {
            const SearchProblem problem = boundedProblem(5, "radius <= 0.8");
            const auto sampler = makeBayesianSampler(problem);
            StudyHistory history = searched(problem, 12);
            for (std::size_t i = 0; i<history.results.size(); i += value> 1.0 ? 3 : 1)
                history.results[i].required = {value};
            history.results.front().required.clear();
            const ModelFit fit = sampler->fit(history, 12, {}, {});
            for (int number = 12; number < 14; ++number)
                QVERIFY(sampler->suggest(history, fit, number, {}).isOk());
            QVERIFY(!sampler->convergence(history, fit));
            QVERIFY(!sampler->incumbent(history, fit));
        }
    }
};

QTEST_GUILESS_MAIN(tst_required_search)
#include "tst_required_search.moc"
