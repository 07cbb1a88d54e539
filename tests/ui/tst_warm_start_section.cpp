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
};

QTEST_MAIN(TstWarmStartSection)
#include "tst_warm_start_section.moc"
