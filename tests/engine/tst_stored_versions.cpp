// SPDX-FileCopyrightText: 2026 The Attune developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/engine/study_fixture.h"

#include <QCoreApplication>
#include <QDir>
#include <QFile>

using namespace attune;
using namespace attune::engine;
using namespace attune::engine::tests;

// Databases of released schema versions, kept as their Attune left them.
// `tst_stored_versions --make FILE` writes one of the present version.

namespace {

/// Complete trials, one of a person's own, a star and a note.
StudySettings storedStudy()
{
    StudySettings settings = fakeStudy({}, 4);
    settings.name = "stored";
    settings.command = {"/bin/sh", "-c",
                        "echo epoch 1 loss $1 accuracy 0.25; echo epoch 2 loss $1 accuracy 0.5",
                        "sh", "{lr}"};
    return settings;
}

int makeStored(const QString &file)
{
    const StudyFixture study(storedStudy());
    auto runner = study.open();
    const auto enqueued = runner->enqueue({{"lr", 0.5}});
    if (!enqueued || !runToEnd(*runner) || !runner->setStarred(1, true) ||
        !runner->setNote(2, u"kept"_s))
        return 1;
    runner.reset();
    QFile::remove(file);
    return QFile::copy(study.folder() + u"/study.attune"_s, file) ? 0 : 1;
}

} // namespace

class TestStoredVersions : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(u".?"_s)); }
    void opensEveryReleasedVersion_data();
    void opensEveryReleasedVersion();
};

void TestStoredVersions::opensEveryReleasedVersion_data()
{
    QTest::addColumn<QString>("file");
    const QDir data(QStringLiteral(ATTUNE_SOURCE_DIR "/tests/data"));
    const QStringList files = data.entryList({u"study-v*.attune"_s});
    QVERIFY(!files.isEmpty());
    for (const QString &file : files)
        QTest::newRow(qPrintable(file)) << data.filePath(file);
}

void TestStoredVersions::opensEveryReleasedVersion()
{
    QFETCH(QString, file);
    const QTemporaryDir place;
    for (const QString &folder : {u"trials"_s, u"inbox"_s})
        QVERIFY(QDir(place.path()).mkpath(folder));
    const QString copy = place.filePath(u"study.attune"_s);
    QVERIFY(QFile::copy(file, copy));
    QVERIFY(QFile::setPermissions(copy, QFile::ReadOwner | QFile::WriteOwner));
    const auto opened = StudyRunner::open(place.path(), OpenMode::Write);
    QVERIFY2(opened, opened ? "" : opened.error().message.c_str());
    const StudyRunner &runner = **opened;
    QCOMPARE(runner.settings(), storedStudy());
    QCOMPARE(runner.status().state, StudyState::Finished);
    QCOMPARE(runner.status().complete, 4);
    QCOMPARE(runner.trials()[0].origin, TrialOrigin::Person);
    QVERIFY(runner.trials()[1].isStarred);
    QCOMPARE(runner.trials()[2].note, std::string("kept"));
    for (const Trial &trial : runner.trials()) {
        QCOMPARE(pointsOf(runner, trial.number, "accuracy").size(), 2u);
        QCOMPARE(*trial.objective(), std::get<double>(trial.settings.at("lr")));
    }
    QCOMPARE(runner.events().front().kind, std::string("created"));
}

int main(int argc, char **argv)
{
    QCoreApplication application(argc, argv);
    const QStringList arguments = QCoreApplication::arguments();
    if (arguments.value(1) == u"--make"_s)
        return makeStored(arguments.value(2));
    TestStoredVersions test;
    return QTest::qExec(&test, argc, argv);
}

#include "tst_stored_versions.moc"
