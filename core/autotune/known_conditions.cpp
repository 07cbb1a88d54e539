// SPDX-FileCopyrightText: 2026 The Attune developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/autotune/known_conditions.h"

#include "core/protocol/number_text.h"
#include "core/protocol/range_knowledge.h"

#include <algorithm>
#include <string_view>

namespace attune {
namespace {

/// Names by their last words, in lower case and without separators.
struct KnownCondition
{
    std::vector<std::string_view> names;
    std::string_view parent;
    std::vector<std::string_view> choices;
};

const std::vector<KnownCondition> &knownConditions()
{
    static const std::vector<KnownCondition> conditions{
        {{"ratedrop", "skipdrop", "onedrop", "sampletype", "normalizetype"}, "booster", {"dart"}},
        {{"droprate", "skipdrop", "maxdrop"}, "boosting", {"dart"}},
        {{"maxdepth", "minchildweight", "subsample", "colsamplebytree", "colsamplebylevel", "gamma",
          "maxleaves"},
         "booster",
         {"gbtree", "dart"}},
        {{"momentum"}, "optimizer", {"sgd", "rmsprop"}},
        {{"nesterov"}, "optimizer", {"sgd", "nadam"}},
        {{"beta1", "beta2", "adambeta1", "adambeta2", "amsgrad"},
         "optimizer",
         {"adam", "adamw", "nadam"}},
        {{"gamma"}, "kernel", {"poly", "rbf", "sigmoid"}},
        {{"degree"}, "kernel", {"poly"}},
        {{"coef0"}, "kernel", {"poly", "sigmoid"}},
        {{"l1ratio"}, "penalty", {"elasticnet"}},
    };
    return conditions;
}

std::string withoutSeparators(std::string_view text)
{
    std::string letters;
    for (const char c : text) {
        if (isLetter(c) || isDigit(c))
            letters += toLower(c);
    }
    return letters;
}

bool isAnyOf(const std::string &text, const std::vector<std::string_view> &names)
{
    return std::find(names.begin(), names.end(), text) != names.end();
}

/// What would vary under that name: as it is proposed, else as it is.
const Hyperparameter *findParent(const SearchSpace &space,
                                 const std::vector<ProposedChoice> &proposals,
                                 std::string_view name)
{
    for (const ProposedChoice &proposal : proposals) {
        if (proposal.isAdvised && withoutSeparators(proposal.subject) == name)
            return &std::get<RangeChoice>(proposal.choice).hyperparameter;
    }
    for (const Hyperparameter &hyperparameter : space.hyperparameters) {
        if (withoutSeparators(hyperparameter.name) == name)
            return &hyperparameter;
    }
    return nullptr;
}

/// The choices of `parent` under which it counts; empty when these are all of them or none.
std::vector<Value> activeChoices(const Hyperparameter &parent, const KnownCondition &condition)
{
    std::vector<Value> active;
    for (const Value &value : parent.values) {
        if (isAnyOf(withoutSeparators(textOf(value)), condition.choices))
            active.push_back(value);
    }
    return active.size() == parent.values.size() ? std::vector<Value>{} : active;
}

} // namespace

void addKnownConditions(const SearchSpace &space, std::vector<ProposedChoice> &proposals)
{
    for (ProposedChoice &proposal : proposals) {
        Hyperparameter &hyperparameter = std::get<RangeChoice>(proposal.choice).hyperparameter;
        for (const KnownCondition &condition : knownConditions()) {
            if (!hyperparameter.when.empty() ||
                !isAnyOf(withoutSeparators(proposal.subject), condition.names))
                continue;
            const Hyperparameter *parent = findParent(space, proposals, condition.parent);
            if (parent == nullptr || parent->type != HyperparameterType::Categorical)
                continue;
            const std::vector<Value> active = activeChoices(*parent, condition);
            if (active.empty())
                continue;
            hyperparameter.when.push_back({parent->name, active});
            Hyperparameter choices;
            choices.type = HyperparameterType::Categorical;
            choices.values = active;
            proposal.reason +=
                " Only used when " + parent->name + " is " + rangeInWords(choices) + ".";
        }
    }
}

} // namespace attune
