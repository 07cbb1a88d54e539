// SPDX-FileCopyrightText: 2026 The Attune developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <Eigen/Core>

#include <limits>

namespace attune {

/// Where a rough prediction costs about as much as any.
inline constexpr int fewRows = 300;

/// How worthwhile trials at encoded points would be: what an acquisition search climbs.
class AcquisitionFunction
{
public:
    virtual ~AcquisitionFunction() = default;

    struct Slopes
    {
        Eigen::VectorXd values;
        Eigen::MatrixXd gradients; ///< m x columns
    };

    [[nodiscard]] virtual Eigen::VectorXd values(const Eigen::MatrixXd &inputs) const = 0;
    /// Never below values(), and less work; infinite where there is no such shortcut.
    [[nodiscard]] virtual Eigen::VectorXd upperBounds(const Eigen::MatrixXd &inputs) const
    {
        return Eigen::VectorXd::Constant(inputs.rows(), std::numeric_limits<double>::infinity());
    }
    [[nodiscard]] virtual Slopes valuesWithGradients(const Eigen::MatrixXd &inputs) const = 0;
};

} // namespace attune
