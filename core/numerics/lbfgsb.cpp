// SPDX-FileCopyrightText: 2026 The Attune developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/numerics/lbfgsb.h"

#include <algorithm>
#include <cassert>
#include <cmath>
#include <limits>
#include <vector>

namespace attune {

namespace {

constexpr int maxBacktracks = 20;
constexpr double sufficientDecrease = 1e-4;
constexpr double roundingSlack = 1e-14;
constexpr double minCurvature = 1e-10;
constexpr double firstStepLength = 0.5;

} // namespace

Lbfgsb::Lbfgsb(const Eigen::VectorXd &start, Eigen::VectorXd lower, Eigen::VectorXd upper,
               const LbfgsbOptions &options)
    : m_options(options), m_lower(std::move(lower)), m_upper(std::move(upper)),
      m_value(std::numeric_limits<double>::infinity())
{
    assert(start.size() == m_lower.size() && start.size() == m_upper.size());
    m_point = start.cwiseMax(m_lower).cwiseMin(m_upper);
    m_trial = m_point;
    m_isFinished = start.size() == 0 || options.maxIterations <= 0;
}

void Lbfgsb::supply(double value, const Eigen::VectorXd &gradient)
{
    assert(!m_isFinished && gradient.size() == m_point.size());
    const bool isUsable = std::isfinite(value) && gradient.allFinite();
    if (!m_hasStarted) {
        if (isUsable)
            start(value, gradient);
        else
            m_isFinished = true;
        return;
    }
    const double promised = sufficientDecrease * m_gradient.dot(m_trial - m_point);
    if (isUsable && value <= m_value + promised + roundingSlack * std::abs(m_value))
        accept(value, gradient);
    else
        backtrack();
}

void Lbfgsb::start(double value, const Eigen::VectorXd &gradient)
{
    m_hasStarted = true;
    m_value = value;
    m_gradient = gradient;
    chooseDirection();
}

void Lbfgsb::backtrack()
{
    if (++m_backtracks < maxBacktracks) {
        m_stepLength *= m_backtracks < 3 ? 0.4 : 0.2;
        tryStep();
    } else if (!m_corrections.empty()) {
        m_corrections.clear(); // once more along the plain gradient
        chooseDirection();
    } else {
        m_isFinished = true;
    }
}

void Lbfgsb::accept(double value, const Eigen::VectorXd &gradient)
{
    remember(m_trial - m_point, gradient - m_gradient);
    const double decrease = m_value - value;
    m_point = m_trial;
    m_gradient = gradient;
    m_value = value;
    ++m_iterations;
    if (m_iterations >= m_options.maxIterations ||
        decrease < m_options.decreaseTolerance * (1.0 + std::abs(value)))
        m_isFinished = true;
    else
        chooseDirection();
}

void Lbfgsb::remember(const Eigen::VectorXd &step, const Eigen::VectorXd &change)
{
    const double curvature = step.dot(change);
    if (!(curvature > minCurvature * change.squaredNorm()))
        return;
    m_corrections.push_back({step, change, 1.0 / curvature});
    if (static_cast<int>(m_corrections.size()) > m_options.memory)
        m_corrections.pop_front();
}

Eigen::VectorXd Lbfgsb::projectedGradient() const
{
    Eigen::VectorXd projected = m_gradient;
    for (Eigen::Index i = 0; i < projected.size(); ++i) {
        const bool pushesDown = m_point[i] <= m_lower[i] && m_gradient[i] > 0.0;
        const bool pushesUp = m_point[i] >= m_upper[i] && m_gradient[i] < 0.0;
        if (pushesDown || pushesUp)
            projected[i] = 0.0;
    }
    return projected;
}

Eigen::VectorXd Lbfgsb::quasiNewton(Eigen::VectorXd gradient) const
{
    std::vector<double> weights(m_corrections.size());
    for (std::size_t i = m_corrections.size(); i-- > 0;) {
        weights[i] = m_corrections[i].inverseCurvature * m_corrections[i].step.dot(gradient);
        gradient -= weights[i] * m_corrections[i].change;
    }
    if (m_corrections.empty()) {
        gradient *= std::min(1.0, firstStepLength / (gradient.norm() + 1e-12));
    } else {
        const Correction &last = m_corrections.back();
        gradient /= last.inverseCurvature * last.change.squaredNorm();
    }
    for (std::size_t i = 0; i < m_corrections.size(); ++i) {
        const Correction &c = m_corrections[i];
        const double weight = c.inverseCurvature * c.change.dot(gradient);
        gradient += c.step * (weights[i] - weight);
    }
    return gradient;
}

void Lbfgsb::chooseDirection()
{
    const Eigen::VectorXd projected = projectedGradient();
    if (projected.cwiseAbs().maxCoeff() < m_options.gradientTolerance) {
        m_isFinished = true;
        return;
    }
    const auto isFree = (projected.array() != 0.0).cast<double>();
    m_direction = -(quasiNewton(projected).array() * isFree).matrix();
    if (!(m_direction.dot(projected) < 0.0) || !m_direction.allFinite()) {
        m_corrections.clear();
        m_direction = -quasiNewton(projected);
    }
    m_stepLength = 1.0;
    m_backtracks = 0;
    tryStep();
}

void Lbfgsb::tryStep()
{
    m_trial = (m_point + m_stepLength * m_direction).cwiseMax(m_lower).cwiseMin(m_upper);
}

} // namespace attune
