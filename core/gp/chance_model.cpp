// SPDX-FileCopyrightText: 2026 The Attune developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/gp/chance_model.h"

#include <cstddef>

namespace attune {

void JointChance::addPending(const Eigen::MatrixXd &inputs)
{
    for (const auto &model : m_models)
        model->addPending(inputs);
}

Eigen::VectorXd JointChance::logProbability(const Eigen::MatrixXd &inputs, double enough) const
{
    Eigen::VectorXd sum = Eigen::VectorXd::Zero(inputs.rows());
    for (const auto &model : m_models)
        sum += model->logProbability(inputs, enough);
    return sum;
}

LogProbability JointChance::logProbabilityWithGradients(const Eigen::MatrixXd &inputs,
                                                        double enough) const
{
    LogProbability sum{Eigen::VectorXd::Zero(inputs.rows()),
                       Eigen::MatrixXd::Zero(inputs.rows(), inputs.cols())};
    for (const auto &model : m_models) {
        const LogProbability one = model->logProbabilityWithGradients(inputs, enough);
        sum.values += one.values;
        sum.gradients += one.gradients;
    }
    return sum;
}

std::vector<bool> JointChance::areLikely(const Eigen::MatrixXd &inputs) const
{
    std::vector<bool> all(static_cast<std::size_t>(inputs.rows()), true);
    for (const auto &model : m_models) {
        const std::vector<bool> one = model->areLikely(inputs);
        for (std::size_t i = 0; i < all.size(); ++i)
            all[i] = all[i] && one[i];
    }
    return all;
}

} // namespace attune
