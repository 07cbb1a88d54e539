// SPDX-FileCopyrightText: 2026 The Attune developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/study_view.h"

#include "tests/support/window_fixture.h"
#include "ui/commands/command_palette.h"
#include "ui/dialogs/export_dialog.h"
#include "ui/shell/main_window.h"
#include "ui/undo/study_document.h"

#include <QAbstractButton>
#include <QApplication>
#include <QDragEnterEvent>
#include <QDropEvent>
#include <QLabel>
#include <QLineEdit>
#include <QMimeData>
#include <QPushButton>
#include <QSettings>
#include <QTemporaryDir>
#include <QTest>
#include <QUrl>

#include <memory>
#include <vector>

using namespace Qt::StringLiterals;
using namespace attune;
using namespace attune::ui;

namespace {

std::vector<Page> plainPages(const StudyParts & /*parts*/)
{
    return {{u"setUp"_s, u"Set Up"_s, u"set-up"_s, new QLabel(u"form"_s)},
            {u"run"_s, u"Run"_s, u"run"_s, new QLabel(u"table"_s)}};
}

} // namespace

/// A study in its window: where the keyboard goes, and what can be done with a study that was left
/// running, is read-only, or is dropped on the window.
class TestStudyView : public WindowFixture
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { useOwnSettings(u"tst_study_view"_s); }

    void init() { showWindow(plainPages); }

    void cleanup() { m_window.reset(); }

    void tabReachesANoticeBeforeThePage()
    {
        open();
        NoticeBar *notice = m_window->study()->notices()->show(u"Something came about."_s);
        const QPushButton *first = notice->addAction(u"First"_s, [] {});
        const QPushButton *second = notice->addAction(u"Second"_s, [] {});
        m_window->findChild<QAbstractButton *>(u"nav.run"_s)->setFocus();
        for (const QString &expected : {first->text(), second->text(), u"Dismiss"_s}) {
            QTest::keyClick(QApplication::focusWidget(), Qt::Key_Tab);
            const auto *focused = qobject_cast<QPushButton *>(QApplication::focusWidget());
            QVERIFY(focused);
            QCOMPARE(focused->text(), expected);
        }
    }

    void theCursorIsInTheCommandUntilAStudyIsOpen()
    {
        m_window->activateWindow();
        QVERIFY(QTest::qWaitForWindowActive(m_window.get()));
        auto *command = m_window->findChild<QLineEdit *>(u"command"_s);
        QCOMPARE(QApplication::focusWidget(), command);
        command->clearFocus();
        QTest::keyClick(m_window.get(), Qt::Key_N, Qt::ControlModifier);
        QCOMPARE(QApplication::focusWidget(), command);
        open();
        const QWidget *focused = QApplication::focusWidget();
        QVERIFY(focused && !qobject_cast<const QAbstractButton *>(focused));
    }

    void aTextFieldLeavesTheWindowItsShortcuts()
    {
        open();
        auto *field = new QLineEdit(u"0.01"_s, m_window->study());
        field->show();
        field->setFocus();
        field->setCursorPosition(0);
        QTest::keyClick(field, Qt::Key_E, Qt::ControlModifier);
        auto *dialog = m_window->findChild<ExportDialog *>();
        QVERIFY(dialog);
        dialog->close();
        QTest::keyClick(field, Qt::Key_K, Qt::ControlModifier);
        QVERIFY(m_window->findChild<CommandPalette *>());
        QCOMPARE(field->text(), u"0.01"_s);
        QCOMPARE(field->cursorPosition(), 0);
    }

    void theRunButtonKeepsTheFocus()
    {
        open();
        button(u"runButton"_s)->setFocus();
        QTest::keyClick(button(u"runButton"_s), Qt::Key_Space);
        QCOMPARE(button(u"runButton"_s)->text(), u"Resume"_s);
        QCoreApplication::processEvents();
        QVERIFY(button(u"runButton"_s)->hasFocus());
        QVERIFY(button(u"runButton"_s)->isEnabled());
    }

    void trialsThatWentOnCanBeStoppedBeforeTheStudyIsResumed()
    {
        gateway().status.state = StudyState::Idle;
        gateway().status.running = 2;
        open();
        QCOMPARE(button(u"runButton"_s)->text(), u"Resume"_s);
        QVERIFY(notices().join(u' ').contains(u"still run"_s));
        click(u"stopButton"_s);
        clickInNotice(u"Stop 2 Trials"_s);
        QCOMPARE(gateway().calls.last(), u"stop Stop"_s);
    }

    void theStopQuestionStaysBetweenTwoTrials()
    {
        gateway().status.running = 1;
        open();
        click(u"stopButton"_s);
        const QString question =
            u"1 trial still running. Stop now, or let what runs finish and start no more?"_s;
        QVERIFY(notices().contains(question));
        const auto setRunning = [this](int running, StudyState state) {
            gateway().status.running = running;
            gateway().setState(state);
        };
        setRunning(0, StudyState::Running);
        QVERIFY(notices().contains(question));
        setRunning(2, StudyState::Running);
        QVERIFY(!notices().contains(question));
        clickInNotice(u"Stop 2 Trials"_s);
        QCOMPARE(gateway().calls.last(), u"stop Stop"_s);

        setRunning(1, StudyState::Running);
        click(u"stopButton"_s);
        QVERIFY(notices().contains(question));
        setRunning(0, StudyState::Finished);
        QVERIFY(!notices().contains(question));
    }

    void aReadOnlyStudyKeepsItsSetUp()
    {
        gateway().status.state = StudyState::ReadOnly;
        open();
        StudyDocument *document = m_window->study()->parts().document;
        StudySettings changed = document->settings();
        changed.budget.trials = 77;
        document->edit(u"Change Number of Trials"_s, changed);
        QVERIFY(document->settings().budget.trials != 77);
        QVERIFY(document->isSaved());
        QVERIFY(notices().join(u' ').contains(u"read-only here"_s));
    }

    void aStudyDroppedOnTheWindowIsOpened()
    {
        QMimeData dropped;
        dropped.setUrls({QUrl::fromLocalFile(m_settings.path())});
        QDragEnterEvent entered(QPoint(9, 9), Qt::CopyAction, &dropped, Qt::LeftButton, {});
        QCoreApplication::sendEvent(m_window.get(), &entered);
        QVERIFY(entered.isAccepted());
        QDropEvent drop(QPointF(9, 9), Qt::CopyAction, &dropped, Qt::LeftButton, {});
        QCoreApplication::sendEvent(m_window.get(), &drop);
        QVERIFY(m_window->study());
    }
};

QTEST_MAIN(TestStudyView)
#include "tst_study_view.moc"
