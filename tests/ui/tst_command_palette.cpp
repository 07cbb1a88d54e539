// SPDX-FileCopyrightText: 2026 The Attune developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/no_warnings.h"
#include "ui/commands/command_list_model.h"
#include "ui/commands/command_palette.h"
#include "ui/commands/command_registry.h"
#include "ui/commands/fuzzy_match.h"
#include "ui/dialogs/shortcuts_dialog.h"

#include <QAbstractItemModelTester>
#include <QLineEdit>
#include <QListView>
#include <QTest>
#include <QTreeWidget>

using namespace Qt::StringLiterals;
using namespace attune;
using namespace attune::ui;

class TestCommandPalette : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        failOnWarnings();
        m_commands = std::make_unique<CommandRegistry>();
        m_triggered.clear();
        add(u"study.run"_s, u"&Run"_s, QKeySequence(Qt::Key_F5));
        add(u"file.export"_s, u"&Export Best\u2026"_s, QKeySequence(Qt::CTRL | Qt::Key_E));
        add(u"view.run"_s, u"Run Page"_s, {});
        add(u"study.stop"_s, u"&Stop"_s, {});
    }

    void lettersInOrderFitAndStartsOfWordsFitBetter()
    {
        QVERIFY(!fuzzyScore(u"tx", u"Export Best"));
        QVERIFY(fuzzyScore(u"eb", u"Export Best") > fuzzyScore(u"xp", u"Export Best"));
        QVERIFY(fuzzyScore(u"exp", u"Export Best") > fuzzyScore(u"ext", u"Export Best"));
        QVERIFY(fuzzyScore(u"EXPORT best", u"Export Best").has_value());
        QVERIFY(fuzzyScore(u"", u"anything").has_value());
    }

    void theModelKeepsTheRulesOfModels()
    {
        CommandListModel model(m_commands->actions());
        QAbstractItemModelTester tester(&model,
                                        QAbstractItemModelTester::FailureReportingMode::QtTest);
        model.setPattern(u"run"_s);
        QCOMPARE(model.rowCount(), 2);
        QCOMPARE(model.data(model.index(0), Qt::DisplayRole).toString(), u"Run"_s);
        QCOMPARE(model.data(model.index(0), CommandListModel::ShortcutRole).toString(), u"F5"_s);
        model.setPattern({});
        QCOMPARE(model.rowCount(), 4);
    }

    void theBeginningOfANameFitsBestAndTheWholeNameBefore()
    {
        add(u"study.testRun"_s, u"&Test Run"_s, {});
        add(u"study.more"_s, u"&Runs"_s, {});
        CommandListModel model({m_commands->action(u"study.testRun"_s),
                                m_commands->action(u"study.more"_s),
                                m_commands->action(u"study.run"_s)});
        const auto found = [&](const QString &pattern) {
            model.setPattern(pattern);
            QStringList texts;
            for (int row = 0; row < model.rowCount(); ++row)
                texts << model.index(row).data().toString();
            return texts;
        };
        QCOMPARE(found(u"run "_s), QStringList({u"Run"_s, u"Runs"_s, u"Test Run"_s}));
        QCOMPARE(found(u"ru"_s), QStringList({u"Runs"_s, u"Run"_s, u"Test Run"_s}));
    }

    void typingAndEnterTriggersTheBestFit()
    {
        QWidget window;
        window.resize(900, 600);
        auto *palette = new CommandPalette(*m_commands, &window);
        palette->show();
        auto *field = palette->findChild<QLineEdit *>();
        QTest::keyClicks(field, u"exb"_s);
        QTest::keyClick(field, Qt::Key_Return);
        QTRY_COMPARE(m_triggered, QStringList({u"file.export"_s}));
    }

    void keysGoToTheFieldOfThePopup()
    {
        QWidget window;
        window.resize(900, 600);
        auto *palette = new CommandPalette(*m_commands, &window);
        palette->show();
        QCOMPARE(palette->focusWidget(), palette->findChild<QLineEdit *>());
        palette->close();
    }

    void arrowKeysMoveTheChoicePastWhatIsDisabled()
    {
        m_commands->action(u"file.export"_s)->setEnabled(false);
        QWidget window;
        window.resize(900, 600);
        auto *palette = new CommandPalette(*m_commands, &window);
        palette->show();
        auto *field = palette->findChild<QLineEdit *>();
        QTest::keyClick(field, Qt::Key_Down);
        QTest::keyClick(field, Qt::Key_Return);
        QTRY_COMPARE(m_triggered, QStringList({u"view.run"_s}));
    }

    void shortcutsAreListedWithTheirMenus()
    {
        QWidget window;
        auto *dialog = new ShortcutsDialog(*m_commands, &window);
        const auto *table = dialog->findChild<QTreeWidget *>();
        QCOMPARE(table->topLevelItemCount(), 2);
        QCOMPARE(table->topLevelItem(0)->text(1), u"Study"_s);
        QCOMPARE(table->topLevelItem(1)->text(2), u"Ctrl+E"_s);
    }

private:
    void add(const QString &id, const QString &text, const QKeySequence &shortcut)
    {
        m_commands->add({id, text, {}, shortcut, u"Help."_s}, [this, id] { m_triggered << id; });
    }

    std::unique_ptr<CommandRegistry> m_commands;
    QStringList m_triggered;
};

QTEST_MAIN(TestCommandPalette)
#include "tst_command_palette.moc"
