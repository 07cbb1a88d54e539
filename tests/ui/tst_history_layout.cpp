// SPDX-FileCopyrightText: 2026 The Attune developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/charts/history/history_layout.h"

#include <QtTest>

using namespace attune;
using namespace attune::ui;

namespace {

Trial trialOf(int number, TrialState state, std::optional<double> objective = {})
{
    Trial trial;
    trial.number = number;
    trial.state = state;
    if (objective)
        trial.objectives = {objective};
    return trial;
}

std::optional<double> none(int)
{
    return std::nullopt;
}

const std::vector<Trial> someTrials{
    trialOf(0, TrialState::Complete, 0.5), trialOf(1, TrialState::Stopped, 0.2),
    trialOf(2, TrialState::Failed),        trialOf(3, TrialState::Complete, 0.7),
    trialOf(4, TrialState::Complete, 0.3), trialOf(5, TrialState::Running),
    trialOf(6, TrialState::Waiting)};

const PlotMapping mapping{QRectF(0, 0, 100, 100), {0.0, 10.0}, {0.0, 1.0}};

} // namespace

class TestHistoryLayout : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void onlyCompleteTrialsImproveTheBest()
    {
        const HistoryData data = historyOf(someTrials, Objective{}, none);
        QCOMPARE(data.marks.size(), 6U);
        QCOMPARE(data.lastLaunched, 5);
        QCOMPARE(data.best.size(), 2U);
        QCOMPARE(data.best[0].trial, 0);
        QCOMPARE(data.best[1].trial, 4);
    }

    void theBestRisesWhenMaximizing()
    {
        Objective objective;
        objective.direction = Direction::Maximize;
        const HistoryData data = historyOf(someTrials, objective, none);
        QCOMPARE(data.best.back().trial, 3);
    }

    void excludedTrialsAreNotTheBest()
    {
        std::vector<Trial> trials = someTrials;
        trials[4].isExcluded = true;
        QCOMPARE(historyOf(trials, Objective{}, none).best.back().trial, 0);
    }

    void aRunningTrialShowsItsReadingSoFar()
    {
        const HistoryData data =
            historyOf(someTrials, Objective{}, [](int) { return std::optional(0.4); });
        QCOMPARE(*data.marks.back().value, 0.4);
        QCOMPARE(placedMarks(data, mapping).size(), 6U);
        QCOMPARE(placedMarks(historyOf(someTrials, Objective{}, none), mapping).size(), 5U);
    }

    void failedTrialsStandAlongTheBottom()
    {
        const auto marks = placedMarks(historyOf(someTrials, Objective{}, none), mapping);
        QCOMPARE(marks[2].trial, 2);
        QCOMPARE(marks[2].pixel, QPointF(20, 100 - valuelessRow));
    }

    void valuesBeyondTheAxisStandAtItsEdge()
    {
        const PlotMapping narrow{QRectF(0, 0, 100, 100), {0.0, 10.0}, {0.25, 0.6}};
        const auto marks = placedMarks(historyOf(someTrials, Objective{}, none), narrow);
        QVERIFY(marks[1].isBeyond);
        QCOMPARE(marks[1].pixel.y(), 100.0);
        QVERIFY(marks[3].isBeyond);
        QCOMPARE(marks[3].pixel.y(), 0.0);
        QVERIFY(!marks[0].isBeyond);
    }

    void theLineOfTheBestGoesInStepsToTheNewestTrial()
    {
        const QPolygonF line = bestLine(historyOf(someTrials, Objective{}, none), mapping);
        QCOMPARE(line, QPolygonF({{0, 50}, {40, 50}, {40, 70}, {50, 70}}));
        QVERIFY(bestLine({}, mapping).isEmpty());
    }

    void theExtentAlwaysHoldsTheBest()
    {
        std::vector<Trial> trials;
        for (int i = 0; i < 50; ++i)
            trials.push_back(trialOf(i, TrialState::Complete, 10.0 + i * 0.01));
        trials.push_back(trialOf(50, TrialState::Complete, 0.001)); // far below all others
        trials.push_back(trialOf(51, TrialState::Complete, 1e9));
        const Extent extent =
            historyExtent(historyOf(trials, Objective{}, none), Clipping::Outliers, false);
        QVERIFY(extent.isValid);
        QCOMPARE(extent.minY, 0.001);
        QVERIFY(extent.maxY < 20.0);
        QVERIFY(!historyExtent({}, Clipping::None, false).isValid);
    }

    void theNearestMarkWithinReachIsFound()
    {
        const auto marks = placedMarks(historyOf(someTrials, Objective{}, none), mapping);
        QCOMPARE(*markAt(marks, QPointF(41, 72), 10.0), 4);
        QVERIFY(!markAt(marks, QPointF(70, 5), 10.0));
    }
};

QTEST_GUILESS_MAIN(TestHistoryLayout)
#include "tst_history_layout.moc"
