// SPDX-FileCopyrightText: 2026 The Attune developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/rng.h"
#include "core/space/unit_cube.h"

#include <QtTest>

#include <cmath>

using namespace attune;

namespace {

Hyperparameter continuous(std::string name, double min, double max, Scaling scaling = Scaling::Auto)
{
    Hyperparameter made;
    made.name = std::move(name);
    made.min = min;
    made.max = max;
    made.scaling = scaling;
    return made;
}

Hyperparameter integer(std::string name, double min, double max, std::int64_t step, Scaling scaling)
{
    Hyperparameter made = continuous(std::move(name), min, max, scaling);
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

UnitCube cubeOf(std::vector<Hyperparameter> hyperparameters)
{
    SearchSpace space;
    space.hyperparameters = std::move(hyperparameters);
    return UnitCube(std::move(space));
}

/// The share of each level among values at `count` equally spaced coordinates.
std::map<std::int64_t, double> sharesOf(const UnitCube &cube, int count)
{
    std::map<std::int64_t, double> shares;
    for (int i = 0; i < count; ++i)
        shares[std::get<std::int64_t>(cube.valueAt(0, (i + 0.5) / count))] += 1.0 / count;
    return shares;
}

int significantDigitsOf(double value)
{
    for (int digits = 0; digits < 16; ++digits) {
        if (QByteArray::number(value, 'e', digits).toDouble() == value)
            return digits + 1;
    }
    return 17;
}

SearchSpace nestedSpace()
{
    SearchSpace space;
    // Children come before their parents on purpose.
    Hyperparameter nesterov = categorical("nesterov", {true, false});
    nesterov.when = {{"momentum_on", {true}}};
    Hyperparameter momentumOn = categorical("momentum_on", {true, false});
    momentumOn.when = {{"optimizer", {std::string("sgd")}}};
    space.hyperparameters = {nesterov, momentumOn,
                             categorical("optimizer", {std::string("adam"), std::string("sgd")}),
                             continuous("lr", 1e-5, 1.0)};
    return space;
}

} // namespace

class TestUnitCube : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void givesEveryLevelTheSameShareOnALinearAxis();
    void givesEveryLevelItsCellOnALogarithmicAxis();
    void keepsTheFirstCellAboveZeroWhenTheStepIsWide();
    void seesEveryLevelAtTheCentreOfItsCell();
    void givesEveryCategoryTheSameShare();
    void endsAreExact();
    void shortensContinuousValues_data();
    void shortensContinuousValues();
    void leavesInactiveOnesOut();
    void snappedPointsAreWhatTheModelSees();
    void clampsWhatIsOutside();
    void checksConstraints();
    void survivesHostileRanges();
};

void TestUnitCube::givesEveryLevelTheSameShareOnALinearAxis()
{
    for (const std::int64_t step : {1, 2, 3, 4, 7}) {
        const UnitCube cube = cubeOf({integer("n", 2, 12, step, Scaling::Linear)});
        const auto levels = static_cast<std::size_t>(10 / step + 1);
        const auto shares = sharesOf(cube, 100000);
        QCOMPARE(shares.size(), levels);
        for (const auto &[level, share] : shares) {
            QCOMPARE((level - 2) % step, std::int64_t{0});
            QVERIFY(std::abs(share * static_cast<double>(levels) - 1.0) < 1e-3);
        }
    }
}

