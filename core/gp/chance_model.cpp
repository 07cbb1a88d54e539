// SPDX-FileCopyrightText: 2026 The Attune developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/gp/chance_model.h"

namespace attune {

Eigen::VectorXd JointChance::logProbability(const Eigen::MatrixXd &inputs) const
{
    Eigen::VectorXd sum = Eigen::VectorXd::Zero(inputs.rows());
    for (const auto &model : m_models)
        sum += model->logProbability(inputs);
    return sum;
}

LogProbability JointChance::logProbabilityWithGradients(const Eigen::MatrixXd &inputs) const
{
    LogProbability sum{Eigen::VectorXd::Zero(inputs.rows()),
                       Eigen::MatrixXd::Zero(inputs.rows(), inputs.cols())};
    for (const auto &model : m_models) {
        const LogProbability one = model->logProbabilityWithGradients(inputs);
        sum.values += one.values;
        sum.gradients += one.gradients;
    }
    return sum;
}

} // namespace attune
