// SPDX-FileCopyrightText: 2026 The Attune developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/engine/scheduling/confirmation.h"
#include "tests/engine/study_fixture.h"

#include <functional>

using namespace attune;
using namespace attune::engine;
using namespace attune::engine::tests;

// The window sends every edit as it is typed, so a study that runs passes through definitions that
// are none yet.

namespace {

using Edit = std::function<void(StudySettings &)>;

/// The loss is (n - 4)^2, with something added for "b".
StudySettings integerStudy(int trials)
{
    StudySettings settings = fakeStudy({}, trials);
    settings.command = {"/bin/sh", "-c",  "sleep 0.05; echo loss $((($1 - 4) * ($1 - 4)))",
                        "sh",      "{n}", "{kind}"};
    Hyperparameter n;
    n.name = "n";
    n.type = HyperparameterType::Integer;
    n.min = 0;
    n.max = 9;
    Hyperparameter kind;
    kind.name = "kind";
    kind.type = HyperparameterType::Categorical;
    kind.values = {std::string("a"), std::string("b")};
    settings.space.hyperparameters = {n, kind};
    settings.metrics = {MetricRule{"loss", "loss (\\S+)", "", ""}};
    return settings;
}

void letRunningEnd(const StudyRunner &runner)
{
    QTRY_COMPARE_WITH_TIMEOUT(runner.status().running, 0, patienceMs);
    QTest::qWait(50); // nothing may come of what was under way
}

} // namespace

class TestDrafts : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(u".?"_s)); }
    void startNothing_data();
    void startNothing();
    void startNoFurtherFold();
    void areNoReasonToFinish();
    void leaveTheStoppingRuleAlone();
    void areNotSearched();
    void areNotConfirmed();
};

void TestDrafts::startNothing_data()
{
    QTest::addColumn<Strategy>("strategy");
    QTest::addColumn<Edit>("edit");
    const Edit noStep = [](StudySettings &draft) { draft.space.hyperparameters[0].step = 0; };
    const Edit noValues = [](StudySettings &draft) { draft.space.hyperparameters[1].values = {}; };
    const Edit command = [](StudySettings &draft) { draft.command.back() = "{kin}"; };
    const Edit parallel = [](StudySettings &draft) { draft.budget.parallel = 0; };
    for (const auto &[name, strategy] :
         {std::pair("random", Strategy::Random), {"Bayesian", Strategy::Bayesian}}) {
        QTest::addRow("%s, no step", name) << strategy << noStep;
        QTest::addRow("%s, no category", name) << strategy << noValues;
        QTest::addRow("%s, half a command", name) << strategy << command;
        QTest::addRow("%s, no parallelism", name) << strategy << parallel;
    }
}

void TestDrafts::startNothing()
{
    QFETCH(const Strategy, strategy);
    QFETCH(const Edit, edit);
    StudySettings settings = integerStudy(12);
    settings.search.strategy = strategy;
    const StudyFixture study(settings);
    const auto runner = study.open();
    QVERIFY(runner->run());
    QTRY_VERIFY_WITH_TIMEOUT(runner->status().complete >= 5, patienceMs);
    StudySettings draft = settings;
    edit(draft);
    QVERIFY(runner->applySettings(draft));
    letRunningEnd(*runner);
    const std::size_t before = runner->trials().size();
    QVERIFY(before < 12);
    QCOMPARE(runner->status().state, StudyState::Running);
    QCOMPARE(QString::fromStdString(runner->status().reason),
             u"No new trials start while the set-up has a problem. "_s +
                 QString::fromStdString(draft.problems().front().sentence));
    QVERIFY(runner->setExcluded(0, true));
    QTest::qWait(50);
    QCOMPARE(runner->trials().size(), before);

    QVERIFY(runner->applySettings(settings));
    QVERIFY(runner->status().reason.empty());
    QTRY_COMPARE_WITH_TIMEOUT(runner->status().state, StudyState::Finished, patienceMs);
    QCOMPARE(count(*runner, TrialState::Complete), 12);
}

