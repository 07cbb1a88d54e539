// SPDX-FileCopyrightText: 2026 The Attune developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/engine/exchange/study_json.h"
#include "app/engine/scheduling/book_loader.h"
#include "app/engine/scheduling/book_writer.h"
#include "app/engine/scheduling/paused_trials.h"
#include "app/engine/scheduling/trial_follower.h"
#include "app/engine/scheduling/trial_launcher.h"
#include "app/engine/storage/study_database.h"
#include "tests/engine/study_fixture.h"

#include <ctime>

using namespace attune;
using namespace attune::engine;
using namespace attune::engine::tests;

/// Rules are edited in a study of many trials, each of two folds.
class TestRereadingFolds : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(u".?"_s)); }
    void timeDoesNotGrowWithTheCubeOfTheTrials();
};

/// No logs are left, so that all of the time goes into judging. The best trials come last: they are
/// not read yet when the others look for one to be compared with.
void TestRereadingFolds::timeDoesNotGrowWithTheCubeOfTheTrials()
{
    constexpr int count = 3000;
    StudySettings settings = fakeStudy({}, count);
    settings.command.push_back("{fold}");
    settings.evaluation.folds = 2;
    const StudyFixture study(settings);
    const auto database = StudyDatabase::open(StudyFolder(study.folder()), DatabaseAccess::Write);
    QVERIFY(database);
    auto book = BookLoader::load(**database);
    QVERIFY(book);
    for (int number = 0; number < count; ++number) {
        const double value = count - number;
        Trial trial;
        trial.state = TrialState::Complete;
        trial.objectives = {value};
        book->addTrial(trial);
        for (const int fold : {0, 1}) {
            Run run;
            run.key = {.trial = number, .fold = fold};
            run.end = RunEnd::Exited;
            book->addRun(run);
            RunBatch batch;
            batch.points = {{.metric = "loss", .point = {1, value, 1000}}};
            book->addPoints(run.key, batch);
            book->endRun(run.key);
        }
    }
    QVERIFY(BookWriter(*book, **database).commit());
    settings.metrics.push_back(MetricRule{"other", "other (\\S+)", "", ""});
    book->setSettings(settings, studyJsonOf(settings));
    book->beginRules();
    TrialLauncher launcher(StudyFolder(study.folder()), {});
    PausedTrials paused(*book);
    TrialFollower follower(*book, **database, launcher, paused);
    QVERIFY(follower.setRules());
    const std::clock_t begin = std::clock();
    follower.reread();
    while (follower.isRereading())
        follower.look();
    const double seconds = double(std::clock() - begin) / CLOCKS_PER_SEC;
    QCOMPARE(int(book->results().size()), count);
    QVERIFY2(seconds < 5.0, qPrintable(QString::number(seconds)));
}

QTEST_GUILESS_MAIN(TestRereadingFolds)
#include "tst_rereading_folds.moc"
