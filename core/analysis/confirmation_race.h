// SPDX-FileCopyrightText: 2026 The Attune developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/problem.h"
#include "core/study/study_settings.h"

#include <optional>
#include <string>
#include <vector>

namespace attune {

/// What "Confirm the Best" compares, and how surely.
struct ConfirmationOptions
{
    int contenders = 3; ///< the best settings of the study
    double confidence = 0.95;
    int rounds = 10; ///< reruns of each at most

    [[nodiscard]] Problems problems() const;
    bool operator==(const ConfirmationOptions &) const = default;
};

/// One of the best settings, and what its reruns with fresh seeds gave, in their order.
struct Contender
{
    int trial = 0; ///< of the study whose best is confirmed
    double searchValue = 0.0;
    std::vector<double> values;
    /// Of each of these reruns, the metric of each requirement.
    std::vector<std::vector<std::optional<double>>> required = {};
    bool hasFailed = false; ///< one of its reruns gave no value
    bool operator==(const Contender &) const = default;
};

/// How a contender stands in a race.
struct ContenderStanding
{
    int trial = 0;
    double searchValue = 0.0;
    int runs = 0;
    double mean = 0.0;                   ///< of the reruns; meaningless without any
    std::optional<double> standardError; ///< from two reruns on
    bool isOut = false; ///< significantly worse than another one, failed, or misses a requirement
    bool hasFailed = false;
    /// The requirements that its reruns miss: "accuracy >= 0.9 with 0.87 on average"; else empty.
    std::string missed = {};
    bool operator==(const ContenderStanding &) const = default;
};

enum class RaceState {
    Running,   ///< the contenders that are not out need another round
    Separated, ///< one is left
    Undecided, ///< the rounds are used up, and more than one is left
    Failed,    ///< no contender is left: each had a rerun without a value, or misses a requirement
};

struct RaceStanding
{
    RaceState state = RaceState::Running;
    int round = 0; ///< that every contender who is left has finished
    /// Contenders left first, best first.
    std::vector<ContenderStanding> contenders;
    /// Significance that a single comparison needs, after the correction for repeated looks.
    double level = 0.0;
    std::string sentence; ///< what was found, once the race is over
    bool operator==(const RaceStanding &) const = default;
};

/// Reruns before the first comparison: Welch's test needs an idea of both variances.
inline constexpr int roundsBeforeFirstLook = 3;

/// Where the race stands, computed from the reruns alone. After each round from
/// `roundsBeforeFirstLook` on, every contender is compared with the one of the best mean by Welch's
/// one-sided t test, and leaves the race where it is significantly worse: a Hoeffding race (Maron
/// and Moore 1994) with t tests instead of Hoeffding's bound, as in the t-races of Birattari et al.
/// (2002). So that looking again and again does not find what is not there, a comparison is
/// significant at (1 - confidence) / (m (m - 1) l) for m contenders and l looks (Bonferroni over
/// ordered pairs and looks): the chance that the settings named best are not the best of them is
/// then at most 1 - confidence, for values that are normally distributed. Before the comparison,
/// those leave whose reruns so far miss one of `requirements` on average, as replicates do; a rerun
/// without a value of its metric misses it.
/// Requires: at least two contenders, options without problems.
[[nodiscard]] RaceStanding standingOf(const std::vector<Contender> &contenders, Direction direction,
                                      const ConfirmationOptions &options,
                                      const std::vector<std::string> &requirements = {});

/// The p value of the hypothesis that `better` has no better expectation than `worse`: Welch's
/// one-sided t test (1947). 0 or 1 where neither varies. Requires: two values of each at least.
[[nodiscard]] double welchTest(Direction direction, const std::vector<double> &better,
                               const std::vector<double> &worse);

} // namespace attune
