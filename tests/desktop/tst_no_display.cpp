// SPDX-FileCopyrightText: 2026 The Attune developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/no_warnings.h"

#include <QDir>
#include <QFileInfo>
#include <QProcess>
#include <QTest>

using namespace attune;
using namespace Qt::StringLiterals;

/// `attune` where there is no display: in a terminal of a server, in a script.
class TestNoDisplay : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { failOnWarnings(); }

    void printsItsHelpAndItsVersion()
    {
        for (const QString &option : {u"--help"_s, u"--version"_s}) {
            QProcess program;
            run(program, {option});
            QCOMPARE(program.exitStatus(), QProcess::NormalExit);
            QCOMPARE(program.exitCode(), 0);
            QVERIFY(program.readAllStandardOutput().contains("attune"));
            QCOMPARE(program.readAllStandardError(), QByteArray());
        }
    }

    void saysInOneSentenceWhyThereIsNoWindow()
    {
        QProcess program;
        run(program, {});
        QCOMPARE(program.exitStatus(), QProcess::NormalExit);
        QCOMPARE(program.exitCode(), 1);
        const QByteArray said = program.readAllStandardError();
        QVERIFY2(said.startsWith("attune: cannot show a window: "), said.constData());
        QVERIFY(said.contains("attune-cli"));
        QCOMPARE(said.count('\n'), 1);
    }

private:
    static void run(QProcess &program, const QStringList &arguments)
    {
        QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
        for (const QString &name : {u"DISPLAY"_s, u"WAYLAND_DISPLAY"_s, u"QT_QPA_PLATFORM"_s})
            environment.remove(name);
        program.setProcessEnvironment(environment);
        const QDir programs = QFileInfo(qEnvironmentVariable("ATTUNE_KEEPER")).dir();
        program.start(programs.filePath(u"attune"_s), arguments);
        QVERIFY(program.waitForFinished());
    }
};

QTEST_GUILESS_MAIN(TestNoDisplay)
#include "tst_no_display.moc"
