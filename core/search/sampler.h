// SPDX-FileCopyrightText: 2026 The Attune developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/study/incumbent.h"
#include "core/study/study_history.h"

#include <memory>
#include <optional>
#include <stop_token>
#include <string>
#include <vector>

namespace attune {

/// A finished model fit: what it was fitted on and the fitted values. A value; the chain of fits is
/// stored with the study.
struct ModelFit
{
    int number = 0;                      ///< 0: none yet
    int prefix = 0;                      ///< results it has seen
    std::vector<double> hyperparameters; ///< of the model; meaning is the sampler's
    bool operator==(const ModelFit &) const = default;
};

/// How much better the best could still get, in the objective's units: the model's upper bound of
/// the best seen minus its lower bound over the space (Makarova et al. 2022).
struct ConvergenceBound
{
    double expectedGain = 0.0;
    double noise = 0.0; ///< the model's noise standard deviation
};

/// Proposes the settings of the next trial. A sampler never runs anything and keeps nothing that
/// problem, history and seed cannot rebuild. Const methods may be called from several threads at
/// once.
class Sampler
{
public:
    virtual ~Sampler() = default;

    /// Learns what it can from the first `prefix` results. Slow; runs beside suggestions, never
    /// before one. Returns a fit with number = previous.number + 1; samplers without a model return
    /// `previous`.
    [[nodiscard]] virtual ModelFit fit(const StudyHistory &history, int prefix,
                                       const ModelFit &previous, std::stop_token stop) const = 0;

    /// Settings for trial `number`. Trials in `history.pending` have no result yet.
    /// A pure function of its arguments and the study's seed. Fails with Exhausted when a finite
    /// space is used up, with Cancelled when stopped.
    [[nodiscard]] virtual Result<Settings> suggest(const StudyHistory &history, const ModelFit &fit,
                                                   int number, std::stop_token stop) const = 0;

    /// Whether a suggestion depends on what came of earlier trials, not only on which there were.
    [[nodiscard]] virtual bool usesResults() const = 0;

    /// The next prefix (> fit.prefix) on which a fit is due, given `results` known; 0 when none is
    /// due.
    [[nodiscard]] virtual int nextFitPrefix(const ModelFit &fit, int results) const
    {
        (void)fit;
        (void)results;
        return 0;
    }

    /// Nothing without a model.
    [[nodiscard]] virtual std::optional<ConvergenceBound> convergence(const StudyHistory &history,
                                                                      const ModelFit &fit) const
    {
        (void)history;
        (void)fit;
        return std::nullopt;
    }

    /// Where results are noisy the trial of the best posterior mean, else that of the best result.
    /// A pure function of its arguments. Nothing without a model, or before any trial is complete.
    [[nodiscard]] virtual std::optional<Incumbent> incumbent(const StudyHistory &history,
                                                             const ModelFit &fit) const
    {
        (void)history;
        (void)fit;
        return std::nullopt;
    }
};

/// The sampler of problem.search.strategy. Requires: a valid space. Trial 0 is the default settings
/// where all hyperparameters have a default (every strategy except grid), whatever the strategy.
[[nodiscard]] std::unique_ptr<Sampler> makeSampler(const SearchProblem &problem);

/// "x86-64" or "x86-64-v3": the build of the numeric core in use.
[[nodiscard]] std::string isaLevel();

} // namespace attune
