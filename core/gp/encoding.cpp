// SPDX-FileCopyrightText: 2026 The Attune developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/gp/encoding.h"

#include <algorithm>
#include <cassert>
#include <cmath>
#include <numbers>

namespace attune {

namespace {

constexpr std::int64_t tabulatedLevels = 4096;
constexpr double inactiveCoordinate = 0.5;
constexpr double categoryMark = std::numbers::sqrt2 / 2.0;

Value valueOfLevel(const Hyperparameter &hyperparameter, std::int64_t level)
{
    if (hyperparameter.type == HyperparameterType::Categorical)
        return hyperparameter.values[static_cast<std::size_t>(level)];
    return static_cast<std::int64_t>(hyperparameter.min) + level * hyperparameter.step;
}

std::int64_t levelOfValue(const Hyperparameter &hyperparameter, const Value &value)
{
    const auto number = static_cast<std::int64_t>(numberOf(value).value_or(hyperparameter.min));
    return (number - static_cast<std::int64_t>(hyperparameter.min)) / hyperparameter.step;
}

} // namespace

Encoding::Encoding(const UnitCube &cube, bool hasResource, int relatedTasks)
    : m_cube(cube), m_hasResource(hasResource), m_relatedTasks(relatedTasks)
{
    const int count = cube.dimensions();
    for (int i = 0; i < count; ++i) {
        m_dimensions.push_back(dimensionOf(i));
        m_dimensions.back().firstColumn = m_columns;
        m_columns += m_dimensions.back().columnCount;
    }
    for (int i = 0; i < count; ++i) {
        for (const Condition &condition : cube.space().hyperparameters[i].when)
            m_dimensions[i].requirements.push_back(requirementOf(condition));
    }
    for (int i = 0; i < (hasResource ? 1 : 0) + relatedTasks; ++i) {
        m_dimensions.emplace_back();
        m_dimensions.back().firstColumn = m_columns++;
    }
}

Encoding::Dimension Encoding::dimensionOf(int index) const
{
    const Hyperparameter &hyperparameter = m_cube.space().hyperparameters[index];
    Dimension dimension;
    if (hyperparameter.type == HyperparameterType::Continuous)
        return dimension;
    const bool isInteger = hyperparameter.type == HyperparameterType::Integer;
    dimension.kind =
        isInteger || hyperparameter.isOrdered ? DimensionKind::Ordered : DimensionKind::Unordered;
    dimension.levels = hyperparameter.levelCount();
    dimension.hasEqualCells = !isInteger || resolvedScaling(hyperparameter) == Scaling::Linear;
    if (dimension.kind == DimensionKind::Unordered)
        dimension.columnCount = static_cast<int>(dimension.levels);
    if (dimension.levels <= tabulatedLevels) {
        for (std::int64_t level = 0; level < dimension.levels; ++level)
            dimension.centres.push_back(
                m_cube.coordinateOf(index, valueOfLevel(hyperparameter, level)));
    }
    return dimension;
}

Encoding::Requirement Encoding::requirementOf(const Condition &condition) const
{
    const auto &hyperparameters = m_cube.space().hyperparameters;
    const auto parent =
        std::find_if(hyperparameters.begin(), hyperparameters.end(),
                     [&](const Hyperparameter &h) { return h.name == condition.parent; });
    assert(parent != hyperparameters.end());
    Requirement requirement{
        static_cast<int>(parent - hyperparameters.begin()), {}, condition.values};
    const Dimension &dimension = m_dimensions[requirement.parent];
    for (std::int64_t level = 0; level < static_cast<std::int64_t>(dimension.centres.size());
         ++level) {
        const Value value = valueOfLevel(*parent, level);
        requirement.allowedLevels.push_back(
            std::any_of(condition.values.begin(), condition.values.end(),
                        [&](const Value &allowed) { return sameChoice(allowed, value); }));
    }
    return requirement;
}

std::int64_t Encoding::levelAt(int dimension, double coordinate) const
{
    const Dimension &d = m_dimensions[dimension];
    assert(d.kind != DimensionKind::Real);
    std::int64_t level = 0;
    if (d.hasEqualCells)
        level = static_cast<std::int64_t>(std::floor(coordinate * static_cast<double>(d.levels)));
    else
        level = levelOfValue(m_cube.space().hyperparameters[dimension],
                             m_cube.valueAt(dimension, coordinate));
    return std::clamp<std::int64_t>(level, 0, d.levels - 1);
}

double Encoding::centreOf(int dimension, std::int64_t level) const
{
    const Dimension &d = m_dimensions[dimension];
    if (!d.centres.empty())
        return d.centres[static_cast<std::size_t>(level)];
    return m_cube.coordinateOf(dimension,
                               valueOfLevel(m_cube.space().hyperparameters[dimension], level));
}

bool Encoding::isMet(const Requirement &requirement, const Eigen::VectorXd &point) const
{
    if (!isActive(requirement.parent, point))
        return false;
    const double coordinate = point[requirement.parent];
    if (!requirement.allowedLevels.empty())
        return requirement
            .allowedLevels[static_cast<std::size_t>(levelAt(requirement.parent, coordinate))];
    const Value value = m_cube.valueAt(requirement.parent, coordinate);
    return std::any_of(requirement.allowedValues.begin(), requirement.allowedValues.end(),
                       [&](const Value &allowed) { return sameChoice(allowed, value); });
}

bool Encoding::isActive(int dimension, const Eigen::VectorXd &point) const
{
    const auto &requirements = m_dimensions[dimension].requirements;
    return std::all_of(requirements.begin(), requirements.end(),
                       [&](const Requirement &requirement) { return isMet(requirement, point); });
}

bool Encoding::isBeyond(int dimension, double coordinate) const
{
    return m_dimensions[dimension].kind == DimensionKind::Ordered &&
           (coordinate < 0.0 || coordinate > 1.0);
}

Eigen::VectorXd Encoding::canonical(const Eigen::VectorXd &point) const
{
    Eigen::VectorXd result(point.size());
    for (int i = 0; i < dimensions(); ++i) {
        if (!isActive(i, point))
            result[i] = inactiveCoordinate;
        else if (m_dimensions[i].kind == DimensionKind::Real || isBeyond(i, point[i]))
            result[i] = point[i];
        else
            result[i] = centreOf(i, levelAt(i, point[i]));
    }
    return result;
}

Eigen::MatrixXd Encoding::encode(const Eigen::MatrixXd &points) const
{
    assert(points.rows() == dimensions());
    Eigen::MatrixXd rows = Eigen::MatrixXd::Zero(points.cols(), m_columns);
    for (Eigen::Index j = 0; j < points.cols(); ++j) {
        const Eigen::VectorXd point = canonical(points.col(j));
        for (int i = 0; i < dimensions(); ++i) {
            const Dimension &d = m_dimensions[i];
            if (d.kind == DimensionKind::Unordered)
                rows(j, d.firstColumn + levelAt(i, point[i])) = categoryMark;
            else
                rows(j, d.firstColumn) = point[i];
        }
    }
    if (hasResource())
        rows.col(resourceColumn()).setConstant(endOfResource);
    return rows;
}

Eigen::VectorXd Encoding::inverseScales(const Eigen::VectorXd &logLengthScales) const
{
    assert(logLengthScales.size() == lengthScales());
    Eigen::VectorXd scales(m_columns);
    for (int i = 0; i < lengthScales(); ++i)
        scales.segment(m_dimensions[i].firstColumn, m_dimensions[i].columnCount)
            .setConstant(std::exp(-logLengthScales[i]));
    return scales;
}

} // namespace attune
