// SPDX-FileCopyrightText: 2026 The Attune developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/stopping/completion_criteria.h"

#include "core/analysis/pareto_front.h"
#include "core/base/rng.h"

#include <QtTest>

#include <algorithm>
#include <cmath>

using namespace attune;

namespace {

Trial trial(int number, double value, TrialState state = TrialState::Complete)
{
    Trial made;
    made.number = number;
    made.state = state;
    made.objectives = {value};
    made.endedMs = 1000 + number;
    return made;
}

std::vector<Trial> trialsOf(const std::vector<double> &values)
{
    std::vector<Trial> trials;
    for (const double value : values)
        trials.push_back(trial(static_cast<int>(trials.size()), value));
    return trials;
}

/// The sentence, or an empty text while the study goes on.
std::string why(const StudySettings &settings, const std::vector<Trial> &trials,
                double ranSeconds = 0.0, std::optional<ConvergenceBound> convergence = {})
{
    StudyProgress progress{trials, ranSeconds, convergence};
    for (const Trial &each : trials)
        progress.modelled.push_back(each.number);
    return whyComplete(settings, progress).value_or(std::string());
}

int since(const StudySettings &settings, const std::vector<Trial> &trials)
{
    return trialsWithoutImprovement(settings.studyStopping, settings.objectives, trials);
}

const std::string goesOn;

} // namespace

class TestCompletionCriteria : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void countsTrialsWithoutTheCancelled();
    void countsSeconds();
    void stopsAtTheTarget();
    void stopsWhenNothingImproves();
    void importedTrialsAreNoAttempts();
    void whatIsPausedHasNotEnded();
    void asksForTheGivenImprovement();
    void stopsWhenTheFrontStands();
    void theFrontIsThatOfAllTrialsSoFar();
    void stopsOnConvergence();
    void theMedianIsTheSameInBothDirections();
    void judgesByWhatTheModelHasSeen();
    void exactlyWhatIsAskedIsAnImprovement();
    void importedTrialsReachTheTargetToo();
    void runsMoreAfterPausesAtRungs();
    void runsMoreAfterEveryCriterion();
};

void TestCompletionCriteria::countsTrialsWithoutTheCancelled()
{
    StudySettings settings;
    settings.budget.trials = 3;
    std::vector<Trial> trials = trialsOf({1, 2});
    trials.push_back(trial(2, 3, TrialState::Cancelled));
    trials.push_back(trial(3, 3, TrialState::Running));
    QCOMPARE(why(settings, trials), goesOn);
    trials.back().state = TrialState::Failed;
    QCOMPARE(why(settings, trials), std::string("All 3 trials are done."));
    trials.back().state = TrialState::Stopped;
    QCOMPARE(why(settings, trials), std::string("All 3 trials are done."));
    settings.budget.trials = 1;
    QCOMPARE(why(settings, trialsOf({1})), std::string("The one trial is done."));
    QCOMPARE(why(settings, {}), goesOn);
}

void TestCompletionCriteria::countsSeconds()
{
    StudySettings settings;
    QCOMPARE(why(settings, {}, 1e9), goesOn);
    settings.budget.seconds = 5430.0;
    QCOMPARE(why(settings, {}, 5429.9), goesOn);
    QCOMPARE(why(settings, {}, 5430.0), std::string("The time of 1 h 30 min 30 s is used up."));
    settings.budget.seconds = 2.5;
    QCOMPARE(why(settings, {}, 3.0), std::string("The time of 2.5 s is used up."));
}

void TestCompletionCriteria::stopsAtTheTarget()
{
    StudySettings settings;
    settings.studyStopping.target = 0.01;
    QCOMPARE(why(settings, trialsOf({0.3, 0.02})), goesOn);
    QCOMPARE(why(settings, trialsOf({0.3, 0.00943219, 0.001})),
             std::string("The target 0.01 was reached by trial 1 (0.009432)."));
    QCOMPARE(why(settings, trialsOf({0.01})),
             std::string("The target 0.01 was reached by trial 0 (0.01)."));
    QCOMPARE(why(settings, {trial(0, 0.001, TrialState::Stopped)}), goesOn);
    QCOMPARE(why(settings, {trial(0, -INFINITY)}), goesOn);
    std::vector<Trial> excluded = trialsOf({0.001});
    excluded[0].isExcluded = true;
    QCOMPARE(why(settings, excluded), goesOn);
    settings.objectives[0].direction = Direction::Maximize;
    QCOMPARE(why(settings, trialsOf({0.001})), goesOn);
    QVERIFY(why(settings, trialsOf({0.3})).starts_with("The target 0.01 was reached by trial 0"));
}

