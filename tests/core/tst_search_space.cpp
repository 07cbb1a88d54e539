// SPDX-FileCopyrightText: 2026 The Attune developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/space/search_space.h"

#include <QtTest>

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

Hyperparameter integer(std::string name, double min, double max, std::int64_t step = 1)
{
    Hyperparameter made = continuous(std::move(name), min, max);
    made.type = HyperparameterType::Integer;
    made.step = step;
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

Hyperparameter when(Hyperparameter hyperparameter, std::string parent, std::vector<Value> values)
{
    hyperparameter.when.push_back({std::move(parent), std::move(values)});
    return hyperparameter;
}

const Value adam = std::string("adam");
const Value sgd = std::string("sgd");

SearchSpace spaceOf(std::vector<Hyperparameter> hyperparameters,
                    std::vector<std::string> constraints = {})
{
    SearchSpace space;
    space.hyperparameters = std::move(hyperparameters);
    space.constraints = std::move(constraints);
    return space;
}

/// "path: sentence" of the only problem.
std::string only(const Problems &problems)
{
    if (problems.size() != 1)
        return std::to_string(problems.size()) + " problems";
    return problems.front().path + ": " + problems.front().sentence;
}

} // namespace

class TestSearchSpace : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void acceptsAWholeSpace();
    void refusesAnEmptySpace();
    void givesThePathOfAnElement();
    void refusesNamesThatCollide();
    void refusesConditionsThatCannotHold();
    void refusesCircles();
    void refusesBadConstraints();
    void constraintsKnowFixedValues();
    void namesAFixedTextWhereANumberIsNeeded();
    void refusesConstraintsThatNothingSatisfies();
    void findsTheOneFeasiblePointOfAFiniteSpace();
    void followsConditionsThroughParents();
    void makesTheDefaultTrial();
    void makesTheMiddle();
    void takesDefaultsAndTheMiddleOfTheRest();
    void leavesInactiveValuesOut();
    void countsFiniteSpaces();
    void judgesSettings();
    void namesEnvironmentVariables();
};

void TestSearchSpace::acceptsAWholeSpace()
{
    SearchSpace space =
        spaceOf({continuous("eta", 0.001, 1), integer("max_depth", 2, 12),
                 categorical("booster", {std::string("gbtree"), std::string("dart")}),
                 categorical("max_bin", {std::int64_t{16}, std::int64_t{128}}),
                 when(continuous("rate_drop", 0, 1), "booster", {std::string("dart")})},
                {"max_depth * max_bin <= 1024", "booster = dart or eta > 0.01"});
    space.fixed = {{"num_round", "50"}};
    QCOMPARE(space.problems(), Problems{});
}

void TestSearchSpace::refusesAnEmptySpace()
{
    QCOMPARE(only(SearchSpace{}.problems()),
             std::string("hyperparameters: There is no hyperparameter that may vary. Add at least "
                         "one."));
}

void TestSearchSpace::givesThePathOfAnElement()
{
    const Problems problems = spaceOf({continuous("a", 0, 1), continuous("b", 2, 1)}).problems();
    QCOMPARE(problems.size(), std::size_t{1});
    QCOMPARE(problems.front().path, std::string("hyperparameters[1].max"));
}

void TestSearchSpace::refusesNamesThatCollide()
{
    QCOMPARE(only(spaceOf({continuous("a", 0, 1), continuous("a", 0, 1)}).problems()),
             std::string("hyperparameters[1].name: The name \"a\" is used twice. Rename one."));
    QCOMPARE(
        only(spaceOf({continuous("max-depth", 0, 1), continuous("max_depth", 0, 1)}).problems()),
        std::string("hyperparameters[1].name: The names \"max-depth\" and \"max_depth\" would "
                    "share the environment variable ATTUNE_PARAM_MAX_DEPTH. Rename one."));
    SearchSpace space = spaceOf({continuous("a", 0, 1)});
    space.fixed = {{"a", "1"}, {"2", "x"}};
    const Problems problems = space.problems();
    QCOMPARE(problems.size(), std::size_t{2});
    QCOMPARE(problems[0].path, std::string("fixed.2"));
    QCOMPARE(problems[1].path, std::string("fixed.a"));
}

