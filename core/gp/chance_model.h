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

    /// Trials at encoded rows are under way: what the model expects there is less uncertain.
    virtual void addPending(const Eigen::MatrixXd &inputs) = 0;

    /// By how much log P falls short of `enough`; not above 0. With 0 it is log P itself.
    [[nodiscard]] virtual Eigen::VectorXd logProbability(const Eigen::MatrixXd &inputs,
                                                         double enough) const = 0;
    [[nodiscard]] virtual LogProbability logProbabilityWithGradients(const Eigen::MatrixXd &inputs,
                                                                     double enough) const = 0;
    /// Whether each row is at least as likely as not to come out so.
    [[nodiscard]] virtual std::vector<bool> areLikely(const Eigen::MatrixXd &inputs) const = 0;
};

/// The chance that all of several independent models grant: the sum of what each falls short by,
/// and likely where each finds it so. At the corner of two bounds either is met as likely as not,
/// although both together are not. Without any model everything is likely.
class JointChance final : public ChanceModel
{
public:
    void add(std::unique_ptr<ChanceModel> model) { m_models.push_back(std::move(model)); }
    [[nodiscard]] bool isEmpty() const { return m_models.empty(); }

    void addPending(const Eigen::MatrixXd &inputs) override;
    [[nodiscard]] Eigen::VectorXd logProbability(const Eigen::MatrixXd &inputs,
                                                 double enough) const override;
    [[nodiscard]] LogProbability logProbabilityWithGradients(const Eigen::MatrixXd &inputs,
                                                             double enough) const override;
    [[nodiscard]] std::vector<bool> areLikely(const Eigen::MatrixXd &inputs) const override;

private:
    std::vector<std::unique_ptr<ChanceModel>> m_models;
};

} // namespace attune
