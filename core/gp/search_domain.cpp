// SPDX-FileCopyrightText: 2026 The Attune developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/gp/search_domain.h"

#include "core/space/lattice.h"

#include <cmath>
#include <span>

namespace attune {

namespace {

constexpr double keyResolution = 1e9; ///< far finer than the rounding of continuous settings
constexpr std::int64_t mostWalked = 1'000'000;
constexpr std::int64_t stepsBetweenStopChecks = 1024;

} // namespace

Eigen::VectorXd pointOf(const UnitCube &cube, const Settings &settings)
{
    const std::vector<double> point = cube.pointOf(settings);
    return Eigen::Map<const Eigen::VectorXd>(point.data(), static_cast<Eigen::Index>(point.size()));
}

Settings settingsAt(const UnitCube &cube, const Eigen::VectorXd &point)
{
    return cube.settingsAt(std::span(point.data(), static_cast<std::size_t>(point.size())));
}

SearchDomain::SearchDomain(const UnitCube &cube, const Encoding &encoding,
                           const std::vector<PinnedDimension> &pinned)
    : m_cube(cube), m_encoding(encoding), m_pinned(pinned),
      m_isFree(static_cast<std::size_t>(encoding.dimensions()), true),
      m_parentsFirst(cube.space().parentsFirst()),
      m_hasConstraints(!cube.space().constraints.empty())
{
    for (const PinnedDimension &pin : m_pinned)
        m_isFree[static_cast<std::size_t>(pin.dimension)] = false;
    for (int i = 0; i < encoding.dimensions(); ++i)
        m_isDiscrete = m_isDiscrete && (!isFree(i) || encoding.kind(i) != DimensionKind::Real);
    if (m_isDiscrete)
        m_size = sizeOf(cube.space());
}

std::optional<std::int64_t> SearchDomain::sizeOf(const SearchSpace &space) const
{
    SearchSpace varied;
    varied.hyperparameters = space.hyperparameters;
    for (const PinnedDimension &pin : m_pinned) {
        Hyperparameter &pinned = varied.hyperparameters[static_cast<std::size_t>(pin.dimension)];
        pinned.type = HyperparameterType::Categorical;
        pinned.values = {m_cube.valueAt(pin.dimension, pin.coordinate)};
    }
    return settingsCount(varied, mostWalked);
}

void SearchDomain::pin(Eigen::VectorXd &point) const
{
    for (const PinnedDimension &pin : m_pinned)
        point[pin.dimension] = pin.coordinate;
}

SearchDomain::Key SearchDomain::keyOf(const Eigen::VectorXd &canonical) const
{
    Key key(static_cast<std::size_t>(canonical.size()));
    for (std::size_t i = 0; i < key.size(); ++i)
        key[i] = std::llround(canonical[static_cast<Eigen::Index>(i)] * keyResolution);
    return key;
}

Eigen::VectorXd SearchDomain::settled(const Eigen::VectorXd &point) const
{
    if (m_isDiscrete)
        return m_encoding.canonical(point);
    return pointOf(m_cube, settingsAt(m_cube, point));
}

void SearchDomain::markTaken(const Settings &settings)
{
    m_taken.insert(keyOf(m_encoding.canonical(pointOf(m_cube, settings))));
}

bool SearchDomain::isTaken(const Eigen::VectorXd &point) const
{
    return m_taken.contains(keyOf(settled(point)));
}

bool SearchDomain::meetsConstraints(const Eigen::VectorXd &point) const
{
    return !m_hasConstraints || m_cube.isFeasible(settingsAt(m_cube, point));
}

void SearchDomain::restartFrom(std::size_t place, Eigen::VectorXd &point) const
{
    for (; place < m_parentsFirst.size(); ++place) {
        const auto dimension = static_cast<int>(m_parentsFirst[place]);
        if (isFree(dimension))
            point[dimension] = m_encoding.centreOf(dimension, 0);
    }
}

bool SearchDomain::advance(Eigen::VectorXd &point) const
{
    for (std::size_t place = m_parentsFirst.size(); place-- > 0;) {
        const auto dimension = static_cast<int>(m_parentsFirst[place]);
        if (!isFree(dimension) || !m_encoding.isActive(dimension, point))
            continue;
        const std::int64_t next = m_encoding.levelAt(dimension, point[dimension]) + 1;
        if (next == m_encoding.levels(dimension))
            continue;
        point[dimension] = m_encoding.centreOf(dimension, next);
        restartFrom(place + 1, point);
        return true;
    }
    return false;
}

std::vector<Eigen::VectorXd> SearchDomain::openPoints(std::size_t limit) const
{
    std::vector<Eigen::VectorXd> open;
    Eigen::VectorXd point(m_encoding.dimensions());
    pin(point);
    restartFrom(0, point);
    do {
        if (isOpen(point))
            open.push_back(point);
    } while (open.size() < limit && advance(point));
    return open;
}

std::optional<Eigen::VectorXd> SearchDomain::randomOpenPoint(Rng &rng,
                                                             const std::stop_token &stop) const
{
    std::optional<Eigen::VectorXd> chosen;
    int open = 0;
    std::int64_t steps = 0;
    Eigen::VectorXd point(m_encoding.dimensions());
    pin(point);
    restartFrom(0, point);
    do {
        if (++steps % stepsBetweenStopChecks == 0 && stop.stop_requested())
            return std::nullopt;
        if (isOpen(point) && rng.below(++open) == 0)
            chosen = point;
    } while (advance(point));
    return chosen;
}

} // namespace attune
