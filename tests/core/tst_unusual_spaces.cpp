// SPDX-FileCopyrightText: 2026 The Attune developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/search/bayesian_sampler.h"
#include "core/search/random_sampler.h"
#include "core/search/sobol_sampler.h"
#include "search_problems.h"

#include <QtTest>

#include <cmath>

using namespace attune;
using namespace attune::testing;

namespace {

/// Six methods with two integers of their own each: 216 settings in 13 billion level tuples.
SearchProblem sixMethods()
{
    const std::vector<std::string> methods{"a", "b", "c", "d", "e", "f"};
    std::vector<Hyperparameter> all{choice("method", {methods.begin(), methods.end()})};
    for (const std::string &method : methods) {
        for (const char *suffix : {"1", "2"})
            all.push_back(dependent(integer(method + suffix, 1, 6), "method", method));
    }
    return problemOf(all);
}

double sumOf(const Settings &settings)
{
    double sum = 0.0;
    for (const auto &[name, value] : settings)
        sum += numberOf(value).value_or(0.0);
    return sum;
}

} // namespace

/// Searches of spaces in which most points of the unit cube are no settings of their own.
class tst_unusual_spaces : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aFiniteConditionalSpaceIsUsedUp_data()
    {
        QTest::addColumn<bool>("hasModel");
        QTest::newRow("random") << false;
        QTest::newRow("Bayesian") << true;
    }

    void aFiniteConditionalSpaceIsUsedUp()
    {
        QFETCH(bool, hasModel);
        const SearchProblem problem = sixMethods();
        QCOMPARE(problem.space.finiteSize(), std::int64_t{216});
        const std::unique_ptr<Sampler> sampler =
            hasModel ? makeBayesianSampler(problem) : std::make_unique<RandomSampler>(problem);
        SequentialRun run(*sampler);
        QVERIFY(run.run(216, sumOf));
        QCOMPARE(distinctSettings(run.history()).size(), std::size_t{216});
        const auto last = sampler->suggest(run.history(), run.fit(), 216, {});
        QVERIFY(!last);
        QCOMPARE(last.error().kind, ErrorKind::Exhausted);
    }

    void findsWhatConstraintsLeave()
    {
        for (std::uint64_t seed = 1; seed <= 5; ++seed) {
            SearchProblem problem = problemOf({real("x"), real("y")}, seed);
            problem.space.constraints = {"x + y < 0.0141"}; // one in ten thousand
            const auto sampler = makeBayesianSampler(problem);
            SequentialRun run(*sampler);
            QVERIFY(run.run(20, [](const Settings &s) { return -numberAt(s, "x"); }));
            QVERIFY2(run.best() < -0.0139, qPrintable(QString::number(run.best())));
        }
    }

    void walksToWhatChanceDoesNotFind_data()
    {
        QTest::addColumn<QByteArray>("strategy");
        QTest::newRow("random") << QByteArray("random");
        QTest::newRow("quasi-random") << QByteArray("sobol");
        QTest::newRow("Bayesian") << QByteArray("bayesian");
    }

    /// Twelve weights that add up to 1 at most: one point in 479 million.
    void walksToWhatChanceDoesNotFind()
    {
        QFETCH(QByteArray, strategy);
        std::vector<Hyperparameter> weights;
        std::string sum;
        for (int i = 0; i < 12; ++i) {
            weights.push_back(real("w" + std::to_string(i)));
            sum += (i > 0 ? " + w" : "w") + std::to_string(i);
        }
        for (std::uint64_t seed = 1; seed <= 3; ++seed) {
            SearchProblem problem = problemOf(weights, seed);
            problem.space.constraints = {sum + " <= 1"};
            QVERIFY(problem.space.problems().empty());
            std::unique_ptr<Sampler> sampler = makeBayesianSampler(problem);
            if (strategy == "random")
                sampler = std::make_unique<RandomSampler>(problem);
            else if (strategy == "sobol")
                sampler = std::make_unique<SobolSampler>(problem);
            SequentialRun run(*sampler);
            QVERIFY(run.run(strategy == "bayesian" ? 15 : 4, sumOf));
            for (const Observation &result : run.history().results)
                QVERIFY(sumOf(result.settings) <= 1.0);
            QCOMPARE(distinctSettings(run.history()).size(), run.history().results.size());
        }
    }

    void constraintsThatNothingMeetsAreNoEnd()
    {
        SearchProblem problem = problemOf({real("x"), real("y")});
        problem.space.constraints = {"x + y < -0.1"};
        const auto sampler = makeBayesianSampler(problem);
        const auto first = sampler->suggest({}, {}, 0, {});
        QVERIFY(!first);
        QCOMPARE(first.error().kind, ErrorKind::Invalid);
    }

    void findsTheBestOfManyLevels()
    {
        const auto sampler =
            makeBayesianSampler(problemOf({integer("n", 0, 1'000'000), integer("m", 0, 1000)}));
        SequentialRun run(*sampler);
        QVERIFY(run.run(40, [](const Settings &s) {
            return std::abs(numberAt(s, "n") / 1e6 - 0.314159) +
                   std::abs(numberAt(s, "m") / 1e3 - 0.271);
        }));
        QVERIFY2(run.best() < 0.01, qPrintable(QString::number(run.best())));
    }
};

QTEST_GUILESS_MAIN(tst_unusual_spaces)
#include "tst_unusual_spaces.moc"
