// SPDX-FileCopyrightText: 2026 The Attune developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/gp/acquisition_function.h"
#include "core/gp/duration_model.h"

namespace attune {

/// A worth that is a logarithm, per second that a trial is expected to take: log(worth / seconds)
/// (Snoek et al. 2012, section 3.2, expected improvement per second).
class PerSecondAcquisition final : public AcquisitionFunction
{
public:
    /// Borrows both. `durations` may be null: then the worth is as it is.
    PerSecondAcquisition(const AcquisitionFunction &logWorth, const DurationModel *durations)
        : m_logWorth(logWorth), m_durations(durations)
    {}

    [[nodiscard]] Eigen::VectorXd values(const Eigen::MatrixXd &inputs) const override
    {
        Eigen::VectorXd values = m_logWorth.values(inputs);
        if (m_durations)
            values -= m_durations->logSeconds(inputs);
        return values;
    }
    [[nodiscard]] Eigen::VectorXd upperBounds(const Eigen::MatrixXd &inputs) const override
    {
        Eigen::VectorXd bounds = m_logWorth.upperBounds(inputs);
        if (m_durations)
            bounds -= m_durations->logSeconds(inputs);
        return bounds;
    }
    [[nodiscard]] Slopes valuesWithGradients(const Eigen::MatrixXd &inputs) const override
    {
        Slopes slopes = m_logWorth.valuesWithGradients(inputs);
        if (m_durations) {
            slopes.values -= m_durations->logSeconds(inputs);
            slopes.gradients -= m_durations->gradients(inputs);
        }
        return slopes;
    }

private:
    const AcquisitionFunction &m_logWorth;
    const DurationModel *m_durations;
};

} // namespace attune
