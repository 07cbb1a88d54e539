// SPDX-FileCopyrightText: 2026 The Attune developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/engine/scheduling/study_runner.h"

#include "app/engine/exchange/study_json.h"
#include "app/engine/scheduling/book_loader.h"
#include "app/engine/scheduling/earlier_studies.h"
#include "app/engine/scheduling/status_report.h"
#include "app/engine/storage/disk_space.h"
#include "app/engine/storage/study_database.h"
#include "app/engine/storage/writer_lock.h"
#include "core/search/earlier_results.h"
#include "core/study/best_trials.h"

#include <QFileInfo>

namespace attune::engine {

namespace {

std::vector<double> bestSoFarOf(const StudyBook &book)
{
    std::vector<double> best;
    for (const ResultRecord *last : book.lastResults()) {
        const ResultRecord &result = *last;
        const Trial &trial = book.trial(result.trial);
        const bool counts = result.outcome == Outcome::Complete && !result.objectives.empty() &&
                            result.objectives.front() && !trial.isExcluded &&
                            trial.meetsRequirements;
        if (!counts && best.empty())
            continue;
        const double value = counts ? *result.objectives.front() : best.back();
        const Direction direction = book.rules().objectives.front().direction;
        best.push_back(best.empty() || isBetter(direction, value, best.back()) ? value
                                                                               : best.back());
    }
    return best;
}

std::optional<OverallBest> bestOf(const std::string &study, const EarlierResults &taken,
                                  Direction direction)
{
    std::optional<OverallBest> best;
    for (std::size_t i = 0; i < taken.results.size(); ++i) {
        const Observation &result = taken.results[i];
        if (result.outcome != Outcome::Complete || result.objectives.empty())
            continue;
        const double value = result.objectives.front();
        if (!best || isBetter(direction, value, best->value))
            best = OverallBest{study, taken.trials[i], value};
    }
    return best;
}

std::vector<EarlierSummary> earlierOf(const StudyBook &book)
{
    std::vector<EarlierSummary> earlier;
    const SearchSpace &space = book.settings().space;
    if (book.parents().empty() || !space.problems().empty())
        return earlier;
    const std::vector<Objective> &objectives = book.rules().objectives;
    for (const EarlierStudy &study : earlierStudiesOf(book.parents())) {
        const auto all = int(study.results.size());
        const EarlierResults taken =
            hasResultsFor(objectives, study) ? resultsInSpace(study, space) : EarlierResults{};
        const auto count = int(taken.results.size());
        EarlierSummary summary{study.name, study.kind, count, all - count, {}};
        if (study.kind == WarmStartKind::Same && !objectives.empty())
            summary.best = bestOf(study.name, taken, objectives.front().direction);
        earlier.push_back(std::move(summary));
    }
    return earlier;
}

std::optional<OverallBest> overallBestOf(const StudyBook &book,
                                         const std::vector<EarlierSummary> &earlier)
{
    if (book.rules().objectives.empty())
        return std::nullopt;
    const Objective &objective = book.rules().objectives.front();
    std::optional<OverallBest> best;
    const auto take = [&](const OverallBest &other) {
        if (!best || isBetter(objective.direction, other.value, best->value))
            best = other;
    };
    bool goesOn = false;
    for (const EarlierSummary &study : earlier) {
        goesOn = goesOn || (study.kind == WarmStartKind::Same && study.trials > 0);
        if (study.best)
            take(*study.best);
    }
    if (!goesOn)
        return std::nullopt;
    if (const Trial *own = bestTrial(book.trials(), objective); own && own->objective())
        take({{}, own->number, *own->objective()});
    return best;
}

} // namespace

Result<StudySummary> summarize(const QString &folder)
{
    const StudyFolder place(folder);
    auto database = StudyDatabase::open(place, DatabaseAccess::ReadOnly);
    if (!database)
        return database.error();
    auto book = BookLoader::load(**database);
    if (!book)
        return book.error();
    StudySummary summary;
    summary.folder = place.path();
    summary.name = QString::fromStdString(book->settings().name);
    summary.status = statusOf(*book, book->study().ranSeconds);
    const bool isAtWork =
        summary.status.state == StudyState::Running || summary.status.state == StudyState::Stopping;
    const bool hasWriter = WriterLock::holder(place).has_value();
    if (isAtWork && !hasWriter && book->study().isEnding()) {
        summary.status.state = StudyState::Finished;
    } else if (isAtWork && !hasWriter) {
        summary.status.state = StudyState::Paused;
        summary.status.reason = "Attune ended while the study was running.";
    } else if (isAtWork && isDiskFull(place.path())) { // its writer cannot write that it is held up
        summary.status.isUnwritten = true;
        summary.status.reason = "Less than 1 MiB is left on its disk, so nothing may be started. "
                                "Free some space; it goes on by itself.";
    }
    summary.bestSoFar = bestSoFarOf(*book);
    summary.earlier = earlierOf(*book);
    summary.overallBest = overallBestOf(*book, summary.earlier);
    for (const QString &file : {place.database(), place.database() + QStringLiteral("-wal")}) {
        const QFileInfo info(file);
        if (info.exists())
            summary.changedMs =
                std::max(summary.changedMs, info.lastModified().toMSecsSinceEpoch());
    }
    return summary;
}

} // namespace attune::engine
