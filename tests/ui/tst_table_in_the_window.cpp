// SPDX-FileCopyrightText: 2026 The Attune developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/window_fixture.h"
#include "ui/dialogs/import_dialog.h"
#include "ui/dialogs/table_study_dialog.h"
#include "ui/shell/window_state.h"

#include <QDropEvent>
#include <QLabel>
#include <QLineEdit>
#include <QMimeData>
#include <QPushButton>
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

/// The ways to a study of a table of trials, and where it opens.
class TestTableInTheWindow : public WindowFixture
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { useOwnSettings(u"tst_table_in_the_window"_s); }

    void init()
    {
        showWindow(twoPages);
        QVERIFY(m_folder.isValid());
        QFile file(table());
        QVERIFY(file.open(QIODevice::WriteOnly));
        m_library->table.table = {{"lr", "loss"}, {{"0.1", "0.2"}, {"3", "4"}}};
        m_library->table.columns = guessColumns(m_library->table.table);
        m_library->tablePreview = {{}, 2, {}, {}};
    }

    void cleanup() { m_window.reset(); }

    void theStartPageOffersIt()
    {
        click(u"fromTable"_s);
        QVERIFY(dialog());
        QVERIFY(m_library->calls.isEmpty());
    }

    void theFileMenuOffersIt()
    {
        m_window->commands()->action(u"file.newFromTable"_s)->trigger();
        QVERIFY(dialog());
    }

    void aDroppedTableIsRead()
    {
        drop(table());
        QVERIFY(dialog());
        QCOMPARE(dialog()->findChild<QLineEdit *>(u"tableFile"_s)->text(), table());
        QCOMPARE(m_library->calls, QStringList{u"fetchTable "_s + table()});
    }

    void aTableThatIsDroppedOnAStudyIsImportedThere()
    {
        open();
        drop(table());
        QVERIFY(!dialog());
        QVERIFY(m_window->findChild<ImportDialog *>());
    }

    void theStudyOpensAtSetUp()
    {
        WindowState::savePage(u"run"_s);
        drop(table());
        gateway().settings.command.clear();
        dialog()->findChild<QPushButton *>(u"makeStudy"_s)->click();
        QVERIFY(m_window->study());
        QCOMPARE(m_library->calls.last(), u"open /home/me/Documents/Attune/trials"_s);
        QVERIFY(gateway().settings.command.empty());
        QCOMPARE(m_window->study()->page(), u"setUp"_s);
    }

private:
    [[nodiscard]] QString table() const { return m_folder.filePath(u"trials.csv"_s); }
    [[nodiscard]] TableStudyDialog *dialog() const
    {
        return m_window->findChild<TableStudyDialog *>();
    }

    void drop(const QString &file)
    {
        QMimeData data;
        data.setUrls({QUrl::fromLocalFile(file)});
        QDragEnterEvent enter(QPoint(50, 50), Qt::CopyAction, &data, Qt::LeftButton,
                              Qt::NoModifier);
        QCoreApplication::sendEvent(m_window.get(), &enter);
        QVERIFY(enter.isAccepted());
        QDropEvent event(QPointF(50, 50), Qt::CopyAction, &data, Qt::LeftButton, Qt::NoModifier);
        QCoreApplication::sendEvent(m_window.get(), &event);
    }

    QTemporaryDir m_folder;
};

QTEST_MAIN(TestTableInTheWindow)
#include "tst_table_in_the_window.moc"