void TestUnitCube::givesEveryLevelItsCellOnALogarithmicAxis()
{
    // 1..8: the first level has ln(1.5 / 0.5) of ln(8.5 / 0.5), twice what rounding would give it.
    const auto shares = sharesOf(cubeOf({integer("n", 1, 8, 1, Scaling::Logarithmic)}), 1000000);
    QCOMPARE(shares.size(), std::size_t{8});
    QVERIFY(std::abs(shares.at(1) - 0.388) < 5e-4);
    for (const auto &[level, share] : shares) {
        const double n = static_cast<double>(level);
        const double cell = std::log((n + 0.5) / (n - 0.5)) / std::log(8.5 / 0.5);
        QVERIFY(std::abs(share - cell) < 1e-5);
    }
    // 10..95 in steps of 20: the last level is 90, its cell ends at 100.
    const auto stepped =
        sharesOf(cubeOf({integer("n", 15, 96, 20, Scaling::Logarithmic)}), 1000000);
    QCOMPARE(stepped.size(), std::size_t{5});
    for (const auto &[level, share] : stepped) {
        const double begin = std::max(static_cast<double>(level) - 10, 7.5);
        const double cell =
            std::log((static_cast<double>(level) + 10) / begin) / std::log(105 / 7.5);
        QVERIFY(std::abs(share - cell) < 1e-5);
    }
}

void TestUnitCube::keepsTheFirstCellAboveZeroWhenTheStepIsWide()
{
    const auto shares =
        sharesOf(cubeOf({integer("n", 1, 1000, 100, Scaling::Logarithmic)}), 100000);
    QCOMPARE(shares.size(), std::size_t{10});
    QCOMPARE(shares.begin()->first, std::int64_t{1});
    QVERIFY(std::abs(shares.at(1) - std::log(51 / 0.5) / std::log(951 / 0.5)) < 1e-4);
    QCOMPARE(sharesOf(cubeOf({integer("n", 5, 9, 100, Scaling::Logarithmic)}), 100).size(),
             std::size_t{1});
}

void TestUnitCube::seesEveryLevelAtTheCentreOfItsCell()
{
    for (const Scaling scaling : {Scaling::Linear, Scaling::Logarithmic}) {
        for (const std::int64_t step : {1, 3, 250}) {
            const Hyperparameter n = integer("n", 1, 1000, step, scaling);
            const UnitCube cube = cubeOf({n});
            const Axis axis(n);
            for (std::int64_t i = 0; i < n.levelCount(); ++i) {
                const Value level = axis.levelAt(i);
                const double centre = cube.coordinateOf(0, level);
                QCOMPARE(centre, (axis.cellBegin(i) + axis.cellEnd(i)) / 2);
                QVERIFY(cube.valueAt(0, centre) == level);
                QVERIFY(cube.valueAt(0, axis.cellBegin(i) + 1e-9) == level);
                QVERIFY(cube.valueAt(0, axis.cellEnd(i) - 1e-9) == level);
            }
            QCOMPARE(axis.cellBegin(0), 0.0);
            QCOMPARE(axis.cellEnd(n.levelCount() - 1), 1.0);
        }
    }
}

void TestUnitCube::givesEveryCategoryTheSameShare()
{
    const std::vector<Value> values = {
        std::string("a"), true, std::int64_t{3}, 0.5, std::string("e"), std::string("f"),
        std::string("g")};
    const UnitCube cube = cubeOf({categorical("c", values)});
    std::map<Value, int> counts;
    for (int i = 0; i < 70000; ++i)
        ++counts[cube.valueAt(0, (i + 0.5) / 70000)];
    QCOMPARE(counts.size(), values.size());
    for (const auto &[value, count] : counts) {
        QCOMPARE(count, 10000);
        QVERIFY(cube.valueAt(0, cube.coordinateOf(0, value)) == value);
    }
    QCOMPARE(cube.coordinateOf(0, std::string("unknown")), 0.5);
}

void TestUnitCube::endsAreExact()
{
    const double min = 0.1 + 1e-16;
    const double max = 0.30000000000000004;
    for (const Scaling scaling :
         {Scaling::Linear, Scaling::Logarithmic, Scaling::ReverseLogarithmic}) {
        const UnitCube cube = cubeOf({continuous("x", min, max, scaling)});
        QVERIFY(cube.valueAt(0, 0.0) == Value(min));
        QVERIFY(cube.valueAt(0, 1.0) == Value(max));
        QVERIFY(cube.valueAt(0, -1.0) == Value(min));
        QVERIFY(cube.valueAt(0, 2.0) == Value(max));
        QVERIFY(cube.valueAt(0, std::nan("")) == Value(min));
    }
}

