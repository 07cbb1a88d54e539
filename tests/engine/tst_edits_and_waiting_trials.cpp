// SPDX-FileCopyrightText: 2026 The Attune developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/engine/exchange/trials_export.h"
#include "app/engine/scheduling/confirmation.h"
#include "tests/engine/study_fixture.h"

#include <algorithm>

using namespace attune;
using namespace attune::engine;
using namespace attune::engine::tests;

namespace {

Hyperparameter integer(const std::string &name)
{
    Hyperparameter made;
    made.name = name;
    made.type = HyperparameterType::Integer;
    made.min = 0;
    made.max = 9;
    return made;
}

/// Prints its last argument as the loss, and all of them.
StudySettings argumentStudy(const std::vector<std::string> &names)
{
    StudySettings settings = fakeStudy({}, 0);
    settings.command = {"/bin/sh", "-c", "echo loss $1; echo \"all $*\"", "sh"};
    settings.space.hyperparameters.clear();
    for (const std::string &name : names) {
        settings.space.hyperparameters.push_back(integer(name));
        settings.command.push_back("{" + name + "}");
    }
    settings.metrics = {MetricRule{"loss", "loss (\\S+)", "", ""}};
    settings.budget.parallel = 1;
    return settings;
}

Settings whole(const std::vector<std::pair<std::string, std::int64_t>> &values)
{
    Settings settings;
    for (const auto &[name, value] : values)
        settings.emplace(name, value);
    return settings;
}

std::vector<std::string> argumentsOf(const Trial &trial, std::size_t run = 0)
{
    const std::vector<std::string> &command = trial.runs.at(run).command;
    return {command.begin() + 4, command.end()};
}

using Arguments = std::vector<std::string>;

} // namespace

class TestEditsAndWaitingTrials : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void trialsKeepWhatWasFixedWhenTheyRan();
    void init() { QTest::failOnWarning(QRegularExpression(u".?"_s)); }
    void areRetriedAsTheStudyIsNow();
    void areNotRetriedWhereTheyHaveNoPlace();
    void haveTheDefaultOfWhatWasAdded();
    void areCancelledWhereTheyHaveNoPlace();
    void goOnByTheDefinitionThatTheyBeganUnder();
    void goOnByTheFoldsThatTheyBeganWith();
    void beginWithTheFoldsOfToday();
    void areContendersAsTheStudyIsNow();
    void areTheBestThoughTheModelDoesNotKnowThem();
};

void TestEditsAndWaitingTrials::areRetriedAsTheStudyIsNow()
{
    StudySettings settings = argumentStudy({"x", "n"});
    settings.budget.trials = 1;
    const StudyFixture study(settings);
    const auto runner = study.open();
    QVERIFY(runner->enqueue(whole({{"x", 3}, {"n", 5}})));
    QVERIFY(runToEnd(*runner));
    settings.space.hyperparameters.pop_back();
    settings.space.fixed = {{"n", "7"}};
    settings.budget.trials = 2;
    QVERIFY(runner->applySettings(settings));
    QVERIFY(runner->retryTrial(0));
    QVERIFY(runToEnd(*runner));
    QCOMPARE(argumentsOf(runner->trials()[1]), (Arguments{"3", "7"}));
    QCOMPARE(runner->trials()[1].settings, whole({{"x", 3}}));
}

void TestEditsAndWaitingTrials::areNotRetriedWhereTheyHaveNoPlace()
{
    StudySettings settings = argumentStudy({"x"});
    settings.budget.trials = 1;
    const StudyFixture study(settings);
    const auto runner = study.open();
    QVERIFY(runner->enqueue(whole({{"x", 8}})));
    QVERIFY(runToEnd(*runner));
    settings.space.hyperparameters.front().max = 4;
    QVERIFY(runner->applySettings(settings));
    const auto refused = runner->retryTrial(0);
    QVERIFY(!refused);
    QVERIFY(refused.error().message.starts_with("Trial 0 cannot be run again"));
    QCOMPARE(runner->trials().size(), 1u);
}

