// SPDX-FileCopyrightText: 2026 The Attune developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/engine/exchange/study_json.h"
#include "app/engine/execution/run_directory.h"
#include "app/engine/scheduling/search_history.h"
#include "app/engine/storage/study_database.h"
#include "tests/engine/study_fixture.h"

#include <QCoreApplication>
#include <QProcess>

#include <algorithm>
#include <map>

using namespace attune;
using namespace attune::engine;
using namespace attune::engine::tests;

namespace {

/// Of step 1, 3 and 9 the values that decide; what is between is of no use to anybody.
std::string curve(const std::string &one, const std::string &three = "5",
                  const std::string &nine = "5")
{
    return one + "_8_" + three + "_7_7_7_7_7_" + nine;
}

/// Nine trials, rungs 1 and 3, the maximum 9. See whoGoesOnAndWhen().
const std::vector<std::string> &curves()
{
    static const std::vector<std::string> all = {
        curve("0.9"),
        curve("0.5", "0.3", "0.25"),
        curve("0.7"),
        curve("0.4", "0.35", "0.01"),
        curve("0.8"),
        curve("0.6"),
        curve("0.45", "0.32", "0.02"),
        curve("0.95"),
        curve("0.46", "0.1", "0.05"),
    };
    return all;
}

StudySettings promoting(const std::vector<std::string> &all, std::vector<std::string> more = {})
{
    StudySettings settings = fakeStudy({}, int(all.size()));
    settings.command = {ATTUNE_BIN_DIR "/fake_trainer",
                        "checkpoint",
                        "--curve",
                        "{curve}",
                        "--resource",
                        "{resource}",
                        "--directory",
                        "{trial.directory}"};
    settings.command.insert(settings.command.end(), more.begin(), more.end());
    Hyperparameter choice;
    choice.name = "curve";
    choice.type = HyperparameterType::Categorical;
    for (const std::string &text : all)
        choice.values.emplace_back(text);
    settings.space.hyperparameters = {choice};
    settings.space.fixed = {{"epochs", "9"}};
    settings.search.strategy = Strategy::Hyperband;
    settings.search.hyperband.isModelBased = false;
    settings.search.hyperband.mode = HyperbandMode::Promote;
    return settings;
}

void enqueueAll(StudyRunner &runner, const std::vector<std::string> &all)
{
    for (const std::string &text : all) {
        if (!runner.enqueue({{"curve", text}}))
            qFatal("not enqueued");
    }
}

/// "trial>resource" of all runs in the order in which they began; those that did not get there
/// with a mark.
QString runsOf(const StudyRunner &runner)
{
    std::vector<Run> runs;
    for (const Trial &trial : runner.trials())
        runs.insert(runs.end(), trial.runs.begin(), trial.runs.end());
    std::ranges::stable_sort(runs, {}, &Run::startedMs);
    QStringList text;
    for (const Run &run : runs)
        text << u"%1>%2%3"_s.arg(run.key.trial)
                    .arg(run.resource)
                    .arg(hasReachedResource(run) ? u""_s : u"!"_s);
    return text.join(u' ');
}

int runCount(const StudyRunner &runner)
{
    int count = 0;
    for (const Trial &trial : runner.trials())
        count += int(trial.runs.size());
    return count;
}

const QString expectedRuns = u"0>1 1>1 2>1 1>3 3>1 3>3 4>1 5>1 6>1 6>3 1>9 7>1 8>1 8>3 8>9"_s;

/// The values of a trial's curve, in order.
QString valuesOf(const StudyRunner &runner, int trial)
{
    QStringList text;
    for (const MetricPoint &point : pointsOf(runner, trial, "loss"))
        text << u"%1:%2"_s.arg(point.step).arg(point.value);
    return text.join(u' ');
}

} // namespace

