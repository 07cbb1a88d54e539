// SPDX-FileCopyrightText: 2026 The Attune developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/search/related_studies.h"

#include "core/search/kernel_learning.h"
#include "core/search/training_data.h"
#include "core/search/untried_settings.h"

#include <algorithm>
#include <cmath>
#include <mutex>
#include <numeric>
#include <utility>

namespace attune {

namespace {

constexpr std::size_t leastResults = 4; ///< for a model
constexpr std::size_t mostResults = 300;
constexpr std::size_t bestResults = 150;    ///< of those, when there are more
constexpr std::size_t mostFirstPoints = 5;  ///< of all studies together
constexpr std::size_t mostOfOneStudy = 3;   ///< first points
constexpr double leastSeparation = 0.15;    ///< of first points, in the largest coordinate
constexpr double goodShare = 0.25;          ///< of a study's results may be first points
constexpr double immaterialLogScale = 12.0; ///< a length-scale that makes all distances 0

/// The costs of the results that have one, of trials that were ended early what their end is
/// expected to have been; the other results are removed.
std::vector<double> costsOf(const EarlierStudy &study, std::vector<Observation> &results)
{
    const auto hasNone = [](const Observation &result) {
        return result.outcome == Outcome::Failed || result.objectives.size() != 1 ||
               !std::isfinite(result.objectives.front()) ||
               (result.outcome == Outcome::Stopped && result.resource <= 0 &&
                result.noiseStd == 0.0);
    };
    std::erase_if(results, hasNone);
    const StudyHistory history{results, {}};
    const int count = static_cast<int>(results.size());
    const ModelRows source(history, count, {study.objective.direction}, OnTheWay::Modelled, {});
    std::vector<int> all(results.size());
    std::iota(all.begin(), all.end(), 0);
    std::vector<double> costs(results.size(), 0.0);
    for (const ModelRow &row : source.rowsOf(all, WayDetail::Ends)) // a trial's last row comes last
        costs[static_cast<std::size_t>(row.result)] = row.cost;
    return costs;
}

/// Costs of mean 0 and variance 1, the worst tenth of them as good as the best of that tenth, so
/// that a run which diverged says no more than "bad".
Eigen::VectorXd standardized(const Eigen::VectorXd &costs)
{
    std::vector<double> sorted(costs.begin(), costs.end());
    std::sort(sorted.begin(), sorted.end());
    const double share = 0.9 * static_cast<double>(sorted.size() - 1);
    const double worst = sorted[static_cast<std::size_t>(share)];
    const double best = sorted.front();
    if (!(worst > best) || !std::isfinite(worst - best))
        return normalScores(costs);
    Eigen::ArrayXd values = (costs.array().min(worst) - best) / (worst - best);
    values -= values.mean();
    return (values / std::sqrt(values.square().mean())).matrix();
}

std::vector<int> bestFirst(const Eigen::VectorXd &costs)
{
    std::vector<int> order(static_cast<std::size_t>(costs.size()));
    std::iota(order.begin(), order.end(), 0);
    std::stable_sort(order.begin(), order.end(),
                     [&costs](int a, int b) { return costs[a] < costs[b]; });
    return order;
}

/// The best of many results and an even selection of the others.
std::vector<int> representative(const Eigen::VectorXd &costs)
{
    std::vector<int> order = bestFirst(costs);
    if (order.size() > mostResults) {
        const auto firstOther = order.begin() + static_cast<std::ptrdiff_t>(bestResults);
        const std::vector<int> others =
            thinned({firstOther, order.end()}, mostResults - bestResults);
        order.erase(firstOther, order.end());
        order.insert(order.end(), others.begin(), others.end());
    }
    std::sort(order.begin(), order.end());
    return order;
}

} // namespace

struct RelatedStudies::Models
{
    std::once_flag areMade;
    std::vector<GaussianProcess> all;
};

RelatedStudies::RelatedStudies(const SearchProblem &problem, const UnitCube &cube,
                               const Encoding &encoding)
    : m_cube(cube), m_encoding(encoding), m_seed(problem.search.seed),
      m_direction(problem.objectives.front().direction), m_models(std::make_unique<Models>())
{
    const SearchSpace space = spaceForEarlier(problem);
    for (const EarlierStudy &earlier : problem.earlierStudies) {
        if (earlier.kind != WarmStartKind::Related)
            continue;
        StudyHistory history{resultsInSpace(earlier, space).results, {}};
        const std::vector<double> costs = costsOf(earlier, history.results);
        if (costs.size() < leastResults)
            continue;
        const Eigen::VectorXd all = Eigen::Map<const Eigen::VectorXd>(
            costs.data(), static_cast<Eigen::Index>(costs.size()));
        const std::vector<int> rows = representative(all);
        m_studies.push_back({pointsOf(cube, history, rows), standardized(all)(rows)});
    }
    choosePoints();
    for (const Eigen::VectorXd &point : m_firstPoints)
        m_firstSettings.push_back(settingsAt(m_cube, point));
}

RelatedStudies::~RelatedStudies() = default;

void RelatedStudies::choosePoints()
{
    std::vector<std::vector<int>> orders;
    for (const Study &study : m_studies)
        orders.push_back(bestFirst(study.scores));
    std::vector<std::size_t> next(orders.size(), 0);
    const auto isFar = [this](const Eigen::VectorXd &point) {
        return std::all_of(m_firstPoints.begin(), m_firstPoints.end(), [&](const auto &chosen) {
            return (chosen - point).cwiseAbs().maxCoeff() >= leastSeparation;
        });
    };
    for (std::size_t turn = 0; turn < mostOfOneStudy; ++turn) {
        for (std::size_t s = 0; s < orders.size(); ++s) {
            const double share = goodShare * static_cast<double>(orders[s].size());
            const auto end = static_cast<std::size_t>(std::ceil(share));
            while (next[s] < end && m_firstPoints.size() < mostFirstPoints) {
                const int row = orders[s][next[s]++];
                const Eigen::VectorXd within =
                    m_studies[s].points.col(row).cwiseMax(0.0).cwiseMin(1.0);
                const Eigen::VectorXd point = m_encoding.canonical(within);
                if (!isFar(point) || !m_cube.isFeasible(settingsAt(m_cube, point)))
                    continue;
                m_firstPoints.push_back(point);
                break;
            }
        }
    }
}

std::optional<Eigen::VectorXd> RelatedStudies::nextFirstPoint(const SearchDomain &domain,
                                                              const StudyHistory &history,
                                                              int number) const
{
    const auto isOurs = [this](const Settings &settings) {
        return std::any_of(m_firstSettings.begin(), m_firstSettings.end(),
                           [&](const Settings &ours) { return sameSettings(ours, settings); });
    };
    const double sign = m_direction == Direction::Minimize ? 1.0 : -1.0;
    double bestCosts[] = {HUGE_VAL, HUGE_VAL}; // of other trials, of ours
    int counts[] = {0, 0};
    for (const Observation &result : history.results) {
        const int which = isOurs(result.settings) ? 1 : 0;
        ++counts[which];
        if (result.outcome == Outcome::Complete && !result.objectives.empty())
            bestCosts[which] = std::min(bestCosts[which], sign * result.objectives.front());
    }
    for (const PendingTrial &trial : history.pending) {
        if (trial.trial != number)
            ++counts[isOurs(trial.settings) ? 1 : 0];
    }
    if (counts[1] > counts[0] || (counts[1] > 0 && bestCosts[0] < bestCosts[1]))
        return std::nullopt;
    for (Eigen::VectorXd point : m_firstPoints) {
        domain.pin(point);
        if (domain.isOpen(point))
            return point;
    }
    return std::nullopt;
}

GaussianProcess RelatedStudies::modelOf(const Study &study, int index) const
{
    const TrainingSet data{m_encoding.encode(study.points), study.scores,
                           Eigen::VectorXd::Zero(study.scores.size())};
    Rng draws(m_seed, RandomPurpose::EarlierStudy, static_cast<std::uint64_t>(index));
    KernelParameters parameters = learntParameters(m_encoding, data, std::nullopt, 1, draws, {});
    // Of a hyperparameter that it had at one value only, a study knows nothing: the others decide.
    for (int i = 0; i < m_encoding.lengthScales(); ++i) {
        const auto columns =
            data.inputs.middleCols(m_encoding.firstColumn(i), m_encoding.columnCount(i));
        if ((columns.rowwise() - columns.row(0)).isZero(0.0))
            parameters.logLengthScales[i] = immaterialLogScale;
    }
    return {m_encoding, parameters, data, static_cast<int>(data.size())};
}

const std::vector<GaussianProcess> &RelatedStudies::models() const
{
    std::call_once(m_models->areMade, [this] {
        for (const Study &study : m_studies)
            m_models->all.push_back(modelOf(study, static_cast<int>(m_models->all.size())));
    });
    return m_models->all;
}

Eigen::VectorXd RelatedStudies::weights(const KernelParameters &parameters,
                                        const TrainingSet &data) const
{
    Eigen::MatrixXd features(data.size(), static_cast<Eigen::Index>(count()));
    for (std::size_t s = 0; s < count(); ++s)
        features.col(static_cast<Eigen::Index>(s)) = models()[s].means(data.inputs);
    return transferWeights(m_encoding, parameters, data, features);
}

std::unique_ptr<MeanFunction> RelatedStudies::prior(const Eigen::VectorXd &weights) const
{
    if (weights.size() == 0 || weights.isZero(0.0))
        return nullptr;
    return std::make_unique<TransferPrior>(models(), weights);
}

} // namespace attune
