// SPDX-FileCopyrightText: 2026 The Attune developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/gp/kernel.h"

#include <cassert>
#include <cmath>

namespace attune {

Eigen::VectorXd KernelParameters::packed() const
{
    const Eigen::Index dimensions = logLengthScales.size();
    Eigen::VectorXd packed(dimensions + 2);
    packed << logLengthScales, logAmplitude, logNoise;
    return packed;
}

KernelParameters KernelParameters::unpacked(const Eigen::VectorXd &packed)
{
    assert(packed.size() >= 2);
    const Eigen::Index dimensions = packed.size() - 2;
    return {packed.head(dimensions), packed[dimensions], packed[dimensions + 1]};
}

double KernelParameters::amplitude() const
{
    return std::exp(logAmplitude);
}

double KernelParameters::noise() const
{
    return std::exp(logNoise) + noiseFloor;
}

Eigen::MatrixXd squaredDistances(const Eigen::MatrixXd &a, const Eigen::MatrixXd &b)
{
    assert(a.cols() == b.cols());
    Eigen::MatrixXd distances = -2.0 * a * b.transpose();
    distances.colwise() += a.rowwise().squaredNorm();
    distances.rowwise() += b.rowwise().squaredNorm().transpose();
    return distances.cwiseMax(0.0);
}

Matern maternWithSlope(const Eigen::MatrixXd &squaredDistances, double amplitude)
{
    const Eigen::ArrayXXd rho = (5.0 * squaredDistances.array()).sqrt();
    const Eigen::ArrayXXd decay = amplitude * (-rho).exp();
    return {(decay * (1.0 + rho + rho * rho / 3.0)).matrix(),
            (decay * (1.0 + rho) * (5.0 / 3.0)).matrix()};
}

Eigen::MatrixXd matern(const Eigen::MatrixXd &squaredDistances, double amplitude)
{
    const Eigen::ArrayXXd rho = (5.0 * squaredDistances.array()).sqrt();
    return (amplitude * (-rho).exp() * (1.0 + rho + rho * rho / 3.0)).matrix();
}

} // namespace attune
