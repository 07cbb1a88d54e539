// SPDX-FileCopyrightText: 2026 The Attune developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/rng.h"
#include "core/search/bayesian_sampler.h"
#include "core/space/unit_cube.h"
#include "search_problems.h"

#include <QtTest>

#include <cmath>

using namespace attune;
using namespace attune::testing;

namespace {

double bowl(const Settings &settings)
{
    const double x = numberAt(settings, "x") - 0.3;
    const double y = numberAt(settings, "y") - 0.6;
    return 4.0 * (x * x + y * y);
}

/// Results anywhere in the square, with noise of a given standard deviation.
StudyHistory noisyBowl(const SearchProblem &problem, std::uint64_t seed, int results, double noise)
{
    const UnitCube cube(problem.space);
    Rng rng(seed, RandomPurpose::Bootstrap, 0);
    const double sign = problem.objectives.front().direction == Direction::Minimize ? 1.0 : -1.0;
    StudyHistory history;
    for (int i = 0; i < results; ++i) {
        const std::vector<double> point = {rng.uniform(), rng.uniform()};
        const Settings settings = cube.settingsAt(point);
        const double value = 1.0 + bowl(settings) + noise * rng.normal();
        history.results.push_back(observed(10 + i, settings, sign * value));
    }
    return history;
}

double trueValueOf(int trial, const StudyHistory &history)
{
    for (const Observation &result : history.results) {
        if (result.trial == trial)
            return bowl(result.settings);
    }
    return std::nan("");
}

SearchProblem square(Direction direction)
{
    SearchProblem problem = problemOf({real("x"), real("y")});
    problem.objectives.front().direction = direction;
    return problem;
}

std::optional<Incumbent> incumbentOf(const SearchProblem &problem, const StudyHistory &history)
{
    const auto sampler = makeSampler(problem);
    const ModelFit fit = sampler->fit(history, static_cast<int>(history.results.size()), {}, {});
    return sampler->incumbent(history, fit);
}

} // namespace

