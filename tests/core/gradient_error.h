// SPDX-FileCopyrightText: 2026 The Attune developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/gp/acquisition_function.h"

#include <Eigen/Core>

#include <algorithm>

namespace attune::testing {

/// Largest difference between gradients and central differences, relative to the gradient, by the
/// first `columns` coordinates.
inline double gradientError(const AcquisitionFunction &acquisition, const Eigen::MatrixXd &inputs,
                            Eigen::Index columns)
{
    const AcquisitionFunction::Slopes slopes = acquisition.valuesWithGradients(inputs);
    constexpr double h = 1e-5;
    double error = (slopes.values - acquisition.values(inputs)).cwiseAbs().maxCoeff();
    for (Eigen::Index column = 0; column < columns; ++column) {
        Eigen::MatrixXd up = inputs;
        Eigen::MatrixXd down = inputs;
        up.col(column).array() += h;
        down.col(column).array() -= h;
        const Eigen::VectorXd difference =
            (acquisition.values(up) - acquisition.values(down)) / (2.0 * h);
        const double scale = difference.cwiseAbs().maxCoeff();
        error = std::max(error,
                         (difference - slopes.gradients.col(column)).cwiseAbs().maxCoeff() / scale);
    }
    return error;
}

} // namespace attune::testing
