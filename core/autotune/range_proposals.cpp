// SPDX-FileCopyrightText: 2026 The Attune developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/autotune/range_proposals.h"

#include "core/autotune/known_conditions.h"
#include "core/autotune/value_hint.h"
#include "core/protocol/known_names.h"
#include "core/protocol/number_text.h"
#include "core/protocol/range_knowledge.h"

#include <algorithm>
#include <bit>

namespace attune {
namespace {

/// More than so many at once make a search slow: SageMaker's best practices, and Attune's own
/// default budgets, are made for fewer.
constexpr std::ptrdiff_t mostAdvised = 10;

bool isBatchSize(const std::string &name)
{
    const std::vector<std::string> words = nameWords(name);
    const KnownName *known = findKnownName(words);
    return known != nullptr && known->words.front() == "batch size";
}

/// Memory and processors are made for powers of two, and what counts is the next smaller or larger.
Hyperparameter powersOfTwo(std::int64_t value)
{
    Hyperparameter result;
    result.type = HyperparameterType::Categorical;
    result.isOrdered = true;
    for (std::int64_t power = std::max<std::int64_t>(1, value / 4); power <= 4 * value; power *= 2)
        result.values.emplace_back(power);
    result.defaultValue = value;
    return result;
}

std::string reasonAroundValue(const Hyperparameter &hyperparameter, const std::string &text)
{
    switch (resolvedScaling(hyperparameter)) {
    case Scaling::Logarithmic:
        return "Nothing is known of this name, so the range goes by factors around " + text + ".";
    case Scaling::ReverseLogarithmic:
        return "A share near 1, where what counts is how close to 1 it is.";
    case Scaling::Auto:
    case Scaling::Linear:
        break;
    }
    return "Nothing is known of this name, so the range lies evenly around " + text + ".";
}

std::string whyKept(const ValueHint &hint, const std::optional<TrainingLength> &length)
{
    const std::vector<std::string> words = nameWords(hint.name);
    if (length && length->name == hint.name)
        return "Stays as it is: it is how long a trial trains, and more of it costs time whatever "
               "the other settings are.";
    const auto speaksOf = [&](std::string_view word) {
        return std::find(words.begin(), words.end(), word) != words.end();
    };
    if (speaksOf("seed") || speaksOf("state"))
        return "Stays as it is: a seed is chance, and the best of many seeds says nothing.";
    if (isRarelyTuned(words))
        return "Stays as it is: it is usually set, not tuned.";
    if (hint.name.size() == 1)
        return "Stays as it is: a whole number after one letter may be a size or a kind.";
    return "Stays as it is: nothing says that it matters.";
}

/// The range that grows out of a hint; nothing where none can be told from one value.
std::optional<ProposedChoice> fromHint(const ValueHint &hint,
                                       const std::optional<TrainingLength> &length)
{
    RangeSuggestion suggestion;
    if (hint.isSwitch) {
        suggestion.hyperparameter.type = HyperparameterType::Categorical;
        suggestion.hyperparameter.values = {true, false};
        suggestion.hyperparameter.defaultValue = true;
        suggestion.isLikely = isTunableSwitch(hint.name);
        suggestion.reason = "A switch of the model: with and without.";
    } else {
        suggestion = suggestRange(hint.name, hint.text);
    }
    const bool isChoice = suggestion.hyperparameter.type == HyperparameterType::Categorical;
    if (isChoice && (!suggestion.isLikely || suggestion.hyperparameter.values.size() < 2))
        return std::nullopt;
    const auto whole = wholeNumberFromText(hint.text);
    if (whole && *whole > 0 && std::has_single_bit(static_cast<std::uint64_t>(*whole)) &&
        isBatchSize(hint.name)) {
        suggestion.hyperparameter = powersOfTwo(*whole);
        suggestion.reason = "Batch sizes act by doubling, and memory favours powers of two.";
    } else if (!isChoice && findKnownName(nameWords(hint.name)) == nullptr) {
        suggestion.reason = reasonAroundValue(suggestion.hyperparameter, hint.text);
    }
    const bool isLength = length && length->name == hint.name;
    // `-t 2` may be a size or the number of a kind.
    const bool isBare = !isChoice && whole && hint.name.size() == 1 &&
                        findKnownName(nameWords(hint.name)) == nullptr;
    ProposedChoice proposal;
    suggestion.hyperparameter.name = hint.name;
    proposal.choice = RangeChoice{suggestion.hyperparameter, hint.argument, hint.templateArgument};
    proposal.subject = hint.name;
    proposal.now = hint.isSwitch ? "given" : hint.text;
    proposal.proposed = rangeInWords(suggestion.hyperparameter);
    proposal.isAdvised = suggestion.isLikely && !isLength && !isBare;
    proposal.reason = proposal.isAdvised ? suggestion.reason : whyKept(hint, length);
    return proposal;
}

/// The range that the value of `now` would have been given; nothing when that is its range, or when
/// it has no value to grow from.
std::optional<ProposedChoice> fromHyperparameter(const Hyperparameter &now)
{
    if (!now.defaultValue || std::holds_alternative<bool>(*now.defaultValue))
        return std::nullopt;
    const std::string text = textOf(*now.defaultValue);
    // What pasting the command made is not the person's own doing.
    Hyperparameter pasted = suggestRange(now.name, text).hyperparameter;
    pasted.name = now.name;
    pasted.when = now.when;
    auto proposal = fromHint({now.name, text, -1, {}, false}, std::nullopt);
    if (!proposal)
        return std::nullopt;
    Hyperparameter &proposed = std::get<RangeChoice>(proposal->choice).hyperparameter;
    if (proposed.when.empty())
        proposed.when = now.when;
    if (proposed == now)
        return std::nullopt;
    proposal->now = rangeInWords(now);
    proposal->isAdvised = proposal->isAdvised && now == pasted;
    if (now != pasted)
        proposal->reason += " Your own range stays unless you tick this.";
    return proposal;
}

/// Where others vary, a value that is fixed was fixed on purpose.
void leaveFixed(ProposedChoice &proposal)
{
    if (!proposal.isAdvised)
        return;
    proposal.isAdvised = false;
    proposal.reason += " You keep it fixed while others vary: it stays so unless you tick this.";
}

/// The known names come first where there are too many; unknown ones that were written last go.
void adviseAtMost(std::ptrdiff_t most, std::vector<ProposedChoice> &proposals)
{
    const auto isKnown = [](const ProposedChoice &proposal) {
        return std::get<RangeChoice>(proposal.choice).hyperparameter.type ==
                   HyperparameterType::Categorical ||
               findKnownName(nameWords(proposal.subject)) != nullptr;
    };
    for (const bool spareKnown : {true, false}) {
        for (auto it = proposals.rbegin(); it != proposals.rend(); ++it) {
            const auto advised = std::count_if(proposals.begin(), proposals.end(),
                                               [](const auto &each) { return each.isAdvised; });
            if (advised <= most)
                return;
            if (!it->isAdvised || (spareKnown && isKnown(*it)))
                continue;
            it->isAdvised = false;
            it->reason += " Left out at first: ten hyperparameters at once are enough.";
        }
    }
}

} // namespace

std::vector<ProposedChoice> proposeRanges(const StudySettings &settings)
{
    const std::optional<TrainingLength> length = trainingLength(settings);
    std::vector<ProposedChoice> proposals;
    for (const ValueHint &hint : valueHints(settings)) {
        auto proposal = fromHint(hint, length);
        if (!proposal)
            continue;
        if (hint.argument < 0 && !settings.space.hyperparameters.empty())
            leaveFixed(*proposal);
        proposals.push_back(std::move(*proposal));
    }
    const auto already = static_cast<std::ptrdiff_t>(settings.space.hyperparameters.size());
    adviseAtMost(std::max<std::ptrdiff_t>(0, mostAdvised - already), proposals);
    for (const Hyperparameter &hyperparameter : settings.space.hyperparameters) {
        if (auto proposal = fromHyperparameter(hyperparameter))
            proposals.push_back(std::move(*proposal));
    }
    addKnownConditions(settings.space, proposals);
    return proposals;
}

std::string rangeInWords(const Hyperparameter &hyperparameter)
{
    if (hyperparameter.type == HyperparameterType::Categorical) {
        std::string text;
        for (std::size_t i = 0; i < hyperparameter.values.size(); ++i) {
            const bool isLast = i + 1 == hyperparameter.values.size();
            text += i == 0 ? "" : isLast ? " or " : ", ";
            text += textOf(hyperparameter.values[i]);
        }
        return hyperparameter.isOrdered ? text + ", in this order" : text;
    }
    std::string text = textOf(hyperparameter.min) + " to " + textOf(hyperparameter.max);
    if (hyperparameter.step > 1)
        text += " in steps of " + std::to_string(hyperparameter.step);
    switch (resolvedScaling(hyperparameter)) {
    case Scaling::Logarithmic:
        return text + ", logarithmic";
    case Scaling::ReverseLogarithmic:
        return text + ", reverse logarithmic";
    case Scaling::Auto:
    case Scaling::Linear:
        break;
    }
    return text + ", linear";
}

} // namespace attune