class TestPromotion : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(u".?"_s)); }
    void whoGoesOnAndWhen();
    void isTheSameWhenClosedAndOpenedInTheMiddle();
    void isTheSameWhenAttuneIsKilled();
    void aProgramThatGoesOnPastItsRungIsEnded();
    void readingsWithoutStepsAreCountedOn();
    void aProgramThatStartsAnewIsReadAsItCounts();
    void aCrashOnTheWayFailsTheTrial();
    void aStoppedStudyLeavesItsTrialsAtTheirRungs();
    void cancelledTrialsStay();
    void moreTrialsLetTheEarlierOnesGoOn();
    void excludedTrialsStayAndCountForNobody();
    void newRulesReadTheWholeCurve();
    void aChangeOfModeEndsThePauses();
    void everySuggestionCanBeComputedAgain();
    void oneCurveIsToldToWhoeverWatches();
};

void TestPromotion::whoGoesOnAndWhen()
{
    const StudyFixture study(promoting(curves()));
    auto runner = study.open();
    enqueueAll(*runner, curves());
    QVERIFY(runToEnd(*runner));
    // After trial 2 the best of three goes on; after 3 the best of four; after 6 the best two of
    // seven, with which three have reached rung 3 and the best of these goes on to the end.
    QCOMPARE(runsOf(*runner), expectedRuns);
    QCOMPARE(runner->status().state, StudyState::Finished);
    QCOMPARE(QString::fromStdString(runner->status().reason), u"All 9 trials are done."_s);
    QCOMPARE(runner->status().complete, 2);
    QCOMPARE(runner->status().stopped, 7);
    QCOMPARE(runner->status().paused, 0);
    QCOMPARE(*runner->status().bestTrial, 8);

    const std::vector<Trial> trials = runner->trials();
    QCOMPARE(trials[1].state, TrialState::Complete);
    QCOMPARE(trials[1].objective(), std::optional(0.25));
    QVERIFY(trials[1].sentence.empty());
    QVERIFY(!trials[1].stoppedAtStep);
    QCOMPARE(trials[1].runs[2].key, (RunKey{.trial = 1, .rung = 2}));
    QCOMPARE(valuesOf(*runner, 1), u"1:0.5 2:8 3:0.3 4:7 5:7 6:7 7:7 8:7 9:0.25"_s);
    QCOMPARE(trials[8].objective(), std::optional(0.05));

    QCOMPARE(trials[0].state, TrialState::Stopped);
    QCOMPARE(QString::fromStdString(trials[0].sentence),
             u"Stopped at step 1: 0.9 is not among the best 3 (up to 0.46) of the 9 trials that "
             "reached it."_s);
    QCOMPARE(trials[0].stoppedAtStep, std::optional<std::int64_t>(1));
    QCOMPARE(trials[0].stoppedValue, std::optional(0.9));
    QCOMPARE(trials[0].stoppedAgainst, std::optional(0.46));
    QCOMPARE(trials[3].objective(), std::optional(0.35)); // 0.01 was never seen
    QCOMPARE(QString::fromStdString(trials[3].sentence),
             u"Stopped at step 3: 0.35 is not among the best 1 (up to 0.1) of the 4 trials that "
             "reached it."_s);
    runner.reset();
    QCOMPARE(study.open(OpenMode::ReadOnly)->trials(), trials);
}

void TestPromotion::isTheSameWhenClosedAndOpenedInTheMiddle()
{
    const StudyFixture study(promoting(curves()));
    auto runner = study.open();
    enqueueAll(*runner, curves());
    for (const int pauseAt : {3, 5, 10, 13}) {
        connect(
            runner.get(), &StudyRunner::trialChanged, runner.get(),
            [&runner, pauseAt] {
                if (runCount(*runner) >= pauseAt)
                    runner->pause();
            },
            Qt::QueuedConnection);
        QVERIFY(runToEnd(*runner));
        QTRY_COMPARE_WITH_TIMEOUT(runner->status().running, 0, patienceMs);
        QVERIFY(runCount(*runner) < 15);
        for (const Trial &trial : runner->trials()) {
            if (trial.state != TrialState::Stopped)
                continue;
            QVERIFY(trial.isPaused);
            QVERIFY(trial.sentence.starts_with("Paused at step "));
            QVERIFY(!trial.stoppedAgainst);
        }
        const std::vector<Trial> before = runner->trials();
        runner.reset();
        runner = study.open();
        QCOMPARE(runner->trials(), before);
    }
    QVERIFY(runToEnd(*runner));
    QCOMPARE(runsOf(*runner), expectedRuns);
}

