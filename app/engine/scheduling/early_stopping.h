// SPDX-FileCopyrightText: 2026 The Attune developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/stopping/step_curve.h"
#include "core/stopping/stopping_rule.h"
#include "core/stopping/successive_halving.h"
#include "core/study/metric_series.h"
#include "core/study/study_settings.h"

#include <map>
#include <optional>
#include <vector>

namespace attune::engine {

/// Keeps the objective curves of all trials, while a stopping rule or Hyperband needs them, and
/// judges running trials by it, reading by reading. Hyperband's second mode judges nobody on the
/// way, but trials from before it was chosen may be under way still.
class EarlyStopping
{
public:
    /// Begins anew, without any curve.
    void setRule(const StudySettings &settings, const Objective &objective);
    [[nodiscard]] bool isOn() const { return m_halving || m_rule.rule != TrialStoppingRule::None; }

    /// New points of a trial's objective, behind those known. The first that ends the trial
    /// decides.
    [[nodiscard]] std::optional<StopVerdict> add(int trial, const std::vector<MetricPoint> &points);
    /// New points of a trial that is not judged: a measure for the others.
    void note(int trial, const std::vector<MetricPoint> &points);
    /// The curve is known whole (found on opening): not judged.
    void setCurve(int trial, const std::vector<MetricPoint> &points);
    /// A failed or excluded trial is nobody's peer.
    void forget(int trial);

private:
    [[nodiscard]] std::vector<const StepCurve *> peersOf(int trial) const;

    TrialStopping m_rule;
    Objective m_objective;
    std::map<int, StepCurve> m_curves; ///< for m_rule
    std::optional<SuccessiveHalving> m_halving;
};

} // namespace attune::engine
