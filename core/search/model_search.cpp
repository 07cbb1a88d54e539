// SPDX-FileCopyrightText: 2026 The Attune developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/search/model_search.h"

#include "core/gp/acquisition.h"
#include "core/gp/candidates.h"
#include "core/gp/chance_acquisition.h"
#include "core/gp/per_second_acquisition.h"
#include "core/gp/success_model.h"
#include "core/search/search_effort.h"

#include <algorithm>
#include <limits>
#include <memory>

namespace attune {

namespace {

constexpr std::size_t sprayCentres = 5;
constexpr int spraySize = 40;
constexpr std::int64_t enumeratedPoints = 4096;
constexpr Eigen::Index fantasyCount = 16;
constexpr Eigen::Index imaginedPending = 8; ///< the newest; older ones are believed as predicted
constexpr double explorationBeta = 1.4;
constexpr std::size_t boundedRows = 50;

} // namespace

ModelSearch::ModelSearch(const SearchDomain &domain, const KernelParameters &parameters,
                         const TrainingData &data, const Eigen::MatrixXd &pending,
                         AcquisitionRule rule, const SearchStep &step)
    : m_domain(domain), m_data(data), m_rule(rule), m_rng(step.rng), m_durations(step.durations),
      m_model(domain.encoding(), parameters, data.objective, data.factored, step.cache),
      m_byMean(rowsOfBest(data))
{
    addBounds(m_chance, domain.encoding(), step.bounds, step.cache);
    const Eigen::VectorXd means = m_model.fittedMeans();
    std::stable_sort(m_byMean.begin(), m_byMean.end(),
                     [&means](int a, int b) { return means[a] < means[b]; });
    // Those that met all bounds, as far as one can tell, are what there is to improve on.
    const std::vector<bool> likely = m_chance.areLikely(data.objective.inputs);
    const auto isLikely = [&](int row) { return likely[static_cast<std::size_t>(row)]; };
    std::stable_partition(m_byMean.begin(), m_byMean.end(), isLikely);
    m_hasAllowed = m_byMean.empty() || isLikely(m_byMean.front());
    const double best = m_byMean.empty() ? 0.0 : means[m_byMean.front()];
    constexpr double nothing = std::numeric_limits<double>::infinity();
    m_incumbents = Eigen::VectorXd::Constant(1, m_hasAllowed ? best : nothing);
    respectPending(pending);
    if (data.labels.size() > 0)
        m_chance.add(std::make_unique<SuccessModel>(domain.encoding(), parameters, data.labels));
    m_chance.addPending(pending);
}

/// Requires: the chance is that of the bounds.
void ModelSearch::respectPending(const Eigen::MatrixXd &pending)
{
    const std::vector<bool> likely = m_chance.areLikely(pending);
    m_hasAllowed = m_hasAllowed || std::find(likely.begin(), likely.end(), true) != likely.end();
    const bool imagines = m_rule == AcquisitionRule::ExpectedImprovement;
    const Eigen::Index imagined = imagines ? std::min(imaginedPending, pending.rows()) : 0;
    const Eigen::Index believed = pending.rows() - imagined;
    believe(pending.topRows(believed), {likely.begin(), likely.begin() + believed});
    if (imagined > 0)
        imagineOutcomes(pending.bottomRows(imagined), {likely.begin() + believed, likely.end()});
}

void ModelSearch::believe(const Eigen::MatrixXd &pending, const std::vector<bool> &likely)
{
    const Eigen::VectorXd means = m_model.means(pending);
    for (Eigen::Index i = 0; i < pending.rows(); ++i) {
        if (likely[static_cast<std::size_t>(i)])
            m_incumbents[0] = std::min(m_incumbents[0], means[i]);
    }
    m_model.addPending(pending);
}

void ModelSearch::imagineOutcomes(const Eigen::MatrixXd &pending, const std::vector<bool> &likely)
{
    const Eigen::VectorXd means = m_model.predict(pending).means.col(0);
    Eigen::MatrixXd covariance = m_model.covariance(pending);
    covariance.diagonal().array() += noiseFloor * m_model.parameters().amplitude();
    const auto factor = CholeskyFactor::of(covariance);
    if (!factor) { // all but certain: nothing to imagine
        believe(pending, likely);
        return;
    }
    Eigen::MatrixXd normals(pending.rows(), fantasyCount);
    for (Eigen::Index j = 0; j < fantasyCount; j += 2) { // in antithetic pairs
        for (double &normal : normals.col(j))
            normal = m_rng.normal();
        normals.col(j + 1) = -normals.col(j);
    }
    Eigen::MatrixXd outcomes = factor->lower().triangularView<Eigen::Lower>() * normals;
    outcomes.colwise() += means;
    m_incumbents = Eigen::VectorXd::Constant(fantasyCount, m_incumbents[0]);
    for (Eigen::Index i = 0; i < pending.rows(); ++i) {
        if (likely[static_cast<std::size_t>(i)])
            m_incumbents = m_incumbents.cwiseMin(outcomes.row(i).transpose());
    }
    m_model.addPending(pending);
    m_model.setFantasies(outcomes);
}

std::vector<Eigen::VectorXd> ModelSearch::candidates()
{
    if (m_domain.size().value_or(enumeratedPoints + 1) <= enumeratedPoints)
        return m_domain.openPoints(enumeratedPoints);
    CandidateSource source(m_domain, m_rng);
    const int wanted = effortFor(m_model.observations()).candidates;
    std::vector<Eigen::VectorXd> points = source.anywhere(wanted);
    // Where constraints leave too little to be met by chance, mutations stand in.
    const int missing = wanted - static_cast<int>(points.size());
    const int size = spraySize + missing / static_cast<int>(sprayCentres);
    const bool hasValues = m_data.points.cols() > 0; // not where all have failed
    for (std::size_t i = 0; i < std::min(sprayCentres, m_byMean.size()) && hasValues; ++i) {
        const auto spray = source.around(m_data.points.col(m_byMean[i]), size);
        points.insert(points.end(), spray.begin(), spray.end());
    }
    return points;
}

std::vector<Proposal> ModelSearch::proposals()
{
    const Acquisition worth(m_model, m_chance.isEmpty() ? nullptr : &m_chance,
                            {m_rule, m_incumbents, explorationBeta});
    const PerSecondAcquisition perSecond(worth, m_durations);
    const ChanceAcquisition chance(m_chance);
    const AcquisitionFunction &acquisition =
        m_hasAllowed ? static_cast<const AcquisitionFunction &>(perSecond) : chance;
    const AcquisitionSearch search(m_domain, acquisition, m_model.parameters().logLengthScales,
                                   effortFor(m_model.observations()).climbs);
    return search.search(candidates());
}

double ModelSearch::worstOfBestSeen() const
{
    const std::size_t count = std::min(boundedRows, m_byMean.size());
    const std::vector<int> best(m_byMean.begin(),
                                m_byMean.begin() + static_cast<std::ptrdiff_t>(count));
    const Eigen::MatrixXd inputs = m_data.objective.inputs(best, Eigen::all);
    const Prediction prediction = m_model.predict(inputs);
    return (prediction.means.col(0).array() + explorationBeta * prediction.variances.array().sqrt())
        .minCoeff();
}

} // namespace attune