void TestEditsAndWaitingTrials::haveTheDefaultOfWhatWasAdded()
{
    StudySettings settings = argumentStudy({"x"});
    settings.budget.trials = 1;
    const StudyFixture study(settings);
    const auto runner = study.open();
    QVERIFY(runner->enqueue(whole({{"x", 2}})));
    settings = argumentStudy({"x", "z"});
    settings.space.hyperparameters.back().defaultValue = std::int64_t{6};
    settings.budget.trials = 1;
    settings.metrics.push_back(MetricRule{"other", "other (\\S+)", "", ""}); // a draft keeps it
    settings.metrics.back().pattern = "(";
    QVERIFY(runner->applySettings(settings));
    QVERIFY(!runner->run());
    settings.metrics.pop_back();
    QVERIFY(runner->applySettings(settings));
    QVERIFY(runToEnd(*runner));
    const auto again = study.open(OpenMode::ReadOnly);
    QCOMPARE(again->trials().size(), 2u);
    const Trial &asked = again->trials()[0];
    QCOMPARE(asked.state, TrialState::Cancelled);
    QVERIFY(asked.sentence.ends_with("Trial 1 takes its place."));
    QCOMPARE(asked.settings, whole({{"x", 2}}));
    const Trial &trial = again->trials()[1];
    QCOMPARE(argumentsOf(trial), (Arguments{"2", "6"}));
    QCOMPARE(trial.settings, whole({{"x", 2}, {"z", 6}}));
    QCOMPARE(trial.origin, TrialOrigin::Person);
    QCOMPARE(trial.revision, again->revision());
}

void TestEditsAndWaitingTrials::areCancelledWhereTheyHaveNoPlace()
{
    StudySettings settings = argumentStudy({"x"});
    settings.budget.trials = 1;
    const StudyFixture study(settings);
    const auto runner = study.open();
    QVERIFY(runner->enqueue(whole({{"x", 8}})));
    settings.space.hyperparameters.front().max = 4;
    QVERIFY(runner->applySettings(settings));
    QVERIFY(runToEnd(*runner));
    QCOMPARE(runner->trials().size(), 2u);
    QCOMPARE(runner->trials()[0].state, TrialState::Cancelled);
    QVERIFY(runner->trials()[0].sentence.starts_with("The study was changed before it began."));
    QVERIFY(runner->trials()[0].runs.empty());
    QCOMPARE(runner->trials()[1].state, TrialState::Complete); // another one in its place
}

/// The second and third fold run as the first one did, though the command is another one by then.
void TestEditsAndWaitingTrials::goOnByTheDefinitionThatTheyBeganUnder()
{
    StudySettings settings = argumentStudy({"x"});
    settings.command[2] = "sleep 0.3; echo loss $1";
    settings.command.push_back("old");
    settings.command.push_back("{fold}");
    settings.evaluation.folds = 3;
    settings.budget.trials = 2;
    const StudyFixture study(settings);
    const auto runner = study.open();
    QVERIFY(runner->run());
    QTRY_VERIFY_WITH_TIMEOUT(!runner->trials().empty() && !runner->trials()[0].runs.empty(),
                             patienceMs);
    settings.command[5] = "new";
    QVERIFY(runner->applySettings(settings));
    QTRY_COMPARE_WITH_TIMEOUT(runner->status().state, StudyState::Finished, patienceMs);
    const Trial &begun = runner->trials()[0];
    QCOMPARE(begun.runs.size(), 3u);
    const int other = begun.revision == 1 ? 1 : 0;
    for (std::size_t fold = 0; fold < 3; ++fold)
        QCOMPARE(argumentsOf(begun, fold).at(1), std::string("old"));
    QCOMPARE(argumentsOf(runner->trials()[std::size_t(other)]).at(1), std::string("new"));
}

