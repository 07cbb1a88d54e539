// SPDX-FileCopyrightText: 2026 The Attune developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/rng.h"
#include "core/search/bayesian_sampler.h"
#include "core/search/fit_layout.h"
#include "core/search/training_data.h"
#include "core/space/unit_cube.h"
#include "search_problems.h"

#include <QtTest>

#include <chrono>
#include <cmath>
#include <set>
#include <thread>
#include <vector>

using namespace attune;
using namespace attune::testing;

namespace {

double branin(const Settings &settings)
{
    const double a = 15.0 * numberAt(settings, "x") - 5.0;
    const double b = 15.0 * numberAt(settings, "y");
    const double bend = b - 5.1 / (4.0 * M_PI * M_PI) * a * a + 5.0 / M_PI * a - 6.0;
    return bend * bend + 10.0 * (1.0 - 1.0 / (8.0 * M_PI)) * std::cos(a) + 10.0 -
           0.39788735772973816;
}

double mixedCost(const Settings &settings)
{
    const double x = numberAt(settings, "x") - 0.3;
    const double rate = std::log10(numberAt(settings, "rate")) + 2.5;
    const double layers = (numberAt(settings, "layers") - 7.0) / 10.0;
    const std::string optimizer = textOf(settings.find("optimizer")->second);
    const double choice = optimizer == "adam" ? 0.0 : optimizer == "rms" ? 0.5 : 0.3;
    const auto momentum = settings.find("momentum");
    const double extra =
        momentum == settings.end() ? 0.0 : std::abs(numberOf(momentum->second).value() - 0.9);
    return x * x + 0.1 * rate * rate + layers * layers + choice + extra;
}

} // namespace

