// SPDX-FileCopyrightText: 2026 The Attune developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/engine/study_fixture.h"

#include <QDir>
#include <QFile>
#include <QRegularExpression>
#include <QThread>

#include <algorithm>
#include <csignal>
#include <map>

using namespace attune;
using namespace attune::engine;
using namespace attune::engine::tests;

class TestStudySharing : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(u".?"_s)); }
    void refusesASecondWriter();
    void followsLiveWhatTheWriterDoes();
    void followsLiveWhatIsReadByNewRules();
    void seesNoCommitByHalves();
    void carriesOutWhatAReaderAsksFor();
    void carriesOutWhatWasAskedWhileNobodyWrote();
    void notesARequestThatCannotBeRead();
    void summarizesAStudyWithoutTakingItsLock();
    void refusesToMakeAStudyWhereOneIs();
    void readsLogsAgainWhenTheRulesChange();
    void replacesTheFirstRevisionUntilThereIsATrial();
    void repeatsWhatInfrastructureBroke();
};

namespace {

QString inboxOf(const StudyFixture &study)
{
    return study.folder() + u"/inbox"_s;
}

bool isInboxEmpty(const StudyFixture &study)
{
    return QDir(inboxOf(study)).isEmpty();
}

using Curves = std::map<std::pair<int, std::string>, std::vector<MetricPoint>>;

/// What a runner tells of its trials' points.
void collect(StudyRunner &runner, Curves &seen)
{
    QObject::connect(&runner, &StudyRunner::pointsStored, &runner,
                     [&](const std::vector<SeriesUpdate> &updates) {
                         for (const SeriesUpdate &update : updates) {
                             auto &points = seen[{update.run.trial, update.metric}];
                             if (update.isWhole)
                                 points.clear();
                             points.insert(points.end(), update.points.begin(),
                                           update.points.end());
                         }
                     });
}

} // namespace

void TestStudySharing::refusesASecondWriter()
{
    const StudyFixture study(fakeStudy({}, 1));
    auto first = study.open();
    const auto second = StudyRunner::open(study.folder(), OpenMode::Write);
    QVERIFY(!second);
    QCOMPARE(second.error().kind, ErrorKind::Busy);
    QVERIFY(second.error().message.find(std::to_string(QCoreApplication::applicationPid())) !=
            std::string::npos);
    first.reset();
    QVERIFY(StudyRunner::open(study.folder(), OpenMode::Write));
}

void TestStudySharing::followsLiveWhatTheWriterDoes()
{
    const StudyFixture study(fakeStudy({"--steps", "6", "--delay-ms", "60"}, 3, 2));
    const auto writer = study.open();
    const auto reader = study.open(OpenMode::ReadOnly);
    QCOMPARE(reader->status().state, StudyState::ReadOnly);
    QVERIFY(!reader->status().reason.empty());
    Curves seen;
    collect(*reader, seen);
    bool sawOneRunning = false;
    QObject::connect(reader.get(), &StudyRunner::trialChanged, reader.get(),
                     [&](const Trial &trial) {
                         sawOneRunning = sawOneRunning || trial.state == TrialState::Running;
                     });
    QVERIFY(runToEnd(*writer));
    QTRY_COMPARE_WITH_TIMEOUT(reader->trials(), writer->trials(), patienceMs);
    QVERIFY(sawOneRunning);
    QCOMPARE(seen.size(), 6u);
    for (const auto &[key, points] : seen)
        QCOMPARE(points, pointsOf(*writer, key.first, key.second));
}

/// There are as many points by the new rules.
void TestStudySharing::followsLiveWhatIsReadByNewRules()
{
    StudySettings settings = fakeStudy({"hang", "--steps", "3"}, 1);
    const StudyFixture study(settings);
    const auto writer = study.open();
    const auto reader = study.open(OpenMode::ReadOnly);
    Curves seen;
    collect(*reader, seen);
    QVERIFY(writer->run());
    const auto loss = [&] { return seen[{0, "loss"}]; };
    const auto accuracy = [&] { return seen[{0, "accuracy"}]; };
    QTRY_COMPARE_WITH_TIMEOUT(loss().size(), 3u, patienceMs);
    QVERIFY(loss() != accuracy());
    settings.metrics[0].pattern = "accuracy (\\S+)"; // the loss is read from there
    QVERIFY(writer->applySettings(settings));
    QTRY_VERIFY_WITH_TIMEOUT(loss().size() == 3u && loss() == accuracy(), patienceMs);
    writer->stop(RunningTrials::Stop);
    QTRY_VERIFY_WITH_TIMEOUT(isIdle(*writer), patienceMs);
}

