// SPDX-FileCopyrightText: 2026 The Attune developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <Eigen/Core>

namespace attune {

/// A known function of encoded rows that a Gaussian process corrects: its prior mean, up to the
/// constant that the process finds itself.
class MeanFunction
{
public:
    virtual ~MeanFunction() = default;

    /// In target units, at m rows.
    [[nodiscard]] virtual Eigen::VectorXd values(const Eigen::MatrixXd &inputs) const = 0;
    /// Derivatives by the encoded coordinates (m x columns).
    [[nodiscard]] virtual Eigen::MatrixXd gradients(const Eigen::MatrixXd &inputs) const = 0;
};

} // namespace attune
