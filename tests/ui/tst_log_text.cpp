// SPDX-FileCopyrightText: 2026 The Attune developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/log_text.h"

#include <QtTest>

using namespace attune::ui;
using namespace Qt::StringLiterals;

class TestLogText : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void splitsLinesAndKeepsTheUnfinishedOne()
    {
        LogText text;
        LogText::Update update = text.add("one\ntwo\nthr");
        QCOMPARE(update.lines, (QStringList{u"one"_s, u"two"_s}));
        QCOMPARE(update.tail, u"thr"_s);
        update = text.add("ee\n");
        QCOMPARE(update.lines, QStringList{u"three"_s});
        QVERIFY(update.tail.isEmpty());
    }

    void aCarriageReturnWritesOverItsLine()
    {
        LogText text;
        QCOMPARE(text.add("10%\r20%").tail, u"20%"_s);
        QCOMPARE(text.add("\r30%\r").tail, u"30%"_s);
        QCOMPARE(text.add("40%\r\nend\r\n").lines, (QStringList{u"40%"_s, u"end"_s}));
    }

    void joinsCharactersThatWereCutInTwo()
    {
        LogText text;
        const QByteArray euro = "\xe2\x82\xac\n";
        QVERIFY(text.add(euro.left(1)).lines.isEmpty());
        QCOMPARE(text.add(euro.mid(1)).lines, QStringList{u"€"_s});
    }

    void invalidBytesDoNoHarm()
    {
        LogText text;
        QCOMPARE(text.add("a\xff\n").lines, QStringList{u"a\uFFFD"_s});
    }

    void dropsColourCodes()
    {
        LogText text;
        QCOMPARE(text.add("\x1b[1;31mred\x1b[0m plain\n").lines, QStringList{u"red plain"_s});
    }

    void cutsLinesThatAreTooLongToShow()
    {
        LogText text;
        const QStringList lines = text.add(QByteArray(100'000, 'x') + '\n').lines;
        QVERIFY(lines.front().size() < 5000);
    }

    void aProgressBarDoesNotGrow()
    {
        LogText text;
        for (int i = 0; i < 10'000; ++i)
            QCOMPARE(text.add("\r" + QByteArray::number(i)).tail, QString::number(i));
    }
};

QTEST_GUILESS_MAIN(TestLogText)
#include "tst_log_text.moc"
