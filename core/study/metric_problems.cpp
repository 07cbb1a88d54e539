// SPDX-FileCopyrightText: 2026 The Attune developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/protocol/command_template.h"
#include "core/study/study_problems.h"

#include <algorithm>

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

/// A preset names its metrics by what it finds, so with one any objective may be right.
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
    std::vector<std::string> known;
    bool hasPreset = false;
    for (const MetricRule &rule : settings.metrics) {
        hasPreset = hasPreset || !rule.preset.empty();
        known.push_back(rule.name);
    }
    if (hasPreset || std::find(known.begin(), known.end(), objective.metric) != known.end())
        return;
    const std::string near = nearMatch(objective.metric, known);
    const std::string advice = near.empty() ? " Add a rule for it, or choose another."
                                            : " Did you mean " + quoted(near) + "?";
    problems.push_back({path + ".metric", "The objective " + quoted(objective.metric) +
                                              " is read by no rule." + advice});
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
}

} // namespace attune
