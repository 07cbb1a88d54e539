// SPDX-FileCopyrightText: 2026 The Attune developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/rng.h"
#include "core/gp/encoding.h"

#include <cstdint>
#include <optional>
#include <set>
#include <stop_token>
#include <vector>

namespace attune {

/// A dimension that the model knows but proposals do not vary.
struct PinnedDimension
{
    int dimension;
    double coordinate;
};

/// Which points of the unit cube may be proposed: those with the pinned coordinates that meet the
/// space's constraints and whose settings no trial has had yet.
class SearchDomain
{
public:
    /// Borrows `cube` and `encoding`.
    SearchDomain(const UnitCube &cube, const Encoding &encoding,
                 const std::vector<PinnedDimension> &pinned = {});

    [[nodiscard]] const UnitCube &cube() const { return m_cube; }
    [[nodiscard]] const Encoding &encoding() const { return m_encoding; }

    /// False for pinned dimensions.
    [[nodiscard]] bool isFree(int dimension) const { return m_isFree[std::size_t(dimension)]; }
    /// Moves the pinned coordinates to where they have to be.
    void pin(Eigen::VectorXd &point) const;

    /// True when no free dimension is real, so that every point can be told from every other.
    [[nodiscard]] bool isDiscrete() const { return m_isDiscrete; }

    /// The number of settings, constraints aside; nothing if a free dimension is real or there are
    /// too many to walk through.
    [[nodiscard]] std::optional<std::int64_t> size() const { return m_size; }

    void markTaken(const Settings &settings);

    /// Same settings as some trial, as far as the rounding of continuous values lets them differ.
    [[nodiscard]] bool isTaken(const Eigen::VectorXd &point) const;
    [[nodiscard]] bool meetsConstraints(const Eigen::VectorXd &point) const;
    [[nodiscard]] bool isOpen(const Eigen::VectorXd &point) const
    {
        return !isTaken(point) && meetsConstraints(point);
    }

    /// Every open point, at most `limit`, in a fixed order, once for each setting. Requires:
    /// size().
    [[nodiscard]] std::vector<Eigen::VectorXd> openPoints(std::size_t limit) const;

    /// One of all open points, each with the same chance; nothing where there is none, or when
    /// stopped. Requires: size().
    [[nodiscard]] std::optional<Eigen::VectorXd> randomOpenPoint(Rng &rng,
                                                                 const std::stop_token &stop) const;

private:
    [[nodiscard]] std::optional<std::int64_t> sizeOf(const SearchSpace &space) const;
    /// Moves the dimensions from the `place`-th on, parents first, to their first levels; inactive
    /// ones have none.
    void restartFrom(std::size_t place, Eigen::VectorXd &point) const;
    /// To the next point that differs in an active level; false at the end.
    bool advance(Eigen::VectorXd &point) const;

    using Key = std::vector<std::int64_t>;
    [[nodiscard]] Key keyOf(const Eigen::VectorXd &canonical) const;
    [[nodiscard]] Eigen::VectorXd settled(const Eigen::VectorXd &point) const;

    const UnitCube &m_cube;
    const Encoding &m_encoding;
    std::vector<PinnedDimension> m_pinned;
    std::vector<bool> m_isFree;
    std::vector<std::size_t> m_parentsFirst;
    std::optional<std::int64_t> m_size;
    std::set<Key> m_taken;
    bool m_isDiscrete = true;
    bool m_hasConstraints = false;
};

/// The unit point of settings, as a vector.
[[nodiscard]] Eigen::VectorXd pointOf(const UnitCube &cube, const Settings &settings);

/// The settings at a unit point.
[[nodiscard]] Settings settingsAt(const UnitCube &cube, const Eigen::VectorXd &point);

} // namespace attune
