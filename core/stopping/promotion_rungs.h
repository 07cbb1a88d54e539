// SPDX-FileCopyrightText: 2026 The Attune developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/study/metric_series.h"
#include "core/study/study_settings.h"

#include <cstdint>
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace attune {

/// One run of a trial that is paused at rungs.
struct RungRun
{
    std::int64_t resource = 0;       ///< what it was told to reach
    bool hasReached = false;         ///< it got there
    std::vector<MetricPoint> points; ///< readings of the objective
};

/// How a paused trial compares with the others at its rung.
struct RungStanding
{
    std::int64_t step = 0;       ///< of the rung, as the program counts
    double value = 0.0;          ///< the trial's there
    int trials = 0;              ///< that have a result there
    int mayGoOn = 0;             ///< how many of these may go on
    std::optional<double> limit; ///< value of the last of those; nothing where there are none
    bool isAmongBest = false;

    /// Why a trial that the study has ended with stays here.
    [[nodiscard]] std::string sentence() const;
};

/// What the next run of a trial is told to reach, which has reached `reached` so far (0: nothing):
/// the next rung of its bracket, at last the maximum.
[[nodiscard]] std::int64_t resourceAfter(const SearchSettings &search, std::int64_t maximum,
                                         int trial, std::int64_t reached);

/// Asynchronous successive halving, promotion type (Li et al. 2020, algorithm 2). Every trial is
/// paused at each rung of its bracket. One goes on when it is among the best
/// floor(n / reductionFactor) of the n trials that have a result at its rung, whether these have
/// gone on or not; of equals the one with the lower number is the better. A trial's value at a rung
/// is what its objective would be if it ended there.
class PromotionRungs
{
public:
    PromotionRungs(const SearchSettings &search, std::int64_t maximum, const Objective &objective);

    /// All that a trial has run, in order. Replaces what was known of it.
    void enter(int trial, const std::vector<RungRun> &runs);
    /// A failed or excluded trial is nobody's peer.
    void forget(int trial);

    /// Which trial is to go on now, from the highest rung down and there the best; nothing where
    /// none may. `isPaused`: whether a trial can go on from where it is.
    [[nodiscard]] std::optional<int> next(const std::function<bool(int)> &isPaused) const;
    /// Nothing for a trial that has reached no rung.
    [[nodiscard]] std::optional<RungStanding> standingOf(int trial) const;

private:
    struct Rung
    {
        std::int64_t resource = 0;
        std::map<int, double> values; ///< by trial
    };
    struct Place
    {
        int bracket = 0;
        std::size_t rung = 0;       ///< the highest reached
        std::int64_t firstStep = 0; ///< of its readings
    };

    /// The trials that may go on, the best first.
    [[nodiscard]] std::vector<std::pair<double, int>> bestAt(const Rung &rung) const;
    [[nodiscard]] double valueAt(const std::vector<RungRun> &runs, std::int64_t resource) const;

    SearchSettings m_search;
    std::int64_t m_maximum;
    Objective m_objective;
    std::vector<std::vector<Rung>> m_brackets;
    std::map<int, Place> m_places; ///< by trial
};

} // namespace attune
