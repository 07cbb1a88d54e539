// SPDX-FileCopyrightText: 2026 The Attune developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/rng.h"
#include "core/gp/hypervolume_improvement.h"
#include "hypervolume.h"

#include <QtTest>

#include <algorithm>
#include <array>
#include <cmath>
#include <vector>

using namespace attune;

namespace {

bool isClose(double value, double expected, double relative)
{
    return std::abs(value - expected) <= relative * std::max(1e-12, std::abs(expected));
}

/// Three points and a reference that are exact in binary.
Front threePoints()
{
    return {(Eigen::MatrixXd(3, 2) << -1.0, 1.0, -0.25, 0.5, 0.75, -0.5).finished(),
            Eigen::Vector2d(1.0, 1.25)};
}

Front randomFront(std::uint64_t seed, int points, int objectives = 2)
{
    Rng rng(seed, RandomPurpose::Bootstrap, 0);
    return frontOf(Eigen::MatrixXd::NullaryExpr(points, objectives,
                                                [&] { return 2.0 * rng.uniform() - 1.0; }));
}

std::vector<std::vector<double>> rowsOf(const Front &front)
{
    std::vector<std::vector<double>> rows;
    for (Eigen::Index k = 0; k < front.points.rows(); ++k) {
        const Eigen::VectorXd row = front.points.row(k);
        rows.emplace_back(row.begin(), row.end());
    }
    return rows;
}

/// What one more point adds to the volume of a front of two objectives, by a sweep over columns.
double growth(const Front &front, double x, double y)
{
    double sum = 0.0;
    double left = x;
    double height = front.reference[1];
    for (Eigen::Index k = 0; k <= front.points.rows(); ++k) {
        const bool isLast = k == front.points.rows();
        const double right = isLast ? front.reference[0] : front.points(k, 0);
        if (right > left) {
            sum += (right - left) * std::max(0.0, height - y);
            left = right;
        }
        if (!isLast)
            height = std::min(height, front.points(k, 1));
    }
    return sum;
}

struct Node
{
    double place;
    double weight;
};

/// Composite Gauss-Legendre nodes of a normal density up to `end`, weighted with the density over
/// `scale`, fine around each of the kinks.
std::vector<Node> normalNodes(double mean, double deviation, std::vector<double> kinks)
{
    constexpr std::array<double, 4> places{0.1834346424956498, 0.5255324099163290,
                                           0.7966664774136267, 0.9602898564975363};
    constexpr std::array<double, 4> weights{0.3626837833783620, 0.3137066458778873,
                                            0.2223810344533745, 0.1012285362903763};
    constexpr int panels = 48;
    std::sort(kinks.begin(), kinks.end());
    const double start = std::min(kinks.front(), mean) - 12.0 * deviation;
    kinks.insert(kinks.begin(), start);
    std::vector<Node> nodes;
    for (std::size_t i = 0; i + 1 < kinks.size(); ++i) {
        const double half = 0.5 * (kinks[i + 1] - kinks[i]) / panels;
        for (int panel = 0; panel < panels; ++panel) {
            const double centre = kinks[i] + (2 * panel + 1) * half;
            for (std::size_t j = 0; j < places.size(); ++j) {
                for (const double sign : {-1.0, 1.0}) {
                    const double place = centre + sign * half * places[j];
                    const double z = (place - mean) / deviation;
                    const double density = std::exp(-0.5 * z * z) / std::sqrt(2.0 * M_PI);
                    nodes.push_back({place, half * weights[j] * density / deviation});
                }
            }
        }
    }
    return nodes;
}

/// The expected growth, integrated over the plane without any knowledge of strips.
double integratedGrowth(const Front &front, const Eigen::Vector2d &means,
                        const Eigen::Vector2d &variances)
{
    std::array<std::vector<Node>, 2> nodes;
    for (Eigen::Index k = 0; k < 2; ++k) {
        std::vector<double> kinks(front.points.col(k).begin(), front.points.col(k).end());
        kinks.push_back(front.reference[k]);
        nodes[static_cast<std::size_t>(k)] =
            normalNodes(means[k], std::sqrt(variances[k]), std::move(kinks));
    }
    double sum = 0.0;
    for (const Node &x : nodes[0]) {
        for (const Node &y : nodes[1])
            sum += x.weight * y.weight * growth(front, x.place, y.place);
    }
    return sum;
}

/// Largest difference between a worth's derivatives and central differences, relative.
template<typename Rule>
double derivativeError(const Rule &rule, const Eigen::VectorXd &means,
                       const Eigen::VectorXd &variances)
{
    const JointWorth at = rule(means, variances);
    const auto difference = [&](Eigen::Index k, double stepOfMean, double stepOfVariance) {
        Eigen::VectorXd step = Eigen::VectorXd::Zero(means.size());
        step[k] = 1.0;
        const double up = rule(means + stepOfMean * step, variances + stepOfVariance * step).value;
        const double down =
            rule(means - stepOfMean * step, variances - stepOfVariance * step).value;
        return (up - down) / (2.0 * (stepOfMean + stepOfVariance));
    };
    double error = 0.0;
    for (Eigen::Index k = 0; k < means.size(); ++k) {
        const double byMean = difference(k, 1e-5, 0.0);
        const double byVariance = difference(k, 0.0, 1e-5 * variances[k]);
        error = std::max({error, std::abs(at.byMean[k] - byMean) / (1.0 + std::abs(byMean)),
                          std::abs(at.byVariance[k] - byVariance) / (1.0 + std::abs(byVariance))});
    }
    return error;
}

Eigen::VectorXd randomMeans(Rng &rng, Eigen::Index objectives, double spread)
{
    return Eigen::VectorXd::NullaryExpr(objectives, [&] { return spread * rng.normal(); });
}

Eigen::VectorXd randomVariances(Rng &rng, Eigen::Index objectives)
{
    return Eigen::VectorXd::NullaryExpr(objectives,
                                        [&] { return std::exp(3.0 * rng.uniform() - 3.0); });
}

/// Uniform on the part of the unit sphere where all coordinates are positive.
Eigen::MatrixXd randomDirections(Rng &rng, Eigen::Index count, Eigen::Index objectives)
{
    Eigen::MatrixXd directions = Eigen::MatrixXd::NullaryExpr(
        count, objectives, [&] { return std::max(std::abs(rng.normal()), 1e-6); });
    directions.rowwise().normalize();
    return directions;
}

} // namespace

