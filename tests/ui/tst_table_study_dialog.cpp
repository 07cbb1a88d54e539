// SPDX-FileCopyrightText: 2026 The Attune developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/dialogs/table_study_dialog.h"

#include "tests/support/fake_study_library.h"
#include "tests/support/no_warnings.h"
#include "ui/models/table_columns_model.h"

#include <QAbstractItemModelTester>
#include <QComboBox>
#include <QFileDialog>
#include <QLabel>
#include <QLineEdit>
#include <QPointer>
#include <QPushButton>
#include <QSignalSpy>
#include <QTableView>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace attune;
using namespace attune::ui;

class TestTableStudyDialog : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        failOnWarnings();
        m_window = std::make_unique<QWidget>();
        m_library = std::make_unique<FakeStudyLibrary>();
        m_library->table.table = {
            {"lr", "kind", "val_loss", "seed"},
            {{"0.1", "0.01", "0.001"}, {"a", "b", "a"}, {"0.5", "0.25", "0.75"}, {"1", "2", "3"}}};
        m_library->table.columns = guessColumns(m_library->table.table);
        m_library->tablePreview = {
            {}, 3, {u"2 rows left out. Row 4 has no value of \"lr\"."_s}, {}};
        m_dialog = new TableStudyDialog(m_library.get(), m_window.get());
        m_dialog->show();
    }

    void cleanup() { m_window.reset(); }

    void takesNothingBeforeATableIsChosen()
    {
        QVERIFY(!button()->isEnabled());
        QVERIFY(m_library->calls.isEmpty());
        QCOMPARE(edit("tableFile")->accessibleName(), u"Table"_s);
    }

    void saysWhatItFoundAndMakesAStudy()
    {
        m_dialog->setFile(u"/tables/old runs.csv"_s);
        QCOMPARE(m_library->calls, QStringList{u"fetchTable /tables/old runs.csv"_s});
        QCOMPARE(edit("studyName")->text(), u"old runs"_s);
        QCOMPARE(text(0, TableColumnsModel::UseColumn), u"Continuous"_s);
        QVERIFY(text(0, TableColumnsModel::RangeColumn).contains(u"Logarithmic"_s));
        QCOMPARE(text(2, TableColumnsModel::UseColumn), u"Minimize"_s);
        QCOMPARE(text(3, TableColumnsModel::UseColumn), u"Left out"_s);
        QVERIFY(text(3, TableColumnsModel::RangeColumn).contains(u"Seeds are not tuned"_s));
        const auto *found = m_dialog->findChild<QLabel *>(u"tableFound"_s);
        QVERIFY(found->text().startsWith(u"3 trial"_s));
        QVERIFY(found->text().contains(m_library->tablePreview.remarks.front()));
        QSignalSpy created(m_dialog.data(), &TableStudyDialog::created);
        button()->click();
        QCOMPARE(m_library->calls.last(),
                 u"createFromTable /tables/old runs.csv /home/me/Documents/Attune/old runs"_s);
        QCOMPARE(created.size(), 1);
        QCOMPARE(m_library->tableStudy->settings.name, std::string("old runs"));
        QVERIFY(m_library->tableStudy->settings.space.find("lr"));
        QTRY_VERIFY(!m_dialog); // closed and gone
    }

    void theModelIsSound()
    {
        m_dialog->setFile(u"/tables/old.csv"_s);
        const QAbstractItemModelTester tester(
            view()->model(), QAbstractItemModelTester::FailureReportingMode::QtTest);
        choose(u"kind"_s, ColumnUse::LeftOut);
    }

    void whyIsSaidOfTheChosenColumn()
    {
        m_dialog->setFile(u"/tables/old.csv"_s);
        view()->selectRow(3);
        const auto *reason = m_dialog->findChild<QLabel *>(u"columnReason"_s);
        QVERIFY2(reason->text().contains(u"Seeds"_s), qPrintable(reason->text()));
    }

    void anotherUseMakesAnotherStudy()
    {
        m_dialog->setFile(u"/tables/old.csv"_s);
        choose(u"val_loss"_s, ColumnUse::Maximize);
        QCOMPARE(m_library->tableStudy->settings.objectives.front().direction, Direction::Maximize);
        choose(u"kind"_s, ColumnUse::LeftOut);
        QVERIFY(!m_library->tableStudy->settings.space.find("kind"));
        choose(u"seed"_s, ColumnUse::Integer);
        QVERIFY(m_library->tableStudy->settings.space.find("seed"));
        QVERIFY(button()->isEnabled());
    }

    void withoutAnObjectiveThereIsASentenceAndNoStudy()
    {
        m_dialog->setFile(u"/tables/old.csv"_s);
        choose(u"val_loss"_s, ColumnUse::LeftOut);
        QVERIFY(!button()->isEnabled());
        QVERIFY(problem().contains(u"No column is the objective"_s));
        choose(u"val_loss"_s, ColumnUse::Minimize);
        QVERIFY(button()->isEnabled());
        QVERIFY(problem().isEmpty());
    }

    void anotherNameIsTheOneOfTheStudy()
    {
        m_dialog->setFile(u"/tables/old.csv"_s);
        const QModelIndex name = view()->model()->index(0, TableColumnsModel::NameColumn);
        view()->setCurrentIndex(name);
        view()->edit(name);
        auto *field = view()->viewport()->findChild<QLineEdit *>();
        QVERIFY(field);
        field->selectAll();
        QTest::keyClicks(field, u"learning_rate"_s);
        QTest::keyClick(field, Qt::Key_Return);
        QTRY_VERIFY(m_library->tableStudy->settings.space.find("learning_rate"));
        QCOMPARE(m_library->tableStudy->columns.hyperparameters.at("learning_rate"),
                 std::string("lr"));
        QVERIFY(view()->model()->setData(name, u"not allowed"_s, Qt::EditRole));
        QVERIFY(problem().contains(u"not allowed"_s));
        QVERIFY(!button()->isEnabled());
    }

    void aTableThatCannotBeReadIsASentence()
    {
        m_library->nextError = Error{ErrorKind::NotFound, "Cannot read \"gone.csv\"."};
        m_dialog->setFile(u"/tables/gone.csv"_s);
        QCOMPARE(problem(), u"Cannot read \"gone.csv\"."_s);
        QVERIFY(!button()->isEnabled());
        QCOMPARE(view()->model()->rowCount(), 0);
    }

    void howItWasReadIsSaidBesideProblems()
    {
        m_library->table.remark = u"Read as Latin-1."_s;
        m_dialog->setFile(u"/tables/old.csv"_s);
        const auto *found = m_dialog->findChild<QLabel *>(u"tableFound"_s);
        QVERIFY(found->text().endsWith(m_library->table.remark));
        choose(u"val_loss"_s, ColumnUse::LeftOut);
        QVERIFY(!problem().isEmpty());
        QCOMPARE(found->text(), m_library->table.remark);
        QVERIFY(found->isVisible());
    }

    void itRunsBesideTheTableOrWhereItIsTold()
    {
        m_dialog->setFile(u"/tables/old.csv"_s);
        auto *source = m_dialog->findChild<QLabel *>(u"runsIn"_s);
        QVERIFY2(source->text().contains(u"<b>/tables</b>"_s), qPrintable(source->text()));
        Q_EMIT source->linkActivated(u"change"_s);
        auto *chooser = m_dialog->findChild<QFileDialog *>();
        QVERIFY(chooser);
        Q_EMIT chooser->fileSelected(u"/home/me/trainer"_s);
        QVERIFY(source->text().contains(u"<b>/home/me/trainer</b>"_s));
        button()->click();
        QCOMPARE(m_library->createdSource, u"/home/me/trainer"_s);
    }

    void anotherFileMakesNoStudyOfTheTableBefore()
    {
        m_dialog->setFile(u"/tables/a.csv"_s);
        m_library->isSlow = true;
        edit("tableFile")->setFocus();
        edit("tableFile")->selectAll();
        QTest::keyClicks(edit("tableFile"), u"/tables/b.csv"_s);
        QTest::keyClick(edit("tableFile"), Qt::Key_Return);
        button()->click();
        QVERIFY(!button()->isEnabled());
        QCOMPARE(view()->model()->rowCount(), 0);
        QCOMPARE(m_library->calls.last(), u"fetchTable /tables/b.csv"_s);
        m_library->answerAll(); // the table
        m_library->answerAll(); // its trials
        button()->click();
        QVERIFY(m_library->calls.last().startsWith(u"createFromTable /tables/b.csv "_s));
    }

    void itCannotBeLeftWhileTheStudyIsMade()
    {
        m_dialog->setFile(u"/tables/old.csv"_s);
        m_library->isSlow = true;
        QSignalSpy created(m_dialog.data(), &TableStudyDialog::created);
        button()->click();
        QVERIFY(button()->text().startsWith(u"Making"_s));
        m_dialog->reject();
        m_dialog->close();
        QVERIFY(m_dialog->isVisible());
        m_library->answerAll();
        QCOMPARE(created.size(), 1);
        QTRY_VERIFY(!m_dialog);
    }

    void aFaultIsShownAndNothingIsLost()
    {
        m_dialog->setFile(u"/tables/old.csv"_s);
        m_library->nextError = Error{ErrorKind::Denied, "The folder is read-only."};
        const QString text = button()->text();
        button()->click();
        QVERIFY(m_dialog && m_dialog->isVisible());
        QCOMPARE(button()->text(), text);
        QCOMPARE(problem(), u"The folder is read-only."_s);
        QVERIFY(button()->isEnabled());
    }

    /// A choice for each column would take too long.
    void aThousandColumnsOpenAtOnce()
    {
        TrialsTable wide;
        for (int i = 0; i < 1000; ++i) {
            wide.names.push_back("c" + std::to_string(i));
            wide.columns.push_back({"1.5", std::to_string(i) + ".25", "2.5"});
        }
        m_library->table.table = wide;
        m_library->table.columns = guessColumns(wide);
        QElapsedTimer timer;
        timer.start();
        m_dialog->setFile(u"/tables/wide.csv"_s);
        QVERIFY2(timer.elapsed() < 2000, qPrintable(QString::number(timer.elapsed())));
        QCOMPARE(view()->model()->rowCount(), 1000);
    }

