// SPDX-FileCopyrightText: 2026 The Attune developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/dialogs/save_recipe_dialog.h"
#include "ui/shell/main_window.h"

#include "tests/support/window_fixture.h"
#include "ui/shell/study_view.h"
#include "ui/widgets/value_text.h"

#include <QLabel>
#include <QMenu>
#include <QMenuBar>
#include <QPushButton>
#include <QSettings>
#include <QSignalSpy>
#include <QSpinBox>
#include <QSplitter>
#include <QStatusBar>
#include <QTemporaryDir>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace attune;
using namespace attune::ui;

namespace {

QString whyNotReady;

std::vector<Page> twoPages(const StudyParts & /*parts*/)
{
    auto *splitter = new QSplitter;
    splitter->setObjectName(u"runSplitter"_s);
    splitter->addWidget(new QLabel(u"curves"_s));
    splitter->addWidget(new QLabel(u"table"_s));
    return {
        {u"setUp"_s, u"Set Up"_s, u"set-up"_s, new QLabel(u"form"_s), [] { return whyNotReady; }},
        {u"run"_s, u"Run"_s, u"run"_s, splitter}};
}

} // namespace

class TestMainWindow : public WindowFixture
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { useOwnSettings(u"tst_main_window"_s); }

    void init()
    {
        whyNotReady.clear();
        showWindow(twoPages);
    }

    void cleanup() { m_window.reset(); }

    void opensAStudyAndNamesIt()
    {
        QCOMPARE(m_window->windowTitle(), u"Attune"_s);
        m_window->openPath(m_settings.path());
        QVERIFY(m_window->study());
        QVERIFY(m_window->windowTitle().startsWith("digits-xgboost"_L1));
        QCOMPARE(m_window->study()->page(), u"run"_s);
    }

    void aStudyWithoutTrialsOpensInSetUp()
    {
        gateway().trials.clear();
        gateway().series.clear();
        gateway().status = {};
        open();
        QCOMPARE(m_window->study()->page(), u"setUp"_s);
    }

    void keepsAStudyAsARecipe()
    {
        QAction *save = m_window->commands()->action(u"file.saveRecipe"_s);
        QVERIFY(!save->isEnabled());
        open();
        save->trigger();
        const QPointer dialog = m_window->findChild<SaveRecipeDialog *>();
        QVERIFY(dialog);
        m_library->nextError = Error{ErrorKind::Invalid, "That name is taken."};
        dialog->findChild<QPushButton *>(u"saveRecipe"_s)->click();
        QVERIFY(dialog->isVisible());
        dialog->findChild<QLineEdit *>(u"recipeName"_s)->setText(u"mine"_s);
        dialog->findChild<QPushButton *>(u"saveRecipe"_s)->click();
        QVERIFY(!dialog || !dialog->isVisible());
        QCOMPARE(m_library->calls.back(), u"saveRecipe mine"_s);
        QCOMPARE(m_library->created.command, gateway().settings.command);
    }

    void aStudyThatCannotBeOpenedIsToldInPlace()
    {
        m_library->nextError = Error{ErrorKind::TooNew, "It was made by a later Attune."};
        m_window->openPath(m_settings.path());
        QVERIFY(!m_window->study());
        QCOMPARE(notices(), QStringList({u"It was made by a later Attune."_s}));
    }

    void aSecondStudyAsksForAnotherWindow()
    {
        open();
        QSignalSpy wanted(m_window.get(), &MainWindow::windowWanted);
        m_window->openPath(u"/studies/other"_s);
        QCOMPARE(wanted.size(), 1);
    }

    void pagesAreSwitchedByKeyAndByButton()
    {
        open();
        QTest::keyClick(m_window.get(), Qt::Key_1, Qt::ControlModifier);
        QCOMPARE(m_window->study()->page(), u"setUp"_s);
        QTest::mouseClick(m_window->findChild<QAbstractButton *>(u"nav.run"_s), Qt::LeftButton);
        QCOMPARE(m_window->study()->page(), u"run"_s);
        QVERIFY(m_window->commands()->action(u"view.run"_s)->isChecked());
    }

    void theBarShowsHowFarAndHowGood()
    {
        open();
        QCOMPARE(m_window->findChild<QLabel *>(u"bestValue"_s)->text(),
                 valueText(*gateway().status.bestValue));
        QCOMPARE(m_window->findChild<QSpinBox *>(u"parallel"_s)->value(), 3);
        QCOMPARE(button(u"runButton"_s)->text(), u"Pause"_s);
    }

    void undoInTheBarsNumberIsTheStudys()
    {
        open();
        auto *parallel = m_window->findChild<QSpinBox *>(u"parallel"_s);
        const int before = parallel->value();
        parallel->setFocus();
        QTest::keyClick(parallel, Qt::Key_Up);
        QCOMPARE(parallel->value(), before + 1);
        QTest::keyClick(parallel, Qt::Key_Z, Qt::ControlModifier);
        QCOMPARE(parallel->value(), before);
    }

    void theBarSaysSoWhereMoreHasRunThanTheBudget()
    {
        open();
        const auto *progress = m_window->findChild<QLabel *>(u"progressText"_s);
        StudyStatus status = gateway().status;
        QCOMPARE(progress->text(), u"Trial <b>%1</b> of %2"_s.arg(status.launched()).arg(50));
        status.budgetTrials = 20;
        Q_EMIT gateway().statusChanged(status);
        QCOMPARE(progress->text(), u"<b>%1</b> trials, budget 20"_s.arg(status.launched()));
    }

    void theBarShowsTheTrialToReportAndTheBestResult()
    {
        open();
        m_window->resize(1440, 900);
        auto *result = m_window->findChild<QLabel *>(u"bestResult"_s);
        QVERIFY(!result->isVisible());
        StudyStatus status = gateway().status;
        const auto other = std::ranges::find_if(gateway().trials, [&](const Trial &trial) {
            return trial.state == TrialState::Complete && trial.number != status.bestTrial;
        });
        status.incumbent = Incumbent{
            .trial = other->number, .bestObserved = *status.bestTrial, .reason = "Results vary."};
        Q_EMIT gateway().statusChanged(status);
        auto *best = m_window->findChild<QLabel *>(u"bestValue"_s);
        QCOMPARE(best->text(), valueText(*other->objective()));
        QCOMPARE(best->toolTip(), u"Results vary."_s);
        QVERIFY(result->isVisible());
        QCOMPARE(
            result->text(),
            u"best result %1, trial %2"_s.arg(valueText(*status.bestValue)).arg(*status.bestTrial));

        Trial later = *other; // the trials come after the status
        later.objectives = {0.5};
        Q_EMIT gateway().trialsChanged({later});
        QCOMPARE(best->text(), valueText(0.5));
    }

    void pauseAndResumeAreOneButton()
    {
        open();
        click(u"runButton"_s);
        QCOMPARE(gateway().calls.last(), u"pause"_s);
        QCOMPARE(button(u"runButton"_s)->text(), u"Resume"_s);
        click(u"runButton"_s);
        QCOMPARE(gateway().calls.last(), u"run"_s);
    }

    void stopAsksInPlaceWhatHappensToRunningTrials()
    {
        open();
        click(u"stopButton"_s);
        QVERIFY(!gateway().calls.last().startsWith("stop"_L1));
        clickInNotice(u"Stop 3 Trials"_s);
        QCOMPARE(gateway().calls.last(), u"stop Stop"_s);
    }

    void aStudyThatIsNotReadyIsNotStartedByAccident()
    {
        whyNotReady = u"The command has not been tested yet."_s;
        gateway().status = {};
        open();
        QTest::keyClick(m_window.get(), Qt::Key_F5);
        QVERIFY(!gateway().calls.contains(u"run"_s));
        QCOMPARE(notices(), QStringList({whyNotReady}));
        clickInNotice(u"Run Anyway"_s);
        QVERIFY(gateway().calls.contains(u"run"_s));
        QCOMPARE(m_window->study()->page(), u"run"_s);
        QVERIFY(notices().isEmpty());
    }

    void aReadyStudyStartsAtOnce()
    {
        gateway().status = {};
        open();
        QTest::keyClick(m_window.get(), Qt::Key_F5);
        QVERIFY(gateway().calls.contains(u"run"_s));
    }

    void whatKeepsAStudyFromStartingIsToldInPlace()
    {
        gateway().status = {};
        open();
        gateway().nextError = Error{ErrorKind::NotFound, "\"train.py\" is not there."};
        QTest::keyClick(m_window.get(), Qt::Key_F5);
        QCOMPARE(notices(), QStringList({u"&quot;train.py&quot; is not there."_s}));
    }

    void whatGoesWrongIsToldAndNeverLost()
    {
        open();
        Q_EMIT gateway().failed({ErrorKind::Io, "The disk is full."});
        Q_EMIT gateway().failed({ErrorKind::Io, "The disk is full."});
        Q_EMIT gateway().failed({ErrorKind::NotFound, "\"train.py\" has vanished."});
        QCOMPARE(notices().size(), 2);
        QCOMPARE(notices().front(), u"The disk is full."_s);
    }

    void aStudyThatCannotBeWrittenIsNotSaidToBeSaved()
    {
        open();
        const auto said = [this] {
            QStringList texts;
            for (const QLabel *label : m_window->statusBar()->findChildren<QLabel *>())
                texts << label->text();
            return texts.join(u'|');
        };
        QVERIFY(said().endsWith("saved"_L1) && !said().contains("not saved"_L1));
        gateway().status.isUnwritten = true;
        gateway().setState(StudyState::Paused, "The disk is full.");
        QVERIFY2(said().contains("not saved"_L1), qPrintable(said()));
    }

    void aReadOnlyStudySaysSoAndCannotBeRun()
    {
        open();
        gateway().setState(StudyState::ReadOnly, "Another Attune writes this study.");
        QCOMPARE(notices(), QStringList({u"Another Attune writes this study."_s}));
        QVERIFY(!m_window->commands()->action(u"study.run"_s)->isEnabled());
    }

    void aFinishedStudySaysWhyAndOffersItsResult()
    {
        open();
        gateway().setState(StudyState::Finished, "All 50 trials are done.");
        QCOMPARE(notices(), QStringList({u"All 50 trials are done."_s}));
        clickInNotice(u"Export Best\u2026"_s);
        QVERIFY(gateway().calls.contains(u"fetchExport"_s));
    }

    void closingAsksWhileTrialsRun_data()
    {
        QTest::addColumn<QString>("choice");
        QTest::addColumn<bool>("closes");
        QTest::addColumn<bool>("stops");
        QTest::newRow("stop") << u"stopTrials"_s << true << true;
        QTest::newRow("let go on") << u"letGoOn"_s << true << false;
        QTest::newRow("cancel") << u"cancel"_s << false << false;
    }

    void closingAsksWhileTrialsRun()
    {
        QFETCH(QString, choice);
        QFETCH(bool, closes);
        QFETCH(bool, stops);
        open();
        m_window->close();
        QVERIFY(m_window->isVisible());
        click(choice);
        QCOMPARE(!m_window->isVisible(), closes);
        QCOMPARE(gateway().calls.contains(u"stop Stop"_s), stops);
        QCOMPARE(gateway().calls.contains(u"stop LetGoOn"_s), closes && !stops);
    }

    void aTestRunShowsThePageOfItsOutput()
    {
        m_window->commands()->add({u"study.testRun"_s, u"Test Run"_s, {}, {}, u"Runs once."_s},
                                  [] {});
        open();
        m_window->study()->showPage(u"run"_s);
        m_window->commands()->action(u"study.testRun"_s)->trigger();
        QCOMPARE(m_window->study()->page(), u"setUp"_s);
    }

    void runStandsOutOnlyWhileItIsTheNextAct()
    {
        gateway().trials.clear();
        gateway().series.clear();
        gateway().status = {};
        whyNotReady = u"The command has not been tested yet."_s;
        open();
        const auto *run = m_window->findChild<QAbstractButton *>(u"runButton"_s);
        QVERIFY(run);
        QVERIFY(!run->property("primary").toBool());
        whyNotReady.clear();
        gateway().setState(StudyState::Paused, {});
        QVERIFY(run->property("primary").toBool());
        gateway().status.complete = 1;
        gateway().setState(StudyState::Running, {});
        QVERIFY(!run->property("primary").toBool());
    }

    void aStudyThatRunsButStartsNothingSaysWhy()
    {
        open();
        gateway().setState(StudyState::Running, {});
        QVERIFY(notices().isEmpty());
        const QString why = u"No new trials start while the set-up has a problem."_s;
        gateway().setState(StudyState::Running, why.toStdString());
        QCOMPARE(notices(), QStringList({why}));
        gateway().setState(StudyState::Running, {});
        QVERIFY(notices().isEmpty());
    }

    void closingDoesNotAskWhenNothingRuns()
    {
        gateway().status.running = 0;
        open();
        m_window->close();
        QVERIFY(!m_window->isVisible());
    }

    void theNextWindowLooksAsTheLastOne()
    {
        gateway().status.running = 0;
        open();
        m_window->study()->showPage(u"run"_s);
        m_window->resize(1100, 700);
        auto *splitter = m_window->findChild<QSplitter *>(u"runSplitter"_s);
        splitter->setSizes({300, 700});
        const QList<int> sizes = splitter->sizes();
        m_window->close();
        auto next = std::make_shared<FakeStudyGateway>();
        fillWithTrials(*next, 5);
        MainWindow window(m_library.get(), twoPages);
        window.resize(1100, 700);
        window.show();
        window.showStudy(next);
        QCOMPARE(window.study()->page(), u"run"_s);
        QCOMPARE(window.findChild<QSplitter *>(u"runSplitter"_s)->sizes(), sizes);
    }

    void everyCommandIsInAMenuAndEmptyMenusAreHidden()
    {
        open();
        QSet<QAction *> shown;
        for (const QMenu *menu : m_window->menuBar()->findChildren<QMenu *>()) {
            for (QAction *action : menu->actions())
                shown << action;
        }
        for (QAction *action : m_window->commands()->actions())
            QVERIFY2(shown.contains(action), qPrintable(action->objectName()));
        QVERIFY(!m_window->menuBar()->findChild<QMenu *>(u"trial"_s)->menuAction()->isVisible());
    }

    void everyControlOfTheBarHasAName()
    {
        open();
        for (const QAbstractButton *each : m_window->study()->findChildren<QAbstractButton *>()) {
            if (each->isVisible())
                QVERIFY(!each->text().isEmpty() || !each->accessibleName().isEmpty());
        }
        QVERIFY(!m_window->findChild<QSpinBox *>(u"parallel"_s)->accessibleName().isEmpty());
    }

    void durationsAreReadable()
    {
        QCOMPARE(durationText(45.2), u"45 s"_s);
        QCOMPARE(durationText(70), u"1 min 10 s"_s);
        QCOMPARE(durationText(120), u"2 min"_s);
        QCOMPARE(durationText(7500), u"2 h 5 min"_s);
        QCOMPARE(durationText(3600 * 76), u"3 d 4 h"_s);
    }
};

QTEST_MAIN(TestMainWindow)
#include "tst_main_window.moc"