void TestUnitCube::shortensContinuousValues_data()
{
    QTest::addColumn<double>("min");
    QTest::addColumn<double>("max");
    QTest::addColumn<int>("scaling");
    const auto row = [](const char *name, double min, double max, Scaling scaling) {
        QTest::newRow(name) << min << max << static_cast<int>(scaling);
    };
    row("unit", 0, 1, Scaling::Linear);
    row("around zero", -1, 1, Scaling::Linear);
    row("far from zero", 1e6, 1e6 + 1, Scaling::Linear);
    row("learning rate", 1e-5, 1, Scaling::Logarithmic);
    row("momentum", 0.5, 0.99999, Scaling::ReverseLogarithmic);
    row("huge", 1e-300, 1e300, Scaling::Logarithmic);
}

void TestUnitCube::shortensContinuousValues()
{
    QFETCH(double, min);
    QFETCH(double, max);
    QFETCH(int, scaling);
    const auto kind = static_cast<Scaling>(scaling);
    const UnitCube cube = cubeOf({continuous("x", min, max, kind)});
    Rng rng(3, RandomPurpose::Preview, 0);
    for (int i = 0; i < 2000; ++i) {
        const double unit = rng.uniform();
        const double value = std::get<double>(cube.valueAt(0, unit));
        QVERIFY(value >= min && value <= max);
        QVERIFY(std::abs(cube.coordinateOf(0, value) - unit) < 1.01e-6);
        const double exact = toUnit(kind, min, max, fromUnit(kind, min, max, unit));
        for (int digits = 0; digits < significantDigitsOf(value) - 1; ++digits) {
            const double shorter =
                QByteArray::number(fromUnit(kind, min, max, unit), 'e', digits).toDouble();
            QVERIFY(shorter < min || shorter > max ||
                    std::abs(toUnit(kind, min, max, shorter) - exact) >= 1e-6);
        }
    }
}

void TestUnitCube::leavesInactiveOnesOut()
{
    const UnitCube cube(nestedSpace());
    const auto names = [&](double nesterov, double momentumOn, double optimizer) {
        std::vector<std::string> result;
        const std::vector<double> point = {nesterov, momentumOn, optimizer, 0.5};
        for (const auto &[name, value] : cube.settingsAt(point))
            result.push_back(name);
        return result;
    };
    using Names = std::vector<std::string>;
    QCOMPARE(names(0.1, 0.1, 0.1), (Names{"lr", "optimizer"}));
    QCOMPARE(names(0.1, 0.9, 0.9), (Names{"lr", "momentum_on", "optimizer"}));
    QCOMPARE(names(0.1, 0.1, 0.9), (Names{"lr", "momentum_on", "nesterov", "optimizer"}));
}

void TestUnitCube::snappedPointsAreWhatTheModelSees()
{
    for (const SearchSpace &space :
         {nestedSpace(),
          SearchSpace{{integer("n", 1, 9, 2, Scaling::Auto), continuous("x", 0, 1)}, {}, {}}}) {
        const UnitCube cube(space);
        Rng rng(5, RandomPurpose::Preview, 0);
        std::vector<double> point(static_cast<std::size_t>(cube.dimensions()));
        for (int i = 0; i < 1000; ++i) {
            for (double &coordinate : point)
                coordinate = rng.uniform();
            const Settings settings = cube.settingsAt(point);
            const std::vector<double> snapped = cube.snapped(point);
            QCOMPARE(snapped, cube.pointOf(settings));
            for (const auto &[name, value] : cube.settingsAt(snapped)) {
                if (space.find(name)->type != HyperparameterType::Continuous)
                    QVERIFY(settings.at(name) == value);
            }
            for (std::size_t j = 0; j < snapped.size(); ++j) {
                if (!settings.contains(space.hyperparameters[j].name))
                    QCOMPARE(snapped[j], 0.5);
            }
        }
    }
}

