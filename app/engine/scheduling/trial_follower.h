// SPDX-FileCopyrightText: 2026 The Attune developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/engine/scheduling/active_runs.h"
#include "app/engine/scheduling/early_stopping.h"
#include "app/engine/scheduling/study_book.h"
#include "app/engine/scheduling/trial_verdict.h"
#include "core/study/mean_of_runs.h"

#include <QElapsedTimer>
#include <QObject>

#include <array>
#include <deque>
#include <functional>
#include <map>
#include <optional>
#include <set>

namespace attune::engine {

class PausedTrials;
class StudyDatabase;
class TrialLauncher;

/// Some runs of a trial beside those of another one that has run all.
struct PairedMeans
{
    PairedRuns runs;
    /// What the mean of all runs is expected to be: that of the other trial and the difference,
    /// with the error of the difference.
    MeanOfRuns whole;
};

/// From output to verdict: follows the runs of a study, enters points into its book, stops hopeless
/// trials early, and says what came of each. When rules change, the logs of runs that have ended
/// are followed once more from the start, a few at a time.
class TrialFollower : public QObject
{
    Q_OBJECT

public:
    TrialFollower(StudyBook &book, StudyDatabase &database, TrialLauncher &launcher,
                  PausedTrials &paused);

    /// Nobody is judged or stopped from now on: whoever looks at a study does not steer it.
    void onlyWatch() { m_onlyWatches = true; }

    /// Reads by the rules in the book. Fails with Invalid when they do not compile.
    [[nodiscard]] Result<void> setRules();
    [[nodiscard]] bool hasRules() const { return m_matcher.has_value(); }
    /// Follows what has not ended, from where the database stopped; and goes on with a reading
    /// again that an earlier session began.
    [[nodiscard]] Result<void> resume();
    /// The rules in the book are new: reads all logs again from the start.
    void reread();
    [[nodiscard]] bool isRereading() const { return !m_toReread.empty() || !m_rereading.empty(); }

    /// A run was just launched.
    void follow(const RunKey &key);
    /// The run's last line has been read or it was never started: ends it as if followed.
    void end(const RunKey &key, const RunOutcome &found);
    /// Asks a run to stop, again and again where that fails. One that cannot be reached goes on,
    /// unless a person gives it up.
    void stop(const RunKey &key, const StopRequest &request);
    /// Nobody can follow the live runs any more: their trials are cancelled, whatever they still
    /// do.
    void giveUpAll(const std::string &sentence);
    /// Asked to stop already, in this session or before.
    [[nodiscard]] bool isAsked(const RunKey &key) const { return m_asked.contains(key); }

    /// It runs on another machine, and cannot be stopped from here.
    [[nodiscard]] bool isUnreachable(const RunKey &key) const
    {
        return m_unreachable.contains(key);
    }

    /// Runs under way, and those that have ended unseen and are still to be read; those read again
    /// do not count.
    [[nodiscard]] std::vector<RunKey> liveRuns() const;
    /// Runs that ended while nobody looked are still to be read.
    [[nodiscard]] bool isCatchingUp() const
    {
        return !m_toResume.empty() || !m_resuming.empty() || isRereading();
    }
    /// Looks at once; not at all between rest() and wake(): while nothing can be written.
    void hurry() { m_runs.hurry(); }
    void rest() { m_runs.rest(); }
    void wake() { m_runs.wake(); }
    /// Takes in what runs have printed. After this, ended() was told for all that have ended.
    void look();
    /// The rule for stopping early is that of the settings.
    [[nodiscard]] Result<void> setStoppingRule();
    /// A trial was excluded or included: it is a measure for others no more, or again.
    void takeExclusion(int number);

Q_SIGNALS:
    void due();
    /// A trial's run has ended and its trial is in the book as the verdict says; or the run is to
    /// be repeated (the trial waits again).
    void ended(const attune::RunKey &key, const attune::engine::TrialVerdict &verdict);
    void failed(const attune::Error &error);

private:
    void takeNews(const RunNews &news);
    /// What could not be told is tried again, once a second.
    void repeatOrders();
    /// Ends a run in the book, whatever it still does.
    void giveUp(const RunKey &key, const std::string &sentence);
    void judge(const RunKey &key, const RunBatch &batch);
    [[nodiscard]] static bool isJudged(const RunKey &key);
    /// Nothing that a run prints can stop it any more, or not while rules that were edited have not
    /// read yet what runs had printed before: it would be compared with a chance part of the
    /// others.
    [[nodiscard]] bool isBeyondJudgement(const RunKey &key, const RunBatch &batch) const;
    /// Requires: a run that is judged.
    [[nodiscard]] static bool isPeer(const Trial &trial);
    /// The step at which a trial is complete under Hyperband.
    [[nodiscard]] std::optional<std::int64_t> maximum() const;
    static void enterStop(Trial &trial, const StopVerdict &verdict);
    void enterVerdict(const RunKey &key, const TrialVerdict &verdict, const RunOutcome &outcome);
    void giveSlotBack(const RunKey &key);
    /// What came of a trial whose run of that key ended so: by its whole curve.
    [[nodiscard]] TrialVerdict verdictOfRun(const RunKey &key, const RunOutcome &outcome,
                                            std::int64_t lines) const;
    /// What comes of a trial whose run has ended, all of it read: a verdict, or another run.
    void settle(const RunKey &key, const RunOutcome &outcome, std::int64_t lines);
    /// A run that has ended was read to its end while others of its trial were to be read again:
    /// once that is done, the trial is judged.
    void judgeWhole(const RunKey &key, const RunOutcome &outcome, std::int64_t lines);
    void judgeAgain(int trial, const RunKey &key, const RunOutcome &outcome);
    [[nodiscard]] std::int64_t linesOf(const RunKey &key) const;
    /// Trials from before the present rules that these have no result of: a session ended before it
    /// had read all logs again.
    [[nodiscard]] std::vector<int> trialsLeftUnread() const;
    [[nodiscard]] bool isReadByPresentRules(const RunKey &key) const;