/// Trials come in while the study is read: each is there with its values, or not at all.
void TestStudySharing::seesNoCommitByHalves()
{
    const StudyFixture study(fakeStudy({}, 1));
    const std::unique_ptr<QThread> writer(QThread::create([&] {
        const auto runner = study.open();
        for (int i = 0; i < 1000; ++i)
            (void)runner->enqueue({{"lr", 0.1}});
    }));
    writer->start();
    std::size_t most = 0;
    bool areWhole = true;
    while (!writer->isFinished()) {
        const auto reader = study.open(OpenMode::ReadOnly);
        most = std::max(most, reader->trials().size());
        for (const Trial &trial : reader->trials())
            areWhole = areWhole && trial.settings.size() == 1;
    }
    writer->wait();
    QVERIFY(areWhole);
    QVERIFY(most > 0);
}

void TestStudySharing::carriesOutWhatAReaderAsksFor()
{
    const StudyFixture study(fakeStudy({"--steps", "1"}, 4));
    const auto writer = study.open();
    const auto reader = study.open(OpenMode::ReadOnly);
    QVERIFY(reader->enqueue({{"lr", 0.5}}));
    QVERIFY(reader->enqueue({{"lr", 0.25}}));
    QVERIFY(reader->setParallel(2));
    QTRY_COMPARE_WITH_TIMEOUT(writer->trials().size(), 2u, patienceMs);
    QCOMPARE(writer->trials()[0].settings.at("lr"), Value(0.5));
    QCOMPARE(writer->trials()[1].settings.at("lr"), Value(0.25));
    QTRY_COMPARE_WITH_TIMEOUT(writer->settings().budget.parallel, 2, patienceMs);
    QTRY_COMPARE_WITH_TIMEOUT(reader->trials().size(), 2u, patienceMs);
    QVERIFY(reader->setNote(1, u"mine"_s));
    QVERIFY(reader->run());
    QTRY_COMPARE_WITH_TIMEOUT(writer->status().state, StudyState::Finished, patienceMs);
    QCOMPARE(writer->trials()[1].note, std::string("mine"));
    QTRY_VERIFY_WITH_TIMEOUT(isInboxEmpty(study), patienceMs);
}

void TestStudySharing::carriesOutWhatWasAskedWhileNobodyWrote()
{
    const StudyFixture study(fakeStudy({"--steps", "1"}, 4));
    QVERIFY(study.open(OpenMode::ReadOnly)->enqueue({{"lr", 0.5}}));
    QVERIFY(!isInboxEmpty(study));
    const auto writer = study.open();
    QTRY_COMPARE_WITH_TIMEOUT(writer->trials().size(), 1u, patienceMs);
    QTRY_VERIFY_WITH_TIMEOUT(isInboxEmpty(study), patienceMs);
}

void TestStudySharing::notesARequestThatCannotBeRead()
{
    const StudyFixture study(fakeStudy({"--steps", "1"}, 4));
    const auto writer = study.open();
    QFile file(inboxOf(study) + u"/1.json"_s);
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write("{\"request\": \"dance\"}");
    file.close();
    QTRY_VERIFY_WITH_TIMEOUT(isInboxEmpty(study), patienceMs);
    const StudyEvent last = writer->events().back();
    QCOMPARE(last.kind, std::string("error"));
    QVERIFY2(last.text.find("dance") != std::string::npos, last.text.c_str());
}

void TestStudySharing::summarizesAStudyWithoutTakingItsLock()
{
    const StudyFixture study(fakeStudy({"--steps", "2"}, 4, 2));
    auto writer = study.open();
    QVERIFY(runToEnd(*writer));
    const auto summary = summarize(study.folder());
    QVERIFY(summary);
    QCOMPARE(summary->name, u"fake"_s);
    QCOMPARE(summary->status.state, StudyState::Finished);
    QCOMPARE(summary->status.bestValue, writer->status().bestValue);
    QCOMPARE(summary->bestSoFar.size(), 4u);
    QVERIFY(std::is_sorted(summary->bestSoFar.rbegin(), summary->bestSoFar.rend()));
    QCOMPARE(summary->bestSoFar.back(), *summary->status.bestValue);
    QVERIFY(summary->changedMs > 0);
    QVERIFY(!summarize(u"/nowhere/at/all"_s));
}

