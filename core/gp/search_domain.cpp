// SPDX-FileCopyrightText: 2026 The Attune developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/gp/search_domain.h"

#include <cmath>
#include <limits>
#include <span>

namespace attune {

namespace {

constexpr double keyResolution = 1e9; ///< far finer than the rounding of continuous settings

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
      m_hasConstraints(!cube.space().constraints.empty())
{
    for (const PinnedDimension &pin : m_pinned)
        m_isFree[static_cast<std::size_t>(pin.dimension)] = false;
    for (int i = 0; i < encoding.dimensions(); ++i)
        m_isDiscrete = m_isDiscrete && (!isFree(i) || encoding.kind(i) != DimensionKind::Real);
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

double SearchDomain::levelTuples() const
{
    double tuples = m_isDiscrete ? 1.0 : std::numeric_limits<double>::infinity();
    for (int i = 0; i < m_encoding.dimensions() && m_isDiscrete; ++i) {
        if (isFree(i))
            tuples *= static_cast<double>(m_encoding.levels(i));
    }
    return tuples;
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

std::vector<Eigen::VectorXd> SearchDomain::openPoints(std::size_t limit) const
{
    std::vector<Eigen::VectorXd> open;
    std::set<Key> met = m_taken; // inactive coordinates make several level tuples one setting
    std::vector<std::int64_t> levels(static_cast<std::size_t>(m_encoding.dimensions()), 0);
    Eigen::VectorXd point(m_encoding.dimensions());
    pin(point);
    const auto levelsOf = [this](int dimension) {
        return isFree(dimension) ? m_encoding.levels(dimension) : 1;
    };
    bool isDone = !m_isDiscrete;
    while (!isDone && open.size() < limit) {
        for (int i = 0; i < m_encoding.dimensions(); ++i) {
            if (isFree(i))
                point[i] = m_encoding.centreOf(i, levels[static_cast<std::size_t>(i)]);
        }
        const Eigen::VectorXd canonical = m_encoding.canonical(point);
        if (met.insert(keyOf(canonical)).second && meetsConstraints(point))
            open.push_back(point);
        int digit = 0; // count on, the first hyperparameter fastest
        while (digit < m_encoding.dimensions() &&
               ++levels[static_cast<std::size_t>(digit)] == levelsOf(digit))
            levels[static_cast<std::size_t>(digit++)] = 0;
        isDone = digit == m_encoding.dimensions();
    }
    return open;
}

} // namespace attune
