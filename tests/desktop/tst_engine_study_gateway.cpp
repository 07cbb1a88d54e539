// SPDX-FileCopyrightText: 2026 The Attune developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/desktop/engine_study_gateway.h"

#include "app/engine/scheduling/study_runner.h"
#include "tests/support/no_warnings.h"
#include "tests/support/private_home.h"
#include "ui/models/history_model.h"
#include "ui/undo/study_document.h"

#include <QSignalSpy>
#include <QTest>
#include <QThread>

#include <algorithm>

using namespace Qt::StringLiterals;
using namespace attune;
using namespace attune::desktop;

namespace {

StudySettings trainerSettings(int trials)
{
    StudySettings settings;
    settings.name = "fake";
    settings.command = {ATTUNE_BIN_DIR "/fake_trainer", "--lr", "{lr}", "--steps", "4"};
    Hyperparameter lr;
    lr.name = "lr";
    lr.min = 0.001;
    lr.max = 1;
    settings.space.hyperparameters = {lr};
    settings.metrics = {{"loss", "loss (\\S+)", "epoch (\\d+)", {}}};
    settings.objectives = {Objective{"loss"}};
    settings.search.strategy = Strategy::Random;
    settings.budget.trials = trials;
    settings.budget.parallel = 2;
    return settings;
}

} // namespace