void TestSearchSpace::refusesConditionsThatCannotHold()
{
    const Hyperparameter optimizer = categorical("optimizer", {adam, sgd});
    const Hyperparameter m = continuous("m", 0, 1);
    QCOMPARE(only(spaceOf({m, when(continuous("x", 0, 1), "optimiser", {sgd})}).problems()),
             std::string("hyperparameters[1].when.optimiser: The condition of \"x\" names "
                         "\"optimiser\", which is no hyperparameter. Name one that varies, or "
                         "remove the condition."));
    QCOMPARE(only(spaceOf({m, when(continuous("x", 0, 1), "m", {0.5})}).problems()),
             std::string("hyperparameters[1].when.m: The condition of \"x\" names \"m\", which is "
                         "continuous. Name a categorical or an integer one."));
    QCOMPARE(only(spaceOf({optimizer, when(m, "optimizer", {std::string("rms")})}).problems()),
             std::string("hyperparameters[1].when.optimizer: The condition of \"m\" names \"rms\", "
                         "which is no value of \"optimizer\". Use one of its values, or add this "
                         "one."));
    QCOMPARE(only(spaceOf({integer("n", 1, 9, 2), when(m, "n", {std::int64_t{4}})}).problems()),
             std::string("hyperparameters[1].when.n: The condition of \"m\" names \"4\", which is "
                         "no value of \"n\". Use one of its values, or add this one."));
    QCOMPARE(spaceOf({integer("n", 1, 9, 2), when(m, "n", {std::int64_t{5}, 9.0})}).problems(),
             Problems{});
}

void TestSearchSpace::refusesCircles()
{
    const Problems problems = spaceOf({when(categorical("a", {true}), "b", {true}),
                                       when(categorical("b", {true}), "a", {true}),
                                       when(categorical("c", {true}), "a", {true})})
                                  .problems();
    QCOMPARE(problems.size(), std::size_t{2});
    QCOMPARE(problems[0].path, std::string("hyperparameters[0].when"));
    QCOMPARE(problems[0].sentence,
             std::string("The condition of \"a\" depends on itself. Remove one "
                         "condition of the circle."));
    QCOMPARE(problems[1].path, std::string("hyperparameters[1].when"));
    QVERIFY(only(spaceOf({when(categorical("a", {true}), "a", {true})}).problems())
                .starts_with("hyperparameters[0].when: "));
}

void TestSearchSpace::refusesBadConstraints()
{
    const std::vector<Hyperparameter> some = {integer("depth", 2, 12),
                                              categorical("booster", {std::string("dart")})};
    QCOMPARE(only(spaceOf(some, {"depth <"}).problems()),
             std::string("constraints[0]: The constraint \"depth <\" cannot be read. At character "
                         "8: expected a number, a name, a quoted text or \"(\", but the text "
                         "ends."));
    QCOMPARE(only(spaceOf(some, {"depth < 5", "dept < 5"}).problems()),
             std::string("constraints[1]: The constraint \"dept < 5\" names \"dept\", which is "
                         "neither a hyperparameter or fixed value nor a choice of one. Correct the "
                         "name."));
    QVERIFY(only(spaceOf(some, {"depth-1 < 5"}).problems()).ends_with("spaces around a minus."));
    QVERIFY(only(spaceOf(some, {"booster == drat"}).problems()).starts_with("constraints[0]: "));
    QVERIFY(only(spaceOf(some, {"1 < 2"}).problems()).ends_with("Name one, or remove it."));
    QCOMPARE(spaceOf(some, {"booster == dart"}).problems(), Problems{});
}

