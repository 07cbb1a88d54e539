// SPDX-FileCopyrightText: 2026 The Attune developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/engine/exchange/finished_trials.h"
#include "core/base/result.h"
#include "core/study/incumbent.h"
#include "core/study/mean_of_runs.h"
#include "core/study/study_history.h"
#include "core/study/study_settings.h"
#include "core/study/study_status.h"
#include "core/study/trial.h"

#include <QByteArray>
#include <QObject>
#include <QString>

#include <memory>
#include <optional>
#include <vector>

namespace attune::engine {

enum class OpenMode {
    Write,    ///< takes the writer's lock; fails with Busy when another process has it
    ReadOnly, ///< follows live what the writer does; edits become requests in `inbox/`
};

/// Makes `folder` a study: study.attune, trials/, inbox/, the definition as given, and copies of
/// the studies that it starts from. `settings` may still have problems (a draft); where the warm
/// start has any, no study is copied yet. `sourceFolder`: where the person's own command would run.
/// Fails when the folder holds a study already.
[[nodiscard]] Result<void> createStudy(const QString &folder, const StudySettings &settings,
                                       const QString &sourceFolder);

/// The study as it was defined from some moment on.
struct StudyRevision
{
    int number = 1;
    qint64 madeMs = 0; ///< since the epoch
    StudySettings settings;
};

/// One open study: its data, and the life of its trials. Lives on one thread with an event loop;
/// never blocks it for long. All changes are announced by signals, as values. Every method that can
/// fail says why.
class StudyRunner : public QObject
{
    Q_OBJECT

public:
    /// Opens the study, brings the database up to date from the run directories and follows what is
    /// still running. A damaged study.attune is opened read-only from the run directories, with
    /// what could be recovered.
    [[nodiscard]] static Result<std::unique_ptr<StudyRunner>> open(const QString &folder,
                                                                   OpenMode mode);
    ~StudyRunner() override;

    [[nodiscard]] QString folder() const;
    [[nodiscard]] QString sourceFolder() const;
    [[nodiscard]] const StudySettings &settings() const;
    [[nodiscard]] int revision() const;
    /// All that can be read, by number; the last one is the present definition.
    [[nodiscard]] std::vector<StudyRevision> revisions() const;
    /// The newest definition in which the hyperparameter `name` varied; nothing where none did.
    [[nodiscard]] std::optional<StudySettings> lastVaried(const std::string &name) const;
    /// Trials with a result that the search of the present definition learns from.
    [[nodiscard]] int knownTrials() const;
    /// What defined the study when a trial was made, judged by what is asked for today: its fixed
    /// values and its command may have been others. The present definition for one that is not
    /// there.
    [[nodiscard]] StudySettings settingsOf(int trial) const;
    /// What is wrong with the studies that this one starts from; nothing after the first trial,
    /// when the copies are all that counts.
    [[nodiscard]] Problems warmStartProblems() const;
    [[nodiscard]] const std::vector<Trial> &trials() const; ///< index = number
    [[nodiscard]] StudyStatus status() const;
    /// Which trial to report as the best, by the newest model of this search. Nothing without one.
    /// Takes as long as a suggestion.
    [[nodiscard]] std::optional<Incumbent> incumbent() const;
    /// Whether a damaged study's run directories are still being read, which the event loop does.
    [[nodiscard]] bool isRecovering() const;
    /// Whether logs are being read again by new rules, which the event loop does; what is left when
    /// the study is closed is done when it is opened again.
    [[nodiscard]] bool isRereading() const;

    /// All series of a trial (points whole): of its last run, behind those that this went on from.
    [[nodiscard]] Result<std::vector<MetricSeries>> series(int trial) const;
    /// Of each fold and replicate of a trial that ended well with a finite value. Runs up to a rung
    /// are none.
    [[nodiscard]] Result<std::vector<RunValue>> runValues(int trial) const;
    /// Envelopes of all finished trials and what the others have so far, for opening at once: one
    /// update per trial and metric.
    [[nodiscard]] std::vector<SeriesUpdate> envelopes() const;
    /// Up to `maxBytes` of a run's log from `offset` (negative: from the end).
    [[nodiscard]] Result<QByteArray> log(const RunKey &run, OutputStream stream, qint64 offset,
                                         qint64 maxBytes) const;
    [[nodiscard]] std::vector<StudyEvent> events(qint64 afterId = 0) const;
    /// What a trial's settings were computed from, whole: in trials() and trialChanged() the list
    /// of known results is left out, since it grows with every trial.
    [[nodiscard]] Result<Basis> basis(int trial) const;

