// SPDX-FileCopyrightText: 2026 The Attune developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/gp/encoding.h"
#include "core/gp/kernel.h"
#include "core/search/sampler.h"

#include <cstddef>
#include <optional>

namespace attune {

/// Where values stand in a fit: the parameters of each model behind each other (objectives,
/// requirements, durations), then the weights of related studies.
class FitLayout
{
public:
    FitLayout(const Encoding &encoding, std::size_t models, std::size_t weights);

    /// Nothing without a fit, or of one that was made for another revision of the study.
    [[nodiscard]] std::optional<KernelParameters> parameters(const ModelFit &fit,
                                                             std::size_t model = 0) const;
    /// Empty likewise.
    [[nodiscard]] Eigen::VectorXd weights(const ModelFit &fit) const;

private:
    [[nodiscard]] bool isOf(const ModelFit &fit) const;

    Eigen::Index m_each; ///< values of one model
    Eigen::Index m_models;
    Eigen::Index m_weights;
};

} // namespace attune
