// SPDX-FileCopyrightText: 2026 The Attune developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/rng.h"
#include "core/search/sampler.h"
#include "core/space/unit_cube.h"
#include "core/study/carried_settings.h"
#include "search_problems.h"

#include <QtTest>

#include <cmath>
#include <set>

using namespace attune;
using namespace attune::testing;

namespace {

/// The best value of x depends on y: without the trials at other values of y there is little to
/// learn from.
double valley(double x, double y)
{
    return (x - 0.2 - 0.5 * y) * (x - 0.2 - 0.5 * y);
}

SearchProblem frozenProblem(double y, std::uint64_t seed)
{
    SearchProblem problem = problemOf({real("x")}, seed);
    problem.space.fixed = {{"y", textOf(y)}};
    problem.frozen = {*frozenAt(real("y"), textOf(y))};
    return problem;
}

} // namespace

class tst_carried_settings : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void keepsWhatStillApplies_data()
    {
        using S = Settings;
        const std::string a = "a";
        QTest::addColumn<S>("settings");
        QTest::addColumn<bool>("applies");
        QTest::addColumn<S>("carried");
        QTest::newRow("whole") << S{{"x", 0.5}, {"c", a}, {"new", 3.0}} << true
                               << S{{"x", 0.5}, {"c", a}, {"new", 3.0}, {"y", 0.3}};
        QTest::newRow("before new was added")
            << S{{"x", 0.5}, {"c", a}} << true << S{{"x", 0.5}, {"c", a}, {"new", 2.0}, {"y", 0.3}};
        QTest::newRow("before y was frozen")
            << S{{"x", 0.5}, {"c", a}, {"new", 2.0}, {"y", 0.9}} << true
            << S{{"x", 0.5}, {"c", a}, {"new", 2.0}, {"y", 0.9}};
        QTest::newRow("a value that is fixed now")
            << S{{"x", 0.5}, {"c", a}, {"seed", std::int64_t{7}}} << true
            << S{{"x", 0.5}, {"c", a}, {"new", 2.0}, {"y", 0.3}};
        QTest::newRow("another value of it")
            << S{{"x", 0.5}, {"c", a}, {"seed", std::int64_t{8}}} << false << S{};
        QTest::newRow("outside of a narrowed range") << S{{"x", 1.5}, {"c", a}} << false << S{};
        QTest::newRow("a removed category")
            << S{{"x", 0.5}, {"c", std::string("z")}} << false << S{};
        QTest::newRow("a hyperparameter that is gone")
            << S{{"x", 0.5}, {"c", a}, {"gone", 1.0}} << false << S{};
        QTest::newRow("a hyperparameter without a default") << S{{"x", 0.5}} << false << S{};
    }

    void keepsWhatStillApplies()
    {
        QFETCH(Settings, settings);
        QFETCH(bool, applies);
        QFETCH(Settings, carried);
        Hyperparameter added = real("new", 1.0, 5.0);
        added.defaultValue = 2.0;
        SearchProblem problem =
            problemOf({real("x"), choice("c", {std::string("a"), std::string("b")}), added});
        problem.space.fixed = {{"y", "0.3"}, {"seed", "7"}};
        problem.frozen = {*frozenAt(real("y"), "0.3")};
        const auto found = carriedSettings(problem, settings);
        QCOMPARE(found.has_value(), applies);
        if (found)
            QCOMPARE(*found, carried);
    }

    /// Trials of three revisions: y varied, then was 0.6, then 0.3; then it varies again.
    void whatWasFixedThenIsWhatTheTrialRanWith()
    {
        SearchProblem frozen = problemOf({real("x")});
        frozen.space.fixed = {{"y", "0.3"}, {"epochs", "20"}};
        frozen.frozen = {*frozenAt(real("y"), "0.3")};
        const Settings x{{"x", 0.5}};
        QCOMPARE(carriedSettings(frozen, x, {{"y", 0.6}}), (Settings{{"x", 0.5}, {"y", 0.6}}));
        QCOMPARE(carriedSettings(frozen, x, {{"y", 0.3}}), (Settings{{"x", 0.5}, {"y", 0.3}}));
        QCOMPARE(carriedSettings(frozen, x), (Settings{{"x", 0.5}, {"y", 0.3}}));
        // What never varied is not asked for.
        QCOMPARE(carriedSettings(frozen, x, {{"epochs", std::int64_t{10}}}),
                 (Settings{{"x", 0.5}, {"y", 0.3}}));
        Hyperparameter thawed = real("y");
        thawed.defaultValue = 0.1;
        const SearchProblem free = problemOf({real("x"), thawed});
        QCOMPARE(carriedSettings(free, x, {{"y", std::int64_t{1}}}),
                 (Settings{{"x", 0.5}, {"y", 1.0}}));
        QCOMPARE(carriedSettings(free, x), (Settings{{"x", 0.5}, {"y", 0.1}}));
        QVERIFY(!carriedSettings(free, x, {{"y", 2.0}})); // outside of its range
        const SearchProblem dependents =
            problemOf({real("x"), dependent(real("a"), "z", std::string("on")),
                       choice("z", {std::string("off"), std::string("on")})});
        QCOMPARE(carriedSettings(dependents, x, {{"a", 0.7}, {"z", std::string("on")}}),
                 (Settings{{"x", 0.5}, {"a", 0.7}, {"z", std::string("on")}}));
    }

    void settingsOfThenRunWithWhatWasFixedThen()
    {
        Trial trial;
        trial.settings = {{"x", 0.5}};
        trial.fixed = {{"y", std::int64_t{1}}, {"z", 0.2}};
        const SearchProblem free =
            problemOf({real("x"), real("y"), choice("kind", {std::string("a"), std::string("b")}),
                       dependent(real("z"), "kind", std::string("b"))});
        QCOMPARE(settingsToRun(free.space, trial), (Settings{{"x", 0.5}, {"y", 1.0}}));
    }

    void aFrozenValueExtendsItsFormerRange()
    {
        Hyperparameter rate = real("rate", 0.001, 1.0);
        rate.scaling = Scaling::Auto;
        const auto frozen = frozenAt(rate, "2");
        QVERIFY(frozen.has_value());
        QCOMPARE(frozen->hyperparameter.max, 2.0);
        QCOMPARE(frozen->hyperparameter.scaling, Scaling::Logarithmic);
        QVERIFY(!frozenAt(rate, "0")); // nowhere on a logarithmic axis
        QVERIFY(!frozenAt(rate, "fast"));
        QVERIFY(!frozenAt(integer("depth", 2, 12), "2.5"));
        const auto kind = frozenAt(choice("kind", {std::string("a")}), "b");
        QCOMPARE(kind->hyperparameter.values.size(), 2u);
        QVERIFY(!frozenAt(dependent(real("z"), "kind", std::string("a")), "0.5"));
    }

    /// Ten trials that varied x and y, then y is fixed to where none of them was: the model still
    /// knows where to look.
    void aFrozenHyperparameterLosesNothingOfWhatWasLearnt()
    {
        const double y = 0.8;
        int near = 0;
        constexpr int rounds = 20;
        for (std::uint64_t seed = 1; seed <= rounds; ++seed) {
            const SearchProblem before = problemOf({real("x"), real("y")}, seed);
            const SearchProblem now = frozenProblem(y, seed);
            const UnitCube cube(before.space);
            Rng rng(seed, RandomPurpose::Bootstrap, 0);
            StudyHistory history;
            for (int i = 0; i < 25; ++i) {
                const std::vector<double> point = {rng.uniform(), 0.6 * rng.uniform()};
                const Settings settings = cube.settingsAt(point);
                const double value = valley(numberAt(settings, "x"), numberAt(settings, "y"));
                history.results.push_back(observed(i, *carriedSettings(now, settings), value));
            }
            const auto sampler = makeSampler(now);
            const ModelFit fit = sampler->fit(history, 25, {}, {});
            const auto settings = sampler->suggest(history, fit, 25, {});
            QVERIFY(settings);
            QVERIFY(!settings->contains("y"));
            QCOMPARE(settings->size(), 1u);
            near += std::abs(numberAt(*settings, "x") - 0.6) < 0.1 ? 1 : 0;
        }
        // A point at random is that near in 2 of 10 rounds.
        QVERIFY2(near >= 16, qPrintable(QString::number(near)));
    }

    /// What is left to vary has three levels: the frozen real one adds none.
    void aFrozenRealHyperparameterLeavesAFiniteSpaceFinite()
    {
        SearchProblem problem = problemOf({integer("depth", 1, 3)});
        problem.space.fixed = {{"y", "0.5"}};
        problem.frozen = {*frozenAt(real("y"), "0.5")};
        const auto sampler = makeSampler(problem);
        StudyHistory history;
        history.results.push_back(
            observed(0, Settings{{"depth", std::int64_t{2}}, {"y", 0.1}}, 1.0)); // before
        std::set<std::int64_t> depths;
        for (int number = 1; number <= 3; ++number) {
            const auto settings = sampler->suggest(history, {}, number, {});
            QVERIFY(settings);
            depths.insert(std::get<std::int64_t>(settings->at("depth")));
            history.results.push_back(
                observed(number, *carriedSettings(problem, *settings), 1.0 * number));
        }
        QCOMPARE(depths.size(), 3u);
        const auto none = sampler->suggest(history, {}, 4, {});
        QVERIFY(!none);
        QCOMPARE(none.error().kind, ErrorKind::Exhausted);
    }
};

QTEST_GUILESS_MAIN(tst_carried_settings)
#include "tst_carried_settings.moc"
