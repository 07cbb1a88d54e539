// SPDX-FileCopyrightText: 2026 The Attune developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/engine/execution/log_follower.h"

#include "tests/support/times_record.h"

#include <QFile>
#include <QTemporaryDir>
#include <QTest>

#include <cerrno>
#include <filesystem>

using namespace attune;
using namespace attune::engine;
using attune::testing::timesRecord;

/// Reading what a log has grown by, with the time when each line was printed.
class LogFollowerTest : public QObject
{
    Q_OBJECT

private:
    struct Seen
    {
        std::string text;
        std::int64_t endOffset = 0;
        std::int64_t timeMs = 0;
    };

    QTemporaryDir m_directory;
    std::vector<Seen> m_seen;
    LogFollower::Visit m_visit = [this](const LogLine &line) {
        m_seen.push_back({std::string(line.text), line.endOffset, line.timeMs});
    };

    [[nodiscard]] std::string path(const char *name) const
    {
        return m_directory.filePath(QString::fromUtf8(name)).toStdString();
    }
    void append(const char *name, const QByteArray &bytes) const
    {
        QFile file(m_directory.filePath(QString::fromUtf8(name)));
        QVERIFY(file.open(QIODevice::Append));
        QCOMPARE(file.write(bytes), bytes.size());
    }
    [[nodiscard]] TimesIndex times() const
    {
        TimesIndex index(path("times.idx"));
        index.refresh();
        return index;
    }

private Q_SLOTS:
    void init()
    {
        m_seen.clear();
        for (const char *name : {"stdout.log", "times.idx"})
            QFile::remove(m_directory.filePath(QString::fromUtf8(name)));
    }

    void waitsForALogThatIsNotThereYet()
    {
        LogFollower follower(path("stdout.log"), OutputStream::Stdout);
        QCOMPARE(follower.read(1000, times(), m_visit), 0);
        append("stdout.log", "a\n");
        QCOMPARE(follower.read(1000, times(), m_visit), 2);
        QCOMPARE(m_seen.size(), 1U);
    }

    void beginsAnewWhenTheProgramHasEmptiedTheLog()
    {
        append("stdout.log", "one\ntwo\nthr");
        append("times.idx", timesRecord(1, 11, 1000));
        LogFollower follower(path("stdout.log"), OutputStream::Stdout);
        QCOMPARE(follower.read(1000, times(), m_visit), 11);
        QVERIFY(!follower.wasEmptied());
        std::filesystem::resize_file(path("stdout.log"), 0);
        append("stdout.log", "four\n");
        append("times.idx", timesRecord(1, 5, 2000));
        QCOMPARE(follower.read(1000, times(), m_visit), 5);
        QVERIFY(follower.wasEmptied());
        QCOMPARE(m_seen.size(), 3U);
        QCOMPARE(m_seen[2].text, std::string("four"));
        QCOMPARE(m_seen[2].timeMs, 2000);
        QCOMPARE(follower.lineOffset(), 5);
        QCOMPARE(follower.read(1000, times(), m_visit), 0);
    }

    /// A power failure may cost a log its end. What is stored of it is not read twice.
    void aLogThatIsShorterThanAnEarlierSessionReadItIsNotReadAgain()
    {
        append("stdout.log", "one\n");
        LogFollower follower(path("stdout.log"), OutputStream::Stdout, 8);
        QCOMPARE(follower.read(1000, times(), m_visit), 0);
        append("stdout.log", "two\nthree\n");
        QCOMPARE(follower.read(1000, times(), m_visit), 6);
        QVERIFY(!follower.wasEmptied());
        QCOMPARE(m_seen.size(), 1U);
        QCOMPARE(m_seen[0].text, std::string("three"));
    }

    void readsOnlyWhatWasAppended()
    {
        LogFollower follower(path("stdout.log"), OutputStream::Stdout);
        append("stdout.log", "one\ntw");
        QCOMPARE(follower.read(1000, times(), m_visit), 6);
        QCOMPARE(follower.lineOffset(), 4);
        append("stdout.log", "o\n");
        QCOMPARE(follower.read(1000, times(), m_visit), 2);
        QCOMPARE(m_seen.size(), 2U);
        QCOMPARE(m_seen[1].text, std::string("two"));
        QCOMPARE(m_seen[1].endOffset, 8);
    }

    void readsNoMoreThanIsAllowedAtOnce()
    {
        append("stdout.log", QByteArray(1000, 'x') + "\nend\n");
        LogFollower follower(path("stdout.log"), OutputStream::Stdout);
        QCOMPARE(follower.read(600, times(), m_visit), 600);
        QVERIFY(m_seen.empty());
        QCOMPARE(follower.read(600, times(), m_visit), 405);
        QCOMPARE(m_seen.size(), 2U);
    }

    void goesOnBehindACarriageReturnWithoutAnEmptyLine()
    {
        append("stdout.log", "one\r\ntwo\n");
        LogFollower follower(path("stdout.log"), OutputStream::Stdout, 4);
        QCOMPARE(follower.read(1000, times(), m_visit), 5);
        QCOMPARE(m_seen.size(), 1U);
        QCOMPARE(m_seen[0].text, std::string("two"));
    }

    void theLastLineNeedsNoEnd()
    {
        append("stdout.log", "one\ntwo");
        LogFollower follower(path("stdout.log"), OutputStream::Stdout);
        QCOMPARE(follower.read(1000, times(), m_visit), 7);
        follower.flush(times(), m_visit);
        QCOMPARE(m_seen.back().text, std::string("two"));
        QCOMPARE(follower.lineOffset(), 7);
    }

    void linesReadLateHaveTheTimeWhenTheyWerePrinted()
    {
        append("stdout.log", "one\ntwo\nthree\n");
        append("times.idx",
               timesRecord(2, 14, 5) + timesRecord(1, 4, 1000) + timesRecord(1, 8, 2000));
        LogFollower follower(path("stdout.log"), OutputStream::Stdout);
        QCOMPARE(follower.read(1000, times(), m_visit), 14);
        QCOMPARE(m_seen[0].timeMs, 1000);
        QCOMPARE(m_seen[1].timeMs, 2000);
        // Younger than the index: the time when the log last grew.
        QVERIFY(m_seen[2].timeMs > 1'700'000'000'000);
    }

    void saysWhyALogThatIsThereCannotBeOpened()
    {
        LogFollower follower(path("stdout.log"), OutputStream::Stdout);
        QCOMPARE(follower.read(1000, times(), m_visit), 0);
        QCOMPARE(follower.error(), 0);
        std::filesystem::create_symlink("stdout.log", path("stdout.log"));
        QCOMPARE(follower.read(1000, times(), m_visit), 0);
        QCOMPARE(follower.error(), ELOOP);
    }
};

QTEST_GUILESS_MAIN(LogFollowerTest)
#include "tst_log_follower.moc"
