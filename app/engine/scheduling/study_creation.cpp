// SPDX-FileCopyrightText: 2026 The Attune developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/engine/scheduling/study_runner.h"

#include "app/engine/exchange/study_json.h"
#include "app/engine/scheduling/earlier_studies.h"
#include "app/engine/storage/connection.h"
#include "app/engine/storage/definition_file.h"
#include "app/engine/storage/study_database.h"
#include "app/engine/storage/writer_lock.h"

#include <QDateTime>
#include <QDir>
#include <QFile>
#include <QFileInfo>

namespace attune::engine {

using namespace Qt::StringLiterals;

namespace {

/// The file that stands where a folder is to be, or above it; empty where none does.
QString fileInTheWay(const QString &folder)
{
    for (QString path = folder;; path = QFileInfo(path).path()) {
        const QFileInfo info(path);
        if (info.exists() || info.isRoot())
            return info.isDir() ? QString() : path;
    }
}

/// A study whose database was lost is recovered, not made anew over what is left of it.
bool isLeftOver(const StudyFolder &folder)
{
    return !QFileInfo::exists(folder.database()) && QFileInfo::exists(folder.definition(1));
}

Result<void> makeFolders(const StudyFolder &folder)
{
    if (const QString file = fileInTheWay(folder.path()); !file.isEmpty())
        return Error{ErrorKind::Invalid,
                     u"Cannot make the folder \"%1\": \"%2\" is a file. Choose another folder."_s
                         .arg(folder.path(), file)
                         .toStdString()};
    if (isLeftOver(folder))
        return Error{ErrorKind::Busy,
                     u"\"%1\" holds a study whose study.attune is missing. Open it to see what can "
                     "be recovered, or choose another folder."_s.arg(folder.path())
                         .toStdString()};
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

Result<void> makeDatabase(const StudyFolder &folder, const StudySettings &settings,
                          const QString &sourceFolder)
{
    auto database = StudyDatabase::create(folder);
    if (!database)
        return database.error();
    return fill(**database, folder, settings, sourceFolder);
}

void removeDatabase(const StudyFolder &folder)
{
    for (const QString &more : {u""_s, u"-wal"_s, u"-shm"_s, u"-journal"_s})
        QFile::remove(folder.database() + more);
}

/// Whether there is a database that has not become a study: its making was cut short, and nothing
/// but it is there.
bool isIncomplete(const StudyFolder &folder)
{
    if (!QFileInfo::exists(folder.database()) || QFileInfo::exists(folder.definitions()) ||
        !QDir(folder.trials()).isEmpty())
        return false;
    if (QFileInfo(folder.database()).size() == 0)
        return true;
    auto database = StudyDatabase::open(folder, DatabaseAccess::Write);
    if (!database)
        return false;
    bool isThere = false;
    const auto asked = (*database)->connection().select(
        u"SELECT created_ms FROM study"_s, {}, [&](const QSqlQuery & /*row*/) { isThere = true; });
    return asked && !isThere;
}

} // namespace

Result<void> createStudy(const QString &folder, const StudySettings &settings,
                         const QString &sourceFolder)
{
    const StudyFolder place(folder);
    if (auto made = makeFolders(place); !made)
        return made;
    // What another process is just making is not taken for cut short.
    const auto writer = WriterLock::take(place);
    if (!writer)
        return writer.error();
    if (isIncomplete(place))
        removeDatabase(place);
    if (QFileInfo::exists(place.database()))
        return Error{ErrorKind::Busy,
                     u"\"%1\" holds a study already. Choose another folder."_s.arg(place.path())
                         .toStdString()};
    const bool hadDefinitions = QFileInfo::exists(place.definitions());
    auto filled = makeDatabase(place, settings, QDir(sourceFolder).absolutePath());
    if (filled)
        return {};
    removeDatabase(place);
    QFile::remove(place.definition(1));
    if (!hadDefinitions)
        QDir().rmdir(place.definitions());
    return filled;
}

} // namespace attune::engine
