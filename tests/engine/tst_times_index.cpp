// SPDX-FileCopyrightText: 2026 The Attune developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/engine/execution/times_index.h"

#include "tests/support/times_record.h"

#include <QFile>
#include <QTemporaryDir>
#include <QTest>

using namespace attune;
using namespace attune::engine;
using attune::testing::timesRecord;

/// times.idx: records of a stream, a length of its log, and when it was that long.
class TestTimesIndex : public QObject
{
    Q_OBJECT

private:
    QTemporaryDir m_directory;

    [[nodiscard]] QString path() const { return m_directory.filePath(QStringLiteral("times.idx")); }
    void append(const QByteArray &bytes) const
    {
        QFile file(path());
        QVERIFY(file.open(QIODevice::Append));
        QCOMPARE(file.write(bytes), bytes.size());
    }

private Q_SLOTS:
    void init() { QFile::remove(path()); }

    void knowsNothingWithoutAFile()
    {
        TimesIndex index(path().toStdString());
        index.refresh();
        QVERIFY(!index.timeOf(OutputStream::Stdout, 0));
    }

    void givesTheFirstTimeWhenTheLogWasThatLong()
    {
        append(timesRecord(1, 4, 1000) + timesRecord(2, 3, 1500) + timesRecord(1, 8, 2000));
        TimesIndex index(path().toStdString());
        index.refresh();
        QCOMPARE(index.timeOf(OutputStream::Stdout, 1).value_or(0), 1000);
        QCOMPARE(index.timeOf(OutputStream::Stdout, 4).value_or(0), 1000);
        QCOMPARE(index.timeOf(OutputStream::Stdout, 5).value_or(0), 2000);
        QCOMPARE(index.timeOf(OutputStream::Stderr, 3).value_or(0), 1500);
        QVERIFY(!index.timeOf(OutputStream::Stdout, 9));
        QVERIFY(!index.timeOf(OutputStream::Stderr, 4));
    }

    void passesOverStreamsThatItDoesNotKnow()
    {
        append(timesRecord(7, 2, 5) + timesRecord(1, 2, 6) + timesRecord(0, 2, 7));
        TimesIndex index(path().toStdString());
        index.refresh();
        QCOMPARE(index.timeOf(OutputStream::Stdout, 2).value_or(0), 6);
    }

    void halfARecordWaitsForItsRest()
    {
        TimesIndex index(path().toStdString());
        const QByteArray bytes = timesRecord(1, 10, 77);
        append(bytes.left(9));
        index.refresh();
        QVERIFY(!index.timeOf(OutputStream::Stdout, 10));
        append(bytes.mid(9));
        index.refresh();
        QCOMPARE(index.timeOf(OutputStream::Stdout, 10).value_or(0), 77);
        QVERIFY(!index.timeOf(OutputStream::Stderr, 10));
    }

    void forgetsWhatNobodyNeedsAnyMore()
    {
        append(timesRecord(1, 4, 1000) + timesRecord(1, 8, 2000) + timesRecord(1, 12, 3000) +
               timesRecord(2, 4, 1500));
        TimesIndex index(path().toStdString());
        index.refresh();
        index.forgetUpTo(OutputStream::Stdout, 3);
        QCOMPARE(index.timeOf(OutputStream::Stdout, 4).value_or(0), 1000);
        index.forgetUpTo(OutputStream::Stdout, 8);
        QCOMPARE(index.timeOf(OutputStream::Stdout, 1).value_or(0), 3000);
        QCOMPARE(index.timeOf(OutputStream::Stdout, 9).value_or(0), 3000);
        QCOMPARE(index.timeOf(OutputStream::Stderr, 4).value_or(0), 1500);
        append(timesRecord(1, 16, 4000));
        index.refresh();
        QCOMPARE(index.timeOf(OutputStream::Stdout, 13).value_or(0), 4000);
        index.forgetUpTo(OutputStream::Stdout, 16);
        QVERIFY(!index.timeOf(OutputStream::Stdout, 1));
    }

    void startsAnewWithALogThatWasEmptied()
    {
        append(timesRecord(1, 40, 1000) + timesRecord(1, 3, 2000) + timesRecord(1, 8, 3000));
        TimesIndex index(path().toStdString());
        index.refresh();
        QCOMPARE(index.timeOf(OutputStream::Stdout, 3).value_or(0), 2000);
        QCOMPARE(index.timeOf(OutputStream::Stdout, 8).value_or(0), 3000);
        QVERIFY(!index.timeOf(OutputStream::Stdout, 9));
    }

    void readsMoreThanFitsOneBuffer()
    {
        QByteArray bytes;
        for (int i = 1; i <= 3000; ++i)
            bytes += timesRecord(1, std::uint64_t(i) * 10, i);
        append(bytes);
        TimesIndex index(path().toStdString());
        index.refresh();
        QCOMPARE(index.timeOf(OutputStream::Stdout, 29'991).value_or(0), 3000);
        QCOMPARE(index.timeOf(OutputStream::Stdout, 10'245).value_or(0), 1025);
    }
};

QTEST_GUILESS_MAIN(TestTimesIndex)
#include "tst_times_index.moc"
