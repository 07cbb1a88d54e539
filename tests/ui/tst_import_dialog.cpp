// SPDX-FileCopyrightText: 2026 The Attune developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/dialogs/import_dialog.h"

#include "tests/support/fake_study_gateway.h"
#include "tests/support/no_warnings.h"

#include <QComboBox>
#include <QLabel>
#include <QLineEdit>
#include <QPointer>
#include <QPushButton>
#include <QSignalSpy>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace attune;
using namespace attune::ui;

class TestImportDialog : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        failOnWarnings();
        m_window = std::make_unique<QWidget>();
        m_gateway = std::make_unique<FakeStudyGateway>();
        m_gateway->importPreview = {
            {u"x"_s, u"quality"_s}, 20, {u"2 rows left out. Row 3 has no value of \"x\"."_s}, {}};
        m_dialog = new ImportDialog(m_gateway.get(), u"loss"_s, m_window.get());
        m_dialog->show();
    }

    void takesNothingBeforeATableIsChosen()
    {
        QVERIFY(!button()->isEnabled());
        QVERIFY(m_gateway->calls.isEmpty());
    }

    void saysWhatItFoundAndTakesIt()
    {
        m_dialog->setFile(u"/tables/old.csv"_s);
        QCOMPARE(m_gateway->calls, QStringList{u"fetchImport /tables/old.csv "_s});
        auto *found = m_dialog->findChild<QLabel *>(u"importFound"_s);
        QVERIFY(found->isVisible());
        QVERIFY(found->text().startsWith(u"20 trial"_s));
        QVERIFY(found->text().contains(m_gateway->importPreview.remarks.front()));
        QSignalSpy imported(m_dialog.data(), &ImportDialog::imported);
        button()->click();
        QCOMPARE(m_gateway->calls.last(), u"importTrials /tables/old.csv "_s);
        QCOMPARE(imported.size(), 1);
        QCOMPARE(imported.front().front().toInt(), 20);
        QTRY_VERIFY(!m_dialog); // closed and gone
    }

    /// Nothing is cut when there is more to say.
    void growsWithWhatItSays()
    {
        const auto *field = m_dialog->findChild<QLineEdit *>(u"importFile"_s);
        const int before = field->height();
        m_gateway->importPreview.remarks = {u"One."_s, u"Two."_s, u"Three."_s, u"Four."_s};
        m_dialog->setFile(u"/tables/old.csv"_s);
        QCoreApplication::processEvents();
        QCOMPARE(field->height(), before);
    }

    void readsTheTableAgainForAnotherColumn()
    {
        m_gateway->importPreview = {
            {u"x"_s, u"quality"_s}, 0, {}, u"The table has no column for the objective."_s};
        m_dialog->setFile(u"/tables/old.csv"_s);
        QVERIFY(!button()->isEnabled());
        auto *column = m_dialog->findChild<QComboBox *>(u"importColumn"_s);
        QCOMPARE(column->count(), 3);
        m_gateway->importPreview = {{u"x"_s, u"quality"_s}, 7, {}, {}};
        column->setCurrentIndex(2);
        QCOMPARE(m_gateway->calls.last(), u"fetchImport /tables/old.csv quality"_s);
        QCOMPARE(column->currentText(), u"quality"_s);
        QVERIFY(button()->isEnabled());
        button()->click();
        QCOMPARE(m_gateway->calls.last(), u"importTrials /tables/old.csv quality"_s);
    }

    void aFaultIsShownAndNothingIsLost()
    {
        m_dialog->setFile(u"/tables/old.csv"_s);
        m_gateway->nextError = Error{ErrorKind::Busy, "The study is open in another program."};
        button()->click();
        QVERIFY(m_dialog);
        QVERIFY(m_dialog->isVisible());
        QVERIFY(button()->isEnabled());
        const auto labels = m_dialog->findChildren<QLabel *>();
        QVERIFY(std::ranges::any_of(labels, [](const QLabel *label) {
            return label->text() == "The study is open in another program."_L1;
        }));
    }

private:
    [[nodiscard]] QPushButton *button() const
    {
        return m_dialog->findChild<QPushButton *>(u"importTrials"_s);
    }

    std::unique_ptr<QWidget> m_window;
    std::unique_ptr<FakeStudyGateway> m_gateway;
    QPointer<ImportDialog> m_dialog;
};

QTEST_MAIN(TestImportDialog)
#include "tst_import_dialog.moc"