/// A frozen hyperparameter stays in the constraints that name it.
void TestSearchSpace::constraintsKnowFixedValues()
{
    SearchSpace space = spaceOf({integer("a", 1, 9), categorical("kind", {sgd, adam})},
                                {"a * b <= 12", "kind == sgd or solver == lbfgs"});
    space.fixed = {{"b", "4"}, {"solver", "newton"}};
    QCOMPARE(space.problems(), Problems{});
    QVERIFY(space.isFeasible({{"a", std::int64_t{3}}, {"kind", sgd}}));
    QVERIFY(!space.isFeasible({{"a", std::int64_t{4}}, {"kind", sgd}}));
    QVERIFY(!space.isFeasible({{"a", std::int64_t{3}}, {"kind", adam}}));
    QCOMPARE(space.finiteSize(), std::optional<std::int64_t>(3));
    QCOMPARE(space.problemsOf({{"a", std::int64_t{4}}, {"kind", sgd}}).size(), std::size_t{1});
    // Nothing varies in it any more: it holds, or nothing can be run.
    space.fixed.emplace_back("c", "2");
    space.constraints = {"b * c <= 8"};
    QCOMPARE(space.problems(), Problems{});
    space.constraints = {"b * c <= 7"};
    QCOMPARE(only(space.problems()),
             std::string("constraints[0]: The fixed values break the constraint \"b * c <= 7\". "
                         "Change one of them, or remove the constraint."));
}

void TestSearchSpace::namesAFixedTextWhereANumberIsNeeded()
{
    SearchSpace space = spaceOf({integer("a", 1, 9)}, {"a * b <= 12"});
    space.fixed = {{"b", "large"}};
    const std::string needed = " needs a number for \"b\", which is fixed at the text \"large\". "
                               "Fix it at a number, or change the constraint.";
    QCOMPARE(only(space.problems()), "constraints[0]: The constraint \"a * b <= 12\"" + needed);
    space.hyperparameters[0].defaultValue = std::int64_t{2};
    QCOMPARE(only(space.problems()), "constraints[0]: The constraint \"a * b <= 12\"" + needed);
    space.constraints = {"b < 5"};
    QCOMPARE(only(space.problems()), "constraints[0]: The constraint \"b < 5\"" + needed);
    space.constraints = {"a == 2 or b < 5"}; // holds without it
    QCOMPARE(space.problems(), Problems{});
    space.constraints = {"a > 1 or b == large"};
    QCOMPARE(space.problems(), Problems{});
    space.constraints = {"a > 10 and b == large"}; // no text's fault
    QVERIFY(only(space.problems()).starts_with("constraints: "));
}

void TestSearchSpace::refusesConstraintsThatNothingSatisfies()
{
    const std::vector<Hyperparameter> some = {continuous("a", 0, 1), continuous("b", 0, 1)};
    QCOMPARE(only(spaceOf(some, {"a + b > 2"}).problems()),
             std::string(
                 "constraints: None of 20,000 random settings satisfies every constraint, and no "
                 "walk towards them found one. Loosen the constraints or widen the ranges."));
    QCOMPARE(only(spaceOf(some, {"a"}).problems()).substr(0, 12), std::string("constraints:"));
    QCOMPARE(spaceOf(some, {"a + b > 1.9"}).problems(), Problems{});
    auto withDefaults = some;
    withDefaults[0].defaultValue = 0.1;
    withDefaults[1].defaultValue = 0.1;
    QVERIFY(only(spaceOf(withDefaults, {"a + b > 1"}).problems())
                .starts_with("constraints: The defaults together break a constraint"));
}

void TestSearchSpace::findsTheOneFeasiblePointOfAFiniteSpace()
{
    const std::vector<Hyperparameter> some = {integer("a", 1, 900), integer("b", 1, 900)};
    QCOMPARE(spaceOf(some, {"a == 17 and b == 418"}).problems(), Problems{});
    QVERIFY(!spaceOf(some, {"a == 17 and b == 418.5"}).problems().empty());
}

