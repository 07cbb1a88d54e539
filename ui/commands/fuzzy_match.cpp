// SPDX-FileCopyrightText: 2026 The Attune developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/commands/fuzzy_match.h"

namespace attune::ui {

namespace {

constexpr int wordStartBonus = 8;
constexpr int runBonus = 5;
constexpr int textStartBonus = 10;

} // namespace

std::optional<int> fuzzyScore(QStringView pattern, QStringView text)
{
    int score = 0;
    qsizetype from = 0;
    qsizetype last = -2;
    for (const QChar wanted : pattern) {
        if (wanted.isSpace())
            continue;
        // The next letter of a run, else the next start of a word, else the next one at all.
        qsizetype at = -1;
        qsizetype anywhere = -1;
        for (qsizetype i = from; i < text.size() && at < 0; ++i) {
            if (text[i].toCaseFolded() != wanted.toCaseFolded())
                continue;
            if (anywhere < 0)
                anywhere = i;
            const bool isWordStart = i == 0 || !text[i - 1].isLetterOrNumber();
            if (i == last + 1 || isWordStart)
                at = i;
        }
        if (at < 0)
            at = anywhere;
        if (at < 0)
            return std::nullopt;
        if (at == last + 1)
            score += runBonus;
        if (at == 0)
            score += textStartBonus;
        else if (!text[at - 1].isLetterOrNumber())
            score += wordStartBonus;
        score += 1;
        last = at;
        from = at + 1;
    }
    return score * 4 - static_cast<int>(text.size()) / 8;
}

} // namespace attune::ui
