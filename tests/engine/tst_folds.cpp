// SPDX-FileCopyrightText: 2026 The Attune developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/engine/study_fixture.h"

#include <cmath>

using namespace attune;
using namespace attune::engine;
using namespace attune::engine::tests;

namespace {

/// Three folds: fold f of settings x prints x + f / 10.
StudySettings foldStudy(int trials)
{
    StudySettings settings = fakeStudy({}, trials);
    settings.command = {"/bin/sh", "-c", "echo loss $1.$2", "sh", "{x}", "{fold}"};
    Hyperparameter x;
    x.name = "x";
    x.type = HyperparameterType::Integer;
    x.min = 0;
    x.max = 100;
    settings.space.hyperparameters = {x};
    settings.metrics[0].stepPattern.clear();
    settings.metrics.pop_back();
    settings.evaluation.folds = 3;
    return settings;
}

/// Three folds that differ: fold f of settings x prints x (10 + f) + 100 f².
StudySettings unequalFolds(int trials)
{
    StudySettings settings = foldStudy(trials);
    settings.command[2] = "echo loss $(($1 * (10 + $2) + 100 * $2 * $2))";
    return settings;
}

/// Two folds; the median rule judges from the first of three readings on. The first fold of x = 1
/// ends at once, all other runs take their time.
StudySettings judgedFolds(const std::string &before = {})
{
    StudySettings settings = foldStudy(1);
    const std::string script =
        before + "for i in 1 2 3; do echo loss $1; done; [ $1$2 = 10 ] || sleep 2";
    settings.command = {"/bin/sh", "-c", script, "sh", "{x}", "{fold}", "{trial.directory}"};
    settings.evaluation.folds = 2;
    settings.trialStopping.rule = TrialStoppingRule::Median;
    settings.trialStopping.minSteps = 1;
    settings.trialStopping.minTrials = 1;
    return settings;
}

/// The trial of x = 90, which runs beside the one that is under way.
Trial judgedBeside(StudyRunner &runner)
{
    if (!runner.enqueue({{"x", std::int64_t(90)}}) || !runner.setBudget({2, 2, std::nullopt}) ||
        !QTest::qWaitFor([&] { return isIdle(runner); }, patienceMs))
        qFatal("not run");
    return runner.trials()[1];
}

} // namespace

class TestFolds : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(u".?"_s)); }
    void theObjectiveIsTheMeanWithItsError();
    void theFoldsOfAHopelessTrialAreNotAllRun();
    void noFoldsAreLeftOutBesideTrialsOfAnotherKind();
    void whatFoldsHaveInCommonIsNoNoise();
    void aFailedFoldFailsTheTrial();
    void saysWhatWasLeftOutOfAnyFold();
    void replicatesHaveSeedsOfTheirOwn();
    void remainsAfterClosing();
    void whatWasCutShortStaysSoUnderOtherRules();
    void whatFailedAtItsFirstFoldIsNeverWhole();
    void theFirstFoldStaysAMeasureWhileOthersRun();
    void theFirstFoldStaysAMeasureWhenALaterOneIsLost();
};

void TestFolds::theObjectiveIsTheMeanWithItsError()
{
    const StudyFixture study(foldStudy(1));
    const auto runner = study.open();
    QVERIFY(runner->enqueue({{"x", std::int64_t(4)}}));
    QVERIFY(runToEnd(*runner));
    const Trial &trial = runner->trials()[0];
    QCOMPARE(trial.state, TrialState::Complete);
    QCOMPARE(trial.runs.size(), 3u);
    QCOMPARE(trial.runs[2].key, (RunKey{.trial = 0, .fold = 2}));
    QCOMPARE(*trial.objective(), 4.1);
    QVERIFY(std::abs(*trial.standardError - 0.1 / std::sqrt(3.0)) < 1e-12);
    QCOMPARE(runner->status().complete, 1);
}

/// Trial 0 gives 40, 144 and 448; trial 1 begins with 900 and 1090: 860 and 946 more.
void TestFolds::theFoldsOfAHopelessTrialAreNotAllRun()
{
    const StudyFixture study(unequalFolds(2));
    const auto runner = study.open();
    QVERIFY(runner->enqueue({{"x", std::int64_t(4)}}));
    QVERIFY(runner->enqueue({{"x", std::int64_t(90)}}));
    QVERIFY(runToEnd(*runner));
    const Trial &trial = runner->trials()[1];
    QCOMPARE(trial.state, TrialState::Stopped);
    QCOMPARE(trial.runs.size(), 2u);
    // Not 995, the mean of the easy folds: trial 0 has 632 / 3 with the difficult one.
    QVERIFY(std::abs(*trial.objective() - (632.0 / 3.0 + 903.0)) < 1e-9);
    QVERIFY(std::abs(*trial.standardError - 43.0) < 1e-9);
    QCOMPARE(QString::fromStdString(trial.sentence),
             u"Stopped after 2 of 3 runs: the mean 995 is significantly worse than 92 of trial 0 "
             "on the same folds (one-sided paired t test, 95 %). The mean of all runs would be "
             "about 1114."_s);
}

