// SPDX-FileCopyrightText: 2026 The Attune developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/no_warnings.h"
#include "ui/commands/command_registry.h"

#include <QSignalSpy>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace attune;
using namespace attune::ui;

class TestCommandRegistry : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { failOnWarnings(); }

    void findsCommandsByIdInTheOrderAdded()
    {
        CommandRegistry registry;
        QAction *run =
            registry.add({u"study.run"_s, u"&Run"_s, {}, QKeySequence(Qt::Key_F5), {}}, {});
        QAction *stop = registry.add({u"study.stop"_s, u"&Stop"_s, {}, {}, {}}, {});
        QCOMPARE(registry.action(u"study.run"_s), run);
        QCOMPARE(registry.actions(), QList<QAction *>({run, stop}));
        QVERIFY(registry.contains(u"study.stop"_s));
        QVERIFY(!registry.contains(u"study.pause"_s));
    }

    void triggeringDoesTheAct()
    {
        CommandRegistry registry;
        int runs = 0;
        registry.add({u"study.run"_s, u"&Run"_s, u"play"_s, QKeySequence(Qt::Key_F5), u"Help."_s},
                     [&runs] { ++runs; });
        registry.action(u"study.run"_s)->trigger();
        QCOMPARE(runs, 1);
        QCOMPARE(registry.action(u"study.run"_s)->statusTip(), u"Help."_s);
        registry.action(u"study.run"_s)->setEnabled(false);
        registry.action(u"study.run"_s)->trigger();
        QCOMPARE(runs, 1);
    }

    void announcesWhatIsAddedLater()
    {
        CommandRegistry registry;
        QSignalSpy added(&registry, &CommandRegistry::added);
        registry.add({u"trial.star"_s, u"S&tar"_s, {}, {}, {}}, {});
        QCOMPARE(added.size(), 1);
    }
};

QTEST_MAIN(TestCommandRegistry)
#include "tst_command_registry.moc"
