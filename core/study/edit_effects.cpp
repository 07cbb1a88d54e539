// SPDX-FileCopyrightText: 2026 The Attune developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/study/edit_effects.h"

#include <algorithm>
#include <vector>

namespace attune {

namespace {

std::string counted(int count, const std::string &what)
{
    return std::to_string(count) + ' ' + what + (count == 1 ? "" : "s");
}

void addFixed(std::vector<std::string> &how, const SearchSpace &before, const SearchSpace &now)
{
    for (const auto &[name, text] : before.fixed) {
        const auto same = std::find_if(now.fixed.begin(), now.fixed.end(),
                                       [&](const auto &fixed) { return fixed.first == name; });
        if (same != now.fixed.end() && same->second != text)
            how.push_back("with " + name + " = " + text);
    }
}

} // namespace

std::string whyIncomparable(const StudySettings &before, const StudySettings &now)
{
    std::vector<std::string> how;
    if (before.evaluation.folds != now.evaluation.folds ||
        before.evaluation.replicates != now.evaluation.replicates)
        how.push_back(counted(before.evaluation.folds, "fold") + " and " +
                      counted(before.evaluation.replicates, "replicate"));
    addFixed(how, before.space, now.space);
    if (before.command != now.command || before.usesShell != now.usesShell)
        how.emplace_back("another command");
    if (before.files != now.files)
        how.emplace_back("other files");
    if (before.environment != now.environment)
        how.emplace_back("another environment");
    if (how.empty())
        return {};
    std::string all = how.front();
    for (std::size_t i = 1; i < how.size(); ++i)
        all += (i + 1 < how.size() ? ", " : " and ") + how[i];
    return "Trials so far ran " + all +
           ". Their values stay as they are, and may not compare with the new ones: exclude them "
           "where they do not.";
}

} // namespace attune