class tst_hypervolume_improvement : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void growsWithEveryVariance()
    {
        for (std::uint64_t seed = 0; seed < 60; ++seed) {
            const auto objectives = static_cast<int>(2 + seed % 2);
            const HypervolumeImprovement improvement(randomFront(seed, 25, objectives));
            Rng rng(seed, RandomPurpose::Bootstrap, 1);
            const auto drawn = [&] { return 4.0 * rng.uniform() - 2.0; };
            const Eigen::VectorXd means = Eigen::VectorXd::NullaryExpr(objectives, drawn);
            const Eigen::VectorXd logs = Eigen::VectorXd::NullaryExpr(objectives, drawn);
            const Eigen::VectorXd variances = logs.array().exp();
            const double worth = improvement(means, variances).value;
            for (Eigen::Index k = 0; k < objectives; ++k) {
                Eigen::VectorXd larger = variances;
                larger[k] *= 1.5;
                QVERIFY(improvement(means, larger).value >= worth - 1e-9);
            }
        }
    }

    void agreesWithHighPrecisionNearTheFrontAndInBothTails()
    {
        struct Case
        {
            Eigen::Vector2d means;
            Eigen::Vector2d variances;
            double expected;
        };
        // The closed form, computed with 120 digits.
        const std::array<Case, 6> cases{{{{0.25, 0.25}, {0.5, 0.25}, -1.3611419714526023867},
                                         {{5.0, 6.0}, {0.25, 0.5}, -77.721731210949469455},
                                         {{40.0, 30.0}, {1.0, 1.0}, -1221.3581869397037882},
                                         {{300.0, 2.0}, {1.0, 4.0}, -44715.11077531080895},
                                         {{-20.0, -30.0}, {0.25, 1.0}, 6.4844443777283837898},
                                         {{-0.5, 0.75}, {1e-6, 1e-6}, -2.7725887222397812377}}};
        for (const Case &one : cases) {
            const double value =
                HypervolumeImprovement(threePoints())(one.means, one.variances).value;
            QVERIFY2(isClose(value, one.expected, 1e-12),
                     qPrintable(QString::number(value, 'g', 17)));
        }
    }

    void agreesWithQuadratureOverThePlane()
    {
        const std::array<Eigen::Vector2d, 5> places{
            {{0.2, 0.1}, {-0.6, 0.7}, {2.0, 3.0}, {-6.0, -7.0}, {-5.0, 3.5}}};
        for (std::uint64_t seed = 0; seed < 3; ++seed) {
            const Front front = randomFront(seed, 6);
            for (const Eigen::Vector2d &means : places) {
                const Eigen::Vector2d variances(0.3, 0.6);
                const double expected = std::log(integratedGrowth(front, means, variances));
                const double value = HypervolumeImprovement(front)(means, variances).value;
                QVERIFY2(std::abs(value - expected) < 1e-8,
                         qPrintable(QStringLiteral("%1 %2").arg(value).arg(expected)));
            }
        }
    }

    void isTheMeanOfSampledGrowths()
    {
        const Front front = randomFront(4, 8);
        const std::vector<std::vector<double>> rows = rowsOf(front);
        const std::vector<double> reference(front.reference.begin(), front.reference.end());
        const double before = attune::testing::hypervolume(rows, reference);
        const Eigen::Vector2d means(-0.3, 0.1);
        const Eigen::Vector2d variances(0.4, 0.2);
        Rng rng(5, RandomPurpose::Bootstrap, 0);
        constexpr int samples = 100000;
        double sum = 0.0;
        for (int i = 0; i < samples; ++i) {
            auto grown = rows;
            grown.push_back({means[0] + std::sqrt(variances[0]) * rng.normal(),
                             means[1] + std::sqrt(variances[1]) * rng.normal()});
            sum += attune::testing::hypervolume(grown, reference) - before;
        }
        const double value = HypervolumeImprovement(front)(means, variances).value;
        QVERIFY2(isClose(std::exp(value), sum / samples, 0.02),
                 qPrintable(QStringLiteral("%1 %2").arg(std::exp(value)).arg(sum / samples)));
    }

    void theExactWorthHasItsDerivatives()
    {
        for (std::uint64_t seed = 0; seed < 40; ++seed) {
            const int objectives = 2 + static_cast<int>(seed / 4 % 2);
            const Front front = randomFront(seed, 1 + static_cast<int>(seed % 20), objectives);
            const HypervolumeImprovement rule(front);
            Rng rng(seed, RandomPurpose::Bootstrap, 1);
            const double spread = seed % 4 == 0 ? 10.0 : 1.0; // far away as well
            const Eigen::VectorXd means = randomMeans(rng, objectives, spread);
            const double error = derivativeError(rule, means, randomVariances(rng, objectives));
            QVERIFY2(error < 1e-6, qPrintable(QString::number(error)));
        }
    }

    void hopelessPointsStillHaveASlope()
    {
        const JointWorth worth = HypervolumeImprovement(threePoints())(Eigen::Vector2d(1e4, 1e4),
                                                                       Eigen::Vector2d(1e-2, 1e-2));
        QVERIFY(std::isfinite(worth.value));
        QVERIFY(worth.byMean.allFinite() && worth.byMean.maxCoeff() < 0.0);
        QVERIFY(worth.byVariance.allFinite() && worth.byVariance.minCoeff() > 0.0);
    }

    void whollyCertainPointsGrowByWhatTheyAdd()
    {
        const Front front = threePoints();
        const double value = HypervolumeImprovement(front)(Eigen::Vector2d(-0.5, -0.75),
                                                           Eigen::Vector2d(1e-18, 1e-18))
                                 .value;
        QVERIFY(isClose(std::exp(value), growth(front, -0.5, -0.75), 1e-6));
    }

    void theGrowthAlongDirectionsHasItsDerivatives()
    {
        for (std::uint64_t seed = 0; seed < 40; ++seed) {
            const Eigen::Index objectives = 2 + static_cast<Eigen::Index>(seed % 3);
            const Front front = randomFront(seed, 12, static_cast<int>(objectives));
            Rng rng(seed, RandomPurpose::Bootstrap, 2);
            const DirectionalGrowth growthAlong(front, randomDirections(rng, 16, objectives));
            const double spread = seed % 4 == 0 ? 5.0 : 1.0;
            const Eigen::VectorXd means = randomMeans(rng, objectives, spread);
            const double error =
                derivativeError(growthAlong, means, randomVariances(rng, objectives));
            QVERIFY2(error < 1e-6, qPrintable(QString::number(error)));
        }
    }

    void theGrowthAlongManyDirectionsIsTheExactOne()
    {
        Rng rng(6, RandomPurpose::Bootstrap, 3);
        const Front front = randomFront(8, 10);
        const DirectionalGrowth growthAlong(front, randomDirections(rng, 20000, 2));
        for (const Eigen::Vector2d &means :
             {Eigen::Vector2d(0.2, 0.1), Eigen::Vector2d(-0.6, 0.7), Eigen::Vector2d(1.5, 2.0)}) {
            const Eigen::Vector2d variances(0.3, 0.6);
            const double exact = HypervolumeImprovement(front)(means, variances).value;
            const double along = growthAlong(means, variances).value;
            QVERIFY2(std::abs(along - exact) < 0.03,
                     qPrintable(QStringLiteral("%1 %2").arg(along).arg(exact)));
        }
    }

    void bothAreTheMeanOfSampledGrowthsOfThreeObjectives()
    {
        const Front front = randomFront(4, 10, 3);
        const std::vector<std::vector<double>> rows = rowsOf(front);
        const std::vector<double> reference(front.reference.begin(), front.reference.end());
        const double before = attune::testing::hypervolume(rows, reference);
        const Eigen::Vector3d means(-0.3, 0.1, 0.0);
        const Eigen::Vector3d variances(0.4, 0.2, 0.3);
        Rng rng(5, RandomPurpose::Bootstrap, 0);
        constexpr int samples = 20000;
        double sum = 0.0;
        for (int i = 0; i < samples; ++i) {
            auto grown = rows;
            grown.push_back({});
            for (Eigen::Index k = 0; k < 3; ++k)
                grown.back().push_back(means[k] + std::sqrt(variances[k]) * rng.normal());
            sum += attune::testing::hypervolume(grown, reference) - before;
        }
        const DirectionalGrowth growthAlong(front, randomDirections(rng, 4000, 3));
        const double along = std::exp(growthAlong(means, variances).value);
        QVERIFY2(isClose(along, sum / samples, 0.05),
                 qPrintable(QStringLiteral("%1 %2").arg(along).arg(sum / samples)));
        const double exact = std::exp(HypervolumeImprovement(front)(means, variances).value);
        QVERIFY2(isClose(exact, sum / samples, 0.02),
                 qPrintable(QStringLiteral("%1 %2").arg(exact).arg(sum / samples)));
    }

    void aMeanOfDistancesIsTheVolume()
    {
        // Zhang and Golovin 2020, lemma 5, for two objectives: the volume is pi / 4 times the mean
        // over uniform directions of the squared distance to which the front reaches.
        const Front front = randomFront(7, 9);
        Rng rng(3, RandomPurpose::Bootstrap, 0);
        constexpr int samples = 200000;
        double sum = 0.0;
        for (int i = 0; i < samples; ++i) {
            const double angle = 0.5 * M_PI * rng.uniform();
            const Eigen::Array2d direction(std::cos(angle), std::sin(angle));
            double reach = 0.0;
            for (Eigen::Index k = 0; k < front.points.rows(); ++k) {
                const Eigen::Array2d room =
                    (front.reference - front.points.row(k).transpose()).array();
                reach = std::max(reach, (room / direction).minCoeff());
            }
            sum += reach * reach;
        }
        const double volume = attune::testing::hypervolume(
            rowsOf(front), {front.reference.begin(), front.reference.end()});
        QVERIFY(isClose(0.25 * M_PI * sum / samples, volume, 0.01));
    }

    void certainPointsOfFourObjectivesGrowByWhatTheyAdd()
    {
        const Front front = randomFront(11, 12, 4);
        std::vector<std::vector<double>> rows = rowsOf(front);
        const std::vector<double> reference(front.reference.begin(), front.reference.end());
        const double before = attune::testing::hypervolume(rows, reference);
        const Eigen::Vector4d place(-0.7, -0.4, -0.6, -0.5);
        rows.push_back({place.begin(), place.end()});
        const double value =
            std::exp(HypervolumeImprovement(front)(place, Eigen::Vector4d::Constant(1e-18)).value);
        QVERIFY(isClose(value, attune::testing::hypervolume(rows, reference) - before, 1e-6));
    }
};

QTEST_GUILESS_MAIN(tst_hypervolume_improvement)
#include "tst_hypervolume_improvement.moc"
