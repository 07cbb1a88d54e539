// SPDX-FileCopyrightText: 2026 The Attune developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/protocol/command_template.h"
#include "core/study/requirement.h"
#include "core/study/study_problems.h"

#include <algorithm>
#include <optional>

namespace attune {

namespace {

std::string quoted(const std::string &text)
{
    return '"' + text + '"';
}

void addRuleProblems(const StudySettings &settings, Problems &problems)
{
    if (settings.metrics.empty()) {
        problems.push_back({"metrics", "No metric is read from the program's output. Add a rule, "
                                       "for example by a click on a number after a test run."});
    }
    std::vector<std::string> names;
    for (std::size_t i = 0; i < settings.metrics.size(); ++i) {
        const MetricRule &rule = settings.metrics[i];
        const std::string path = "metrics[" + std::to_string(i) + "]";
        if (rule.preset.empty() && rule.name.empty())
            problems.push_back({path + ".name", "A metric has no name. Give it one."});
        if (rule.preset.empty() && rule.pattern.empty()) {
            problems.push_back({path + ".pattern", "The metric " + quoted(rule.name) +
                                                       " has no pattern. Give one, or use a "
                                                       "ready-made rule."});
            continue;
        }
        if (!rule.name.empty() && std::find(names.begin(), names.end(), rule.name) != names.end()) {
            problems.push_back({path + ".name", "The metric " + quoted(rule.name) +
                                                    " has two rules. Rename or remove one."});
        }
        names.push_back(rule.name);
        if (const auto compiled = MetricMatcher::compile({rule}); !compiled)
            problems.push_back({rule.preset.empty() ? path + ".pattern" : path + ".preset",
                                compiled.error().message});
    }
}

/// Whether no rule reads the metric; then the nearest name that one reads, or an empty text. A
/// preset names its metrics by what it finds, so with one any metric may be read.
std::optional<std::string> unreadMetric(const StudySettings &settings, const std::string &metric)
{
    std::vector<std::string> known;
    for (const MetricRule &rule : settings.metrics) {
        if (!rule.preset.empty() || rule.name == metric)
            return std::nullopt;
        known.push_back(rule.name);
    }
    return nearMatch(metric, known);
}

void addObjectiveProblems(const StudySettings &settings, const Objective &objective,
                          const std::string &path, Problems &problems)
{
    if (objective.value == ObjectiveValue::MeanOfLast && objective.meanOfLast < 1)
        problems.push_back({path + ".value", "The objective is the mean of the last " +
                                                 std::to_string(objective.meanOfLast) +
                                                 " readings. Use 1 or more."});
    if (objective.metric.empty()) {
        problems.push_back({path + ".metric", "No metric is chosen as the objective. Choose the "
                                              "one that matters."});
        return;
    }
    const auto isSame = [&](const Objective &other) { return other.metric == objective.metric; };
    const auto first = std::find_if(settings.objectives.begin(), settings.objectives.end(), isSame);
    if (&*first != &objective)
        problems.push_back({path + ".metric", "The objective " + quoted(objective.metric) +
                                                  " is there twice. Remove one of the two."});
    else if (const auto nearest = unreadMetric(settings, objective.metric))
        problems.push_back({path + ".metric",
                            "The objective " + quoted(objective.metric) + " is read by no rule." +
                                (nearest->empty() ? " Add a rule for it, or choose another."
                                                  : " Did you mean " + quoted(*nearest) + "?")});
}

void addRequirementProblems(const StudySettings &settings, Problems &problems)
{
    for (std::size_t i = 0; i < settings.requirements.size(); ++i) {
        const std::string path = "requirements[" + std::to_string(i) + "]";
        const auto requirement = Requirement::parse(settings.requirements[i]);
        if (!requirement) {
            problems.push_back({path, requirement.error().message});
            continue;
        }
        if (const auto nearest = unreadMetric(settings, requirement->metric))
            problems.push_back(
                {path, "The metric " + quoted(requirement->metric) + " is read by no rule." +
                           (nearest->empty() ? " Add a rule for it."
                                             : " Did you mean " + quoted(*nearest) + "?")});
    }
}

/// What ends a trial or a study by one number, where several numbers decide.
void addSeveralObjectivesProblems(const StudySettings &settings, Problems &problems)
{
    if (settings.objectives.size() < 2) {
        if (settings.studyStopping.onConvergence && !settings.requirements.empty())
            problems.push_back({"stopping.study.onConvergence",
                                "Convergence is not known for a study with requirements: the "
                                "settings with most to gain may break them. Use notImprovingFor, "
                                "or remove the requirements."});
        return;
    }
    if (settings.trialStopping.rule != TrialStoppingRule::None)
        problems.push_back({"stopping.trial.rule",
                            "Early stopping judges a trial by one objective, and a trial that is "
                            "poor in one may be the best in another. Use none, or keep one "
                            "objective."});
    if (settings.studyStopping.target)
        problems.push_back({"stopping.study.target", "A target is for one objective. Remove it, "
                                                     "or state a requirement for each metric."});
    if (settings.studyStopping.onConvergence)
        problems.push_back({"stopping.study.onConvergence",
                            "Convergence is known for one objective only. Use notImprovingFor, "
                            "which then counts trials that add nothing to the front."});
    if (settings.search.strategy == Strategy::Hyperband)
        problems.push_back({"search.strategy", "Hyperband compares trials by one objective. Use "
                                               "bayesian, or keep one objective."});
}

} // namespace

void addMetricProblems(const StudySettings &settings, Problems &problems)
{
    addRuleProblems(settings, problems);
    if (settings.objectives.empty())
        problems.push_back({"objective", "There is no objective. Choose the metric that matters."});
    for (std::size_t i = 0; i < settings.objectives.size(); ++i) {
        const std::string path =
            settings.objectives.size() == 1 ? "objective" : "objectives[" + std::to_string(i) + "]";
        addObjectiveProblems(settings, settings.objectives[i], path, problems);
    }
    addRequirementProblems(settings, problems);
    addSeveralObjectivesProblems(settings, problems);
}

} // namespace attune
