// SPDX-FileCopyrightText: 2026 The Attune developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/search/fit_layout.h"

namespace attune {

namespace {

Eigen::Map<const Eigen::VectorXd> valuesOf(const ModelFit &fit)
{
    return {fit.hyperparameters.data(), static_cast<Eigen::Index>(fit.hyperparameters.size())};
}

} // namespace

FitLayout::FitLayout(const Encoding &encoding, std::size_t models, std::size_t weights)
    : m_each(encoding.lengthScales() + 2), m_models(static_cast<Eigen::Index>(models)),
      m_weights(static_cast<Eigen::Index>(weights))
{}

bool FitLayout::isOf(const ModelFit &fit) const
{
    const auto values = valuesOf(fit);
    return values.size() == m_each * m_models + m_weights && values.allFinite();
}

std::optional<KernelParameters> FitLayout::parameters(const ModelFit &fit, std::size_t model) const
{
    if (!isOf(fit))
        return std::nullopt;
    return KernelParameters::unpacked(
        valuesOf(fit).segment(m_each * static_cast<Eigen::Index>(model), m_each));
}

Eigen::VectorXd FitLayout::weights(const ModelFit &fit) const
{
    return isOf(fit) ? Eigen::VectorXd(valuesOf(fit).tail(m_weights)) : Eigen::VectorXd();
}

} // namespace attune
