// SPDX-FileCopyrightText: 2026 The Attune developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <Eigen/Core>

#include <memory>
#include <utility>
#include <vector>

namespace attune {

/// Logarithms of probabilities at m points, and their gradients (m x columns).
struct LogProbability
{
    Eigen::VectorXd values;
    Eigen::MatrixXd gradients;
};

/// How likely it is that a trial with given settings comes out as it must.
class ChanceModel
{
public:
    virtual ~ChanceModel() = default;

    [[nodiscard]] virtual Eigen::VectorXd logProbability(const Eigen::MatrixXd &inputs) const = 0;
    [[nodiscard]] virtual LogProbability
    logProbabilityWithGradients(const Eigen::MatrixXd &inputs) const = 0;
};

/// The chance that all of several independent models grant. Requires: at least one.
class JointChance final : public ChanceModel
{
public:
    void add(std::unique_ptr<ChanceModel> model) { m_models.push_back(std::move(model)); }
    [[nodiscard]] bool isEmpty() const { return m_models.empty(); }

    [[nodiscard]] Eigen::VectorXd logProbability(const Eigen::MatrixXd &inputs) const override;
    [[nodiscard]] LogProbability
    logProbabilityWithGradients(const Eigen::MatrixXd &inputs) const override;

private:
    std::vector<std::unique_ptr<ChanceModel>> m_models;
};

} // namespace attune
