// SPDX-FileCopyrightText: 2026 The Attune developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/rng.h"
#include "core/gp/encoding.h"
#include "core/gp/search_domain.h"

#include <QtTest>

#include <cmath>
#include <set>

using namespace attune;

namespace {

Hyperparameter integer(std::string name, double min, double max, Scaling scaling)
{
    Hyperparameter made;
    made.name = std::move(name);
    made.type = HyperparameterType::Integer;
    made.min = min;
    made.max = max;
    made.scaling = scaling;
    return made;
}

Hyperparameter choice(std::string name, std::vector<Value> values)
{
    Hyperparameter made;
    made.name = std::move(name);
    made.type = HyperparameterType::Categorical;
    made.values = std::move(values);
    return made;
}

/// A real one, a logarithmic integer, a large integer, an ordered and an unordered choice, and two
/// that depend on it.
SearchSpace everyKind()
{
    Hyperparameter real;
    real.name = "real";
    real.min = 1e-4;
    real.scaling = Scaling::Logarithmic;
    Hyperparameter ordered =
        choice("ordered", {std::int64_t{16}, std::int64_t{32}, std::int64_t{64}});
    ordered.isOrdered = true;
    Hyperparameter ofAdam = real;
    ofAdam.name = "beta";
    ofAdam.when = {{"optimizer", {std::string("adam")}}};
    Hyperparameter ofOthers = integer("momentum", 0, 9, Scaling::Linear);
    ofOthers.when = {{"optimizer", {std::string("sgd"), std::string("rms")}}};
    SearchSpace space;
    space.hyperparameters = {
        ofAdam,
        real,
        integer("depth", 1, 100, Scaling::Logarithmic),
        integer("large", 0, 1e6, Scaling::Linear),
        ordered,
        choice("optimizer", {std::string("sgd"), std::string("adam"), std::string("rms")}),
        ofOthers};
    return space;
}

Eigen::VectorXd randomPoint(int dimensions, Rng &rng)
{
    return Eigen::VectorXd::NullaryExpr(dimensions, [&] { return rng.uniform(); });
}

} // namespace

