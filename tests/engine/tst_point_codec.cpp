// SPDX-FileCopyrightText: 2026 The Attune developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/engine/storage/point_codec.h"

#include <QTest>

#include <cmath>
#include <limits>

using namespace attune;
using namespace attune::engine;

class TestPointCodec : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral(".?"))); }
    void bringsBackWhatWasPacked();
    void keepsValuesThatAreNoNumbers();
    void packsAnEmptySeries();
    void usesFewBytesForAnOrdinaryCurve();
    void refusesBytesThatWereCutOrAreSomethingElse();
};

void TestPointCodec::bringsBackWhatWasPacked()
{
    const std::int64_t low = std::numeric_limits<std::int64_t>::min();
    const std::int64_t high = std::numeric_limits<std::int64_t>::max();
    const std::vector<StoredPoint> points = {
        {{1, 0.5, 1'700'000'000'000}, OutputStream::Stdout, 17},
        {{1, -0.0, 1'700'000'000'000}, OutputStream::Stderr, 5},
        {{high, 1e308, 1}, OutputStream::Stdout, 1LL << 40},
        {{low, 5e-324, high}, OutputStream::Stderr, 0},
        {{0, 3.0, low}, OutputStream::Stdout, 12},
    };
    const auto unpacked = unpackPoints(packPoints(points));
    QVERIFY(unpacked.has_value());
    QVERIFY(*unpacked == points);
    QVERIFY(std::signbit((*unpacked)[1].point.value));
}

void TestPointCodec::keepsValuesThatAreNoNumbers()
{
    const double infinity = std::numeric_limits<double>::infinity();
    const auto unpacked =
        unpackPoints(packPlainPoints({{1, std::nan(""), 0}, {2, infinity, 0}, {3, -infinity, 0}}));
    QVERIFY(unpacked.has_value());
    QVERIFY(std::isnan((*unpacked)[0].point.value));
    QCOMPARE((*unpacked)[1].point.value, infinity);
    QCOMPARE((*unpacked)[2].point.value, -infinity);
}

void TestPointCodec::packsAnEmptySeries()
{
    const auto unpacked = unpackPoints(packPoints({}));
    QVERIFY(unpacked.has_value());
    QVERIFY(unpacked->empty());
}

void TestPointCodec::usesFewBytesForAnOrdinaryCurve()
{
    std::vector<StoredPoint> points;
    for (int i = 0; i < 1000; ++i)
        points.push_back(
            {{i, 1.0 / (i + 1), 1'700'000'000'000 + i * 40}, OutputStream::Stdout, i * 31});
    QVERIFY(packPoints(points).size() <= 13 * 1000 + 32);
}

void TestPointCodec::refusesBytesThatWereCutOrAreSomethingElse()
{
    const QByteArray packed = packPlainPoints({{1, 0.5, 10}, {2, 0.25, 20}});
    for (qsizetype size = 0; size < packed.size(); ++size)
        QVERIFY(!unpackPoints(packed.first(size)).has_value());
    QVERIFY(!unpackPoints("something else entirely").has_value());
}

QTEST_GUILESS_MAIN(TestPointCodec)
#include "tst_point_codec.moc"
