// SPDX-FileCopyrightText: 2026 The Attune developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/engine/scheduling/confirmation.h"
#include "core/analysis/pareto_front.h"
#include "core/study/requirement.h"
#include "tests/engine/study_fixture.h"

#include <cmath>

using namespace attune;
using namespace attune::engine;
using namespace attune::engine::tests;

namespace {

/// Settings x print a loss of x, a size of 10 - x and a speed of x / 10.
StudySettings goalStudy(int trials)
{
    StudySettings settings = fakeStudy({}, trials);
    settings.command = {"/bin/sh", "-c", "echo loss $1; echo size $((10 - $1)); echo speed 0.$1",
                        "sh", "{x}"};
    Hyperparameter x;
    x.name = "x";
    x.type = HyperparameterType::Integer;
    x.min = 0;
    x.max = 9;
    settings.space.hyperparameters = {x};
    settings.metrics.clear();
    for (const char *name : {"loss", "size", "speed"})
        settings.metrics.push_back({name, std::string(name) + " (\\S+)", "", ""});
    settings.objectives = {Objective{.metric = "loss"}, Objective{.metric = "size"}};
    settings.requirements = {"speed >= 0.3", "size > 2"};
    return settings;
}

/// The same in folds, by another script that is given x and the fold, with nothing required.
StudySettings foldStudy(int trials, int folds, const std::string &script)
{
    StudySettings settings = goalStudy(trials);
    settings.command[2] = script;
    settings.command.push_back("{fold}");
    settings.evaluation.folds = folds;
    settings.requirements.clear();
    return settings;
}

/// Runs x = 1, 4 and 8, of which only 4 is fast and large enough.
void runThree(StudyRunner &runner)
{
    for (const int x : {1, 4, 8})
        QVERIFY(runner.enqueue({{"x", std::int64_t(x)}}));
    QVERIFY(runToEnd(runner));
}

using Values = std::vector<std::optional<double>>;

} // namespace

class TestGoals : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(u".?"_s)); }
    void areStoredWithWhatIsRequired();
    void makeTheFrontTheStatus();
    void areMeansOverFolds();
    void ofWhichTheFirstEndsNoTrialAfterSomeFolds();
    void areJudgedAnewWhenRequirementsChange();
    void areReadAgainByTheNextSession();
    void areReadAgainByOneSessionAfterAnother();
    void ofACancelledTrialStayCancelled();
    void failTrialsThatDoNotReportOneAddedLater();
    void leaveExcludedTrialsOffTheFront();
    void cannotBeConfirmed();
};

void TestGoals::areStoredWithWhatIsRequired()
{
    const StudyFixture study(goalStudy(3));
    std::vector<Trial> before;
    {
        const auto runner = study.open();
        runThree(*runner);
        before = runner->trials();
    }
    QCOMPARE(before[0].objectives, (Values{1.0, 9.0}));
    QCOMPARE(before[0].required, (Values{0.1, 9.0}));
    QCOMPARE(keepsRequirements(before[0]), std::optional(false));
    QCOMPARE(keepsRequirements(before[1]), std::optional(true));
    QCOMPARE(before[2].required, (Values{0.8, 2.0}));
    QCOMPARE(keepsRequirements(before[2]), std::optional(false));
    const auto reopened = study.open();
    const auto reader = study.open(OpenMode::ReadOnly);
    for (const auto *runner : {reopened.get(), reader.get()}) {
        for (std::size_t i = 0; i < 3; ++i) {
            const Trial &after = runner->trials()[i];
            QCOMPARE(after.state, TrialState::Complete);
            QCOMPARE(after.objectives, before[i].objectives);
            QCOMPARE(after.required, before[i].required);
            QCOMPARE(after.meetsRequirements, before[i].meetsRequirements);
        }
    }
}

void TestGoals::makeTheFrontTheStatus()
{
    StudySettings settings = goalStudy(3);
    const StudyFixture study(settings);
    const auto runner = study.open();
    runThree(*runner);
    QCOMPARE(runner->status().front, (std::vector<int>{1}));
    QVERIFY(!runner->status().bestTrial);
    settings.requirements.clear();
    QVERIFY(runner->applySettings(settings));
    QTRY_COMPARE_WITH_TIMEOUT(runner->status().front, (std::vector<int>{0, 1, 2}), patienceMs);
    settings.requirements = {"speed > 1"};
    QVERIFY(runner->applySettings(settings));
    QVERIFY(runner->status().front.empty()); // at once
    QTRY_COMPARE_WITH_TIMEOUT(QString::fromStdString(runner->status().whyNoneMeets),
                              u"No trial has speed > 1; the nearest is 0.8 of trial 2."_s,
                              patienceMs);
}

