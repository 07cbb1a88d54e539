// SPDX-FileCopyrightText: 2026 The Attune developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/stopping/stopping_rule.h"
#include "core/study/metric_series.h"
#include "core/study/study_settings.h"
#include "core/study/trial.h"

#include <map>
#include <optional>
#include <vector>

namespace attune::engine {

/// Keeps the objective curves of all trials, while a stopping rule needs them, and judges running
/// trials by it.
class EarlyStopping
{
public:
    /// Begins anew, without any curve.
    void setRule(const TrialStopping &rule, const Objective &objective);
    [[nodiscard]] bool isOn() const { return m_rule.rule != TrialStoppingRule::None; }

    /// New points of a trial's objective, behind those known.
    void addPoints(int trial, const std::vector<MetricPoint> &points);
    /// The curve is known whole (found on opening).
    void setCurve(int trial, std::vector<MetricPoint> points);
    /// A failed trial is nobody's peer.
    void forget(int trial) { m_curves.erase(trial); }

    [[nodiscard]] std::optional<StopVerdict> judge(int trial) const;

private:
    TrialStopping m_rule;
    Objective m_objective;
    std::map<int, std::vector<MetricPoint>> m_curves;
};

} // namespace attune::engine
