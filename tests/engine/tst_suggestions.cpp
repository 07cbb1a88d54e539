// SPDX-FileCopyrightText: 2026 The Attune developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/engine/exchange/study_json.h"
#include "app/engine/scheduling/search_history.h"
#include "app/engine/storage/study_database.h"
#include "tests/engine/study_fixture.h"

#include <algorithm>
#include <map>
#include <set>

using namespace attune;
using namespace attune::engine;
using namespace attune::engine::tests;

class TestSuggestions : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(u".?"_s)); }
    void canAllBeComputedAgainFromTheirBasis_data();
    void canAllBeComputedAgainFromTheirBasis();
    void canBeComputedAgainWhereTrialsWereStopped();
    void followFromSeedAndResultsWithOneTrialAtATime();
    void leaveExcludedTrialsOut();
    void nameTheTrialToReportWhileRunningAndWhenOpenedAgain();
    void endTheStudyWhenTheyHaveConverged();
    void learnWhatWasFrozenWhenAModelComesLater();
    void learnFromTrialsBeforeAnEdit_data();
    void learnFromTrialsBeforeAnEdit();
    void tryNothingAgainThatWasExcluded_data();
    void tryNothingAgainThatWasExcluded();
    void tryNoPointAgainThatAPersonCancelled();
    void tryAPointAgainThatEndedWithTheStudy();
};

namespace {

StudySettings bayesianStudy(int trials, int parallel)
{
    StudySettings settings = fakeStudy({"--steps", "2", "--depth", "{depth}"}, trials, parallel);
    Hyperparameter depth;
    depth.name = "depth";
    depth.type = HyperparameterType::Integer;
    depth.min = 2;
    depth.max = 12;
    settings.space.hyperparameters.push_back(depth);
    settings.search.strategy = Strategy::Bayesian;
    settings.search.seed = 7;
    return settings;
}

/// The whole depths between two, and nothing else; its loss is the depth.
StudySettings depthStudy(std::int64_t least, std::int64_t most)
{
    StudySettings settings = bayesianStudy(9, 1);
    settings.command = {"/bin/sh", "-c", "echo epoch 1 loss $1", "sh", "{depth}"};
    settings.space.hyperparameters.erase(settings.space.hyperparameters.begin());
    settings.space.hyperparameters.front().min = double(least);
    settings.space.hyperparameters.front().max = double(most);
    return settings;
}

/// Everything that suggestions of a stored study follow from.
struct StoredSearch
{
    std::vector<Trial> trials;
    std::vector<std::vector<int>> bases;
    std::map<int, ResultRecord> results;
    std::map<int, FitRecord> fits;
    StudySettings settings;

    explicit StoredSearch(const QString &folder)
    {
        auto opened = StudyDatabase::open(StudyFolder(folder), DatabaseAccess::ReadOnly);
        const auto &database = *opened;
        const auto revisions = *database->studies().revisions();
        settings = *settingsFromStudyJson(revisions.back().json);
        const int rules = revisions.back().rulesRevision;
        trials = *database->trials().read(-1, rules, settings.objectives.size());
        bases = *database->trials().bases();
        const auto storedResults = database->trials().results(rules, settings.objectives.size());
        for (const ResultRecord &result : *storedResults)
            results[result.trial] = result;
        const auto storedFits = database->studies().fits();
        for (const FitRecord &fit : *storedFits)
            fits[fit.fit.number] = fit;
    }

    [[nodiscard]] StudyHistory historyOf(const std::vector<int> &known) const
    {
        StudyHistory history;
        for (const int number : known)
            history.results.push_back(
                observationOf(results.at(number), trials[std::size_t(number)].settings));
        return history;
    }

    /// What the settings of a trial were computed from.
    [[nodiscard]] StudyHistory historyBefore(const Trial &trial) const
    {
        StudyHistory history = historyOf(bases[std::size_t(trial.number)]);
        for (const int number : trial.basis.pending) {
            const int of = number < 0 ? -1 - number : number;
            history.pending.push_back({number, trials[std::size_t(of)].settings});
        }
        return history;
    }
};

} // namespace

