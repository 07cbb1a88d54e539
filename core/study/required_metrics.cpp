// SPDX-FileCopyrightText: 2026 The Attune developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/study/required_metrics.h"

#include "core/study/requirement.h"

#include <algorithm>

namespace attune {

std::vector<std::string> requiredMetrics(const StudySettings &settings)
{
    std::vector<std::string> metrics;
    for (const Requirement &requirement : requirementsOf(settings.requirements)) {
        const bool isObjective = std::any_of(
            settings.objectives.begin(), settings.objectives.end(),
            [&](const Objective &objective) { return objective.metric == requirement.metric; });
        const bool isThere =
            std::find(metrics.begin(), metrics.end(), requirement.metric) != metrics.end();
        if (!isObjective && !isThere)
            metrics.push_back(requirement.metric);
    }
    return metrics;
}

std::optional<double> requiredValue(const StudySettings &settings, const Trial &trial,
                                    const std::string &metric)
{
    const std::vector<Requirement> requirements = requirementsOf(settings.requirements);
    for (std::size_t i = 0; i < std::min(requirements.size(), trial.required.size()); ++i) {
        if (requirements[i].metric == metric)
            return trial.required[i];
    }
    return std::nullopt;
}

} // namespace attune
