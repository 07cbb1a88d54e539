// SPDX-FileCopyrightText: 2026 The Attune developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/charts/curves/curves_layout.h"
#include "ui/charts/curves/curves_painter.h"

#include <QtTest>

#include <cmath>
#include <limits>
#include <map>

using namespace attune;
using namespace attune::ui;

namespace {

constexpr double notANumber = std::numeric_limits<double>::quiet_NaN();
constexpr double infinity = std::numeric_limits<double>::infinity();

PointProjector projectorOf(double maxX, double maxY = 1.0, AxisScale scaleY = AxisScale::Linear)
{
    const double minY = scaleY == AxisScale::Linear ? 0.0 : 0.01;
    return PointProjector({QRectF(0, 0, 100, 50), {0.0, maxX}, {minY, maxY, scaleY}});
}

Curve curveOfPoints(std::vector<MetricPoint> points, double smoothing = 0.0)
{
    Trial trial;
    trial.startedMs = 1000;
    CurveOptions options;
    options.smoothing = smoothing;
    return curveOf(trial, points, options);
}

} // namespace

class TestCurvesLayout : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void anEmptyCurveGivesNothing()
    {
        QVERIFY(polylinesOf({}, projectorOf(10)).empty());
        QVERIFY(!endOf({}, projectorOf(10)));
        QVERIFY(!nearestPoint(Curve{}, 3.0));
        QVERIFY(!extentOf({Curve{}}, Clipping::Outliers, false, false).isValid);
    }

    void aValueThatIsNotFiniteBreaksTheLine()
    {
        const auto lines =
            polylinesOf({{0, 0.5}, {1, 0.4}, {2, notANumber}, {3, 0.3}, {4, infinity}, {5, 0.2}},
                        projectorOf(10));
        QCOMPARE(lines.size(), 3U);
        QCOMPARE(lines[0].size(), 2);
        QCOMPARE(lines[1].size(), 1);
        QCOMPARE(lines[2].size(), 1);
    }

    void valuesBelowZeroBreakALineOnALogarithmicAxis()
    {
        const auto lines = polylinesOf({{0, 0.5}, {1, -1.0}, {2, 0.0}, {3, 0.3}},
                                       projectorOf(10, 1.0, AxisScale::Logarithmic));
        QCOMPARE(lines.size(), 2U);
    }

    void eachColumnOfPixelsKeepsFourPointsAndItsExtremes()
    {
        std::vector<QPointF> points;
        for (int i = 0; i < 20'000; ++i)
            points.emplace_back(i, 0.5 + 0.4 * std::sin(i * 1.7));
        points[9'950].setY(0.99); // an extreme that must not be lost
        const auto lines = polylinesOf(points, projectorOf(20'000));
        QCOMPARE(lines.size(), 1U);
        std::map<double, int> perColumn;
        double top = 50.0;
        for (const QPointF &pixel : lines[0]) {
            ++perColumn[std::floor(pixel.x())];
            top = std::min(top, pixel.y());
        }
        for (const auto &[column, count] : perColumn)
            QVERIFY(count <= 4);
        QVERIFY(perColumn.size() >= 100);
        QVERIFY(std::abs(top - 50.0 * (1.0 - 0.99)) < 1e-9);
    }

    void theEndIsTheLastFinitePoint()
    {
        const auto end = endOf({{0, 0.5}, {5, 0.5}, {6, notANumber}}, projectorOf(10));
        QVERIFY(end.has_value());
        QCOMPARE(*end, QPointF(50, 25));
    }

    void theDistanceIsToTheLineNotToItsPoints()
    {
        const Curve curve = curveOfPoints({{0, 0.5, 0}, {10, 0.5, 0}});
        const auto gap = distanceTo(curve, projectorOf(10), QPointF(50, 30), 12.0);
        QVERIFY(gap.has_value());
        QVERIFY(std::abs(*gap - 5.0) < 1e-9);
        QVERIFY(!distanceTo(curve, projectorOf(10), QPointF(50, 45), 12.0));
    }

    void stepsThatGoBackAreStillFound()
    {
        const Curve curve = curveOfPoints({{0, 0.5, 0}, {9, 0.5, 0}, {2, 0.1, 0}});
        QVERIFY(!curve.isMonotone);
        QCOMPARE(*nearestPoint(curve, 2.2), 2U);
        QVERIFY(distanceTo(curve, projectorOf(10), QPointF(20, 45), 3.0).has_value());
    }

    void theNearestPointIsNearestInX()
    {
        const Curve curve = curveOfPoints({{0, 1, 0}, {10, 1, 0}, {20, 1, 0}});
        QCOMPARE(*nearestPoint(curve, -5.0), 0U);
        QCOMPARE(*nearestPoint(curve, 14.0), 1U);
        QCOMPARE(*nearestPoint(curve, 16.0), 2U);
        QCOMPARE(*nearestPoint(curve, 99.0), 2U);
    }

    void smoothingStartsAtTheFirstValueAndKeepsGaps()
    {
        const auto values = smoothed({1.0, notANumber, 0.0, 0.0}, 0.5);
        QCOMPARE(values[0], 1.0);
        QVERIFY(std::isnan(values[1]));
        QVERIFY(std::abs(values[2] - 1.0 / 3.0) < 1e-12);
        QVERIFY(values[3] < values[2]);
        const Curve curve = curveOfPoints({{0, 1, 0}, {1, 0, 0}}, 0.5);
        QCOMPARE(curve.raw[1].y(), 0.0);
        QVERIFY(curve.points[1].y() > 0.0);
    }

    void aStoppedTrialShowsWhatItWasComparedWith()
    {
        Trial trial;
        trial.startedMs = 1000;
        trial.stoppedAtStep = 2;
        trial.stoppedValue = 0.4;
        trial.stoppedAgainst = 0.25;
        const std::vector<MetricPoint> points = {{1, 0.5, 2000}, {2, 0.4, 4000}, {3, 0.3, 5000}};
        CurveOptions options;
        QCOMPARE(curveOf(trial, points, options).against, std::optional(QPointF(2, 0.25)));
        options.x = CurveX::Seconds;
        QCOMPARE(curveOf(trial, points, options).against, std::optional(QPointF(3, 0.25)));
        options.isObjective = false; // another metric was compared with nothing
        QVERIFY(!curveOf(trial, points, options).against);
    }

    void whatAFormerObjectiveWasComparedWithIsNotDrawn()
    {
        Trial trial;
        trial.stoppedAtStep = 2;
        trial.stoppedValue = 0.4;
        trial.stoppedAgainst = 0.25;
        QVERIFY(curveOf(trial, {{1, 0.5, 0}, {2, 0.4, 0}}, {}).against);
        QVERIFY(!curveOf(trial, {{1, 90, 0}, {2, 95, 0}}, {}).against);
        trial.objectives = {0.4}; // the best so far counts at a rung, not the last
        QVERIFY(curveOf(trial, {{1, 0.4, 0}, {2, 0.6, 0}}, {}).against);
    }

    void secondsCountFromTheTrialsBeginning()
    {
        Trial trial;
        trial.startedMs = 5000;
        CurveOptions options;
        options.x = CurveX::Seconds;
        const Curve curve = curveOf(trial, {{1, 0.5, 6500}}, options);
        QCOMPARE(curve.points.front().x(), 1.5);
        options.x = CurveX::WallClock;
        QCOMPARE(curveOf(trial, {{1, 0.5, 6500}}, options).points.front().x(), 6.5);
    }

    void secondsLeaveOutPausesAtRungs()
    {
        Trial trial;
        trial.startedMs = 5000;
        const auto run = [](int rung, int attempt, std::int64_t startedMs, std::int64_t endedMs) {
            Run made;
            made.key = {.rung = rung, .attempt = attempt};
            made.startedMs = startedMs;
            made.endedMs = endedMs;
            return made;
        };
        // An attempt that was lost, two seconds, a pause of an hour, one that could not be started,
        // and a run that goes on still.
        trial.runs = {run(0, 1, 1000, 4000), run(0, 2, 5000, 7000), run(1, 1, 0, 3'606'000),
                      run(1, 2, 3'607'000, 0)};
        CurveOptions options;
        options.x = CurveX::Seconds;
        const Curve curve = curveOf(
            trial, {{1, 0.5, 6500}, {2, 0.4, 7020}, {3, 0.3, 3'607'500}, {4, 0.2, 3'610'000}},
            options);
        QVERIFY(curve.isMonotone);
        std::vector<double> seconds;
        for (const QPointF &point : curve.points)
            seconds.push_back(point.x());
        QCOMPARE(seconds, (std::vector<double>{1.5, 2.0, 2.5, 5.0}));
        options.x = CurveX::WallClock;
        QCOMPARE(curveOf(trial, {{3, 0.3, 3'607'500}}, options).points.front().x(), 3607.5);
    }

    void clippingLeavesOutAFewFarValuesAndNothingElse()
    {
        std::vector<double> values;
        for (int i = 0; i < 100; ++i)
            values.push_back(i / 100.0);
        QCOMPARE(clippedInterval(values), std::pair(0.0, 0.99));
        values.push_back(1e6);
        const auto [low, high] = clippedInterval(values);
        QCOMPARE(low, 0.0);
        QVERIFY(high < 2.0);
        QCOMPARE(clippedInterval({0.5, 0.5, 0.5}), std::pair(0.5, 0.5));
    }

    void whatWasStoppedIsLeftOutOnlyWhereItIsFew()
    {
        std::vector<double> complete;
        for (int i = 0; i < 12; ++i)
            complete.push_back(0.2 + i / 100.0);
        std::vector<double> all = complete;
        all.insert(all.end(), {5.0, 5.2, 5.4, 5.6, 5.8, 6.0});
        QCOMPARE(valuesToShow(complete, all), complete);
        all.push_back(6.2);
        QCOMPARE(valuesToShow(complete, all), all);
        QCOMPARE(valuesToShow({}, all), all);
    }

    void theLeadingTrialsAreTheBestCompleteOnes()
    {
        std::vector<Trial> trials(5);
        const double values[] = {0.3, 0.1, 0.2, 0.05, 0.4};
        for (int i = 0; i < 5; ++i) {
            trials[std::size_t(i)].number = i;
            trials[std::size_t(i)].state = TrialState::Complete;
            trials[std::size_t(i)].objectives = {values[i]};
        }
        trials[3].state = TrialState::Stopped;
        QCOMPARE(leadingTrials(trials, {{"loss"}}, "loss", 2), std::vector<int>({1, 2}));
        QCOMPARE(leadingTrials(trials, {{"loss", Direction::Maximize}}, "accuracy", 1),
                 std::vector<int>({4}));
        QCOMPARE(leadingTrials(trials, {{"loss"}}, "loss", 9).size(), std::size_t(4));
        for (Trial &trial : trials)
            trial.objectives.emplace_back(trial.number);
        const std::vector<Objective> two = {{"loss"}, {"size", Direction::Maximize}};
        QCOMPARE(leadingTrials(trials, two, "size", 2), std::vector<int>({4, 2}));
        QCOMPARE(leadingTrials(trials, two, "accuracy", 2), std::vector<int>({1, 2}));
    }

    void aCrowdFadesAsAWholeSoThatNoMassOfLinesIsSolid()
    {
        QCOMPARE(crowdStyle(8).layerOpacity, 1.0);
        QVERIFY(crowdStyle(64).layerOpacity < 1.0);
        QVERIFY(crowdStyle(10'000).layerOpacity < crowdStyle(64).layerOpacity);
    }

    void theExtentOfALogarithmicAxisHasOnlyValuesAboveZero()
    {
        const Extent extent = extentOf({curveOfPoints({{0, -1, 0}, {1, 0.1, 0}, {2, 1, 0}})},
                                       Clipping::None, false, true);
        QCOMPARE(extent.minY, 0.1);
        QCOMPARE(extent.maxY, 1.0);
    }
};

QTEST_GUILESS_MAIN(TestCurvesLayout)
#include "tst_curves_layout.moc"
