// SPDX-FileCopyrightText: 2026 The Attune developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/engine/scheduling/study_runner.h"

#include "app/engine/exchange/study_json.h"
#include "app/engine/scheduling/earlier_studies.h"
#include "app/engine/storage/definition_file.h"
#include "app/engine/storage/study_database.h"

#include <QDateTime>
#include <QDir>

namespace attune::engine {

using namespace Qt::StringLiterals;

namespace {

Result<void> makeFolders(const StudyFolder &folder)
{
    for (const QString &path : {folder.path(), folder.trials(), folder.inbox()}) {
        if (!QDir().mkpath(path))
            return Error{ErrorKind::Denied,
                         u"Cannot make the folder \"%1\". Check the permissions of the one above."_s
                             .arg(path)
                             .toStdString()};
    }
    return {};
}

Result<void> fill(StudyDatabase &database, const StudyFolder &folder, const StudySettings &settings,
                  const QString &sourceFolder)
{
    const qint64 now = QDateTime::currentMSecsSinceEpoch();
    StudyRecord study;
    study.createdMs = now;
    study.sourceFolder = sourceFolder;
    RevisionRecord revision;
    revision.madeMs = now;
    revision.name = settings.name;
    revision.json = studyJsonOf(settings);
    revision.budgetTrials = settings.budget.trials;
    revision.budgetParallel = settings.budget.parallel;
    auto transaction = database.begin();
    if (!transaction)
        return transaction.error();
    auto done = database.studies().create(study);
    if (done)
        done = database.studies().saveRevision(revision);
    if (done)
        done =
            database.parents().save(findParents(settings, {sourceFolder, folder.path()}).parents);
    if (done)
        done = database.events().add({1, now, "created", std::nullopt, "The study was made."});
    if (done)
        done = transaction->commit();
    return done ? writeDefinition(folder, {revision, sourceFolder}) : done;
}

} // namespace

Result<void> createStudy(const QString &folder, const StudySettings &settings,
                         const QString &sourceFolder)
{
    const StudyFolder place(folder);
    if (auto made = makeFolders(place); !made)
        return made;
    auto database = StudyDatabase::create(place);
    if (!database)
        return database.error();
    return fill(**database, place, settings, QDir(sourceFolder).absolutePath());
}

} // namespace attune::engine
