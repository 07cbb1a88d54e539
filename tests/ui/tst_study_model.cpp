// SPDX-FileCopyrightText: 2026 The Attune developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/models/study_model.h"

#include <QSignalSpy>
#include <QtTest>

using namespace attune;
using namespace attune::ui;

namespace {

Trial trialOf(int number, TrialState state, std::optional<double> objective = {})
{
    Trial trial;
    trial.number = number;
    trial.state = state;
    trial.objectives = {objective};
    return trial;
}

SeriesUpdate updateOf(int trial, int attempt, std::vector<MetricPoint> points)
{
    SeriesUpdate update;
    update.run.trial = trial;
    update.run.attempt = attempt;
    update.metric = "loss";
    update.points = std::move(points);
    return update;
}

} // namespace

class TestStudyModel : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral(".*"))); }

    void keepsTrialsByNumberAndSaysWhichChanged()
    {
        StudyModel model(nullptr);
        std::vector<std::vector<int>> changes;
        connect(&model, &StudyModel::trialsChanged, this,
                [&](const std::vector<int> &numbers) { changes.push_back(numbers); });

        model.updateTrials({trialOf(2, TrialState::Running)});
        model.updateTrials({trialOf(0, TrialState::Complete, 0.5)});

        QCOMPARE(changes.size(), 2U);
        QCOMPARE(changes[0], (std::vector<int>{0, 1, 2}));
        QCOMPARE(changes[1], std::vector<int>{0});
        QCOMPARE(model.trials().size(), 3U);
        QCOMPARE(model.trial(1)->number, 1);
        QCOMPARE(model.trial(2)->state, TrialState::Running);
        QVERIFY(!model.trial(3));
        QVERIFY(!model.trial(-1));
    }

    void theBestIsTheLowestCompleteTrialWhenMinimizing()
    {
        StudyModel model(nullptr);
        QVERIFY(!model.best());
        model.updateTrials({trialOf(0, TrialState::Complete, 0.5),
                            trialOf(1, TrialState::Stopped, 0.1),
                            trialOf(2, TrialState::Complete, 0.3)});
        QCOMPARE(model.best()->number, 2);
    }

    void theBestIsTheTrialToReportOnceAModelCanTell()
    {
        StudyModel model(nullptr);
        model.updateTrials({trialOf(0, TrialState::Complete, 0.5),
                            trialOf(1, TrialState::Complete, 0.4),
                            trialOf(2, TrialState::Complete, 0.3)});
        std::vector<std::vector<int>> changes;
        connect(&model, &StudyModel::trialsChanged, this,
                [&](const std::vector<int> &numbers) { changes.push_back(numbers); });
        StudyStatus status;
        status.bestTrial = 2;
        status.incumbent = Incumbent{.trial = 1, .bestObserved = 2, .reason = "Luck."};
        model.setStatus(status);
        QCOMPARE(model.best()->number, 1);
        QCOMPARE(changes, (std::vector<std::vector<int>>{{1, 2}}));

        status.running = 1;
        model.setStatus(status);
        QCOMPARE(changes.size(), 1U); // nothing but the counts is new
    }

    void aResultNewerThanTheModelCountsAtOnceWhereThereIsNoNoise()
    {
        StudyModel model(nullptr);
        model.updateTrials(
            {trialOf(0, TrialState::Complete, 0.5), trialOf(1, TrialState::Complete, 0.3)});
        StudyStatus status;
        status.bestTrial = 1;
        status.incumbent = Incumbent{.trial = 0, .bestObserved = 0, .reason = "No noise."};
        model.setStatus(status); // the model has not seen trial 1 yet
        QCOMPARE(model.best()->number, 1);
        QCOMPARE(status.reportedTrial(), std::optional(1));
    }

    void appendsPointsAndReplacesWholeSeries()
    {
        StudyModel model(nullptr);
        model.updateSeries({updateOf(0, 1, {{1, 0.9, 0}})});
        model.updateSeries({updateOf(0, 1, {{2, 0.8, 0}})});
        QCOMPARE(model.points(0, "loss").size(), 2U);

        SeriesUpdate whole = updateOf(0, 1, {{1, 0.7, 0}});
        whole.isWhole = true;
        model.updateSeries({whole});
        QCOMPARE(model.points(0, "loss"), (std::vector<MetricPoint>{{1, 0.7, 0}}));
        QVERIFY(model.points(0, "accuracy").empty());
        QVERIFY(model.points(7, "loss").empty());
    }

    void aLaterAttemptReplacesTheSeriesAndLateNewsOfTheEarlierIsDropped()
    {
        StudyModel model(nullptr);
        model.updateSeries({updateOf(0, 1, {{1, 0.9, 0}, {2, 0.8, 0}})});
        model.updateSeries({updateOf(0, 2, {{1, 0.5, 0}})});
        model.updateSeries({updateOf(0, 1, {{3, 0.7, 0}})});
        QCOMPARE(model.points(0, "loss"), (std::vector<MetricPoint>{{1, 0.5, 0}}));
    }

    void ignoresTestRuns()
    {
        StudyModel model(nullptr);
        QSignalSpy changed(&model, &StudyModel::seriesChanged);
        model.updateSeries({updateOf(-1, 1, {{1, 0.9, 0}})});
        QCOMPARE(changed.count(), 0);
        QVERIFY(model.points(-1, "loss").empty());
    }

    void namesTheObjectiveFirst()
    {
        StudyModel model(nullptr);
        SeriesUpdate other = updateOf(0, 1, {{1, 0.9, 0}});
        other.metric = "accuracy";
        model.updateSeries({other, updateOf(0, 1, {{1, 0.9, 0}})});
        StudySettings settings;
        settings.objectives.front().metric = "loss";
        model.setSettings(settings, 3);
        QCOMPARE(model.revision(), 3);
        QCOMPARE(model.metrics(), (std::vector<std::string>{"loss", "accuracy"}));
    }

    void announcesAStatusOnlyWhenItDiffers()
    {
        StudyModel model(nullptr);
        QSignalSpy changed(&model, &StudyModel::statusChanged);
        StudyStatus status;
        status.running = 2;
        model.setStatus(status);
        model.setStatus(status);
        QCOMPARE(changed.count(), 1);
        QCOMPARE(model.status().running, 2);
    }
};

QTEST_GUILESS_MAIN(TestStudyModel)
#include "tst_study_model.moc"
