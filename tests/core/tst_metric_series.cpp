// SPDX-FileCopyrightText: 2026 The Attune developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/rng.h"
#include "core/study/metric_series.h"

#include <QtTest>

#include <algorithm>
#include <cmath>

using namespace attune;

namespace {

std::vector<MetricPoint> noise(int count)
{
    Rng rng(1, RandomPurpose::Preview, 0);
    std::vector<MetricPoint> points;
    for (int i = 0; i < count; ++i)
        points.push_back({i, rng.normal(), i});
    return points;
}

} // namespace

class TestMetricSeries : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void keepsShortSeriesWhole();
    void keepsTheShapeOfLongOnes();
    void keepsGapsOfNaN();
};

void TestMetricSeries::keepsShortSeriesWhole()
{
    QCOMPARE(envelopeOf({}), std::vector<MetricPoint>{});
    QCOMPARE(envelopeOf(noise(512)), noise(512));
}

void TestMetricSeries::keepsTheShapeOfLongOnes()
{
    for (const int count : {513, 1000, 100000}) {
        const auto points = noise(count);
        const auto envelope = envelopeOf(points);
        QVERIFY(envelope.size() <= 512);
        QCOMPARE(envelope.front(), points.front());
        QCOMPARE(envelope.back(), points.back());
        const auto goesBack = [](const auto &a, const auto &b) { return a.step >= b.step; };
        QVERIFY(std::adjacent_find(envelope.begin(), envelope.end(), goesBack) == envelope.end());
        // Every bucket keeps its own extremes.
        for (std::size_t bucket = 0; bucket < 128; ++bucket) {
            const auto begin = static_cast<long>(points.size() * bucket / 128);
            const auto end = static_cast<long>(points.size() * (bucket + 1) / 128);
            const auto [lowest, highest] =
                std::minmax_element(points.begin() + begin, points.begin() + end,
                                    [](const auto &a, const auto &b) { return a.value < b.value; });
            QVERIFY(std::find(envelope.begin(), envelope.end(), *lowest) != envelope.end());
            QVERIFY(std::find(envelope.begin(), envelope.end(), *highest) != envelope.end());
        }
    }
}

void TestMetricSeries::keepsGapsOfNaN()
{
    auto points = noise(12800);
    for (std::size_t i = 100; i < 250; ++i)
        points[i].value = std::nan("");
    const auto envelope = envelopeOf(points);
    const auto nans = std::count_if(envelope.begin(), envelope.end(),
                                    [](const auto &point) { return std::isnan(point.value); });
    QCOMPARE(nans, 3); // first and last of bucket 1 (100 to 199), first of bucket 2
    const auto real = std::count_if(envelope.begin(), envelope.end(), [](const auto &point) {
        return point.step >= 250 && point.step < 300 && !std::isnan(point.value);
    });
    QVERIFY(real >= 2); // the extremes of what is left of bucket 2
}

QTEST_GUILESS_MAIN(TestMetricSeries)
#include "tst_metric_series.moc"
