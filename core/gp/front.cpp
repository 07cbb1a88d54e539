// SPDX-FileCopyrightText: 2026 The Attune developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/gp/front.h"

#include "core/analysis/pareto_front.h"

#include <algorithm>
#include <cmath>
#include <iterator>
#include <limits>

namespace attune {

namespace {

constexpr double margin = 0.1;     ///< of the front's range, to a far reference
constexpr double nearMargin = 0.2; ///< to a near one
constexpr double leastRange = 0.05;
constexpr double clearlyBetter = 0.05; ///< in ranges of the front
constexpr double hardlyWorse = 0.01;
constexpr std::size_t enough = 12; ///< clear points, to know where the front is

/// Half of it, since the whole can be too large for a number.
Eigen::ArrayXd halfRangeOf(const Eigen::MatrixXd &values)
{
    const Eigen::ArrayXd range =
        (0.5 * values.colwise().maxCoeff() - 0.5 * values.colwise().minCoeff()).transpose();
    return range.max(std::numeric_limits<double>::min());
}

} // namespace

std::vector<Eigen::Index> unbeatenRows(const Eigen::MatrixXd &values)
{
    std::vector<std::vector<double>> rows;
    std::vector<Eigen::Index> order(static_cast<std::size_t>(values.rows()));
    for (Eigen::Index i = 0; i < values.rows(); ++i) {
        const Eigen::VectorXd row = values.row(i);
        rows.emplace_back(row.begin(), row.end());
        order[static_cast<std::size_t>(i)] = i;
    }
    const auto rowOf = [&rows](Eigen::Index i) { return rows[static_cast<std::size_t>(i)]; };
    std::stable_sort(order.begin(), order.end(),
                     [&](Eigen::Index a, Eigen::Index b) { return rowOf(a) < rowOf(b); });
    order.erase(std::unique(order.begin(), order.end(),
                            [&](Eigen::Index a, Eigen::Index b) { return rowOf(a) == rowOf(b); }),
                order.end());
    std::vector<std::vector<double>> distinct;
    distinct.reserve(order.size());
    for (const Eigen::Index row : order)
        distinct.push_back(rowOf(row));
    std::vector<Eigen::Index> unbeaten;
    for (const std::size_t k :
         paretoFront(distinct, std::vector<Direction>(static_cast<std::size_t>(values.cols()),
                                                      Direction::Minimize)))
        unbeaten.push_back(order[k]);
    return unbeaten;
}

std::vector<Eigen::Index> clearRows(const Eigen::MatrixXd &values)
{
    const std::vector<Eigen::Index> unbeaten = unbeatenRows(values);
    std::vector<Eigen::Index> clear = unbeaten;
    // Rows that do not matter make the range too large at first.
    for (int pass = 0; pass < 2 && !clear.empty(); ++pass) {
        const Eigen::ArrayXd half = halfRangeOf(values(clear, Eigen::all));
        const auto allButDominates = [&](Eigen::Index other, Eigen::Index row) {
            const Eigen::ArrayXd worse =
                (0.5 * values.row(other) - 0.5 * values.row(row)).transpose().array() / half;
            return worse.maxCoeff() < hardlyWorse && worse.minCoeff() < -clearlyBetter;
        };
        const auto isClear = [&](Eigen::Index row) {
            return std::none_of(unbeaten.begin(), unbeaten.end(),
                                [&](Eigen::Index other) { return allButDominates(other, row); });
        };
        std::vector<Eigen::Index> found;
        std::copy_if(unbeaten.begin(), unbeaten.end(), std::back_inserter(found), isClear);
        if (!found.empty())
            clear = std::move(found);
    }
    return clear;
}

Front frontOf(const Eigen::MatrixXd &values)
{
    std::vector<Eigen::Index> kept = unbeatenRows(values);
    Front front{values(kept, Eigen::all), Eigen::VectorXd::Zero(values.cols())};
    if (kept.empty())
        return front;
    const auto rangeOf = [](const Eigen::MatrixXd &points) {
        return (points.colwise().maxCoeff() - points.colwise().minCoeff()).transpose().array();
    };
    const Eigen::MatrixXd clear = values(clearRows(values), Eigen::all);
    if (clear.rows() < static_cast<Eigen::Index>(enough)) {
        const Eigen::ArrayXd worst = values.colwise().maxCoeff().transpose();
        front.reference = (worst + margin * rangeOf(front.points).max(1.0)).matrix();
        return front;
    }
    const Eigen::ArrayXd range = rangeOf(clear).max(leastRange * rangeOf(values));
    front.reference = clear.colwise().maxCoeff().transpose() + (nearMargin * range).matrix();
    std::erase_if(kept, [&](Eigen::Index row) {
        return (values.row(row).transpose().array() >= front.reference.array()).any();
    });
    front.points = values(kept, Eigen::all);
    return front;
}

} // namespace attune
