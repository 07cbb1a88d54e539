// SPDX-FileCopyrightText: 2026 The Attune developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/space/unit_cube.h"

#include <Eigen/Core>

#include <cstdint>
#include <vector>

#if EIGEN_MALLOC_ALREADY_ALIGNED
#error Link attune_eigen: the core and its caller must allocate alike.
#endif

namespace attune {

/// Where a whole trial stands in the resource's column.
constexpr double endOfResource = 1.0;

/// How the search may move along one hyperparameter.
enum class DimensionKind {
    Real,      ///< anywhere
    Ordered,   ///< among levels whose distance means something: integers, ordered choices
    Unordered, ///< among categories
};

/// How the model sees the unit cube: every point becomes a row of a Euclidean space in which the
/// kernel is a function of scaled distances alone.
///
/// A real or ordered hyperparameter is one column, its coordinate at the centre of its level, so
/// that the kernel is always evaluated where a trial would really run (Garrido-Merchan and
/// Hernandez-Lobato 2020). An unordered one of K categories is K columns e_k / sqrt(2) that share
/// one length-scale: two categories are then at distance 1, whichever they are (the Hamming
/// kernel). An inactive one stands at 0.5, whatever its coordinate; its parent's columns make the
/// distance.
///
/// An ordered one outside of [0, 1], which only earlier studies have, stays where it is.
///
/// A model of trials that may be ended early has the resource they used as one more column, with a
/// length-scale of its own, behind all others. No point has a coordinate for it: encoded rows stand
/// at the end of a trial, which is what proposals are about.
///
/// A model that also learns from studies of related tasks has a column for each of them, where its
/// rows are 1 and all others 0, with a length-scale that says how much the tasks have in common.
/// Encoded rows stand at the study's own task.
///
/// Points are columns of unit coordinates (d x m); encoded points are rows (m x columns()).
class Encoding
{
public:
    explicit Encoding(const UnitCube &cube, bool hasResource = false, int relatedTasks = 0);

    /// Of points: the number of hyperparameters.
    [[nodiscard]] int dimensions() const { return m_cube.dimensions(); }
    /// One for each hyperparameter, one for the resource where there is one, and one for each
    /// related task.
    [[nodiscard]] int lengthScales() const { return static_cast<int>(m_dimensions.size()); }
    [[nodiscard]] bool hasResource() const { return m_hasResource; }
    /// Requires: hasResource().
    [[nodiscard]] int resourceColumn() const { return m_columns - m_relatedTasks - 1; }
    [[nodiscard]] int relatedTasks() const { return m_relatedTasks; }
    /// Of the tasks from 1 on.
    [[nodiscard]] int taskColumn(int task) const { return m_columns - m_relatedTasks + task - 1; }
    [[nodiscard]] int columns() const { return m_columns; }
    [[nodiscard]] DimensionKind kind(int dimension) const { return m_dimensions[dimension].kind; }
    /// 0 for real dimensions.
    [[nodiscard]] std::int64_t levels(int dimension) const
    {
        return m_dimensions[dimension].levels;
    }
    /// Of the columns that share a length-scale.
    [[nodiscard]] int firstColumn(int dimension) const
    {
        return m_dimensions[dimension].firstColumn;
    }
    [[nodiscard]] int columnCount(int dimension) const
    {
        return m_dimensions[dimension].columnCount;
    }

    /// Requires: not a real dimension.
    [[nodiscard]] std::int64_t levelAt(int dimension, double coordinate) const;
    [[nodiscard]] double centreOf(int dimension, std::int64_t level) const;

    /// Where the point's trial would run: levels at their centres, inactive coordinates at 0.5.
    [[nodiscard]] Eigen::VectorXd canonical(const Eigen::VectorXd &point) const;
    [[nodiscard]] bool isActive(int dimension, const Eigen::VectorXd &point) const;

    [[nodiscard]] Eigen::MatrixXd encode(const Eigen::MatrixXd &points) const;

    /// 1 / length-scale of every column, given the logarithms of all length-scales.
    [[nodiscard]] Eigen::VectorXd inverseScales(const Eigen::VectorXd &logLengthScales) const;

private:
    /// One condition on a parent, decided by its level where it has few, else by its value.
    struct Requirement
    {
        int parent;
        std::vector<bool> allowedLevels;
        std::vector<Value> allowedValues;
    };
    struct Dimension
    {
        DimensionKind kind = DimensionKind::Real;
        std::int64_t levels = 0;
        int firstColumn = 0;
        int columnCount = 1;
        bool hasEqualCells = true;   ///< levels are equally wide in the unit coordinate
        std::vector<double> centres; ///< of each level, where there are few
        std::vector<Requirement> requirements;
    };

    [[nodiscard]] Dimension dimensionOf(int index) const;
    [[nodiscard]] Requirement requirementOf(const Condition &condition) const;
    [[nodiscard]] bool isBeyond(int dimension, double coordinate) const;
    [[nodiscard]] bool isMet(const Requirement &requirement, const Eigen::VectorXd &point) const;

    UnitCube m_cube;
    std::vector<Dimension> m_dimensions;
    int m_columns = 0;
    bool m_hasResource;
    int m_relatedTasks;
};

} // namespace attune
