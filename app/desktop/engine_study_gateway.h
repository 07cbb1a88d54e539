// SPDX-FileCopyrightText: 2026 The Attune developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/ports/study_gateway.h"

#include <QThread>

#include <memory>

namespace attune::engine {
class StudyRunner;
}

namespace attune::desktop {

class ChangeBatch;
class EngineHost;

/// The window's gateway to a study that an engine on its own thread runs. Requests are posted to
/// that thread; answers and changes come back as values.
class EngineStudyGateway : public ui::StudyGateway
{
    Q_OBJECT

public:
    /// Opens the study on a new engine thread, for writing where possible; `answer` is called on
    /// this thread.
    static void open(const QString &folder, Answer<std::shared_ptr<StudyGateway>> answer);
    /// Running trials go on; what was asked before is done first.
    ~EngineStudyGateway() override;

    [[nodiscard]] QString folder() const override { return m_folder; }
    [[nodiscard]] QString sourceFolder() const override { return m_sourceFolder; }

    void load() override;
    void applySettings(const StudySettings &settings, Done done) override;
    void run(Done done) override;
    void pause() override;
    void stop(RunningTrials running) override;

    void enqueue(const Settings &settings, Done done) override;
    void cancelTrial(int number, Done done) override;
    void retryTrial(int number, Done done) override;
    void setExcluded(int number, bool isExcluded, Done done) override;
    void setStarred(int number, bool isStarred, Done done) override;
    void setNote(int number, const QString &note, Done done) override;

    void fetchWarmStartProblems(Answer<Problems> answer) override;
    void fetchLastVaried(const QString &name, Answer<std::optional<StudySettings>> answer) override;
    void fetchEarlierTrials(Answer<std::vector<ui::EarlierTrials>> answer) override;
    void fetchImport(const QString &file, const QString &objectiveColumn,
                     Answer<ui::ImportPreview> answer) override;
    void importTrials(const QString &file, const QString &objectiveColumn, Done done) override;
    void startTestRun(const Settings &settings, Done done) override;
    void cancelTestRun() override;
    void fetchFormerTestRun(Answer<std::optional<FormerTestRun>> answer) override;

    void confirmBest(const ConfirmationOptions &options, Done done) override;
    void stopConfirming() override;

    void fetchRunValues(int trial, Answer<std::vector<RunValue>> answer) override;
    void fetchSeries(int trial, Answer<std::vector<MetricSeries>> answer) override;
    void fetchLog(const RunKey &run, OutputStream stream, qint64 offset, qint64 maxBytes,
                  Answer<QByteArray> answer) override;
    void fetchExport(const ui::ExportRequest &request, Answer<QString> answer) override;
    void fetchEvents(qint64 afterId, Answer<std::vector<StudyEvent>> answer) override;

private:
    EngineStudyGateway();

    /// On the engine thread, right after opening.
    void adopt(std::unique_ptr<engine::StudyRunner> runner);
    void forwardSignals();
    void announce(const ChangeBatch &batch);
    /// `act` on the engine thread.
    void post(std::function<void(EngineHost &)> act);
    /// `act` on the engine thread, its result to `done` on the window's, behind all changes that
    /// led to it.
    template<typename Act, typename Taker>
    void ask(Act act, Taker done);

    QThread m_thread;
    std::shared_ptr<EngineStudyGateway> m_whileOpening;
    EngineHost *m_host = nullptr; ///< lives on m_thread
    QString m_folder;
    QString m_sourceFolder;
};

} // namespace attune::desktop
