// SPDX-FileCopyrightText: 2026 The Attune developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/engine/study_fixture.h"

using namespace attune;
using namespace attune::engine;
using namespace attune::engine::tests;

/// What a machine and a program can do to a study.
class MishapsTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aStudyRunsWithoutASocket()
    {
        const QByteArray before = qgetenv("XDG_RUNTIME_DIR");
        qputenv("XDG_RUNTIME_DIR", "/nowhere/at/all");
        const StudyFixture study(fakeStudy({"--steps", "2"}, 2));
        const auto opened = StudyRunner::open(study.folder(), OpenMode::Write);
        before.isNull() ? qunsetenv("XDG_RUNTIME_DIR") : qputenv("XDG_RUNTIME_DIR", before);
        QVERIFY(opened);
        QVERIFY(runToEnd(**opened));
        QCOMPARE(count(**opened, TrialState::Complete), 2);
    }
};

QTEST_GUILESS_MAIN(MishapsTest)
#include "tst_mishaps.moc"
