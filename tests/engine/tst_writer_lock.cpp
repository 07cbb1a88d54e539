// SPDX-FileCopyrightText: 2026 The Attune developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/engine/storage/writer_lock.h"

#include "app/engine/storage/study_folder.h"

#include <QFile>
#include <QProcess>
#include <QSysInfo>
#include <QTemporaryDir>
#include <QTest>

#include <fcntl.h>
#include <optional>
#include <sys/file.h>
#include <thread>
#include <unistd.h>

using namespace attune;
using namespace attune::engine;
using namespace Qt::StringLiterals;

class TestWriterLock : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(u".?"_s)); }
    void isHeldByOneAtATime();
    void saysWhoHasIt();
    void isTakenOverFromAProcessThatCrashed();
    void waitsAMomentForWhatAKilledProcessLeftBehind();
    void isNotTakenOverFromAnotherMachine();
    void saysWhenTheFolderIsNotThere();
};

namespace {

void writeRecord(const StudyFolder &folder, const QByteArray &record)
{
    QFile file(folder.lock());
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write(record);
}

} // namespace

void TestWriterLock::isHeldByOneAtATime()
{
    const QTemporaryDir place;
    const StudyFolder folder(place.path());
    QVERIFY(!WriterLock::holder(folder).has_value());
    {
        const auto first = WriterLock::take(folder);
        QVERIFY(first);
        const auto second = WriterLock::take(folder);
        QVERIFY(!second);
        QCOMPARE(second.error().kind, ErrorKind::Busy);
        QVERIFY(WriterLock::holder(folder).has_value());
    }
    QVERIFY(!WriterLock::holder(folder).has_value());
    QVERIFY(WriterLock::take(folder));
}

void TestWriterLock::saysWhoHasIt()
{
    const QTemporaryDir place;
    const StudyFolder folder(place.path());
    const auto lock = WriterLock::take(folder);
    QVERIFY(lock);
    const auto holder = WriterLock::holder(folder);
    QVERIFY(holder.has_value());
    QCOMPARE(holder->pid, qint64(getpid()));
    QCOMPARE(holder->host, QSysInfo::machineHostName());
    const std::string refused = WriterLock::take(folder).error().message;
    QVERIFY(refused.find(std::to_string(getpid())) != std::string::npos);
}

void TestWriterLock::isTakenOverFromAProcessThatCrashed()
{
    const QTemporaryDir place;
    const StudyFolder folder(place.path());
    writeRecord(folder, "{\"host\":\"" + QSysInfo::machineHostName().toUtf8() +
                            "\",\"bootId\":\"an earlier one\",\"pid\":1}");
    QVERIFY(!WriterLock::holder(folder).has_value());
    QVERIFY(WriterLock::take(folder));
}

void TestWriterLock::waitsAMomentForWhatAKilledProcessLeftBehind()
{
    const QTemporaryDir place;
    const StudyFolder folder(place.path());
    QProcess ended;
    ended.start(u"true"_s);
    QVERIFY(ended.waitForStarted());
    const QByteArray pid = QByteArray::number(ended.processId());
    QVERIFY(ended.waitForFinished());
    writeRecord(folder, "{\"host\":\"" + QSysInfo::machineHostName().toUtf8() +
                            "\",\"bootId\":\"b\",\"pid\":" + pid + "}");
    const int child = open(QFile::encodeName(folder.lock()).constData(), O_RDWR | O_CLOEXEC);
    QCOMPARE(flock(child, LOCK_EX | LOCK_NB), 0);
    std::jthread letsGo([child] {
        usleep(50'000);
        close(child);
    });
    QVERIFY(WriterLock::take(folder));
}

void TestWriterLock::isNotTakenOverFromAnotherMachine()
{
    const QTemporaryDir place;
    const StudyFolder folder(place.path());
    writeRecord(folder, "{\"host\":\"elsewhere\",\"bootId\":\"b\",\"pid\":42}");
    QVERIFY(WriterLock::holder(folder).has_value());
    const auto taken = WriterLock::take(folder);
    QVERIFY(!taken);
    QCOMPARE(taken.error().kind, ErrorKind::Busy);
    QVERIFY(taken.error().message.find("process 42 on elsewhere") != std::string::npos);
    QVERIFY(taken.error().message.find("study.lock") != std::string::npos);
}

void TestWriterLock::saysWhenTheFolderIsNotThere()
{
    const auto taken = WriterLock::take(StudyFolder(u"/nowhere/at/all"_s));
    QVERIFY(!taken);
    QVERIFY(taken.error().message.find("/nowhere/at/all") != std::string::npos);
}

QTEST_GUILESS_MAIN(TestWriterLock)
#include "tst_writer_lock.moc"
