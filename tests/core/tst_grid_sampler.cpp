// SPDX-FileCopyrightText: 2026 The Attune developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/search/grid_sampler.h"

#include <QtTest>

#include <limits>

using namespace attune;

namespace {

Hyperparameter continuous(std::string name, double min, double max)
{
    Hyperparameter made;
    made.name = std::move(name);
    made.min = min;
    made.max = max;
    return made;
}

Hyperparameter integer(std::string name, double min, double max)
{
    Hyperparameter made = continuous(std::move(name), min, max);
    made.type = HyperparameterType::Integer;
    return made;
}

Hyperparameter categorical(std::string name, std::vector<Value> values)
{
    Hyperparameter made;
    made.name = std::move(name);
    made.type = HyperparameterType::Categorical;
    made.values = std::move(values);
    return made;
}

SearchProblem problemOf(std::vector<Hyperparameter> hyperparameters, int gridPoints,
                        std::vector<std::string> constraints = {})
{
    SearchProblem problem;
    problem.space.hyperparameters = std::move(hyperparameters);
    problem.space.constraints = std::move(constraints);
    problem.search.strategy = Strategy::Grid;
    problem.search.gridPoints = gridPoints;
    return problem;
}

/// Every suggestion until the grid is used up, as "a=1 b=2".
std::vector<std::string> allOf(const SearchProblem &problem, StudyHistory history = {})
{
    std::vector<std::string> texts;
    for (int number = static_cast<int>(history.results.size());; ++number) {
        // A new sampler each time: it keeps nothing.
        const GridSampler sampler(problem);
        auto settings = sampler.suggest(history, ModelFit{}, number, std::stop_token());
        if (!settings)
            return texts;
        std::string text;
        for (const auto &[name, value] : *settings)
            text += (text.empty() ? "" : " ") + name + "=" + textOf(value);
        texts.push_back(text);
        Observation observation;
        observation.trial = number;
        observation.settings = std::move(*settings);
        history.results.push_back(observation);
    }
}

using Texts = std::vector<std::string>;

} // namespace

class TestGridSampler : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void placesPointsInScaledSpace();
    void placesIntegersAsTheirValuesLie();
    void walksInTheGivenOrderTheLastFastest();
    void takesConditionalCombinationsOnce();
    void skipsWhatConstraintsForbid();
    void goesOnInTheMiddle();
    void saysWhenItIsUsedUp();
    void countsCombinations();
    void walksHugeGridsWithoutHoldingThem();
};

void TestGridSampler::placesPointsInScaledSpace()
{
    using Values = std::vector<Value>;
    QVERIFY(gridLevels(continuous("x", 0, 1), 5) == (Values{0.0, 0.25, 0.5, 0.75, 1.0}));
    QVERIFY(gridLevels(continuous("x", 1e-4, 1), 5) == (Values{1e-4, 1e-3, 1e-2, 0.1, 1.0}));
    QVERIFY(gridLevels(continuous("x", 0, 1), 1) == Values{0.5});
    QVERIFY(gridLevels(integer("x", 2, 4), 5) ==
            (Values{std::int64_t{2}, std::int64_t{3}, std::int64_t{4}}));
    const Values wide = gridLevels(integer("x", 2, 12), 5);
    QCOMPARE(wide.size(), std::size_t{5});
    QVERIFY(wide.front() == Value(std::int64_t{2}) && wide.back() == Value(std::int64_t{12}));
    // On a logarithmic axis neighbouring points may be one level, which comes once.
    const Values logarithmic = gridLevels(integer("x", 1, 1000), 30);
    QVERIFY(logarithmic.size() < 30);
    QVERIFY(std::adjacent_find(logarithmic.begin(), logarithmic.end()) == logarithmic.end());
    QCOMPARE(gridLevels(categorical("c", {true, false, std::int64_t{3}}), 2).size(),
             std::size_t{3});
}

