// SPDX-FileCopyrightText: 2026 The Attune developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/engine/execution/line_splitter.h"

#include <QtTest>

#include <random>
#include <vector>

using namespace attune::engine;

namespace {

using Lines = std::vector<std::string>;

/// Feeds `pieces` one after another and flushes.
Lines linesOf(const std::vector<std::string> &pieces)
{
    Lines lines;
    LineSplitter splitter;
    const auto take = [&](const LineSplitter::Line &line) { lines.emplace_back(line.text); };
    for (const std::string &piece : pieces)
        splitter.feed(piece, take);
    splitter.flush(take);
    return lines;
}

/// Text made of what is hard: every kind of line end, UTF-8 of several bytes, invalid bytes.
std::string hardText(std::mt19937 &random)
{
    static const std::vector<std::string> parts{
        "\n", "\r", "\r\n", "loss 1", "", "\xff", "\xc3\xa9", "\xf0\x9f\x8e\xaf", "x"};
    std::string text;
    for (int i = 0; i < 60; ++i)
        text += parts[random() % parts.size()];
    return text;
}

} // namespace

class TestLineSplitter : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void lfCrAndCrLfEndLines()
    {
        QCOMPARE(linesOf({"a\nb\rc\r\nd\n\ne"}), (Lines{"a", "b", "c", "d", "", "e"}));
    }

    void aCrLfCutInTwoEndsOneLine()
    {
        QCOMPARE(linesOf({"a\r", "\nb\n"}), (Lines{"a", "b"}));
        QCOMPARE(linesOf({"a\r", "b\n"}), (Lines{"a", "b"}));
    }

    void utf8CutInTwoIsWholeAgain() { QCOMPARE(linesOf({"\xc3", "\xa9\n"}), (Lines{"\xc3\xa9"})); }

    void anOverlongLineIsCutAndNothingOfItIsLost()
    {
        const std::string text(LineSplitter::maxLineBytes * 2 + 7, 'x');
        const Lines lines = linesOf({text.substr(0, 1000), text.substr(1000) + "\nnext\n"});
        QCOMPARE(lines.size(), std::size_t(4));
        QCOMPARE(lines[0].size(), LineSplitter::maxLineBytes);
        QCOMPARE(lines[2].size(), std::size_t(7));
        QCOMPARE(lines[3], std::string("next"));
    }

    void aLineOfExactlyTheMaximumIsOneLine()
    {
        const std::string text(LineSplitter::maxLineBytes, 'x');
        QCOMPARE(linesOf({text, "\n", "b\n"}), (Lines{text, "b"}));
    }

    void anyCutsAndRestartsGiveTheLinesOfOnePass()
    {
        std::mt19937 random(7);
        for (int round = 0; round < 500; ++round) {
            const std::string text = hardText(random);
            Lines lines;
            const auto take = [&](const LineSplitter::Line &line) {
                lines.emplace_back(line.text);
            };
            LineSplitter splitter;
            for (std::size_t at = 0; at < text.size();) {
                const std::size_t count = 1 + random() % 9;
                splitter.feed(std::string_view(text).substr(at, count), take);
                at = std::min(at + count, text.size());
                if (random() % 3 == 0) {
                    const auto offset = std::size_t(splitter.lineOffset());
                    splitter =
                        LineSplitter(std::int64_t(offset), offset > 0 && text[offset - 1] == '\r');
                    at = offset;
                }
            }
            splitter.flush(take);
            QCOMPARE(lines, linesOf({text}));
        }
    }

    void invalidBytesAreReplacedForShowingOnly()
    {
        QCOMPARE(linesOf({"caf\xe9\n"}), (Lines{"caf\xe9"}));
        QCOMPARE(displayText("caf\xe9 \xc3\xa9"), std::string("caf\xEF\xBF\xBD \xc3\xa9"));
        QCOMPARE(displayText("\xed\xa0\x80"), std::string("\xEF\xBF\xBD\xEF\xBF\xBD\xEF\xBF\xBD"));
    }
};

QTEST_GUILESS_MAIN(TestLineSplitter)
#include "tst_line_splitter.moc"
