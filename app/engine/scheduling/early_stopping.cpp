// SPDX-FileCopyrightText: 2026 The Attune developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/engine/scheduling/early_stopping.h"

#include <utility>

namespace attune::engine {

void EarlyStopping::setRule(const TrialStopping &rule, const Objective &objective)
{
    m_rule = rule;
    m_objective = objective;
    m_curves.clear();
}

void EarlyStopping::addPoints(int trial, const std::vector<MetricPoint> &points)
{
    std::vector<MetricPoint> &curve = m_curves[trial];
    curve.insert(curve.end(), points.begin(), points.end());
}

void EarlyStopping::setCurve(int trial, std::vector<MetricPoint> points)
{
    m_curves[trial] = std::move(points);
}

std::optional<StopVerdict> EarlyStopping::judge(int trial) const
{
    const auto own = m_curves.find(trial);
    if (!isOn() || own == m_curves.end())
        return std::nullopt;
    std::vector<std::vector<MetricPoint>> peers;
    for (const auto &[number, curve] : m_curves) {
        if (number != trial)
            peers.push_back(curve);
    }
    return attune::judge(m_rule, m_objective, own->second, peers);
}

} // namespace attune::engine
