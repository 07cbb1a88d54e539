// SPDX-FileCopyrightText: 2026 The Attune developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/engine/execution/bell.h"

#include <QDir>
#include <QFile>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

#include <cstring>

#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

using attune::engine::Bell;

/// The socket that keepers ring.
class BellTest : public QObject
{
    Q_OBJECT

private:
    static bool ring(const std::string &path)
    {
        sockaddr_un address{};
        address.sun_family = AF_UNIX;
        std::memcpy(address.sun_path, path.c_str(), path.size());
        const int socket = ::socket(AF_UNIX, SOCK_DGRAM | SOCK_CLOEXEC, 0);
        const ssize_t sent = ::sendto(socket, "e", 1, MSG_NOSIGNAL,
                                      reinterpret_cast<const sockaddr *>(&address), sizeof address);
        ::close(socket);
        return sent == 1;
    }

    QTemporaryDir m_study;

private Q_SLOTS:
    void saysThatItRang()
    {
        auto bell = Bell::listen(m_study.path().toStdString());
        QVERIFY(bell.isOk());
        QSignalSpy rang(bell->get(), &Bell::rang);
        QVERIFY(ring((*bell)->path()));
        QTRY_COMPARE(rang.count(), 1);
    }

    void severalRingsAtOnceAreOne()
    {
        auto bell = Bell::listen(m_study.path().toStdString());
        QVERIFY(bell.isOk());
        QSignalSpy rang(bell->get(), &Bell::rang);
        for (int i = 0; i < 3; ++i)
            QVERIFY(ring((*bell)->path()));
        QTRY_COMPARE(rang.count(), 1);
        QCoreApplication::processEvents();
        QCOMPARE(rang.count(), 1);
    }

    void keepersOfAnEarlierSessionRingToo()
    {
        std::string earlier;
        {
            auto bell = Bell::listen(m_study.path().toStdString());
            QVERIFY(bell.isOk());
            earlier = (*bell)->path();
        }
        QVERIFY2(!QFile::exists(QString::fromStdString(earlier)), "the socket was left behind");
        auto bell = Bell::listen(m_study.path().toStdString());
        QVERIFY(bell.isOk());
        QSignalSpy rang(bell->get(), &Bell::rang);
        QVERIFY(ring(earlier));
        QTRY_COMPARE(rang.count(), 1);
    }

    void aSocketLeftBehindByACrashIsReplaced()
    {
        auto crashed = Bell::listen(m_study.path().toStdString());
        QVERIFY(crashed.isOk());
        auto bell = Bell::listen(m_study.path().toStdString());
        QVERIFY(bell.isOk());
        QSignalSpy rang(bell->get(), &Bell::rang);
        QVERIFY(ring((*bell)->path()));
        QTRY_COMPARE(rang.count(), 1);
    }

    void studiesHaveBellsOfTheirOwn()
    {
        const QTemporaryDir other;
        auto one = Bell::listen(m_study.path().toStdString());
        auto two = Bell::listen(other.path().toStdString());
        QVERIFY(one.isOk() && two.isOk());
        QVERIFY((*one)->path() != (*two)->path());
    }

    void aLongFolderStillHasAnAddress()
    {
        const QString deep = m_study.filePath(QString(200, u'x') + u'/' + QString(200, u'y'));
        QVERIFY(QDir().mkpath(deep));
        auto bell = Bell::listen(deep.toStdString());
        QVERIFY(bell.isOk());
        QVERIFY((*bell)->path().size() < sizeof sockaddr_un::sun_path);
    }
};

QTEST_GUILESS_MAIN(BellTest)
#include "tst_bell.moc"
