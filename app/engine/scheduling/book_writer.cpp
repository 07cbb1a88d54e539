// SPDX-FileCopyrightText: 2026 The Attune developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/engine/scheduling/book_writer.h"

#include "app/engine/storage/study_database.h"

#include <QDateTime>

namespace attune::engine {

BookWriter::BookWriter(StudyBook &book, StudyDatabase &database)
    : m_book(&book), m_database(&database)
{}

BookWriter::~BookWriter()
{
    (void)commit();
}

Result<Committed> BookWriter::commit()
{
    Committed committed;
    if (!m_book->hasChanges())
        return committed;
    const qint64 change = m_book->m_study.change;
    ++m_book->m_study.change;
    NewRows rows;
    auto write = [&]() -> Result<void> {
        auto transaction = m_database->begin();
        if (!transaction)
            return transaction.error();
        auto done = writeStudy();
        if (done)
            done = writeTrials();
        if (done)
            done = writeRuns(rows);
        if (done)
            done = writePoints(rows, committed);
        if (done)
            done = writeResults();
        return done ? transaction->commit() : done;
    };
    if (auto written = write(); !written) {
        m_book->m_study.change = change;
        return written.error();
    }
    BookChanges &changes = m_book->m_changes;
    committed.trials.assign(changes.trials.begin(), changes.trials.end());
    committed.events = std::move(changes.events);
    committed.requests = changes.requests;
    takeOver(rows);
    return committed;
}

Result<void> BookWriter::writeStudy()
{
    StudyStore &store = m_database->studies();
    const BookChanges &changes = m_book->m_changes;
    auto done = store.update(m_book->m_study);
    if (done && changes.areParentsChanged)
        done = m_database->parents().save(m_book->m_parents);
    for (std::size_t i = 0; done && i < changes.revisions.size(); ++i)
        done = store.saveRevision(changes.revisions[i]);
    for (std::size_t i = 0; done && i < changes.fits.size(); ++i)
        done = store.addFit(changes.fits[i]);
    for (qsizetype i = 0; done && i < changes.requests.size(); ++i)
        done = store.addTakenRequest(changes.requests[i], QDateTime::currentMSecsSinceEpoch());
    for (std::size_t i = 0; done && i < changes.events.size(); ++i)
        done = m_database->events().add(changes.events[i]);
    return done;
}

Result<void> BookWriter::writeTrials()
{
    TrialStore &store = m_database->trials();
    const BookChanges &changes = m_book->m_changes;
    const qint64 change = m_book->m_study.change;
    Result<void> done;
    const std::vector<int> *before = &m_book->m_lastBasis;
    for (const int number : changes.newTrials) {
        const Trial &trial = m_book->trial(number);
        done = store.insert(trial, *before, change);
        if (!done)
            return done;
        before = &trial.basis.results;
    }
    for (const int number : changes.trials) {
        const Trial &trial = m_book->trial(number);
        if (!changes.newTrials.contains(number))
            done = store.update(trial, change);
        if (done)
            done = store.saveObjectives(trial, m_book->rulesRevision());
        if (!done)
            return done;
    }
    return done;
}

Result<void> BookWriter::writeRuns(NewRows &rows)
{
    RunStore &store = m_database->runs();
    for (const RunKey &key : m_book->m_changes.runs) {
        const Run *run = m_book->findRun(key);
        const auto known = m_book->m_runIds.find(key);
        if (known != m_book->m_runIds.end()) {
            if (auto done = store.update(known->second, *run); !done)
                return done;
            continue;
        }
        auto id = store.insert(*run);
        if (!id)
            return id.error();
        rows.runs[key] = *id;
    }
    return {};
}

qint64 BookWriter::idOf(const RunKey &key, const NewRows &rows) const
{
    const auto fresh = rows.runs.find(key);
    return fresh != rows.runs.end() ? fresh->second : m_book->m_runIds.at(key);
}

Result<void> BookWriter::writePoints(NewRows &rows, Committed &committed)
{
    const BookChanges &changes = m_book->m_changes;
    MetricStore &store = m_database->metrics();
    const int rules = m_book->rulesRevision();
    Result<void> done;
    for (const RunKey &key : changes.reread) {
        if (done = store.dropAll(idOf(key, rows)); !done)
            return done;
    }
    for (const RunKey &key : changes.lostLogs) {
        if (done = store.keepUnderRules(idOf(key, rows), rules); !done)
            return done;
    }
    std::set<RunKey> keys = changes.endedRuns;
    for (const auto &[key, progress] : changes.progress)
        keys.insert(key);
    for (const RunKey &key : keys) {
        const qint64 run = idOf(key, rows);
        if (done = writeRunPoints(key, run, rows, committed); !done)
            return done;
        const auto progress = changes.progress.find(key);
        if (progress == changes.progress.end())
            continue;
        if (done = store.saveProgress(run, rules, progress->second); !done)
            return done;
    }
    return done;
}

Result<void> BookWriter::writeRunPoints(const RunKey &key, qint64 run, NewRows &rows,
                                        Committed &committed)
{
    const auto live = m_book->m_live.find(key);
    if (live == m_book->m_live.end())
        return {};
    const bool isEnded = m_book->m_changes.endedRuns.contains(key);
    for (LiveSeries &series : live->second) {
        if (auto done = writeSeries(run, series, rows, isEnded); !done)
            return done;
        if (series.stored == series.points.size())
            continue;
        // A run that goes on from others appends to their curve.
        const std::vector<RunKey> curve = curveRunsOf(m_book->trial(key.trial));
        const RunKey first = key.rung > 0 && !curve.empty() ? curve.front() : key;
        SeriesUpdate update{first, series.metric, {}, series.stored == 0 && first == key};
        update.points.reserve(series.points.size() - series.stored);
        for (std::size_t i = series.stored; i < series.points.size(); ++i)
            update.points.push_back(series.points[i].point);
        committed.series.push_back(std::move(update));
    }
    return {};
}

Result<void> BookWriter::writeSeries(qint64 run, LiveSeries &series, NewRows &rows, bool isEnded)
{
    MetricStore &store = m_database->metrics();
    qint64 id = series.id;
    if (id == 0) {
        auto added = store.addSeries(run, m_book->rulesRevision(), series.metric);
        if (!added)
            return added.error();
        id = *added;
    }
    rows.series.emplace_back(&series, id);
    if (isEnded)
        return store.finish(id, series.points);
    if (series.stored == series.points.size())
        return {};
    const std::vector<StoredPoint> fresh(series.points.begin() + std::ptrdiff_t(series.stored),
                                         series.points.end());
    return store.append(id, qint64(series.stored), fresh);
}

Result<void> BookWriter::writeResults()
{
    TrialStore &store = m_database->trials();
    const int rules = m_book->rulesRevision();
    for (std::size_t i = m_book->m_changes.firstNewResult; i < m_book->m_results.size(); ++i) {
        if (auto done = store.addResult(m_book->m_results[i], rules, int(i)); !done)
            return done;
    }
    return {};
}

void BookWriter::takeOver(const NewRows &rows)
{
    BookChanges &changes = m_book->m_changes;
    m_book->m_runIds.insert(rows.runs.begin(), rows.runs.end());
    for (const auto &[series, id] : rows.series) {
        series->id = id;
        series->stored = series->points.size();
    }
    for (const RunKey &key : changes.endedRuns)
        m_book->m_live.erase(key);
    for (const int number : changes.newTrials) {
        std::vector<int> &results = m_book->m_trials[std::size_t(number)].basis.results;
        // Lists of trials would grow with the square of their number otherwise.
        m_book->m_lastBasis = std::exchange(results, {});
    }
    const std::size_t resultCount = m_book->m_results.size();
    changes = {};
    changes.firstNewResult = resultCount;
}

} // namespace attune::engine