void TestPromotion::isTheSameWhenAttuneIsKilled()
{
    const StudyFixture study(promoting(curves(), {"--delay-ms", "5"}));
    {
        const auto runner = study.open();
        enqueueAll(*runner, curves());
    }
    for (int kills = 0; kills < 4; ++kills) {
        QProcess attune;
        attune.start(QCoreApplication::applicationFilePath(), {u"--run"_s, study.folder()});
        QVERIFY(attune.waitForStarted());
        for (int commits = 0; commits < 4 + kills; ++commits)
            QVERIFY(attune.canReadLine() || attune.waitForReadyRead(patienceMs));
        attune.kill();
        QVERIFY(attune.waitForFinished(patienceMs));
    }
    const auto runner = study.open();
    QVERIFY(runToEnd(*runner));
    QCOMPARE(runsOf(*runner), expectedRuns);
    QCOMPARE(valuesOf(*runner, 1), u"1:0.5 2:8 3:0.3 4:7 5:7 6:7 7:7 8:7 9:0.25"_s);
    QCOMPARE(*runner->status().bestTrial, 8);
}

void TestPromotion::aProgramThatGoesOnPastItsRungIsEnded()
{
    // It prints its whole curve at once, knows of no resource, and hangs.
    StudySettings settings = promoting(curves());
    settings.command = {ATTUNE_BIN_DIR "/fake_trainer",
                        "script",
                        "--curve",
                        "{curve}",
                        "--directory",
                        "{trial.directory}"};
    settings.budget.trials = 3;
    const StudyFixture study(settings);
    const auto runner = study.open();
    enqueueAll(*runner, {curve("0.5", "0.3", "0.25"), curve("0.9"), curve("0.8")});
    QVERIFY(runToEnd(*runner));
    QCOMPARE(runsOf(*runner), u"0>1 1>1 2>1 0>3"_s);
    const std::vector<Trial> &trials = runner->trials();
    QCOMPARE(trials[1].objective(), std::optional(0.9)); // what it printed beyond does not count
    QCOMPARE(trials[1].runs[0].end, RunEnd::StoppedByRule);
    QCOMPARE(QString::fromStdString(trials[1].runs[0].sentence),
             u"Ended at step 2: it was told to reach step 1 and went on."_s);
    QCOMPARE(trials[0].objective(), std::optional(0.3));
    QCOMPARE(QString::fromStdString(trials[0].runs[1].sentence),
             u"Ended at step 4: it was told to reach step 3 and went on."_s);
}

void TestPromotion::readingsWithoutStepsAreCountedOn()
{
    StudySettings settings = promoting(curves(), {"--numbered", "0"});
    settings.metrics = {MetricRule{"loss", "loss (\\S+)", "", ""}};
    const StudyFixture study(settings);
    auto runner = study.open();
    enqueueAll(*runner, curves());
    // Closed in the middle: the count is not lost with the session.
    QVERIFY(runner->run());
    QTRY_VERIFY_WITH_TIMEOUT(runCount(*runner) >= 5, patienceMs);
    runner->pause();
    QTRY_COMPARE_WITH_TIMEOUT(runner->status().running, 0, patienceMs);
    runner.reset();
    runner = study.open();
    QVERIFY(runToEnd(*runner));
    QCOMPARE(runsOf(*runner), expectedRuns);
    QCOMPARE(valuesOf(*runner, 1), u"1:0.5 2:8 3:0.3 4:7 5:7 6:7 7:7 8:7 9:0.25"_s);
}

