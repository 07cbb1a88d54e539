// SPDX-FileCopyrightText: 2026 The Attune developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/desktop/engine_study_gateway.h"

#include "app/desktop/engine_host.h"
#include "app/desktop/export_text.h"
#include "app/desktop/trials_import.h"
#include "app/engine/scheduling/study_runner.h"

#include <utility>

namespace attune::desktop {

using engine::OpenMode;
using engine::StudyRunner;

namespace {

/// A `Result<int>` (a new trial's number) as the done-or-not that the window asked for.
Result<void> withoutNumber(const Result<int> &result)
{
    return result ? Result<void>() : Result<void>(result.error());
}

/// For writing where possible: a busy or read-only folder is still worth looking at.
Result<std::unique_ptr<StudyRunner>> openRunner(const QString &folder)
{
    auto runner = StudyRunner::open(folder, OpenMode::Write);
    if (runner)
        return runner;
    const ErrorKind kind = runner.error().kind;
    if (kind == ErrorKind::Busy || kind == ErrorKind::Denied || kind == ErrorKind::Damaged ||
        kind == ErrorKind::TooNew) {
        if (auto readOnly = StudyRunner::open(folder, OpenMode::ReadOnly))
            return readOnly;
    }
    return runner;
}

ui::EarlierTrials earlierTrials(const engine::EarlierSummary &study)
{
    ui::EarlierTrials trials{study.trials, study.leftOut, QString::fromStdString(study.name)};
    if (study.best) {
        trials.bestTrial = study.best->trial;
        trials.bestValue = study.best->value;
    }
    return trials;
}

} // namespace

EngineStudyGateway::EngineStudyGateway()
{
    m_thread.setObjectName(QStringLiteral("engine"));
    m_thread.start();
}

EngineStudyGateway::~EngineStudyGateway()
{
    // Quits from the engine thread itself, so that everything posted before is done first.
    if (m_host)
        post([this](EngineHost &host) {
            host.deleteLater();
            m_thread.quit();
        });
    else
        m_thread.quit();
    m_thread.wait();
}

void EngineStudyGateway::open(const QString &folder, Answer<std::shared_ptr<StudyGateway>> answer)
{
    const std::shared_ptr<EngineStudyGateway> gateway(new EngineStudyGateway);
    // Until the answer the gateway owns itself: nobody else may drop it while its thread opens.
    gateway->m_whileOpening = gateway;
    auto *opener = new QObject;
    opener->moveToThread(&gateway->m_thread);
    QMetaObject::invokeMethod(
        opener, [opener, folder, answer = std::move(answer), raw = gateway.get()] {
            opener->deleteLater();
            auto runner = openRunner(folder);
            std::optional<Error> error;
            if (runner)
                raw->adopt(std::move(*runner));
            else
                error = runner.error();
            QMetaObject::invokeMethod(raw, [raw, error, answer] {
                const auto opened = std::exchange(raw->m_whileOpening, nullptr);
                if (error)
                    answer(*error);
                else
                    answer(std::shared_ptr<StudyGateway>(opened));
            });
        });
}

void EngineStudyGateway::adopt(std::unique_ptr<StudyRunner> runner)
{
    m_folder = runner->folder();
    m_sourceFolder = runner->sourceFolder();
    m_host = new EngineHost(std::move(runner), [this](ChangeBatch batch) {
        QMetaObject::invokeMethod(this, [this, batch = std::move(batch)] { announce(batch); });
    });
    forwardSignals();
}

void EngineStudyGateway::forwardSignals()
{
    StudyRunner &runner = m_host->runner();
    connect(&runner, &StudyRunner::settingsChanged, m_host,
            [this](const StudySettings &settings, int revision) {
                QMetaObject::invokeMethod(this, [this, settings, revision] {
                    Q_EMIT settingsChanged(settings, revision);
                });
            });
    connect(&runner, &StudyRunner::testRunOutput, m_host,
            [this](OutputStream stream, const QByteArray &bytes) {
                QMetaObject::invokeMethod(
                    this, [this, stream, bytes] { Q_EMIT testRunOutput(stream, bytes); });
            });
    connect(&runner, &StudyRunner::testRunFinished, m_host, [this](const TestRunResult &result) {
        QMetaObject::invokeMethod(this, [this, result] { Q_EMIT testRunFinished(result); });
    });
    connect(&runner, &StudyRunner::stopped, m_host, [this] {
        m_host->flush();
        QMetaObject::invokeMethod(this, [this] { Q_EMIT stopped(); });
    });
    connect(&runner, &StudyRunner::eventHappened, m_host,
            [this] { QMetaObject::invokeMethod(this, [this] { Q_EMIT eventsAdded(); }); });
    connect(&runner, &StudyRunner::failed, m_host, [this](const Error &error) {
        QMetaObject::invokeMethod(this, [this, error] { Q_EMIT failed(error); });
    });
}

void EngineStudyGateway::announce(const ChangeBatch &batch)
{
    if (const auto trials = batch.trials(); !trials.empty())
        Q_EMIT trialsChanged(trials);
    if (const auto series = batch.series(); !series.empty())
        Q_EMIT seriesChanged(series);
    if (batch.status())
        Q_EMIT statusChanged(*batch.status());
}

void EngineStudyGateway::post(std::function<void(EngineHost &)> act)
{
    QMetaObject::invokeMethod(m_host, [host = m_host, act = std::move(act)] { act(*host); });
}

template<typename Act, typename Taker>
void EngineStudyGateway::ask(Act act, Taker done)
{
    post([this, act = std::move(act), done = std::move(done)](EngineHost &host) {
        auto result = act(host.runner());
        host.flush();
        QMetaObject::invokeMethod(this, [done, result = std::move(result)] {
            if (done)
                done(result);
        });
    });
}

void EngineStudyGateway::load()
{
    post([this](EngineHost &host) {
        QMetaObject::invokeMethod(
            this, [this, settings = host.runner().settings(), revision = host.runner().revision()] {
                Q_EMIT settingsChanged(settings, revision);
            });
        host.deliverAll();
    });
}

void EngineStudyGateway::applySettings(const StudySettings &settings, Done done)
{
    ask([settings](StudyRunner &runner) { return runner.applySettings(settings); },
        std::move(done));
}

void EngineStudyGateway::run(Done done)
{
    ask([](StudyRunner &runner) { return runner.run(); }, std::move(done));
}

void EngineStudyGateway::pause()
{
    post([](EngineHost &host) { host.runner().pause(); });
}

void EngineStudyGateway::stop(RunningTrials running)
{
    post([running](EngineHost &host) { host.runner().stop(running); });
}

void EngineStudyGateway::enqueue(const Settings &settings, Done done)
{
    ask([settings](StudyRunner &runner) { return withoutNumber(runner.enqueue(settings)); },
        std::move(done));
}

void EngineStudyGateway::cancelTrial(int number, Done done)
{
    ask([number](StudyRunner &runner) { return runner.cancelTrial(number); }, std::move(done));
}

void EngineStudyGateway::retryTrial(int number, Done done)
{
    ask([number](StudyRunner &runner) { return withoutNumber(runner.retryTrial(number)); },
        std::move(done));
}

void EngineStudyGateway::setExcluded(int number, bool isExcluded, Done done)
{
    ask([=](StudyRunner &runner) { return runner.setExcluded(number, isExcluded); },
        std::move(done));
}

void EngineStudyGateway::setStarred(int number, bool isStarred, Done done)
{
    ask([=](StudyRunner &runner) { return runner.setStarred(number, isStarred); }, std::move(done));
}

void EngineStudyGateway::setNote(int number, const QString &note, Done done)
{
    ask([=](StudyRunner &runner) { return runner.setNote(number, note); }, std::move(done));
}

void EngineStudyGateway::fetchWarmStartProblems(Answer<Problems> answer)
{
    ask([](StudyRunner &runner) { return Result<Problems>(runner.warmStartProblems()); },
        std::move(answer));
}

void EngineStudyGateway::fetchLastVaried(const QString &name,
                                         Answer<std::optional<StudySettings>> answer)
{
    ask(
        [name = name.toStdString()](StudyRunner &runner) {
            return Result<std::optional<StudySettings>>(runner.lastVaried(name));
        },
        std::move(answer));
}

void EngineStudyGateway::fetchEarlierTrials(Answer<std::vector<ui::EarlierTrials>> answer)
{
    ask(
        [](StudyRunner &runner) -> Result<std::vector<ui::EarlierTrials>> {
            const auto summary = engine::summarize(runner.folder());
            if (!summary)
                return summary.error();
            std::vector<ui::EarlierTrials> earlier;
            for (const engine::EarlierSummary &study : summary->earlier)
                earlier.push_back(earlierTrials(study));
            return earlier;
        },
        std::move(answer));
}

void EngineStudyGateway::fetchImport(const QString &file, const QString &objectiveColumn,
                                     Answer<ui::ImportPreview> answer)
{
    ask(
        [=](StudyRunner &runner) {
            return Result<ui::ImportPreview>(importPreview(runner, file, objectiveColumn));
        },
        std::move(answer));
}

void EngineStudyGateway::importTrials(const QString &file, const QString &objectiveColumn,
                                      Done done)
{
    ask([=](StudyRunner &runner) { return importFrom(runner, file, objectiveColumn); },
        std::move(done));
}

void EngineStudyGateway::startTestRun(const Settings &settings, Done done)
{
    ask([settings](StudyRunner &runner) { return runner.startTestRun(settings); }, std::move(done));
}

void EngineStudyGateway::cancelTestRun()
{
    post([](EngineHost &host) { host.runner().cancelTestRun(); });
}

void EngineStudyGateway::fetchFormerTestRun(Answer<std::optional<FormerTestRun>> answer)
{
    ask(
        [](StudyRunner &runner) {
            return Result<std::optional<FormerTestRun>>(runner.formerTestRun());
        },
        std::move(answer));
}

void EngineStudyGateway::confirmBest(const ConfirmationOptions &options, Done done)
{
    post([this, options, done = std::move(done)](EngineHost &host) {
        const auto result = host.confirmBest(
            options,
            [this](const RaceStanding &standing) {
                QMetaObject::invokeMethod(this,
                                          [=, this] { Q_EMIT confirmationChanged(standing); });
            },
            [this](const QString &reason) {
                QMetaObject::invokeMethod(this, [=, this] { Q_EMIT confirmationEnded(reason); });
            });
        QMetaObject::invokeMethod(this, [done, result] {
            if (done)
                done(result);
        });
    });
}

void EngineStudyGateway::stopConfirming()
{
    post([](EngineHost &host) { host.stopConfirming(); });
}

void EngineStudyGateway::fetchRunValues(int trial, Answer<std::vector<RunValue>> answer)
{
    ask([trial](StudyRunner &runner) { return runner.runValues(trial); }, std::move(answer));
}

void EngineStudyGateway::fetchSeries(int trial, Answer<std::vector<MetricSeries>> answer)
{
    ask([trial](StudyRunner &runner) { return runner.series(trial); }, std::move(answer));
}

void EngineStudyGateway::fetchLog(const RunKey &run, OutputStream stream, qint64 offset,
                                  qint64 maxBytes, Answer<QByteArray> answer)
{
    ask([=](StudyRunner &runner) { return runner.log(run, stream, offset, maxBytes); },
        std::move(answer));
}

void EngineStudyGateway::fetchExport(const ui::ExportRequest &request, Answer<QString> answer)
{
    ask([request](StudyRunner &runner) { return exportText(runner, request); }, std::move(answer));
}

void EngineStudyGateway::fetchEvents(qint64 afterId, Answer<std::vector<StudyEvent>> answer)
{
    ask(
        [afterId](StudyRunner &runner) {
            return Result<std::vector<StudyEvent>>(runner.events(afterId));
        },
        std::move(answer));
}

} // namespace attune::desktop