    // Of trials that are paused at rungs.
    using CurveSource = std::function<std::vector<MetricPoint>(const RunKey &)>;
    [[nodiscard]] std::vector<MetricSeries> curvesUpTo(const RunKey &key) const;
    /// Makes a trial a measure for others, where it is one.
    void enterCurve(const Trial &trial, const CurveSource &pointsOf);
    void enterRungs(int trial);
    void enterRungs(int trial, const CurveSource &curve);
    /// Ends a run that goes on past what it was told to reach. Not one that is just there: it may
    /// be saving its checkpoint.
    void stopBeyondRung(const RunKey &key, const RunBatch &batch);
    /// Where the reading of a run's logs begins.
    [[nodiscard]] RunProgress startOf(const RunKey &key) const;
    /// The run that says where such a trial stands: the last, or before it the last one that got
    /// where it was told, where the last was cut short or is under way. Nothing for other trials.
    [[nodiscard]] static std::optional<RunKey> standingRunOf(const Trial &trial);
    /// Whether an earlier run of the same curve is still to be read.
    [[nodiscard]] bool isAfterOpenRun(const RunKey &key) const;

    /// Of a trial with several runs: what they say together. Empty while more of them are due.
    [[nodiscard]] std::optional<TrialVerdict> combined(const RunKey &key,
                                                       const TrialVerdict &own) const;
    /// Whether more runs of a trial are due (unless it is hopeless), or were and are not run.
    enum class RunsLeft { None, Due, Dropped };
    /// What was left out of any run of a trial, where the verdict does not say so of one.
    static void addLeftOut(TrialVerdict &verdict, const Trial &trial);
    /// Enters the means of the runs so far; false where a run has no value.
    bool enterMeans(TrialVerdict &verdict, const Trial &trial, RunsLeft left) const;
    [[nodiscard]] std::optional<PairedMeans> pairedWith(const Trial &reference,
                                                        const std::vector<RunValue> &values,
                                                        const Objective &objective) const;
    /// Live or stored.
    [[nodiscard]] std::vector<MetricPoint> pointsOf(const RunKey &run,
                                                    const std::string &metric) const;
    [[nodiscard]] std::vector<RunValue> valuesOf(const std::vector<RunKey> &runs,
                                                 const Objective &objective) const;
    [[nodiscard]] bool isReadWhole(int trial) const;
    /// Forgets the histories that have been read.
    void passHistories();
    void feed();
    [[nodiscard]] Result<void> resumeRun(const RunKey &key);
    [[nodiscard]] bool keepWithoutLogs(const RunKey &key);
    [[nodiscard]] std::vector<MetricSeries> seriesOf(const RunKey &key) const;
    [[nodiscard]] std::vector<MetricPoint> newObjectivePoints(const RunBatch &batch) const;

    StudyBook *m_book;
    StudyDatabase *m_database;
    TrialLauncher *m_launcher;
    PausedTrials *m_paused;
    std::optional<MetricMatcher> m_matcher;
    ActiveRuns m_runs;
    EarlyStopping m_stopping;
    bool m_onlyWatches = false;
    std::map<RunKey, std::int64_t> m_lines;      ///< of output, of the runs followed
    std::map<RunKey, StopRequest> m_asked;       ///< to stop
    std::set<RunKey> m_untold;                   ///< of these the ones whose order went wrong
    QElapsedTimer m_sinceOrders;                 ///< valid since these were tried last
    std::set<RunKey> m_unreachable;              ///< of those that were to stop
    std::map<RunKey, MetricPoint> m_firstPoints; ///< of the curves of runs that are told a resource
    /// Of runs that were told a resource: the states of the readers of their logs, by stream.
    std::map<RunKey, std::array<std::string, 2>> m_endStates;
    std::set<RunKey> m_withoutLogs; ///< their points are those of earlier rules
    std::deque<RunKey> m_toResume;  ///< had ended before anyone followed them: many after a loss
    std::set<RunKey> m_resuming;    ///< of these the ones that are being read
    std::map<RunKey, std::int64_t> m_linesReread; ///< of output, of runs read to the end
    std::set<RunKey> m_toReread; ///< each trial is looked up here that others are compared with
    std::set<RunKey> m_rereading;
    /// Of runs under way whose logs are read again: how far they had been read when rules changed.
    std::map<RunKey, RunProgress> m_history;
};

} // namespace attune::engine
