// SPDX-FileCopyrightText: 2026 The Attune developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <Eigen/Core>

#include <deque>

#if EIGEN_MALLOC_ALREADY_ALIGNED
#error Link attune_eigen: the core and its caller must allocate alike.
#endif

namespace attune {

/// When a minimization ends.
struct LbfgsbOptions
{
    int memory = 8;
    int maxIterations = 40;
    double gradientTolerance = 1e-4; ///< on the largest component of the projected gradient
    double decreaseTolerance = 1e-9; ///< on one step's decrease, relative to 1 + |value|
};

/// Minimizes a smooth function in a box, asking for one value at a time, so that many minimizations
/// can advance in lock-step and share one batch of evaluations.
///
/// Limited-memory BFGS by the two-loop recursion (Nocedal and Wright 2006, algorithm 7.4) on the
/// variables that are free to move (Bertsekas 1982), with a backtracking search along the projected
/// path. Values that are not finite are steps too far.
///
///     while (!minimizer.isFinished())
///         minimizer.supply(f(minimizer.point()), gradient(minimizer.point()));
class Lbfgsb
{
public:
    /// Requires: equal sizes, lower <= upper. The start is moved into the box.
    Lbfgsb(const Eigen::VectorXd &start, Eigen::VectorXd lower, Eigen::VectorXd upper,
           const LbfgsbOptions &options);

    [[nodiscard]] bool isFinished() const { return m_isFinished; }

    /// Where value and gradient are wanted.
    [[nodiscard]] const Eigen::VectorXd &point() const { return m_trial; }

    /// Value and gradient at point(). Requires: !isFinished().
    void supply(double value, const Eigen::VectorXd &gradient);

    /// The lowest point so far and its value (infinite before the first).
    [[nodiscard]] const Eigen::VectorXd &bestPoint() const { return m_point; }
    [[nodiscard]] double bestValue() const { return m_value; }
    [[nodiscard]] int iterations() const { return m_iterations; }

private:
    /// A step taken and the change of the gradient along it.
    struct Correction
    {
        Eigen::VectorXd step;
        Eigen::VectorXd change;
        double inverseCurvature;
    };

    void start(double value, const Eigen::VectorXd &gradient);
    void backtrack();
    void accept(double value, const Eigen::VectorXd &gradient);
    void remember(const Eigen::VectorXd &step, const Eigen::VectorXd &change);
    void chooseDirection();
    void tryStep();
    [[nodiscard]] Eigen::VectorXd projectedGradient() const;
    [[nodiscard]] Eigen::VectorXd quasiNewton(Eigen::VectorXd gradient) const;

    LbfgsbOptions m_options;
    Eigen::VectorXd m_lower;
    Eigen::VectorXd m_upper;
    Eigen::VectorXd m_point;
    Eigen::VectorXd m_gradient;
    Eigen::VectorXd m_trial;
    Eigen::VectorXd m_direction;
    std::deque<Correction> m_corrections;
    double m_value;
    double m_stepLength = 1.0;
    int m_backtracks = 0;
    int m_iterations = 0;
    bool m_hasStarted = false;
    bool m_isFinished = false;
};

} // namespace attune
