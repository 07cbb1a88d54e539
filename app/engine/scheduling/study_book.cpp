// SPDX-FileCopyrightText: 2026 The Attune developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/engine/scheduling/study_book.h"

#include "app/engine/storage/study_database.h"

#include <QDateTime>

#include <algorithm>
#include <utility>

namespace attune::engine {

namespace {

/// How long a trial's program ran, without attempts that were lost and waits for a slot.
std::int64_t runTimeMs(const Trial &trial)
{
    std::int64_t time = 0;
    for (const Run &run : trial.runs) {
        const bool isPart = run.end == RunEnd::Exited || run.end == RunEnd::StoppedByRule;
        if (isPart && run.startedMs > 0)
            time += std::max<std::int64_t>(0, run.endedMs - run.startedMs);
    }
    return time > 0 ? time : std::max<std::int64_t>(0, trial.endedMs - trial.startedMs);
}

} // namespace

int StudyBook::launchedCount() const
{
    return int(std::ranges::count_if(m_trials, [](const Trial &trial) {
        return trial.state != TrialState::Waiting && trial.state != TrialState::Cancelled;
    }));
}

bool StudyBook::hasTrial(int number) const
{
    return number >= 0 && std::size_t(number) < m_trials.size();
}

std::vector<const ResultRecord *> StudyBook::lastResults() const
{
    std::map<int, const ResultRecord *> lastOf;
    for (const ResultRecord &result : m_results)
        lastOf[result.trial] = &result;
    std::vector<const ResultRecord *> results;
    results.reserve(lastOf.size());
    for (const ResultRecord &result : m_results) {
        if (lastOf.at(result.trial) == &result)
            results.push_back(&result);
    }
    return results;
}

const Run *StudyBook::findRun(const RunKey &key) const
{
    if (!hasTrial(key.trial))
        return nullptr;
    const std::vector<Run> &runs = trial(key.trial).runs;
    const auto run = std::ranges::find(runs, key, &Run::key);
    return run == runs.end() ? nullptr : &*run;
}

const LiveRun &StudyBook::liveRun(const RunKey &key) const
{
    static const LiveRun none;
    const auto live = m_live.find(key);
    return live == m_live.end() ? none : live->second;
}

std::vector<MetricPoint> StudyBook::livePoints(const RunKey &key, const std::string &metric) const
{
    for (const LiveSeries &series : liveRun(key)) {
        if (series.metric == metric)
            return plainPoints(series.points);
    }
    return {};
}

Result<RunProgress> StudyBook::storedProgress(const RunKey &key, StudyDatabase &database) const
{
    const auto id = m_runIds.find(key);
    if (id == m_runIds.end())
        return RunProgress{};
    return database.metrics().progress(id->second, rulesRevision());
}

Result<std::vector<MetricSeries>> StudyBook::storedSeries(const RunKey &key, int rulesRevision,
                                                          StudyDatabase &database) const
{
    const auto id = m_runIds.find(key);
    if (id == m_runIds.end())
        return std::vector<MetricSeries>{};
    auto stored = database.metrics().series(id->second, rulesRevision);
    if (!stored)
        return stored.error();
    std::vector<MetricSeries> all;
    for (const StoredSeries &series : *stored)
        all.push_back({series.metric, plainPoints(series.points)});
    return all;
}

Result<std::vector<SeriesTail>>
StudyBook::storedTails(const RunKey &key, const std::map<std::string, std::size_t> &known,
                       StudyDatabase &database) const
{
    const auto id = m_runIds.find(key);
    if (id == m_runIds.end())
        return std::vector<SeriesTail>{};
    return database.metrics().tails(id->second, rulesRevision(), known);
}

Result<std::vector<MetricSeries>> StudyBook::seriesOf(const RunKey &key,
                                                      StudyDatabase &database) const
{
    if (liveRun(key).empty())
        return storedSeries(key, rulesRevision(), database);
    std::vector<MetricSeries> all;
    for (const LiveSeries &series : liveRun(key))
        all.push_back({series.metric, plainPoints(series.points)});
    return all;
}

Result<std::vector<MetricSeries>> StudyBook::curvesOf(int trial, StudyDatabase &database,
                                                      std::optional<RunKey> last) const
{
    std::vector<MetricSeries> curves;
    for (const RunKey &key : curveRunsOf(m_trials.at(std::size_t(trial)))) {
        auto all = seriesOf(key, database);
        if (!all)
            return all.error();
        for (MetricSeries &series : *all) {
            const auto known = std::ranges::find(curves, series.metric, &MetricSeries::metric);
            if (known == curves.end())
                curves.push_back(std::move(series));
            else
                known->points.insert(known->points.end(), series.points.begin(),
                                     series.points.end());
        }
        if (key == last)
            break;
    }
    return curves;
}

std::map<qint64, RunKey> StudyBook::curveRunsById() const
{
    std::map<qint64, RunKey> keys;
    for (const Trial &trial : m_trials) {
        for (const RunKey &key : curveRunsOf(trial)) {
            if (const auto id = m_runIds.find(key); id != m_runIds.end())
                keys[id->second] = key;
        }
    }
    return keys;
}

void StudyBook::setState(StudyState state, const std::string &reason)
{
    m_study.state = state;
    m_study.reason = reason;
    m_changes.isStudyChanged = true;
}

void StudyBook::addRanSeconds(double seconds)
{
    m_study.ranSeconds += seconds;
    m_changes.isStudyChanged = true;
}

void StudyBook::addEvent(const std::string &kind, std::optional<int> trial, const std::string &text,
                         const std::string &data)
{
    m_changes.events.push_back(
        {++m_lastEventId, QDateTime::currentMSecsSinceEpoch(), kind, trial, text, data});
}

void StudyBook::addTrialEvent(const Trial &trial)
{
    if (!isFinished(trial.state) && trial.sentence.empty())
        return;
    std::string text = "Trial " + std::to_string(trial.number) + ": " + stateNameOf(trial) + ".";
    if (!trial.sentence.empty())
        text += " " + trial.sentence;
    addEvent("trial", trial.number, text);
}

void StudyBook::addFit(const FitRecord &fit)
{
    m_fits.push_back(fit);
    m_changes.fits.push_back(fit);
}

void StudyBook::addTakenRequest(const QString &id)
{
    m_changes.requests << id;
}

void StudyBook::setParents(std::vector<ParentRecord> parents)
{
    m_parents = std::move(parents);
    m_changes.areParentsChanged = true;
}

int StudyBook::addTrial(Trial trial)
{
    const int number = int(m_trials.size());
    trial.number = number;
    trial.fixed = fixedAt(trial.revision);
    m_trials.push_back(std::move(trial));
    m_changes.newTrials.insert(number);
    m_changes.trials.insert(number);
    return number;
}

Trial &StudyBook::editTrial(int number)
{
    m_changes.trials.insert(number);
    return m_trials.at(std::size_t(number));
}

void StudyBook::beginUnderPresent(int number)
{
    Trial &trial = editTrial(number);
    trial.revision = revision();
    trial.fixed = fixedAt(trial.revision);
}

Run &StudyBook::addRun(const Run &run)
{
    m_changes.runs.insert(run.key);
    Trial &trial = editTrial(run.key.trial);
    trial.runs.push_back(run);
    return trial.runs.back();
}

Run &StudyBook::editRun(const RunKey &key)
{
    m_changes.runs.insert(key);
    std::vector<Run> &runs = editTrial(key.trial).runs;
    return *std::ranges::find(runs, key, &Run::key);
}

void StudyBook::addResult(int number, Outcome outcome, const TrialWay &way)
{
    const Trial &ended = trial(number);
    ResultRecord result;
    result.trial = number;
    result.outcome = outcome;
    result.seconds = double(runTimeMs(ended)) / 1e3;
    result.objectives = ended.objectives;
    result.required = ended.required;
    result.standardError = ended.standardError.value_or(0.0);
    result.way = way;
    result.isPause =
        outcome == Outcome::Stopped && !ended.runs.empty() && ended.runs.back().resource > 0;
    m_results.push_back(std::move(result));
}

void StudyBook::addPoints(const RunKey &key, const RunBatch &batch)
{
    LiveRun &live = m_live[key];
    for (const RunPoint &point : batch.points) {
        auto series = std::ranges::find(live, point.metric, &LiveSeries::metric);
        if (series == live.end())
            series = live.insert(live.end(), LiveSeries{point.metric, {}, 0, 0});
        series->points.push_back({point.point, point.stream, point.offset});
    }
    m_changes.progress[key] = batch.progress;
}

void StudyBook::endRun(const RunKey &key)
{
    m_changes.endedRuns.insert(key);
}

void StudyBook::beginReread(const RunKey &key)
{
    m_live.insert_or_assign(key, LiveRun{});
    m_changes.endedRuns.erase(key);
    m_changes.progress[key] = {};
    m_changes.reread.insert(key);
    m_changes.trials.insert(key.trial);
}

void StudyBook::keepPoints(const RunKey &key)
{
    m_live.erase(key);
    m_changes.progress.erase(key);
    m_changes.reread.erase(key);
    m_changes.lostLogs.insert(key);
}

bool StudyBook::hasChanges() const
{
    const BookChanges &c = m_changes;
    return c.isStudyChanged || c.areParentsChanged || !c.trials.empty() || !c.runs.empty() ||
           !c.progress.empty() || !c.endedRuns.empty() || !c.lostLogs.empty() ||
           !c.events.empty() || !c.revisions.empty() || !c.fits.empty() || !c.requests.empty() ||
           c.firstNewResult < m_results.size();
}

} // namespace attune::engine