/// The trial from before has 40 on all rows: beside it two folds of 900 and 1090 look hopeless.
void TestFolds::noFoldsAreLeftOutBesideTrialsOfAnotherKind()
{
    StudySettings settings = unequalFolds(1);
    settings.evaluation.folds = 1;
    const StudyFixture study(settings);
    const auto runner = study.open();
    QVERIFY(runner->enqueue({{"x", std::int64_t(4)}}));
    QVERIFY(runToEnd(*runner));
    QCOMPARE(*runner->trials()[0].objective(), 40.0);
    settings.evaluation.folds = 3;
    settings.budget.trials = 2;
    QVERIFY(runner->applySettings(settings));
    QVERIFY(runner->enqueue({{"x", std::int64_t(90)}}));
    QVERIFY(runToEnd(*runner));
    const Trial &trial = runner->trials()[1];
    QCOMPARE(trial.state, TrialState::Complete);
    QCOMPARE(trial.runs.size(), 3u);
    QVERIFY(std::abs(*trial.objective() - 3470.0 / 3.0) < 1e-9);
}

/// The folds differ by 50; a trial is better than the one before it by 1, 2 and 1.
void TestFolds::whatFoldsHaveInCommonIsNoNoise()
{
    StudySettings settings = foldStudy(3);
    settings.command[2] = "echo loss $(($2 * 50 - $1 * (1 + $2 % 2)))";
    const StudyFixture study(settings);
    const auto runner = study.open();
    for (const std::int64_t x : {0, 1, 2})
        QVERIFY(runner->enqueue({{"x", x}}));
    QVERIFY(runToEnd(*runner));
    const std::vector<Trial> &trials = runner->trials();
    // 0, 50, 100: there is nothing yet to tell the folds' difficulty by.
    QCOMPARE(*trials[0].objective(), 50.0);
    QVERIFY(std::abs(*trials[0].standardError - 50.0 / std::sqrt(3.0)) < 1e-12);
    // -1, -2, -1 beside trial 0, then as much beside trial 1: a standard error of 1/3.
    for (const int number : {1, 2})
        QVERIFY(std::abs(*trials[std::size_t(number)].standardError - 1.0 / 3.0 / std::sqrt(2.0)) <
                1e-12);
}

void TestFolds::aFailedFoldFailsTheTrial()
{
    StudySettings settings = foldStudy(1);
    settings.command[2] = "echo loss $1.$2; test $2 != 1";
    const StudyFixture study(settings);
    const auto runner = study.open();
    QVERIFY(runToEnd(*runner));
    QCOMPARE(runner->trials()[0].state, TrialState::Failed);
    QCOMPARE(runner->trials()[0].runs.size(), 2u);
    QVERIFY(!runner->trials()[0].objective());
    QVERIFY(runner->trials()[0].sentence.starts_with("In fold 1 (from 0): "));
}

void TestFolds::saysWhatWasLeftOutOfAnyFold()
{
    StudySettings settings = foldStudy(1);
    settings.command[2] = "echo loss $1.$2; [ $2 != 0 ] || seq -f 'm%g: 1' 1002";
    settings.metrics.push_back({{}, {}, {}, "key-value"});
    const StudyFixture study(settings);
    const auto runner = study.open();
    QVERIFY(runToEnd(*runner));
    const Trial &trial = runner->trials()[0];
    QCOMPARE(trial.state, TrialState::Complete);
    QVERIFY2(trial.sentence.starts_with("The output has more than 1000 different metrics"),
             trial.sentence.c_str());
}

void TestFolds::replicatesHaveSeedsOfTheirOwn()
{
    StudySettings settings = foldStudy(1);
    settings.evaluation = {2, 2};
    settings.command.push_back("{trial.seed}");
    const StudyFixture study(settings);
    const auto runner = study.open();
    QVERIFY(runToEnd(*runner));
    const std::vector<Run> &runs = runner->trials()[0].runs;
    QCOMPARE(runs.size(), 4u);
    QCOMPARE(runs[0].seed, runs[1].seed);
    QCOMPARE(runs[2].seed, runs[3].seed);
    QVERIFY(runs[0].seed != runs[2].seed);
    QCOMPARE(runs[3].key, (RunKey{.trial = 0, .fold = 1, .replicate = 1}));
}

