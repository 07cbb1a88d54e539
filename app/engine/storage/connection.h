// SPDX-FileCopyrightText: 2026 The Attune developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"

#include <QHash>
#include <QSqlDatabase>
#include <QSqlQuery>
#include <QString>
#include <QVariant>

#include <functional>
#include <memory>

namespace attune::engine {

enum class DatabaseAccess {
    Write,
    ReadOnly,  ///< beside a writer: sees what it commits
    Immutable, ///< a folder where nothing can be written, not even SQLite's shared memory file
};

/// One connection to a SQLite file, for the thread that opened it. Statements are prepared once.
class Connection
{
public:
    /// Opens (Write: makes where missing) the file: WAL, synchronous=NORMAL, foreign keys off
    /// while Attune alone writes. Fails with NotFound, Denied, Damaged (not a database), Busy.
    [[nodiscard]] static Result<std::unique_ptr<Connection>> open(const QString &file,
                                                                  DatabaseAccess access);
    ~Connection();
    Connection(const Connection &) = delete;
    Connection &operator=(const Connection &) = delete;

    using Visit = std::function<void(const QSqlQuery &row)>;

    /// Runs one statement with `values` for its question marks.
    Result<void> run(const QString &sql, const QVariantList &values = {});
    /// Runs one query and visits every row. A query must not be run again within its own visit.
    Result<void> select(const QString &sql, const QVariantList &values, const Visit &visit);
    /// The first column of the first row; an invalid value without rows.
    [[nodiscard]] Result<QVariant> single(const QString &sql, const QVariantList &values = {});
    /// The id of the row inserted last.
    [[nodiscard]] Result<qint64> lastInsertId();

    [[nodiscard]] const QString &file() const { return m_file; }
    [[nodiscard]] DatabaseAccess access() const { return m_access; }

private:
    Connection(QString name, QString file, DatabaseAccess access);
    Result<QSqlQuery *> execute(const QString &sql, const QVariantList &values);
    [[nodiscard]] Error errorOf(const QSqlQuery &query) const;

    QString m_name;
    QString m_file;
    DatabaseAccess m_access;
    QHash<QString, QSqlQuery *> m_statements;
};

} // namespace attune::engine
