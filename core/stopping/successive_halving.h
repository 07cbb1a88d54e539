// SPDX-FileCopyrightText: 2026 The Attune developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/stopping/stopping_rule.h"
#include "core/study/study_settings.h"

#include <cstdint>
#include <map>
#include <optional>
#include <set>
#include <vector>

namespace attune {

/// The resources at which trials of a bracket are compared: minResource *
/// reductionFactor^k, k = bracket, bracket + 1, ..., below `maximum`.
[[nodiscard]] std::vector<std::int64_t> rungsOf(const HyperbandSettings &hyperband,
                                                std::int64_t maximum, int bracket);

/// The bracket of a trial, drawn by seed and number. Brackets that compare earlier get more trials,
/// in the proportions of Hyperband (Li et al. 2018, algorithm 1, line 3).
[[nodiscard]] int bracketOf(const HyperbandSettings &hyperband, std::int64_t maximum,
                            std::uint64_t seed, int trial);

/// Asynchronous successive halving, stopping type (Li et al. 2020, ASHA; the rule that Syne Tune
/// runs for SageMaker's Hyperband). A trial is judged once at each rung, when it first reaches it:
/// it goes on where its value is among the best 1/reductionFactor of those that reached that rung
/// of its bracket until then, itself included (a quantile with linear interpolation), or where it
/// is the first. Its value is what its objective would be if it ended there; one that is not a
/// number is worse than any other. At the maximum it ends.
class SuccessiveHalving
{
public:
    SuccessiveHalving(const HyperbandSettings &hyperband, std::int64_t maximum,
                      const Objective &objective, std::uint64_t seed);

    /// The next reading of a trial's objective. Returns why the trial is to be ended now, with a
    /// step and the quantile that it was compared with, or nothing. Once ended, always nothing;
    /// what it still reaches is a measure for the others.
    [[nodiscard]] std::optional<StopVerdict> add(int trial, const MetricPoint &point);
    /// The next reading of a trial that is not judged: only a measure for the others.
    void note(int trial, const MetricPoint &point) { (void)advance(trial, point); }
    /// A curve that was judged before, in an earlier session: entered, not judged again.
    void enter(int trial, const std::vector<MetricPoint> &curve);
    /// A failed or excluded trial is nobody's peer.
    void forget(int trial);

private:
    struct Progress
    {
        std::vector<MetricPoint> curve;
        std::size_t nextRung = 0;
        bool hasEnded = false;
    };

    /// Takes the point in; the rungs that it reaches are [first, second) of the trial's.
    std::pair<std::size_t, std::size_t> advance(int trial, const MetricPoint &point);
    [[nodiscard]] std::optional<StopVerdict> judgeAt(int trial, std::size_t rung) const;
    [[nodiscard]] const std::vector<std::int64_t> &rungsFor(int trial) const;

    HyperbandSettings m_hyperband;
    std::int64_t m_maximum;
    Objective m_objective;
    std::uint64_t m_seed;
    std::vector<std::vector<std::int64_t>> m_rungs; ///< by bracket
    std::map<int, Progress> m_trials;
    /// By (bracket, index of rung): the value of each trial that reached it; what is not a number
    /// is the worst infinity.
    std::map<std::pair<int, std::size_t>, std::map<int, double>> m_values;
};

} // namespace attune
