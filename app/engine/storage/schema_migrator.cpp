// SPDX-FileCopyrightText: 2026 The Attune developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/engine/storage/schema_migrator.h"

#include "app/engine/storage/connection.h"
#include "app/engine/storage/transaction.h"

#include <QDir>
#include <QFile>
#include <QStringList>

namespace attune::engine {

using namespace Qt::StringLiterals;

namespace {

QStringList migrationFiles()
{
    QStringList files = QDir(u":/schema"_s).entryList({u"[0-9][0-9][0-9][0-9]_*.sql"_s});
    files.sort();
    return files;
}

/// The statements of a script. Our scripts have no `;` and no `--` inside of texts.
QStringList statementsOf(const QString &script)
{
    QString bare;
    for (const QString &line : script.split(u'\n'))
        bare += line.section(u"--"_s, 0, 0) + u'\n';
    QStringList statements;
    for (const QString &statement : bare.split(u';')) {
        if (!statement.trimmed().isEmpty())
            statements << statement.trimmed();
    }
    return statements;
}

Error tooNew(const Connection &connection, int version)
{
    return Error{ErrorKind::TooNew,
                 u"\"%1\" was written by a later Attune (file version %2, this Attune knows up to "
                 "%3). Open it with that one."_s.arg(connection.file())
                     .arg(version)
                     .arg(newestSchemaVersion())
                     .toStdString()};
}

Result<void> apply(Connection &connection, const QString &file, int version)
{
    QFile script(u":/schema/"_s + file);
    if (!script.open(QIODevice::ReadOnly))
        return Error{ErrorKind::Io, u"Cannot read the schema \"%1\"."_s.arg(file).toStdString()};
    auto transaction = Transaction::begin(connection);
    if (!transaction)
        return transaction.error();
    for (const QString &statement : statementsOf(QString::fromUtf8(script.readAll()))) {
        if (auto done = connection.run(statement); !done)
            return done;
    }
    if (auto done = connection.run(u"PRAGMA user_version=%1"_s.arg(version)); !done)
        return done;
    return transaction->commit();
}

} // namespace

int newestSchemaVersion()
{
    return static_cast<int>(migrationFiles().size());
}

Result<int> schemaVersion(Connection &connection)
{
    auto version = connection.single(u"PRAGMA user_version"_s);
    if (!version)
        return version.error();
    return version->toInt();
}

Result<void> migrateSchema(Connection &connection)
{
    auto version = schemaVersion(connection);
    if (!version)
        return version.error();
    if (*version > newestSchemaVersion())
        return tooNew(connection, *version);
    const QStringList files = migrationFiles();
    for (int next = *version; next < files.size(); ++next) {
        if (auto done = apply(connection, files[next], next + 1); !done)
            return done;
    }
    return {};
}

Result<void> checkReadable(Connection &connection)
{
    auto version = schemaVersion(connection);
    if (!version)
        return version.error();
    if (*version > newestSchemaVersion())
        return tooNew(connection, *version);
    if (*version < newestSchemaVersion())
        return Error{ErrorKind::Invalid,
                     u"\"%1\" was written by an earlier Attune. Open it for "
                     "writing once, so that it is brought up to date."_s.arg(connection.file())
                         .toStdString()};
    return {};
}

} // namespace attune::engine
