// SPDX-FileCopyrightText: 2026 The Attune developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/gp/encoding.h"
#include "core/gp/kernel.h"
#include "core/search/related_studies.h"
#include "core/search/sampler.h"

#include <cstddef>
#include <optional>
#include <vector>

namespace attune {

/// Where values stand in a fit: the parameters of each model behind each other (objectives,
/// requirements, durations), then the calibrations of related studies.
class FitLayout
{
public:
    FitLayout(const Encoding &encoding, std::size_t models, std::size_t relatedStudies);

    /// Nothing without a fit, or of one that was made for another revision of the study.
    [[nodiscard]] std::optional<KernelParameters> parameters(const ModelFit &fit,
                                                             std::size_t model = 0) const;
    /// Empty likewise.
    [[nodiscard]] std::vector<Calibration> calibrations(const ModelFit &fit) const;
    [[nodiscard]] static std::vector<double> valuesOf(const std::vector<Calibration> &calibrations);

private:
    [[nodiscard]] bool isOf(const ModelFit &fit) const;

    Eigen::Index m_each; ///< values of one model
    Eigen::Index m_models;
    Eigen::Index m_relatedStudies;
};

} // namespace attune
