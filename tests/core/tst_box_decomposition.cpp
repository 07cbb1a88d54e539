// SPDX-FileCopyrightText: 2026 The Attune developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/rng.h"
#include "core/gp/box_decomposition.h"
#include "hypervolume.h"

#include <QtTest>

#include <algorithm>
#include <cmath>
#include <vector>

using namespace attune;

namespace {

constexpr double lowest = -1.0; ///< in place of minus infinity

/// Levels of a coarse grid, so that points share coordinates; none of them unbeaten for sure.
Eigen::MatrixXd coarsePoints(std::uint64_t seed, int points, int objectives)
{
    Rng rng(seed, RandomPurpose::Bootstrap, 0);
    return Eigen::MatrixXd::NullaryExpr(points, objectives,
                                        [&] { return 0.25 * std::floor(4.0 * rng.uniform()); });
}

double edgeOf(const BoxDecomposition &cut, Eigen::Index objective, int edge)
{
    return std::max(lowest, cut.edges[static_cast<std::size_t>(objective)][edge]);
}

double volumeOf(const BoxDecomposition &cut)
{
    double sum = 0.0;
    for (const BoxDecomposition::Box &box : cut.boxes) {
        double volume = 1.0;
        for (std::size_t k = 0; k < box.from.size(); ++k) {
            const auto objective = static_cast<Eigen::Index>(k);
            volume *= edgeOf(cut, objective, box.to[k]) - edgeOf(cut, objective, box.from[k]);
        }
        sum += volume;
    }
    return sum;
}

int boxesAround(const BoxDecomposition &cut, const Eigen::VectorXd &place)
{
    return static_cast<int>(
        std::count_if(cut.boxes.begin(), cut.boxes.end(), [&](const BoxDecomposition::Box &box) {
            for (std::size_t k = 0; k < box.from.size(); ++k) {
                const auto objective = static_cast<Eigen::Index>(k);
                if (place[objective] < edgeOf(cut, objective, box.from[k]) ||
                    place[objective] >= edgeOf(cut, objective, box.to[k]))
                    return false;
            }
            return true;
        }));
}

} // namespace