void TestPromotion::aProgramThatStartsAnewIsReadAsItCounts()
{
    // No checkpoint: every run prints the curve from step 1, up to what it is told.
    StudySettings settings = promoting(curves());
    settings.command[7] = "{run.directory}";
    settings.command.push_back("{trial.number}");
    const StudyFixture study(settings);
    const auto runner = study.open();
    enqueueAll(*runner, curves());
    QVERIFY(runToEnd(*runner));
    QCOMPARE(runsOf(*runner), expectedRuns);
    QCOMPARE(valuesOf(*runner, 6), u"1:0.45 1:0.45 2:8 3:0.32"_s);
    QCOMPARE(runner->trials()[1].objective(), std::optional(0.25));
}

void TestPromotion::aCrashOnTheWayFailsTheTrial()
{
    const std::vector<std::string> all = {curve("0.9"), curve("0.5", "crash"), curve("0.7")};
    const StudyFixture study(promoting(all));
    const auto runner = study.open();
    enqueueAll(*runner, all);
    QVERIFY(runToEnd(*runner));
    QCOMPARE(runsOf(*runner), u"0>1 1>1 2>1 1>3!"_s);
    const Trial &trial = runner->trials()[1];
    QCOMPARE(trial.state, TrialState::Failed);
    QVERIFY(!trial.objective());
    QVERIFY(!trial.stoppedAtStep);
    // Of the two that are left nobody goes on.
    QCOMPARE(QString::fromStdString(runner->trials()[2].sentence),
             u"Stopped at step 1: of 2 trials that reached it, none goes on."_s);
}

void TestPromotion::aStoppedStudyLeavesItsTrialsAtTheirRungs()
{
    const std::vector<std::string> all = {curve("0.9"), curve("0.5", "0.3"), curve("0.7"),
                                          curve("hang")};
    StudySettings settings = promoting(all, {"--delay-ms", "400"});
    const StudyFixture study(settings);
    const auto runner = study.open();
    enqueueAll(*runner, all);
    QVERIFY(runner->run());
    // On its way from step 1 to 3.
    QTRY_VERIFY_WITH_TIMEOUT(runner->trials()[1].runs.size() == 2 &&
                                 runner->trials()[1].state == TrialState::Running,
                             patienceMs);
    runner->stop(RunningTrials::Stop);
    QTRY_VERIFY_WITH_TIMEOUT(isIdle(*runner), patienceMs);
    const Trial &trial = runner->trials()[1];
    QCOMPARE(trial.state, TrialState::Stopped);
    QVERIFY(trial.isPaused);
    QCOMPARE(trial.objective(), std::optional(0.5));
    QCOMPARE(trial.runs.back().end, RunEnd::StudyEnded);
    QVERIFY(runner->run());
    QTRY_VERIFY_WITH_TIMEOUT(runner->trials()[3].state == TrialState::Running, patienceMs);
    QCOMPARE(runsOf(*runner), u"0>1 1>1 2>1 1>3! 1>3 3>1!"_s);
    QCOMPARE(runner->trials()[1].objective(), std::optional(0.3));
    runner->stop(RunningTrials::Stop);
    QTRY_VERIFY_WITH_TIMEOUT(isIdle(*runner), patienceMs);
    QCOMPARE(runner->trials()[3].state, TrialState::Cancelled); // it has reached no rung
    QCOMPARE(runner->status().paused, 3);
}