void TestSuggestions::canAllBeComputedAgainFromTheirBasis_data()
{
    QTest::addColumn<int>("objectives");
    QTest::addColumn<int>("requirements");
    QTest::newRow("one objective") << 1 << 0;
    QTest::newRow("two objectives and a requirement") << 2 << 1;
}

void TestSuggestions::canAllBeComputedAgainFromTheirBasis()
{
    QFETCH(const int, objectives);
    QFETCH(const int, requirements);
    StudySettings settings = bayesianStudy(14, 2);
    if (objectives > 1) {
        settings.metrics.push_back({"depth", "depth=(\\S+)", "", ""});
        settings.command = {"/bin/sh", "-c", "\"$0\" \"$@\" && echo depth=$4"};
        settings.command.push_back(ATTUNE_BIN_DIR "/fake_trainer");
        settings.command.insert(settings.command.end(),
                                {"--steps", "2", "--depth", "{depth}", "--lr", "{lr}"});
        settings.objectives.push_back(Objective{.metric = "depth"});
    }
    if (requirements > 0)
        settings.requirements = {"accuracy >= 0.45"};
    const StudyFixture study(settings);
    auto runner = study.open();
    QVERIFY(runToEnd(*runner));
    runner.reset();

    const StoredSearch stored(study.folder());
    const auto sampler = makeSampler(searchProblemOf(stored.settings, {}));
    QCOMPARE(stored.trials.size(), 14u);
    for (const auto &[number, result] : stored.results) {
        QCOMPARE(result.outcome, Outcome::Complete);
        QCOMPARE(int(result.objectives.size()), objectives);
        QCOMPARE(int(result.required.size()), requirements);
    }
    QVERIFY(!stored.fits.empty());
    for (const auto &[number, record] : stored.fits) {
        const ModelFit previous =
            record.previous == 0 ? ModelFit{} : stored.fits.at(record.previous).fit;
        const ModelFit again =
            sampler->fit(stored.historyOf(record.results), record.fit.prefix, previous, {});
        QCOMPARE(again.hyperparameters, record.fit.hyperparameters);
    }
    bool usesAFit = false;
    for (const Trial &trial : stored.trials) {
        const Basis &basis = trial.basis;
        const ModelFit fit =
            basis.fitNumber == 0 ? ModelFit{} : stored.fits.at(basis.fitNumber).fit;
        QCOMPARE(fit.prefix, basis.fitPrefix);
        const auto again = sampler->suggest(stored.historyBefore(trial), fit, trial.number, {});
        QVERIFY(again);
        QCOMPARE(*again, trial.settings);
        QVERIFY(!basis.isaLevel.empty());
        usesAFit = usesAFit || basis.fitNumber > 0;
    }
    QVERIFY(usesAFit);
}

void TestSuggestions::canBeComputedAgainWhereTrialsWereStopped()
{
    StudySettings settings = bayesianStudy(16, 2);
    settings.command =
        fakeStudy({"--steps", "9", "--delay-ms", "40", "--depth", "{depth}"}, 1).command;
    settings.search.strategy = Strategy::Hyperband;
    settings.search.hyperband.maxResource = 9;
    settings.search.isCostAware = true;
    const StudyFixture study(settings);
    auto runner = study.open();
    QVERIFY(runToEnd(*runner));
    runner.reset();

    const StoredSearch stored(study.folder());
    QCOMPARE(stored.settings, settings);
    const auto sampler = makeSampler(searchProblemOf(stored.settings, {}));
    int stopped = 0;
    for (const auto &[number, result] : stored.results) {
        stopped += result.outcome == Outcome::Stopped ? 1 : 0;
        QVERIFY(result.way.resource >= 1);
        if (result.outcome == Outcome::Complete)
            QCOMPARE(result.way.resource, 9);
        const std::size_t levels = result.way.resource > 3 ? 2 : result.way.resource > 1 ? 1 : 0;
        QCOMPARE(result.way.partial.size(), levels);
        if (levels > 0)
            QCOMPARE(result.way.partial.front().resource, 1);
    }
    QVERIFY(stopped > 0);
    bool usesAFit = false;
    for (const Trial &trial : stored.trials) {
        const Basis &basis = trial.basis;
        usesAFit = usesAFit || basis.fitNumber > 0;
        const ModelFit fit =
            basis.fitNumber == 0 ? ModelFit{} : stored.fits.at(basis.fitNumber).fit;
        const auto again = sampler->suggest(stored.historyBefore(trial), fit, trial.number, {});
        QVERIFY(again.isOk());
        QCOMPARE(*again, trial.settings);
    }
    QVERIFY(usesAFit);
}

