// SPDX-FileCopyrightText: 2026 The Attune developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/gp/box_decomposition.h"

#include <algorithm>
#include <cstddef>
#include <limits>
#include <map>
#include <utility>

namespace attune {

namespace {

using Box = BoxDecomposition::Box;
using Ranks = std::vector<int>; ///< a point, by its edge for each objective

/// Along one objective, in which boxes of the others stay open until a point cuts them.
class Sweep
{
public:
    /// From this edge on, these are the boxes of the other objectives.
    void cut(int edge, const std::vector<Box> &boxes)
    {
        const auto begins = std::exchange(m_begins, {});
        for (const Box &box : boxes) {
            const auto known = begins.find(box);
            m_begins.emplace(box, known != begins.end() ? known->second : edge);
        }
        for (const auto &[box, begin] : begins) {
            if (m_begins.contains(box))
                continue;
            Box whole = box;
            whole.from.push_back(begin);
            whole.to.push_back(edge);
            m_closed.push_back(std::move(whole));
        }
    }

    [[nodiscard]] std::vector<Box> closed() && { return std::move(m_closed); }

private:
    std::map<Box, int> m_begins; ///< of the boxes that are open, with their first edges
    std::vector<Box> m_closed;
};

/// The boxes of the first `count` objectives that no point reaches, up to the edges `top`.
std::vector<Box> boxesBelow(const std::vector<Ranks> &points, const Ranks &top, std::size_t count)
{
    if (count == 1) {
        int lowest = top.front();
        for (const Ranks &point : points)
            lowest = std::min(lowest, point.front());
        return {{{0}, {lowest}}};
    }
    const std::size_t own = count - 1;
    std::vector<Ranks> ahead = points;
    std::stable_sort(ahead.begin(), ahead.end(),
                     [own](const Ranks &a, const Ranks &b) { return a[own] < b[own]; });
    Sweep sweep;
    sweep.cut(0, boxesBelow({}, top, own));
    std::vector<Ranks> reached;
    for (std::size_t i = 0; i < ahead.size(); ++i) {
        reached.push_back(ahead[i]);
        if (i + 1 == ahead.size() || ahead[i + 1][own] > ahead[i][own])
            sweep.cut(ahead[i][own], boxesBelow(reached, top, own));
    }
    sweep.cut(top[own], {});
    return std::move(sweep).closed();
}

} // namespace

BoxDecomposition undominatedBoxes(const Eigen::MatrixXd &points, const Eigen::VectorXd &reference)
{
    const auto objectives = static_cast<std::size_t>(reference.size());
    BoxDecomposition decomposition;
    std::vector<Ranks> ranks(static_cast<std::size_t>(points.rows()), Ranks(objectives));
    Ranks top;
    for (Eigen::Index k = 0; k < reference.size(); ++k) {
        std::vector<double> edges(points.col(k).begin(), points.col(k).end());
        edges.push_back(-std::numeric_limits<double>::infinity());
        edges.push_back(reference[k]);
        std::sort(edges.begin(), edges.end());
        edges.erase(std::unique(edges.begin(), edges.end()), edges.end());
        for (std::size_t i = 0; i < ranks.size(); ++i) {
            const double value = points(static_cast<Eigen::Index>(i), k);
            const auto place = std::lower_bound(edges.begin(), edges.end(), value);
            ranks[i][static_cast<std::size_t>(k)] = static_cast<int>(place - edges.begin());
        }
        top.push_back(static_cast<int>(edges.size()) - 1);
        decomposition.edges.emplace_back(Eigen::Map<const Eigen::VectorXd>(
            edges.data(), static_cast<Eigen::Index>(edges.size())));
    }
    decomposition.boxes = boxesBelow(ranks, top, objectives);
    return decomposition;
}

} // namespace attune
