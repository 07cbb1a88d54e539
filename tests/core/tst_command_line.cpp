// SPDX-FileCopyrightText: 2026 The Attune developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/rng.h"
#include "core/protocol/command_template.h"

#include <QProcess>
#include <QtTest>

using namespace attune;

using Arguments = std::vector<std::string>;

class CommandLineTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral("."))); }

    void splitsAsAShellDoes()
    {
        const auto split =
            splitCommandLine("python  train.py --lr 0.01 'a b' \"c \\\"d\\\" $e \\n\" x\\ y "
                             "'' a'b'\"c\" \\\n last");
        QVERIFY(split);
        QCOMPARE(split.value(), (Arguments{"python", "train.py", "--lr", "0.01", "a b",
                                           "c \"d\" $e \\n", "x y", "", "abc", "last"}));
        QVERIFY(splitCommandLine("  \n ").value().empty());
    }

    void saysWhichQuoteIsNotClosed()
    {
        const auto failed = splitCommandLine("a 'b c");
        QVERIFY(!failed);
        QCOMPARE(failed.error().message,
                 std::string("The quote ' at character 3 is never closed. Add the closing one."));
        QVERIFY(!splitCommandLine("a \"b"));
    }

    void refusesWhatOnlyAShellUnderstands()
    {
        for (const char *text :
             {"a | b", "a > f", "a < f", "a; b", "a && b", "a $(b)", "a `b`", "a 2>&1"}) {
            const auto failed = splitCommandLine(text);
            QVERIFY2(!failed, text);
            QVERIFY(failed.error().message.find("is for a shell") != std::string::npos);
        }
        QVERIFY(splitCommandLine("a '|' \"a;b\" \\> $HOME"));
    }

    void quotesOnlyWhatNeedsIt()
    {
        QCOMPARE(quoteCommandLine({"python", "train.py", "--lr=0.01", "a b", "it's", "", "$x"}),
                 std::string("python train.py --lr=0.01 'a b' 'it'\\''s' '' '$x'"));
        QCOMPARE(quoteCommandLine({"A=b", "c=d"}), std::string("'A=b' c=d"));
    }

    void readsBackWhatItQuoted()
    {
        Rng rng(7, RandomPurpose::Preview, 0);
        const std::string characters = "ab '\"\\$`|&;<>(){}[]*?#~=\n\t-é";
        for (int i = 0; i < 500; ++i) {
            Arguments arguments{"program"};
            for (int j = rng.below(5); j >= 0; --j) {
                std::string argument;
                for (int k = rng.below(8); k > 0; --k)
                    argument += characters[static_cast<std::size_t>(
                        rng.below(static_cast<int>(characters.size())))];
                arguments.push_back(argument);
            }
            const auto split = splitCommandLine(quoteCommandLine(arguments));
            QVERIFY(split);
            QCOMPARE(split.value(), arguments);
        }
    }

    void quotesSoThatARealShellReadsTheSame()
    {
        const Arguments arguments{"printf", "%s\\n", "a b", "it's", "$HOME",
                                  "*",      "\"",    "~",   "a=b",  "x;y"};
        QProcess shell;
        shell.start(QStringLiteral("/bin/sh"),
                    {QStringLiteral("-c"), QString::fromStdString(quoteCommandLine(arguments))});
        QVERIFY(shell.waitForFinished());
        QCOMPARE(shell.readAllStandardOutput(),
                 QByteArray("a b\nit's\n$HOME\n*\n\"\n~\na=b\nx;y\n"));
    }
};

QTEST_GUILESS_MAIN(CommandLineTest)
#include "tst_command_line.moc"
