// SPDX-FileCopyrightText: 2026 The Attune developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/desktop/engine_study_library.h"
#include "app/desktop/window_list.h"
#include "tests/support/no_warnings.h"
#include "tests/support/private_home.h"
#include "ui/models/study_model.h"
#include "ui/pages/setup/output_view.h"
#include "ui/shell/english_plurals.h"
#include "ui/shell/main_window.h"
#include "ui/shell/study_view.h"
#include "ui/theme/theme.h"

#include <QFileDialog>
#include <QJsonDocument>
#include <QJsonObject>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QScrollArea>
#include <QTableView>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace attune;
using namespace attune::ui;

/// The journey of product.md in the real window with the real engine and a real program: from a
/// pasted command to a file with the best settings.
class TestFirstStudy : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        QCoreApplication::installTranslator(new EnglishPlurals(qApp));
        applyTheme(*qApp, ThemeChoice::Light);
    }
    void init() { failOnWarnings(); }

    void fromAPastedCommandToAFileWithTheBestSettings()
    {
        desktop::EngineStudyLibrary library;
        desktop::WindowList windows(&library);
        m_window = windows.open({});
        m_window->resize(1440, 900);
        QVERIFY(QTest::qWaitForWindowActive(m_window));

        pasteTheCommand();
        testRunAndClickTheNumber();
        setTheRangeAndTheBudget();
        runToTheEnd();
        exportTheBest(m_home.path(u"best.json"_s));
        checkTheFile(m_home.path(u"best.json"_s));
        m_window->close();
    }

private:
    template<typename T>
    T *find(const QString &name)
    {
        T *found = m_window->findChild<T *>(name);
        if (!found)
            qFatal("There is no %s.", qPrintable(name));
        return found;
    }

    /// Brings a field of Set Up into view, as a person would, and types into it.
    void typeInto(const QString &name, const QString &text)
    {
        auto *field = find<QLineEdit>(name);
        find<QScrollArea>(u"sections"_s)->ensureWidgetVisible(field);
        QTest::mouseClick(field, Qt::LeftButton);
        field->selectAll();
        QTest::keyClicks(field, text);
        QTest::keyClick(field, Qt::Key_Tab);
    }

    const StudyStatus &status() { return m_window->study()->model().status(); }
    const StudySettings &settings() { return m_window->study()->parts().document->settings(); }

    void pasteTheCommand()
    {
        auto *command = find<QLineEdit>(u"command"_s);
        QTest::keyClicks(command, QStringLiteral(ATTUNE_BIN_DIR "/fake_trainer --lr 0.1 --depth 4 "
                                                                "--dropout 0.2 --optimizer adam"));
        QTest::keyClick(command, Qt::Key_Return);
        QTRY_VERIFY(m_window->study());
        QTRY_COMPARE(settings().space.hyperparameters.size(), std::size_t(4));
        QCOMPARE(m_window->study()->page(), u"setUp"_s);
    }

    void testRunAndClickTheNumber()
    {
        QTest::mouseClick(find<QPushButton>(u"testRun"_s), Qt::LeftButton);
        auto *output = find<OutputView>(u"testRunOutput"_s);
        QTRY_VERIFY_WITH_TIMEOUT(output->toPlainText().contains("epoch 5 loss"_L1), 10000);
        QTRY_VERIFY(!output->numbers().empty());
        find<QScrollArea>(u"sections"_s)->ensureWidgetVisible(output);
        const QTextCursor place = output->document()->find(u"loss "_s);
        QVERIFY(!place.isNull());
        QTextCursor number = place;
        number.setPosition(place.selectionEnd() + 2);
        QTest::mouseClick(output->viewport(), Qt::LeftButton, Qt::NoModifier,
                          output->cursorRect(number).center());
        QTRY_COMPARE(settings().metrics.size(), std::size_t(1));
        QCOMPARE(settings().objectives.front().metric, "loss");
        QVERIFY(settings().objectives.front().direction == Direction::Minimize);
    }

    void setTheRangeAndTheBudget()
    {
        auto *table = find<QTableView>(u"hyperparameters"_s);
        const QModelIndex row = table->model()->index(0, 0);
        QTest::mouseClick(table->viewport(), Qt::LeftButton, Qt::NoModifier,
                          table->visualRect(row).center());
        typeInto(u"min"_s, u"0.001"_s);
        typeInto(u"max"_s, u"0.5"_s);
        typeInto(u"trials"_s, u"8"_s);
        const Hyperparameter &lr = settings().space.hyperparameters.front();
        QCOMPARE(lr.name, "lr");
        QCOMPARE(lr.min, 0.001);
        QCOMPARE(lr.max, 0.5);
        QCOMPARE(settings().budget.trials, 8);
    }

    void runToTheEnd()
    {
        QTest::keyClick(m_window, Qt::Key_F5);
        QTRY_COMPARE(m_window->study()->page(), u"run"_s);
        QTRY_VERIFY_WITH_TIMEOUT(status().state == StudyState::Finished, 60000);
        QCOMPARE(status().complete, 8);
        QVERIFY(status().bestValue.has_value());
    }

    void exportTheBest(const QString &path)
    {
        QTest::mouseClick(find<QPushButton>(u"exportButton"_s), Qt::LeftButton);
        auto *preview = find<QPlainTextEdit>(u"preview"_s);
        QTRY_VERIFY(preview->toPlainText().contains("\"lr\""_L1));
        QTest::mouseClick(find<QPushButton>(u"save"_s), Qt::LeftButton);
        auto *name = find<QLineEdit>(u"fileNameEdit"_s);
        name->setText(path);
        QTest::keyClick(name, Qt::Key_Return);
        QTRY_VERIFY(QFileInfo::exists(path));
    }

    void checkTheFile(const QString &path)
    {
        QFile file(path);
        QVERIFY(file.open(QIODevice::ReadOnly));
        const QJsonObject best = QJsonDocument::fromJson(file.readAll()).object();
        const Trial *trial = m_window->study()->model().best();
        QVERIFY(trial);
        QCOMPARE(best.size(), 4);
        QCOMPARE(best[u"lr"_s].toDouble(), *numberOf(trial->settings.at("lr")));
        QVERIFY(best[u"lr"_s].toDouble() >= 0.001 && best[u"lr"_s].toDouble() <= 0.5);
        QCOMPARE(best[u"optimizer"_s].toString().toStdString(),
                 textOf(trial->settings.at("optimizer")));
    }

    PrivateHome m_home;
    MainWindow *m_window = nullptr;
};

QTEST_MAIN(TestFirstStudy)
#include "tst_first_study.moc"