void TestSuggestions::followFromSeedAndResultsWithOneTrialAtATime()
{
    std::vector<std::vector<Settings>> settings;
    for (int round = 0; round < 2; ++round) {
        const StudyFixture study(bayesianStudy(12, 1));
        auto runner = study.open();
        if (round == 1) {
            // Closed and opened in the middle: that makes no difference either.
            QVERIFY(runner->run());
            QTRY_VERIFY_WITH_TIMEOUT(runner->status().complete >= 7, patienceMs);
            runner->pause();
            QTRY_COMPARE_WITH_TIMEOUT(runner->status().running, 0, patienceMs);
            runner.reset();
            runner = study.open();
        }
        QVERIFY(runToEnd(*runner));
        settings.emplace_back();
        for (const Trial &trial : runner->trials())
            settings.back().push_back(trial.settings);
    }
    QCOMPARE(settings[0].size(), 12u);
    QCOMPARE(settings[1], settings[0]);
}

void TestSuggestions::leaveExcludedTrialsOut()
{
    const StudyFixture study(bayesianStudy(4, 1));
    const auto runner = study.open();
    QVERIFY(runToEnd(*runner));
    QVERIFY(runner->setExcluded(1, true));
    Budget budget = runner->settings().budget;
    budget.trials = 5;
    QVERIFY(runner->setBudget(budget));
    QVERIFY(runToEnd(*runner));
    const auto basis = runner->basis(4);
    QVERIFY(basis);
    QCOMPARE(basis->results, (std::vector<int>{0, 2, 3}));
    QVERIFY(runner->status().bestTrial != std::optional<int>(1));
}

void TestSuggestions::nameTheTrialToReportWhileRunningAndWhenOpenedAgain()
{
    const StudyFixture study(bayesianStudy(12, 1));
    auto runner = study.open();
    bool isToldWhileRunning = false;
    connect(runner.get(), &StudyRunner::statusChanged, this, [&](const StudyStatus &status) {
        if (status.state == StudyState::Running && status.incumbent)
            isToldWhileRunning = true;
    });
    QVERIFY(!runner->status().incumbent);
    QVERIFY(runToEnd(*runner));
    QVERIFY(isToldWhileRunning);
    // The one of the end knows all results, as a person's question would.
    QTRY_COMPARE_WITH_TIMEOUT(runner->status().incumbent, runner->incumbent(), patienceMs);
    const auto incumbent = runner->status().incumbent;
    QVERIFY(incumbent);

    for (const OpenMode mode : {OpenMode::Write, OpenMode::ReadOnly}) {
        runner.reset();
        runner = study.open(mode);
        QTRY_COMPARE_WITH_TIMEOUT(runner->status().incumbent, incumbent, patienceMs);
    }
    runner.reset();
    runner = study.open();
    QTRY_COMPARE_WITH_TIMEOUT(runner->status().incumbent, incumbent, patienceMs);
    QVERIFY(runner->setExcluded(incumbent->trial, true));
    QTRY_VERIFY_WITH_TIMEOUT(runner->status().reportedTrial() != incumbent->trial, patienceMs);
}

/// A loss without noise that the model soon knows by heart: it is least at depth 2.
void TestSuggestions::endTheStudyWhenTheyHaveConverged()
{
    StudySettings settings = depthStudy(2, 400);
    settings.studyStopping.onConvergence = true;
    settings.budget.trials = 150;
    const StudyFixture study(settings);
    const auto runner = study.open();
    QVERIFY(runToEnd(*runner));
    QCOMPARE(runner->status().state, StudyState::Finished);
    QVERIFY2(runner->status().reason.starts_with("The search has converged: the model expects a "
                                                 "further gain of at most "),
             runner->status().reason.c_str());
    QVERIFY(runner->status().complete >= 10);
    QVERIFY(runner->status().complete < 150);
    QCOMPARE(runner->status().bestValue, std::optional(2.0));
}

