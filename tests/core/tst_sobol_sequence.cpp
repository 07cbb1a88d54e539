// SPDX-FileCopyrightText: 2026 The Attune developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/rng.h"
#include "core/numerics/sobol_directions.h"
#include "core/numerics/sobol_sequence.h"

#include <QtTest>

#include <bit>
#include <cmath>
#include <set>

using namespace attune;

namespace {

using Points = std::vector<std::vector<double>>;

Points pointsOf(const SobolSequence &sequence, std::uint32_t begin, std::uint32_t count)
{
    Points points(count, std::vector<double>(static_cast<std::size_t>(sequence.dimensions())));
    for (std::uint32_t i = 0; i < count; ++i)
        sequence.pointAt(begin + i, points[i]);
    return points;
}

/// Centred L2 discrepancy, squared (Hickernell 1998, equation 5.1c).
double discrepancyOf(const Points &points)
{
    const double n = static_cast<double>(points.size());
    const double d = static_cast<double>(points.front().size());
    double single = 0.0;
    double pairs = 0.0;
    for (const auto &a : points) {
        double product = 1.0;
        for (const double x : a)
            product *= 1 + 0.5 * std::abs(x - 0.5) - 0.5 * (x - 0.5) * (x - 0.5);
        single += product;
        for (const auto &b : points) {
            double pair = 1.0;
            for (std::size_t j = 0; j < a.size(); ++j)
                pair *= 1 + 0.5 * std::abs(a[j] - 0.5) + 0.5 * std::abs(b[j] - 0.5) -
                        0.5 * std::abs(a[j] - b[j]);
            pairs += pair;
        }
    }
    return std::pow(13.0 / 12.0, d) - 2 / n * single + pairs / (n * n);
}

} // namespace

class TestSobolSequence : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void startsWithThePublishedPoints();
    void hasValidDirectionNumbers();
    void stratifiesEveryDimension();
    void keepsElementaryIntervalsWhenScrambled();
    void hasLowerDiscrepancyThanRandom();
    void scramblesWithoutBias();
    void differsBySeedAndRepeatsByIndex();
    void padsBeyondTheTable();
};

void TestSobolSequence::startsWithThePublishedPoints()
{
    // The first ten points in three dimensions that S. Joe and F. Y. Kuo print beside their table.
    const Points expected = {{0, 0, 0},
                             {0.5, 0.5, 0.5},
                             {0.75, 0.25, 0.25},
                             {0.25, 0.75, 0.75},
                             {0.375, 0.375, 0.625},
                             {0.875, 0.875, 0.125},
                             {0.625, 0.125, 0.875},
                             {0.125, 0.625, 0.375},
                             {0.1875, 0.3125, 0.9375},
                             {0.6875, 0.8125, 0.4375}};
    QCOMPARE(pointsOf(SobolSequence(3, std::nullopt), 0, 10), expected);
}

void TestSobolSequence::hasValidDirectionNumbers()
{
    std::set<std::uint32_t> polynomials;
    for (const SobolDirections &row : sobolDirections()) {
        const int degree = std::bit_width(row.polynomial) - 1;
        QVERIFY(degree >= 1 && degree <= 10);
        QVERIFY(polynomials.insert(row.polynomial).second);
        for (int k = 0; k < 10; ++k) {
            const std::uint32_t m = row.initial[static_cast<std::size_t>(k)];
            if (k < degree)
                QVERIFY(m % 2 == 1 && m < (std::uint32_t{2} << k));
            else
                QCOMPARE(m, 0U);
        }
    }
}

void TestSobolSequence::stratifiesEveryDimension()
{
    for (const std::optional<std::uint64_t> seed :
         {std::optional<std::uint64_t>(), std::optional<std::uint64_t>(42)}) {
        const SobolSequence sequence(128, seed);
        for (const std::uint32_t begin : {0U, 1024U, 7U << 20}) {
            const Points points = pointsOf(sequence, begin, 1024);
            for (std::size_t j = 0; j < 128; ++j) {
                std::set<int> cells;
                for (const auto &point : points) {
                    QVERIFY(point[j] >= 0.0 && point[j] < 1.0);
                    cells.insert(static_cast<int>(point[j] * 1024));
                }
                QCOMPARE(cells.size(), std::size_t{1024});
            }
        }
    }
}