void TestGoals::areMeansOverFolds()
{
    StudySettings settings =
        foldStudy(1, 3, "echo loss $1.$2; echo size $2; echo speed 0.$((4 - $2))");
    settings.requirements = {"speed >= 0.3"};
    const StudyFixture study(settings);
    const auto runner = study.open();
    QVERIFY(runner->enqueue({{"x", std::int64_t(4)}}));
    QVERIFY(runToEnd(*runner));
    const Trial &trial = runner->trials()[0];
    QCOMPARE(*trial.objectives.at(0), 4.1);
    QCOMPARE(*trial.objectives.at(1), 1.0);
    QVERIFY(std::abs(*trial.required.at(0) - 0.3) < 1e-12); // 0.4, 0.3 and 0.2
    QVERIFY(trial.standardError.has_value());
}

void TestGoals::ofWhichTheFirstEndsNoTrialAfterSomeFolds()
{
    StudySettings settings =
        foldStudy(2, 3, "echo loss $1.$2; echo size $((10 - $1)).$2; echo speed 0.5");
    const StudyFixture study(settings);
    const auto runner = study.open();
    QVERIFY(runner->enqueue({{"x", std::int64_t(1)}}));
    QVERIFY(runner->enqueue({{"x", std::int64_t(9)}}));
    QVERIFY(runToEnd(*runner));
    QCOMPARE(runner->trials()[1].state, TrialState::Complete); // hopeless by its loss alone
    QCOMPARE(runner->status().front, (std::vector<int>{0, 1}));
}

void TestGoals::areJudgedAnewWhenRequirementsChange()
{
    StudySettings settings = goalStudy(3);
    settings.objectives.pop_back();
    settings.requirements.clear();
    const StudyFixture study(settings);
    {
        const auto runner = study.open();
        runThree(*runner);
        QCOMPARE(runner->status().bestTrial, std::optional(0));
        settings.requirements = {"speed >= 0.3"};
        QVERIFY(runner->applySettings(settings));
        QTRY_COMPARE_WITH_TIMEOUT(runner->status().bestTrial, std::optional(1), patienceMs);
        QTRY_COMPARE_WITH_TIMEOUT(runner->trials()[2].required, (Values{0.8}), patienceMs);
        settings.requirements = {"speed >= nonsense"}; // a draft: what was in force stays so
        QVERIFY(runner->applySettings(settings));
        QCOMPARE(runner->status().bestTrial, std::optional(1));
    }
    const auto again = study.open();
    QCOMPARE(again->status().bestTrial, std::optional(1));
    QCOMPARE(again->trials()[0].required, (Values{0.1}));
}

/// The session that makes the edit ends at once, before it has read a line again.
void TestGoals::areReadAgainByTheNextSession()
{
    StudySettings settings = goalStudy(3);
    settings.requirements.clear();
    settings.objectives.pop_back();
    const StudyFixture study(settings);
    runThree(*study.open());
    settings.objectives.front().direction = Direction::Maximize;
    settings.metrics.front().pattern = "size (\\S+)";
    {
        const auto runner = study.open();
        QVERIFY(runner->applySettings(settings));
        QVERIFY(runner->isRereading());
        QCOMPARE(runner->trials()[0].objectives, (Values{std::nullopt})); // read otherwise now
    }
    for (int session = 0; session < 2; ++session) {
        const auto runner = study.open();
        QTRY_VERIFY_WITH_TIMEOUT(!runner->isRereading(), patienceMs);
        QCOMPARE(runner->trials()[0].objectives, (Values{9.0}));
        QCOMPARE(runner->trials()[2].objectives, (Values{2.0}));
        QCOMPARE(runner->status().bestTrial, std::optional(0));
        QVERIFY(session == 0 || !runner->series(1)->empty());
    }
}

