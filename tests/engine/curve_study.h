// SPDX-FileCopyrightText: 2026 The Attune developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tests/engine/study_fixture.h"

namespace attune::engine::tests {

/// The one hyperparameter is the curve that a trial prints.
inline void varyCurves(StudySettings &settings, const std::vector<std::string> &curves)
{
    Hyperparameter curve;
    curve.name = "curve";
    curve.type = HyperparameterType::Categorical;
    for (const std::string &text : curves)
        curve.values.emplace_back(text);
    settings.space.hyperparameters = {curve};
}

} // namespace attune::engine::tests