void TestCompletionCriteria::stopsWhenNothingImproves()
{
    StudySettings settings;
    settings.studyStopping.notImprovingFor = 3;
    QCOMPARE(why(settings, trialsOf({5, 4, 6, 7})), goesOn);
    QCOMPARE(why(settings, trialsOf({5, 4, 6, 4, 7})),
             std::string("The last 3 trials did not improve on trial 1 (4)."));
    QCOMPARE(why(settings, trialsOf({5, 4, 6, 7, 3.999})), goesOn);
    QCOMPARE(since(settings, {}), 0);
    QCOMPARE(since(settings, trialsOf({5, 4, 6, 7})), 2);
    QCOMPARE(since(settings, trialsOf({5, 4, 6, 7, 3.999})), 0);
    // What failed or was stopped did not improve either; what was cancelled does not count.
    QVERIFY(why(settings, {trial(0, 1), trial(1, 0, TrialState::Failed),
                           trial(2, 0, TrialState::Stopped), trial(3, 1)}) != goesOn);
    QCOMPARE(why(settings, {trial(0, 1), trial(1, 0, TrialState::Cancelled),
                            trial(2, 0, TrialState::Cancelled), trial(3, 1)}),
             goesOn);
    // Without any result there is nothing to improve on.
    QCOMPARE(why(settings, std::vector<Trial>(5, trial(0, 0, TrialState::Failed))), goesOn);
    // The order in which trials end counts.
    std::vector<Trial> trials = trialsOf({1, 5, 5, 5});
    trials[0].endedMs = 9000;
    QCOMPARE(why(settings, trials), goesOn);
    settings.objectives[0].direction = Direction::Maximize;
    QCOMPARE(why(settings, trialsOf({5, 4, 4, 4})),
             std::string("The last 3 trials did not improve on trial 0 (5)."));
}

/// They are what the study's own trials are measured against, however many came after the best.
void TestCompletionCriteria::importedTrialsAreNoAttempts()
{
    StudySettings settings;
    settings.studyStopping.notImprovingFor = 2;
    std::vector<Trial> trials = trialsOf({5, 1, 6, 7, 8, 2, 3});
    for (std::size_t i = 0; i < 5; ++i)
        trials[i].origin = TrialOrigin::Imported;
    const std::vector<Trial> oneRan(trials.begin(), trials.begin() + 6);
    QCOMPARE(why(settings, oneRan), goesOn);
    QCOMPARE(why(settings, trials),
             std::string("The last 2 trials did not improve on trial 1 (1)."));
}

/// At a rung, from where it may go on and become the best.
void TestCompletionCriteria::whatIsPausedHasNotEnded()
{
    StudySettings settings;
    settings.budget.trials = 10;
    settings.studyStopping.notImprovingFor = 2;
    std::vector<Trial> trials = trialsOf({0.5, 0.9, 0.8, 0.7});
    for (std::size_t paused : {1, 2}) {
        trials[paused].state = TrialState::Stopped;
        trials[paused].isPaused = true;
    }
    QCOMPARE(why(settings, trials), goesOn);
    trials[1].isPaused = false;
    QVERIFY(why(settings, trials) != goesOn);
}

void TestCompletionCriteria::asksForTheGivenImprovement()
{
    StudySettings settings;
    settings.studyStopping.notImprovingFor = 3;
    settings.studyStopping.notImprovingBy = 0.01;
    QCOMPARE(why(settings, trialsOf({100, 99.5, 99.4, 99.3})),
             std::string("The last 3 trials did not improve on trial 0 (100) by 1 % or more."));
    QCOMPARE(why(settings, trialsOf({100, 99.5, 99.4, 99.0})), goesOn);
    // Small steps that add up to 1 % since the last improvement count as one.
    QCOMPARE(why(settings, trialsOf({100, 99.6, 99.2, 98.8, 98.6, 98.4})), goesOn);
}

