// SPDX-FileCopyrightText: 2026 The Attune developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/no_warnings.h"
#include "tests/support/set_up_fixture.h"
#include "ui/theme/theme.h"

#include <QApplication>
#include <QComboBox>
#include <QFileDialog>
#include <QLabel>
#include <QTemporaryDir>
#include <QTest>

using namespace attune;
using namespace attune::ui;
using namespace Qt::StringLiterals;

namespace {

/// The engine is going to find nothing there.
void chooseMissingStudy(SetUpFixture &fixture)
{
    fixture.gateway.warmStartProblems = {
        {"warmStart[0].study", "There is no study in \"/spring\"."}};
    StudySettings chosen = fixture.settings();
    chosen.warmStart = {{"/spring", "same"}};
    fixture.document.edit(u"Add Earlier Study"_s, chosen);
}

} // namespace

class TstWarmStartSection : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { applyTheme(*qApp, ThemeChoice::Light); }
    void init() { failOnWarnings(); }

    void addsAStudyByItsFolder()
    {
        SetUpFixture fixture(digitsSettings());
        const QTemporaryDir earlier;
        fixture.find<QAbstractButton>("addEarlierStudy")->click();
        auto *dialog = fixture.page->window()->findChild<QFileDialog *>();
        QVERIFY(dialog);
        dialog->setDirectory(earlier.path());
        dialog->selectFile(earlier.path());
        QMetaObject::invokeMethod(dialog, "accept");
        QCOMPARE(fixture.settings().warmStart.size(), std::size_t(1));
        QCOMPARE(QString::fromStdString(fixture.settings().warmStart[0].study), earlier.path());
        QCOMPARE(fixture.settings().warmStart[0].kind, std::string("same"));
        QCOMPARE(fixture.find<QLineEdit>("earlierStudy0")->text(), earlier.path());
        fixture.document.undoStack()->undo();
        QVERIFY(fixture.settings().warmStart.empty());
    }

    void editsFolderAndKindAndRemoves()
    {
        StudySettings settings = digitsSettings();
        settings.warmStart = {{"../spring", "same"}, {"../other", "related"}};
        SetUpFixture fixture(settings);
        QCOMPARE(fixture.find<QComboBox>("earlierKind1")->currentIndex(), 1);
        fixture.type("earlierStudy0", u"../summer"_s);
        QCOMPARE(fixture.settings().warmStart[0].study, std::string("../summer"));
        auto *kind = fixture.find<QComboBox>("earlierKind0");
        kind->setFocus();
        QTest::keyClick(kind, Qt::Key_Down);
        QCOMPARE(fixture.settings().warmStart[0].kind, std::string("related"));
        fixture.find<QAbstractButton>("removeEarlierStudy0")->click();
        QCOMPARE(fixture.settings().warmStart.size(), std::size_t(1));
        QCOMPARE(fixture.settings().warmStart[0].study, std::string("../other"));
        fixture.type("earlierStudy0", u" "_s);
        QVERIFY(!fixture.sentences().isEmpty()); // in place
    }

    void saysWhatIsWrongWithAStudyAsSoonAsItIsChosen()
    {
        SetUpFixture fixture(digitsSettings());
        chooseMissingStudy(fixture);
        QVERIFY(fixture.sentences().isEmpty()); // the engine reads it first
        QTRY_COMPARE(fixture.sentences(), QStringList{u"There is no study in \"/spring\"."_s});
        // It may be there by the time that the study runs, which looks again.
        QVERIFY(!fixture.page->whyNotReady().contains(u"/spring"_s));
        // Another one is not blamed for it, nor is it asked about before it is in force.
        fixture.gateway.warmStartProblems.clear();
        fixture.type("earlierStudy0", u"/summer"_s);
        QVERIFY(fixture.sentences().isEmpty());
        QTRY_VERIFY(fixture.document.isSaved());
        QCOMPARE(fixture.gateway.calls.count(u"fetchWarmStartProblems"_s), 2);
        fixture.find<QAbstractButton>("removeEarlierStudy0")->click();
        QTRY_VERIFY(fixture.document.isSaved());
        QCOMPARE(fixture.gateway.calls.count(u"fetchWarmStartProblems"_s), 2);
    }

    void asksAgainWhenThePageIsShown()
    {
        SetUpFixture fixture(digitsSettings());
        chooseMissingStudy(fixture);
        QTRY_COMPARE(fixture.sentences(), QStringList{u"There is no study in \"/spring\"."_s});
        fixture.gateway.warmStartProblems.clear(); // its folder has been copied there meanwhile
        fixture.page->hide();
        fixture.page->show();
        QTRY_VERIFY(fixture.sentences().isEmpty());
    }

    void asksOnceAStudyIsOpened()
    {
        StudySettings settings = digitsSettings();
        settings.warmStart = {{"../spring", "same"}};
        SetUpFixture fixture(settings);
        // When it was opened, and when the page was shown.
        QCOMPARE(fixture.gateway.calls.count(u"fetchWarmStartProblems"_s), 2);
        // Its names are compared with those of today: every edit may change what fits.
        fixture.gateway.warmStartProblems = {{"warmStart[0].kind", "\"eta\" is not known here."}};
        StudySettings renamed = fixture.settings();
        renamed.name = "another";
        fixture.document.edit(u"Rename"_s, renamed);
        QTRY_COMPARE(fixture.sentences(), QStringList{u"\"eta\" is not known here."_s});
        // What the definition itself says is wrong comes first, and once.
        StudySettings empty = fixture.settings();
        empty.warmStart[0].study.clear();
        fixture.gateway.warmStartProblems = {{"warmStart[0].study", "There is no study in \"\"."}};
        fixture.document.edit(u"Change Earlier Study"_s, empty);
        QTRY_VERIFY(fixture.document.isSaved());
        QCOMPARE(fixture.sentences(), QStringList{u"Name the folder of the earlier study."_s});
    }

    void takesNoMoreThanFive()
    {
        StudySettings settings = digitsSettings();
        settings.warmStart.assign(5, {"../spring", "same"});
        SetUpFixture fixture(settings);
        QVERIFY(!fixture.find<QAbstractButton>("addEarlierStudy")->isEnabled());
    }

    void isSettledWithTheFirstTrial()
    {
        StudySettings settings = digitsSettings();
        settings.warmStart = {{"../spring", "same"}};
        SetUpFixture fixture(settings, 3);
        QVERIFY(!fixture.find<QAbstractButton>("addEarlierStudy")->isEnabled());
        QVERIFY(fixture.find<QLineEdit>("earlierStudy0")->isReadOnly());
        QVERIFY(!fixture.find<QComboBox>("earlierKind0")->isEnabled());
        QVERIFY(!fixture.find<QAbstractButton>("removeEarlierStudy0")->isEnabled());
        QVERIFY(fixture.find<QLabel>("warmStartHint")->text().startsWith(u"Settled"_s));
    }

    void saysWhatWasTakenOverFromEach()
    {
        StudySettings settings = digitsSettings();
        settings.warmStart = {{"../spring", "same"}, {"../summer", "related"}};
        SetUpFixture fixture(settings);
        fixture.gateway.earlierTrials = {{.taken = 27, .leftOut = 3}, {.taken = 12}};
        auto *spring = fixture.find<QLabel>("earlierTrials0");
        auto *summer = fixture.find<QLabel>("earlierTrials1");
        QVERIFY(spring->isHidden()); // they can still be changed
        Trial first;
        Q_EMIT fixture.gateway.trialsChanged({first});
        QVERIFY2(spring->text().startsWith(u"27 of its 30 "_s), qPrintable(spring->text()));
        QCOMPARE(summer->text(), u"All of its 12 trials are used."_s);
        QVERIFY(!spring->isHidden() && !summer->isHidden());
        fixture.gateway.earlierTrials = {{.taken = 30},
                                         {.taken = 12}}; // a wider range has room for all
        settings.space.hyperparameters[0].max = 2.0;
        Q_EMIT fixture.gateway.settingsChanged(settings, 2);
        QVERIFY(spring->text().startsWith(u"All of its 30 "_s));
    }

    void saysWhichTrialIsTheBestOfAll()
    {
        StudySettings settings = digitsSettings();
        settings.warmStart = {{"../spring", "same"}, {"../summer", "same"}};
        SetUpFixture fixture(settings);
        fixture.gateway.earlierTrials = {
            {.taken = 27, .study = u"spring"_s, .bestTrial = 7, .bestValue = 0.05},
            {.taken = 12, .study = u"summer"_s, .bestTrial = 2, .bestValue = 0.031}};
        const auto *hint = fixture.find<QLabel>("warmStartHint");
        Trial first;
        first.state = TrialState::Complete;
        first.objectives = {0.04};
        Q_EMIT fixture.gateway.trialsChanged({first});
        QVERIFY2(hint->text().endsWith(
                     u"The best of all is still one of theirs: 0.031, trial 2 of summer."_s),
                 qPrintable(hint->text()));
        Trial better = first;
        better.number = 1;
        better.objectives = {0.02};
        Q_EMIT fixture.gateway.trialsChanged({better});
        StudyStatus status;
        status.bestTrial = 1;
        status.bestValue = 0.02;
        Q_EMIT fixture.gateway.statusChanged(status);
        QVERIFY2(hint->text().endsWith(u"This study's best is better than all of theirs (0.031, "
                                       "trial 2 of summer)."_s),
                 qPrintable(hint->text()));
    }
};

QTEST_MAIN(TstWarmStartSection)
#include "tst_warm_start_section.moc"
