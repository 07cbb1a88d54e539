// SPDX-FileCopyrightText: 2026 The Attune developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/engine/execution/run_directory.h"
#include "app/engine/scheduling/search_history.h"
#include "app/engine/storage/study_database.h"
#include "tests/engine/killable_study.h"
#include "tests/engine/promoting_study.h"

#include <QCoreApplication>
#include <QFile>
#include <QProcess>

#include <csignal>
#include <map>

using namespace attune;
using namespace attune::engine;
using namespace attune::engine::tests;

namespace {

/// The run ends as if its machine had died.
void lose(const StudyFixture &study, const RunKey &key)
{
    const RunDirectory directory(study.folder().toStdString(), key);
    QTRY_VERIFY_WITH_TIMEOUT(directory.readStarted(), patienceMs);
    const Started started = *directory.readStarted();
    // Both: a program without its keeper would be followed to its end first.
    ::kill(pid_t(started.keeper.pid), SIGKILL);
    ::kill(pid_t(started.program.pid), SIGKILL);
}

} // namespace

class TestPausedTrials : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(u".?"_s)); }
    void isTheSameWhenClosedAndOpenedInTheMiddle();
    void isTheSameWhenAttuneIsKilled();
    void aStoppedStudyLeavesItsTrialsAtTheirRungs();
    void newRulesReadTheWholeCurve();
    void everySuggestionCanBeComputedAgain();
    void oneCurveIsToldToWhoeverWatches();
    void aLostRunIsTriedAgainFromTheCheckpoint();
    void whatTheStudysEndCutShortIsNoAttempt();
    void isShownFromItsRunDirectoriesAlone();
};

void TestPausedTrials::isTheSameWhenClosedAndOpenedInTheMiddle()
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

void TestPausedTrials::isTheSameWhenAttuneIsKilled()
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

void TestPausedTrials::aStoppedStudyLeavesItsTrialsAtTheirRungs()
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

void TestPausedTrials::newRulesReadTheWholeCurve()
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

void TestPausedTrials::everySuggestionCanBeComputedAgain()
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

void TestPausedTrials::oneCurveIsToldToWhoeverWatches()
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

void TestPausedTrials::aLostRunIsTriedAgainFromTheCheckpoint()
{
    const std::vector<std::string> all = {curve("0.9"), curve("0.5", "0.3"), curve("0.7")};
    const StudyFixture study(promoting(all, {"--delay-ms", "300"}));
    const auto runner = study.open();
    enqueueAll(*runner, all);
    QVERIFY(runner->run());
    QTRY_VERIFY_WITH_TIMEOUT(runner->trials()[1].runs.size() == 2, patienceMs);
    lose(study, {.trial = 1, .rung = 1});
    QTRY_VERIFY_WITH_TIMEOUT(isIdle(*runner), patienceMs);
    QCOMPARE(runsOf(*runner), u"0>1 1>1 2>1 1>3! 1>3"_s);
    QCOMPARE(runner->trials()[1].runs[1].end, RunEnd::KeeperLost);
    QCOMPARE(runner->trials()[1].runs[2].key, (RunKey{.trial = 1, .rung = 1, .attempt = 2}));
    QCOMPARE(runner->trials()[1].objective(), std::optional(0.3));
    const QString values = valuesOf(*runner, 1);
    QVERIFY2(values.startsWith(u"1:0.5 2:8 "_s) && values.endsWith(u"2:8 3:0.3"_s),
             qPrintable(values));
}

void TestPausedTrials::whatTheStudysEndCutShortIsNoAttempt()
{
    const std::vector<std::string> all = {curve("0.9"), curve("0.5", "0.3"), curve("0.7")};
    StudySettings settings = promoting(all, {"--delay-ms", "300"});
    settings.limits.attempts = 2;
    const StudyFixture study(settings);
    const auto runner = study.open();
    enqueueAll(*runner, all);
    QVERIFY(runner->run());
    QTRY_VERIFY_WITH_TIMEOUT(runner->trials()[1].runs.size() == 2, patienceMs);
    runner->stop(RunningTrials::Stop);
    QTRY_VERIFY_WITH_TIMEOUT(isIdle(*runner), patienceMs);
    QCOMPARE(runner->trials()[1].runs[1].end, RunEnd::StudyEnded);
    QVERIFY(runner->run());
    lose(study, {.trial = 1, .rung = 1, .attempt = 2});
    QTRY_VERIFY_WITH_TIMEOUT(isIdle(*runner), patienceMs);
    QCOMPARE(runsOf(*runner), u"0>1 1>1 2>1 1>3! 1>3! 1>3"_s);
    QCOMPARE(runner->trials()[1].runs[2].end, RunEnd::KeeperLost);
    QCOMPARE(runner->trials()[1].objective(), std::optional(0.3));
}

void TestPausedTrials::isShownFromItsRunDirectoriesAlone()
{
    const StudyFixture study(promoting(curves()));
    std::vector<Trial> trials;
    {
        const auto runner = study.open();
        enqueueAll(*runner, curves());
        QVERIFY(runToEnd(*runner));
        trials = runner->trials();
    }
    QVERIFY(QFile::resize(study.folder() + u"/study.attune"_s, 0));
    const auto runner = study.open();
    QCOMPARE(runner->status().state, StudyState::ReadOnly);
    QTRY_COMPARE_WITH_TIMEOUT(count(*runner, TrialState::Stopped), 7, patienceMs);
    QTRY_COMPARE_WITH_TIMEOUT(count(*runner, TrialState::Complete), 2, patienceMs);
    for (const Trial &trial : trials) {
        const Trial &shown = runner->trials()[std::size_t(trial.number)];
        QCOMPARE(shown.objectives, trial.objectives);
        QCOMPARE(shown.runs.size(), trial.runs.size());
        QCOMPARE(shown.runs.back().resource, trial.runs.back().resource);
    }
    QCOMPARE(valuesOf(*runner, 6), u"1:0.45 2:8 3:0.32"_s);
}

int main(int argc, char **argv)
{
    return runStudyOrTests<TestPausedTrials>(argc, argv, &StudyRunner::trialChanged, "changed");
}

#include "tst_paused_trials.moc"
