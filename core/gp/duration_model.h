// SPDX-FileCopyrightText: 2026 The Attune developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/gp/gaussian_process.h"

namespace attune {

/// How long trials took: the logarithm of their seconds, of mean 0 and variance 1.
struct DurationData
{
    TrainingSet logs;
    double mean = 0.0;  ///< of the logarithms
    double scale = 1.0; ///< their standard deviation
    int factored = 0;   ///< leading rows that the fit has seen
};

/// How long a trial would take: a Gaussian process on the logarithm of the seconds.
class DurationModel
{
public:
    /// `cache` is borrowed and may be null.
    DurationModel(const Encoding &encoding, const KernelParameters &parameters,
                  const DurationData &data, FactorCache *cache = nullptr)
        : m_model(encoding, parameters, data.logs, data.factored, cache), m_mean(data.mean),
          m_scale(data.scale)
    {}

    /// At encoded rows.
    [[nodiscard]] Eigen::VectorXd logSeconds(const Eigen::MatrixXd &inputs) const
    {
        return (m_mean + m_scale * m_model.means(inputs).array()).matrix();
    }
    /// By the encoded coordinates (m x columns).
    [[nodiscard]] Eigen::MatrixXd gradients(const Eigen::MatrixXd &inputs) const
    {
        return m_scale * m_model.meanGradients(inputs);
    }

private:
    GaussianProcess m_model;
    double m_mean;
    double m_scale;
};

} // namespace attune