void TestDrafts::startNoFurtherFold()
{
    StudySettings settings = integerStudy(1);
    settings.evaluation.folds = 2;
    settings.command.push_back("{fold}");
    const StudyFixture study(settings);
    const auto runner = study.open();
    QVERIFY(runner->run());
    QTRY_VERIFY_WITH_TIMEOUT(runner->status().running == 1, patienceMs);
    StudySettings draft = settings;
    draft.evaluation.folds = 0;
    QVERIFY(runner->applySettings(draft));
    letRunningEnd(*runner);
    QCOMPARE(runner->trials()[0].state, TrialState::Waiting);
    QVERIFY(runner->applySettings(settings));
    QTRY_COMPARE_WITH_TIMEOUT(runner->status().state, StudyState::Finished, patienceMs);
    QCOMPARE(runner->trials()[0].runs.size(), 2u);
}

void TestDrafts::areNoReasonToFinish()
{
    const StudySettings settings = integerStudy(4);
    const StudyFixture study(settings);
    const auto runner = study.open();
    QVERIFY(runner->run());
    QTRY_VERIFY_WITH_TIMEOUT(runner->status().complete >= 1, patienceMs);
    StudySettings draft = settings;
    draft.budget.trials = 0;
    QVERIFY(runner->applySettings(draft));
    letRunningEnd(*runner);
    QCOMPARE(runner->status().state, StudyState::Running);
    QVERIFY(runner->applySettings(settings));
    QTRY_COMPARE_WITH_TIMEOUT(runner->status().state, StudyState::Finished, patienceMs);
    QCOMPARE(count(*runner, TrialState::Complete), 4);
}

/// A rule that is half typed would end every trial.
void TestDrafts::leaveTheStoppingRuleAlone()
{
    StudySettings settings = integerStudy(1);
    settings.command[2] = "for i in 1 2 3 4 5 6 7 8; do echo loss $i; sleep 0.1; done";
    settings.trialStopping.rule = TrialStoppingRule::Patience;
    settings.trialStopping.minSteps = 1;
    settings.trialStopping.patience = 50;
    const StudyFixture study(settings);
    const auto runner = study.open();
    QVERIFY(runner->run());
    QTRY_VERIFY_WITH_TIMEOUT(!pointsOf(*runner, 0, "loss").empty(), patienceMs);
    StudySettings draft = settings;
    draft.trialStopping.patience = 0;
    QVERIFY(runner->applySettings(draft));
    letRunningEnd(*runner);
    QCOMPARE(runner->trials()[0].state, TrialState::Complete);
    draft.trialStopping.patience = 2; // in force again
    draft.budget.trials = 2;
    QVERIFY(runner->applySettings(draft));
    QTRY_COMPARE_WITH_TIMEOUT(runner->status().state, StudyState::Finished, patienceMs);
    QCOMPARE(runner->trials()[1].state, TrialState::Stopped);
}

/// What the model says of the trials is what it said before the draft.
void TestDrafts::areNotSearched()
{
    StudySettings settings = integerStudy(10);
    settings.search.strategy = Strategy::Bayesian;
    settings.command[2] = "echo loss $((($1 - 4) * ($1 - 4) + $3 % 3))";
    settings.command.push_back("{trial.number}");
    const StudyFixture study(settings);
    const auto runner = study.open();
    QVERIFY(runToEnd(*runner));
    const auto incumbent = runner->incumbent();
    QVERIFY(incumbent);
    StudySettings draft = settings;
    draft.space.hyperparameters[0].step = 0;
    draft.space.hyperparameters[1].values = {};
    QVERIFY(runner->applySettings(draft));
    QCOMPARE(runner->incumbent(), incumbent);
    QVERIFY(!runner->run());
    QVERIFY(!runner->retryTrial(0));
    const auto summary = summarize(study.folder());
    QVERIFY(summary);
    QCOMPARE(summary->status.bestTrial, runner->status().bestTrial);
    QCOMPARE(study.open(OpenMode::ReadOnly)->incumbent(), incumbent);
}

void TestDrafts::areNotConfirmed()
{
    const StudySettings settings = integerStudy(4);
    const StudyFixture study(settings);
    const auto runner = study.open();
    QVERIFY(runToEnd(*runner));
    StudySettings draft = settings;
    draft.objectives.clear();
    QVERIFY(runner->applySettings(draft));
    const auto refused = Confirmation::open(*runner, {});
    QVERIFY(!refused);
    QCOMPARE(refused.error().message, draft.problems().front().sentence);
}

QTEST_GUILESS_MAIN(TestDrafts)
#include "tst_drafts.moc"