/// Frozen under random search, which does not need the trials of before; a model does.
void TestSuggestions::learnWhatWasFrozenWhenAModelComesLater()
{
    StudySettings settings = bayesianStudy(8, 1);
    settings.search.strategy = Strategy::Random;
    const StudyFixture study(settings);
    const auto runner = study.open();
    QVERIFY(runToEnd(*runner));
    settings.space.hyperparameters.pop_back();
    settings.space.fixed = {{"depth", "5"}};
    settings.budget.trials = 10;
    QVERIFY(runner->applySettings(settings));
    QVERIFY(runToEnd(*runner));
    settings.search.strategy = Strategy::Bayesian;
    settings.budget.trials = 11;
    QVERIFY(runner->applySettings(settings));
    QVERIFY(runToEnd(*runner));
    const auto basis = runner->basis(10);
    QVERIFY(basis);
    QCOMPARE(basis->results.size(), 10u);
}

void TestSuggestions::learnFromTrialsBeforeAnEdit_data()
{
    QTest::addColumn<StudySettings>("after");
    QTest::addColumn<int>("carried"); ///< of the eight trials before; -1: only those inside
    const StudySettings before = bayesianStudy(8, 1);
    StudySettings wider = before;
    wider.space.hyperparameters[1].max = 20;
    QTest::newRow("a wider range") << wider << 8;
    StudySettings narrower = before;
    narrower.space.hyperparameters[1].max = 8;
    QTest::newRow("a narrower range") << narrower << -1;
    StudySettings frozen = before;
    frozen.space.hyperparameters.pop_back();
    frozen.space.fixed = {{"depth", "5"}};
    QTest::newRow("a frozen hyperparameter") << frozen << 8;
    StudySettings more = before;
    Hyperparameter noise;
    noise.name = "noise";
    noise.min = 0.0;
    noise.max = 0.1;
    noise.defaultValue = 0.0;
    more.space.hyperparameters.push_back(noise);
    more.command.insert(more.command.end(), {"--noise", "{noise}"});
    QTest::newRow("one more, with a default") << more << 8;
    StudySettings unknown = more;
    unknown.space.hyperparameters.back().defaultValue.reset();
    QTest::newRow("one more, without a default") << unknown << 0;
}

void TestSuggestions::learnFromTrialsBeforeAnEdit()
{
    QFETCH(StudySettings, after);
    QFETCH(int, carried);
    const StudyFixture study(bayesianStudy(8, 1));
    auto runner = study.open();
    QVERIFY(runToEnd(*runner));
    if (carried < 0) {
        carried = int(std::ranges::count_if(runner->trials(), [](const Trial &trial) {
            return *numberOf(trial.settings.at("depth")) <= 8.0;
        }));
        QVERIFY(carried < 8);
    }
    after.budget.trials = 10;
    QVERIFY(runner->applySettings(after));
    QVERIFY(runToEnd(*runner));
    QCOMPARE(runner->trials().size(), 10u);
    const auto basis = runner->basis(8);
    QVERIFY(basis);
    QCOMPARE(int(basis->results.size()), carried);
    for (int number = 8; number < 10; ++number) {
        const Trial &trial = runner->trials()[std::size_t(number)];
        QCOMPARE(trial.state, TrialState::Complete);
        QVERIFY(after.space.problemsOf(trial.settings).empty());
        QVERIFY(trial.revision > runner->trials().front().revision);
    }
    // Undone: every trial of before counts again.
    StudySettings undone = bayesianStudy(11, 1);
    QVERIFY(runner->applySettings(undone));
    QVERIFY(runToEnd(*runner));
    const auto later = runner->basis(10);
    QVERIFY(later);
    for (int number = 0; number < 8; ++number)
        QVERIFY(std::ranges::find(later->results, number) != later->results.end());
}

