// SPDX-FileCopyrightText: 2026 The Attune developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/engine/exchange/study_json.h"
#include "app/engine/scheduling/book_loader.h"
#include "app/engine/scheduling/book_writer.h"
#include "app/engine/storage/study_database.h"
#include "tests/engine/study_fixture.h"

using namespace attune;
using namespace attune::engine;
using namespace attune::engine::tests;

/// What the writer of a study keeps of it until the next commit.
class TestStudyBook : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(u".?"_s)); }
    void whatWasReadByEarlierRulesIsNotStoredAsReadByLaterOnes();
};

/// Neither of a run that goes on nor of one that has just ended.
void TestStudyBook::whatWasReadByEarlierRulesIsNotStoredAsReadByLaterOnes()
{
    StudySettings settings = fakeStudy({}, 2);
    const StudyFixture study(settings);
    const auto database = StudyDatabase::open(StudyFolder(study.folder()), DatabaseAccess::Write);
    QVERIFY(database);
    auto book = BookLoader::load(**database);
    QVERIFY(book);
    RunBatch batch;
    batch.points = {{.metric = "loss", .point = {1, 0.5, 1000}, .offset = 10}};
    batch.progress[0] = {.offset = 10, .lines = 1, .state = {}};
    for (const RunEnd end : {RunEnd::None, RunEnd::Exited}) {
        Run run;
        run.key.trial = book->addTrial({});
        run.end = end;
        book->addRun(run);
        book->addPoints(run.key, batch);
        if (end != RunEnd::None)
            book->endRun(run.key);
    }
    settings.metrics[0].pattern = "loss +(\\S+)";
    book->setSettings(settings, studyJsonOf(settings));
    book->beginRules();
    QVERIFY(BookWriter(*book, **database).commit());
    for (const int trial : {0, 1}) {
        const RunKey key{.trial = trial};
        const auto progress = book->storedProgress(key, **database);
        QVERIFY(progress);
        QCOMPARE(*progress, RunProgress{});
        const auto series = book->storedSeries(key, book->rulesRevision(), **database);
        QVERIFY(series);
        QVERIFY(series->empty());
        QVERIFY(book->liveRun(key).empty());
    }
}

QTEST_GUILESS_MAIN(TestStudyBook)
#include "tst_study_book.moc"