void TestPromotion::cancelledTrialsStay()
{
    const std::vector<std::string> all = {curve("0.9"), curve("0.5"), curve("hang"), curve("0.7")};
    const StudyFixture study(promoting(all));
    const auto runner = study.open();
    enqueueAll(*runner, all);
    QVERIFY(runner->run());
    QTRY_COMPARE_WITH_TIMEOUT(runner->trials()[2].state, TrialState::Running, patienceMs);
    QVERIFY(runner->trials()[1].isPaused);
    QVERIFY(runner->cancelTrial(1));
    QCOMPARE(runner->trials()[1].state, TrialState::Cancelled);
    QVERIFY(!runner->trials()[1].isPaused);
    QVERIFY(runner->cancelTrial(2));
    // The best of three, and still a measure for the others; but it does not go on.
    QTRY_COMPARE_WITH_TIMEOUT(runner->trials()[3].state, TrialState::Stopped, patienceMs);
    runner->stop(RunningTrials::Stop);
    QTRY_VERIFY_WITH_TIMEOUT(isIdle(*runner), patienceMs);
    QCOMPARE(runner->trials()[1].runs.size(), 1u);
}

void TestPromotion::moreTrialsLetTheEarlierOnesGoOn()
{
    std::vector<std::string> all = curves();
    StudySettings settings = promoting(all);
    settings.budget.trials = 2;
    const StudyFixture study(settings);
    const auto runner = study.open();
    enqueueAll(*runner, {all[0], all[1]});
    QVERIFY(runToEnd(*runner));
    QCOMPARE(runner->trials()[1].state, TrialState::Stopped);
    QVERIFY(!runner->trials()[1].isPaused);
    QCOMPARE(QString::fromStdString(runner->trials()[1].sentence),
             u"Stopped at step 1: of 2 trials that reached it, none goes on."_s);
    all.erase(all.begin(), all.begin() + 2);
    enqueueAll(*runner, all);
    QVERIFY(runner->setBudget({9, 1, std::nullopt}));
    QVERIFY(runToEnd(*runner));
    QCOMPARE(runsOf(*runner), expectedRuns);
}

void TestPromotion::excludedTrialsStayAndCountForNobody()
{
    std::vector<std::string> all = curves();
    StudySettings settings = promoting(all);
    settings.budget.trials = 2;
    const StudyFixture study(settings);
    const auto runner = study.open();
    enqueueAll(*runner, {all[0], all[1]});
    QVERIFY(runToEnd(*runner));
    QVERIFY(runner->setExcluded(1, true));
    enqueueAll(*runner, {all[2], all[4]});
    QVERIFY(runner->setBudget({4, 1, std::nullopt}));
    QVERIFY(runToEnd(*runner));
    QCOMPARE(runsOf(*runner), u"0>1 1>1 2>1 3>1 2>3"_s);
    QVERIFY(runner->trials()[1].sentence.starts_with("Stopped at step 1: "));
}

void TestPromotion::newRulesReadTheWholeCurve()
{
    StudySettings settings = promoting(curves());
    const StudyFixture study(settings);
    const auto runner = study.open();
    enqueueAll(*runner, curves());
    QVERIFY(runToEnd(*runner));
    const std::vector<Trial> before = runner->trials();
    settings.objectives.front().value = ObjectiveValue::Best;
    QVERIFY(runner->applySettings(settings));
    QTRY_COMPARE_WITH_TIMEOUT(runner->trials()[8].objective(), std::optional(0.05), patienceMs);
    QTRY_COMPARE_WITH_TIMEOUT(valuesOf(*runner, 8),
                              u"1:0.46 2:8 3:0.1 4:7 5:7 6:7 7:7 8:7 9:0.05"_s, patienceMs);
    settings.metrics[0].pattern = "loss\\s(\\S+)";
    settings.objectives.front().value = ObjectiveValue::Last;
    QVERIFY(runner->applySettings(settings));
    QTRY_COMPARE_WITH_TIMEOUT(valuesOf(*runner, 8),
                              u"1:0.46 2:8 3:0.1 4:7 5:7 6:7 7:7 8:7 9:0.05"_s, patienceMs);
    for (const Trial &trial : before) {
        QTRY_COMPARE_WITH_TIMEOUT(runner->trials()[std::size_t(trial.number)].objectives,
                                  trial.objectives, patienceMs);
        QCOMPARE(runner->trials()[std::size_t(trial.number)].state, trial.state);
    }
    QTRY_COMPARE_WITH_TIMEOUT(runner->status().paused, 0, patienceMs);
    for (const Trial &trial : before)
        QCOMPARE(runner->trials()[std::size_t(trial.number)].sentence, trial.sentence);
    // Nothing is left to go on: the rungs are as they were.
    QVERIFY(runToEnd(*runner));
    QCOMPARE(runsOf(*runner), expectedRuns);
}

