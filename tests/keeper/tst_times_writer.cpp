// SPDX-FileCopyrightText: 2026 The Attune developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/keeper/times_writer.h"
#include "tests/support/keeper_run.h"
#include "tests/support/small_disk.h"

#include <QDir>
#include <QTemporaryFile>
#include <QtEndian>

using namespace Qt::StringLiterals;

/// times.idx: when the logs grew.
class TimesWriterTest : public QObject
{
    Q_OBJECT

private:
    struct Record
    {
        int log = 0;
        qint64 length = 0;
        qint64 timeMs = 0;
    };

    static QList<Record> recordsOf(const KeeperRun &run)
    {
        const QByteArray bytes = run.contentOf("times.idx");
        QList<Record> records;
        for (qsizetype at = 0; at + 16 <= bytes.size(); at += 16) {
            const auto place = qFromLittleEndian<quint64>(bytes.constData() + at);
            records.append({int(place >> 56), qint64(place << 8 >> 8),
                            qFromLittleEndian<qint64>(bytes.constData() + at + 8)});
        }
        return records;
    }

private Q_SLOTS:
    void recordsTimesWhileALogGrows()
    {
        KeeperRun run({"train", "--steps", "5", "--delay-ms", "220"});
        run.start();
        const nlohmann::json exit = run.exit();
        const QList<Record> records = recordsOf(run);
        QVERIFY2(records.size() >= 4 && records.size() <= 6,
                 qPrintable(QString::number(records.size())));
        for (qsizetype i = 1; i < records.size(); ++i) {
            QVERIFY(records[i].length > records[i - 1].length);
            QVERIFY(records[i].timeMs - records[i - 1].timeMs > 90);
        }
        QCOMPARE(records.first().log, 1);
        QVERIFY(records.first().timeMs >= exit["startedMs"].get<qint64>());
        QVERIFY(records.last().timeMs <= exit["endedMs"].get<qint64>());
        QCOMPARE(records.last().length, run.contentOf("stdout.log").size());
    }

    void tellsTheLogsApart()
    {
        KeeperRun run({"crash", "--steps", "1"});
        run.start();
        QCOMPARE(run.reason(), "exited");
        const QList<Record> records = recordsOf(run);
        QCOMPARE(records.size(), 2);
        QCOMPARE(records[0].log, 1);
        QCOMPARE(records[0].length, run.contentOf("stdout.log").size());
        QCOMPARE(records[1].log, 2);
        QCOMPARE(records[1].length, run.contentOf("stderr.log").size());
    }

    void writesNothingForASilentProgram()
    {
        KeeperRun run({"silent", "--delay-ms", "250"});
        run.start();
        QCOMPARE(run.reason(), "exited");
        QVERIFY(!run.hasFile("times.idx"));
    }

    void noticesThatThereIsNoRoomForTheFile()
    {
        QTemporaryFile output;
        QTemporaryFile errors;
        QVERIFY(output.open() && errors.open());
        const QTemporaryDir place;
        const attune::SmallDisk disk(place.path(), 1, ",nr_inodes=1"); // the folder itself
        if (!disk.isThere())
            QSKIP("Only root can mount a file system.");
        const QString before = QDir::currentPath();
        QVERIFY(QDir::setCurrent(place.path()));
        attune::keeper::TimesWriter times(output.handle(), errors.handle());
        output.write("epoch 1\n");
        output.flush();
        (void)times.update();
        QVERIFY(QDir::setCurrent(before));
        QVERIFY(times.hasMetFullDisk());
        QVERIFY(!QFile::exists(place.filePath(u"times.idx"_s)));
    }
};

QTEST_GUILESS_MAIN(TimesWriterTest)
#include "tst_times_writer.moc"