/// Three of four folds are done when there are to be three, and later two of three.
void TestEditsAndWaitingTrials::goOnByTheFoldsThatTheyBeganWith()
{
    StudySettings settings = argumentStudy({"x"});
    settings.command[2] = "sleep 0.1; echo loss $1";
    settings.command.push_back("{fold}");
    settings.evaluation.folds = 4;
    settings.budget.trials = 2;
    const StudyFixture study(settings);
    const auto runner = study.open();
    QVERIFY(runner->enqueue(whole({{"x", 5}})));
    QVERIFY(runner->enqueue(whole({{"x", 4}})));
    const auto pauseAt = [&](std::size_t trial, std::size_t runs) {
        QVERIFY(runner->run());
        QTRY_COMPARE_WITH_TIMEOUT(runner->trials()[trial].runs.size(), runs, patienceMs);
        runner->pause();
        QTRY_COMPARE_WITH_TIMEOUT(runner->status().running, 0, patienceMs);
    };
    pauseAt(0, 3);
    QCOMPARE(runner->trials()[0].state, TrialState::Waiting);
    settings.evaluation.folds = 3;
    QVERIFY(runner->applySettings(settings));
    pauseAt(1, 1);
    settings.evaluation.folds = 2;
    QVERIFY(runner->applySettings(settings));
    QVERIFY(runToEnd(*runner));
    for (const auto &[number, folds] : {std::pair(0, 4), {1, 3}}) {
        const Trial &trial = runner->trials()[std::size_t(number)];
        QCOMPARE(trial.state, TrialState::Complete);
        QCOMPARE(int(trial.runs.size()), folds);
        for (int fold = 0; fold < folds; ++fold)
            QCOMPARE(trial.runs[std::size_t(fold)].key, (RunKey{.trial = number, .fold = fold}));
    }
    settings.metrics.push_back(MetricRule{"other", "all (\\S+)", "", ""}); // all is read again
    QVERIFY(runner->applySettings(settings));
    QTRY_VERIFY_WITH_TIMEOUT(!runner->isRereading(), patienceMs);
    QCOMPARE(runner->status().complete, 2);
}

void TestEditsAndWaitingTrials::beginWithTheFoldsOfToday()
{
    StudySettings settings = argumentStudy({"x"});
    settings.command.push_back("{fold}");
    settings.budget.trials = 1;
    const StudyFixture study(settings);
    const auto runner = study.open();
    QVERIFY(runner->enqueue(whole({{"x", 5}})));
    settings.evaluation.folds = 2;
    QVERIFY(runner->applySettings(settings));
    QVERIFY(runToEnd(*runner));
    QCOMPARE(runner->trials().size(), 1u);
    QCOMPARE(runner->trials()[0].state, TrialState::Complete);
    QCOMPARE(runner->trials()[0].runs.size(), 2u);
    QCOMPARE(study.open(OpenMode::ReadOnly)->trials()[0].revision, runner->revision());
}

void TestEditsAndWaitingTrials::areContendersAsTheStudyIsNow()
{
    StudySettings settings = argumentStudy({"x", "n"});
    settings.budget.trials = 3;
    const StudyFixture study(settings);
    const auto runner = study.open();
    for (const auto &[x, n] : {std::pair(1, 5), {2, 7}, {3, 7}})
        QVERIFY(runner->enqueue(whole({{"x", x}, {"n", n}})));
    QVERIFY(runToEnd(*runner));
    settings.space.hyperparameters = {integer("x"), integer("z")};
    settings.space.hyperparameters.back().defaultValue = std::int64_t{6};
    settings.space.fixed = {{"n", "7"}};
    settings.command.push_back("{z}");
    QVERIFY(runner->applySettings(settings));
    QTRY_VERIFY_WITH_TIMEOUT(!runner->isRereading(), patienceMs);
    const auto opened = Confirmation::open(*runner, {.contenders = 3});
    QVERIFY2(opened, opened ? "" : opened.error().message.c_str());
    const auto contenders = (*opened)->standing().contenders;
    QCOMPARE(contenders.size(), 2u); // not trial 0, which had another n
    QCOMPARE(contenders[0].trial, 1);
    QCOMPARE(contenders[1].trial, 2);
}

