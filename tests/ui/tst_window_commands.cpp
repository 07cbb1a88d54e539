// SPDX-FileCopyrightText: 2026 The Attune developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/study_commands.h"

#include "tests/support/window_fixture.h"
#include "ui/dialogs/history_dialog.h"
#include "ui/selection/trial_selection.h"
#include "ui/shell/study_view.h"
#include "ui/undo/study_document.h"

#include <QLabel>
#include <QSpinBox>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace attune;
using namespace attune::ui;

namespace {

std::vector<Page> twoPages(const StudyParts & /*parts*/)
{
    return {{u"setUp"_s, u"Set Up"_s, u"set-up"_s, new QLabel(u"form"_s)},
            {u"run"_s, u"Run"_s, u"run"_s, new QLabel(u"curves"_s)}};
}

} // namespace

/// The commands of one study, in its window.
class TestWindowCommands : public WindowFixture
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { useOwnSettings(u"tst_window_commands"_s); }
    void init() { showWindow(twoPages); }
    void cleanup() { m_window.reset(); }

    void parallelChangesLiveAndCanBeUndone()
    {
        open();
        auto *parallel = m_window->findChild<QSpinBox *>(u"parallel"_s);
        parallel->setFocus();
        QTest::keyClick(parallel, Qt::Key_Up);
        QTest::keyClick(parallel, Qt::Key_Up);
        QTRY_COMPARE(gateway().settings.budget.parallel, 5);
        QAction *undo = m_window->commands()->action(u"edit.undo"_s);
        QCOMPARE(undo->text(), u"&Undo Change Parallel Trials"_s);
        undo->trigger();
        QCOMPARE(parallel->value(), 3);
        QTRY_COMPARE(gateway().settings.budget.parallel, 3);
        m_window->commands()->action(u"edit.redo"_s)->trigger();
        QCOMPARE(parallel->value(), 5);
    }

    void noMoreRunInParallelThanThereAreSlots()
    {
        open();
        auto *parallel = m_window->findChild<QSpinBox *>(u"parallel"_s);
        QVERIFY(parallel->maximum() > 100);
        gateway().settings.slots.resize(4);
        Q_EMIT gateway().settingsChanged(gateway().settings, 2);
        QCOMPARE(parallel->maximum(), 4);
        QVERIFY(parallel->toolTip().contains(u"There are 4 slots."_s));
        gateway().settings.slots.resize(2); // three run already: that can be made less
        Q_EMIT gateway().settingsChanged(gateway().settings, 3);
        QCOMPARE(parallel->value(), 3);
        QTest::keyClick(parallel, Qt::Key_Down);
        QTRY_COMPARE(gateway().settings.budget.parallel, 2);
    }

    void theHistoryIsShownBesideTheStudy()
    {
        gateway().events = {{1, 1'780'000'000'000, "trial", 7, "Trial 7: failed."}};
        open();
        m_window->commands()->action(u"study.history"_s)->trigger();
        auto *history = m_window->findChild<HistoryDialog *>();
        QVERIFY(history && history->isVisible() && !history->isModal());
        m_window->commands()->action(u"study.history"_s)->trigger();
        QCOMPARE(m_window->findChildren<HistoryDialog *>().size(), 1);
        Q_EMIT history->trialWanted(7);
        QCOMPARE(m_window->study()->parts().selection->current(), std::optional(7));
        QCOMPARE(m_window->study()->page(), u"run"_s);
    }

    void aCompleteStudyOffersToRunMore()
    {
        const int launched = gateway().status.launched();
        gateway().status.budgetTrials = launched;
        open();
        gateway().setState(StudyState::Finished, "All trials are done.");
        gateway().settings.budget.trials = launched; // known after the status, as on opening
        gateway().settings.studyStopping.target = *gateway().status.bestValue;
        Q_EMIT gateway().settingsChanged(gateway().settings, 2);
        QTRY_COMPARE(m_window->commands()->action(u"study.run"_s)->text(), u"&Run 20 More"_s);
        m_window->commands()->action(u"study.run"_s)->trigger();
        QTRY_VERIFY(gateway().calls.contains(u"run"_s));
        QCOMPARE(gateway().settings.budget.trials, launched + 20);
        QVERIFY(!gateway().settings.studyStopping.target); // it would end the study at once
        QAction *undo = m_window->commands()->action(u"edit.undo"_s);
        QCOMPARE(undo->text(), u"&Undo Run 20 More"_s);
        undo->trigger();
        QCOMPARE(m_window->study()->parts().document->settings().budget.trials, launched);
    }

    void anotherCommandIsSaidToBeAnotherMeasure()
    {
        open();
        const auto isSaid = [this] { return notices().join(u' ').contains(u"may not compare"_s); };
        QVERIFY(!isSaid());
        const StudySettings before = gateway().settings;
        StudySettings edited = before;
        edited.command.emplace_back("--amp");
        edited.budget.trials += 7;
        Q_EMIT gateway().settingsChanged(edited, 2);
        QVERIFY(notices().join(u' ').contains(u"Trials so far ran another command."_s));
        QVERIFY(isSaid());
        Q_EMIT gateway().settingsChanged(before, 3); // undone
        QVERIFY(!isSaid());
    }

    /// Ended by its target; who then asks for a better one, and for more trials, gets just that.
    void whatIsEditedAfterTheEndIsRunAsItIs()
    {
        open();
        StudyDocument *document = m_window->study()->parts().document;
        StudySettings reached = document->settings();
        reached.studyStopping.target = *gateway().status.bestValue;
        reached.budget.trials = 500;
        document->edit(u"Change Target"_s, reached);
        document->flush();
        gateway().setState(StudyState::Finished, "The target was reached.");
        QAction *run = m_window->commands()->action(u"study.run"_s);
        QCOMPARE(run->text(), u"&Run 20 More"_s);
        StudySettings edited = reached;
        edited.studyStopping.target.reset();
        edited.budget.trials = 400;
        document->edit(u"Change Target"_s, edited);
        QVERIFY(run->text() != u"&Run 20 More"_s);
        gateway().calls.clear();
        run->trigger();
        QTRY_VERIFY(gateway().calls.contains(u"run"_s));
        QCOMPARE(gateway().settings.budget.trials, 400);
    }

    void aBudgetThatWasRaisedAfterTheEndIsNotLowered()
    {
        open();
        StudyDocument *document = m_window->study()->parts().document;
        StudySettings settings = document->settings();
        settings.studyStopping.target = *gateway().status.bestValue;
        document->edit(u"Change Target"_s, settings);
        document->flush();
        gateway().setState(StudyState::Finished, "The target was reached.");
        settings.budget.trials = 900;
        document->edit(u"Change Budget"_s, settings);
        m_window->commands()->action(u"study.run"_s)->trigger();
        QTRY_VERIFY(gateway().calls.contains(u"run"_s));
        QCOMPARE(gateway().settings.budget.trials, 900);
        QVERIFY(!gateway().settings.studyStopping.target);
    }

    void convergenceEndsAStudyUntilItIsEdited()
    {
        open();
        StudyDocument *document = m_window->study()->parts().document;
        StudySettings settings = document->settings();
        settings.studyStopping.onConvergence = true;
        settings.budget.trials = 500;
        document->edit(u"Change Convergence"_s, settings);
        document->flush();
        gateway().setState(StudyState::Finished, "The time of 1 h is used up.");
        QAction *run = m_window->commands()->action(u"study.run"_s);
        QVERIFY(run->text() != u"&Run 20 More"_s); // another reason, which holds no more
        gateway().setState(StudyState::Finished, "The search has converged: the model ...");
        QCOMPARE(run->text(), u"&Run 20 More"_s);
        settings.space.hyperparameters[0].max *= 2.0;
        document->edit(u"Change Range"_s, settings);
        QVERIFY(run->text() != u"&Run 20 More"_s);
    }

    void aProblemInTheSetUpIsShownInsteadOfRunningMore()
    {
        const int launched = gateway().status.launched();
        gateway().status.budgetTrials = launched;
        gateway().settings.budget.trials = launched;
        gateway().settings.space.hyperparameters[0].min = 7.0; // above its maximum
        open();
        gateway().setState(StudyState::Finished, "All trials are done.");
        m_window->study()->showPage(u"run"_s);
        gateway().calls.clear();
        m_window->commands()->action(u"study.run"_s)->trigger();
        QCOMPARE(gateway().calls, QStringList());
        QCOMPARE(m_window->study()->parts().document->settings().budget.trials, launched);
        QCOMPARE(m_window->study()->page(), u"setUp"_s);
        QVERIFY(notices().join(u' ').contains(u"Nothing was started. "_s));
        StudyDocument *document = m_window->study()->parts().document;
        StudySettings mended = document->settings();
        mended.space.hyperparameters[0].min = mended.space.hyperparameters[0].max / 2;
        document->edit(u"Mend"_s, mended);
        QVERIFY(!notices().join(u' ').contains(u"Nothing was started. "_s));
    }

    void whatIsNotPossibleSaysWhy()
    {
        open();
        const QAction *confirm = m_window->commands()->action(u"study.confirmBest"_s);
        QVERIFY(!confirm->isEnabled());
        QVERIFY(confirm->statusTip().startsWith(u"Possible as soon as no trial runs"_s));
        giveGoals(gateway());
        gateway().load();
        QVERIFY(confirm->statusTip().startsWith(u"With several objectives"_s));
        QCOMPARE(m_window->commands()->action(u"study.showBest"_s)->statusTip(),
                 u"Selects the trials that no other one beats"_s);
    }
};

QTEST_MAIN(TestWindowCommands)
#include "tst_window_commands.moc"
