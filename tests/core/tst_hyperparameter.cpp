// SPDX-FileCopyrightText: 2026 The Attune developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/space/hyperparameter.h"

#include <QtTest>

#include <limits>

using namespace attune;

namespace {

constexpr double infinity = std::numeric_limits<double>::infinity();

Hyperparameter continuous(double min, double max, Scaling scaling = Scaling::Auto)
{
    Hyperparameter made;
    made.name = "x";
    made.min = min;
    made.max = max;
    made.scaling = scaling;
    return made;
}

Hyperparameter integer(double min, double max, std::int64_t step = 1,
                       Scaling scaling = Scaling::Auto)
{
    Hyperparameter made = continuous(min, max, scaling);
    made.type = HyperparameterType::Integer;
    made.step = step;
    return made;
}

Hyperparameter categorical(std::vector<Value> values)
{
    Hyperparameter made;
    made.name = "x";
    made.type = HyperparameterType::Categorical;
    made.values = std::move(values);
    return made;
}

/// "path: sentence" of the only problem.
std::string onlyProblem(const Hyperparameter &hyperparameter)
{
    const Problems problems = hyperparameter.problems();
    if (problems.size() != 1)
        return std::to_string(problems.size()) + " problems";
    return problems.front().path + ": " + problems.front().sentence;
}

Hyperparameter withDefault(Hyperparameter hyperparameter, Value value)
{
    hyperparameter.defaultValue = std::move(value);
    return hyperparameter;
}

} // namespace

class TestHyperparameter : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void acceptsWhatIsValid();
    void refusesBadRanges();
    void refusesImpossibleScalings();
    void refusesBadChoices();
    void refusesBadDefaults();
    void refusesBadNames();
    void listsAllViolationsAtOnce();
    void countsLevels();
    void resolvesAuto();
};

void TestHyperparameter::acceptsWhatIsValid()
{
    const std::vector<Hyperparameter> valid = {
        continuous(0, 1),
        continuous(-1e308, 1e308),
        continuous(5e-324, 1e308, Scaling::Logarithmic),
        continuous(0, 0.999, Scaling::ReverseLogarithmic),
        integer(3, 3),
        integer(0, 10, 100),
        integer(-9007199254740992.0, 9007199254740992.0),
        categorical({true, false}),
        categorical({std::string("only")}),
        categorical({std::int64_t{16}, std::int64_t{32}, std::string("auto")}),
        withDefault(integer(2, 12, 5), std::int64_t{7}),
        withDefault(integer(2, 12, 5), 12.0),
        withDefault(continuous(0, 1), std::int64_t{1}),
        withDefault(categorical({std::int64_t{16}}), std::string("16")),
    };
    for (const Hyperparameter &each : valid)
        QCOMPARE(each.problems(), Problems{});
}

void TestHyperparameter::refusesBadRanges()
{
    QCOMPARE(onlyProblem(continuous(2, 1)),
             std::string("max: The maximum of \"x\", 1, is below its minimum, 2. Swap or change "
                         "them."));
    QCOMPARE(
        onlyProblem(continuous(1, 1)),
        std::string("max: The minimum and the maximum of \"x\" are both 1. Widen the range, or "
                    "make it a fixed value."));
    QCOMPARE(onlyProblem(continuous(0, infinity)),
             std::string("max: The maximum of \"x\" is not a finite number. Give a number."));
    QCOMPARE(onlyProblem(continuous(std::numeric_limits<double>::quiet_NaN(), 1)),
             std::string("min: The minimum of \"x\" is not a finite number. Give a number."));
    QCOMPARE(onlyProblem(integer(0.5, 3)),
             std::string("min: The minimum of \"x\" is 0.5, but an integer needs a whole number."));
    QCOMPARE(onlyProblem(integer(0, 3, 0)),
             std::string("step: The step of \"x\" is 0. Use 1 or more."));
    QVERIFY(onlyProblem(integer(0, 1e17)).starts_with("max: The maximum of \"x\" is beyond"));
}