class tst_box_decomposition : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void nothingLeavesOneBox()
    {
        const BoxDecomposition cut =
            undominatedBoxes(Eigen::MatrixXd(0, 3), Eigen::Vector3d::Ones());
        QCOMPARE(cut.boxes.size(), 1U);
        QCOMPARE(volumeOf(cut), 8.0);
    }

    void onePointLeavesOneBoxForEachObjective()
    {
        const BoxDecomposition cut =
            undominatedBoxes(Eigen::RowVector3d(0.25, 0.5, 0.0), Eigen::Vector3d::Ones());
        QCOMPARE(cut.boxes.size(), 3U);
        QCOMPARE(volumeOf(cut), 8.0 - 0.75 * 0.5 * 1.0);
    }

    void boxesHoldWhatIsNotDominatedOnce()
    {
        for (std::uint64_t seed = 0; seed < 60; ++seed) {
            const int objectives = 1 + static_cast<int>(seed % 4);
            const Eigen::MatrixXd points =
                coarsePoints(seed, 1 + static_cast<int>(seed % 11), objectives);
            const BoxDecomposition cut =
                undominatedBoxes(points, Eigen::VectorXd::Ones(objectives));
            Rng rng(seed, RandomPurpose::Bootstrap, 1);
            for (int i = 0; i < 200; ++i) {
                const Eigen::VectorXd place = Eigen::VectorXd::NullaryExpr(
                    objectives, [&] { return 2.0 * rng.uniform() - 1.0; });
                const bool isDominated =
                    ((points.rowwise() - place.transpose()).array() <= 0.0).rowwise().all().any();
                QCOMPARE(boxesAround(cut, place), isDominated ? 0 : 1);
            }
        }
    }

    void boxesAndDominatedVolumeFillTheSpace()
    {
        for (std::uint64_t seed = 0; seed < 40; ++seed) {
            const int objectives = 2 + static_cast<int>(seed % 3);
            const Eigen::MatrixXd points = coarsePoints(seed, 8, objectives);
            std::vector<std::vector<double>> rows;
            for (Eigen::Index i = 0; i < points.rows(); ++i) {
                const Eigen::VectorXd row = points.row(i);
                rows.emplace_back(row.begin(), row.end());
            }
            const double dominated = attune::testing::hypervolume(
                rows, std::vector<double>(static_cast<std::size_t>(objectives), 1.0));
            const BoxDecomposition cut =
                undominatedBoxes(points, Eigen::VectorXd::Ones(objectives));
            QVERIFY(std::abs(volumeOf(cut) + dominated - std::pow(2.0, objectives)) < 1e-9);
        }
    }

    void threeObjectivesHaveAFewBoxesForEachPoint()
    {
        Rng rng(3, RandomPurpose::Bootstrap, 0);
        Eigen::MatrixXd sphere = Eigen::MatrixXd::NullaryExpr(
            200, 3, [&] { return std::abs(rng.normal()); }); // none dominates another
        sphere.rowwise().normalize();
        const BoxDecomposition cut = undominatedBoxes(sphere, Eigen::Vector3d::Constant(1.1));
        QVERIFY2(cut.boxes.size() <= 4U * 200U, qPrintable(QString::number(cut.boxes.size())));
    }

    void theTestsOwnVolumesAreRight()
    {
        using attune::testing::hypervolume;
        QCOMPARE(hypervolume({}, {1.0, 1.0}), 0.0);
        QCOMPARE(hypervolume({{2.0, 0.0}}, {1.0, 1.0}), 0.0); // behind the reference
        QCOMPARE(hypervolume({{0.0, 2.0}, {1.0, 1.0}, {2.0, 0.0}}, {3.0, 3.0}), 6.0);
        QCOMPARE(hypervolume({{1.0, 1.0}, {1.0, 1.0}, {2.0, 2.0}}, {3.0, 3.0}), 4.0);
        // Boxes of 8, 6 and 6, which share 4, 4 and 2 in pairs and 2 all together.
        QCOMPARE(hypervolume({{1.0, 1.0, 1.0}, {0.0, 2.0, 1.0}, {2.0, 0.0, 1.0}}, {3.0, 3.0, 3.0}),
                 8.0 + 6.0 + 6.0 - 4.0 - 4.0 - 2.0 + 2.0);
    }

    void randomVolumesAreThoseOfInclusionAndExclusion()
    {
        Rng rng(9, RandomPurpose::Bootstrap, 0);
        for (int repeat = 0; repeat < 30; ++repeat) {
            const std::size_t objectives = 2 + static_cast<std::size_t>(repeat % 3);
            std::vector<std::vector<double>> rows(6, std::vector<double>(objectives));
            for (auto &row : rows) {
                for (double &value : row)
                    value = rng.uniform();
            }
            double expected = 0.0;
            for (unsigned subset = 1; subset < 1U << rows.size(); ++subset) {
                double box = 1.0;
                for (std::size_t k = 0; k < objectives; ++k) {
                    double worst = 0.0;
                    for (std::size_t i = 0; i < rows.size(); ++i) {
                        if ((subset >> i & 1U) != 0)
                            worst = std::max(worst, rows[i][k]);
                    }
                    box *= 1.0 - worst;
                }
                expected += __builtin_popcount(subset) % 2 == 1 ? box : -box;
            }
            const double volume =
                attune::testing::hypervolume(rows, std::vector<double>(objectives, 1.0));
            QVERIFY(std::abs(volume - expected) <= 1e-12 * std::max(1e-12, std::abs(expected)));
        }
    }
};

QTEST_GUILESS_MAIN(tst_box_decomposition)
#include "tst_box_decomposition.moc"
