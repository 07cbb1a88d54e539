// SPDX-FileCopyrightText: 2026 The Attune developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/gp/chance_model.h"
#include "core/gp/gaussian_process.h"

namespace attune {

/// The side of zero on which a trial has to come out.
enum class Side { Above, Below };

/// The chance that what a Gaussian process predicts is on the right side of zero:
/// Phi(mean / sqrt(variance + noise)), with -mean for the side below.
class ProbitChance : public ChanceModel
{
public:
    ProbitChance(GaussianProcess model, Side side, double noise);

    void addPending(const Eigen::MatrixXd &inputs) override { m_model.addPending(inputs); }
    [[nodiscard]] Eigen::VectorXd logProbability(const Eigen::MatrixXd &inputs,
                                                 double enough) const override;
    [[nodiscard]] LogProbability logProbabilityWithGradients(const Eigen::MatrixXd &inputs,
                                                             double enough) const override;
    [[nodiscard]] std::vector<bool> areLikely(const Eigen::MatrixXd &inputs) const override;

private:
    GaussianProcess m_model;
    double m_sign;
    double m_noise;
};

} // namespace attune