void TestEditsAndWaitingTrials::areTheBestThoughTheModelDoesNotKnowThem()
{
    StudySettings settings = argumentStudy({"x"});
    settings.search.strategy = Strategy::Bayesian;
    settings.budget.trials = 8;
    settings.command[2] = "echo loss $(($1 * $1 + $2 % 3))"; // noise by the number of the trial
    settings.command.push_back("{trial.number}");
    const StudyFixture study(settings);
    const auto runner = study.open();
    QVERIFY(runToEnd(*runner));
    QVERIFY(runner->incumbent());
    const auto best = runner->status().bestTrial;
    settings.space.hyperparameters.push_back(integer("z")); // without a default
    settings.command[2] = "echo loss $((50 + $1 * $1 + $2 % 3))";
    settings.command.push_back("{z}");
    settings.budget.trials = 20;
    QVERIFY(runner->applySettings(settings));
    QVERIFY(runToEnd(*runner));
    QCOMPARE(runner->status().bestTrial, best);
    QVERIFY(!runner->incumbent()); // the model only knows trials that are worse
    QCOMPARE(runner->status().reportedTrial(), best);

    settings.space.hyperparameters.back().defaultValue = std::int64_t{5};
    QVERIFY(runner->applySettings(settings));
    settings.budget.trials = 22;
    QVERIFY(runner->applySettings(settings));
    QVERIFY(runToEnd(*runner));
    QVERIFY(runner->incumbent());
}

/// b is frozen at 6, then at 2, then free again with a default; and the study is opened anew.
void TestEditsAndWaitingTrials::trialsKeepWhatWasFixedWhenTheyRan()
{
    StudySettings free = argumentStudy({"a", "b"});
    free.budget.trials = 2;
    const StudyFixture study(free);
    auto runner = study.open();
    QVERIFY(runToEnd(*runner));
    for (const char *value : {"6", "2"}) {
        StudySettings frozen = free;
        frozen.space.hyperparameters.pop_back();
        frozen.space.fixed = {{"b", value}};
        frozen.budget.trials = int(runner->trials().size()) + 2;
        QVERIFY(runner->applySettings(frozen));
        QVERIFY(runToEnd(*runner));
    }
    StudySettings again = free;
    again.space.hyperparameters.back().defaultValue = std::int64_t(3);
    again.budget.trials = 7;
    QVERIFY(runner->applySettings(again));
    QVERIFY(runToEnd(*runner));
    const std::vector<Trial> before = runner->trials();
    runner.reset();
    runner = study.open();
    for (const std::size_t number : {2u, 3u, 4u, 5u}) {
        const std::int64_t b = number < 4 ? 6 : 2;
        QCOMPARE(valueOf(runner->trials()[number], "b"), Value(b));
        QCOMPARE(valueOf(before[number], "b"), Value(b));
    }
    const QByteArray csv =
        QByteArray::fromStdString(trialsCsv(runner->settings(), runner->trials(), 0));
    const QList<QByteArray> lines = csv.split('\n');
    const qsizetype column = lines[0].trimmed().split(',').indexOf("b");
    QCOMPARE(lines[1 + 3].split(',')[column], "6");
    QCOMPARE(lines[1 + 5].split(',')[column], "2");
    // Run again, it has what it had.
    const auto retried = runner->retryTrial(3);
    QVERIFY(retried);
    QCOMPARE(runner->trials()[std::size_t(*retried)].settings.at("b"), Value(std::int64_t(6)));
}

QTEST_GUILESS_MAIN(TestEditsAndWaitingTrials)
#include "tst_edits_and_waiting_trials.moc"
