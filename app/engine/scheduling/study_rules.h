// SPDX-FileCopyrightText: 2026 The Attune developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/study/requirement.h"
#include "core/study/study_settings.h"

#include <vector>

namespace attune::engine {

/// How values are read from output, which of them count, and what is required of them.
struct StudyRules
{
    std::vector<MetricRule> metrics;
    std::vector<Objective> objectives;
    std::vector<Requirement> requirements;
    bool operator==(const StudyRules &) const = default;
};

/// Those of a definition; requirements of a draft that cannot be read are left out.
[[nodiscard]] inline StudyRules rulesOf(const StudySettings &settings)
{
    return {settings.metrics, settings.objectives, requirementsOf(settings.requirements)};
}

/// A matcher that knows what the rules ask for. Fails as MetricMatcher::compile().
[[nodiscard]] inline Result<MetricMatcher> matcherOf(const StudyRules &rules)
{
    std::vector<std::string> needed;
    for (const Objective &objective : rules.objectives)
        needed.push_back(objective.metric);
    for (const Requirement &requirement : rules.requirements)
        needed.push_back(requirement.metric);
    return MetricMatcher::compile(rules.metrics, needed);
}

/// Whether trials can be judged by a definition; a draft may not be so far.
[[nodiscard]] inline bool areReadable(const StudySettings &settings)
{
    return !settings.objectives.empty() && MetricMatcher::compile(settings.metrics).isOk() &&
           requirementsOf(settings.requirements).size() == settings.requirements.size();
}

} // namespace attune::engine