class tst_bayesian_sampler : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void comesCloseToTheMinimumOfASmoothFunction()
    {
        for (std::uint64_t seed = 1; seed <= 3; ++seed) {
            const auto sampler = makeBayesianSampler(problemOf({real("x"), real("y")}, seed));
            SequentialRun run(*sampler);
            QVERIFY(run.run(35, branin));
            QVERIFY2(run.best() < 0.01, qPrintable(QString::number(run.best())));
        }
    }

    void maximizesWhenAsked()
    {
        SearchProblem problem = problemOf({real("x"), real("y")});
        problem.objectives.front().direction = Direction::Maximize;
        const auto sampler = makeBayesianSampler(problem);
        SequentialRun run(*sampler);
        QVERIFY(run.run(30, [](const Settings &s) { return -branin(s); }));
        double best = -1e9;
        for (const Observation &result : run.history().results)
            best = std::max(best, result.objectives.front());
        QVERIFY(best > -0.1);
    }

    void findsGoodSettingsOfAMixedConditionalSpace()
    {
        const auto sampler = makeBayesianSampler(mixedProblem(3));
        SequentialRun run(*sampler);
        QVERIFY(run.run(60, mixedCost));
        QVERIFY2(run.best() < 0.02, qPrintable(QString::number(run.best())));
        const SearchSpace space = mixedProblem().space;
        for (const Observation &result : run.history().results)
            QVERIFY(space.problemsOf(result.settings).empty());
        QCOMPARE(distinctSettings(run.history()).size(), run.history().results.size());
    }

    void startsInTheMiddle()
    {
        const SearchProblem problem = problemOf({real("x"), integer("n", 1, 9)});
        const auto first = makeBayesianSampler(problem)->suggest({}, {}, 0, {});
        QVERIFY(first.isOk());
        QCOMPARE(*first, problem.space.middle());
    }

    void triesEveryChoiceEarly()
    {
        const auto sampler = makeBayesianSampler(
            problemOf({real("x"), choice("c", {std::int64_t{0}, std::int64_t{1}, std::int64_t{2},
                                               std::int64_t{3}, std::int64_t{4}})}));
        SequentialRun run(*sampler);
        QVERIFY(run.run(10, [](const Settings &s) { return numberAt(s, "x"); }));
        std::set<double> tried;
        for (const Observation &result : run.history().results)
            tried.insert(numberAt(result.settings, "c"));
        QCOMPARE(tried.size(), std::size_t{5});
    }

    void theSameBasisGivesTheSameBits()
    {
        const auto sampler = makeBayesianSampler(mixedProblem(7));
        SequentialRun run(*sampler);
        QVERIFY(run.run(30, mixedCost));
        StudyHistory history = run.history();
        history.pending = {{30, *sampler->suggest(history, run.fit(), 30, {})}};
        for (int number = 31; number < 35; ++number) {
            const auto first = sampler->suggest(history, run.fit(), number, {});
            const auto again = sampler->suggest(history, run.fit(), number, {});
            const auto fresh =
                makeBayesianSampler(mixedProblem(7))->suggest(history, run.fit(), number, {});
            QVERIFY(first.isOk() && again.isOk() && fresh.isOk());
            QCOMPARE(*again, *first);
            QCOMPARE(*fresh, *first);
        }
        const ModelFit fit = sampler->fit(history, 28, run.fit(), {});
        QCOMPARE(makeBayesianSampler(mixedProblem(7))->fit(history, 28, run.fit(), {}), fit);
        QCOMPARE(fit.number, run.fit().number + 1);
        QCOMPARE(fit.prefix, 28);
    }

    void aStoredStudyReplaysBitForBit()
    {
        const auto sampler = makeBayesianSampler(mixedProblem(8));
        SequentialRun run(*sampler);
        QVERIFY(run.run(40, mixedCost));
        const auto fresh = makeBayesianSampler(mixedProblem(8));
        SequentialRun replay(*fresh);
        QVERIFY(replay.run(40, mixedCost));
        QCOMPARE(replay.history(), run.history());
    }

    void replaysAlikeOnAnyNumberOfThreads()
    {
        const auto sampler = makeBayesianSampler(mixedProblem(9));
        SequentialRun run(*sampler);
        QVERIFY(run.run(40, mixedCost));
        const std::vector<Observation> &results = run.history().results;
        for (const std::size_t count : {1, 2, 8}) {
            // One sampler, whose memory all threads share, in any order they come.
            const auto fresh = makeBayesianSampler(mixedProblem(9));
            std::vector<Settings> again(results.size());
            std::vector<std::jthread> threads;
            for (std::size_t first = 0; first < count; ++first)
                threads.emplace_back([&, first] {
                    for (std::size_t i = first; i < results.size(); i += count) {
                        StudyHistory basis;
                        basis.results.assign(results.begin(),
                                             results.begin() + static_cast<std::ptrdiff_t>(i));
                        const auto settings =
                            fresh->suggest(basis, run.fitsUsed()[i], static_cast<int>(i), {});
                        if (settings)
                            again[i] = *settings;
                    }
                });
            threads.clear(); // waits
            for (std::size_t i = 0; i < results.size(); ++i)
                QCOMPARE(again[i], results[i].settings);
        }
    }

    void suggestsBesideAFitAsWithoutOne()
    {
        const auto sampler = makeBayesianSampler(mixedProblem(10));
        SequentialRun run(*sampler);
        QVERIFY(run.run(40, mixedCost));
        const auto alone = makeBayesianSampler(mixedProblem(10));
        const ModelFit fit = alone->fit(run.history(), 40, run.fit(), {});
        std::vector<Settings> before;
        for (int number = 40; number < 48; ++number)
            before.push_back(*alone->suggest(run.history(), run.fit(), number, {}));
        ModelFit beside;
        {
            const std::jthread fitting(
                [&] { beside = sampler->fit(run.history(), 40, run.fit(), {}); });
            for (int number = 40; number < 48; ++number)
                QCOMPARE(*sampler->suggest(run.history(), run.fit(), number, {}),
                         before[static_cast<std::size_t>(number - 40)]);
        }
        QCOMPARE(beside, fit);
    }

    void anotherSeedSearchesElsewhere()
    {
        const auto a = makeBayesianSampler(mixedProblem(1))->suggest({}, {}, 1, {});
        const auto b = makeBayesianSampler(mixedProblem(2))->suggest({}, {}, 1, {});
        QVERIFY(*a != *b);
    }

    void pendingTrialsSpreadOut()
    {
        const auto sampler = makeBayesianSampler(problemOf({real("x"), real("y")}));
        SequentialRun run(*sampler);
        QVERIFY(run.run(15, branin));
        StudyHistory history = run.history();
        for (int number = 15; number < 27; ++number) {
            const auto settings = sampler->suggest(history, run.fit(), number, {});
            QVERIFY(settings.isOk());
            for (const PendingTrial &other : history.pending) {
                const double apart =
                    std::hypot(numberAt(*settings, "x") - numberAt(other.settings, "x"),
                               numberAt(*settings, "y") - numberAt(other.settings, "y"));
                QVERIFY2(apart > 1e-4, qPrintable(QString::number(apart)));
            }
            history.pending.push_back({number, *settings});
        }
    }

    void manyPendingTrialsBeforeAnyResult()
    {
        const auto sampler = makeBayesianSampler(mixedProblem());
        StudyHistory history;
        for (int number = 0; number < 64; ++number) {
            const auto settings = sampler->suggest(history, {}, number, {});
            QVERIFY(settings.isOk());
            for (const PendingTrial &other : history.pending)
                QVERIFY(other.settings != *settings);
            history.pending.push_back({number, *settings});
        }
    }

    void exhaustsAFiniteSpaceWithoutRepeats()
    {
        SearchProblem problem = problemOf({choice("kind", {std::string("a"), std::string("b")}),
                                           dependent(integer("k", 1, 6), "kind", std::string("a")),
                                           integer("n", 0, 3)});
        problem.space.constraints = {"n < 3 or kind = b"};
        const auto sampler = makeBayesianSampler(problem);
        SequentialRun run(*sampler);
        QVERIFY(!run.run(1000, [](const Settings &s) { return numberAt(s, "n"); }));
        QCOMPARE(run.history().results.size(), std::size_t{6 * 3 + 4});
        QCOMPARE(distinctSettings(run.history()).size(), run.history().results.size());
        const auto last = sampler->suggest(run.history(), run.fit(), 100, {});
        QVERIFY(!last.isOk());
        QCOMPARE(last.error().kind, ErrorKind::Exhausted);
    }

    void neverBreaksAConstraint()
    {
        SearchProblem problem = problemOf({real("x"), real("y"), integer("n", 1, 8)});
        problem.space.constraints = {"x + y < 0.7", "n > 4 or x > y"};
        const auto sampler = makeBayesianSampler(problem);
        SequentialRun run(*sampler);
        // Better the farther outside: pulled against the constraints all the time.
        QVERIFY(
            run.run(40, [](const Settings &s) { return -numberAt(s, "x") - numberAt(s, "y"); }));
        for (const Observation &result : run.history().results)
            QVERIFY(problem.space.isFeasible(result.settings));
        QVERIFY2(run.best() < -0.69, qPrintable(QString::number(run.best())));
    }

    void keepsOutOfRegionsThatCrash()
    {
        const auto sampler = makeBayesianSampler(problemOf({real("x"), real("y")}, 5));
        SequentialRun run(*sampler);
        const auto crashing = [](const Settings &s) -> std::optional<double> {
            if (numberAt(s, "x") > 0.5)
                return std::nullopt;
            return std::abs(numberAt(s, "x") - 0.4) + std::abs(numberAt(s, "y") - 0.4);
        };
        QVERIFY(run.run(50, crashing));
        int lateCrashes = 0;
        for (std::size_t i = 20; i < 50; ++i)
            lateCrashes += run.history().results[i].outcome == Outcome::Failed ? 1 : 0;
        QVERIFY2(lateCrashes <= 15, qPrintable(QString::number(lateCrashes)));
        QVERIFY2(run.best() < 0.02, qPrintable(QString::number(run.best())));
        QCOMPARE(distinctSettings(run.history()).size(), run.history().results.size());
    }

    void findsWhatRunsWhereAlmostEverythingCrashes()
    {
        int found = 0;
        for (std::uint64_t seed = 1; seed <= 4; ++seed) {
            const auto sampler = makeBayesianSampler(problemOf({real("x"), real("y")}, seed));
            SequentialRun run(*sampler);
            QVERIFY(run.run(60, [](const Settings &s) -> std::optional<double> {
                const bool runs = numberAt(s, "x") > 0.75 && numberAt(s, "y") < 0.25;
                return runs ? std::optional(1.0 - numberAt(s, "x")) : std::nullopt;
            }));
            found += run.best() < 0.25 ? 1 : 0;
        }
        QCOMPARE(found, 4);
    }

    /// A box away from the middle and the corners: a model of failures alone looks in the corners.
    void findsWhatRunsInTheMidstOfCrashes()
    {
        int found = 0;
        for (std::uint64_t seed = 1; seed <= 8; ++seed) {
            const auto sampler =
                makeBayesianSampler(problemOf({real("a"), real("b"), real("c"), real("d")}, seed));
            SequentialRun run(*sampler);
            QVERIFY(run.run(60, [](const Settings &s) -> std::optional<double> {
                const bool runs = std::all_of(s.begin(), s.end(), [](const auto &each) {
                    return std::abs(*numberOf(each.second) - 0.3) < 0.2;
                });
                return runs ? std::optional(numberAt(s, "a")) : std::nullopt;
            }));
            found += std::isfinite(run.best()) ? 1 : 0;
        }
        QVERIFY2(found >= 5, qPrintable(QString::number(found)));
    }

    void convergenceShrinksAsTheModelLearns()
    {
        const auto sampler = makeBayesianSampler(problemOf({real("x"), real("y")}, 2));
        SequentialRun run(*sampler);
        QVERIFY(!sampler->convergence({}, {}).has_value());
        const auto bowl = [](const Settings &s) {
            return std::pow(numberAt(s, "x") - 0.3, 2) + std::pow(numberAt(s, "y") - 0.6, 2);
        };
        QVERIFY(run.run(10, bowl));
        const auto early = sampler->convergence(run.history(), run.fit());
        QVERIFY(run.run(30, bowl));
        const auto late = sampler->convergence(run.history(), run.fit());
        QVERIFY(early.has_value() && late.has_value());
        QVERIFY(late->expectedGain >= 0.0 && late->expectedGain < 0.2 * early->expectedGain);
        QVERIFY(late->noise > 0.0);
    }

    /// What the model holds possible at worst for the best point seen, less what it holds possible
    /// at best anywhere: both worked out here, from the model's means and variances.
    void convergenceIsTheGapBetweenTheBounds()
    {
        constexpr double beta = 1.4;
        const SearchProblem problem = problemOf({real("x")}, 3);
        const auto sampler = makeBayesianSampler(problem);
        SequentialRun run(*sampler);
        QVERIFY(run.run(8, [](const Settings &s) { return std::sin(9.0 * numberAt(s, "x")); }));
        const UnitCube cube(problem.space);
        const Encoding encoding(cube);
        const int results = static_cast<int>(run.history().results.size());
        const TrainingData data =
            trainingDataOf(cube, encoding, {}, {run.history(), results, run.fit().prefix});
        const auto parameters = FitLayout(encoding, 1, 0).parameters(run.fit());
        QVERIFY(parameters.has_value());
        const GaussianProcess model(encoding, *parameters, data.objective, data.factored);
        const Prediction seen = model.predict(data.objective.inputs);
        const double atWorst =
            (seen.means.col(0).array() + beta * seen.variances.array().sqrt()).minCoeff();
        const Prediction anywhere =
            model.predict(encoding.encode(Eigen::RowVectorXd::LinSpaced(20001, 0.0, 1.0)));
        const double atBest =
            (anywhere.means.col(0).array() - beta * anywhere.variances.array().sqrt()).minCoeff();
        const double expected = (atWorst - atBest) * data.unitsPerTarget;
        QVERIFY(expected > 0.0);
        const auto bound = sampler->convergence(run.history(), run.fit());
        QVERIFY(bound.has_value());
        QVERIFY2(std::abs(bound->expectedGain - expected) < 1e-4 * expected,
                 qPrintable(QStringLiteral("%1 %2").arg(bound->expectedGain).arg(expected)));
    }

    void fitsAreDueOftenAtFirstAndSeldomLater()
    {
        const auto sampler = makeBayesianSampler(mixedProblem());
        QCOMPARE(sampler->nextFitPrefix({}, 1), 0);
        QCOMPARE(sampler->nextFitPrefix({}, 12), 12);
        QCOMPARE(sampler->nextFitPrefix({3, 12, {}}, 12), 0);
        QCOMPARE(sampler->nextFitPrefix({3, 12, {}}, 13), 13);
        QCOMPARE(sampler->nextFitPrefix({3, 150, {}}, 152), 0);
        QCOMPARE(sampler->nextFitPrefix({3, 150, {}}, 153), 153);
        QCOMPARE(sampler->nextFitPrefix({3, 400, {}}, 407), 0);
        QCOMPARE(sampler->nextFitPrefix({3, 400, {}}, 408), 408);
    }

    void aChoiceOfOneIsNothingToLearnFrom()
    {
        const auto sampler =
            makeBayesianSampler(problemOf({real("x"), choice("only", {std::string("one")})}));
        SequentialRun run(*sampler);
        QVERIFY(run.run(25, [](const Settings &s) { return std::pow(numberAt(s, "x") - 0.3, 2); }));
        QVERIFY2(run.best() < 1e-4, qPrintable(QString::number(run.best())));
    }

    void stopsWhenAsked()
    {
        const auto sampler = makeBayesianSampler(mixedProblem());
        SequentialRun run(*sampler);
        QVERIFY(run.run(15, mixedCost));
        std::stop_source source;
        source.request_stop();
        const auto settings = sampler->suggest(run.history(), run.fit(), 15, source.get_token());
        QVERIFY(!settings.isOk());
        QCOMPARE(settings.error().kind, ErrorKind::Cancelled);
    }

    void latencyIsReported_data()
    {
        QTest::addColumn<int>("results");
        for (const int results : {50, 200, 500})
            QTest::newRow(qPrintable(QString::number(results))) << results;
    }
    void latencyIsReported()
    {
        QFETCH(int, results);
        const auto sampler = makeBayesianSampler(mixedProblem());
        StudyHistory history;
        Rng rng(1, RandomPurpose::Bootstrap, 0);
        const UnitCube cube(mixedProblem().space);
        for (int i = 0; i < results; ++i) {
            std::vector<double> point(static_cast<std::size_t>(cube.dimensions()));
            for (double &coordinate : point)
                coordinate = rng.uniform();
            const Settings settings = cube.settingsAt(point);
            history.results.push_back(observed(i, settings, mixedCost(settings)));
        }
        using Clock = std::chrono::steady_clock;
        const auto milliseconds = [](Clock::duration d) {
            return std::chrono::duration<double, std::milli>(d).count();
        };
        const auto beforeFit = Clock::now();
        const ModelFit fit = sampler->fit(history, results, {}, {});
        const auto beforeSuggestion = Clock::now();
        QVERIFY(sampler->suggest(history, fit, results, {}).isOk());
        const auto end = Clock::now();
        qInfo("%d results: fit %.1f ms, suggestion %.1f ms", results,
              milliseconds(beforeSuggestion - beforeFit), milliseconds(end - beforeSuggestion));
    }
};

QTEST_GUILESS_MAIN(tst_bayesian_sampler)
#include "tst_bayesian_sampler.moc"