void TestPromotion::aChangeOfModeEndsThePauses()
{
    const std::vector<std::string> all = {curve("0.9"), curve("0.5"), curve("hang")};
    StudySettings settings = promoting(all);
    const StudyFixture study(settings);
    const auto runner = study.open();
    enqueueAll(*runner, all);
    QVERIFY(runner->run());
    QTRY_COMPARE_WITH_TIMEOUT(runner->trials()[2].state, TrialState::Running, patienceMs);
    QCOMPARE(runner->status().paused, 2);
    settings.search.hyperband.mode = HyperbandMode::Stop;
    QVERIFY(runner->applySettings(settings));
    QCOMPARE(runner->status().paused, 0);
    QCOMPARE(runner->status().stopped, 2);
    QCOMPARE(QString::fromStdString(runner->trials()[0].sentence),
             u"Stopped at step 1: the study pauses no trials any more."_s);
    settings.search.hyperband.mode = HyperbandMode::Promote;
    QVERIFY(runner->applySettings(settings));
    QCOMPARE(runner->status().paused, 2);
    runner->stop(RunningTrials::Stop);
    QTRY_VERIFY_WITH_TIMEOUT(isIdle(*runner), patienceMs);
}

void TestPromotion::everySuggestionCanBeComputedAgain()
{
    StudySettings settings = fakeStudy({}, 14);
    settings.command = {"/bin/sh",
                        "-c",
                        "echo epoch $2 loss $(awk \"BEGIN{print ($1-0.3)^2 + 1/$2}\")",
                        "sh",
                        "{x}",
                        "{resource}",
                        "{trial.directory}"};
    Hyperparameter x;
    x.name = "x";
    x.min = 0.0;
    x.max = 1.0;
    settings.space.hyperparameters = {x};
    settings.space.fixed = {{"epochs", "9"}};
    settings.search.strategy = Strategy::Hyperband;
    settings.search.hyperband.mode = HyperbandMode::Promote;
    settings.budget.parallel = 2;
    const StudyFixture study(settings);
    {
        const auto runner = study.open();
        QVERIFY(runToEnd(*runner));
        QCOMPARE(runner->trials().size(), 14u);
    }
    auto opened = StudyDatabase::open(StudyFolder(study.folder()), DatabaseAccess::ReadOnly);
    QVERIFY(opened);
    const auto trials = *(*opened)->trials().read(-1, 1, 1);
    const auto bases = *(*opened)->trials().bases();
    const auto results = *(*opened)->trials().results(1, 1);
    const auto fits = *(*opened)->studies().fits();
    std::map<int, std::vector<ResultRecord>> resultsOf;
    for (const ResultRecord &result : results)
        resultsOf[result.trial].push_back(result);
    QVERIFY(std::ranges::any_of(resultsOf, [](const auto &all) { return all.second.size() > 1; }));
    const auto historyOf = [&](const std::vector<int> &known, const std::vector<int> &pending) {
        StudyHistory history;
        std::map<int, std::size_t> place;
        std::map<int, std::size_t> told;
        for (const int number : known) {
            const Observation observation = observationOf(resultsOf[number].at(told[number]++),
                                                          trials[std::size_t(number)].settings);
            if (place.emplace(number, history.results.size()).second)
                history.results.push_back(observation);
            else
                history.results[place[number]] = observation;
        }
        for (const int number : pending)
            history.pending.push_back({number, trials[std::size_t(number)].settings});
        return history;
    };
    const auto sampler = makeSampler(searchProblemOf(settings, {}));
    std::map<int, ModelFit> fitOf{{0, ModelFit{}}};
    for (const FitRecord &record : fits) {
        const ModelFit again = sampler->fit(historyOf(record.results, {}), record.fit.prefix,
                                            fitOf.at(record.previous), {});
        QCOMPARE(again.hyperparameters, record.fit.hyperparameters);
        fitOf[record.fit.number] = record.fit;
    }
    QVERIFY(fits.size() > 1);
    bool isToldTwice = false;
    for (const Trial &trial : trials) {
        const std::vector<int> &known = bases[std::size_t(trial.number)];
        const auto again = sampler->suggest(historyOf(known, trial.basis.pending),
                                            fitOf.at(trial.basis.fitNumber), trial.number, {});
        QVERIFY(again);
        QCOMPARE(*again, trial.settings);
        for (const int number : known)
            isToldTwice = isToldTwice || std::ranges::count(known, number) > 1;
    }
    QVERIFY(isToldTwice);
}