void TestCompletionCriteria::stopsWhenTheFrontStands()
{
    StudySettings settings;
    settings.objectives.emplace_back().direction = Direction::Maximize;
    settings.studyStopping.notImprovingFor = 2;
    settings.studyStopping.target = 100.0; // of one objective only: reached by all
    std::vector<Trial> trials = trialsOf({3, 2, 4, 5});
    const std::vector<double> second{1, 0, 1, 0.5};
    for (std::size_t i = 0; i < trials.size(); ++i)
        trials[i].objectives.emplace_back(second[i]);
    QCOMPARE(why(settings, trials),
             std::string("The last 2 trials added nothing to the front of 2 trials."));
    QCOMPARE(since(settings, trials), 2);
    QVERIFY(!withMoreTrials(settings, {trials, 5.0, {}}, 20).studyStopping.notImprovingFor);
    trials[3].objectives[1] = 2.0; // joins it
    QCOMPARE(why(settings, trials), goesOn);
    trials[3].meetsRequirements = false;
    QVERIFY(why(settings, trials) != goesOn);
}

void TestCompletionCriteria::theFrontIsThatOfAllTrialsSoFar()
{
    StudySettings settings;
    settings.objectives.emplace_back().direction = Direction::Maximize;
    settings.budget.trials = 1000;
    for (std::uint64_t seed = 0; seed < 20; ++seed) {
        Rng rng(seed, RandomPurpose::Bootstrap, 0);
        std::vector<Trial> trials;
        std::size_t onFront = 0;
        int since = 0;
        for (int i = 0; i < 60; ++i) {
            trials.push_back(trial(i, double(rng.below(12))));
            trials.back().objectives.emplace_back(double(rng.below(12)));
            trials.back().meetsRequirements = rng.below(4) != 0;
            if (rng.below(5) == 0)
                trials.back().state = TrialState::Failed;
            const std::vector<const Trial *> front = paretoTrials(trials, settings.objectives);
            const bool joins = std::ranges::find(front, &trials.back()) != front.end();
            since = joins ? 0 : since + (front.empty() ? 0 : 1);
            onFront = front.size();
        }
        settings.studyStopping.notImprovingFor = std::max(1, since);
        const std::string expected =
            "The last " + std::to_string(since) + " trials added nothing to the front of " +
            std::to_string(onFront) + (onFront == 1 ? " trial." : " trials.");
        QCOMPARE(why(settings, trials), since == 0 ? goesOn : expected);
        settings.studyStopping.notImprovingFor = since + 1;
        QCOMPARE(why(settings, trials), goesOn);
    }
}

void TestCompletionCriteria::stopsOnConvergence()
{
    StudySettings settings;
    const auto ten = trialsOf({1, 2, 3, 4, 5, 6, 7, 8, 9, 10}); // best 1, median 5.5: 1 % is 0.045
    const ConvergenceBound small{0.04, 0.001};
    QCOMPARE(why(settings, ten, 0, small), goesOn); // not asked for
    settings.studyStopping.onConvergence = true;
    QCOMPARE(
        why(settings, ten, 0, small),
        std::string("The search has converged: the model expects a further gain of at most "
                    "0.04, under 1 % of the distance from the best trial (1) to the median one "
                    "(5.5)."));
    QCOMPARE(why(settings, ten, 0, ConvergenceBound{0.048, 0.001}), goesOn);
    QCOMPARE(why(settings, ten, 0, ConvergenceBound{0.06, 0.07}),
             std::string("The search has converged: the model expects a further gain of at most "
                         "0.06, no more than the noise of 0.07."));
    QCOMPARE(why(settings, trialsOf({1, 2, 3}), 0, small), goesOn);
    QCOMPARE(why(settings, ten), goesOn);
    QCOMPARE(why(settings, ten, 0, ConvergenceBound{NAN, 0.07}), goesOn);
}

void TestCompletionCriteria::theMedianIsTheSameInBothDirections()
{
    StudySettings settings;
    settings.studyStopping.onConvergence = true;
    const ConvergenceBound between{0.048, 0.001}; // 1 % of the distance is 0.045
    QCOMPARE(why(settings, trialsOf({1, 2, 3, 4, 5, 6, 7, 8, 9, 10}), 0, between), goesOn);
    settings.objectives.front().direction = Direction::Maximize;
    QCOMPARE(why(settings, trialsOf({-1, -2, -3, -4, -5, -6, -7, -8, -9, -10}), 0, between),
             goesOn);
}

