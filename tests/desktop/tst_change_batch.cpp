// SPDX-FileCopyrightText: 2026 The Attune developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/desktop/change_batch.h"

#include <QTest>

using namespace attune;
using namespace attune::desktop;

namespace {

Trial trial(int number, TrialState state)
{
    Trial trial;
    trial.number = number;
    trial.state = state;
    return trial;
}

SeriesUpdate points(int trial, std::vector<MetricPoint> points, bool isWhole = false)
{
    RunKey run;
    run.trial = trial;
    return {run, "loss", std::move(points), isWhole};
}

} // namespace

class TestChangeBatch : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void holdsEachTrialOnceAsItIsNow()
    {
        ChangeBatch batch;
        QVERIFY(batch.isEmpty());
        batch.add(trial(3, TrialState::Running));
        batch.add(trial(1, TrialState::Complete));
        batch.add(trial(3, TrialState::Complete));
        const auto trials = batch.trials();
        QCOMPARE(trials.size(), std::size_t(2));
        QCOMPARE(trials[0].number, 1);
        QVERIFY(trials[1].state == TrialState::Complete);
        QVERIFY(!batch.isEmpty());
    }

    void joinsThePointsOfASeriesInOrder()
    {
        ChangeBatch batch;
        batch.add(points(1, {{0, 0.5, 1}}));
        batch.add(points(2, {{0, 0.7, 1}}));
        batch.add(points(1, {{1, 0.4, 2}}));
        const auto series = batch.series();
        QCOMPARE(series.size(), std::size_t(2));
        QCOMPARE(series[0].points.size(), std::size_t(2));
        QCOMPARE(series[0].points[1].step, 1);
        QVERIFY(!series[0].isWhole);
    }

    void aWholeSeriesReplacesWhatWasGatheredAndKeepsGrowing()
    {
        ChangeBatch batch;
        batch.add(points(1, {{0, 0.5, 1}}));
        batch.add(points(1, {{0, 0.9, 1}, {1, 0.8, 2}}, true));
        batch.add(points(1, {{2, 0.7, 3}}));
        const auto series = batch.series();
        QCOMPARE(series[0].points.size(), std::size_t(3));
        QCOMPARE(series[0].points[0].value, 0.9);
        QVERIFY(series[0].isWhole);
    }

    void keepsTheLastStatus()
    {
        ChangeBatch batch;
        StudyStatus status;
        batch.add(status);
        status.running = 2;
        batch.add(status);
        QCOMPARE(batch.status()->running, 2);
    }
};

QTEST_APPLESS_MAIN(TestChangeBatch)
#include "tst_change_batch.moc"
