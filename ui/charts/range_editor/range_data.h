// SPDX-FileCopyrightText: 2026 The Attune developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/space/hyperparameter.h"
#include "core/study/study_settings.h"
#include "core/study/trial.h"

#include <optional>
#include <vector>

namespace attune::ui {

/// One trial on the axis of a hyperparameter.
struct RangeDot
{
    int trial = 0;
    double value = 0.0; ///< the number, or the index of the choice
    std::optional<double> objective;
    double goodness = 0.0; ///< rank of the objective among the trials shown, 1 is the best
    bool isBest = false;
    bool isFailed = false;
    bool operator==(const RangeDot &) const = default;
};

/// What the range editor shows of one hyperparameter.
struct RangeData
{
    Hyperparameter hyperparameter;
    Scaling scaling = Scaling::Linear; ///< resolved
    bool isDrawable = false;     ///< false while the range has a problem: handles only, no density
    std::vector<double> samples; ///< numbers or choice indices, as random search would draw them
    /// Levels or choices with their share of all samples, while there are at most `maxLevels`.
    struct Level
    {
        double value = 0.0;
        double share = 0.0;
        bool operator==(const Level &) const = default;
    };
    std::vector<Level> levels;
    std::vector<RangeDot> dots;

    [[nodiscard]] bool isCategorical() const
    {
        return hyperparameter.type == HyperparameterType::Categorical;
    }
    bool operator==(const RangeData &) const = default;
};

/// Above this many levels an integer's density is drawn as a curve.
inline constexpr int maxLevels = 48;
/// How many sampled values the rug shows.
inline constexpr int rugSamples = 40;

/// The hyperparameter with its samples and shares; no dots. Conditions play no part.
[[nodiscard]] RangeData rangeDataOf(const Hyperparameter &hyperparameter);

/// The trials that have a value of the hyperparameter, worst first, and then `best` (may be null)
/// so that it is painted last.
[[nodiscard]] std::vector<RangeDot> rangeDotsOf(const Hyperparameter &hyperparameter,
                                                const std::vector<Trial> &trials,
                                                const Objective &objective, const Trial *best);

} // namespace attune::ui
