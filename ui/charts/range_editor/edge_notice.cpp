// SPDX-FileCopyrightText: 2026 The Attune developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/charts/range_editor/edge_notice.h"

#include <cmath>

namespace attune::ui {

namespace {

constexpr double nearEnd = 0.02;

/// Two significant digits: a proposal reads like something a person would type.
double roundedProposal(double value)
{
    if (value == 0.0)
        return 0.0;
    const int digits = 1 - static_cast<int>(std::floor(std::log10(std::abs(value))));
    const double power = std::pow(10.0, std::abs(digits));
    return digits >= 0 ? std::round(value * power) / power : std::round(value / power) * power;
}

std::optional<double> linearProposal(const Hyperparameter &hyperparameter, RangeEnd end)
{
    const double half = 0.5 * (hyperparameter.max - hyperparameter.min);
    if (end == RangeEnd::Upper) {
        const double proposal = roundedProposal(hyperparameter.max + half);
        const bool crossesZero = hyperparameter.max <= 0.0 && proposal > 0.0;
        return crossesZero ? 0.0 : proposal;
    }
    const double proposal = roundedProposal(hyperparameter.min - half);
    if (hyperparameter.min > 0.0 && proposal <= 0.0)
        return roundedProposal(hyperparameter.min / 2.0);
    if (hyperparameter.min == 0.0)
        return std::nullopt;
    return proposal;
}

} // namespace

std::optional<double> extendedEnd(const Hyperparameter &hyperparameter, RangeEnd end)
{
    const bool isUpper = end == RangeEnd::Upper;
    const double current = isUpper ? hyperparameter.max : hyperparameter.min;
    std::optional<double> proposal;
    switch (resolvedScaling(hyperparameter)) {
    case Scaling::Logarithmic:
        proposal = roundedProposal(isUpper ? current * 10.0 : current / 10.0);
        break;
    case Scaling::ReverseLogarithmic:
        if (isUpper)
            proposal = 1.0 - roundedProposal((1.0 - current) / 10.0);
        else
            proposal = std::max(0.0, 1.0 - roundedProposal((1.0 - current) * 10.0));
        break;
    case Scaling::Auto:
    case Scaling::Linear:
        proposal = linearProposal(hyperparameter, end);
        break;
    }
    if (proposal && hyperparameter.type == HyperparameterType::Integer) {
        const double step = static_cast<double>(hyperparameter.step);
        const double steps = std::max(1.0, std::round(std::abs(*proposal - current) / step));
        *proposal = current + (isUpper ? steps : -steps) * step;
        if (!isUpper && current > 0.0 && *proposal <= 0.0)
            *proposal = 1.0;
    }
    if (proposal && *proposal == current)
        return std::nullopt;
    return proposal;
}

std::vector<EdgeNotice> edgeNotices(const SearchSpace &space, const Trial &best)
{
    std::vector<EdgeNotice> notices;
    for (const Hyperparameter &hyperparameter : space.hyperparameters) {
        if (hyperparameter.type == HyperparameterType::Categorical ||
            !hyperparameter.problems().empty())
            continue;
        const auto chosen = valueOf(best, hyperparameter.name);
        const std::optional<double> value = chosen ? numberOf(*chosen) : std::nullopt;
        if (!value || *value < hyperparameter.min || *value > hyperparameter.max)
            continue;
        const double unit =
            toUnit(resolvedScaling(hyperparameter), hyperparameter.min, hyperparameter.max, *value);
        if (unit > nearEnd && unit < 1.0 - nearEnd)
            continue;
        const RangeEnd end = unit <= nearEnd ? RangeEnd::Lower : RangeEnd::Upper;
        notices.push_back({hyperparameter.name, end,
                           end == RangeEnd::Lower ? hyperparameter.min : hyperparameter.max,
                           extendedEnd(hyperparameter, end)});
    }
    return notices;
}

} // namespace attune::ui
