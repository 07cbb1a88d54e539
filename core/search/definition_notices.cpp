// SPDX-FileCopyrightText: 2026 The Attune developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/search/definition_notices.h"

#include "core/search/model_use.h"
#include "core/study/study_problems.h"

#include <algorithm>
#include <initializer_list>
#include <string_view>

namespace attune {

namespace {

void addSearch(const StudySettings &settings, Problems &notices)
{
    const SearchSettings &search = settings.search;
    HyperbandSettings hyperband = search.hyperband;
    if (tellsAnyOf(settings, {"resource"})) // which the maximum decides under any strategy
        hyperband.maxResource.reset();
    if (search.strategy != Strategy::Hyperband && hyperband != HyperbandSettings())
        notices.push_back(
            {"search.hyperband", "This has no effect: the strategy is not hyperband."});
    if (search.strategy != Strategy::Grid && search.gridPoints != SearchSettings().gridPoints)
        notices.push_back({"search.gridPoints", "This has no effect: the strategy is not grid."});
    if (search.isCostAware && !hasModel(search))
        notices.push_back({"search.costAware", "This has no effect: no model proposes the "
                                               "settings. Use the strategy bayesian, or hyperband "
                                               "with modelBased."});
}

void addTrialStopping(const TrialStopping &stopping, Problems &notices)
{
    using enum TrialStoppingRule;
    const TrialStopping defaults;
    const auto check = [&](const char *key, bool isSet,
                           std::initializer_list<TrialStoppingRule> rules) {
        if (!isSet || std::ranges::find(rules, stopping.rule) != rules.end())
            return;
        notices.push_back(
            {std::string("stopping.trial.") + key,
             stopping.rule == None
                 ? "This has no effect: no rule is chosen."
                 : "This has no effect: the rule is one that takes no " + std::string(key) + "."});
    };
    check("minSteps", stopping.minSteps != defaults.minSteps,
          {Median, Percentile, Patience, Threshold});
    check("minTrials", stopping.minTrials != defaults.minTrials, {Median, Percentile});
    check("percentile", stopping.percentile != defaults.percentile, {Percentile});
    check("patience", stopping.patience != defaults.patience, {Patience});
    check("threshold", stopping.threshold.has_value(), {Threshold});
}

void addStudyStopping(const StudySettings &settings, Problems &notices)
{
    const StudyStopping &stopping = settings.studyStopping;
    if (stopping.notImprovingBy == 0.0)
        return;
    const char *const path = "stopping.study.notImprovingBy";
    if (!stopping.notImprovingFor)
        notices.push_back({path, "This has no effect without notImprovingFor."});
    else if (settings.objectives.size() > 1)
        notices.push_back({path, "This has no effect: with several objectives a trial improves "
                                 "when it joins the front."});
}

/// As POSIX has it for shells and utilities. The system itself takes more.
bool isShellName(std::string_view name)
{
    const auto isLetter = [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_';
    };
    return !name.empty() && isLetter(name.front()) &&
           std::ranges::all_of(name, [&](char c) { return isLetter(c) || (c >= '0' && c <= '9'); });
}

void addEnvironment(const std::map<std::string, std::string> &environment,
                    const std::string &prefix, Problems &notices)
{
    for (const auto &[name, value] : environment) {
        if (!isShellName(name))
            notices.push_back(
                {prefix + name, "Shells pass on only names of letters, digits and _, the first one "
                                "no digit. A program that is started by a script may not see \"" +
                                    name + "\"."});
    }
}

} // namespace

Problems definitionNotices(const StudySettings &settings)
{
    Problems notices;
    addSearch(settings, notices);
    addTrialStopping(settings.trialStopping, notices);
    addStudyStopping(settings, notices);
    const Evaluation &evaluation = settings.evaluation;
    if (evaluation.runsAll && evaluation.folds == 1 && evaluation.replicates == 1)
        notices.push_back({"evaluation.runAll", "This has no effect: a trial is one run."});
    addEnvironment(settings.environment, "environment.", notices);
    for (std::size_t i = 0; i < settings.slots.size(); ++i)
        addEnvironment(settings.slots[i].environment,
                       "slots[" + std::to_string(i) + "].environment.", notices);
    return notices;
}

} // namespace attune
