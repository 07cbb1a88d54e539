// SPDX-FileCopyrightText: 2026 The Attune developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/engine/scheduling/book_loader.h"

#include "app/engine/exchange/study_json.h"
#include "app/engine/storage/study_database.h"

#include <algorithm>

namespace attune::engine {

namespace {

/// A number whose row is not there (a damaged file): shown as what it is.
Trial missingTrial(int number)
{
    Trial trial;
    trial.number = number;
    trial.state = TrialState::Cancelled;
    trial.sentence = "This trial could not be recovered.";
    return trial;
}

} // namespace

Result<StudyBook> BookLoader::load(StudyDatabase &database)
{
    const auto view = database.beginReading(); // a commit between two queries is not half seen
    if (!view)
        return view.error();
    StudyBook book;
    auto done = loadDefinition(book, database);
    if (!done)
        return done.error();
    if (auto trials = loadTrials(book, database, -1); !trials)
        return trials.error();
    if (done = loadLiveRuns(book, database); !done)
        return done.error();
    auto eventId = database.events().lastId();
    if (!eventId)
        return eventId.error();
    book.m_lastEventId = *eventId;
    auto bases = database.trials().bases();
    if (!bases)
        return bases.error();
    if (!bases->empty())
        book.m_lastBasis = bases->back();
    return book;
}

Result<std::vector<int>> BookLoader::refresh(StudyBook &book, StudyDatabase &database)
{
    const qint64 change = book.m_study.change;
    const int rules = book.rulesRevision();
    book.m_live.clear(); // as of the loading: whoever writes the study has gone on
    if (auto done = loadDefinition(book, database); !done)
        return done.error();
    auto numbers = loadTrials(book, database, book.rulesRevision() == rules ? change : -1);
    if (!numbers)
        expectAll(book);
    return numbers;
}

void BookLoader::expectAll(StudyBook &book)
{
    book.m_study.change = -1;
}

Result<void> BookLoader::loadDefinition(StudyBook &book, StudyDatabase &database)
{
    auto study = database.studies().read();
    if (!study)
        return study.error();
    auto revisions = database.studies().revisions();
    if (!revisions)
        return revisions.error();
    auto settings = settingsFromStudyJson(revisions->back().json);
    if (!settings)
        return settings.error();
    const int rulesRevision = revisions->back().rulesRevision;
    const auto ruling = std::ranges::find(*revisions, rulesRevision, &RevisionRecord::number);
    auto rules = ruling == revisions->end() ? settings : settingsFromStudyJson(ruling->json);
    if (!rules)
        return rules.error();
    auto fits = database.studies().fits();
    if (!fits)
        return fits.error();
    if (book.m_trials.empty()) { // later they do not change
        auto parents = database.parents().read();
        if (!parents)
            return parents.error();
        book.m_parents = std::move(*parents);
    }
    book.m_rules = rulesOf(*rules);
    book.m_study = std::move(*study);
    book.m_revisions = std::move(*revisions);
    book.m_settings = std::move(*settings);
    book.m_fixed.clear(); // the last revision may have been replaced
    book.m_objectiveNames.clear();
    book.putInForce();
    book.m_fits = std::move(*fits);
    return {};
}

Result<std::vector<int>> BookLoader::loadTrials(StudyBook &book, StudyDatabase &database,
                                                qint64 afterChange)
{
    const StudyRules &rules = book.rules();
    const std::size_t objectives = rules.objectives.size();
    auto trials = database.trials().read(afterChange, book.rulesRevision(), objectives);
    if (!trials)
        return trials.error();
    auto runs = database.runs().read(afterChange);
    if (!runs)
        return runs.error();
    std::vector<int> numbers;
    for (Trial &trial : *trials) {
        const int number = trial.number;
        if (!trial.objectives.empty())
            trial.meetsRequirements = areMet(rules.requirements, trial.required);
        while (int(book.m_trials.size()) <= number)
            book.m_trials.push_back(missingTrial(int(book.m_trials.size())));
        trial.fixed = book.fixedAt(trial.revision);
        if (trial.stoppedAgainst)
            trial.stoppedMetric = book.objectiveAt(trial.endedMs);
        book.m_trials[std::size_t(number)] = std::move(trial);
        numbers.push_back(number);
    }
    for (StoredRun &stored : *runs) {
        book.m_runIds[stored.run.key] = stored.id;
        book.m_trials[std::size_t(stored.run.key.trial)].runs.push_back(std::move(stored.run));
    }
    auto results = database.trials().results(book.rulesRevision(), objectives);
    if (!results)
        return results.error();
    book.m_results = std::move(*results);
    book.m_changes.firstNewResult = book.m_results.size();
    return numbers;
}

Result<void> BookLoader::loadLiveRuns(StudyBook &book, StudyDatabase &database)
{
    for (const Trial &trial : book.m_trials) {
        for (const Run &run : trial.runs) {
            if (run.end != RunEnd::None)
                continue;
            auto all = database.metrics().series(book.m_runIds.at(run.key), book.rulesRevision());
            if (!all)
                return all.error();
            LiveRun &live = book.m_live[run.key];
            for (StoredSeries &series : *all) {
                const std::size_t count = series.points.size();
                live.push_back({series.metric, std::move(series.points), series.id, count});
            }
        }
    }
    return {};
}

} // namespace attune::engine
