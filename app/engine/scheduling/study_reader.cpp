// SPDX-FileCopyrightText: 2026 The Attune developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/engine/scheduling/study_reader.h"

#include "app/engine/scheduling/book_loader.h"

#include <QFileInfo>

namespace attune::engine {

using namespace Qt::StringLiterals;

namespace {

constexpr int lookMs = 250;

} // namespace

StudyReader::StudyReader(const StudyFolder &folder, StudyBook &book,
                         std::unique_ptr<StudyDatabase> &database)
    : m_folder(folder), m_presence(folder), m_book(&book), m_database(&database)
{
    connect(&m_timer, &QTimer::timeout, this, &StudyReader::look);
}

void StudyReader::start()
{
    m_eventId = m_book->lastEventId();
    m_toldSettings = m_book->settings();
    m_told.rulesRevision = m_book->rulesRevision();
    for (const Trial &trial : m_book->trials()) {
        const std::vector<RunKey> runs = curveRunsOf(trial);
        if (runs.empty() || m_book->liveRun(runs.back()).empty())
            continue;
        if (auto all = m_book->curvesOf(trial.number, **m_database)) {
            for (const MetricSeries &series : *all)
                m_told.points[{runs.front(), series.metric}] = series.points.size();
        }
    }
    m_timer.start(lookMs);
}

bool StudyReader::isThere()
{
    // One that is opened as a file that nobody changes is opened anew when it is replaced.
    if ((*m_database)->connection().access() == DatabaseAccess::Immutable)
        return true;
    const auto there = m_presence.check();
    if (!there && !std::exchange(m_isAbsenceTold, true))
        Q_EMIT failed(there.error());
    m_isAbsenceTold = m_isAbsenceTold && !there;
    return there.isOk();
}

void StudyReader::look()
{
    if (!isThere())
        return;
    auto news = hasNews();
    if (news && !*news)
        return;
    auto done = news ? read() : Result<void>(news.error());
    if (!done) { // what was missed is read the next time
        m_version = -1;
        m_fileTime = {};
    }
    if (!done && done.error().kind != ErrorKind::Busy)
        Q_EMIT failed(done.error());
}

Result<bool> StudyReader::hasNews()
{
    StudyDatabase &database = **m_database;
    if (database.connection().access() != DatabaseAccess::Immutable) {
        auto version = database.dataVersion();
        if (!version)
            return version.error();
        return std::exchange(m_version, *version) != *version;
    }
    const QDateTime time = QFileInfo(m_folder.database()).lastModified();
    if (std::exchange(m_fileTime, time) == time)
        return false;
    auto fresh = StudyDatabase::open(m_folder, DatabaseAccess::Immutable);
    if (!fresh)
        return fresh.error();
    *m_database = std::move(*fresh);
    return true;
}

Result<void> StudyReader::read()
{
    auto view = (*m_database)->beginReading(); // a commit between two queries is not half seen
    if (!view)
        return view.error();
    const Told told = m_told;
    auto changed = BookLoader::refresh(*m_book, **m_database);
    if (changed && m_told.rulesRevision != m_book->rulesRevision()) // every curve is another one
        m_told = {m_book->rulesRevision(), {}};
    auto series = changed ? readSeries(*changed) : Result<void>(changed.error());
    auto events = (*m_database)->events().read(m_eventId);
    (void)view->commit();
    if (!series || !events) {
        if (!series) // nothing of it was told
            m_told = told;
        BookLoader::expectAll(*m_book);
        return series ? events.error() : series.error();
    }
    if (std::exchange(m_toldSettings, m_book->settings()) != m_book->settings())
        Q_EMIT settingsChanged();
    if (!changed->empty())
        Q_EMIT trialsChanged(*changed);
    if (!events->empty()) {
        m_eventId = events->back().id;
        Q_EMIT eventsHappened(*events);
    }
    Q_EMIT studyChanged();
    return {};
}

Result<void> StudyReader::readSeries(const std::vector<int> &changed)
{
    std::set<int> wanted(changed.begin(), changed.end());
    for (const Trial &trial : m_book->trials()) {
        if (trial.state == TrialState::Running)
            wanted.insert(trial.number);
    }
    std::vector<SeriesUpdate> updates;
    for (const int number : wanted) {
        const Trial &trial = m_book->trial(number);
        if (trial.runs.empty())
            continue;
        const std::vector<RunKey> curve = curveRunsOf(trial);
        const bool isOneLive =
            curve.size() == 1 && m_book->findRun(curve.front())->end == RunEnd::None;
        if (auto done = isOneLive ? readTails(trial, updates) : readCurves(trial, updates); !done)
            return done;
    }
    if (!updates.empty())
        Q_EMIT seriesChanged(updates);
    return {};
}

Result<void> StudyReader::readTails(const Trial &trial, std::vector<SeriesUpdate> &updates)
{
    const RunKey key = curveRunsOf(trial).front();
    std::map<std::string, std::size_t> known;
    for (auto told = m_told.points.lower_bound({key, {}}); told != m_told.points.end(); ++told) {
        if (told->first.first != key)
            break;
        known[told->first.second] = told->second;
    }
    auto tails = m_book->storedTails(key, known, **m_database);
    if (!tails)
        return tails.error();
    for (SeriesTail &tail : *tails) {
        m_told.points[{key, tail.metric}] = tail.first + tail.points.size();
        updates.push_back({key, tail.metric, std::move(tail.points), tail.first == 0});
    }
    return {};
}

Result<void> StudyReader::readCurves(const Trial &trial, std::vector<SeriesUpdate> &updates)
{
    const RunKey key = curveRunsOf(trial).front();
    auto all = m_book->curvesOf(trial.number, **m_database);
    if (!all)
        return all.error();
    for (const MetricSeries &series : *all) {
        std::size_t &known = m_told.points[{key, series.metric}];
        if (series.points.size() == known)
            continue;
        const bool isWhole = known == 0 || series.points.size() < known;
        const auto first = series.points.begin() + std::ptrdiff_t(isWhole ? 0 : known);
        updates.push_back({key, series.metric, {first, series.points.end()}, isWhole});
        known = series.points.size();
    }
    return {};
}

} // namespace attune::engine
