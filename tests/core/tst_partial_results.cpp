// SPDX-FileCopyrightText: 2026 The Attune developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/study/partial_results.h"

#include <QtTest>

#include <limits>

using namespace attune;

namespace {

/// The value is 100 - step.
std::vector<MetricPoint> curve(std::int64_t first, std::int64_t last, std::int64_t by = 1)
{
    std::vector<MetricPoint> points;
    for (std::int64_t step = first; step <= last; step += by)
        points.push_back({step, 100.0 - static_cast<double>(step), 0});
    return points;
}

} // namespace

class tst_partial_results : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void standAtPowersOfThree()
    {
        const std::vector<PartialResult> expected = {{1, 99.0}, {3, 97.0}, {9, 91.0}};
        QVERIFY(partialResultsOf({}, curve(1, 20)) == expected);
        QVERIFY(partialResultsOf({}, curve(1, 10)) == expected);
    }

    void neverStandAtTheEnd()
    {
        const std::vector<PartialResult> expected = {{1, 99.0}, {3, 97.0}};
        QVERIFY(partialResultsOf({}, curve(1, 9)) == expected);
        QVERIFY(partialResultsOf({}, curve(5, 5)).empty());
        QVERIFY(partialResultsOf({}, {}).empty());
    }

    void countStepsFromOne()
    {
        const std::vector<PartialResult> expected = {{1, 100.0}, {3, 98.0}};
        QVERIFY(partialResultsOf({}, curve(0, 5)) == expected);
    }

    void standAtTheLastReadingBefore()
    {
        const std::vector<PartialResult> expected = {{10, 90.0}, {20, 80.0}, {80, 20.0}};
        QVERIFY(partialResultsOf({}, curve(10, 90, 10)) == expected);
    }

    void areReadAsTheObjectiveIs()
    {
        std::vector<MetricPoint> points = curve(1, 4);
        points[0].value = 50.0;
        const Objective best{.metric = "m", .value = ObjectiveValue::Best};
        QCOMPARE(partialResultsOf(best, points).at(1).objective, 50.0);
        const Objective mean{.metric = "m", .value = ObjectiveValue::MeanOfLast, .meanOfLast = 2};
        QCOMPARE(partialResultsOf(mean, points).at(1).objective, 97.5);
    }

    void leaveOutWhatIsNotFinite()
    {
        std::vector<MetricPoint> points = curve(1, 20);
        points[2].value = std::numeric_limits<double>::quiet_NaN();
        const std::vector<PartialResult> expected = {{1, 99.0}, {9, 91.0}};
        QVERIFY(partialResultsOf({}, points) == expected);
    }

    void leaveOutStepsThatGoBack()
    {
        const std::vector<MetricPoint> points = {{9, 5.0, 0}, {2, 6.0, 0}, {30, 4.0, 0}};
        const std::vector<PartialResult> expected = {{9, 5.0}};
        QVERIFY(partialResultsOf({}, points) == expected);
        const std::vector<MetricPoint> summary = {{1, 5.0, 0}, {3, 4.0, 0}, {1, 3.0, 0}};
        QVERIFY(partialResultsOf({}, summary).empty());
    }

    void endAtTheLargestSteps()
    {
        constexpr std::int64_t most = std::numeric_limits<std::int64_t>::max();
        const std::vector<MetricPoint> points = {{1, 3.0, 0}, {most - 1, 2.0, 0}, {most, 1.0, 0}};
        QCOMPARE(partialResultsOf({}, points).size(), std::size_t(2));
    }
};

QTEST_APPLESS_MAIN(tst_partial_results)
#include "tst_partial_results.moc"