/// Trials of several runs, with logs that take several looks: sessions end in the middle.
void TestGoals::areReadAgainByOneSessionAfterAnother()
{
    StudySettings settings =
        foldStudy(2, 6, "seq 15000; echo loss $1.$2; echo size $((10 - $1)).$2; echo speed 0.5");
    settings.objectives.pop_back();
    const StudyFixture study(settings);
    {
        const auto runner = study.open();
        QVERIFY(runner->enqueue({{"x", std::int64_t(3)}}));
        QVERIFY(runner->enqueue({{"x", std::int64_t(1)}}));
        QVERIFY(runToEnd(*runner));
        settings.objectives.front().metric = "size";
        QVERIFY(runner->applySettings(settings));
    }
    for (int session = 0; session < 20; ++session) {
        const auto runner = study.open();
        QCoreApplication::processEvents();
        if (!runner->isRereading())
            break;
    }
    const auto runner = study.open();
    QTRY_VERIFY_WITH_TIMEOUT(!runner->isRereading(), patienceMs);
    const auto near = [](const Trial &trial, double value) {
        return trial.state == TrialState::Complete && trial.objective() &&
               std::abs(*trial.objective() - value) < 1e-9;
    };
    QVERIFY(near(runner->trials()[0], 7.25)); // the mean of 7.0 to 7.5
    QVERIFY(near(runner->trials()[1], 9.25));
    QCOMPARE(runner->status().bestTrial, std::optional(0));
}

/// Between folds, or after an attempt that the machine broke: no verdict comes of reading again.
void TestGoals::ofACancelledTrialStayCancelled()
{
    StudySettings settings = foldStudy(1, 2, "echo loss $1; echo size $1; [ $2 = 0 ] || sleep 60");
    settings.objectives.pop_back();
    const StudyFixture study(settings);
    const auto runner = study.open();
    QVERIFY(runner->run());
    QTRY_VERIFY_WITH_TIMEOUT(!runner->trials().empty() && runner->trials()[0].runs.size() == 2,
                             patienceMs);
    QVERIFY(runner->cancelTrial(0));
    QTRY_COMPARE_WITH_TIMEOUT(runner->trials()[0].state, TrialState::Cancelled, patienceMs);
    runner->pause();
    settings.objectives.front().metric = "size";
    QVERIFY(runner->applySettings(settings));
    QTRY_VERIFY_WITH_TIMEOUT(!runner->isRereading(), patienceMs);
    QCOMPARE(runner->trials()[0].state, TrialState::Cancelled);
    runner->stop(RunningTrials::Stop);
}

void TestGoals::failTrialsThatDoNotReportOneAddedLater()
{
    StudySettings settings = goalStudy(3);
    settings.requirements.clear();
    settings.objectives.pop_back();
    const StudyFixture study(settings);
    const auto runner = study.open();
    runThree(*runner);
    settings.objectives.push_back(Objective{.metric = "speed", .direction = Direction::Maximize});
    QVERIFY(runner->applySettings(settings));
    // What is known stays until the logs are read again.
    QCOMPARE(*runner->trials()[0].objectives.at(0), 1.0);
    QTRY_COMPARE_WITH_TIMEOUT(runner->trials()[2].objectives, (Values{8.0, 0.8}), patienceMs);
    settings.metrics.push_back({"memory", "memory (\\S+)", "", ""});
    settings.objectives.push_back(Objective{.metric = "memory"});
    QVERIFY(runner->applySettings(settings));
    QTRY_COMPARE_WITH_TIMEOUT(count(*runner, TrialState::Failed), 3, patienceMs);
    QVERIFY(runner->trials()[0].sentence.starts_with("No value of \"memory\""));
}

void TestGoals::leaveExcludedTrialsOffTheFront()
{
    StudySettings settings = goalStudy(3);
    settings.requirements.clear();
    const StudyFixture study(settings);
    const auto runner = study.open();
    runThree(*runner);
    QVERIFY(runner->setExcluded(1, true));
    QCOMPARE(runner->status().front, (std::vector<int>{0, 2}));
    QVERIFY(runner->setExcluded(1, false));
    QCOMPARE(runner->status().front, (std::vector<int>{0, 1, 2}));
}

void TestGoals::cannotBeConfirmed()
{
    const StudyFixture study(goalStudy(3));
    const auto runner = study.open();
    runThree(*runner);
    const auto opened = Confirmation::open(*runner, {});
    QVERIFY(!opened);
    QVERIFY(opened.error().message.find("this study has 2") != std::string::npos);
}

QTEST_GUILESS_MAIN(TestGoals)
#include "tst_goals.moc"