/// Ten results when the model was fitted; its bound says nothing of what came since.
void TestCompletionCriteria::judgesByWhatTheModelHasSeen()
{
    StudySettings settings;
    settings.studyStopping.onConvergence = true;
    std::vector<Trial> trials = trialsOf({1, 2, 3, 4, 5, 6, 7, 8, 9, 10});
    StudyProgress progress{trials, 0.0, ConvergenceBound{0.04, 0.001}};
    for (int number = 0; number < 10; ++number)
        progress.modelled.push_back(number);
    // The median of all twelve is 6.5: that is what the bound was not computed for.
    trials.push_back(trial(10, 20.0));
    trials.push_back(trial(11, 20.0));
    const auto worse = whyComplete(settings, progress);
    QVERIFY(worse);
    QVERIFY(worse->ends_with("to the median one (5.5)."));
    trials.push_back(trial(12, 0.5)); // it was not to be expected
    QVERIFY(!whyComplete(settings, progress));
    trials.pop_back();
    progress.modelled.pop_back(); // nine are too few
    QVERIFY(!whyComplete(settings, progress));
}

void TestCompletionCriteria::exactlyWhatIsAskedIsAnImprovement()
{
    StudySettings settings;
    settings.studyStopping.notImprovingFor = 1;
    settings.studyStopping.notImprovingBy = 0.01;
    for (const auto &[before, after] : {std::pair(10.0, 9.9), std::pair(0.3, 0.297)})
        QCOMPARE(why(settings, trialsOf({before, after})), goesOn);
    QVERIFY(why(settings, trialsOf({10.0, 9.90001})) != goesOn);
}

void TestCompletionCriteria::importedTrialsReachTheTargetToo()
{
    StudySettings settings;
    settings.studyStopping.target = 0.5;
    std::vector<Trial> trials = trialsOf({0.4});
    trials.front().origin = TrialOrigin::Imported;
    QCOMPARE(why(settings, trials),
             std::string("The target 0.5 was reached by trial 0 (0.4), which was imported."));
}

/// Ended at their rungs with the study: they go on with it, and are no failures to improve.
void TestCompletionCriteria::runsMoreAfterPausesAtRungs()
{
    StudySettings settings;
    settings.budget.trials = 3;
    settings.studyStopping.notImprovingFor = 2;
    std::vector<Trial> trials = trialsOf({0.4, 0.7, 0.8});
    for (int number : {1, 2}) {
        trials[std::size_t(number)].state = TrialState::Stopped;
        Run run;
        run.resource = 3;
        run.end = RunEnd::Exited;
        trials[std::size_t(number)].runs = {run};
    }
    const StudySettings more = withMoreTrials(settings, {trials, 5.0, {}}, 20);
    QCOMPARE(more.studyStopping.notImprovingFor, std::optional(2));
    QCOMPARE(why(more, trials), goesOn);
}

void TestCompletionCriteria::runsMoreAfterEveryCriterion()
{
    StudySettings settings;
    settings.budget.trials = 10;
    settings.budget.seconds = 60.0;
    settings.studyStopping.target = 0.5;
    settings.studyStopping.notImprovingFor = 2;
    settings.studyStopping.onConvergence = true;
    const std::vector<Trial> reached = trialsOf({0.9, 0.4});
    const StudySettings more = withMoreTrials(settings, {reached, 5.0, {}}, 20);
    QCOMPARE(more.budget.trials, 22);
    QVERIFY(!more.studyStopping.target);
    QCOMPARE(more.studyStopping.notImprovingFor, std::optional(2)); // what did not end it stays
    QVERIFY(!more.studyStopping.onConvergence);                     // who asks for more wants them
    QCOMPARE(more.budget.seconds, std::optional(60.0));
    QCOMPARE(why(more, reached, 5.0), goesOn);

    const std::vector<Trial> stuck = trialsOf({0.7, 0.8, 0.9});
    QCOMPARE(withMoreTrials(settings, {stuck, 5.0, {}}, 20).studyStopping.notImprovingFor,
             std::nullopt);
    const StudySettings late = withMoreTrials(settings, {trialsOf({0.7}), 61.0, {}}, 20);
    QVERIFY(!late.budget.seconds);
    const StudySettings converged = withMoreTrials(settings, {trialsOf({0.7}), 5.0, {}}, 20);
    QVERIFY(!converged.studyStopping.onConvergence);
    QCOMPARE(converged.studyStopping.target, std::optional(0.5));

    settings.budget.trials = 1;
    const StudySettings used = withMoreTrials(settings, {trialsOf({0.7}), 5.0, {}}, 20);
    QCOMPARE(used.budget.trials, 21);
    QVERIFY(!used.studyStopping.onConvergence);
}

QTEST_GUILESS_MAIN(TestCompletionCriteria)
#include "tst_completion_criteria.moc"
