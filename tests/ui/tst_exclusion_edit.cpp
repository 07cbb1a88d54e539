// SPDX-FileCopyrightText: 2026 The Attune developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/fake_study_gateway.h"
#include "tests/support/no_warnings.h"
#include "ui/commands/command_registry.h"
#include "ui/models/study_model.h"
#include "ui/pages/trial_actions.h"
#include "ui/selection/trial_selection.h"

#include <QSignalSpy>
#include <QTest>
#include <QUndoStack>

using namespace attune;
using namespace attune::ui;
using namespace Qt::StringLiterals;

class TestExclusionEdit : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { failOnWarnings(); }

    void undoneTrialsAreWhatTheyWere()
    {
        FakeStudyGateway gateway;
        StudyModel model(&gateway);
        TrialSelection selection;
        CommandRegistry commands;
        QUndoStack undoStack;
        TrialActions actions(&model, &selection, &gateway, &commands, &undoStack, nullptr);
        fillWithTrials(gateway, 40);
        gateway.trials[3].isExcluded = true; // stays so, whatever becomes of the others
        gateway.load();
        selection.setSelected({2, 3, 4});
        const auto excluded = [&] {
            std::vector<bool> states;
            for (const int trial : {2, 3, 4})
                states.push_back(model.trial(trial)->isExcluded);
            return states;
        };
        commands.action(u"trial.exclude"_s)->trigger();
        QCOMPARE(excluded(), (std::vector<bool>{true, true, true}));
        QCOMPARE(undoStack.undoText(), u"Exclude 2 Trials"_s);
        undoStack.undo();
        QCOMPARE(excluded(), (std::vector<bool>{false, true, false}));
        undoStack.redo();
        commands.action(u"trial.exclude"_s)->trigger();
        QCOMPARE(undoStack.undoText(), u"Restore 3 Trials"_s);
        QCOMPARE(excluded(), (std::vector<bool>{false, false, false}));
    }

    void anUndoThatFailsSaysWhy()
    {
        FakeStudyGateway gateway;
        StudyModel model(&gateway);
        TrialSelection selection;
        CommandRegistry commands;
        QUndoStack undoStack;
        TrialActions actions(&model, &selection, &gateway, &commands, &undoStack, nullptr);
        fillWithTrials(gateway, 5);
        gateway.load();
        selection.setSelected({1});
        commands.action(u"trial.exclude"_s)->trigger();
        QSignalSpy failed(&actions, &TrialActions::failed);
        gateway.nextError = Error{ErrorKind::Io, "The disk is full."};
        undoStack.undo();
        QCOMPARE(failed.size(), 1);
        QCOMPARE(failed[0][0].toString(), u"The disk is full."_s);
    }
};

QTEST_MAIN(TestExclusionEdit)
#include "tst_exclusion_edit.moc"
