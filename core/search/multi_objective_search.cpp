// SPDX-FileCopyrightText: 2026 The Attune developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/search/multi_objective_search.h"

#include "core/gp/candidates.h"
#include "core/gp/chance_acquisition.h"
#include "core/gp/multi_objective_acquisition.h"
#include "core/gp/per_second_acquisition.h"
#include "core/gp/success_model.h"
#include "core/search/search_effort.h"

#include <algorithm>
#include <cmath>
#include <memory>

namespace attune {

namespace {

constexpr std::size_t sprayCentres = 8;
constexpr int spraySize = 25;
constexpr std::int64_t enumeratedPoints = 4096;
constexpr Eigen::Index exactPoints = 100; ///< of three objectives; more leave too many boxes
constexpr Eigen::Index directionCount = 32;

} // namespace

MultiObjectiveSearch::MultiObjectiveSearch(const SearchDomain &domain,
                                           const std::vector<KernelParameters> &parameters,
                                           const std::vector<TrainingData> &data,
                                           const Eigen::MatrixXd &pending, const SearchStep &step)
    : m_domain(domain), m_rng(step.rng), m_durations(step.durations),
      m_logLengthScales(parameters.front().logLengthScales),
      m_rows(static_cast<int>(data.front().objective.size()))
{
    const Eigen::MatrixXd &known = data.front().objective.inputs;
    Eigen::MatrixXd inputs(known.rows() + pending.rows(), known.cols());
    inputs << known, pending;
    Eigen::MatrixXd means(inputs.rows(), static_cast<Eigen::Index>(data.size()));
    for (std::size_t k = 0; k < data.size(); ++k) {
        GaussianProcess &model = m_models.emplace_back(
            domain.encoding(), parameters[k], data[k].objective, data[k].factored, step.cache);
        means.col(static_cast<Eigen::Index>(k)) = model.predict(inputs).means.col(0);
        model.addPending(pending);
        m_logLengthScales = m_logLengthScales.cwiseMin(parameters[k].logLengthScales);
    }
    addBounds(m_chance, domain.encoding(), step.bounds, step.cache);
    if (!m_chance.isEmpty())
        keepAllowed(m_chance.areLikely(inputs), means);
    if (data.front().labels.size() > 0)
        m_chance.add(std::make_unique<SuccessModel>(domain.encoding(), parameters.front(),
                                                    data.front().labels));
    m_chance.addPending(pending);
    m_front = frontOf(means);
    for (Eigen::Index k = 0; k < m_front.points.rows(); ++k) {
        Eigen::Index row = 0;
        (means.rowwise() - m_front.points.row(k)).rowwise().squaredNorm().minCoeff(&row);
        if (row < known.rows())
            m_frontPoints.emplace_back(data.front().points.col(row));
    }
}

/// Rows that hardly meet the bounds are no part of the front: they are put behind all others.
void MultiObjectiveSearch::keepAllowed(const std::vector<bool> &isAllowed, Eigen::MatrixXd &means)
{
    m_hasAllowed = std::find(isAllowed.begin(), isAllowed.end(), true) != isAllowed.end();
    const Eigen::RowVectorXd worst = means.colwise().maxCoeff();
    for (std::size_t i = 0; i < isAllowed.size() && m_hasAllowed; ++i) {
        if (!isAllowed[i])
            means.row(static_cast<Eigen::Index>(i)) = worst;
    }
}

std::vector<Eigen::VectorXd> MultiObjectiveSearch::candidates()
{
    if (m_domain.size().value_or(enumeratedPoints + 1) <= enumeratedPoints)
        return m_domain.openPoints(enumeratedPoints);
    CandidateSource source(m_domain, m_rng);
    std::vector<Eigen::VectorXd> points = source.anywhere(effortFor(m_rows).candidates);
    const std::size_t count = m_frontPoints.size();
    const std::size_t centres = std::min(sprayCentres, count);
    for (std::size_t i = 0; i < centres; ++i) { // evenly along the front, both ends included
        const std::size_t place = centres > 1 ? i * (count - 1) / (centres - 1) : 0;
        const auto spray = source.around(m_frontPoints[place], spraySize);
        points.insert(points.end(), spray.begin(), spray.end());
    }
    return points;
}

/// Uniform on the positive part of the unit sphere.
Eigen::MatrixXd MultiObjectiveSearch::directions()
{
    constexpr double least = 1e-3; // so that no objective ever counts for nothing
    Eigen::MatrixXd directions(directionCount, static_cast<Eigen::Index>(m_models.size()));
    for (Eigen::Index i = 0; i < directions.rows(); ++i) {
        for (Eigen::Index k = 0; k < directions.cols(); ++k)
            directions(i, k) = std::max(std::abs(m_rng.normal()), least);
        directions.row(i).normalize();
    }
    return directions;
}

std::vector<Proposal> MultiObjectiveSearch::proposals()
{
    const std::size_t objectives = m_models.size();
    const bool isExact =
        objectives == 2 || (objectives == 3 && m_front.points.rows() <= exactPoints);
    const MultiObjectiveAcquisition worth(
        m_models, m_chance.isEmpty() ? nullptr : &m_chance,
        isExact ? JointRule{HypervolumeImprovement(m_front), Uncertainty::AlwaysHelps}
                : JointRule{DirectionalGrowth(m_front, directions()), Uncertainty::MayHarm});
    const PerSecondAcquisition perSecond(worth, m_durations);
    const ChanceAcquisition chance(m_chance);
    const AcquisitionFunction &acquisition =
        m_hasAllowed ? static_cast<const AcquisitionFunction &>(perSecond) : chance;
    const AcquisitionSearch search(m_domain, acquisition, m_logLengthScales,
                                   effortFor(m_rows).climbs);
    return search.search(candidates());
}

} // namespace attune
