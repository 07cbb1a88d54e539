// SPDX-FileCopyrightText: 2026 The Attune developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/engine/storage/connection.h"

#include <QFileInfo>
#include <QSqlError>
#include <QUrl>

#include <atomic>

namespace attune::engine {

using namespace Qt::StringLiterals;

namespace {

/// What SQLite's primary result codes come from.
ErrorKind kindOf(int code)
{
    switch (code & 0xff) {
    case 3:  // SQLITE_PERM
    case 8:  // SQLITE_READONLY
    case 23: // SQLITE_AUTH
        return ErrorKind::Denied;
    case 5: // SQLITE_BUSY
    case 6: // SQLITE_LOCKED
        return ErrorKind::Busy;
    case 1:  // SQLITE_ERROR
    case 19: // SQLITE_CONSTRAINT
    case 20: // SQLITE_MISMATCH
    case 25: // SQLITE_RANGE
        return ErrorKind::Invalid;
    case 11: // SQLITE_CORRUPT
    case 26: // SQLITE_NOTADB
        return ErrorKind::Damaged;
    default:
        return ErrorKind::Io;
    }
}

QString whatToDo(ErrorKind kind)
{
    switch (kind) {
    case ErrorKind::Denied:
        return u"Check the permissions of the file and its folder."_s;
    case ErrorKind::Busy:
        return u"Another program keeps it locked; close that program and try again."_s;
    case ErrorKind::Damaged:
        return u"The file is damaged; the study's run directories still hold everything."_s;
    case ErrorKind::Invalid:
        return u"This is a fault of Attune, not of yours: please report it with this sentence."_s;
    case ErrorKind::NotFound:
    case ErrorKind::Exhausted:
    case ErrorKind::Cancelled:
    case ErrorKind::TooNew:
    case ErrorKind::Io:
        break;
    }
    return u"Check that the disk is not full and the folder can be written."_s;
}

Error errorOf(const QSqlError &error, const QString &file)
{
    const ErrorKind kind = kindOf(error.nativeErrorCode().toInt());
    const QString message = u"Cannot use \"%1\": %2. %3"_s.arg(
        file, error.databaseText().isEmpty() ? error.text() : error.databaseText(), whatToDo(kind));
    return Error{kind, message.toStdString()};
}

/// A null QString is an empty text and a null QByteArray are no bytes; only an invalid value is
/// SQL's null.
QVariant storedForm(const QVariant &value)
{
    if (value.typeId() == QMetaType::QString && value.toString().isEmpty())
        return u""_s;
    if (value.typeId() == QMetaType::QByteArray && value.toByteArray().isEmpty())
        return QByteArray("");
    return value;
}

QString optionsOf(DatabaseAccess access)
{
    switch (access) {
    case DatabaseAccess::Write:
        return u"QSQLITE_BUSY_TIMEOUT=5000"_s;
    case DatabaseAccess::ReadOnly:
        return u"QSQLITE_BUSY_TIMEOUT=5000;QSQLITE_OPEN_READONLY"_s;
    case DatabaseAccess::Immutable:
        return u"QSQLITE_OPEN_READONLY;QSQLITE_OPEN_URI"_s;
    }
    return {};
}

} // namespace

Result<std::unique_ptr<Connection>> Connection::open(const QString &file, DatabaseAccess access)
{
    static std::atomic<int> count = 0;
    if (access != DatabaseAccess::Write && !QFileInfo::exists(file))
        return Error{ErrorKind::NotFound,
                     u"There is no study at \"%1\"."_s.arg(file).toStdString()};
    std::unique_ptr<Connection> connection(
        new Connection(u"attune-%1"_s.arg(++count), file, access));
    {
        QSqlDatabase database = QSqlDatabase::addDatabase(u"QSQLITE"_s, connection->m_name);
        database.setConnectOptions(optionsOf(access));
        database.setDatabaseName(access == DatabaseAccess::Immutable
                                     ? QUrl::fromLocalFile(file).toString(QUrl::FullyEncoded) +
                                           u"?immutable=1"_s
                                     : file);
        if (!database.open())
            return engine::errorOf(database.lastError(), file);
    }
    // Reading the schema is the first thing that touches the file.
    if (auto read = connection->single(u"SELECT count(*) FROM sqlite_master"_s); !read)
        return read.error();
    if (access == DatabaseAccess::Write) {
        // The log is folded back after 1 MB instead of 4, so that it fits a small disk.
        for (const QString &pragma :
             {u"PRAGMA journal_mode=WAL"_s, u"PRAGMA synchronous=NORMAL"_s,
              u"PRAGMA wal_autocheckpoint=250"_s, u"PRAGMA journal_size_limit=1048576"_s}) {
            if (auto done = connection->single(pragma); !done)
                return done.error();
        }
    }
    return connection;
}

Connection::Connection(QString name, QString file, DatabaseAccess access)
    : m_name(std::move(name)), m_file(std::move(file)), m_access(access)
{}

Connection::~Connection()
{
    qDeleteAll(m_statements);
    QSqlDatabase::removeDatabase(m_name);
}

Result<QSqlQuery *> Connection::execute(const QString &sql, const QVariantList &values)
{
    QSqlQuery *&query = m_statements[sql];
    if (!query) {
        auto fresh = std::make_unique<QSqlQuery>(QSqlDatabase::database(m_name, false));
        fresh->setForwardOnly(true);
        if (!fresh->prepare(sql)) {
            m_statements.remove(sql);
            return errorOf(*fresh);
        }
        query = fresh.release();
    }
    for (qsizetype i = 0; i < values.size(); ++i) {
        query->bindValue(static_cast<int>(i), storedForm(values[i]));
    }
    if (!query->exec()) {
        const Error error = errorOf(*query);
        query->finish();
        return error;
    }
    return query;
}

Error Connection::errorOf(const QSqlQuery &query) const
{
    return engine::errorOf(query.lastError(), m_file);
}

Result<void> Connection::run(const QString &sql, const QVariantList &values)
{
    auto query = execute(sql, values);
    if (!query)
        return query.error();
    (*query)->finish();
    return {};
}

Result<void> Connection::select(const QString &sql, const QVariantList &values, const Visit &visit)
{
    auto query = execute(sql, values);
    if (!query)
        return query.error();
    while ((*query)->next())
        visit(**query);
    const bool hasFailed = (*query)->lastError().type() != QSqlError::NoError;
    const Error error = hasFailed ? errorOf(**query) : Error{};
    (*query)->finish();
    if (hasFailed)
        return error;
    return {};
}

Result<QVariant> Connection::single(const QString &sql, const QVariantList &values)
{
    QVariant first;
    auto done = select(sql, values, [&](const QSqlQuery &row) {
        if (!first.isValid())
            first = row.value(0);
    });
    if (!done)
        return done.error();
    return first;
}

Result<qint64> Connection::lastInsertId()
{
    auto id = single(u"SELECT last_insert_rowid()"_s);
    if (!id)
        return id.error();
    return id->toLongLong();
}

} // namespace attune::engine
