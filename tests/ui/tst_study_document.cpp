// SPDX-FileCopyrightText: 2026 The Attune developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/undo/study_document.h"

#include "tests/support/fake_study_gateway.h"
#include "tests/support/no_warnings.h"

#include <QSignalSpy>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace attune;
using namespace attune::ui;

namespace {

StudySettings withTrials(StudySettings settings, int trials)
{
    settings.budget.trials = trials;
    return settings;
}

StudySettings withSeed(StudySettings settings, std::uint64_t seed)
{
    settings.search.seed = seed;
    return settings;
}

} // namespace

class TestStudyDocument : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { failOnWarnings(); }

    void anEditCanBeUndoneAndMadeAgain()
    {
        StudyDocument document(nullptr);
        document.reset(digitsSettings());
        document.edit(u"Change Number of Trials"_s, withTrials(document.settings(), 80));
        QCOMPARE(document.settings().budget.trials, 80);
        QCOMPARE(document.undoStack()->undoText(), u"Change Number of Trials"_s);
        document.undoStack()->undo();
        QCOMPARE(document.settings(), digitsSettings());
        document.undoStack()->redo();
        QCOMPARE(document.settings().budget.trials, 80);
    }

    void editsWithOneKeyInARowUndoAsOne()
    {
        StudyDocument document(nullptr);
        document.reset(digitsSettings());
        for (const int trials : {60, 70, 80})
            document.edit(u"Change Number of Trials"_s, withTrials(document.settings(), trials),
                          u"budget.trials"_s);
        document.edit(u"Change Seed"_s, withSeed(document.settings(), 9), u"seed"_s);
        QCOMPARE(document.undoStack()->count(), 2);
        document.undoStack()->undo();
        document.undoStack()->undo();
        QCOMPARE(document.settings(), digitsSettings());
    }

    void draggingBackToTheStartLeavesNothingToUndo()
    {
        StudyDocument document(nullptr);
        document.reset(digitsSettings());
        document.edit(u"Drag"_s, withTrials(document.settings(), 60), u"drag"_s);
        document.edit(u"Drag"_s, digitsSettings(), u"drag"_s);
        QVERIFY(!document.undoStack()->canUndo());
    }

    void undoKeepsWhatTheEngineChangedMeanwhile()
    {
        StudyDocument document(nullptr);
        document.edit(u"Change Seed"_s, withSeed(document.settings(), 9));
        document.flush();
        FakeStudyGateway gateway;
        StudyDocument followed(&gateway);
        gateway.settings = digitsSettings();
        gateway.load();
        followed.edit(u"Change Seed"_s, withSeed(followed.settings(), 9));
        followed.flush();
        gateway.settings.budget.parallel = 7;
        gateway.load();
        followed.undoStack()->undo();
        QCOMPARE(followed.settings().budget.parallel, 7);
        QCOMPARE(followed.settings().search.seed, digitsSettings().search.seed);
    }

    void typingIsSentOnceAfterAPause()
    {
        FakeStudyGateway gateway;
        StudyDocument document(&gateway);
        document.edit(u"a"_s, withTrials(document.settings(), 60));
        document.edit(u"b"_s, withTrials(document.settings(), 61));
        QVERIFY(!document.isSaved());
        QVERIFY(gateway.calls.isEmpty());
        QTRY_COMPARE(gateway.calls, QStringList({u"applySettings"_s}));
        QVERIFY(document.isSaved());
        QCOMPARE(gateway.settings.budget.trials, 61);
    }

    void flushSendsAtOnceAndOnlyWhatIsNew()
    {
        FakeStudyGateway gateway;
        StudyDocument document(&gateway);
        document.flush();
        QVERIFY(gateway.calls.isEmpty());
        document.edit(u"a"_s, withTrials(document.settings(), 60));
        document.flush();
        document.flush();
        QCOMPARE(gateway.calls, QStringList({u"applySettings"_s}));
    }

    void theEngineDoesNotOverwriteAnEditUnderWay()
    {
        FakeStudyGateway gateway;
        StudyDocument document(&gateway);
        document.edit(u"a"_s, withTrials(document.settings(), 60));
        gateway.load();
        QCOMPARE(document.settings().budget.trials, 60);
    }

    void aRejectedDefinitionIsKeptAndTold()
    {
        FakeStudyGateway gateway;
        StudyDocument document(&gateway);
        QSignalSpy rejected(&document, &StudyDocument::rejected);
        document.edit(u"a"_s, withTrials(document.settings(), 60));
        gateway.nextError = Error{ErrorKind::Io, "The disk is full."};
        document.flush();
        QCOMPARE(rejected.size(), 1);
        QCOMPARE(rejected.front().front().toString(), u"The disk is full."_s);
        QCOMPARE(document.settings().budget.trials, 60);
    }

    void problemsAreFoundBelowTheirPlace()
    {
        StudyDocument document(nullptr);
        StudySettings settings = digitsSettings();
        settings.space.hyperparameters[1].max = 1;
        document.reset(settings);
        QVERIFY(!document.problemsAt(u"hyperparameters[1]"_s).empty());
        QVERIFY(document.problemsAt(u"hyperparameters[0]"_s).empty());
        QVERIFY(document.problemsAt(u"budget"_s).empty());
    }
};

QTEST_MAIN(TestStudyDocument)
#include "tst_study_document.moc"
