// SPDX-FileCopyrightText: 2026 The Attune developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/gp/acquisition_function.h"
#include "core/gp/chance_model.h"
#include "core/gp/gaussian_process.h"
#include "core/gp/hypervolume_improvement.h"

#include <Eigen/Core>

#include <functional>
#include <vector>

namespace attune {

/// Whether a worth never falls when a variance grows: so it is where the gain is convex in each
/// objective, as that in volume is.
enum class Uncertainty { AlwaysHelps, MayHarm };

/// The worth of a point, given means and variances of its objectives.
struct JointRule
{
    std::function<JointWorth(const Eigen::VectorXd &means, const Eigen::VectorXd &variances)> worth;
    Uncertainty uncertainty;
};

/// How worthwhile a trial would be under several objectives, each with a model of its own. With
/// failures known, the logarithm of the probability of success is added.
class MultiObjectiveAcquisition final : public AcquisitionFunction
{
public:
    /// Borrows the models. `chance` may be null.
    MultiObjectiveAcquisition(const std::vector<GaussianProcess> &models, const ChanceModel *chance,
                              JointRule rule);

    [[nodiscard]] Eigen::VectorXd values(const Eigen::MatrixXd &inputs) const override;
    [[nodiscard]] Eigen::VectorXd upperBounds(const Eigen::MatrixXd &inputs) const override;
    [[nodiscard]] Slopes valuesWithGradients(const Eigen::MatrixXd &inputs) const override;

private:
    [[nodiscard]] Eigen::VectorXd worthsAt(const std::vector<Prediction> &predictions) const;

    const std::vector<GaussianProcess> &m_models;
    const ChanceModel *m_chance;
    JointRule m_rule;
};

} // namespace attune
