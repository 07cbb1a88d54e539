// SPDX-FileCopyrightText: 2026 The Attune developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/protocol/pattern.h"

#include <QtTest>

#include <atomic>
#include <thread>

using namespace attune;

class PatternTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral("."))); }

    void findsTheLongestTextThatEveryMatchContains_data()
    {
        QTest::addColumn<QString>("pattern");
        QTest::addColumn<QString>("literal");
        QTest::newRow("plain") << "loss: (\\S+)"
                               << "loss: ";
        QTest::newRow("escaped") << "a\\.b\\(c (\\d+)"
                                 << "a.b(c ";
        QTest::newRow("longest of several") << "ep \\d+ val_loss=(\\S+)"
                                            << " val_loss=";
        QTest::newRow("optional character") << "colou?r (\\d)"
                                            << "colo";
        QTest::newRow("starred character") << "ab*cd (\\d)"
                                           << "cd ";
        QTest::newRow("counted character") << "xab{0,3}c (\\d)"
                                           << "xa";
        QTest::newRow("repeated character stays") << "ab+c (\\d)"
                                                  << "ab";
        QTest::newRow("alternatives") << "loss (\\d)|acc (\\d)"
                                      << "";
        QTest::newRow("group is not looked into") << "(?:loss|acc)=(\\d)"
                                                  << "=";
        QTest::newRow("lookbehind is no text") << "(?<![\\w.-])loss:(\\S+)"
                                               << "loss:";
        QTest::newRow("named group") << "acc (?<value>\\d+)%"
                                     << "acc ";
        QTest::newRow("case is ignored") << "(?i)loss (\\d)"
                                         << "";
        QTest::newRow("class with a bracket") << "[])]x=(\\d)"
                                              << "x=";
        QTest::newRow("posix class") << "[[:alpha:]]]y=(\\d)"
                                     << "]y=";
        QTest::newRow("code point") << "\\x41bc(\\d)"
                                    << "";
        QTest::newRow("verbatim") << "\\Qa|b\\E(\\d)"
                                  << "";
    }

    void findsTheLongestTextThatEveryMatchContains()
    {
        QFETCH(QString, pattern);
        QFETCH(QString, literal);
        QCOMPARE(QString::fromStdString(requiredLiteral(pattern.toStdString())), literal);
    }

    void agreesWithTheSearchAlone()
    {
        // Every text below is a match of its pattern, so none may be lost to the literal.
        const std::vector<std::pair<const char *, const char *>> matches{
            {"colou?r (\\d)", "color 1"}, {"ab*cd (\\d)", "acd 1"}, {"xab{0,3}c (\\d)", "xac 1"},
            {"a{,2}b(\\d)", "a{,2}b1"},   {"x(?=y)y(\\d)", "xy1"},  {"(?i)loss (\\d)", "LOSS 1"},
            {"a++b(\\d)", "aab1"},        {"a.?b(\\d)", "ab1"},     {"[\\]x]y(\\d)", "]y1"},
            {"(a(b)?)c(\\d)", "ac1"},
        };
        for (const auto &[text, line] : matches) {
            const auto pattern = Pattern::compile(text);
            QVERIFY2(pattern, text);
            QVERIFY2(pattern->search(line, 1, 0), text);
        }
    }

    void canBeUsedByManyThreadsAtOnce()
    {
        const auto pattern = Pattern::compile("loss=(\\d+) acc=(\\d+)").value();
        std::atomic<int> wrong = 0;
        std::vector<std::jthread> threads;
        for (int t = 0; t < 4; ++t) {
            threads.emplace_back([&, t] {
                const std::string line =
                    std::string(static_cast<std::size_t>(t), ' ') + "loss=1 acc=22";
                for (int i = 0; i < 2000; ++i) {
                    const auto match = pattern.search(line, 1, 2);
                    if (!match || !match->second ||
                        match->second->begin != 11U + static_cast<unsigned>(t))
                        ++wrong;
                }
            });
        }
        threads.clear();
        QCOMPARE(wrong.load(), 0);
    }
};

QTEST_GUILESS_MAIN(PatternTest)
#include "tst_pattern.moc"