void TestSearchSpace::followsConditionsThroughParents()
{
    const SearchSpace space =
        spaceOf({when(continuous("c", 0, 1), "b", {true}),
                 when(categorical("b", {true, false}), "a", {sgd}), categorical("a", {adam, sgd})});
    const Hyperparameter &c = space.hyperparameters[0];
    QVERIFY(space.isActive(c, {{"a", sgd}, {"b", true}}));
    QVERIFY(!space.isActive(c, {{"a", sgd}, {"b", false}}));
    QVERIFY(!space.isActive(c, {{"a", adam}, {"b", true}})); // b itself is inactive
    QVERIFY(!space.isActive(c, {{"b", true}}));
    QCOMPARE(space.parentsFirst(), (std::vector<std::size_t>{2, 1, 0}));
}

void TestSearchSpace::makesTheDefaultTrial()
{
    SearchSpace space =
        spaceOf({continuous("x", 0, 2), integer("n", 0, 9), categorical("a", {adam, sgd}),
                 when(continuous("m", 0, 1), "a", {sgd})});
    QVERIFY(!space.defaults());
    space.hyperparameters[0].defaultValue = std::int64_t{1};
    space.hyperparameters[1].defaultValue = 3.0;
    space.hyperparameters[2].defaultValue = adam;
    const Settings expected = {{"x", 1.0}, {"n", std::int64_t{3}}, {"a", adam}};
    QVERIFY(space.defaults() == expected); // m is inactive and needs none
    space.hyperparameters[2].defaultValue = sgd;
    QVERIFY(!space.defaults());
    QVERIFY(!SearchSpace{}.defaults());
}

void TestSearchSpace::makesTheMiddle()
{
    const SearchSpace space =
        spaceOf({continuous("x", 1e-4, 1), integer("n", 0, 10), categorical("a", {adam, sgd}),
                 when(continuous("m", 0, 1), "a", {sgd}), continuous("broken", 2, 1)});
    const Settings expected = {{"x", 0.01}, {"n", std::int64_t{5}}, {"a", adam}};
    QVERIFY(space.middle() == expected);
}

void TestSearchSpace::takesDefaultsAndTheMiddleOfTheRest()
{
    SearchSpace space =
        spaceOf({continuous("eta", 0.001, 1), integer("max_depth", 2, 12),
                 categorical("booster", {std::string("gbtree"), std::string("dart")})});
    space.hyperparameters[0].defaultValue = 0.3;
    const Settings settings = space.defaultsOrMiddle();
    QCOMPARE(settings.at("eta"), Value(0.3));
    QCOMPARE(settings.at("max_depth"), Value(std::int64_t(7)));
    QCOMPARE(settings.at("booster"), Value(std::string("gbtree")));
}

void TestSearchSpace::leavesInactiveValuesOut()
{
    const SearchSpace space =
        spaceOf({when(continuous("eta", 0.001, 1), "booster", {std::string("dart")}),
                 categorical("booster", {std::string("gbtree"), std::string("dart")})});
    QVERIFY(!space.defaultsOrMiddle().contains("eta"));
}

