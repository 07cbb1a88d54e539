// SPDX-FileCopyrightText: 2026 The Attune developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/search/study_notices.h"

#include "core/space/lattice.h"
#include "core/stopping/successive_halving.h"

#include <algorithm>

namespace attune {

namespace {

constexpr std::int64_t mostTrialsLookedAt = 1'000'000;

/// factor^exponent, or nothing above mostTrialsLookedAt.
std::optional<std::int64_t> powerOf(int factor, std::size_t exponent)
{
    return productOf(std::vector<std::int64_t>(exponent, factor), mostTrialsLookedAt);
}

std::string sizeSentence(const StudySettings &settings)
{
    if (settings.search.strategy != Strategy::Grid) {
        const auto count = settingsWithinBudget(settings);
        if (!count)
            return {};
        return std::to_string(*count) + " distinct settings: the study ends when all of them have "
                                        "been tried.";
    }
    const GridSize size = quickGridSize(settings.space, settings.search.gridPoints);
    const std::int64_t budget = settings.budget.trials;
    const std::string count = std::to_string(size.combinations) +
                              (size.combinations == 1 ? " combination" : " combinations");
    const std::string tried = ", of which the budget tries " + std::to_string(budget) + ".";
    if (!size.isExact)
        return "At most " + count + (size.combinations <= budget ? "." : tried);
    return size.combinations <= budget ? count + ": all of them fit into the budget."
                                       : count + tried;
}

std::string maximumSentence(const StudySettings &settings)
{
    const auto least = leastTrialsToMaximum(settings);
    if (!least || settings.budget.trials >= *least)
        return {};
    return "With " + std::to_string(settings.budget.trials) +
           (settings.budget.trials == 1 ? " trial" : " trials") + " none can reach step " +
           std::to_string(*maxResourceOf(settings)) + ": 1 of " +
           std::to_string(settings.search.hyperband.reductionFactor) +
           " goes on from each rung. Use " + std::to_string(*least) +
           " or more trials, or a larger search.hyperband.minResource.";
}

} // namespace

GridSize quickGridSize(const SearchSpace &space, int points)
{
    constexpr double mostCounted = 20000.0;
    double product = 1.0;
    for (const Hyperparameter &hyperparameter : space.hyperparameters)
        product *= static_cast<double>(gridLevels(hyperparameter, points).size());
    const bool isSimple = space.constraints.empty() &&
                          std::all_of(space.hyperparameters.begin(), space.hyperparameters.end(),
                                      [](const auto &each) { return each.when.empty(); });
    if (isSimple || product <= mostCounted)
        return gridSize(space, points);
    return {static_cast<std::int64_t>(std::min(product, 9e18)), false};
}

std::optional<std::int64_t> settingsWithinBudget(const StudySettings &settings)
{
    const auto &hyperparameters = settings.space.hyperparameters;
    const auto isContinuous = [](const Hyperparameter &each) {
        return each.type == HyperparameterType::Continuous;
    };
    if (settings.search.strategy == Strategy::Grid ||
        std::any_of(hyperparameters.begin(), hyperparameters.end(), isContinuous))
        return std::nullopt;
    constexpr int mostTrials = 100'000;
    const int budget = std::clamp(settings.budget.trials, 1, mostTrials);
    if (std::any_of(hyperparameters.begin(), hyperparameters.end(),
                    [&](const Hyperparameter &each) { return each.levelCount() > budget; }))
        return std::nullopt;
    const GridSize size = quickGridSize(settings.space, budget + 1);
    if (!size.isExact || size.combinations > budget)
        return std::nullopt;
    return size.combinations;
}

std::optional<std::int64_t> leastTrialsToMaximum(const StudySettings &settings)
{
    const SearchSettings &search = settings.search;
    const auto maximum = maxResourceOf(settings);
    if (search.strategy != Strategy::Hyperband || search.hyperband.mode != HyperbandMode::Promote ||
        !maximum)
        return std::nullopt;
    std::vector<std::optional<std::int64_t>> needed;
    needed.reserve(static_cast<std::size_t>(std::max(0, search.hyperband.brackets)));
    for (int bracket = 0; bracket < search.hyperband.brackets; ++bracket)
        needed.push_back(powerOf(search.hyperband.reductionFactor,
                                 rungsOf(search.hyperband, *maximum, bracket).size()));
    if (needed.size() == 1)
        return needed.front();
    std::vector<std::int64_t> counts(needed.size());
    for (int trial = 0; trial < mostTrialsLookedAt; ++trial) {
        const auto bracket =
            static_cast<std::size_t>(bracketOf(search.hyperband, *maximum, search.seed, trial));
        if (++counts[bracket] == needed[bracket])
            return trial + 1;
    }
    return std::nullopt;
}

std::vector<std::string> noticesOf(const StudySettings &settings)
{
    std::vector<std::string> notices;
    for (const std::string &notice : {sizeSentence(settings), maximumSentence(settings)}) {
        if (!notice.empty())
            notices.push_back(notice);
    }
    return notices;
}

} // namespace attune
