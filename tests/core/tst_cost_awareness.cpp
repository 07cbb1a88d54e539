// SPDX-FileCopyrightText: 2026 The Attune developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/rng.h"
#include "core/gp/acquisition.h"
#include "core/gp/marginal_likelihood.h"
#include "core/gp/per_second_acquisition.h"
#include "core/search/bayesian_sampler.h"
#include "core/search/duration_data.h"
#include "core/space/unit_cube.h"
#include "gradient_error.h"
#include "search_problems.h"

#include <QtTest>

#include <cmath>

using namespace attune;
using namespace attune::testing;

namespace {

/// Two places are equally good, and trials take 50 times longer at the second.
double twoValleys(double x)
{
    const double first = 20.0 * (x - 0.2) * (x - 0.2);
    const double second = 20.0 * (x - 0.8) * (x - 0.8);
    return std::min(1.0, std::min(first, second));
}

double secondsAt(double x)
{
    return 2.0 * std::pow(50.0, x);
}

Observation trialAt(int number, double x)
{
    Observation result = observed(number, {{"x", x}}, twoValleys(x));
    result.seconds = secondsAt(x);
    return result;
}

SearchProblem line(bool isCostAware)
{
    SearchProblem problem = problemOf({real("x")});
    problem.search.isCostAware = isCostAware;
    return problem;
}

StudyHistory evenly(int count)
{
    StudyHistory history;
    for (int i = 0; i < count; ++i)
        history.results.push_back(trialAt(i, (i + 0.5) / count));
    return history;
}

int suggestionsBelowHalf(const SearchProblem &problem, int trials)
{
    const auto sampler = makeSampler(problem);
    StudyHistory history = evenly(7);
    int below = 0;
    ModelFit fit;
    for (int i = 0; i < trials; ++i) {
        const int number = static_cast<int>(history.results.size());
        fit = sampler->fit(history, number, fit, {});
        const auto settings = sampler->suggest(history, fit, number, {});
        const double x = numberAt(*settings, "x");
        below += x < 0.5 ? 1 : 0;
        history.results.push_back(trialAt(number, x));
    }
    return below;
}

} // namespace

class tst_cost_awareness : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void prefersTheQuickerOfTwoEquallyGoodPlaces()
    {
        const int aware = suggestionsBelowHalf(line(true), 10);
        const int plain = suggestionsBelowHalf(line(false), 10);
        QVERIFY2(aware >= 8, qPrintable(QString::number(aware)));
        QVERIFY2(plain <= 7, qPrintable(QString::number(plain)));
    }

    void learnsSecondsFromWholeTrialsOnly()
    {
        StudyHistory history = evenly(6);
        history.results[1].outcome = Outcome::Stopped;
        history.results[2].outcome = Outcome::Failed;
        history.results[3].seconds = 0.0;
        const SearchProblem problem = line(true);
        const UnitCube cube(problem.space);
        const Encoding encoding(cube);
        const DurationData data = durationDataOf(cube, encoding, {history, 6, 5});
        QCOMPARE(data.logs.size(), Eigen::Index(3));
        QCOMPARE(data.factored, 2);
        for (Eigen::Index i = 0; i < 3; ++i) {
            const double x = data.logs.inputs(i, 0);
            const double seconds = std::exp(data.mean + data.scale * data.logs.targets[i]);
            QVERIFY(std::abs(seconds - secondsAt(x)) < 1e-9 * seconds);
        }
        QVERIFY(!saysWhatTakesLong(data));
    }

    void isWithoutEffectWhereTrialsHardlyDiffer()
    {
        StudyHistory history = evenly(8);
        for (std::size_t i = 0; i < history.results.size(); ++i)
            history.results[i].seconds = 60.0 + 0.5 * static_cast<double>(i);
        const auto aware = makeSampler(line(true));
        const auto plain = makeSampler(line(false));
        for (const int number : {12, 13}) { // both rules
            const auto chosen = aware->suggest(history, aware->fit(history, 8, {}, {}), number, {});
            const auto usual = plain->suggest(history, plain->fit(history, 8, {}, {}), number, {});
            QCOMPARE(numberAt(*chosen, "x"), numberAt(*usual, "x"));
        }
    }

    void hasTheGradientOfItsValues()
    {
        const SearchProblem problem = problemOf({real("x"), real("y")});
        const UnitCube cube(problem.space);
        const Encoding encoding(cube);
        Rng rng(3, RandomPurpose::Bootstrap, 0);
        TrainingSet data{Eigen::MatrixXd(12, 2), Eigen::VectorXd(12), Eigen::VectorXd::Zero(12)};
        DurationData durations{data, 1.5, 0.7, 12};
        for (Eigen::Index i = 0; i < 12; ++i) {
            data.inputs.row(i) << rng.uniform(), rng.uniform();
            data.targets[i] = rng.normal();
            durations.logs.targets[i] = rng.normal();
        }
        durations.logs.inputs = data.inputs;
        const KernelParameters parameters = KernelPrior(encoding).start;
        const GaussianProcess model(encoding, parameters, data, 12);
        const DurationModel seconds(encoding, parameters, durations);
        const Acquisition worth(model, nullptr,
                                {AcquisitionRule::ExpectedImprovement,
                                 Eigen::VectorXd::Constant(1, data.targets.minCoeff())});
        const PerSecondAcquisition perSecond(worth, &seconds);
        Eigen::MatrixXd points(20, 2);
        for (double &coordinate : points.reshaped())
            coordinate = rng.uniform();
        const double error = gradientError(perSecond, points, 2);
        QVERIFY2(error < 1e-6, qPrintable(QString::number(error)));
    }
};

QTEST_APPLESS_MAIN(tst_cost_awareness)
#include "tst_cost_awareness.moc"
