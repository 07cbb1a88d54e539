// SPDX-FileCopyrightText: 2026 The Attune developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/study/study_problems.h"

#include "core/protocol/placeholders.h"

#include <algorithm>
#include <string_view>
#include <vector>

namespace attune {

namespace {

/// As itself, as a condition, or within one.
bool isIn(std::string_view text, std::string_view name)
{
    const std::vector<TemplatePiece> pieces = parseTemplate(text);
    return std::any_of(pieces.begin(), pieces.end(), [&](const TemplatePiece &piece) {
        if (piece.kind == TemplatePiece::Kind::Literal)
            return false;
        return piece.name == name || isIn(piece.text, name) || isIn(piece.otherwise, name);
    });
}

} // namespace

bool isWritten(const StudySettings &settings, std::initializer_list<const char *> placeholders)
{
    const auto holds = [&](const std::string &text) {
        return std::any_of(placeholders.begin(), placeholders.end(),
                           [&](const char *name) { return isIn(text, name); });
    };
    return std::any_of(settings.command.begin(), settings.command.end(), holds) ||
           std::any_of(settings.environment.begin(), settings.environment.end(),
                       [&](const auto &variable) { return holds(variable.second); });
}

bool tellsAnyOf(const StudySettings &settings, std::initializer_list<const char *> placeholders)
{
    return !settings.files.empty() || isWritten(settings, placeholders);
}

void addEvaluationProblems(const StudySettings &settings, Problems &problems)
{
    const Evaluation &evaluation = settings.evaluation;
    if (evaluation.folds > 1 && !tellsAnyOf(settings, {"fold"}))
        problems.push_back({"evaluation.folds", "The program is not told which of the " +
                                                    std::to_string(evaluation.folds) +
                                                    " folds it runs. Use {fold} in the command."});
    if (evaluation.replicates > 1 && !tellsAnyOf(settings, {"trial.seed", "replicate"}))
        problems.push_back({"evaluation.replicates",
                            "The replicates would all be the same. Use {trial.seed} or {replicate} "
                            "in the command."});
    if (settings.search.strategy == Strategy::Hyperband &&
        (evaluation.folds > 1 || evaluation.replicates > 1))
        problems.push_back({"evaluation", "Hyperband compares single runs step by step. Use one "
                                          "fold and one replicate, or another strategy."});
}

} // namespace attune
