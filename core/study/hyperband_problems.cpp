// SPDX-FileCopyrightText: 2026 The Attune developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/study/study_problems.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>

namespace attune {

namespace {

void addRungProblems(const HyperbandSettings &hyperband, std::int64_t maximum, Problems &problems)
{
    if (maximum < hyperband.minResource) {
        problems.push_back(
            {"search.hyperband.maxResource",
             "The last step, " + std::to_string(maximum) + ", is before the first rung, " +
                 std::to_string(hyperband.minResource) + ". Raise one or lower the other."});
        return;
    }
    std::int64_t first = hyperband.minResource;
    for (int bracket = 1; bracket < hyperband.brackets; ++bracket) {
        if (first > maximum / hyperband.reductionFactor) {
            problems.push_back({"search.hyperband.brackets",
                                "From " + std::to_string(hyperband.minResource) + " to " +
                                    std::to_string(maximum) + " steps there are no more than " +
                                    std::to_string(bracket) + " brackets. Use fewer."});
            return;
        }
        first *= hyperband.reductionFactor;
    }
}

/// A whole number as people and programs write it: "50", " 50 ", "50.0", "5e1".
std::optional<std::int64_t> wholeNumberIn(std::string_view text)
{
    constexpr std::string_view blanks = " \t\r\n";
    const std::size_t begin = text.find_first_not_of(blanks);
    if (begin == std::string_view::npos)
        return std::nullopt;
    text = text.substr(begin, text.find_last_not_of(blanks) + 1 - begin);
    double number = 0.0;
    const auto read = std::from_chars(text.data(), text.data() + text.size(), number);
    constexpr double largestExact = 9007199254740992.0; // 2^53
    if (read.ec != std::errc() || read.ptr != text.data() + text.size() ||
        std::abs(number) > largestExact || number != std::floor(number))
        return std::nullopt;
    return static_cast<std::int64_t>(number);
}

} // namespace

std::optional<std::int64_t> maxResourceOf(const StudySettings &settings)
{
    if (settings.search.hyperband.maxResource)
        return settings.search.hyperband.maxResource;
    constexpr std::array<std::string_view, 5> names = {"epochs", "n_epochs", "num_epochs",
                                                       "numepochs", "n-epochs"};
    for (const std::string_view name : names) {
        for (const auto &[fixed, text] : settings.space.fixed) {
            const auto number = fixed == name ? wholeNumberIn(text) : std::nullopt;
            if (number && *number > 0)
                return number;
        }
    }
    return std::nullopt;
}

void addHyperbandProblems(const StudySettings &settings, Problems &problems)
{
    if (settings.search.strategy != Strategy::Hyperband) {
        const bool isOwnName =
            settings.space.find("resource") != nullptr ||
            std::any_of(settings.space.fixed.begin(), settings.space.fixed.end(),
                        [](const auto &value) { return value.first == "resource"; });
        if (!isOwnName && !maxResourceOf(settings) && isWritten(settings, {"resource"}))
            problems.push_back(
                {"search.hyperband.maxResource",
                 "{resource} stands for the steps of a whole trial, and nobody says "
                 "how many these are. Give the last step (maxResource), or a fixed "
                 "value named epochs, n_epochs, num_epochs, numepochs or n-epochs."});
        return;
    }
    const HyperbandSettings &hyperband = settings.search.hyperband;
    const auto add = [&problems](const char *path, const std::string &sentence) {
        problems.push_back({path, sentence});
    };
    const bool isSound = hyperband.minResource >= 1 && hyperband.reductionFactor >= 2 &&
                         hyperband.reductionFactor <= 1000 && hyperband.brackets >= 1;
    if (hyperband.minResource < 1)
        add("search.hyperband.minResource", "Hyperband's first rung is at step " +
                                                std::to_string(hyperband.minResource) +
                                                ". Use 1 or more.");
    if (hyperband.reductionFactor < 2 || hyperband.reductionFactor > 1000)
        add("search.hyperband.reductionFactor", "Hyperband's reduction factor is " +
                                                    std::to_string(hyperband.reductionFactor) +
                                                    ". Use 2 or more; 3 is usual.");
    if (hyperband.brackets < 1)
        add("search.hyperband.brackets", "The number of brackets is " +
                                             std::to_string(hyperband.brackets) +
                                             ". Use 1 or more; 1 is usual.");
    const auto maximum = maxResourceOf(settings);
    if (!maximum)
        add("search.hyperband.maxResource",
            "Hyperband needs to know how many steps a whole trial has. Give the last step "
            "(maxResource), or a fixed value named epochs, n_epochs, num_epochs, numepochs or "
            "n-epochs.");
    else if (*maximum < 1)
        add("search.hyperband.maxResource",
            "Hyperband's last step is " + std::to_string(*maximum) + ". Use 1 or more.");
    else if (isSound)
        addRungProblems(hyperband, *maximum, problems);
    if (hyperband.mode == HyperbandMode::Promote &&
        !tellsAnyOf(settings, {"trial.directory", "trial.number"}))
        add("search.hyperband.mode",
            "A paused trial goes on in a new run, and the program cannot tell where the checkpoint "
            "of the one before is. Use {trial.directory} in the command: it is the same in all "
            "runs of a trial.");
    if (settings.trialStopping.rule != TrialStoppingRule::None)
        add("stopping.trial.rule", "Hyperband ends hopeless trials by itself and takes no other "
                                   "rule beside it. Use none.");
}

} // namespace attune