void TestPromotion::oneCurveIsToldToWhoeverWatches()
{
    const StudyFixture study(promoting(curves()));
    auto runner = study.open();
    enqueueAll(*runner, curves());
    std::map<int, std::vector<MetricPoint>> told;
    connect(runner.get(), &StudyRunner::pointsStored, this,
            [&](const std::vector<SeriesUpdate> &updates) {
                for (const SeriesUpdate &update : updates) {
                    QCOMPARE(update.run.rung, 0);
                    std::vector<MetricPoint> &known = told[update.run.trial];
                    if (update.isWhole)
                        known.clear();
                    known.insert(known.end(), update.points.begin(), update.points.end());
                }
            });
    const auto watcher = study.open(OpenMode::ReadOnly);
    std::map<int, std::vector<MetricPoint>> watched;
    connect(watcher.get(), &StudyRunner::pointsStored, this,
            [&](const std::vector<SeriesUpdate> &updates) {
                for (const SeriesUpdate &update : updates) {
                    std::vector<MetricPoint> &known = watched[update.run.trial];
                    if (update.isWhole)
                        known.clear();
                    known.insert(known.end(), update.points.begin(), update.points.end());
                }
            });
    QVERIFY(runToEnd(*runner));
    for (int trial = 0; trial < 9; ++trial) {
        const std::vector<MetricPoint> whole = pointsOf(*runner, trial, "loss");
        QCOMPARE(told[trial], whole);
        QTRY_COMPARE_WITH_TIMEOUT(watched[trial], whole, patienceMs);
    }
    runner.reset();
    const auto again = study.open();
    for (const SeriesUpdate &update : again->envelopes()) {
        QCOMPARE(update.run.rung, 0);
        QCOMPARE(update.points, told[update.run.trial]);
    }
}

namespace {

/// Runs a study in a process of its own, to be killed; prints a line at every commit.
int runStudy(QCoreApplication &application, const QString &folder)
{
    qputenv("ATTUNE_KEEPER", ATTUNE_BIN_DIR "/attune-keeper");
    auto opened = StudyRunner::open(folder, OpenMode::Write);
    if (!opened)
        return 1;
    StudyRunner &runner = **opened;
    QObject::connect(&runner, &StudyRunner::trialChanged, &application, [] {
        std::puts("changed");
        std::fflush(stdout);
    });
    QObject::connect(&runner, &StudyRunner::stopped, &application, &QCoreApplication::quit);
    return runner.run() ? QCoreApplication::exec() : 1;
}

} // namespace

int main(int argc, char **argv)
{
    QCoreApplication application(argc, argv);
    const QStringList arguments = QCoreApplication::arguments();
    if (arguments.value(1) == u"--run"_s)
        return runStudy(application, arguments.value(2));
    TestPromotion test;
    return QTest::qExec(&test, argc, argv);
}

#include "tst_promotion.moc"
