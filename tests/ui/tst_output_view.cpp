// SPDX-FileCopyrightText: 2026 The Attune developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/no_warnings.h"
#include "ui/pages/setup/output_view.h"
#include "ui/theme/theme.h"

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
};

QTEST_MAIN(TestOutputView)
#include "tst_output_view.moc"
