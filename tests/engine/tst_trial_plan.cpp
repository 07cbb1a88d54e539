// SPDX-FileCopyrightText: 2026 The Attune developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/engine/scheduling/trial_plan.h"

#include <QTest>

using namespace attune;
using namespace attune::engine;

namespace {

Hyperparameter range(const std::string &name, double min, double max)
{
    Hyperparameter hyperparameter;
    hyperparameter.name = name;
    hyperparameter.min = min;
    hyperparameter.max = max;
    return hyperparameter;
}

/// Rungs at 1 and 3 of 9.
StudySettings promoting()
{
    StudySettings settings;
    settings.search.strategy = Strategy::Hyperband;
    settings.search.hyperband.mode = HyperbandMode::Promote;
    settings.search.hyperband.maxResource = 9;
    settings.space.hyperparameters = {range("lr", 0.0, 1.0), range("dropout", 0.0, 0.9)};
    return settings;
}

/// Has reached the first rung.
Trial paused()
{
    Trial trial;
    trial.number = 0;
    trial.state = TrialState::Stopped;
    trial.isPaused = true;
    trial.settings = {{"lr", 0.5}, {"dropout", 0.25}};
    Run run;
    run.key.trial = 0;
    run.end = RunEnd::Exited;
    run.resource = 1;
    trial.runs = {run};
    return trial;
}

} // namespace

/// Which paused trials may go on after an edit of the study.
class TestTrialPlan : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aTrialThatTheStudyWouldTryTodayGoesOn() { QVERIFY(canGoOn(promoting(), paused())); }

    void oneMoreHyperparameterStopsItOnlyWithoutADefault()
    {
        StudySettings settings = promoting();
        settings.space.hyperparameters.push_back(range("momentum", 0.0, 1.0));
        QVERIFY(!canGoOn(settings, paused()));
        settings.space.hyperparameters.back().defaultValue = 0.9;
        QVERIFY(canGoOn(settings, paused()));
    }

    void freezingStopsOnlyWhatHadAnotherValue()
    {
        StudySettings settings = promoting();
        settings.space.hyperparameters.pop_back();
        settings.space.fixed = {{"dropout", "0.25"}};
        QVERIFY(canGoOn(settings, paused()));
        settings.space.fixed = {{"dropout", "0.5"}};
        QVERIFY(!canGoOn(settings, paused()));
    }

    void anotherRangeStopsWhatIsOutside()
    {
        StudySettings settings = promoting();
        settings.space.hyperparameters[0].max = 0.6;
        QVERIFY(canGoOn(settings, paused()));
        settings.space.hyperparameters[0].max = 0.4;
        QVERIFY(!canGoOn(settings, paused()));
    }

    void anExcludedOneStays()
    {
        Trial trial = paused();
        trial.isExcluded = true;
        QVERIFY(!canGoOn(promoting(), trial));
    }
};

QTEST_GUILESS_MAIN(TestTrialPlan)
#include "tst_trial_plan.moc"