    /// A new revision of the definition (an edit before the first trial replaces revision 1).
    /// Points are read again from the logs when rules or objective changed. Fails when the studies
    /// to start from change after the first trial.
    Result<void> applySettings(const StudySettings &settings);

    /// Runs or resumes. Fails with the first problems when the definition has any, or the program
    /// is not there.
    Result<void> run();
    /// Launches nothing new; running trials go on.
    void pause(const QString &reason = {});
    /// Ends the study's run: running trials are stopped politely (recorded as Cancelled) or let go
    /// on. `stopped()` follows.
    void stop(RunningTrials running);
    Result<void> setParallel(int parallel);
    /// Raises (or lowers) the budget of this study: a revision.
    Result<void> setBudget(const Budget &budget);

    /// A person's own settings, tried next. Returns the trial's number; read-only, the number that
    /// it gets if nothing comes before.
    Result<int> enqueue(const Settings &settings);
    /// Takes over trials that ran elsewhere, as if they had run here: their results count for the
    /// search and the best, and the budget grows by their number, so that as many are left to run
    /// as before. They are nobody's measure for early stopping. Each has one run without logs.
    /// Fails with Busy while another process writes the study.
    Result<void> importTrials(const std::vector<FinishedTrial> &trials, const std::string &source);
    Result<void> cancelTrial(int number);
    /// The same settings again, as a new trial. Returns its number.
    Result<int> retryTrial(int number);
    Result<void> setExcluded(int number, bool isExcluded);
    Result<void> setStarred(int number, bool isStarred);
    Result<void> setNote(int number, const QString &note);

    /// One run of the command without a trial; `testRunOutput` follows live, then
    /// `testRunFinished`.
    Result<void> startTestRun(const Settings &settings);
    void cancelTestRun();
    /// What the last test run, before the study was opened, says of it as it is. Nothing where this
    /// process does not write the study.
    [[nodiscard]] std::optional<FormerTestRun> formerTestRun() const;

Q_SIGNALS:
    void trialChanged(const attune::Trial &trial);
    void pointsStored(const std::vector<attune::SeriesUpdate> &updates);
    void statusChanged(const attune::StudyStatus &status);
    void settingsChanged(const attune::StudySettings &settings, int revision);
    void eventHappened(const attune::StudyEvent &event);
    void testRunOutput(attune::OutputStream stream, const QByteArray &bytes);
    void testRunFinished(const attune::TestRunResult &result);
    /// The study is no longer Running or Stopping; `status().reason` says why.
    void stopped();
    /// Something in the world went wrong (disk full, ...); the study is paused where it must be.
    void failed(const attune::Error &error);

private:
    class Private;
    explicit StudyRunner(std::unique_ptr<Private> d);
    std::unique_ptr<Private> d; // NOLINT(readability-identifier-naming): Qt's name
    friend class Private;
};

/// The best trial of a study and of the earlier ones of the same task.
struct OverallBest
{
    std::string study; ///< the earlier study's name; empty for the study itself
    int trial = 0;
    double value = 0.0;
};

/// A study that another one starts from.
struct EarlierSummary
{
    std::string name;
    WarmStartKind kind = WarmStartKind::Same;
    int trials = 0;                  ///< that count in the present space
    int leftOut = 0;                 ///< that have no place in it
    std::optional<OverallBest> best; ///< of those that count as this study's own
};

/// What the start page and `status` show of a study without running it.
struct StudySummary
{
    QString folder;
    QString name;
    StudyStatus status;
    std::vector<double> bestSoFar; ///< per finished trial, for the sparkline
    std::vector<EarlierSummary> earlier;
    std::optional<OverallBest> overallBest; ///< only of a study that goes on with the same task
    qint64 changedMs = 0;
};

/// Fast, read-only, takes no lock.
[[nodiscard]] Result<StudySummary> summarize(const QString &folder);

} // namespace attune::engine