void TestHyperparameter::refusesImpossibleScalings()
{
    QCOMPARE(onlyProblem(continuous(0, 1, Scaling::Logarithmic)),
             std::string("scaling: Logarithmic needs a minimum above 0. The range of \"x\" is 0 to "
                         "1. Change the range or the scaling."));
    QVERIFY(onlyProblem(continuous(0, 1, Scaling::ReverseLogarithmic))
                .starts_with("scaling: Reverse Logarithmic needs a maximum below 1."));
    QVERIFY(onlyProblem(continuous(-0.1, 0.5, Scaling::ReverseLogarithmic))
                .starts_with("scaling: Reverse Logarithmic needs a minimum of 0 or more."));
    QVERIFY(onlyProblem(integer(0, 3, 1, Scaling::ReverseLogarithmic))
                .starts_with("scaling: Reverse Logarithmic needs a continuous hyperparameter."));
    QVERIFY(onlyProblem(integer(0, 3, 1, Scaling::Logarithmic)).starts_with("scaling: "));
}

void TestHyperparameter::refusesBadChoices()
{
    QCOMPARE(onlyProblem(categorical({})),
             std::string("values: \"x\" has no values to choose from. Add at least one."));
    QCOMPARE(onlyProblem(categorical({std::string("a"), std::string()})),
             std::string("values[1]: A value of \"x\" is empty. Give it a text or remove it."));
    QCOMPARE(onlyProblem(categorical({std::int64_t{16}, std::string("b"), 16.0})),
             std::string("values[2]: The value \"16\" of \"x\" is listed twice. Remove one."));
    QVERIFY(onlyProblem(categorical({infinity})).starts_with("values[0]: The value inf of \"x\""));
    QVERIFY(onlyProblem(categorical({std::string("a\0b", 3)})).starts_with("values[0]: "));
}

void TestHyperparameter::refusesBadDefaults()
{
    QCOMPARE(onlyProblem(withDefault(continuous(0, 1), 1.5)),
             std::string("default: The default of \"x\", 1.5, is outside of its range 0 to 1. "
                         "Change the default or widen the range."));
    QCOMPARE(onlyProblem(withDefault(continuous(0, 1), std::string("big"))),
             std::string("default: The default of \"x\" is \"big\", which is not a number."));
    QCOMPARE(onlyProblem(withDefault(integer(2, 12, 5), std::int64_t{8})),
             std::string("default: The default of \"x\", 8, is not one of its levels 2, 7, ... . "
                         "Choose one of them or change the step."));
    QCOMPARE(onlyProblem(withDefault(categorical({std::string("a")}), std::string("b"))),
             std::string("default: The default of \"x\", \"b\", is not one of its values. Choose "
                         "one of them or add it."));
}

void TestHyperparameter::refusesBadNames()
{
    for (const char *name : {"1x", "a b", "-x", "a=b", "é", "{x}"}) {
        Hyperparameter made = continuous(0, 1);
        made.name = name;
        QVERIFY2(onlyProblem(made).starts_with("name: The name"), name);
    }
    Hyperparameter made = continuous(0, 1);
    made.name.clear();
    QCOMPARE(onlyProblem(made), std::string("name: A hyperparameter has no name. Give it one."));
}

void TestHyperparameter::listsAllViolationsAtOnce()
{
    Hyperparameter made = integer(0.5, infinity, -1);
    made.name = "1x";
    made.when = {{"p", {}}, {"p", {true}}};
    std::vector<std::string> paths;
    for (const Problem &problem : made.problems())
        paths.push_back(problem.path);
    QCOMPARE(paths, (std::vector<std::string>{"name", "min", "max", "step", "when.p", "when.p"}));
}

void TestHyperparameter::countsLevels()
{
    QCOMPARE(continuous(0, 1).levelCount(), std::int64_t{0});
    QCOMPARE(integer(2, 12).levelCount(), std::int64_t{11});
    QCOMPARE(integer(2, 12, 3).levelCount(), std::int64_t{4});
    QCOMPARE(integer(2, 12, 100).levelCount(), std::int64_t{1});
    QCOMPARE(integer(-9007199254740992.0, 9007199254740992.0).levelCount(),
             std::int64_t{18014398509481985});
    QCOMPARE(categorical({true, false}).levelCount(), std::int64_t{2});
}

void TestHyperparameter::resolvesAuto()
{
    QCOMPARE(resolvedScaling(continuous(1e-4, 1)), Scaling::Logarithmic);
    QCOMPARE(resolvedScaling(continuous(0.5, 0.999)), Scaling::ReverseLogarithmic);
    QCOMPARE(resolvedScaling(integer(1, 1000)), Scaling::Logarithmic);
    QCOMPARE(resolvedScaling(continuous(1e-4, 1, Scaling::Linear)), Scaling::Linear);
    QCOMPARE(resolvedScaling(categorical({true})), Scaling::Linear);
}

QTEST_GUILESS_MAIN(TestHyperparameter)
#include "tst_hyperparameter.moc"
