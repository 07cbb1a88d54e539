// SPDX-FileCopyrightText: 2026 The Attune developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <Eigen/Core>

namespace attune {

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
    [[nodiscard]] virtual Slopes valuesWithGradients(const Eigen::MatrixXd &inputs) const = 0;
};

} // namespace attune
