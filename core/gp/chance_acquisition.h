// SPDX-FileCopyrightText: 2026 The Attune developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/gp/acquisition_function.h"
#include "core/gp/chance_model.h"

#include <utility>

namespace attune {

/// Seeks nothing but a trial that comes out as it must: what to do before there is one.
class ChanceAcquisition final : public AcquisitionFunction
{
public:
    /// Borrows the model.
    explicit ChanceAcquisition(const ChanceModel &chance) : m_chance(chance) {}

    [[nodiscard]] Eigen::VectorXd values(const Eigen::MatrixXd &inputs) const override
    {
        return m_chance.logProbability(inputs, 0.0);
    }
    [[nodiscard]] Slopes valuesWithGradients(const Eigen::MatrixXd &inputs) const override
    {
        LogProbability chance = m_chance.logProbabilityWithGradients(inputs, 0.0);
        return {std::move(chance.values), std::move(chance.gradients)};
    }

private:
    const ChanceModel &m_chance;
};

} // namespace attune
