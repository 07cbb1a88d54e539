// SPDX-FileCopyrightText: 2026 The Attune developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/gp/front.h"

#include "core/analysis/pareto_front.h"

#include <algorithm>
#include <limits>
#include <numeric>
#include <utility>

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

bool allButDominates(const double *other, const double *row, const Eigen::ArrayXd &halfRange)
{
    bool isBetter = false;
    for (Eigen::Index k = 0; k < halfRange.size(); ++k) {
        const double worse = (0.5 * other[k] - 0.5 * row[k]) / halfRange[k];
        if (!(worse < hardlyWorse))
            return false;
        isBetter = isBetter || worse < -clearlyBetter;
    }
    return isBetter;
}

/// Of unbeaten points (objectives x points), by column. Rows that do not matter make the range too
/// large at first.
std::vector<Eigen::Index> clearColumns(const Eigen::MatrixXd &points)
{
    std::vector<Eigen::Index> clear(static_cast<std::size_t>(points.cols()));
    std::iota(clear.begin(), clear.end(), 0);
    for (int pass = 0; pass < 2 && !clear.empty(); ++pass) {
        const Eigen::ArrayXd half = halfRangeOf(points(Eigen::all, clear).transpose());
        std::vector<Eigen::Index> found;
        for (Eigen::Index i = 0; i < points.cols(); ++i) {
            bool isClear = true;
            for (Eigen::Index j = 0; j < points.cols() && isClear; ++j)
                isClear = !allButDominates(points.col(j).data(), points.col(i).data(), half);
            if (isClear)
                found.push_back(i);
        }
        if (!found.empty())
            clear = std::move(found);
    }
    return clear;
}

} // namespace

std::vector<Eigen::Index> unbeatenRows(const Eigen::MatrixXd &values)
{
    std::vector<std::pair<std::vector<double>, Eigen::Index>> rows;
    for (Eigen::Index i = 0; i < values.rows(); ++i) {
        const Eigen::VectorXd row = values.row(i);
        rows.emplace_back(std::vector<double>(row.begin(), row.end()), i);
    }
    std::sort(rows.begin(), rows.end());
    std::vector<std::vector<double>> distinct;
    std::vector<Eigen::Index> first; // of each
    for (auto &[row, index] : rows) {
        if (!distinct.empty() && distinct.back() == row)
            continue;
        distinct.push_back(std::move(row));
        first.push_back(index);
    }
    std::vector<Eigen::Index> unbeaten;
    for (const std::size_t k :
         paretoFront(distinct, std::vector<Direction>(static_cast<std::size_t>(values.cols()),
                                                      Direction::Minimize)))
        unbeaten.push_back(first[k]);
    return unbeaten;
}

std::vector<Eigen::Index> clearRows(const Eigen::MatrixXd &values,
                                    const std::vector<Eigen::Index> &unbeaten)
{
    std::vector<Eigen::Index> clear;
    for (const Eigen::Index k : clearColumns(values(unbeaten, Eigen::all).transpose()))
        clear.push_back(unbeaten[static_cast<std::size_t>(k)]);
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
    const Eigen::MatrixXd clear = values(clearRows(values, kept), Eigen::all);
    if (clear.rows() < static_cast<Eigen::Index>(enough)) {
        const Eigen::ArrayXd worst = values.colwise().maxCoeff().transpose();
        front.reference = (worst + margin * rangeOf(front.points).max(1.0)).matrix();
        return front;
    }
    Eigen::ArrayXd range = rangeOf(clear).max(leastRange * rangeOf(values));
    range = (range > 0.0).select(range, 1.0); // an objective that never varies
    front.reference = clear.colwise().maxCoeff().transpose() + (nearMargin * range).matrix();
    std::erase_if(kept, [&](Eigen::Index row) {
        return (values.row(row).transpose().array() >= front.reference.array()).any();
    });
    front.points = values(kept, Eigen::all);
    return front;
}

} // namespace attune