class tst_incumbent : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void isTheBestResultWithoutNoise()
    {
        const SearchProblem problem = square(Direction::Minimize);
        const StudyHistory history = noisyBowl(problem, 1, 40, 0.0);
        const auto incumbent = incumbentOf(problem, history);
        QVERIFY(incumbent.has_value());
        QCOMPARE(incumbent->trial, incumbent->bestObserved);
        for (const Observation &result : history.results)
            QVERIFY(bowl(result.settings) >= trueValueOf(incumbent->trial, history));
        QVERIFY(std::abs(incumbent->mean - 1.0 - trueValueOf(incumbent->trial, history)) < 0.01);
        QVERIFY2(incumbent->reason.find("hardly vary") != std::string::npos,
                 incumbent->reason.c_str());
    }

    void isBetterThanTheLuckiestOfNoisyResults_data()
    {
        QTest::addColumn<Direction>("direction");
        QTest::newRow("minimize") << Direction::Minimize;
        QTest::newRow("maximize") << Direction::Maximize;
    }
    void isBetterThanTheLuckiestOfNoisyResults()
    {
        QFETCH(Direction, direction);
        const SearchProblem problem = square(direction);
        double reported = 0.0;
        double luckiest = 0.0;
        int differing = 0;
        constexpr int studies = 10;
        for (std::uint64_t seed = 1; seed <= studies; ++seed) {
            const StudyHistory history = noisyBowl(problem, seed, 60, 0.6);
            const auto incumbent = incumbentOf(problem, history);
            QVERIFY(incumbent.has_value());
            reported += trueValueOf(incumbent->trial, history);
            luckiest += trueValueOf(incumbent->bestObserved, history);
            if (incumbent->trial == incumbent->bestObserved)
                continue;
            ++differing;
            QVERIFY(incumbent->reason.find("trial " + std::to_string(incumbent->trial)) !=
                    std::string::npos);
            QVERIFY(incumbent->reason.find("trial " + std::to_string(incumbent->bestObserved)) !=
                    std::string::npos);
        }
        QVERIFY2(differing >= 3, qPrintable(QString::number(differing)));
        QVERIFY2(reported < 0.75 * luckiest,
                 qPrintable(QStringLiteral("%1, %2").arg(reported).arg(luckiest)));
    }

    void keepsTheBestResultOfARoughFunctionWithoutNoise()
    {
        // Rougher than any kernel can follow on so few results: luck is none of it.
        const SearchProblem problem = square(Direction::Minimize);
        double reported = 0.0;
        double best = 0.0;
        for (std::uint64_t seed = 1; seed <= 10; ++seed) {
            StudyHistory history = noisyBowl(problem, seed, 60, 0.0);
            for (Observation &result : history.results)
                result.objectives.front() += 0.5 * std::sin(97.0 * numberAt(result.settings, "x")) *
                                             std::sin(89.0 * numberAt(result.settings, "y"));
            const auto valueOf = [&](int trial) {
                return history.results[static_cast<std::size_t>(trial - 10)].objectives.front();
            };
            const auto incumbent = incumbentOf(problem, history);
            QVERIFY(incumbent.has_value());
            reported += valueOf(incumbent->trial) / 10.0;
            best += valueOf(incumbent->bestObserved) / 10.0;
        }
        QVERIFY2(reported < best + 0.15,
                 qPrintable(QStringLiteral("%1, %2").arg(reported).arg(best)));
    }

    void tellsMeanAndDeviationInTheUnitsOfTheObjective()
    {
        const SearchProblem problem = square(Direction::Maximize);
        const StudyHistory history = noisyBowl(problem, 3, 80, 0.3);
        const auto incumbent = incumbentOf(problem, history);
        QVERIFY(incumbent.has_value());
        const double truth = -1.0 - trueValueOf(incumbent->trial, history);
        QVERIFY(incumbent->deviation > 0.01 && incumbent->deviation < 0.3);
        QVERIFY(std::abs(incumbent->mean - truth) < 3.0 * incumbent->deviation);
    }

    void heedsNoiseThatIsKnown()
    {
        // Two groups of replicates; the lucky single result among the worse ones must not count.
        const SearchProblem problem = square(Direction::Minimize);
        StudyHistory history = noisyBowl(problem, 4, 30, 0.0);
        for (Observation &result : history.results)
            result.noiseStd = 0.01;
        const UnitCube cube(problem.space);
        const std::vector<double> corner = {0.95, 0.05};
        Observation lucky = observed(99, cube.settingsAt(corner), 0.9);
        lucky.noiseStd = 5.0;
        history.results.push_back(lucky);
        for (int i = 0; i < 20; ++i) {
            const std::vector<double> point = {0.9 + 0.005 * i, 0.1};
            Observation result = observed(100 + i, cube.settingsAt(point), 3.0);
            result.noiseStd = 0.01;
            history.results.push_back(result);
        }
        const auto incumbent = incumbentOf(problem, history);
        QVERIFY(incumbent.has_value());
        QCOMPARE(incumbent->bestObserved, 99);
        QVERIFY(incumbent->trial != 99);
    }

    void isAlwaysACompleteTrial()
    {
        const SearchProblem problem = square(Direction::Minimize);
        StudyHistory history = noisyBowl(problem, 5, 40, 0.5);
        const auto before = incumbentOf(problem, history);
        QVERIFY(before.has_value());
        for (Observation &result : history.results) {
            if (result.trial == before->trial || result.trial == before->bestObserved)
                result.outcome = Outcome::Stopped;
        }
        const auto after = incumbentOf(problem, history);
        QVERIFY(after.has_value());
        QVERIFY(after->trial != before->trial && after->bestObserved != before->bestObserved);
        for (Observation &result : history.results)
            result.outcome = Outcome::Stopped;
        QVERIFY(!incumbentOf(problem, history).has_value());
    }

    void isUnknownWithoutAModel()
    {
        SearchProblem problem = square(Direction::Minimize);
        const StudyHistory history = noisyBowl(problem, 6, 20, 0.1);
        QVERIFY(!makeSampler(problem)->incumbent(history, {}).has_value());
        problem.search.strategy = Strategy::Random;
        QVERIFY(!makeSampler(problem)->incumbent(history, {}).has_value());
    }

    void isTheSameEveryTime()
    {
        const SearchProblem problem = square(Direction::Minimize);
        const StudyHistory history = noisyBowl(problem, 7, 50, 0.3);
        QCOMPARE(incumbentOf(problem, history), incumbentOf(problem, history));
    }
};

QTEST_GUILESS_MAIN(tst_incumbent)
#include "tst_incumbent.moc"
