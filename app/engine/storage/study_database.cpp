// SPDX-FileCopyrightText: 2026 The Attune developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/engine/storage/study_database.h"

#include "app/engine/storage/schema_migrator.h"

#include <QFileInfo>

namespace attune::engine {

using namespace Qt::StringLiterals;

StudyDatabase::StudyDatabase(std::unique_ptr<Connection> connection)
    : m_connection(std::move(connection)), m_studies(*m_connection), m_trials(*m_connection),
      m_runs(*m_connection), m_metrics(*m_connection), m_events(*m_connection),
      m_parents(*m_connection)
{}

Result<std::unique_ptr<StudyDatabase>> StudyDatabase::create(const StudyFolder &folder)
{
    if (QFileInfo::exists(folder.database()))
        return Error{ErrorKind::Busy,
                     u"\"%1\" holds a study already. Choose another folder."_s.arg(folder.path())
                         .toStdString()};
    auto connection = Connection::open(folder.database(), DatabaseAccess::Write);
    if (!connection)
        return connection.error();
    if (auto migrated = migrateSchema(**connection); !migrated)
        return migrated.error();
    return std::unique_ptr<StudyDatabase>(new StudyDatabase(std::move(*connection)));
}

Result<std::unique_ptr<StudyDatabase>> StudyDatabase::open(const StudyFolder &folder,
                                                           DatabaseAccess access)
{
    // SQLite takes an empty file for a new database; here it is one that was lost.
    const QFileInfo file(folder.database());
    if (!file.exists() && QFileInfo::exists(folder.definitions()))
        return Error{ErrorKind::Damaged,
                     u"\"%1\" is missing."_s.arg(folder.database()).toStdString()};
    if (file.exists() && file.size() == 0)
        return Error{ErrorKind::Damaged,
                     u"\"%1\" is empty."_s.arg(folder.database()).toStdString()};
    auto connection = Connection::open(folder.database(), access);
    const bool isInTheWay = !connection && connection.error().kind != ErrorKind::NotFound &&
                            connection.error().kind != ErrorKind::Damaged;
    // WAL wants a shared memory file beside the database, even to read.
    if (access == DatabaseAccess::ReadOnly && isInTheWay)
        connection = Connection::open(folder.database(), DatabaseAccess::Immutable);
    if (!connection)
        return connection.error();
    auto ready =
        access == DatabaseAccess::Write ? migrateSchema(**connection) : checkReadable(**connection);
    if (!ready)
        return ready.error();
    return std::unique_ptr<StudyDatabase>(new StudyDatabase(std::move(*connection)));
}

Result<qint64> StudyDatabase::dataVersion()
{
    auto version = m_connection->single(u"PRAGMA data_version"_s);
    if (!version)
        return version.error();
    return version->toLongLong();
}

Result<void> StudyDatabase::check()
{
    auto answer = m_connection->single(u"PRAGMA quick_check(1)"_s);
    if (!answer)
        return answer.error();
    if (answer->toString() != u"ok"_s)
        return Error{ErrorKind::Damaged,
                     u"\"%1\" is damaged (%2)."_s
                         .arg(m_connection->file(), answer->toString().section(u'\n', -1).trimmed())
                         .toStdString()};
    return {};
}

} // namespace attune::engine
