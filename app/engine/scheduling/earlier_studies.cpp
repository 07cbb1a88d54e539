// SPDX-FileCopyrightText: 2026 The Attune developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/engine/scheduling/earlier_studies.h"

#include "app/engine/scheduling/book_loader.h"
#include "app/engine/scheduling/search_history.h"
#include "app/engine/storage/study_database.h"
#include "core/study/carried_settings.h"
#include "core/study/earlier_study_problems.h"

#include <QDir>
#include <QFileInfo>

#include <algorithm>
#include <utility>

namespace attune::engine {

using namespace Qt::StringLiterals;

namespace {

/// A study is the same by whatever path it is named.
QString canonicalPath(const QString &folder)
{
    const QString canonical = QFileInfo(folder).canonicalFilePath();
    return canonical.isEmpty() ? QDir::cleanPath(folder) : canonical;
}

QString folderOf(const WarmStart &warmStart, const DefinitionPlace &place)
{
    const QString path = QString::fromStdString(warmStart.study);
    const QFileInfo named(QDir(place.sourceFolder), path);
    return canonicalPath(named.isFile() ? named.absolutePath() : named.absoluteFilePath());
}

/// The values of a trial with what was fixed then and is another value now, or varies. A result
/// keeps them, so that whoever takes it over can tell.
Settings settingsThen(const SearchSpace &now, const Trial &trial)
{
    Settings all = allValuesOf(trial);
    for (const auto &fixed : now.fixed) {
        const auto known = all.find(fixed.first);
        if (!trial.settings.contains(fixed.first) && known != all.end() &&
            known->second == valueFromText(fixed.second))
            all.erase(known);
    }
    return all;
}

/// The settings that a trial is known by in its study today, with the defaults of what was added
/// since. Nothing where it counts there no more: what it varied is gone, or nobody knows what it
/// had of what was added. Whether it lies in a range is for whoever takes it over.
std::optional<Settings> settingsToday(const SearchSpace &space, const Trial &trial)
{
    const auto isKnown = [&](const auto &each) {
        const auto isSame = [&](const auto &fixed) { return fixed.first == each.first; };
        return space.find(each.first) || std::ranges::any_of(space.fixed, isSame);
    };
    if (!std::ranges::all_of(trial.settings, isKnown))
        return std::nullopt;
    Settings today = settingsToRun(space, trial);
    for (const Hyperparameter &hyperparameter : space.hyperparameters) {
        if (today.contains(hyperparameter.name) != space.isActive(hyperparameter, today))
            return std::nullopt;
    }
    today.merge(settingsThen(space, trial));
    return today;
}

ParentRecord recordOf(const StudyBook &book, WarmStartKind kind)
{
    const StudySettings &now = book.settingsInForce();
    ParentRecord parent{now.name, kind, studyJsonOf(now), {}};
    for (const ResultRecord *result : book.lastResults()) {
        const Trial &trial = book.trial(result->trial);
        if (trial.isExcluded)
            continue;
        Settings settings = settingsThen(now.space, trial);
        if (kind == WarmStartKind::Same) {
            auto today = settingsToday(now.space, trial);
            if (!today)
                continue;
            settings = std::move(*today);
        }
        parent.results.push_back(observationOf(*result, settings));
    }
    std::ranges::sort(parent.results, {}, &Observation::trial);
    return parent;
}

Result<ParentRecord> readParent(const QString &folder, WarmStartKind kind)
{
    auto database = StudyDatabase::open(StudyFolder(folder), DatabaseAccess::ReadOnly);
    if (!database)
        return database.error();
    auto book = BookLoader::load(**database);
    if (!book)
        return book.error();
    ParentRecord parent = recordOf(*book, kind);
    if (parent.name.empty())
        parent.name = QFileInfo(folder).fileName().toStdString();
    return parent;
}

/// What is wrong with the path alone.
std::optional<std::string> pathProblem(const QString &folder, const QString &own,
                                       const std::vector<QString> &before)
{
    const std::string name = QDir::toNativeSeparators(folder).toStdString();
    if (!own.isEmpty() && folder == canonicalPath(own))
        return "\"" + name + "\" is this study itself. Name an earlier one.";
    if (std::ranges::find(before, folder) != before.end())
        return "\"" + name + "\" is named twice. Remove one of the two.";
    if (!QFileInfo::exists(StudyFolder(folder).database()))
        return "There is no study in \"" + name +
               "\". Name the folder of a study, relative to the study file or absolute.";
    return std::nullopt;
}

} // namespace

FoundParents findParents(const StudySettings &settings, const DefinitionPlace &place)
{
    FoundParents found;
    std::vector<QString> folders;
    for (std::size_t i = 0; i < settings.warmStart.size(); ++i) {
        const WarmStart &warmStart = settings.warmStart[i];
        const std::string path = "warmStart[" + std::to_string(i) + "]";
        const QString folder = folderOf(warmStart, place);
        const auto wrong = pathProblem(folder, place.studyFolder, folders);
        folders.push_back(folder);
        if (wrong) {
            found.problems.push_back({path + ".study", *wrong});
            continue;
        }
        const auto kind =
            warmStart.kind == "related" ? WarmStartKind::Related : WarmStartKind::Same;
        auto parent = readParent(folder, kind);
        if (!parent) {
            found.problems.push_back({path + ".study", "Cannot start from \"" + warmStart.study +
                                                           "\". " + parent.error().message});
            continue;
        }
        for (const EarlierStudy &study : earlierStudiesOf({*parent})) {
            const Problems problems = problemsOfEarlierStudy(study, settings, path);
            found.problems.insert(found.problems.end(), problems.begin(), problems.end());
        }
        found.parents.push_back(std::move(*parent));
    }
    if (!found.problems.empty())
        found.parents.clear();
    return found;
}

Problems problemsAt(const DefinitionPlace &place, const ParsedStudy &parsed)
{
    const Problems own = problemsOf(parsed);
    Problems problems = own;
    for (Problem &problem : findParents(parsed.settings, place).problems) {
        const bool isExplained = std::ranges::any_of(own, [&](const Problem &known) {
            return known.path.empty() || problem.path.starts_with(known.path);
        });
        if (!isExplained)
            problems.push_back(std::move(problem));
    }
    return problems;
}

std::vector<EarlierStudy> earlierStudiesOf(const std::vector<ParentRecord> &parents)
{
    std::vector<EarlierStudy> studies;
    for (const ParentRecord &parent : parents) {
        const auto settings = settingsFromStudyJson(parent.json);
        if (!settings || settings->objectives.empty())
            continue;
        studies.push_back({parent.name, parent.kind, settings->space, settings->objectives.front(),
                           parent.results});
    }
    return studies;
}

bool hasResultsFor(const std::vector<Objective> &objectives, const EarlierStudy &study)
{
    if (study.kind == WarmStartKind::Related)
        return true;
    if (objectives.size() != 1)
        return false;
    Objective present = objectives.front();
    if (present.value != ObjectiveValue::MeanOfLast)
        present.meanOfLast = study.objective.meanOfLast; // counts for nothing
    return present == study.objective;
}

} // namespace attune::engine
