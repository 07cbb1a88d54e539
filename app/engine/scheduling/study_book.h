// SPDX-FileCopyrightText: 2026 The Attune developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/engine/execution/run_follower.h"
#include "app/engine/scheduling/study_rules.h"
#include "app/engine/storage/metric_store.h"
#include "app/engine/storage/parent_store.h"
#include "app/engine/storage/study_store.h"
#include "app/engine/storage/trial_store.h"
#include "core/study/study_settings.h"
#include "core/study/study_status.h"
#include "core/study/trial.h"

#include <QStringList>

#include <map>
#include <set>
#include <string>
#include <vector>

namespace attune::engine {

class StudyDatabase;

/// A series whose run is live, or has ended since the last commit.
struct LiveSeries
{
    std::string metric;
    std::vector<StoredPoint> points; ///< whole
    qint64 id = 0;                   ///< row; 0 before the first commit
    std::size_t stored = 0;          ///< points committed
};

using LiveRun = std::vector<LiveSeries>;

/// What the book knows that the database does not yet.
struct BookChanges
{
    std::set<int> newTrials;
    std::set<int> trials; ///< changed, new ones included
    std::set<RunKey> runs;
    std::map<RunKey, RunProgress> progress; ///< these may have new points
    std::set<RunKey> endedRuns;             ///< no more points
    std::set<RunKey> reread;                ///< what was read under earlier rules is to be dropped
    std::set<RunKey> lostLogs;              ///< what was read under earlier rules is to be kept
    std::size_t firstNewResult = 0;         ///< index into results
    std::vector<StudyEvent> events;
    std::vector<RevisionRecord> revisions;
    std::vector<FitRecord> fits;
    QStringList requests;
    bool isStudyChanged = false;
    bool areParentsChanged = false;
};

/// What the writer of a study knows of it, in memory, and which of that is not committed yet. All
/// edits go through it; BookWriter brings them to the database, many in one transaction. While the
/// disk is full they wait here, and nothing is lost.
class StudyBook
{
public:
    [[nodiscard]] const StudyRecord &study() const { return m_study; }
    [[nodiscard]] const StudySettings &settings() const { return m_settings; }
    /// The settings have problems: nothing is launched or suggested by them.
    [[nodiscard]] bool isDraft() const { return m_isDraft; }
    /// What running trials are judged by and the search knows: the settings; while they are a draft
    /// the last ones that were none. The draft itself when there never were others.
    [[nodiscard]] const StudySettings &settingsInForce() const { return m_settingsInForce; }
    /// The revision that they are of.
    [[nodiscard]] int revisionInForce() const { return m_revisionInForce; }
    [[nodiscard]] int revision() const { return m_revisions.back().number; }
    [[nodiscard]] int rulesRevision() const { return m_revisions.back().rulesRevision; }
    /// Those of the revision rulesRevision(). Other than the settings' while those are a draft that
    /// cannot be read by.
    [[nodiscard]] const StudyRules &rules() const { return m_rules; }
    [[nodiscard]] const std::vector<Trial> &trials() const { return m_trials; }
    [[nodiscard]] const Trial &trial(int number) const { return m_trials.at(std::size_t(number)); }
    [[nodiscard]] bool hasTrial(int number) const;
    /// Trials ever launched, less the cancelled ones: what counts against the budget.
    [[nodiscard]] int launchedCount() const;
    [[nodiscard]] const std::vector<ResultRecord> &results() const { return m_results; }
    /// Of trials that went on from rungs only the last one.
    [[nodiscard]] std::vector<const ResultRecord *> lastResults() const;
    [[nodiscard]] const std::vector<FitRecord> &fits() const { return m_fits; }
    [[nodiscard]] const std::vector<RevisionRecord> &revisions() const { return m_revisions; }
    /// What defined the study at a revision; the present definition for one that is not known.
    [[nodiscard]] StudySettings definitionAt(int revision) const;
    /// What was fixed at a revision, as values.
    [[nodiscard]] const Settings &fixedAt(int revision) const;
    /// The metric of the first objective at a time; empty before the study was made.
    [[nodiscard]] std::string objectiveAt(qint64 timeMs) const;
    /// Copies of the studies that this one starts from; none where the definition's could not be
    /// copied.
    [[nodiscard]] const std::vector<ParentRecord> &parents() const { return m_parents; }
    /// Nothing when the trial has no such run.
    [[nodiscard]] const Run *findRun(const RunKey &key) const;
    /// The series of a live run; empty for others.
    [[nodiscard]] const LiveRun &liveRun(const RunKey &key) const;
    [[nodiscard]] std::vector<MetricPoint> livePoints(const RunKey &key,
                                                      const std::string &metric) const;

