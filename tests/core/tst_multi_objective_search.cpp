// SPDX-FileCopyrightText: 2026 The Attune developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/rng.h"
#include "core/gp/multi_objective_acquisition.h"
#include "core/gp/success_model.h"
#include "core/search/bayesian_sampler.h"
#include "core/space/unit_cube.h"
#include "gradient_error.h"
#include "hostile_histories.h"
#include "hypervolume.h"

#include <QtTest>

#include <cmath>
#include <limits>
#include <set>
#include <vector>

using namespace attune;
using namespace attune::testing;

namespace {

using Values = std::vector<double>;
using Trials = std::function<Values(const Settings &)>;

SearchProblem threeReals(std::uint64_t seed, std::size_t objectives = 2)
{
    SearchProblem problem = problemOf({real("x0"), real("x1"), real("x2")}, seed);
    problem.objectives.resize(objectives);
    return problem;
}

/// Zitzler, Deb and Thiele 2000, "Comparison of multiobjective evolutionary algorithms", T1 (convex
/// front) and T2 (concave front), with three variables.
Values zdt(const Settings &settings, bool isConcave)
{
    const double first = numberAt(settings, "x0");
    const double g = 1.0 + 4.5 * (numberAt(settings, "x1") + numberAt(settings, "x2"));
    const double share = first / g;
    return {first, g * (1.0 - (isConcave ? share * share : std::sqrt(share)))};
}

/// Deb et al. 2005, DTLZ2 with three objectives: an eighth of a sphere.
Values dtlz2(const Settings &settings)
{
    const double a = 0.5 * M_PI * numberAt(settings, "x0");
    const double b = 0.5 * M_PI * numberAt(settings, "x1");
    const double offset = numberAt(settings, "x2") - 0.5;
    const double radius = 1.0 + offset * offset;
    return {radius * std::cos(a) * std::cos(b), radius * std::cos(a) * std::sin(b),
            radius * std::sin(a)};
}

Observation observedValues(int trial, const Settings &settings, Values values)
{
    Observation result;
    result.trial = trial;
    result.settings = settings;
    result.objectives = std::move(values);
    return result;
}

/// One trial at a time, fitted whenever it is due.
StudyHistory searched(const SearchProblem &problem, int count, const Trials &trials)
{
    const auto sampler = makeSampler(problem);
    StudyHistory history;
    ModelFit fit;
    for (int number = 0; number < count; ++number) {
        const auto settings = sampler->suggest(history, fit, number, {});
        if (!settings)
            break;
        history.results.push_back(observedValues(number, *settings, trials(*settings)));
        const int due = sampler->nextFitPrefix(fit, number + 1);
        if (due > 0)
            fit = sampler->fit(history, due, fit, {});
    }
    return history;
}

double volumeOf(const StudyHistory &history, const Values &reference)
{
    std::vector<Values> rows;
    for (const Observation &result : history.results)
        rows.push_back(result.objectives);
    return hypervolume(rows, reference);
}

SearchProblem randomOf(SearchProblem problem)
{
    problem.search.strategy = Strategy::Random;
    return problem;
}

/// Several objectives have no single best that could converge.
bool copesWith(const SearchProblem &problem, const StudyHistory &history)
{
    const auto coped = cope(problem, history);
    return coped && !coped->sampler->convergence(history, coped->fit);
}

TrainingSet waves(const Encoding &encoding, double frequency, int rows = 20)
{
    Rng rng(1, RandomPurpose::Bootstrap, 0);
    const Eigen::MatrixXd points =
        Eigen::MatrixXd::NullaryExpr(3, rows, [&] { return rng.uniform(); });
    TrainingSet data{encoding.encode(points), Eigen::VectorXd(rows), Eigen::VectorXd::Zero(rows)};
    for (int i = 0; i < rows; ++i)
        data.targets[i] = std::sin(frequency * points(0, i)) + points(1, i) - points(2, i);
    return data;
}

} // namespace

