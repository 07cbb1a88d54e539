// SPDX-FileCopyrightText: 2026 The Attune developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/gp/acquisition_function.h"
#include "core/gp/chance_model.h"
#include "core/gp/gaussian_process.h"

#include <Eigen/Core>

namespace attune {

/// A worth (higher is better) and its derivatives by the prediction's mean and variance.
struct Worth
{
    double value;
    double byMean;
    double byVariance;
};

/// log E[max(0, incumbent - f)], f ~ N(mean, variance): finite and with a useful slope however
/// hopeless the point (Ament et al. 2023, "Unexpected improvements to expected improvement").
[[nodiscard]] Worth logExpectedImprovement(double mean, double variance, double incumbent);

/// log(phi(z) + z Phi(z)), which log expected improvement is made of.
[[nodiscard]] double logImprovementFactor(double z);

/// Minus the lower confidence bound, beta standard deviations below the mean (Srinivas et al.
/// 2010).
[[nodiscard]] Worth confidenceBound(double mean, double variance, double beta);

/// Which worth is sought. Alternating them beat either alone: improvement converges too early,
/// the bound explores for too long.
enum class AcquisitionRule { ExpectedImprovement, ConfidenceBound };

struct AcquisitionOptions
{
    AcquisitionRule rule = AcquisitionRule::ExpectedImprovement;
    Eigen::VectorXd incumbents; ///< to improve on, one per fantasy of the model
    double beta = 1.4;
};

/// How worthwhile a trial would be, at encoded points.
///
/// Under fantasies of the pending trials the worth is the logarithm of the mean over fantasies of
/// the expected improvement (Snoek et al. 2012, section 3.2; analytic in f given the fantasies).
/// With failures known, improvement is multiplied by the probability of success (Gardner et al.
/// 2014), and the bound falls steeply where anything is less likely than not.
class Acquisition final : public AcquisitionFunction
{
public:
    /// Borrows the models. `chance` may be null.
    Acquisition(const GaussianProcess &model, const ChanceModel *chance,
                AcquisitionOptions options);

    [[nodiscard]] Eigen::VectorXd values(const Eigen::MatrixXd &inputs) const override;
    /// Of rough predictions, as if every trial succeeded.
    [[nodiscard]] Eigen::VectorXd upperBounds(const Eigen::MatrixXd &inputs) const override;
    [[nodiscard]] Slopes valuesWithGradients(const Eigen::MatrixXd &inputs) const override;

private:
    [[nodiscard]] Eigen::VectorXd worthsAt(const Prediction &prediction) const;
    /// Worth at one point over all fantasies; `meanSlopes` gets one derivative per fantasy.
    [[nodiscard]] Worth worthAt(const Prediction &prediction, Eigen::Index point,
                                Eigen::RowVectorXd &meanSlopes) const;
    const GaussianProcess &m_model;
    const ChanceModel *m_chance;
    AcquisitionOptions m_options;
    double m_enough;    ///< log probability from which on no chance is better than another
    double m_steepness; ///< of the fall below that, by its logarithm
};

} // namespace attune
