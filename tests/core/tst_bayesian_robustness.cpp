// SPDX-FileCopyrightText: 2026 The Attune developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/rng.h"
#include "core/search/bayesian_sampler.h"
#include "core/space/unit_cube.h"
#include "hostile_histories.h"

#include <QtTest>

#include <cmath>
#include <limits>

using namespace attune;
using namespace attune::testing;

namespace {

/// True when what is fitted and suggested on a history is finite, valid and new.
bool copesWith(const SearchProblem &problem, const StudyHistory &history)
{
    const auto coped = cope(problem, history);
    if (!coped)
        return false;
    const auto incumbent = coped->sampler->incumbent(history, coped->fit);
    if (incumbent && (!std::isfinite(incumbent->mean) || !std::isfinite(incumbent->deviation)))
        return false;
    const auto bound = coped->sampler->convergence(history, coped->fit);
    return !bound || (!std::isnan(bound->expectedGain) && !std::isnan(bound->noise));
}

} // namespace

/// Properties over many histories that no sane study has, and that some study will.
class tst_bayesian_robustness : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void hostileValues()
    {
        const SearchProblem problem = mixedProblem();
        const UnitCube cube(problem.space);
        for (std::uint64_t seed = 0; seed < 60; ++seed) {
            Rng rng(seed, RandomPurpose::Bootstrap, 0);
            StudyHistory history;
            const int results = 1 + rng.below(40);
            for (int i = 0; i < results; ++i) {
                Observation result = observed(i, randomSettings(cube, rng), hostileValue(rng));
                result.noiseStd = rng.below(4) == 0 ? std::abs(hostileValue(rng)) : 0.0;
                if (rng.below(8) == 0)
                    result.outcome = rng.below(2) == 0 ? Outcome::Failed : Outcome::Stopped;
                if (rng.below(20) == 0)
                    result.objectives.clear();
                history.results.push_back(result);
            }
            for (int i = rng.below(5); i > 0; --i)
                history.pending.push_back({results + i, randomSettings(cube, rng)});
            QVERIFY2(copesWith(problem, history), qPrintable(QString::number(seed)));
        }
    }

    void allValuesEqual()
    {
        const SearchProblem problem = mixedProblem();
        const UnitCube cube(problem.space);
        for (const double value : {0.0, 1.0, -1e300, 5e-324}) {
            Rng rng(1, RandomPurpose::Bootstrap, 0);
            StudyHistory history;
            for (int i = 0; i < 60; ++i)
                history.results.push_back(observed(i, randomSettings(cube, rng), value));
            QVERIFY(copesWith(problem, history));
        }
    }

    void onePointAgainAndAgainWithDifferentValues()
    {
        const SearchProblem problem = mixedProblem();
        const UnitCube cube(problem.space);
        Rng rng(2, RandomPurpose::Bootstrap, 0);
        const Settings one = randomSettings(cube, rng);
        StudyHistory history;
        for (int i = 0; i < 80; ++i)
            history.results.push_back(observed(i, one, rng.normal()));
        QVERIFY(copesWith(problem, history));
    }

    void oneHyperparameterThatNeverVaried()
    {
        const SearchProblem problem = mixedProblem();
        const UnitCube cube(problem.space);
        for (std::uint64_t seed = 0; seed < 20; ++seed) {
            Rng rng(seed, RandomPurpose::Bootstrap, 0);
            const Settings one = randomSettings(cube, rng);
            const char *constant = seed % 2 == 0 ? "x" : "layers";
            StudyHistory history;
            for (int i = 0; i < 30; ++i) {
                Settings settings = randomSettings(cube, rng);
                settings[constant] = one.at(constant);
                history.results.push_back(observed(i, settings, rng.normal()));
            }
            QVERIFY2(copesWith(problem, history), qPrintable(QString::number(seed)));
        }
    }

    void numbersAtTheEdgesOfTheirRange()
    {
        // Of one kind throughout, so that no larger number hides the smaller ones.
        const SearchProblem problem = mixedProblem();
        const UnitCube cube(problem.space);
        for (const double unit : {5e-324, 1e-310, 1e-300, 1e300, 1.7e308}) {
            for (std::uint64_t seed = 0; seed < 8; ++seed) {
                Rng rng(seed, RandomPurpose::Bootstrap, 0);
                StudyHistory history;
                for (int i = 0; i < 30; ++i) {
                    const double value = unit * (rng.below(9) - 4) / 4.0;
                    history.results.push_back(observed(i, randomSettings(cube, rng), value));
                }
                QVERIFY2(copesWith(problem, history), qPrintable(QString::number(unit)));
            }
        }
    }

    void theSameSettingsTwiceWithOtherValuesAmongOthers()
    {
        const SearchProblem problem = mixedProblem();
        const UnitCube cube(problem.space);
        for (std::uint64_t seed = 0; seed < 20; ++seed) {
            Rng rng(seed, RandomPurpose::Bootstrap, 0);
            StudyHistory history;
            for (int i = 0; i < 30; ++i) {
                const bool repeats = i > 0 && rng.below(2) == 0;
                const Settings settings =
                    repeats ? history.results[rng.below(i)].settings : randomSettings(cube, rng);
                history.results.push_back(observed(i, settings, hostileValue(rng)));
            }
            QVERIFY2(copesWith(problem, history), qPrintable(QString::number(seed)));
        }
    }

    void nearlyTheSamePointWithDifferentValues()
    {
        const SearchProblem problem = problemOf({real("x"), real("y")});
        Rng rng(3, RandomPurpose::Bootstrap, 0);
        StudyHistory history;
        for (int i = 0; i < 80; ++i) {
            const Settings settings = {{"x", 0.5 + 1e-12 * rng.uniform()}, {"y", 0.25}};
            history.results.push_back(observed(i, settings, rng.normal()));
        }
        QVERIFY(copesWith(problem, history));
    }

    void aSingleResult()
    {
        const SearchProblem problem = problemOf({real("x")});
        StudyHistory history;
        history.results.push_back(observed(0, {{"x", 0.5}}, 1e300));
        QVERIFY(copesWith(problem, history));
        history.results.front() = observed(0, {{"x", 0.5}}, std::nullopt);
        QVERIFY(copesWith(problem, history));
    }

    void nothingButFailures()
    {
        const SearchProblem problem = mixedProblem();
        const UnitCube cube(problem.space);
        Rng rng(4, RandomPurpose::Bootstrap, 0);
        StudyHistory history;
        for (int i = 0; i < 10000; ++i)
            history.results.push_back(observed(i, randomSettings(cube, rng), std::nullopt));
        QVERIFY(copesWith(problem, history));
    }

    void tenThousandResults()
    {
        const SearchProblem problem = problemOf({real("x"), real("y"), integer("n", 0, 50)});
        const UnitCube cube(problem.space);
        Rng rng(5, RandomPurpose::Bootstrap, 0);
        StudyHistory history;
        for (int i = 0; i < 10000; ++i) {
            const Settings settings = randomSettings(cube, rng);
            const double value = std::pow(numberAt(settings, "x") - 0.2, 2) + 0.01 * rng.normal();
            history.results.push_back(
                observed(i, settings, rng.below(5) == 0 ? std::nullopt : std::optional(value)));
        }
        QVERIFY(copesWith(problem, history));
    }

    void resultsOutsideOfTheSpace()
    {
        const SearchProblem problem = mixedProblem();
        const UnitCube cube(problem.space);
        Rng rng(6, RandomPurpose::Bootstrap, 0);
        StudyHistory history;
        for (int i = 0; i < 30; ++i) {
            Settings settings = randomSettings(cube, rng);
            settings["x"] = 7.0 * rng.normal();
            settings["optimizer"] = std::string("gone");
            settings["unknown"] = true;
            history.results.push_back(observed(i, settings, rng.normal()));
        }
        history.results.push_back(observed(30, {}, 1.0));
        QVERIFY(copesWith(problem, history));
    }

    void aFitOfAnotherSpaceIsIgnored()
    {
        const auto sampler = makeBayesianSampler(mixedProblem());
        StudyHistory history;
        const UnitCube cube(mixedProblem().space);
        Rng rng(7, RandomPurpose::Bootstrap, 0);
        for (int i = 0; i < 12; ++i)
            history.results.push_back(observed(i, randomSettings(cube, rng), rng.normal()));
        for (const std::vector<double> &parameters :
             {std::vector<double>{1.0}, std::vector<double>(8, std::nan("")),
              std::vector<double>(30, 0.0)})
            QVERIFY(sampler->suggest(history, {3, 12, parameters}, 12, {}).isOk());
    }
};

QTEST_GUILESS_MAIN(tst_bayesian_robustness)
#include "tst_bayesian_robustness.moc"
