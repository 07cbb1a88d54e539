// SPDX-FileCopyrightText: 2026 The Attune developers
// SPDX-License-Identifier: GPL-3.0-or-later
// What the search makes of trials that were ended early.
#include "core/base/rng.h"
#include "core/gp/gaussian_process.h"
#include "core/gp/marginal_likelihood.h"
#include "core/search/bayesian_sampler.h"
#include "core/search/training_data.h"
#include "core/space/unit_cube.h"
#include "search_problems.h"

#include <QtTest>

#include <cmath>

using namespace attune;
using namespace attune::testing;

namespace {

constexpr double place = 0.3;     ///< of the best settings
constexpr double remaining = 1.0; ///< of every curve after its first step

/// A trial's loss after so many of 27 steps.
double lossAt(double x, std::int64_t steps)
{
    const double end = (x - place) * (x - place);
    return end + remaining * (1.0 / static_cast<double>(steps) - 1.0 / 27.0);
}

Observation trialAt(int number, double x, std::int64_t steps)
{
    Observation result = observed(number, {{"x", x}}, lossAt(x, steps));
    result.outcome = steps < 27 ? Outcome::Stopped : Outcome::Complete;
    result.resource = steps;
    for (const std::int64_t level : {1, 3, 9}) {
        if (level < steps)
            result.partial.push_back({level, lossAt(x, level)});
    }
    return result;
}

/// Whole trials on both sides of the best place, and one close to it that was ended at step 3.
StudyHistory aroundTheBest()
{
    StudyHistory history;
    int number = 0;
    for (const double x : {0.0, 0.05, 0.1, 0.5, 0.6, 0.7, 0.8, 0.9, 1.0})
        history.results.push_back(trialAt(number++, x, 27));
    history.results.push_back(trialAt(number, 0.31, 3));
    return history;
}

SearchProblem lineWithStopping()
{
    SearchProblem problem = problemOf({real("x")});
    problem.usesPartialResults = true;
    return problem;
}

/// The model's mean at x, in units of the objective.
double expectedAt(const SearchProblem &problem, const StudyHistory &history, double x)
{
    const UnitCube cube(problem.space);
    const Encoding encoding(cube, problem.usesPartialResults);
    const int results = static_cast<int>(history.results.size());
    const TrainingData data = trainingDataOf(cube, encoding, {}, {history, results, results});
    const ModelFit fit = makeSampler(problem)->fit(history, results, {}, {});
    const auto parameters = KernelParameters::unpacked(Eigen::Map<const Eigen::VectorXd>(
        fit.hyperparameters.data(), static_cast<Eigen::Index>(fit.hyperparameters.size())));
    const GaussianProcess model(encoding, parameters, data.objective, data.factored);
    const Eigen::MatrixXd point = Eigen::MatrixXd::Constant(1, 1, x);
    return data.costAtZero + model.means(encoding.encode(point))[0] * data.unitsPerTarget;
}

} // namespace

class tst_stopped_trials : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void areExpectedToHaveGoneOnAsOthersDid()
    {
        const StudyHistory history = aroundTheBest();
        const double expected = expectedAt(lineWithStopping(), history, 0.31);
        QVERIFY2(std::abs(expected) < 0.03, qPrintable(QString::number(expected)));
    }

    void doNotKeepTheSearchAway()
    {
        const SearchProblem problem = lineWithStopping();
        const auto sampler = makeSampler(problem);
        const StudyHistory history = aroundTheBest();
        const ModelFit fit = sampler->fit(history, 10, {}, {});
        for (const int number : {10, 11}) { // both rules
            const auto settings = sampler->suggest(history, fit, number, {});
            QVERIFY(bool(settings));
            const double x = numberAt(*settings, "x");
            QVERIFY2(std::abs(x - place) < 0.12, qPrintable(QString::number(x)));
        }
    }

    void areNeverReported()
    {
        const SearchProblem problem = lineWithStopping();
        const auto sampler = makeSampler(problem);
        StudyHistory history = aroundTheBest();
        history.results.back().objectives = {-5.0};
        const ModelFit fit = sampler->fit(history, 10, {}, {});
        const auto incumbent = sampler->incumbent(history, fit);
        QVERIFY(incumbent.has_value());
        QVERIFY(incumbent->trial != 9 && incumbent->bestObserved != 9);
        const StudyHistory none{{history.results.back()}, {}};
        QVERIFY(!sampler->incumbent(none, fit).has_value());
    }

    void changeNothingWhereNobodyReportsOnTheWay()
    {
        SearchProblem problem = lineWithStopping();
        StudyHistory history = aroundTheBest();
        history.results.pop_back();
        for (Observation &result : history.results)
            result.partial.clear();
        const double modelled = expectedAt(problem, history, 0.31);
        problem.usesPartialResults = false;
        const double plain = expectedAt(problem, history, 0.31);
        QVERIFY2(std::abs(modelled - plain) < 1e-3, qPrintable(QString::number(modelled - plain)));
    }

    void sayLittleToAModelThatCannotTellHowFarTheyCame()
    {
        SearchProblem problem = lineWithStopping();
        problem.usesPartialResults = false;
        const StudyHistory history = aroundTheBest();
        const double asFinished = history.results.back().objectives.front();
        const double expected = expectedAt(problem, history, 0.31);
        QVERIFY2(expected < 0.25 * asFinished, qPrintable(QString::number(expected)));
    }

    void manyStayWithinTheModelsRows()
    {
        const UnitCube cube(lineWithStopping().space);
        const Encoding encoding(cube, true);
        StudyHistory history;
        Rng rng(1, RandomPurpose::Bootstrap, 0);
        for (int i = 0; i < 3000; ++i)
            history.results.push_back(trialAt(i, rng.uniform(), i % 3 == 0 ? 27 : 3));
        const TrainingData data = trainingDataOf(cube, encoding, {}, {history, 3000, 2990});
        QVERIFY(data.objective.size() <= 2000 + 20);
        QCOMPARE(data.areWhole.size(), static_cast<std::size_t>(data.objective.size()));
        const TrainingData later = trainingDataOf(cube, encoding, {}, {history, 2995, 2990});
        QVERIFY(later.objective.inputs == data.objective.inputs.topRows(later.objective.size()));
    }

    void hyperbandFindsTheBestPlaceWithMostTrialsStopped()
    {
        SearchProblem problem = lineWithStopping();
        problem.search.strategy = Strategy::Hyperband;
        problem.search.hyperband.maxResource = 27;
        const auto sampler = makeSampler(problem);
        StudyHistory history;
        ModelFit fit;
        double best = 1.0;
        for (int i = 0; i < 25; ++i) {
            const auto settings = sampler->suggest(history, fit, i, {});
            QVERIFY(bool(settings));
            const double x = numberAt(*settings, "x");
            const double loss = lossAt(x, 27);
            history.results.push_back(trialAt(i, x, i == 0 || loss < best ? 27 : 3));
            best = std::min(best, loss);
            if (i >= 4)
                fit = sampler->fit(history, i, fit, {});
        }
        QVERIFY2(best < 1e-4, qPrintable(QString::number(best)));
    }
};

QTEST_APPLESS_MAIN(tst_stopped_trials)
#include "tst_stopped_trials.moc"
