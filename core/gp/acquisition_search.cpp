// SPDX-FileCopyrightText: 2026 The Attune developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/gp/acquisition_search.h"

#include "core/numerics/lbfgsb.h"

#include <algorithm>
#include <cassert>
#include <cmath>
#include <functional>
#include <limits>
#include <numeric>

namespace attune {

namespace {

constexpr int maxRounds = 6;
constexpr int maxLevelSteps = 4;       ///< of each climb in a round
constexpr double leastDistance = 0.02; ///< between starts, in the largest coordinate
constexpr double leastGain = 1e-9;
constexpr std::int64_t fewLevels = 16;
constexpr std::int64_t manyLevels = 100;
constexpr std::size_t batchSize = 128; ///< of candidates that are scored together

Eigen::MatrixXd asColumns(const std::vector<Eigen::VectorXd> &points)
{
    if (points.empty())
        return {};
    Eigen::MatrixXd columns(points.front().size(), static_cast<Eigen::Index>(points.size()));
    for (std::size_t i = 0; i < points.size(); ++i)
        columns.col(static_cast<Eigen::Index>(i)) = points[i];
    return columns;
}

/// Cells so small that the acquisition hardly changes within one.
bool climbsLikeReal(const Encoding &encoding, int dimension)
{
    return encoding.kind(dimension) == DimensionKind::Real ||
           (encoding.kind(dimension) == DimensionKind::Ordered &&
            encoding.levels(dimension) > manyLevels);
}

bool isAny(const std::vector<bool> &flags)
{
    return std::find(flags.begin(), flags.end(), true) != flags.end();
}

void sortBestFirst(std::vector<Proposal> &proposals)
{
    std::stable_sort(proposals.begin(), proposals.end(),
                     [](const Proposal &a, const Proposal &b) { return a.value > b.value; });
}

} // namespace

AcquisitionSearch::AcquisitionSearch(const SearchDomain &domain,
                                     const AcquisitionFunction &acquisition,
                                     const Eigen::VectorXd &logLengthScales,
                                     const ClimbEffort &effort)
    : m_domain(domain), m_acquisition(acquisition), m_effort(effort)
{
    for (int i = 0; i < domain.encoding().dimensions(); ++i) {
        if (domain.isFree(i) && climbsLikeReal(domain.encoding(), i))
            m_reals.push_back(i);
    }
    m_realScales = logLengthScales(m_reals).array().exp().min(1.0);
}

std::vector<Proposal> AcquisitionSearch::scored(const std::vector<Eigen::VectorXd> &points) const
{
    std::vector<Proposal> proposals;
    if (points.empty())
        return proposals;
    const Eigen::VectorXd values =
        m_acquisition.values(m_domain.encoding().encode(asColumns(points)));
    for (std::size_t i = 0; i < points.size(); ++i)
        proposals.push_back({points[i], values[static_cast<Eigen::Index>(i)]});
    return proposals;
}

std::vector<Proposal>
AcquisitionSearch::ranked(const std::vector<Eigen::VectorXd> &candidates) const
{
    if (candidates.empty())
        return {};
    const Eigen::VectorXd bounds =
        m_acquisition.upperBounds(m_domain.encoding().encode(asColumns(candidates)));
    const std::size_t batch = bounds.allFinite() ? batchSize : candidates.size();
    std::vector<Eigen::Index> order(candidates.size());
    std::iota(order.begin(), order.end(), 0);
    std::stable_sort(order.begin(), order.end(),
                     [&](Eigen::Index a, Eigen::Index b) { return bounds[a] > bounds[b]; });
    std::vector<Proposal> ranked;
    for (std::size_t next = 0; next < order.size();) {
        std::vector<Eigen::VectorXd> points;
        for (; next < order.size() && points.size() < batch; ++next)
            points.push_back(candidates[static_cast<std::size_t>(order[next])]);
        const std::vector<Proposal> scores = scored(points);
        ranked.insert(ranked.end(), scores.begin(), scores.end());
        sortBestFirst(ranked);
        const std::vector<Proposal> starts = diverseStarts(ranked);
        const bool areEnough = static_cast<int>(starts.size()) == m_effort.climbs;
        if (areEnough && next < order.size() && starts.back().value >= bounds[order[next]])
            break;
    }
    return ranked;
}

std::vector<Proposal> AcquisitionSearch::diverseStarts(const std::vector<Proposal> &ranked) const
{
    std::vector<Proposal> starts;
    std::vector<Eigen::VectorXd> places; // where they would run
    for (const Proposal &proposal : ranked) {
        if (static_cast<int>(starts.size()) == m_effort.climbs)
            break;
        if (m_domain.isDiscrete() && m_domain.isTaken(proposal.point))
            continue;
        const Eigen::VectorXd place = m_domain.encoding().canonical(proposal.point);
        const bool isFar = std::all_of(places.begin(), places.end(), [&](const auto &other) {
            return (other - place).cwiseAbs().maxCoeff() >= leastDistance;
        });
        if (!isFar)
            continue;
        starts.push_back(proposal);
        places.push_back(place);
    }
    return starts;
}

std::vector<Proposal>
AcquisitionSearch::search(const std::vector<Eigen::VectorXd> &candidates) const
{
    const std::vector<Proposal> ranked = this->ranked(candidates);
    std::vector<Proposal> climbs = diverseStarts(ranked);
    std::vector<bool> isMoving(climbs.size(), true);
    for (int round = 0; round < maxRounds; ++round) {
        climbReals(climbs, isMoving);
        climbLevels(climbs, isMoving);
        if (!isAny(isMoving))
            break;
    }
    sortBestFirst(climbs);
    climbs.insert(climbs.end(), ranked.begin(), ranked.end());
    return climbs;
}

Eigen::VectorXd AcquisitionSearch::withReals(const Eigen::VectorXd &point,
                                             const Eigen::VectorXd &reals) const
{
    Eigen::VectorXd moved = point;
    moved(m_reals) = reals.cwiseProduct(m_realScales).cwiseMax(0.0).cwiseMin(1.0);
    return moved;
}

Eigen::VectorXd AcquisitionSearch::realGradient(const Eigen::VectorXd &point,
                                                const Eigen::RowVectorXd &gradients) const
{
    Eigen::VectorXd gradient = Eigen::VectorXd::Zero(m_realScales.size());
    for (std::size_t i = 0; i < m_reals.size(); ++i) {
        const auto k = static_cast<Eigen::Index>(i);
        if (m_domain.encoding().isActive(m_reals[i], point))
            gradient[k] = gradients[m_domain.encoding().firstColumn(m_reals[i])] * m_realScales[k];
    }
    return gradient;
}

void AcquisitionSearch::climbReals(std::vector<Proposal> &climbs,
                                   const std::vector<bool> &isMoving) const
{
    if (m_reals.empty())
        return;
    const Eigen::VectorXd upper = m_realScales.cwiseInverse();
    LbfgsbOptions options;
    options.maxIterations = m_effort.iterations;
    std::vector<Lbfgsb> searches;
    std::vector<std::size_t> owners;
    for (std::size_t i = 0; i < climbs.size(); ++i) {
        if (!isMoving[i])
            continue;
        const Eigen::VectorXd start = climbs[i].point(m_reals).cwiseProduct(upper);
        searches.emplace_back(start, Eigen::VectorXd::Zero(upper.size()), upper, options);
        owners.push_back(i);
    }
    while (true) {
        std::vector<std::size_t> asking;
        std::vector<Eigen::VectorXd> points;
        for (std::size_t s = 0; s < searches.size(); ++s) {
            if (searches[s].isFinished())
                continue;
            asking.push_back(s);
            points.push_back(withReals(climbs[owners[s]].point, searches[s].point()));
        }
        if (asking.empty())
            break;
        const AcquisitionFunction::Slopes slopes =
            m_acquisition.valuesWithGradients(m_domain.encoding().encode(asColumns(points)));
        for (std::size_t k = 0; k < asking.size(); ++k) {
            const auto row = static_cast<Eigen::Index>(k);
            const bool isAllowed = m_domain.meetsConstraints(points[k]);
            const double cost =
                isAllowed ? -slopes.values[row] : std::numeric_limits<double>::infinity();
            searches[asking[k]].supply(cost, -realGradient(points[k], slopes.gradients.row(row)));
        }
    }
    for (std::size_t s = 0; s < searches.size(); ++s) {
        Proposal &climb = climbs[owners[s]];
        climb = {withReals(climb.point, searches[s].bestPoint()), -searches[s].bestValue()};
    }
}

std::vector<Eigen::VectorXd> AcquisitionSearch::neighbours(const Eigen::VectorXd &point) const
{
    const Encoding &encoding = m_domain.encoding();
    std::vector<Eigen::VectorXd> neighbours;
    const auto tryLevel = [&](int dimension, std::int64_t level) {
        Eigen::VectorXd moved = point;
        moved[dimension] = encoding.centreOf(dimension, level);
        const bool isUseful = !m_domain.isDiscrete() || !m_domain.isTaken(moved);
        if (isUseful && m_domain.meetsConstraints(moved))
            neighbours.push_back(std::move(moved));
    };
    for (int i = 0; i < encoding.dimensions(); ++i) {
        if (encoding.kind(i) == DimensionKind::Real || !m_domain.isFree(i) ||
            !encoding.isActive(i, point))
            continue;
        const std::int64_t levels = encoding.levels(i);
        const std::int64_t current = encoding.levelAt(i, point[i]);
        if (encoding.kind(i) == DimensionKind::Unordered || levels <= fewLevels) {
            for (std::int64_t level = 0; level < levels; ++level) {
                if (level != current)
                    tryLevel(i, level);
            }
            continue;
        }
        for (std::int64_t step = 1; step < levels; step *= 2) { // near and far
            if (current - step >= 0)
                tryLevel(i, current - step);
            if (current + step < levels)
                tryLevel(i, current + step);
        }
    }
    return neighbours;
}

void AcquisitionSearch::keepPromising(std::vector<Eigen::VectorXd> &points,
                                      std::vector<std::size_t> &owners,
                                      const std::vector<Proposal> &climbs) const
{
    if (points.empty())
        return;
    const Eigen::VectorXd bounds =
        m_acquisition.upperBounds(m_domain.encoding().encode(asColumns(points)));
    std::size_t kept = 0;
    for (std::size_t k = 0; k < points.size(); ++k) {
        if (bounds[static_cast<Eigen::Index>(k)] <= climbs[owners[k]].value + leastGain)
            continue;
        std::swap(points[kept], points[k]);
        owners[kept++] = owners[k];
    }
    points.resize(kept);
    owners.resize(kept);
}

void AcquisitionSearch::climbLevels(std::vector<Proposal> &climbs,
                                    std::vector<bool> &isMoving) const
{
    std::vector<bool> hasMoved(climbs.size(), false);
    for (int step = 0; step < maxLevelSteps && isAny(isMoving); ++step) {
        stepLevels(climbs, isMoving);
        std::transform(isMoving.begin(), isMoving.end(), hasMoved.begin(), hasMoved.begin(),
                       std::logical_or<>());
    }
    isMoving = hasMoved;
}

void AcquisitionSearch::stepLevels(std::vector<Proposal> &climbs, std::vector<bool> &isMoving) const
{
    std::vector<Eigen::VectorXd> points;
    std::vector<std::size_t> owners;
    for (std::size_t i = 0; i < climbs.size(); ++i) {
        if (!isMoving[i])
            continue;
        for (Eigen::VectorXd &neighbour : neighbours(climbs[i].point)) {
            points.push_back(std::move(neighbour));
            owners.push_back(i);
        }
    }
    std::fill(isMoving.begin(), isMoving.end(), false);
    keepPromising(points, owners, climbs);
    const std::vector<Proposal> moves = scored(points);
    for (std::size_t k = 0; k < moves.size(); ++k) {
        Proposal &climb = climbs[owners[k]];
        if (moves[k].value > climb.value + leastGain) {
            climb = moves[k];
            isMoving[owners[k]] = true;
        }
    }
}

} // namespace attune