void TestUnitCube::clampsWhatIsOutside()
{
    const UnitCube cube = cubeOf({continuous("x", 1, 2), integer("n", 0, 10, 5, Scaling::Linear)});
    const std::vector<double> clamped = cube.pointOf({{"x", 7.0}, {"n", std::int64_t{99}}});
    QCOMPARE(clamped.at(0), 1.0);
    QVERIFY(std::abs(clamped.at(1) - 5.0 / 6.0) < 1e-15);
    QCOMPARE(cube.pointOf({{"x", std::string("text")}}), (std::vector<double>{0.5, 0.5}));
    QCOMPARE(cube.coordinateOf(1, 6.0), 0.5); // the nearest level is 5
}

void TestUnitCube::checksConstraints()
{
    SearchSpace space = nestedSpace();
    space.constraints = {"lr < 0.1", "momentum_on or lr > 0.01"};
    const UnitCube cube(space);
    const auto adam = [](double lr) {
        return Settings{{"optimizer", std::string("adam")}, {"lr", lr}};
    };
    QVERIFY(cube.isFeasible(adam(0.05)));
    QVERIFY(cube.isFeasible(adam(0.001))); // momentum_on is inactive: its constraint counts as held
    QVERIFY(!cube.isFeasible(adam(0.5)));
    QVERIFY(!cube.isFeasible(
        {{"optimizer", std::string("sgd")}, {"momentum_on", false}, {"lr", 0.005}}));
    QCOMPARE(cube.isFeasible(adam(0.5)), space.isFeasible(adam(0.5)));
}

void TestUnitCube::survivesHostileRanges()
{
    std::vector<Value> many;
    for (std::int64_t i = 0; i < 30; ++i)
        many.emplace_back(i);
    std::vector<Hyperparameter> all = {
        continuous("huge", 1e-300, 1e300),
        continuous("denormal", 5e-324, 1e-310),
        continuous("denormal_linear", 0, 5e-324 * 3, Scaling::Linear),
        continuous("two_doubles", 1.0, std::nextafter(1.0, 2.0)),
        continuous("all", -1.7e308, 1.7e308),
        continuous("near_one", 0.0, 1.0 - 0x1p-53, Scaling::ReverseLogarithmic),
        integer("widest", -9007199254740992.0, 9007199254740992.0, 1, Scaling::Linear),
        integer("widest_log", 1, 9007199254740992.0, 1, Scaling::Logarithmic),
        integer("one_level", 3, 9, 100, Scaling::Auto),
        integer("step_near_limit", 0, 100, std::numeric_limits<std::int64_t>::max(), Scaling::Auto),
        categorical("many", many)};
    while (all.size() < 30)
        all.push_back(continuous("x" + std::to_string(all.size()), 0, 1));
    SearchSpace space;
    space.hyperparameters = all;
    QCOMPARE(space.problems(), Problems{});
    const UnitCube cube(space);
    for (std::uint64_t seed = 0; seed < 200; ++seed) {
        Rng rng(seed, RandomPurpose::Preview, 0);
        std::vector<double> point(all.size());
        for (double &coordinate : point)
            coordinate = seed == 0 ? 0.0 : seed == 1 ? 1.0 : rng.uniform();
        const Settings settings = cube.settingsAt(point);
        QCOMPARE(space.problemsOf(settings), Problems{});
        for (const double coordinate : cube.snapped(point))
            QVERIFY(coordinate >= 0.0 && coordinate <= 1.0);
    }
}

QTEST_GUILESS_MAIN(TestUnitCube)
#include "tst_unit_cube.moc"