void TestSobolSequence::keepsElementaryIntervalsWhenScrambled()
{
    // Dimensions 1 and 2 are a (0, m, 2)-net: each box of area 2^-m, of any shape, has one point.
    constexpr int m = 10;
    for (std::uint64_t seed = 0; seed < 20; ++seed) {
        const Points points = pointsOf(SobolSequence(2, seed), 0, 1U << m);
        for (int a = 0; a <= m; ++a) {
            std::set<std::pair<int, int>> boxes;
            for (const auto &point : points)
                boxes.emplace(static_cast<int>(std::ldexp(point[0], a)),
                              static_cast<int>(std::ldexp(point[1], m - a)));
            QCOMPARE(boxes.size(), std::size_t{1} << m);
        }
    }
}

void TestSobolSequence::hasLowerDiscrepancyThanRandom()
{
    for (const int d : {2, 5, 10}) {
        double sobol = 0.0;
        double random = 0.0;
        for (std::uint64_t seed = 0; seed < 10; ++seed) {
            sobol += discrepancyOf(pointsOf(SobolSequence(d, seed), 0, 128));
            Rng rng(seed, RandomPurpose::Preview, 0);
            Points points(128, std::vector<double>(static_cast<std::size_t>(d)));
            for (auto &point : points) {
                for (double &coordinate : point)
                    coordinate = rng.uniform();
            }
            random += discrepancyOf(points);
        }
        QVERIFY2(sobol < 0.5 * random, qPrintable(QString::number(sobol / random)));
    }
}

void TestSobolSequence::scramblesWithoutBias()
{
    // Over seeds, each point is uniform and two points of one dimension are not correlated beyond
    // what stratification asks for: points 0 and 1 lie in different halves.
    constexpr int seeds = 20000;
    double sum = 0.0;
    double squares = 0.0;
    std::vector<int> tenths(10);
    for (int seed = 0; seed < seeds; ++seed) {
        const Points points = pointsOf(SobolSequence(3, static_cast<std::uint64_t>(seed)), 0, 2);
        const double x = points[0][2];
        QVERIFY((x < 0.5) != (points[1][2] < 0.5));
        sum += x;
        squares += x * x;
        ++tenths[static_cast<std::size_t>(x * 10)];
    }
    QVERIFY(std::abs(sum / seeds - 1.0 / 2) < 0.01);
    QVERIFY(std::abs(squares / seeds - 1.0 / 3) < 0.01);
    for (const int count : tenths)
        QVERIFY(std::abs(count - seeds / 10) < 200); // 4.7 standard deviations
}

void TestSobolSequence::differsBySeedAndRepeatsByIndex()
{
    QCOMPARE(pointsOf(SobolSequence(5, 1), 3, 4), pointsOf(SobolSequence(5, 1), 3, 4));
    QVERIFY(pointsOf(SobolSequence(5, 1), 0, 1) != pointsOf(SobolSequence(5, 2), 0, 1));
    // More dimensions leave the first ones as they are.
    const Points wide = pointsOf(SobolSequence(9, 1), 0, 1);
    const Points narrow = pointsOf(SobolSequence(5, 1), 0, 1);
    QVERIFY(std::equal(narrow[0].begin(), narrow[0].end(), wide[0].begin()));
}

void TestSobolSequence::padsBeyondTheTable()
{
    const Points points = pointsOf(SobolSequence(300, 1), 0, 256);
    for (std::size_t j = 0; j < 300; ++j) {
        std::set<int> cells;
        double difference = 0.0;
        for (const auto &point : points) {
            cells.insert(static_cast<int>(point[j] * 256));
            difference += std::abs(point[j] - point[j % 128]);
        }
        QCOMPARE(cells.size(), std::size_t{256});
        // Independent uniform coordinates differ by a third on average.
        QVERIFY(j < 128 || std::abs(difference / 256 - 1.0 / 3) < 0.1);
    }
}

QTEST_GUILESS_MAIN(TestSobolSequence)
#include "tst_sobol_sequence.moc"
