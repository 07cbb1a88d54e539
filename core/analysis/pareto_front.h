// SPDX-FileCopyrightText: 2026 The Attune developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/study/study_settings.h"
#include "core/study/trial.h"

#include <cstddef>
#include <optional>
#include <utility>
#include <vector>

namespace attune {

/// True when `a` is nowhere worse than `b` and better somewhere. Requires: equal sizes.
[[nodiscard]] bool dominates(const std::vector<double> &a, const std::vector<double> &b,
                             const std::vector<Direction> &directions);

/// A front that grows row by row.
class GrowingFront
{
public:
    explicit GrowingFront(std::vector<Direction> directions) : m_directions(std::move(directions))
    {}

    /// Whether the row joins: no row of the front dominates it. Those that it dominates leave.
    /// Never with a value that is not finite. O(size).
    bool add(std::size_t index, std::vector<double> row);
    [[nodiscard]] std::size_t size() const { return m_rows.size(); }
    /// Of the rows on it, in the order in which they joined.
    [[nodiscard]] std::vector<std::size_t> indices() const;

private:
    std::vector<Direction> m_directions;
    std::vector<std::pair<std::size_t, std::vector<double>>> m_rows;
};

/// The rows that no other row dominates, in order. Rows with a value that is not finite are never
/// among them; of equal rows all are.
[[nodiscard]] std::vector<std::size_t> paretoFront(const std::vector<std::vector<double>> &values,
                                                   const std::vector<Direction> &directions);

/// What a trial is compared by: a value of each objective. Nothing for one that cannot be on a
/// front: it is not complete, excluded, misses a requirement, or has no value of one of them.
[[nodiscard]] std::optional<std::vector<double>>
frontRowOf(const Trial &trial, const std::vector<Objective> &objectives);

/// The trials that no other one beats in every objective: complete, not excluded, meeting the
/// requirements, with a finite value of each objective. By the first objective, best first.
[[nodiscard]] std::vector<const Trial *> paretoTrials(const std::vector<Trial> &trials,
                                                      const std::vector<Objective> &objectives);

/// The direction of each objective.
[[nodiscard]] std::vector<Direction> directionsOf(const std::vector<Objective> &objectives);

} // namespace attune