class TestEngineStudyGateway : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        failOnWarnings();
        m_study = m_home.path(u"study-%1"_s.arg(++m_count));
    }
    void cleanup() { m_gateway.reset(); }

    void aFolderWithoutAStudyIsASentence()
    {
        std::optional<Result<std::shared_ptr<ui::StudyGateway>>> answer;
        EngineStudyGateway::open(m_home.path(u"nothing"_s), [&](auto result) { answer = result; });
        QVERIFY(!answer);
        QTRY_VERIFY(answer);
        QVERIFY(!*answer);
        QVERIFY(!answer->error().message.empty());
    }

    void loadTellsEverythingOnTheWindowsThread()
    {
        open(4);
        QThread *thread = nullptr;
        connect(m_gateway.get(), &ui::StudyGateway::settingsChanged, this,
                [&] { thread = QThread::currentThread(); });
        QSignalSpy status(m_gateway.get(), &ui::StudyGateway::statusChanged);
        m_gateway->load();
        QTRY_COMPARE(status.size(), 1);
        QCOMPARE(thread, QThread::currentThread());
        QVERIFY(m_gateway->sourceFolder().startsWith(m_home.path({})));
    }

    void trialsThatRanElsewhereAreLookedAtAndTaken()
    {
        open(4);
        const QString table = m_home.path(u"old.csv"_s);
        QFile file(table);
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write("lr,quality\n0.1,0.5\n0.2,0.25\n,1\n");
        file.close();
        std::optional<ui::ImportPreview> preview;
        const auto keep = [&](const Result<ui::ImportPreview> &result) { preview = *result; };
        m_gateway->fetchImport(table, {}, keep);
        QTRY_VERIFY(preview);
        QCOMPARE(preview->columns, (QStringList{u"lr"_s, u"quality"_s}));
        QCOMPARE(preview->trials, 0);
        QVERIFY2(preview->problem.contains(u"objective \"loss\""_s), qPrintable(preview->problem));
        preview.reset();
        m_gateway->fetchImport(table, u"quality"_s, keep);
        QTRY_VERIFY(preview);
        QCOMPARE(preview->trials, 2);
        QCOMPARE(preview->remarks.size(), 1);
        QCOMPARE(preview->problem, QString());
        int budget = 0;
        connect(m_gateway.get(), &ui::StudyGateway::settingsChanged, this,
                [&](const StudySettings &settings) { budget = settings.budget.trials; });
        std::map<int, Trial> trials;
        connect(m_gateway.get(), &ui::StudyGateway::trialsChanged, this, [&](const auto &changed) {
            for (const Trial &trial : changed)
                trials[trial.number] = trial;
        });
        bool isDone = false;
        m_gateway->importTrials(table, u"quality"_s, [&](const Result<void> &result) {
            QVERIFY(result);
            isDone = true;
        });
        QTRY_VERIFY(isDone);
        QCOMPARE(trials.size(), 2u);
        QCOMPARE(*trials.at(1).objective(), 0.25);
        QCOMPARE(budget, 6);
        preview.reset();
        m_gateway->fetchImport(m_home.path(u"gone.csv"_s), {}, keep);
        QTRY_VERIFY(preview);
        QVERIFY2(preview->problem.contains(u"gone.csv"_s), qPrintable(preview->problem));
    }

    void aStudyRunsToItsEndAndExportsItsBest()
    {
        open(4);
        std::map<int, Trial> trials;
        StudyStatus status;
        std::size_t points = 0;
        connect(m_gateway.get(), &ui::StudyGateway::trialsChanged, this, [&](const auto &changed) {
            for (const Trial &trial : changed)
                trials[trial.number] = trial;
        });
        connect(m_gateway.get(), &ui::StudyGateway::seriesChanged, this, [&](const auto &updates) {
            for (const SeriesUpdate &update : updates)
                points += update.points.size();
        });
        connect(m_gateway.get(), &ui::StudyGateway::statusChanged, this,
                [&](const StudyStatus &now) { status = now; });
        run();
        QTRY_VERIFY_WITH_TIMEOUT(status.state == StudyState::Finished, 30000);
        QTRY_COMPARE(trials.size(), std::size_t(4));
        const auto areComplete = [&] {
            return std::all_of(trials.begin(), trials.end(), [](const auto &entry) {
                return entry.second.state == TrialState::Complete;
            });
        };
        QTRY_VERIFY(areComplete());
        QCOMPARE(points, std::size_t(16));
        QVERIFY(status.bestValue.has_value());
        std::optional<Result<QString>> text;
        m_gateway->fetchExport({}, [&](auto result) { text = result; });
        QTRY_VERIFY(text);
        QVERIFY(*text);
        QVERIFY((*text)->contains("\"lr\""_L1));
    }

    void whatWasFrozenIsExportedWithTheOtherValues()
    {
        StudySettings settings = trainerSettings(2);
        settings.space.hyperparameters.push_back(settings.space.hyperparameters.front());
        settings.space.hyperparameters.back().name = "momentum";
        settings.space.fixed = {{"batch", "64"}};
        QVERIFY(engine::createStudy(m_study, settings, m_home.path(u"."_s)));
        open(0);
        StudyStatus status;
        connect(m_gateway.get(), &ui::StudyGateway::statusChanged, this,
                [&](const StudyStatus &now) { status = now; });
        run();
        QTRY_VERIFY_WITH_TIMEOUT(status.state == StudyState::Finished, 30000);
        settings.space.hyperparameters.pop_back();
        settings.space.fixed.emplace_back("momentum", "0.9");
        settings.budget.trials = 3;
        m_gateway->applySettings(settings, {});
        run();
        QTRY_VERIFY_WITH_TIMEOUT(status.complete == 3, 30000);
        const auto exported = [&](const ui::ExportRequest &request) {
            std::optional<Result<QString>> text;
            m_gateway->fetchExport(request, [&](auto result) { text = result; });
            [&] { QTRY_VERIFY(text && *text); }();
            return text && *text ? **text : QString();
        };
        const QString json = exported({.trial = 2});
        QVERIFY2(json.contains("\"momentum\": 0.9"_L1), qPrintable(json));
        QVERIFY(!json.contains("batch"_L1));
        const QString yaml =
            exported({.format = ui::ExportFormat::Yaml, .trial = 2, .withFixed = true});
        QCOMPARE(yaml.count("momentum"_L1), 1);
        QVERIFY(yaml.contains("batch"_L1));
    }

    void theBestIsConfirmedOnceNothingRuns()
    {
        open(3);
        QSignalSpy stopped(m_gateway.get(), &ui::StudyGateway::stopped);
        RaceStanding standing;
        connect(m_gateway.get(), &ui::StudyGateway::confirmationChanged, this,
                [&](const RaceStanding &now) { standing = now; });
        std::optional<QString> reason;
        connect(m_gateway.get(), &ui::StudyGateway::confirmationEnded, this,
                [&](const QString &why) { reason = why; });
        std::optional<Result<void>> tooEarly;
        m_gateway->confirmBest({}, [&](auto result) { tooEarly = result; });
        QTRY_VERIFY(tooEarly);
        QVERIFY(!*tooEarly); // nothing to compare
        run();
        QTRY_VERIFY_WITH_TIMEOUT(!stopped.empty(), 30000);
        m_gateway->confirmBest({.contenders = 2}, {});
        QTRY_VERIFY_WITH_TIMEOUT(reason, 30000);
        QCOMPARE(*reason, QString());
        QCOMPARE(standing.state, RaceState::Separated); // the trainer has no noise
        QCOMPARE(standing.contenders[0].runs, 3);
    }

    void editsAndTheirUndoAreInTheJournal()
    {
        open(4);
        ui::StudyDocument document(m_gateway.get());
        m_gateway->load();
        QTRY_VERIFY(!document.settings().command.empty());
        StudySettings changed = document.settings();
        changed.space.hyperparameters[0].max = 0.5;
        document.edit(u"Change Range of lr"_s, changed);
        document.flush();
        document.undoStack()->undo();
        document.flush();
        QTRY_VERIFY(document.isSaved());
        std::vector<StudyEvent> edits;
        m_gateway->fetchEvents(0, [&](const auto &events) {
            std::ranges::copy_if(*events, std::back_inserter(edits),
                                 [](const StudyEvent &event) { return event.kind == "edited"; });
        });
        QTRY_COMPARE(edits.size(), std::size_t(2));
        QVERIFY(edits[0].text.find("hyperparameters.lr.max") != std::string::npos);
        QVERIFY(edits[0].data.find("\"to\":0.5") != std::string::npos);
        QVERIFY(edits[1].data.find("\"from\":0.5") != std::string::npos);
    }

    void tellsOfEveryEntryOfTheJournal()
    {
        open(4);
        ui::HistoryModel history(m_gateway.get());
        QTRY_COMPARE(history.rowCount(), 1); // it was made
        StudySettings settings = trainerSettings(9);
        m_gateway->applySettings(settings, {});
        QTRY_COMPARE(history.rowCount(), 2);
        QVERIFY(history.index(0, ui::HistoryModel::TextColumn)
                    .data()
                    .toString()
                    .contains(u"budget.trials"_s));
    }

    void saysWhatWasTakenOverFromEarlierStudies()
    {
        open(4);
        const QString table = m_home.path(u"spring.csv"_s);
        QFile file(table);
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write("lr,loss\n0.005,0.5\n0.008,0.25\n0.9,0.75\n");
        file.close();
        bool isDone = false;
        m_gateway->importTrials(table, {}, [&](const Result<void> &result) { isDone = !!result; });
        QTRY_VERIFY(isDone);
        m_gateway.reset();
        StudySettings settings = trainerSettings(4);
        settings.space.hyperparameters[0].max = 0.01;
        settings.warmStart = {{m_study.toStdString(), "same"}};
        m_study += u"-summer"_s;
        QVERIFY(engine::createStudy(m_study, settings, m_home.path(u"."_s)));
        open(0);
        std::optional<std::vector<ui::EarlierTrials>> earlier;
        m_gateway->fetchEarlierTrials([&](const auto &result) { earlier = *result; });
        QTRY_VERIFY(earlier);
        QCOMPARE(earlier->size(), std::size_t(1));
        QCOMPARE(earlier->front().taken, 2);
        QCOMPARE(earlier->front().leftOut, 1);
        QCOMPARE(earlier->front().bestTrial, 1);
        QCOMPARE(earlier->front().bestValue, std::optional(0.25));
        QVERIFY(!earlier->front().study.isEmpty());
    }

    void changesComeAtMostTenTimesASecond()
    {
        open(12);
        int batches = 0;
        StudyStatus status;
        QElapsedTimer clock;
        clock.start();
        connect(m_gateway.get(), &ui::StudyGateway::statusChanged, this,
                [&](const StudyStatus &now) {
                    ++batches;
                    status = now;
                });
        run();
        QTRY_VERIFY_WITH_TIMEOUT(status.state == StudyState::Finished, 30000);
        // One for each started tenth of a second, and those that come with an answer or the end.
        QVERIFY2(batches <= clock.elapsed() / 100 + 4, qPrintable(QString::number(batches)));
    }

    void aSecondGatewayOfTheSameStudyIsReadOnly()
    {
        open(4);
        const auto second = opened(m_study);
        QVERIFY(second);
        StudyStatus status;
        connect(second.get(), &ui::StudyGateway::statusChanged, this,
                [&](const StudyStatus &now) { status = now; });
        second->load();
        QTRY_VERIFY(status.state == StudyState::ReadOnly);
        QVERIFY(!status.reason.empty());
    }

    void whatWasAskedBeforeClosingIsStillDone()
    {
        open(4);
        StudySettings settings = trainerSettings(9);
        m_gateway->applySettings(settings, {});
        m_gateway.reset();
        open(0);
        StudySettings loaded;
        connect(m_gateway.get(), &ui::StudyGateway::settingsChanged, this,
                [&](const StudySettings &now) { loaded = now; });
        m_gateway->load();
        QTRY_COMPARE(loaded.budget.trials, 9);
    }

private:
    /// Makes the study when `trials` is above 0, and opens it.
    void open(int trials)
    {
        if (trials > 0)
            QVERIFY(engine::createStudy(m_study, trainerSettings(trials), m_home.path(u"."_s)));
        m_gateway = opened(m_study);
        QVERIFY(m_gateway);
    }

    static std::shared_ptr<ui::StudyGateway> opened(const QString &folder)
    {
        std::optional<Result<std::shared_ptr<ui::StudyGateway>>> answer;
        EngineStudyGateway::open(folder, [&](auto result) { answer = std::move(result); });
        [&] { QTRY_VERIFY(answer); }();
        return answer && *answer ? **answer : nullptr;
    }

    void run()
    {
        std::optional<Result<void>> started;
        m_gateway->run([&](auto result) { started = result; });
        QTRY_VERIFY(started);
        QVERIFY2(*started, started->isOk() ? "" : started->error().message.c_str());
    }

    PrivateHome m_home;
    QString m_study;
    int m_count = 0;
    std::shared_ptr<ui::StudyGateway> m_gateway;
};

QTEST_GUILESS_MAIN(TestEngineStudyGateway)
#include "tst_engine_study_gateway.moc"
