// SPDX-FileCopyrightText: 2026 The Attune developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/engine/scheduling/early_stopping.h"

namespace attune::engine {

void EarlyStopping::setRule(const StudySettings &settings, const Objective &objective)
{
    m_rule = settings.trialStopping;
    m_objective = objective;
    m_curves.clear();
    m_halving.reset();
    const auto maximum = maxResourceOf(settings);
    const SearchSettings &search = settings.search;
    if (search.strategy == Strategy::Hyperband && maximum)
        m_halving.emplace(search.hyperband, *maximum, objective, search.seed);
}

std::vector<const StepCurve *> EarlyStopping::peersOf(int trial) const
{
    std::vector<const StepCurve *> peers;
    peers.reserve(m_curves.size());
    for (const auto &[number, curve] : m_curves) {
        if (number != trial)
            peers.push_back(&curve);
    }
    return peers;
}

std::optional<StopVerdict> EarlyStopping::add(int trial, const std::vector<MetricPoint> &points)
{
    std::optional<StopVerdict> verdict;
    if (m_halving) {
        for (const MetricPoint &point : points) {
            const auto own = m_halving->add(trial, point);
            verdict = verdict ? verdict : own;
        }
    }
    if (m_rule.rule == TrialStoppingRule::None || points.empty())
        return verdict;
    const auto peers = peersOf(trial);
    StepCurve &curve = m_curves[trial];
    for (const MetricPoint &point : points) {
        curve.add(point);
        if (!verdict)
            verdict = judge(m_rule, m_objective, curve, peers);
    }
    return verdict;
}

void EarlyStopping::note(int trial, const std::vector<MetricPoint> &points)
{
    for (const MetricPoint &point : points) {
        if (m_halving)
            m_halving->note(trial, point);
        if (m_rule.rule != TrialStoppingRule::None)
            m_curves[trial].add(point);
    }
}

void EarlyStopping::setCurve(int trial, const std::vector<MetricPoint> &points)
{
    if (m_halving)
        m_halving->enter(trial, points);
    if (m_rule.rule != TrialStoppingRule::None)
        m_curves[trial] = StepCurve(points);
}

void EarlyStopping::forget(int trial)
{
    if (m_halving)
        m_halving->forget(trial);
    m_curves.erase(trial);
}

} // namespace attune::engine
