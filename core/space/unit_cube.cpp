// SPDX-FileCopyrightText: 2026 The Attune developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/space/unit_cube.h"

#include <algorithm>
#include <cassert>

namespace attune {

UnitCube::UnitCube(SearchSpace space)
    : m_space(std::move(space)), m_parentsFirst(m_space.parentsFirst()), m_constraints(m_space)
{
    m_axes.reserve(m_space.hyperparameters.size());
    for (const Hyperparameter &hyperparameter : m_space.hyperparameters) {
        m_axes.emplace_back(hyperparameter);
        m_hasConditions = m_hasConditions || !hyperparameter.when.empty();
    }
}

int UnitCube::dimensions() const
{
    return static_cast<int>(m_axes.size());
}

Settings UnitCube::settingsAt(std::span<const double> point) const
{
    assert(point.size() == m_axes.size());
    Settings settings;
    for (const std::size_t i : m_parentsFirst) {
        const Hyperparameter &hyperparameter = m_space.hyperparameters[i];
        if (conditionsHold(hyperparameter, settings))
            settings.emplace(hyperparameter.name, m_axes[i].valueAt(point[i]));
    }
    return settings;
}

std::vector<double> UnitCube::pointOf(const Settings &settings) const
{
    std::vector<double> point(m_axes.size(), 0.5);
    for (std::size_t i = 0; i < m_axes.size(); ++i) {
        const Hyperparameter &hyperparameter = m_space.hyperparameters[i];
        const auto found = settings.find(hyperparameter.name);
        if (found != settings.end() &&
            (hyperparameter.when.empty() || m_space.isActive(hyperparameter, settings)))
            point[i] = m_axes[i].coordinateOf(found->second);
    }
    return point;
}

std::optional<std::vector<double>> UnitCube::pointBeyond(const Settings &settings) const
{
    std::vector<double> point(m_axes.size(), 0.5);
    for (std::size_t i = 0; i < m_axes.size(); ++i) {
        const Hyperparameter &hyperparameter = m_space.hyperparameters[i];
        const auto found = settings.find(hyperparameter.name);
        if (found == settings.end() || !m_space.isActive(hyperparameter, settings))
            continue;
        const auto coordinate = m_axes[i].coordinateBeyond(found->second);
        if (!coordinate)
            return std::nullopt;
        point[i] = *coordinate;
    }
    return point;
}

std::vector<double> UnitCube::snapped(std::span<const double> point) const
{
    assert(point.size() == m_axes.size());
    if (m_hasConditions)
        return pointOf(settingsAt(point));
    std::vector<double> result(m_axes.size());
    for (std::size_t i = 0; i < m_axes.size(); ++i)
        result[i] = m_axes[i].coordinateOf(m_axes[i].valueAt(point[i]));
    return result;
}

Value UnitCube::valueAt(int dimension, double coordinate) const
{
    return m_axes[static_cast<std::size_t>(dimension)].valueAt(coordinate);
}

double UnitCube::coordinateOf(int dimension, const Value &value) const
{
    return m_axes[static_cast<std::size_t>(dimension)].coordinateOf(value);
}

bool UnitCube::isFeasible(const Settings &settings) const
{
    return m_constraints.hold(settings);
}

double UnitCube::shortfall(const Settings &settings) const
{
    return m_constraints.shortfall(settings);
}

} // namespace attune