private:
    [[nodiscard]] QPushButton *button() const
    {
        return m_dialog->findChild<QPushButton *>(u"makeStudy"_s);
    }
    [[nodiscard]] QTableView *view() const { return m_dialog->findChild<QTableView *>(); }
    [[nodiscard]] QLineEdit *edit(const char *name) const
    {
        return m_dialog->findChild<QLineEdit *>(QString::fromLatin1(name));
    }
    [[nodiscard]] QString text(int row, int column) const
    {
        return view()->model()->index(row, column).data().toString();
    }
    [[nodiscard]] QString problem() const
    {
        return m_dialog->findChild<QLabel *>(u"tableProblem"_s)->text();
    }
    void choose(const QString &title, ColumnUse use) const
    {
        auto *choice = m_dialog->findChild<QComboBox *>(u"use-"_s + title);
        QVERIFY(choice);
        choice->setCurrentIndex(choice->findData(static_cast<int>(use)));
        Q_EMIT choice->activated(choice->currentIndex());
    }

    std::unique_ptr<QWidget> m_window;
    std::unique_ptr<FakeStudyLibrary> m_library;
    QPointer<TableStudyDialog> m_dialog;
};

QTEST_MAIN(TestTableStudyDialog)
#include "tst_table_study_dialog.moc"