class tst_multi_objective_search : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void dominatesMoreThanRandomAfterThirtyTrials_data()
    {
        QTest::addColumn<bool>("isConcave");
        QTest::newRow("ZDT1") << false;
        QTest::newRow("ZDT2") << true;
    }

    void dominatesMoreThanRandomAfterThirtyTrials()
    {
        QFETCH(bool, isConcave);
        const Trials trials = [&](const Settings &settings) { return zdt(settings, isConcave); };
        const Values reference{1.1, 1.1};
        // Of the whole front: 0.21 + integral of the part below 1, see the functions' definitions.
        const double whole = isConcave ? 0.21 + 1.0 / 3.0 : 0.21 + 2.0 / 3.0;
        for (std::uint64_t seed = 1; seed <= 3; ++seed) {
            const double volume = volumeOf(searched(threeReals(seed), 30, trials), reference);
            const double atRandom =
                volumeOf(searched(randomOf(threeReals(seed)), 120, trials), reference);
            QVERIFY2(volume > atRandom,
                     qPrintable(QStringLiteral("%1 %2").arg(volume).arg(atRandom)));
            QVERIFY2(volume > 0.8 * whole, qPrintable(QString::number(volume / whole)));
        }
    }

    void coversThreeObjectivesBetterThanRandom()
    {
        const Values reference{1.1, 1.1, 1.1};
        for (std::uint64_t seed = 1; seed <= 2; ++seed) {
            const double volume = volumeOf(searched(threeReals(seed, 3), 30, dtlz2), reference);
            const double atRandom =
                volumeOf(searched(randomOf(threeReals(seed, 3)), 45, dtlz2), reference);
            QVERIFY2(volume > atRandom,
                     qPrintable(QStringLiteral("%1 %2").arg(volume).arg(atRandom)));
        }
    }

    void maximizingTheNegativeIsMinimizing()
    {
        SearchProblem mirrored = threeReals(1);
        mirrored.objectives[1].direction = Direction::Maximize;
        const StudyHistory down = searched(
            threeReals(1), 16, [](const Settings &settings) { return zdt(settings, false); });
        const StudyHistory up = searched(mirrored, 16, [](const Settings &settings) {
            Values values = zdt(settings, false);
            values[1] = -values[1];
            return values;
        });
        for (std::size_t i = 0; i < down.results.size(); ++i)
            QCOMPARE(up.results[i].settings, down.results[i].settings);
    }

    void aStoredStudyReplaysBitForBit()
    {
        const Trials trials = [](const Settings &settings) { return zdt(settings, true); };
        QCOMPARE(searched(threeReals(5), 25, trials), searched(threeReals(5), 25, trials));
    }

    void pendingTrialsAreNotProposedAgain()
    {
        const SearchProblem problem = threeReals(2);
        StudyHistory history =
            searched(problem, 12, [](const Settings &settings) { return zdt(settings, false); });
        const auto sampler = makeBayesianSampler(problem);
        const ModelFit fit = sampler->fit(history, 12, {}, {});
        for (int number = 12; number < 20; ++number) {
            const auto settings = sampler->suggest(history, fit, number, {});
            QVERIFY(settings.isOk());
            for (const PendingTrial &pending : history.pending)
                QVERIFY(pending.settings != *settings);
            history.pending.push_back({number, *settings});
        }
    }

    void aFiniteSpaceIsExhaustedWithoutRepeats()
    {
        SearchProblem problem = problemOf({integer("a", 1, 4), integer("b", 1, 3)});
        problem.objectives.resize(2);
        const StudyHistory history = searched(problem, 50, [](const Settings &settings) {
            return Values{numberAt(settings, "a"), -numberAt(settings, "b")};
        });
        QCOMPARE(history.results.size(), std::size_t{12});
        std::set<Settings> distinct;
        for (const Observation &result : history.results)
            distinct.insert(result.settings);
        QCOMPARE(distinct.size(), std::size_t{12});
    }

    void hostileValues()
    {
        for (std::uint64_t seed = 0; seed < 40; ++seed) {
            SearchProblem problem = mixedProblem();
            problem.objectives.resize(2 + seed % 2);
            const UnitCube cube(problem.space);
            Rng rng(seed, RandomPurpose::Bootstrap, 0);
            StudyHistory history;
            const int results = 1 + rng.below(30);
            for (int i = 0; i < results; ++i) {
                Values values(problem.objectives.size() - (rng.below(15) == 0 ? 1 : 0));
                for (double &value : values)
                    value = hostileValue(rng);
                Observation result = observedValues(i, randomSettings(cube, rng), values);
                if (rng.below(8) == 0)
                    result.outcome = rng.below(2) == 0 ? Outcome::Failed : Outcome::Stopped;
                if (rng.below(20) == 0)
                    result.objectives.clear();
                history.results.push_back(result);
            }
            for (int i = rng.below(4); i > 0; --i)
                history.pending.push_back({results + i, randomSettings(cube, rng)});
            QVERIFY2(copesWith(problem, history), qPrintable(QString::number(seed)));
        }
    }

    void equalAndDuplicateResults()
    {
        SearchProblem problem = mixedProblem();
        problem.objectives.resize(2);
        const UnitCube cube(problem.space);
        Rng rng(1, RandomPurpose::Bootstrap, 0);
        const Settings same = randomSettings(cube, rng);
        StudyHistory allEqual;
        StudyHistory onePoint;
        for (int i = 0; i < 25; ++i) {
            allEqual.results.push_back(observedValues(i, randomSettings(cube, rng), {1.0, 1.0}));
            onePoint.results.push_back(observedValues(i, same, {rng.normal(), rng.normal()}));
        }
        QVERIFY(copesWith(problem, allEqual));
        QVERIFY(copesWith(problem, onePoint));
    }

    void nothingButFailures()
    {
        SearchProblem problem = mixedProblem();
        problem.objectives.resize(2);
        const UnitCube cube(problem.space);
        Rng rng(2, RandomPurpose::Bootstrap, 0);
        StudyHistory history;
        for (int i = 0; i < 20; ++i)
            history.results.push_back(observed(i, randomSettings(cube, rng), std::nullopt));
        QVERIFY(copesWith(problem, history));
    }

    void noWorthIsAboveItsUpperBound()
    {
        constexpr int rows = 330;
        const UnitCube cube(threeReals(1).space);
        const Encoding encoding(cube);
        const KernelParameters parameters{Eigen::Vector3d(-0.7, -0.3, 0.4), 0.3, -5.0};
        std::vector<GaussianProcess> models;
        Eigen::MatrixXd means(rows, 2);
        for (const double frequency : {5.0, 9.0}) {
            const TrainingSet data = waves(encoding, frequency, rows);
            means.col(static_cast<Eigen::Index>(models.size())) = data.targets;
            models.emplace_back(encoding, parameters, data, rows);
        }
        const MultiObjectiveAcquisition acquisition(
            models, nullptr, {HypervolumeImprovement(frontOf(means)), Uncertainty::AlwaysHelps});
        Rng rng(3, RandomPurpose::Bootstrap, 0);
        const Eigen::MatrixXd inputs =
            encoding.encode(Eigen::MatrixXd::NullaryExpr(3, 200, [&] { return rng.uniform(); }));
        const Eigen::VectorXd bounds = acquisition.upperBounds(inputs);
        QVERIFY(bounds.allFinite());
        QVERIFY((bounds - acquisition.values(inputs)).minCoeff() >= -1e-9);
        const MultiObjectiveAcquisition along(
            models, nullptr,
            {DirectionalGrowth(frontOf(means), Eigen::MatrixXd::Constant(1, 2, std::sqrt(0.5))),
             Uncertainty::MayHarm});
        QVERIFY(!along.upperBounds(inputs).array().isFinite().any());
    }

    void gradientsMatchCentralDifferencesUnderFailures()
    {
        const UnitCube cube(threeReals(1).space);
        const Encoding encoding(cube);
        const KernelParameters parameters{Eigen::Vector3d(-0.7, -0.3, 0.4), 0.3, -5.0};
        std::vector<GaussianProcess> models;
        for (const double frequency : {5.0, 9.0})
            models.emplace_back(encoding, parameters, waves(encoding, frequency), 20);
        TrainingSet labels = waves(encoding, 3.0);
        labels.targets =
            labels.targets.unaryExpr([](double value) { return value > 0.5 ? -1.0 : 1.0; });
        const SuccessModel success(encoding, parameters, labels);
        Eigen::MatrixXd means(20, 2);
        for (Eigen::Index k = 0; k < 2; ++k)
            means.col(k) = waves(encoding, k == 0 ? 5.0 : 9.0).targets;
        const MultiObjectiveAcquisition acquisition(
            models, &success, {HypervolumeImprovement(frontOf(means)), Uncertainty::AlwaysHelps});
        Rng rng(3, RandomPurpose::Bootstrap, 0);
        const Eigen::MatrixXd inputs = encoding.encode(
            Eigen::MatrixXd::NullaryExpr(3, 10, [&] { return 0.1 + 0.8 * rng.uniform(); }));
        const auto slopes = acquisition.valuesWithGradients(inputs);
        QVERIFY((slopes.values - acquisition.values(inputs)).cwiseAbs().maxCoeff() < 1e-10);
        const double error = gradientError(acquisition, inputs, inputs.cols());
        QVERIFY2(error < 1e-6, qPrintable(QString::number(error)));
    }
};

QTEST_GUILESS_MAIN(tst_multi_objective_search)
#include "tst_multi_objective_search.moc"