void TestSearchSpace::countsFiniteSpaces()
{
    const Hyperparameter a = categorical("a", {adam, sgd});
    QVERIFY(!spaceOf({continuous("x", 0, 1), a}).finiteSize());
    QCOMPARE(spaceOf({integer("n", 1, 5), a}).finiteSize(), std::int64_t{10});
    QCOMPARE(spaceOf({integer("n", 1, 5), a}, {"n > 3"}).finiteSize(), std::int64_t{4});
    QCOMPARE(spaceOf({when(integer("n", 1, 5), "a", {sgd}), a}).finiteSize(), std::int64_t{6});
    QCOMPARE(spaceOf({when(integer("n", 1, 5), "a", {sgd}), a}, {"n > 3"}).finiteSize(),
             std::int64_t{3});
    // 2 settings of a, of which one brings 1000 x 1000 more: whatever all levels together are.
    QCOMPARE(
        spaceOf({when(integer("n", 1, 1000), "a", {sgd}), when(integer("m", 1, 1000), "a", {sgd}),
                 when(integer("k", 1, 1000), "a", {adam}), a})
            .finiteSize(),
        std::int64_t{1'001'000});
    const Hyperparameter b = when(categorical("b", {adam, sgd}), "a", {sgd});
    QCOMPARE(spaceOf({a, b, when(integer("n", 1, 7), "b", {adam})}).finiteSize(),
             std::int64_t{1 + 7 + 1});
    QCOMPARE(spaceOf({integer("n", 1, 10'000'000)}).finiteSize(), std::int64_t{10'000'000});
    QVERIFY(!spaceOf({integer("n", 1, 10'000'001)}).finiteSize());
    QCOMPARE(spaceOf({integer("n", 1, 2'000'000)}, {"n > 3"}).finiteSize(),
             std::int64_t{2'000'000});
}

void TestSearchSpace::judgesSettings()
{
    const SearchSpace space =
        spaceOf({continuous("x", 0, 1), integer("n", 1, 9, 2), categorical("a", {adam, sgd}),
                 when(continuous("m", 0, 1), "a", {sgd})},
                {"x * n < 5"});
    const Settings good = {{"x", 0.5}, {"n", std::int64_t{3}}, {"a", sgd}, {"m", 0.1}};
    QCOMPARE(space.problemsOf(good), Problems{});
    const auto changed = [&](const std::string &name, Value value) {
        Settings settings = good;
        settings.insert_or_assign(name, std::move(value));
        return only(space.problemsOf(settings));
    };
    QCOMPARE(changed("x", 1.5), std::string("x: The value \"1.5\" of \"x\" is outside of the range "
                                            "0 to 1. Choose one inside, or widen the range."));
    QVERIFY(changed("x", std::string("big")).ends_with("is not a number. Give one from 0 to 1."));
    QVERIFY(changed("x", true).ends_with("is not a number. Give one from 0 to 1."));
    QVERIFY(changed("n", 3.5).ends_with("is not a whole number. Round it."));
    QVERIFY(changed("n", std::int64_t{4}).find("in steps of 2") != std::string::npos);
    QCOMPARE(changed("a", std::string("rms")).substr(0, 3), std::string("2 p")); // a, and so m
    QCOMPARE(changed("y", 1.0),
             std::string("y: \"y\" is no hyperparameter of this study. Remove it."));
    QVERIFY(changed("a", adam).starts_with("m: \"m\" is not active with these values."));
    Settings missing = good;
    missing.erase("x");
    QCOMPARE(only(space.problemsOf(missing)),
             std::string("x: There is no value of \"x\". Give one."));
    Settings breaking = good;
    breaking.insert_or_assign("x", 1.0);
    breaking.insert_or_assign("n", std::int64_t{9});
    QCOMPARE(only(space.problemsOf(breaking)),
             std::string("constraints[0]: These values break the constraint \"x * n < 5\". Change "
                         "one of them."));
}

void TestSearchSpace::namesEnvironmentVariables()
{
    QCOMPARE(environmentNameOf("learning-rate:x.1"), std::string("ATTUNE_PARAM_LEARNING_RATE_X_1"));
    for (const char *name : {"a", "_", "lr", "A9_.:-", "_1"})
        QVERIFY2(isValidName(name), name);
    for (const char *name : {"", "1a", ".a", "-a", "a b", "a=b", "a\n", "\xc3\xa9"})
        QVERIFY2(!isValidName(name), name);
}

QTEST_GUILESS_MAIN(TestSearchSpace)
#include "tst_search_space.moc"
