// SPDX-FileCopyrightText: 2026 The Attune developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/dialogs/export_dialog.h"

#include "tests/support/fake_study_gateway.h"
#include "tests/support/no_warnings.h"

#include <QCheckBox>
#include <QClipboard>
#include <QDir>
#include <QFileDialog>
#include <QGuiApplication>
#include <QLabel>
#include <QLineEdit>
#include <QListWidget>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QSettings>
#include <QTemporaryDir>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace attune;
using namespace attune::ui;

class TestExportDialog : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        QSettings::setDefaultFormat(QSettings::IniFormat);
        QSettings::setPath(QSettings::IniFormat, QSettings::UserScope, m_settings.path());
    }

    void init()
    {
        failOnWarnings();
        QSettings().clear();
        m_window = std::make_unique<QWidget>();
        m_gateway = std::make_unique<FakeStudyGateway>();
        m_gateway->sourcePath = m_folder.path();
        m_gateway->exportText = u"{\n  \"eta\": 0.0247\n}\n"_s;
        m_dialog =
            new ExportDialog(m_gateway.get(), u"Best settings"_s, u"digits"_s, 27, m_window.get());
        m_dialog->show();
    }

    void showsThePreviewAtOnce()
    {
        QCOMPARE(preview(), m_gateway->exportText);
        QCOMPARE(m_gateway->lastExport.format, ExportFormat::Json);
        QCOMPARE(m_gateway->lastExport.trial, 27);
    }

    void saysWhyItIsThisTrialWhereThereIsAReason()
    {
        auto *reason = m_dialog->findChild<QLabel *>(u"reason"_s);
        QVERIFY(!reason->isVisible());
        m_dialog->setReason(u"Results vary by about 0.01 from run to run."_s);
        QVERIFY(reason->isVisible());
        QCOMPARE(reason->text(), u"Results vary by about 0.01 from run to run."_s);
    }

    void asksAgainForEveryFormatAndSwitch()
    {
        auto *formats = m_dialog->findChild<QListWidget *>(u"formats"_s);
        QTest::keyClick(formats, Qt::Key_Down);
        QCOMPARE(m_gateway->lastExport.format, ExportFormat::Yaml);
        QTest::keyClick(m_dialog->findChild<QCheckBox *>(u"withFixed"_s), Qt::Key_Space);
        QVERIFY(m_gateway->lastExport.withFixed);
        QTest::keyClick(m_dialog->findChild<QCheckBox *>(u"withMetadata"_s), Qt::Key_Space);
        QVERIFY(m_gateway->lastExport.withMetadata);
        formats->setCurrentRow(formats->count() - 1);
        QCOMPARE(m_gateway->lastExport.format, ExportFormat::Csv);
        QVERIFY(!m_dialog->findChild<QCheckBox *>(u"withFixed"_s)->isEnabled());
        QCOMPARE(m_dialog->findChild<QLabel *>(u"exportHeading"_s)->text(), u"All trials"_s);
    }

    void namesTheFileAfterWhatIsInIt()
    {
        auto *formats = m_dialog->findChild<QListWidget *>(u"formats"_s);
        QCOMPARE(proposedName(), u"digits-trial-27.json"_s);
        formats->setCurrentRow(formats->count() - 1);
        QCOMPARE(proposedName(), u"digits-trials.csv"_s);
    }

    void theFirstExportStartsWhereTheProgramRuns()
    {
        click(u"save"_s);
        QCOMPARE(chooser()->directory().absolutePath(), QDir(m_folder.path()).absolutePath());
    }

    void theNextExportStartsWhereTheLastWent()
    {
        QVERIFY(QDir(m_folder.path()).mkpath(u"results"_s));
        saveAs(m_folder.filePath(u"results/first.json"_s));
        click(u"save"_s);
        QCOMPARE(chooser()->directory().absolutePath(), m_folder.filePath(u"results"_s));
    }

    void copyPutsThePreviewOnTheClipboard()
    {
        click(u"copy"_s);
        QCOMPARE(QGuiApplication::clipboard()->text(), m_gateway->exportText);
    }

    void saveWritesExactlyThePreview()
    {
        const QString path = m_folder.filePath(u"out.json"_s);
        saveAs(path);
        QFile file(path);
        QVERIFY(file.open(QIODevice::ReadOnly));
        QCOMPARE(QString::fromUtf8(file.readAll()), m_gateway->exportText);
    }

    void aFailedAnswerIsASentenceAndNothingCanBeSaved()
    {
        m_gateway->nextError = Error{ErrorKind::NotFound, "No trial is complete yet."};
        QTest::keyClick(m_dialog->findChild<QListWidget *>(u"formats"_s), Qt::Key_Down);
        QVERIFY(!m_dialog->findChild<QPushButton *>(u"save"_s)->isEnabled());
        QVERIFY(preview().isEmpty());
        bool isTold = false;
        for (const QLabel *label : m_dialog->findChildren<QLabel *>())
            isTold |= label->isVisible() && label->text() == "No trial is complete yet."_L1;
        QVERIFY(isTold);
    }

private:
    [[nodiscard]] QString preview() const
    {
        return m_dialog->findChild<QPlainTextEdit *>(u"preview"_s)->toPlainText();
    }

    void click(const QString &name)
    {
        QTest::mouseClick(m_dialog->findChild<QPushButton *>(name), Qt::LeftButton);
    }

    /// The file dialog that is open; earlier ones are gone or about to go.
    [[nodiscard]] QFileDialog *chooser() const
    {
        return m_dialog->findChildren<QFileDialog *>().back();
    }

    [[nodiscard]] QString proposedName()
    {
        click(u"save"_s);
        const QString name = chooser()->findChild<QLineEdit *>(u"fileNameEdit"_s)->text();
        chooser()->reject();
        return name;
    }

    void saveAs(const QString &path)
    {
        click(u"save"_s);
        auto *name = chooser()->findChild<QLineEdit *>(u"fileNameEdit"_s);
        name->setText(path);
        QTest::keyClick(name, Qt::Key_Return);
    }

    QTemporaryDir m_settings;
    QTemporaryDir m_folder;
    std::unique_ptr<FakeStudyGateway> m_gateway;
    std::unique_ptr<QWidget> m_window;
    ExportDialog *m_dialog = nullptr;
};

QTEST_MAIN(TestExportDialog)
#include "tst_export_dialog.moc"
