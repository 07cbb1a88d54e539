// SPDX-FileCopyrightText: 2026 The Attune developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <Eigen/Core>

namespace attune {

/// What the model learns, on log scales: one length-scale per hyperparameter, the amplitude
/// sigma_f^2 and the noise sigma_n^2 (variances). Targets are standardized, so 0 is a natural
/// amplitude.
struct KernelParameters
{
    Eigen::VectorXd logLengthScales;
    double logAmplitude = 0.0;
    double logNoise = 0.0;

    /// One vector (length-scales, amplitude, noise): what optimizers move and studies store.
    [[nodiscard]] Eigen::VectorXd packed() const;
    /// Requires: at least two elements.
    [[nodiscard]] static KernelParameters unpacked(const Eigen::VectorXd &packed);

    [[nodiscard]] double amplitude() const;
    /// Never below noiseFloor.
    [[nodiscard]] double noise() const;
};

/// The noise variance that is always there, so that a factor exists even when points repeat. Low
/// enough to tell the best from the nearly best of a function without noise.
inline constexpr double noiseFloor = 1e-8;

/// Squared Euclidean distances between the rows of `a` and those of `b`, never negative.
[[nodiscard]] Eigen::MatrixXd squaredDistances(const Eigen::MatrixXd &a, const Eigen::MatrixXd &b);

/// Matern 5/2 (Rasmussen and Williams 2006, equation 4.17) of squared distances r^2, with
/// rho = sqrt(5) r:
///
///     covariance  k = sigma_f^2 (1 + rho + rho^2 / 3) exp(-rho)
///     slope       G = sigma_f^2 (5 / 3) (1 + rho) exp(-rho) = -2 dk / d(r^2)
struct Matern
{
    Eigen::MatrixXd covariance;
    Eigen::MatrixXd slope;
};

[[nodiscard]] Matern maternWithSlope(const Eigen::MatrixXd &squaredDistances, double amplitude);
[[nodiscard]] Eigen::MatrixXd matern(const Eigen::MatrixXd &squaredDistances, double amplitude);

} // namespace attune