class tst_encoding : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void canonicalPointsAreWhereTheTrialsRun()
    {
        const UnitCube cube(everyKind());
        const Encoding encoding(cube);
        Rng rng(1, RandomPurpose::Bootstrap, 0);
        for (int i = 0; i < 2000; ++i) {
            const Eigen::VectorXd point = randomPoint(encoding.dimensions(), rng);
            const Eigen::VectorXd canonical = encoding.canonical(point);
            const Eigen::VectorXd settled = pointOf(cube, settingsAt(cube, point));
            QVERIFY((canonical - settled).cwiseAbs().maxCoeff() <
                    1.1e-6); // continuous values are rounded
        }
    }

    void pointsOfOneSettingEncodeTheSame()
    {
        const UnitCube cube(everyKind());
        const Encoding encoding(cube);
        Rng rng(2, RandomPurpose::Bootstrap, 0);
        for (int i = 0; i < 500; ++i) {
            const Eigen::VectorXd point = randomPoint(encoding.dimensions(), rng);
            QCOMPARE(encoding.encode(point), encoding.encode(encoding.canonical(point)));
        }
    }

    void categoriesAreAllEquallyFarApart()
    {
        SearchSpace space;
        space.hyperparameters = {
            choice("c", {std::int64_t{1}, std::int64_t{2}, std::int64_t{3}, std::int64_t{4}})};
        const UnitCube cube(space);
        const Encoding encoding(cube);
        Eigen::MatrixXd points(1, 4);
        for (int i = 0; i < 4; ++i)
            points(0, i) = encoding.centreOf(0, i);
        const Eigen::MatrixXd rows = encoding.encode(points);
        for (int i = 0; i < 4; ++i) {
            for (int j = 0; j < i; ++j)
                QVERIFY(std::abs((rows.row(i) - rows.row(j)).norm() - 1.0) < 1e-15);
        }
    }

    void levelsAndCentresAreInverse()
    {
        const UnitCube cube(everyKind());
        const Encoding encoding(cube);
        for (int i = 0; i < encoding.dimensions(); ++i) {
            if (encoding.kind(i) == DimensionKind::Real)
                continue;
            const std::int64_t stride = std::max<std::int64_t>(1, encoding.levels(i) / 500);
            for (std::int64_t level = 0; level < encoding.levels(i); level += stride)
                QCOMPARE(encoding.levelAt(i, encoding.centreOf(i, level)), level);
        }
    }

    void inactiveCoordinatesDoNotMatter()
    {
        const UnitCube cube(everyKind());
        const Encoding encoding(cube);
        Rng rng(3, RandomPurpose::Bootstrap, 0);
        Eigen::VectorXd point = randomPoint(encoding.dimensions(), rng);
        point[5] = encoding.centreOf(5, 0); // sgd
        QVERIFY(!encoding.isActive(0, point));
        QVERIFY(encoding.isActive(6, point));
        Eigen::VectorXd other = point;
        other[0] = 1.0 - point[0];
        QCOMPARE(encoding.encode(other), encoding.encode(point));
        other[6] = point[6] < 0.5 ? 0.99 : 0.01;
        QVERIFY(encoding.encode(other) != encoding.encode(point));
    }

    void everySettingOfAFiniteSpaceIsOpenOnce()
    {
        SearchSpace space;
        Hyperparameter dependent = integer("k", 1, 4, Scaling::Linear);
        dependent.when = {{"kind", {std::string("a")}}};
        space.hyperparameters = {choice("kind", {std::string("a"), std::string("b")}), dependent,
                                 integer("n", 0, 2, Scaling::Linear)};
        space.constraints = {"n < 2 or kind = b"};
        const UnitCube cube(space);
        const Encoding encoding(cube);
        SearchDomain domain(cube, encoding);
        QVERIFY(domain.isDiscrete());
        const auto open = domain.openPoints(1000);
        std::set<Settings> distinct;
        for (const Eigen::VectorXd &point : open) {
            distinct.insert(settingsAt(cube, point));
            QVERIFY(domain.isOpen(point));
        }
        QCOMPARE(open.size(), std::size_t{4 * 2 + 3});
        QCOMPARE(distinct.size(), open.size());
        domain.markTaken(*distinct.begin());
        QCOMPARE(domain.openPoints(1000).size(), open.size() - 1);
        QCOMPARE(domain.openPoints(3).size(), std::size_t{3});
        std::set<Settings> drawn;
        for (std::uint64_t seed = 0; seed < 200; ++seed) {
            Rng rng(seed, RandomPurpose::RandomSettings, 0);
            const auto point = domain.randomOpenPoint(rng, {});
            QVERIFY(point && domain.isOpen(*point));
            drawn.insert(settingsAt(cube, *point));
        }
        QCOMPARE(drawn.size(), open.size() - 1);
        for (const Settings &settings : distinct)
            domain.markTaken(settings);
        Rng rng(1, RandomPurpose::RandomSettings, 0);
        QVERIFY(!domain.randomOpenPoint(rng, {}));
    }

    void settingsThatRoundToATakenOneAreTaken()
    {
        SearchSpace space;
        Hyperparameter real;
        real.name = "x";
        real.scaling = Scaling::Linear;
        space.hyperparameters = {real};
        const UnitCube cube(space);
        const Encoding encoding(cube);
        SearchDomain domain(cube, encoding);
        domain.markTaken({{"x", 0.5}});
        QVERIFY(domain.isTaken(Eigen::VectorXd::Constant(1, 0.5 + 1e-9)));
        QVERIFY(!domain.isTaken(Eigen::VectorXd::Constant(1, 0.51)));
    }
};

QTEST_GUILESS_MAIN(tst_encoding)
#include "tst_encoding.moc"
