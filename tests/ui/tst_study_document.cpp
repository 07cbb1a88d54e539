// SPDX-FileCopyrightText: 2026 The Attune developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/undo/study_document.h"

#include "tests/support/fake_study_gateway.h"
#include "tests/support/no_warnings.h"
#include "ui/undo/settings_merge.h"

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

StudySettings withMaximum(StudySettings settings, std::size_t hyperparameter, double max)
{
    settings.space.hyperparameters[hyperparameter].max = max;
    return settings;
}

/// The document of a gateway that has answered everything, and is then told of an edit elsewhere.
struct Followed
{
    FakeStudyGateway gateway;
    StudyDocument document{&gateway};

    Followed()
    {
        gateway.settings = digitsSettings();
        gateway.load();
    }

    void edit(const StudySettings &settings, const QString &key = {})
    {
        document.edit(u"Edit"_s, settings, key);
        document.flush();
    }

    void editElsewhere(const std::function<void(StudySettings &)> &change)
    {
        change(gateway.settings);
        gateway.load();
        QCOMPARE(document.settings(), gateway.settings);
    }
};

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

    void undoTakesBackItsOwnFieldOnly()
    {
        Followed followed;
        followed.edit(withTrials(followed.document.settings(), 60));
        followed.editElsewhere([](StudySettings &settings) { settings.budget.parallel = 7; });
        followed.document.undoStack()->undo();
        QCOMPARE(followed.document.settings().budget.trials, digitsSettings().budget.trials);
        QCOMPARE(followed.document.settings().budget.parallel, 7);
        followed.document.undoStack()->redo();
        QCOMPARE(followed.document.settings().budget.trials, 60);
        QCOMPARE(followed.document.settings().budget.parallel, 7);
    }

    void undoTakesBackItsOwnHyperparameterOnly()
    {
        Followed followed;
        followed.edit(withMaximum(followed.document.settings(), 0, 0.5));
        followed.editElsewhere([](StudySettings &settings) {
            settings.space.hyperparameters[0].min = 0.002;
            settings.space.hyperparameters[1].max = 20;
            settings.space.hyperparameters.erase(settings.space.hyperparameters.begin() + 2);
            settings.space.fixed.emplace_back("subsample", "0.8");
        });
        StudySettings expected = followed.gateway.settings;
        expected.space.hyperparameters[0].max = 1;
        followed.document.undoStack()->undo();
        QCOMPARE(followed.document.settings(), expected);
    }

    void undoOfAnAdditionKeepsOthers()
    {
        Followed followed;
        StudySettings more = followed.document.settings();
        more.metrics.push_back({"size", "size (\\S+)", "", ""});
        followed.edit(more);
        followed.editElsewhere([](StudySettings &settings) {
            settings.metrics.insert(settings.metrics.begin(), {"time", "time (\\S+)", "", ""});
        });
        followed.document.undoStack()->undo();
        const auto &metrics = followed.document.settings().metrics;
        QCOMPARE(metrics.size(), std::size_t(2));
        QCOMPARE(metrics[0].name, std::string("time"));
        QCOMPARE(metrics[1], digitsSettings().metrics[0]);
    }

    void undoOfANewNameKeepsWhatElseChangedInIt()
    {
        Followed followed;
        const std::string name = followed.document.settings().space.hyperparameters[0].name;
        const std::string metric = followed.document.settings().objectives[0].metric;
        StudySettings renamed = followed.document.settings();
        renamed.space.hyperparameters[0].name = "other";
        renamed.objectives[0].metric = "accuracy";
        followed.edit(renamed);
        followed.editElsewhere([](StudySettings &settings) {
            settings.space.hyperparameters[0].min = 0.125;
            settings.objectives[0].direction = Direction::Maximize;
        });
        followed.document.undoStack()->undo();
        const StudySettings &now = followed.document.settings();
        QCOMPARE(now.space.hyperparameters.size(), digitsSettings().space.hyperparameters.size());
        QCOMPARE(now.space.hyperparameters[0].name, name);
        QCOMPARE(now.space.hyperparameters[0].min, 0.125);
        QCOMPARE(now.objectives.size(), std::size_t(1));
        QCOMPARE(now.objectives[0].metric, metric);
        QCOMPARE(now.objectives[0].direction, Direction::Maximize);
    }

    void whatChangedBetweenTwoKeysIsNotPartOfTheEdit()
    {
        Followed followed;
        followed.edit(withTrials(followed.document.settings(), 6), u"trials"_s);
        followed.editElsewhere([](StudySettings &settings) { settings.budget.parallel = 7; });
        followed.edit(withTrials(followed.document.settings(), 60), u"trials"_s);
        QCOMPARE(followed.document.undoStack()->count(), 1);
        followed.document.undoStack()->undo();
        QCOMPARE(followed.document.settings().budget.trials, digitsSettings().budget.trials);
        QCOMPARE(followed.document.settings().budget.parallel, 7);
    }

    void whatWasChangedElsewhereSinceStaysAndThatIsSaid()
    {
        Followed followed;
        followed.edit(withTrials(followed.document.settings(), 60));
        followed.editElsewhere([](StudySettings &settings) { settings.budget.trials = 80; });
        QSignalSpy rejected(&followed.document, &StudyDocument::rejected);
        followed.document.undoStack()->undo();
        QCOMPARE(followed.document.settings().budget.trials, 80);
        QCOMPARE(rejected.size(), 1);
    }

    void namesThatAreThereTwiceAreTakenTogether()
    {
        StudySettings from = digitsSettings();
        from.space.hyperparameters[1].name = "eta";
        const StudySettings to = withMaximum(from, 1, 9);
        const StudySettings now = withMaximum(from, 3, 50);
        QCOMPARE(mergedSettings(now, from, to).space.hyperparameters, to.space.hyperparameters);
    }

    void whatFollowsASaveWaitsForIt()
    {
        Followed followed;
        int taken = 0;
        followed.document.flush([&] { ++taken; });
        QCOMPARE(taken, 1);
        followed.document.edit(u"a"_s, withTrials(followed.document.settings(), 60));
        followed.gateway.nextError = Error{ErrorKind::Io, "The disk is full."};
        followed.document.flush([&] { ++taken; });
        QCOMPARE(taken, 1);
        followed.edit(withTrials(followed.document.settings(), 61));
        followed.document.edit(u"b"_s, withTrials(followed.document.settings(), 62));
        followed.document.flush([&] { ++taken; });
        QCOMPARE(taken, 2);
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
