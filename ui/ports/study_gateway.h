// SPDX-FileCopyrightText: 2026 The Attune developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/analysis/confirmation_race.h"
#include "core/base/result.h"
#include "core/study/mean_of_runs.h"
#include "core/study/study_settings.h"
#include "core/study/study_status.h"
#include "core/study/trial.h"

#include <QByteArray>
#include <QObject>
#include <QString>
#include <QStringList>

#include <functional>
#include <optional>
#include <vector>

namespace attune::ui {

/// The formats of the Export dialog.
enum class ExportFormat { Json, Yaml, Toml, Ini, Env, Args, Command, Csv };

struct ExportRequest
{
    ExportFormat format = ExportFormat::Json;
    int trial = -1; ///< -1: the best; ignored by Csv
    bool withFixed = false;
    bool withMetadata = false;
};

/// What a table of trials that ran elsewhere holds for a study.
struct ImportPreview
{
    QStringList columns; ///< of the table
    int trials = 0;      ///< that would be imported
    QStringList remarks; ///< what is left out or not used, a sentence each
    QString problem;     ///< why nothing can be imported, or empty
};

/// What a study has of the trials of an earlier one that it starts from.
struct EarlierTrials
{
    int taken = 0;      ///< that count in the present ranges
    int leftOut = 0;    ///< that have no place in them
    QString study = {}; ///< its name
    int bestTrial = -1;
    std::optional<double> bestValue = {}; ///< of its trials that count as results of this study
};

/// The window's one way to the engine for one study. Requests return at once; what happens comes as
/// signals, as values, at 10 Hz or slower, on the window's thread. Answers that fail carry a
/// sentence to show in place.
class StudyGateway : public QObject
{
    Q_OBJECT

public:
    using Done = std::function<void(Result<void>)>;
    template<typename T>
    using Answer = std::function<void(Result<T>)>;
    using QObject::QObject;

    [[nodiscard]] virtual QString folder() const = 0;
    [[nodiscard]] virtual QString sourceFolder() const = 0;

    /// Asks for everything: settingsChanged, trialsChanged (all), seriesChanged (envelopes),
    /// statusChanged follow.
    virtual void load() = 0;

    virtual void applySettings(const StudySettings &settings, Done done) = 0;
    virtual void run(Done done) = 0;
    virtual void pause() = 0;
    virtual void stop(RunningTrials running) = 0;

    virtual void enqueue(const Settings &settings, Done done) = 0;
    virtual void cancelTrial(int number, Done done) = 0;
    virtual void retryTrial(int number, Done done) = 0;
    virtual void setExcluded(int number, bool isExcluded, Done done) = 0;
    virtual void setStarred(int number, bool isStarred, Done done) = 0;
    virtual void setNote(int number, const QString &note, Done done) = 0;

    /// What is wrong with the earlier studies that the definition in force names, with paths such
    /// as `warmStart[0].study`. They are read first, which can take a while.
    virtual void fetchWarmStartProblems(Answer<Problems> answer) = 0;

    /// The newest definition in which the hyperparameter `name` varied; nothing where none did.
    virtual void fetchLastVaried(const QString &name,
                                 Answer<std::optional<StudySettings>> answer) = 0;

    /// What was taken over from each of the earlier studies, in the order of their names in the
    /// definition; fewer where they have not been copied.
    virtual void fetchEarlierTrials(Answer<std::vector<EarlierTrials>> answer) = 0;

    /// Reads a table of trials that ran elsewhere. `objectiveColumn` holds the first objective;
    /// empty: the one named like its metric.
    virtual void fetchImport(const QString &file, const QString &objectiveColumn,
                             Answer<ImportPreview> answer) = 0;
    /// Adds them to the study; trialsChanged and settingsChanged (the budget) follow.
    virtual void importTrials(const QString &file, const QString &objectiveColumn, Done done) = 0;

    virtual void startTestRun(const Settings &settings, Done done) = 0;
    virtual void cancelTestRun() = 0;
    /// The test run before the study was opened, where it says something of it as it is.
    virtual void fetchFormerTestRun(Answer<std::optional<FormerTestRun>> answer) = 0;

    /// Reruns the best settings with fresh seeds (core/analysis/confirmation_race.h);
    /// confirmationChanged follows live, then confirmationEnded.
    virtual void confirmBest(const ConfirmationOptions &options, Done done) = 0;
    virtual void stopConfirming() = 0;

    /// What each fold and replicate of a trial that ended well gave of the first objective.
    virtual void fetchRunValues(int trial, Answer<std::vector<RunValue>> answer) = 0;
    /// The whole series of a trial (for the drawer), the bytes of a log from an offset (negative:
    /// from the end), an export's text.
    virtual void fetchSeries(int trial, Answer<std::vector<MetricSeries>> answer) = 0;
    virtual void fetchLog(const RunKey &run, OutputStream stream, qint64 offset, qint64 maxBytes,
                          Answer<QByteArray> answer) = 0;
    virtual void fetchExport(const ExportRequest &request, Answer<QString> answer) = 0;
    virtual void fetchEvents(qint64 afterId, Answer<std::vector<StudyEvent>> answer) = 0;

Q_SIGNALS:
    void settingsChanged(const attune::StudySettings &settings, int revision);
    void trialsChanged(const std::vector<attune::Trial> &trials);
    void seriesChanged(const std::vector<attune::SeriesUpdate> &updates);
    void statusChanged(const attune::StudyStatus &status);
    /// fetchEvents() has more to tell.
    void eventsAdded();
    void testRunOutput(attune::OutputStream stream, const QByteArray &bytes);
    void testRunFinished(const attune::TestRunResult &result);
    void confirmationChanged(const attune::RaceStanding &standing);
    /// `reason`: why it ended before it was decided, or empty.
    void confirmationEnded(const QString &reason);
    void stopped();
    void failed(const attune::Error &error);
};

} // namespace attune::ui
