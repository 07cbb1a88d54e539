// SPDX-FileCopyrightText: 2026 The Attune developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/study/study_problems.h"

namespace attune {

void addUnsupportedProblems(const StudySettings &settings, Problems &problems)
{
    if (settings.launcher != "local")
        problems.push_back({"launcher.kind", "This version of Attune cannot launch trials through "
                                             "\"" +
                                                 settings.launcher + "\" yet. Use \"local\"."});
}

Problems StudySettings::problems() const
{
    Problems problems;
    addCommandProblems(*this, problems);
    const Problems ofSpace = space.problems();
    problems.insert(problems.end(), ofSpace.begin(), ofSpace.end());
    addMetricProblems(*this, problems);
    addRunProblems(*this, problems);
    addHyperbandProblems(*this, problems);
    addEvaluationProblems(*this, problems);
    addWarmStartProblems(*this, problems);
    addUnsupportedProblems(*this, problems);
    return problems;
}

} // namespace attune
