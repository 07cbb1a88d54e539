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

namespace {

struct ActionsOnTrials
{
    FakeStudyGateway gateway;
    StudyModel model{&gateway};
    TrialSelection selection;
    CommandRegistry commands;
    QUndoStack undoStack;
    TrialActions actions{&model, &selection, &gateway, &commands, &undoStack, nullptr};
};

} // namespace

class TestExclusionEdit : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { failOnWarnings(); }

    void undoneTrialsAreWhatTheyWere()
    {
        ActionsOnTrials on;
        fillWithTrials(on.gateway, 40);
        on.gateway.trials[3].isExcluded = true; // stays so, whatever becomes of the others
        on.gateway.load();
        on.selection.setSelected({2, 3, 4});
        const auto excluded = [&] {
            std::vector<bool> states;
            for (const int trial : {2, 3, 4})
                states.push_back(on.model.trial(trial)->isExcluded);
            return states;
        };
        on.commands.action(u"trial.exclude"_s)->trigger();
        QCOMPARE(excluded(), (std::vector<bool>{true, true, true}));
        QCOMPARE(on.undoStack.undoText(), u"Exclude 2 Trials"_s);
        on.undoStack.undo();
        QCOMPARE(excluded(), (std::vector<bool>{false, true, false}));
        on.undoStack.redo();
        on.commands.action(u"trial.exclude"_s)->trigger();
        QCOMPARE(on.undoStack.undoText(), u"Restore 3 Trials"_s);
        QCOMPARE(excluded(), (std::vector<bool>{false, false, false}));
    }

    void anUndoThatFailsSaysWhy()
    {
        ActionsOnTrials on;
        fillWithTrials(on.gateway, 5);
        on.gateway.load();
        on.selection.setSelected({1});
        on.commands.action(u"trial.exclude"_s)->trigger();
        QSignalSpy failed(&on.actions, &TrialActions::failed);
        on.gateway.nextError = Error{ErrorKind::Io, "The disk is full."};
        on.undoStack.undo();
        QCOMPARE(failed.size(), 1);
        QCOMPARE(failed[0][0].toString(), u"The disk is full."_s);
    }
};

QTEST_MAIN(TestExclusionEdit)
#include "tst_exclusion_edit.moc"
