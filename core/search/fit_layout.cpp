// SPDX-FileCopyrightText: 2026 The Attune developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/search/fit_layout.h"

namespace attune {

namespace {

Eigen::Map<const Eigen::VectorXd> all(const ModelFit &fit)
{
    return {fit.hyperparameters.data(), static_cast<Eigen::Index>(fit.hyperparameters.size())};
}

} // namespace

FitLayout::FitLayout(const Encoding &encoding, std::size_t models, std::size_t relatedStudies)
    : m_each(encoding.lengthScales() + 2), m_models(static_cast<Eigen::Index>(models)),
      m_relatedStudies(static_cast<Eigen::Index>(relatedStudies))
{}

bool FitLayout::isOf(const ModelFit &fit) const
{
    const auto values = all(fit);
    return values.size() == m_each * m_models + 2 * m_relatedStudies && values.allFinite();
}

std::optional<KernelParameters> FitLayout::parameters(const ModelFit &fit, std::size_t model) const
{
    if (!isOf(fit))
        return std::nullopt;
    return KernelParameters::unpacked(
        all(fit).segment(m_each * static_cast<Eigen::Index>(model), m_each));
}

std::vector<Calibration> FitLayout::calibrations(const ModelFit &fit) const
{
    std::vector<Calibration> calibrations;
    if (!isOf(fit))
        return calibrations;
    const auto values = all(fit).tail(2 * m_relatedStudies);
    for (Eigen::Index i = 0; i < values.size(); i += 2)
        calibrations.push_back({values[i], values[i + 1]});
    return calibrations;
}

std::vector<double> FitLayout::valuesOf(const std::vector<Calibration> &calibrations)
{
    std::vector<double> values;
    for (const auto &[offset, factor] : calibrations)
        values.insert(values.end(), {offset, factor});
    return values;
}

} // namespace attune
