// SPDX-FileCopyrightText: 2026 The Attune developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/gp/encoding.h"

#include <cstdint>
#include <set>
#include <vector>

namespace attune {

/// Which points of the unit cube may be proposed: those that meet the space's constraints and whose
/// settings no trial has had yet.
class SearchDomain
{
public:
    /// Borrows `encoding`.
    SearchDomain(const UnitCube &cube, const Encoding &encoding);

    [[nodiscard]] const UnitCube &cube() const { return m_cube; }
    [[nodiscard]] const Encoding &encoding() const { return m_encoding; }

    /// True when no hyperparameter is real, so that every point can be told from every other.
    [[nodiscard]] bool isDiscrete() const { return m_isDiscrete; }

    /// Combinations of levels, infinite unless isDiscrete().
    [[nodiscard]] double levelTuples() const;

    void markTaken(const Settings &settings);

    /// Same settings as some trial, as far as the rounding of continuous values lets them differ.
    [[nodiscard]] bool isTaken(const Eigen::VectorXd &point) const;
    [[nodiscard]] bool meetsConstraints(const Eigen::VectorXd &point) const;
    [[nodiscard]] bool isOpen(const Eigen::VectorXd &point) const
    {
        return !isTaken(point) && meetsConstraints(point);
    }

    /// Every open point of a discrete space, at most `limit`, in a fixed order.
    [[nodiscard]] std::vector<Eigen::VectorXd> openPoints(std::size_t limit) const;

private:
    using Key = std::vector<std::int64_t>;
    [[nodiscard]] Key keyOf(const Eigen::VectorXd &canonical) const;
    [[nodiscard]] Eigen::VectorXd settled(const Eigen::VectorXd &point) const;

    const UnitCube &m_cube;
    const Encoding &m_encoding;
    std::set<Key> m_taken;
    bool m_isDiscrete = true;
    bool m_hasConstraints = false;
};

/// The unit point of settings, as a vector.
[[nodiscard]] Eigen::VectorXd pointOf(const UnitCube &cube, const Settings &settings);

/// The settings at a unit point.
[[nodiscard]] Settings settingsAt(const UnitCube &cube, const Eigen::VectorXd &point);

} // namespace attune