void TestSuggestions::tryNothingAgainThatWasExcluded_data()
{
    QTest::addColumn<Strategy>("strategy");
    QTest::newRow("random") << Strategy::Random;
    QTest::newRow("sobol") << Strategy::Sobol;
    QTest::newRow("grid") << Strategy::Grid;
    QTest::newRow("bayesian") << Strategy::Bayesian;
}

/// Of four settings two are tried and one of them is excluded: two are left.
void TestSuggestions::tryNothingAgainThatWasExcluded()
{
    QFETCH(const Strategy, strategy);
    StudySettings settings = depthStudy(2, 5);
    settings.search.strategy = strategy;
    settings.budget.trials = 2;
    const StudyFixture study(settings);
    auto runner = study.open();
    QVERIFY(runToEnd(*runner));
    QVERIFY(runner->setExcluded(0, true));
    QVERIFY(runner->setBudget({9, 1, std::nullopt}));
    QVERIFY(runToEnd(*runner));
    QCOMPARE(count(*runner, TrialState::Complete), 4);
    std::set<std::int64_t> depths;
    for (const Trial &trial : runner->trials())
        depths.insert(std::get<std::int64_t>(trial.settings.at("depth")));
    QCOMPARE(depths, (std::set<std::int64_t>{2, 3, 4, 5}));
    for (const Trial &trial : runner->trials())
        QCOMPARE(std::ranges::count(trial.basis.pending, -1), trial.number < 2 ? 0 : 1);
    runner.reset();

    const StoredSearch stored(study.folder());
    const auto sampler = makeSampler(searchProblemOf(stored.settings, {}));
    for (const Trial &trial : stored.trials) {
        const int number = trial.basis.fitNumber;
        const ModelFit fit = number == 0 ? ModelFit{} : stored.fits.at(number).fit;
        const auto again = sampler->suggest(stored.historyBefore(trial), fit, trial.number, {});
        QVERIFY(again.isOk());
        QCOMPARE(*again, trial.settings);
    }
}

/// All points run, so there is nothing to suggest; then one of them is cancelled.
void TestSuggestions::tryNoPointAgainThatAPersonCancelled()
{
    StudySettings settings = depthStudy(2, 4);
    settings.command[2] = "sleep 1; " + settings.command[2];
    settings.budget.parallel = 3;
    settings.search.strategy = Strategy::Grid;
    const StudyFixture study(settings);
    const auto runner = study.open();
    QVERIFY(runner->run());
    QTRY_COMPARE_WITH_TIMEOUT(count(*runner, TrialState::Running), 3, patienceMs);
    QVERIFY(runner->cancelTrial(1));
    QTRY_VERIFY_WITH_TIMEOUT(isIdle(*runner), patienceMs);
    QCOMPARE(count(*runner, TrialState::Complete), 2);
    QCOMPARE(runner->trials().size(), 3u);
    const std::string reason = runner->status().reason;
    QVERIFY(reason.starts_with("Every point of the grid has been tried."));
    QVERIFY2(reason.ends_with("That counts 1 trial that was cancelled. Retry it to have its values "
                              "tried."),
             reason.c_str());
}

void TestSuggestions::tryAPointAgainThatEndedWithTheStudy()
{
    StudySettings settings = depthStudy(2, 4);
    settings.command[2] = "sleep 1; " + settings.command[2];
    settings.search.strategy = Strategy::Grid;
    const StudyFixture study(settings);
    const auto runner = study.open();
    QVERIFY(runner->run());
    QTRY_COMPARE_WITH_TIMEOUT(count(*runner, TrialState::Running), 1, patienceMs);
    runner->stop(RunningTrials::Stop);
    QTRY_VERIFY_WITH_TIMEOUT(isIdle(*runner), patienceMs);
    QCOMPARE(runner->trials()[0].state, TrialState::Cancelled);
    QVERIFY(runToEnd(*runner));
    QCOMPARE(count(*runner, TrialState::Complete), 3);
    QCOMPARE(runner->trials()[1].settings, runner->trials()[0].settings);
}

QTEST_GUILESS_MAIN(TestSuggestions)
#include "tst_suggestions.moc"