void TestFolds::remainsAfterClosing()
{
    const StudyFixture study(foldStudy(1));
    std::optional<double> error;
    {
        const auto runner = study.open();
        QVERIFY(runToEnd(*runner));
        error = runner->trials()[0].standardError;
    }
    QVERIFY(error.has_value());
    QCOMPARE(study.open()->trials()[0].standardError, error);
}

/// Trial 1 is the best by the new direction, but only two of its folds are known.
void TestFolds::whatWasCutShortStaysSoUnderOtherRules()
{
    StudySettings settings = unequalFolds(2);
    const StudyFixture study(settings);
    const auto runner = study.open();
    QVERIFY(runner->enqueue({{"x", std::int64_t(4)}}));
    QVERIFY(runner->enqueue({{"x", std::int64_t(90)}}));
    QVERIFY(runToEnd(*runner));
    const std::string sentence = runner->trials()[1].sentence;
    settings.objectives.front().direction = Direction::Maximize;
    QVERIFY(runner->applySettings(settings));
    QTRY_VERIFY_WITH_TIMEOUT(!runner->isRereading(), patienceMs);
    const Trial &trial = runner->trials()[1];
    QCOMPARE(trial.state, TrialState::Stopped);
    QCOMPARE(trial.sentence, sentence);
    QVERIFY(std::abs(*trial.objective() - (632.0 / 3.0 + 903.0)) < 1e-9);
    QCOMPARE(runner->status().bestTrial, std::optional(0));
}

void TestFolds::whatFailedAtItsFirstFoldIsNeverWhole()
{
    StudySettings settings = foldStudy(1);
    settings.metrics[0].pattern = "los (\\S+)";
    const StudyFixture study(settings);
    const auto runner = study.open();
    QVERIFY(runToEnd(*runner));
    QCOMPARE(runner->trials()[0].state, TrialState::Failed);
    settings.metrics[0].pattern = "loss (\\S+)";
    QVERIFY(runner->applySettings(settings));
    QTRY_VERIFY_WITH_TIMEOUT(!runner->isRereading(), patienceMs);
    const Trial &trial = runner->trials()[0];
    QCOMPARE(trial.runs.size(), 1u);
    QCOMPARE(trial.state, TrialState::Stopped);
    QCOMPARE(QString::fromStdString(trial.sentence),
             u"Stopped after 1 of 3 runs: the last of them had no value then."_s);
    QVERIFY(!runner->status().bestTrial);
}

void TestFolds::theFirstFoldStaysAMeasureWhileOthersRun()
{
    const StudyFixture study(judgedFolds());
    const auto runner = study.open();
    QVERIFY(runner->enqueue({{"x", std::int64_t(1)}}));
    QVERIFY(runner->run());
    QTRY_COMPARE_WITH_TIMEOUT(runner->trials()[0].runs.size(), 2u, patienceMs);
    QVERIFY(runner->setExcluded(0, true)); // what is known is built anew
    QVERIFY(runner->setExcluded(0, false));
    const Trial judged = judgedBeside(*runner);
    QCOMPARE(judged.state, TrialState::Stopped);
    QCOMPARE(judged.stoppedAgainst, std::optional(1.0));
}

void TestFolds::theFirstFoldStaysAMeasureWhenALaterOneIsLost()
{
    // The second fold takes its keeper along, once.
    const StudyFixture study(judgedFolds("[ $2 = 0 ] || [ -e $3/lost ] || "
                                         "{ touch $3/lost; kill -9 $PPID; kill -9 $$; }; "));
    const auto runner = study.open();
    QVERIFY(runner->enqueue({{"x", std::int64_t(1)}}));
    QVERIFY(runner->run());
    QTRY_COMPARE_WITH_TIMEOUT(runner->trials()[0].runs.size(), 3u, patienceMs);
    QCOMPARE(runner->trials()[0].runs[1].end, RunEnd::KeeperLost);
    const Trial judged = judgedBeside(*runner);
    QCOMPARE(judged.state, TrialState::Stopped);
    QCOMPARE(judged.stoppedAgainst, std::optional(1.0));
}

QTEST_GUILESS_MAIN(TestFolds)
#include "tst_folds.moc"