void TestStudySharing::refusesToMakeAStudyWhereOneIs()
{
    const StudyFixture study(fakeStudy({}, 1));
    const auto again = createStudy(study.folder(), fakeStudy({}, 1), study.folder());
    QVERIFY(!again);
    QVERIFY(again.error().message.find("holds a study already") != std::string::npos);
}

void TestStudySharing::readsLogsAgainWhenTheRulesChange()
{
    StudySettings settings = fakeStudy({"--steps", "3"}, 3);
    settings.metrics[0].pattern = "no such thing (\\d+)";
    const StudyFixture study(settings);
    auto runner = study.open();
    QVERIFY(runToEnd(*runner));
    QCOMPARE(count(*runner, TrialState::Failed), 3);

    settings.metrics[0].pattern = "loss (\\S+)";
    QVERIFY(runner->applySettings(settings));
    QCOMPARE(runner->revision(), 2);
    QTRY_COMPARE_WITH_TIMEOUT(count(*runner, TrialState::Complete), 3, patienceMs);
    QCOMPARE(pointsOf(*runner, 0, "loss").size(), 3u);
    QCOMPARE(*runner->trials()[0].objective(), pointsOf(*runner, 0, "loss").back().value);
    QVERIFY(runner->trials()[0].sentence.empty());

    settings.objectives = {Objective{.metric = "accuracy", .direction = Direction::Maximize}};
    QVERIFY(runner->applySettings(settings));
    const auto isRead = [&](int trial) {
        const auto points = pointsOf(*runner, trial, "accuracy");
        return points.size() == 3 && runner->trials()[std::size_t(trial)].objective() ==
                                         std::optional(points.back().value);
    };
    QTRY_VERIFY_WITH_TIMEOUT(isRead(0) && isRead(1) && isRead(2), patienceMs);
    const std::vector<Trial> trials = runner->trials();
    runner.reset();
    runner = study.open();
    QCOMPARE(runner->trials(), trials);
}

void TestStudySharing::replacesTheFirstRevisionUntilThereIsATrial()
{
    StudySettings settings = fakeStudy({"--steps", "1"}, 2);
    const StudyFixture study(settings);
    const auto runner = study.open();
    settings.name = "other";
    QVERIFY(runner->applySettings(settings));
    QCOMPARE(runner->revision(), 1);
    QVERIFY(runToEnd(*runner));
    settings.space.hyperparameters[0].max = 2.0;
    QVERIFY(runner->applySettings(settings));
    QCOMPARE(runner->revision(), 2);
    QCOMPARE(runner->trials()[0].revision, 1);
    QCOMPARE(runner->settings(), settings);
}

void TestStudySharing::repeatsWhatInfrastructureBroke()
{
    const StudyFixture study(fakeStudy({"--steps", "8", "--delay-ms", "40"}, 1));
    const auto runner = study.open();
    QVERIFY(runner->run());
    QTRY_VERIFY_WITH_TIMEOUT(!pointsOf(*runner, 0, "loss").empty(), patienceMs);
    const QString directory =
        study.folder() + u'/' + QString::fromStdString(runner->trials()[0].runs[0].directory);
    QFile started(directory + u"/started.json"_s);
    QVERIFY(started.open(QIODevice::ReadOnly));
    const QByteArray text = started.readAll();
    // The keeper and its program, as a node that goes away would take them.
    const QRegularExpression pid(u"\"pid\"\\s*:\\s*(\\d+)"_s);
    auto pids = pid.globalMatch(QString::fromUtf8(text));
    while (pids.hasNext())
        ::kill(pids.next().captured(1).toInt(), SIGKILL);
    QTRY_VERIFY_WITH_TIMEOUT(isIdle(*runner), patienceMs);
    const Trial &trial = runner->trials()[0];
    QCOMPARE(trial.state, TrialState::Complete);
    QCOMPARE(trial.runs.size(), 2u);
    QCOMPARE(trial.runs[0].end, RunEnd::KeeperLost);
    QCOMPARE(trial.runs[1].key.attempt, 2);
    QCOMPARE(pointsOf(*runner, 0, "loss").size(), 8u);
}

QTEST_GUILESS_MAIN(TestStudySharing)
#include "tst_study_sharing.moc"