    /// What the database holds of a run: how far its logs were read under the present rules, and
    /// its series under given ones. Nothing when it does not know the run.
    [[nodiscard]] Result<RunProgress> storedProgress(const RunKey &key,
                                                     StudyDatabase &database) const;
    [[nodiscard]] Result<std::vector<MetricSeries>>
    storedSeries(const RunKey &key, int rulesRevision, StudyDatabase &database) const;

    /// What the database has of a live run behind the points that are known of each metric.
    [[nodiscard]] Result<std::vector<SeriesTail>>
    storedTails(const RunKey &key, const std::map<std::string, std::size_t> &known,
                StudyDatabase &database) const;

    /// The series of a run under the present rules, live or from the database.
    [[nodiscard]] Result<std::vector<MetricSeries>> seriesOf(const RunKey &key,
                                                             StudyDatabase &database) const;
    /// The curve of a trial in all its metrics: its last run's series, behind those of the runs
    /// that it went on from. `last`: up to this run.
    [[nodiscard]] Result<std::vector<MetricSeries>> curvesOf(int trial, StudyDatabase &database,
                                                             std::optional<RunKey> last = {}) const;
    /// The runs of all curves by their rows in the database.
    [[nodiscard]] std::map<qint64, RunKey> curveRunsById() const;

    void setState(StudyState state, const std::string &reason);
    void addRanSeconds(double seconds);
    void addEvent(const std::string &kind, std::optional<int> trial, const std::string &text,
                  const std::string &data = {});
    /// That a trial has ended, or why it has to be run again.
    void addTrialEvent(const Trial &trial);
    void addFit(const FitRecord &fit);
    void addTakenRequest(const QString &id);

    /// A new revision; the first one is replaced as long as there are no trials. `json`: the
    /// settings as study.json.
    void setSettings(const StudySettings &settings, const std::string &json);
    /// Replaces the copies of earlier studies. Requires: no trials yet.
    void setParents(std::vector<ParentRecord> parents);
    /// The settings' rules are in force from now on: results, and points that are not committed,
    /// are forgotten and must be read again.
    /// Until then trials keep the values of what is still asked for.
    void beginRules();

    /// Returns its number: the next one. The basis' list of results is kept until the next commit.
    int addTrial(Trial trial);
    Trial &editTrial(int number);
    /// The trial is to begin under the present revision.
    void beginUnderPresent(int number);
    Run &addRun(const Run &run);
    /// Requires: the run is there.
    Run &editRun(const RunKey &key);
    /// The trial has ended or is paused as it says: appended to the results.
    void addResult(int number, Outcome outcome, const TrialWay &way);
    void addPoints(const RunKey &key, const RunBatch &batch);
    void endRun(const RunKey &key);
    /// The run's points are about to be read again under the present rules.
    void beginReread(const RunKey &key);
    /// The run's logs are gone: its points under earlier rules stand.
    void keepPoints(const RunKey &key);

    [[nodiscard]] bool hasChanges() const;
    [[nodiscard]] qint64 lastEventId() const { return m_lastEventId; }

private:
    friend class BookWriter;
    friend class BookLoader;

    void replaceLastRevision(const RevisionRecord &record);
    /// Finds the settings that are in force now.
    void putInForce();

    StudyRecord m_study;
    StudySettings m_settings;
    bool m_isDraft = false;
    StudySettings m_settingsInForce;
    int m_revisionInForce = 0;
    StudyRules m_rules;
    std::vector<RevisionRecord> m_revisions; ///< never empty once loaded
    std::vector<Trial> m_trials;             ///< index = number
    std::vector<ResultRecord> m_results;     ///< under the present rules, as they became known
    std::vector<FitRecord> m_fits;
    std::vector<ParentRecord> m_parents;
    std::map<RunKey, qint64> m_runIds;
    std::map<RunKey, LiveRun> m_live;
    mutable std::map<int, Settings> m_fixed;             ///< by revision, of those asked for
    mutable std::map<int, std::string> m_objectiveNames; ///< by revision of the rules, likewise
    std::vector<int> m_lastBasis; ///< known results in the basis of the trial inserted last
    qint64 m_lastEventId = 0;
    BookChanges m_changes;
};

} // namespace attune::engine
