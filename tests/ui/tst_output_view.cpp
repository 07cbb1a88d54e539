// SPDX-FileCopyrightText: 2026 The Attune developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/no_warnings.h"
#include "ui/pages/setup/output_view.h"
#include "ui/theme/theme.h"

#include <QRandomGenerator>
#include <QScrollBar>
#include <QTest>

using namespace attune;
using namespace attune::ui;

class TestOutputView : public QObject
{
    Q_OBJECT

    static std::vector<std::string> linesOf(int count, const std::string &text)
    {
        std::vector<std::string> lines;
        for (int line = 0; line < count; ++line)
            lines.push_back(text + std::to_string(line));
        return lines;
    }

private Q_SLOTS:
    void initTestCase() { applyTheme(*qApp, ThemeChoice::Light); }
    void init() { failOnWarnings(); }

    void aSecondRunTakesThePlaceOfTheFirst()
    {
        OutputView output;
        output.resize(300, 120);
        output.show();
        output.setLines(linesOf(300, "epoch 3 validation loss 0."), 0);
        QVERIFY(output.verticalScrollBar()->value() > 0);
        output.setLines({}, 0);
        QVERIFY(output.toPlainText().isEmpty());
        QVERIFY(output.numbers().empty());
        output.setLines(linesOf(300, "loss="), 0);
        output.setLines(linesOf(2, "x"), 0);
        QCOMPARE(output.blockCount(), 2);
    }

    /// Every line is a block, or the marks would stand on others.
    void whatIsNoTextBreaksNoLines()
    {
        OutputView output;
        output.resize(300, 120);
        output.show();
        std::vector<std::string> lines{"\x01\x0b\x0c\x1b[31m loss=0.5",
                                       "\xe2\x80\xa8\xe2\x80\xa9\xef\xb7\x90 loss=0.25",
                                       std::string("\0 loss=0.75", 12)};
        output.setLines(lines, 0);
        QCOMPARE(output.blockCount(), 3);
        lines.emplace_back("loss=0.125");
        output.setLines(lines, 0);
        QCOMPARE(output.blockCount(), 4);
        QVERIFY(output.toPlainText().endsWith(QStringLiteral("loss=0.125")));
    }

    /// 3 MB of bytes, with few line ends or none.
    void anythingThatIsPrintedShowsAtOnce_data()
    {
        QTest::addColumn<int>("lineBytes");
        QTest::newRow("long lines") << 64 * 1024;
        QTest::newRow("short lines") << 300;
    }

    void anythingThatIsPrintedShowsAtOnce()
    {
        QFETCH(int, lineBytes);
        QRandomGenerator random(1);
        std::vector<std::string> lines;
        for (int line = 0; line < 3'000'000 / lineBytes; ++line) {
            QByteArray bytes(lineBytes, ' ');
            for (char &byte : bytes)
                byte = static_cast<char>(random.bounded(256));
            lines.push_back(QString::fromUtf8(bytes).toStdString());
        }
        OutputView output;
        output.resize(300, 120);
        output.show();
        QElapsedTimer timer;
        timer.start();
        output.setLines(lines, 0);
        QCoreApplication::processEvents();
        QVERIFY2(timer.elapsed() < 3000, qPrintable(QString::number(timer.elapsed())));
        QCOMPARE(output.blockCount(), int(lines.size()));
    }
};

QTEST_MAIN(TestOutputView)
#include "tst_output_view.moc"
