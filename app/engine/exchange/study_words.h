// SPDX-FileCopyrightText: 2026 The Attune developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/study/study_settings.h"

#include <array>
#include <utility>

namespace attune::engine {

// The words of study.json for each enumerator, in the order in which they are offered.

inline constexpr std::array<std::pair<HyperparameterType, const char *>, 3> typeWords{{
    {HyperparameterType::Continuous, "continuous"},
    {HyperparameterType::Integer, "integer"},
    {HyperparameterType::Categorical, "categorical"},
}};

inline constexpr std::array<std::pair<Scaling, const char *>, 4> scalingWords{{
    {Scaling::Auto, "auto"},
    {Scaling::Linear, "linear"},
    {Scaling::Logarithmic, "logarithmic"},
    {Scaling::ReverseLogarithmic, "reverseLogarithmic"},
}};

inline constexpr std::array<std::pair<Direction, const char *>, 2> directionWords{{
    {Direction::Minimize, "minimize"},
    {Direction::Maximize, "maximize"},
}};

inline constexpr std::array<std::pair<Strategy, const char *>, 5> strategyWords{{
    {Strategy::Random, "random"},
    {Strategy::Sobol, "sobol"},
    {Strategy::Grid, "grid"},
    {Strategy::Bayesian, "bayesian"},
    {Strategy::Hyperband, "hyperband"},
}};

inline constexpr std::array<std::pair<HyperbandMode, const char *>, 2> hyperbandModeWords{{
    {HyperbandMode::Stop, "stop"},
    {HyperbandMode::Promote, "promote"},
}};

inline constexpr std::array<std::pair<TrialStoppingRule, const char *>, 5> stoppingRuleWords{{
    {TrialStoppingRule::None, "none"},
    {TrialStoppingRule::Median, "median"},
    {TrialStoppingRule::Percentile, "percentile"},
    {TrialStoppingRule::Patience, "patience"},
    {TrialStoppingRule::Threshold, "threshold"},
}};

} // namespace attune::engine
