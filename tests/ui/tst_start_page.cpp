// SPDX-FileCopyrightText: 2026 The Attune developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/start_page.h"

#include "tests/support/fake_study_library.h"
#include "tests/support/no_warnings.h"
#include "ui/dialogs/sources_dialog.h"
#include "ui/pages/start/card.h"
#include "ui/pages/start/study_draft.h"
#include "ui/theme/theme.h"
#include "ui/widgets/notice_bar.h"

#include <QDir>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>
#include <QToolButton>

using namespace Qt::StringLiterals;
using namespace attune;
using namespace attune::ui;

class TestStartPage : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        failOnWarnings();
        m_library = std::make_unique<FakeStudyLibrary>();
    }

    void saysWhatWillBeHereWhenThereIsNothing()
    {
        StartPage page(m_library.get());
        page.show();
        QVERIFY(shows(page, u"No studies yet"_s));
        QVERIFY(!page.findChild<QPushButton *>(u"continue"_s)->isEnabled());
    }

    void aClickOnARecentStudyOpensIt()
    {
        m_library->recent = {study(u"/studies/digits"_s)};
        StartPage page(m_library.get());
        page.show();
        QSignalSpy wanted(&page, &StartPage::studyWanted);
        QTest::mouseClick(page.findChild<RecentCard *>(), Qt::LeftButton);
        QCOMPARE(wanted.size(), 1);
        QCOMPARE(wanted.front().front().toString(), u"/studies/digits"_s);
    }

    void studiesOfOneNameAreToldApartByTheirFolders()
    {
        m_library->recent = {study(u"/studies/a"_s), study(u"/studies/b"_s),
                             study(u"/studies/c"_s)};
        m_library->recent[0].name = m_library->recent[1].name = u"train"_s;
        m_library->recent[2].name = u"other"_s;
        StartPage page(m_library.get());
        const auto cards = page.findChildren<RecentCard *>();
        QVERIFY(cards[0]->accessibleName().endsWith(u"/studies/a"_s));
        QVERIFY(cards[1]->accessibleName().endsWith(u"/studies/b"_s));
        QVERIFY(!cards[2]->accessibleName().contains(u"/studies"_s));
    }

    void aForgottenStudyLeavesTheList()
    {
        m_library->recent = {study(u"/studies/a"_s), study(u"/studies/b"_s)};
        StartPage page(m_library.get());
        page.findChild<RecentCard *>()->actions().front()->trigger();
        QCoreApplication::sendPostedEvents(nullptr, QEvent::DeferredDelete);
        QCOMPARE(page.findChildren<RecentCard *>().size(), 1);
    }

    void aStudyThatIsGoneCanBeRemovedWhereItIsTold()
    {
        m_library->recent = {study(u"/studies/a"_s), study(u"/studies/b"_s)};
        m_library->recent.front().isGone = true;
        StartPage page(m_library.get());
        page.show();
        QSignalSpy wanted(&page, &StartPage::studyWanted);
        QTest::mouseClick(page.findChild<RecentCard *>(), Qt::LeftButton);
        QCOMPARE(wanted.size(), 0);
        auto *notice = page.findChild<NoticeBar *>();
        QVERIFY(notice && notice->isVisible());
        for (QPushButton *button : notice->findChildren<QPushButton *>()) {
            if (button->text() == "Remove from List"_L1)
                QTest::mouseClick(button, Qt::LeftButton);
        }
        QVERIFY(!notice->isVisible());
        QCOMPARE(m_library->recent.size(), std::size_t(1));
    }

    void whatAnotherWindowDidShowsOnReturn()
    {
        StartPage page(m_library.get());
        page.show();
        QVERIFY(QTest::qWaitForWindowActive(&page));
        m_library->recent = {study(u"/studies/a"_s)};
        QEvent returned(QEvent::ActivationChange);
        QCoreApplication::sendEvent(&page, &returned);
        QCOMPARE(page.findChildren<RecentCard *>().size(), 1);
        const RecentCard *card = page.findChild<RecentCard *>();
        QCoreApplication::sendEvent(&page, &returned);
        QCOMPARE(page.findChild<RecentCard *>(), card); // nothing new: what is pressed stays
    }

    void whatCanBeUsedStandsBeforeWhatIsMissing()
    {
        m_library->ready = {{u"a"_s, u"A"_s, {}, u"apt install a"_s, false},
                            {u"b"_s, u"B"_s, {}, u"installed"_s, true},
                            {u"c"_s, u"C"_s, {}, u"your own"_s, true, true}};
        StartPage page(m_library.get());
        QStringList order;
        for (const RecipeCard *card : page.findChildren<RecipeCard *>())
            order << card->objectName();
        QCOMPARE(order, QStringList({u"recipe.c"_s, u"recipe.b"_s, u"recipe.a"_s}));
    }

    void typingACommandShowsWhatWasFound()
    {
        StartPage page(m_library.get());
        page.show();
        auto *command = page.findChild<QLineEdit *>(u"command"_s);
        QTest::keyClicks(command, u"trainer --lr 0.01 --optimizer adam"_s);
        const QString found = page.findChild<QLabel *>(u"found"_s)->text();
        QVERIFY2(found.contains("<b>lr</b>"_L1), qPrintable(found));
        QVERIFY(page.findChild<QPushButton *>(u"continue"_s)->isEnabled());
    }

    void continueMakesTheStudyWithTheGuessesApplied()
    {
        StartPage page(m_library.get());
        page.show();
        QSignalSpy wanted(&page, &StartPage::studyWanted);
        auto *command = page.findChild<QLineEdit *>(u"command"_s);
        QTest::keyClicks(command, u"trainer --lr 0.01"_s);
        QTest::keyClick(command, Qt::Key_Return);
        QCOMPARE(m_library->calls.size(), 1);
        QCOMPARE(m_library->created.name, "trainer");
        QCOMPARE(m_library->created.command.back(), "{lr}");
        QCOMPARE(m_library->created.space.hyperparameters.size(), std::size_t(1));
        QCOMPARE(m_library->createdSource, QDir::currentPath());
        QCOMPARE(wanted.size(), 1);
    }

    void aProgramThatIsNotThereIsAWarningAndNoRefusal()
    {
        StartPage page(m_library.get());
        page.show();
        auto *command = page.findChild<QLineEdit *>(u"command"_s);
        command->setText(u"no-such-program-anywhere --lr 0.1"_s);
        const QString sentence = u"The program \"no-such-program-anywhere\" was not found on this "
                                 "machine: check how it is written, or give its whole path."_s;
        QVERIFY(shows(page, sentence));
        QVERIFY(page.findChild<QPushButton *>(u"continue"_s)->isEnabled());
        command->setText(u"sh train.sh --lr 0.1"_s);
        QVERIFY(!shows(page, sentence));
    }

    void aPipeIsRefusedInPlace()
    {
        StartPage page(m_library.get());
        page.show();
        page.findChild<QLineEdit *>(u"command"_s)->setText(u"trainer --lr 0.01 | tee log"_s);
        QVERIFY(!page.findChild<QPushButton *>(u"continue"_s)->isEnabled());
    }

    void aScriptThatIsNotThereIsTold()
    {
        QTemporaryDir folder;
        QCOMPARE(missingScript({"python", "train.py", "--lr", "0.1"}, folder.path()),
                 u"train.py"_s);
        QFile script(folder.filePath(u"train.py"_s));
        QVERIFY(script.open(QIODevice::WriteOnly));
        QVERIFY(missingScript({"python", "train.py"}, folder.path()).isEmpty());
        QVERIFY(missingScript({"xgboost", "train.conf"}, folder.path()).isEmpty());
        // The program makes that one.
        QVERIFY(missingScript({"python", "train.py", "--to", "net.js"}, folder.path()).isEmpty());
    }

    void aNameIsProposedFromTheScriptElseTheProgram()
    {
        QCOMPARE(proposedName({"python", "src/train.py", "--lr", "0.1"}), u"train"_s);
        QCOMPARE(proposedName({"/opt/bin/svm-train", "-c", "1"}), u"svm-train"_s);
    }

    void aDroppedScriptBecomesACommandInItsFolder()
    {
        QTemporaryDir folder;
        const QString file = folder.filePath(u"train.py"_s);
        StartPage page(m_library.get());
        page.offerProgram(file);
        QCOMPARE(page.findChild<QLineEdit *>(u"command"_s)->text(), u"python3 train.py "_s);
    }

    void aRecipeThatCannotRunHereIsDisabled()
    {
        m_library->ready = {{u"xgboost"_s, u"XGBoost"_s, u"Trees."_s, u"found"_s, true},
                            {u"torch"_s, u"PyTorch script"_s, u"Nets."_s, u"not found"_s, false}};
        StartPage page(m_library.get());
        page.show();
        QSignalSpy wanted(&page, &StartPage::studyWanted);
        QVERIFY(!page.findChild<RecipeCard *>(u"recipe.torch"_s)->isEnabled());
        QTest::mouseClick(page.findChild<RecipeCard *>(u"recipe.xgboost"_s), Qt::LeftButton);
        QCOMPARE(m_library->calls.front(), u"createFromRecipe xgboost"_s);
        QCOMPARE(wanted.size(), 1);
    }

    void aTrainerThatWasInstalledMeanwhileIsFound()
    {
        m_library->ready = {{u"a"_s, u"A"_s, {}, u"apt install a"_s, false}};
        StartPage page(m_library.get());
        page.show();
        page.activateWindow();
        QVERIFY(QTest::qWaitForWindowActive(&page));
        QVERIFY(!page.findChild<RecipeCard *>()->isEnabled());
        m_library->ready[0].isUsable = true;
        m_library->ready[0].found = u"installed"_s;
        QEvent returned(QEvent::ActivationChange);
        QCoreApplication::sendEvent(&page, &returned);
        QTRY_COMPARE(page.findChildren<RecipeCard *>().size(), 1);
        QVERIFY(page.findChild<RecipeCard *>()->isEnabled());
    }

    void tellsWhereTheRangesComeFrom()
    {
        Recipe torch{u"torch"_s, u"PyTorch"_s, u"Nets."_s, u"not found"_s, false};
        torch.sources = {{u"lr"_s, u"A paper (https://example.org/a?b=1&c=2): 0.1 & less."_s}};
        m_library->ready = {torch, {u"mine"_s, u"Mine"_s, {}, u"your own"_s, true, true}};
        StartPage page(m_library.get());
        page.show();
        QVERIFY(!page.findChild<QToolButton *>(u"sources.mine"_s));
        page.findChild<QToolButton *>(u"sources.torch"_s)->click(); // also of what is not here
        QVERIFY(m_library->calls.isEmpty());
        const auto *dialog = page.findChild<SourcesDialog *>();
        QVERIFY(dialog && dialog->isVisible());
        QStringList texts;
        for (const QLabel *label : dialog->findChildren<QLabel *>())
            texts << label->text();
        QCOMPARE(texts, QStringList({u"lr"_s,
                                     u"A paper (<a href=\"https://example.org/a?b=1&amp;c=2\">"
                                     "https://example.org/a?b=1&amp;c=2</a>): 0.1 &amp; less."_s}));
    }

    void onesOwnRecipeCanBeRemoved()
    {
        m_library->ready = {{u"xgboost"_s, u"XGBoost"_s, u"Trees."_s, u"found"_s, true},
                            {u"mine"_s, u"Mine"_s, u"Nets."_s, u"your own"_s, true, true}};
        const StartPage page(m_library.get());
        QVERIFY(page.findChild<RecipeCard *>(u"recipe.xgboost"_s)->actions().isEmpty());
        page.findChild<RecipeCard *>(u"recipe.mine"_s)->actions().front()->trigger();
        QCOMPARE(m_library->calls, QStringList{u"removeRecipe mine"_s});
        QCOMPARE(m_library->ready.size(), std::size_t(1));
    }

    void whatCannotBeMadeIsToldInPlace()
    {
        StartPage page(m_library.get());
        page.show();
        page.findChild<QLineEdit *>(u"command"_s)->setText(u"trainer --lr 0.01"_s);
        m_library->nextError = Error{ErrorKind::Denied, "The folder is read-only."};
        QTest::mouseClick(page.findChild<QPushButton *>(u"continue"_s), Qt::LeftButton);
        QVERIFY(shows(page, u"The folder is read-only."_s));
        QVERIFY(page.findChild<QPushButton *>(u"continue"_s)->isEnabled());
    }

    void progressIsTextForEveryState()
    {
        StudyStatus status;
        QCOMPARE(progressText(status), u"Not started"_s);
        status.cancelled = 2;
        QCOMPARE(progressText(status), u"0 of 0"_s);
        status.complete = 38;
        status.budgetTrials = 50;
        status.state = StudyState::Running;
        QCOMPARE(progressText(status), u"38 of 50 \u00b7 running"_s);
        status.state = StudyState::Paused;
        QCOMPARE(progressText(status), u"Paused \u00b7 38 of 50"_s);
    }

private:
    static RecentStudy study(const QString &folder)
    {
        RecentStudy study;
        study.folder = folder;
        study.name = folder.section(u'/', -1);
        return study;
    }

    static bool shows(const QWidget &page, const QString &text)
    {
        for (const QLabel *label : page.findChildren<QLabel *>()) {
            if (label->text() == text && label->isVisible())
                return true;
        }
        return false;
    }

    std::unique_ptr<FakeStudyLibrary> m_library;
};

QTEST_MAIN(TestStartPage)
#include "tst_start_page.moc"
