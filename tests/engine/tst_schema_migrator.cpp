// SPDX-FileCopyrightText: 2026 The Attune developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/engine/storage/schema_migrator.h"

#include "app/engine/storage/connection.h"
#include "app/engine/storage/transaction.h"

#include <QTemporaryDir>
#include <QTest>

using namespace attune;
using namespace attune::engine;
using namespace Qt::StringLiterals;

class TestSchemaMigrator : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(u".?"_s)); }
    void bringsAnEmptyFileToTheNewestVersion();
    void leavesAFileOfTheNewestVersionAlone();
    void refusesAFileOfALaterAttuneAndTouchesNothing();
    void usesAWriteAheadLog();
    void rollsBackWhatWasNotCommitted();
    void saysWhatIsNoDatabase();
};

namespace {

std::unique_ptr<Connection> openedIn(const QTemporaryDir &place)
{
    auto opened = Connection::open(place.filePath(u"study.attune"_s), DatabaseAccess::Write);
    return opened ? std::move(*opened) : nullptr;
}

} // namespace

void TestSchemaMigrator::bringsAnEmptyFileToTheNewestVersion()
{
    const QTemporaryDir place;
    const auto connection = openedIn(place);
    QVERIFY(connection);
    QCOMPARE(*schemaVersion(*connection), 0);
    QVERIFY(!checkReadable(*connection));
    QVERIFY(migrateSchema(*connection));
    QCOMPARE(*schemaVersion(*connection), newestSchemaVersion());
    QVERIFY(checkReadable(*connection));
    for (const QString &table : {u"study_revision"_s, u"definition"_s, u"trial_value"_s, u"run"_s,
                                 u"log_position"_s, u"model_fit"_s, u"event"_s})
        QVERIFY(connection->single(u"SELECT count(*) FROM "_s + table));
}

void TestSchemaMigrator::leavesAFileOfTheNewestVersionAlone()
{
    const QTemporaryDir place;
    const auto connection = openedIn(place);
    QVERIFY(migrateSchema(*connection));
    QVERIFY(connection->run(u"INSERT INTO event (time_ms, kind, text) VALUES (1, 'note', 'x')"_s));
    QVERIFY(migrateSchema(*connection));
    QCOMPARE(connection->single(u"SELECT count(*) FROM event"_s)->toInt(), 1);
}

void TestSchemaMigrator::refusesAFileOfALaterAttuneAndTouchesNothing()
{
    const QTemporaryDir place;
    const auto connection = openedIn(place);
    const int later = newestSchemaVersion() + 1;
    QVERIFY(connection->run(u"PRAGMA user_version=%1"_s.arg(later)));
    for (const auto &refused : {migrateSchema(*connection), checkReadable(*connection)}) {
        QVERIFY(!refused);
        QCOMPARE(refused.error().kind, ErrorKind::TooNew);
        QVERIFY(refused.error().message.find("later Attune") != std::string::npos);
    }
    QCOMPARE(connection->single(u"SELECT count(*) FROM sqlite_master"_s)->toInt(), 0);
}

void TestSchemaMigrator::usesAWriteAheadLog()
{
    const QTemporaryDir place;
    const auto connection = openedIn(place);
    QCOMPARE(connection->single(u"PRAGMA journal_mode"_s)->toString(), u"wal"_s);
    QCOMPARE(connection->single(u"PRAGMA synchronous"_s)->toInt(), 1);
}

void TestSchemaMigrator::rollsBackWhatWasNotCommitted()
{
    const QTemporaryDir place;
    const auto connection = openedIn(place);
    QVERIFY(migrateSchema(*connection));
    const QString insert = u"INSERT INTO event (time_ms, kind, text) VALUES (1, 'note', 'x')"_s;
    {
        const auto transaction = Transaction::begin(*connection);
        QVERIFY(transaction);
        QVERIFY(connection->run(insert));
    }
    QCOMPARE(connection->single(u"SELECT count(*) FROM event"_s)->toInt(), 0);
    auto transaction = Transaction::begin(*connection);
    QVERIFY(transaction);
    QVERIFY(connection->run(insert));
    QVERIFY(transaction->commit());
    QCOMPARE(connection->single(u"SELECT count(*) FROM event"_s)->toInt(), 1);
}

void TestSchemaMigrator::saysWhatIsNoDatabase()
{
    const QTemporaryDir place;
    QFile file(place.filePath(u"study.attune"_s));
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write(QByteArray(4096, 'x'));
    file.close();
    const auto opened = Connection::open(file.fileName(), DatabaseAccess::Write);
    QVERIFY(!opened);
    QCOMPARE(opened.error().kind, ErrorKind::Damaged);
    QVERIFY(opened.error().message.find("study.attune") != std::string::npos);
    const auto missing =
        Connection::open(place.filePath(u"none.attune"_s), DatabaseAccess::ReadOnly);
    QVERIFY(!missing);
    QCOMPARE(missing.error().kind, ErrorKind::NotFound);
}

QTEST_GUILESS_MAIN(TestSchemaMigrator)
#include "tst_schema_migrator.moc"
