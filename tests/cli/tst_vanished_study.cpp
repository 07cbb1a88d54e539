// SPDX-FileCopyrightText: 2026 The Attune developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/cli/cli_program.h"

#include <QDir>
#include <QtTest>

#include <csignal>

using namespace attune;
using namespace attune::cli;
using namespace Qt::StringLiterals;

namespace {

constexpr int timeoutMs = 60'000;

/// `attune-cli run s` until a trial runs.
void startRun(QProcess &process, const StudyFolder &folder)
{
    process.setWorkingDirectory(folder.path());
    process.start(programPath("attune-cli"), words("run s"));
    QTRY_VERIFY_WITH_TIMEOUT(
        QFile::exists(folder.path("s/trials/000000/run-f0-r0-g0-a1/started.json")), timeoutMs);
}

bool hearsFrom(QProcess &process, const QByteArray &sentence)
{
    QByteArray said;
    process.setReadChannel(QProcess::StandardError);
    QDeadlineTimer deadline(timeoutMs);
    while (!said.contains(sentence) && !deadline.hasExpired() &&
           process.waitForReadyRead(timeoutMs))
        said += process.readAllStandardError();
    return said.contains(sentence);
}

} // namespace

/// `attune-cli run` when the folder of its study goes.
class VanishedStudyTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void endsWhenTheFolderIsDeleted()
    {
        const StudyFolder folder(words("hang"));
        QCOMPARE(folder.makeStudy().exitCode, 0);
        QProcess process;
        startRun(process, folder);
        QVERIFY(QDir(folder.path("s")).removeRecursively());
        QVERIFY(process.waitForFinished(timeoutMs));
        QCOMPARE(process.exitCode(), 1);
        const QByteArray said = process.readAllStandardError();
        QVERIFY2(said.contains("was deleted or replaced while the study was open"),
                 said.constData());
        QVERIFY2(!said.contains("Waiting until"), said.constData());
        QVERIFY(!QFileInfo::exists(folder.path("s")));
    }

    void waitsWhileTheFolderIsAway()
    {
        const StudyFolder folder(words("train --steps 10 --delay-ms 50"));
        QCOMPARE(folder.makeStudy().exitCode, 0);
        QProcess process;
        startRun(process, folder);
        QVERIFY(QDir().rename(folder.path("s"), folder.path("t")));
        QVERIFY(hearsFrom(process, "Waiting until it can be written; Ctrl+C ends."));
        QVERIFY(QDir().rename(folder.path("t"), folder.path("s")));
        QVERIFY(process.waitForFinished(timeoutMs));
        QCOMPARE(process.exitCode(), 0);
        QCOMPARE(folder.call(words("trials s --json")).json().size(), std::size_t(4));
    }
};

QTEST_GUILESS_MAIN(VanishedStudyTest)
#include "tst_vanished_study.moc"