void TestGridSampler::placesIntegersAsTheirValuesLie()
{
    const auto levelsOf = [](double min, double max, std::int64_t step, int gridPoints,
                             Scaling scaling) {
        Hyperparameter made = integer("x", min, max);
        made.step = step;
        made.scaling = scaling;
        std::vector<std::int64_t> levels;
        for (const Value &value : gridLevels(made, gridPoints))
            levels.push_back(std::get<std::int64_t>(value));
        return levels;
    };
    using Levels = std::vector<std::int64_t>;
    QCOMPARE(levelsOf(1, 1000, 1, 4, Scaling::Logarithmic), (Levels{1, 10, 100, 1000}));
    QCOMPARE(levelsOf(1, 1000, 1, 4, Scaling::Auto), (Levels{1, 10, 100, 1000}));
    QCOMPARE(levelsOf(1, 100, 1, 1, Scaling::Logarithmic), (Levels{10}));
    QCOMPARE(levelsOf(16, 1024, 16, 4, Scaling::Logarithmic), (Levels{16, 64, 256, 1024}));
    QCOMPARE(levelsOf(1, 8, 1, 7, Scaling::Logarithmic), (Levels{1, 2, 3, 4, 6, 8}));
    QCOMPARE(levelsOf(0, 100, 1, 5, Scaling::Linear), (Levels{0, 25, 50, 75, 100}));
    // 0, 8, ..., 96: the last level is 96.
    QCOMPARE(levelsOf(0, 100, 8, 5, Scaling::Linear), (Levels{0, 24, 48, 72, 96}));
    QCOMPARE(levelsOf(-9e15, 9e15, 1, 3, Scaling::Linear),
             (Levels{-9'000'000'000'000'000, 0, 9'000'000'000'000'000}));
}

void TestGridSampler::walksInTheGivenOrderTheLastFastest()
{
    QCOMPARE(allOf(problemOf({integer("b", 1, 2), continuous("a", 0, 1)}, 3)),
             (Texts{"a=0 b=1", "a=0.5 b=1", "a=1 b=1", "a=0 b=2", "a=0.5 b=2", "a=1 b=2"}));
}

void TestGridSampler::takesConditionalCombinationsOnce()
{
    Hyperparameter momentum = continuous("m", 0, 1);
    momentum.when = {{"opt", {std::string("sgd")}}};
    const Hyperparameter optimizer = categorical("opt", {std::string("adam"), std::string("sgd")});
    QCOMPARE(allOf(problemOf({momentum, optimizer}, 3)),
             (Texts{"opt=adam", "m=0 opt=sgd", "m=0.5 opt=sgd", "m=1 opt=sgd"}));
}

void TestGridSampler::skipsWhatConstraintsForbid()
{
    QCOMPARE(allOf(problemOf({integer("a", 1, 3), integer("b", 1, 3)}, 3, {"a < b"})),
             (Texts{"a=1 b=2", "a=1 b=3", "a=2 b=3"}));
}

void TestGridSampler::goesOnInTheMiddle()
{
    const auto problem = problemOf({integer("a", 1, 3)}, 3);
    StudyHistory history;
    history.results.resize(1);
    history.results[0].settings = {{"a", 2.0}};
    QCOMPARE(allOf(problem, history), (Texts{"a=1", "a=3"}));
    history.pending.push_back({7, {{"a", std::int64_t{1}}}});
    QCOMPARE(allOf(problem, history), (Texts{"a=3"}));
}

void TestGridSampler::saysWhenItIsUsedUp()
{
    const GridSampler sampler(problemOf({integer("a", 1, 1)}, 3));
    StudyHistory history;
    history.pending.push_back({0, {{"a", std::int64_t{1}}}});
    const auto none = sampler.suggest(history, ModelFit{}, 1, std::stop_token());
    QCOMPARE(none.error().kind, ErrorKind::Exhausted);
    QVERIFY(none.error().message.starts_with("Every point of the grid has been tried."));
}

void TestGridSampler::countsCombinations()
{
    const auto count = [](const SearchProblem &problem) {
        const GridSize size = gridSize(problem.space, problem.search.gridPoints);
        return std::pair(size.combinations, size.isExact);
    };
    using Counted = std::pair<std::int64_t, bool>;
    QCOMPARE(count(problemOf({continuous("a", 0, 1), integer("b", 1, 3)}, 5)), (Counted{15, true}));
    QCOMPARE(count(problemOf({integer("a", 1, 3), integer("b", 1, 3)}, 3, {"a < b"})),
             (Counted{3, true}));
    std::vector<Hyperparameter> many;
    for (int i = 0; i < 20; ++i)
        many.push_back(continuous("x" + std::to_string(i), 0, 1));
    QCOMPARE(count(problemOf(many, 5)), (Counted{95367431640625, true}));
    QCOMPARE(count(problemOf(many, 5, {"x0 < x1"})), (Counted{95367431640625, false}));
    QCOMPARE(count(problemOf(many, 50)),
             (Counted{std::numeric_limits<std::int64_t>::max(), false}));
}

void TestGridSampler::walksHugeGridsWithoutHoldingThem()
{
    std::vector<Hyperparameter> many;
    for (int i = 0; i < 30; ++i)
        many.push_back(continuous("x" + std::to_string(i), 0, 1));
    const GridSampler sampler(problemOf(many, 9));
    QVERIFY(sampler.suggest({}, ModelFit{}, 0, std::stop_token()).isOk());
}

QTEST_GUILESS_MAIN(TestGridSampler)
#include "tst_grid_sampler.moc"
