// SPDX-FileCopyrightText: 2026 The Attune developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/search/related_studies.h"

#include "core/numerics/normal_distribution.h"
#include "core/search/earlier_results.h"
#include "core/search/kernel_learning.h"
#include "core/search/untried_settings.h"

#include <algorithm>
#include <cmath>
#include <mutex>
#include <numeric>
#include <utility>

namespace attune {

namespace {

constexpr std::size_t leastResults = 4;     ///< for a model
constexpr std::size_t mostResults = 300;    ///< of all studies together
constexpr std::size_t mostFirstPoints = 5;  ///< of all studies together
constexpr std::size_t mostOfOneStudy = 3;   ///< first points
constexpr double leastSeparation = 0.15;    ///< of first points, in the largest coordinate
constexpr double goodShare = 0.25;          ///< of a study's results may be first points
constexpr double immaterialLogScale = 12.0; ///< a length-scale that makes all distances 0
constexpr double pull = 1.0;                ///< towards equal spreads, in results
constexpr double leastSlope = 0.02;         ///< of costs over scores, both of variance 1

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
    const ModelRows source(history, count, {{study.objective.direction}}, OnTheWay::Modelled, {});
    std::vector<int> all(results.size());
    std::iota(all.begin(), all.end(), 0);
    std::vector<double> costs(results.size(), 0.0);
    for (const ModelRow &row : source.rowsOf(all, WayDetail::Ends)) // a trial's last row comes last
        costs[static_cast<std::size_t>(row.result)] = row.cost;
    return costs;
}

std::vector<int> bestFirst(const Eigen::VectorXd &costs)
{
    std::vector<int> order(static_cast<std::size_t>(costs.size()));
    std::iota(order.begin(), order.end(), 0);
    std::stable_sort(order.begin(), order.end(),
                     [&costs](int a, int b) { return costs[a] < costs[b]; });
    return order;
}

/// The lowest cost that nine tenths do not exceed.
double worstThatCounts(const Eigen::VectorXd &costs)
{
    std::vector<double> sorted(costs.begin(), costs.end());
    std::sort(sorted.begin(), sorted.end());
    return sorted[static_cast<std::size_t>(std::ceil(0.9 * static_cast<double>(sorted.size()))) -
                  1];
}

/// Normal quantiles of (rank - 1/2) / n, for costs that have no spread otherwise.
Eigen::VectorXd normalScores(const Eigen::VectorXd &costs)
{
    const std::vector<int> order = bestFirst(costs);
    Eigen::VectorXd scores(costs.size());
    for (std::size_t i = 0; i < order.size(); ++i)
        scores[order[i]] =
            normalQuantile((static_cast<double>(i) + 0.5) / static_cast<double>(order.size()));
    return scores;
}

/// Costs of mean 0 and variance 1, the worst tenth of them as good as the best of that tenth, so
/// that a run which diverged says no more than "bad".
Eigen::VectorXd standardized(const Eigen::VectorXd &costs)
{
    const double worst = worstThatCounts(costs);
    const double best = costs.minCoeff();
    if (!(worst > best) || !std::isfinite(worst - best))
        return normalScores(costs);
    Eigen::ArrayXd values = (costs.array().min(worst) - best) / (worst - best);
    values -= values.mean();
    return (values / std::sqrt(values.square().mean())).matrix();
}

/// The better half of `most` results and an even selection of the others.
std::vector<int> representative(const Eigen::VectorXd &costs, std::size_t most)
{
    std::vector<int> order = bestFirst(costs);
    if (order.size() > most) {
        const auto firstOther = order.begin() + static_cast<std::ptrdiff_t>(most / 2);
        const std::vector<int> others = thinned({firstOther, order.end()}, most - most / 2);
        order.erase(firstOther, order.end());
        order.insert(order.end(), others.begin(), others.end());
    }
    std::sort(order.begin(), order.end());
    return order;
}

} // namespace

bool areTrusted(const std::vector<Calibration> &calibrations)
{
    return std::any_of(calibrations.begin(), calibrations.end(),
                       [](const Calibration &each) { return each.isTrusted(); });
}

struct RelatedStudies::Models
{
    std::once_flag areMade;
    std::vector<GaussianProcess> all;
};

RelatedStudies::RelatedStudies(const SearchProblem &problem, const UnitCube &cube)
    : m_cube(cube), m_encoding(cube), m_seed(problem.search.seed),
      m_direction(problem.objectives.front().direction),
      m_isModelled(problem.objectives.size() == 1), m_models(std::make_unique<Models>())
{
    const SearchSpace space = spaceForEarlier(problem);
    const auto related =
        std::count_if(problem.earlierStudies.begin(), problem.earlierStudies.end(),
                      [](const auto &study) { return study.kind == WarmStartKind::Related; });
    for (const EarlierStudy &earlier : problem.earlierStudies) {
        if (earlier.kind != WarmStartKind::Related)
            continue;
        StudyHistory history{resultsInSpace(earlier, space).results, {}};
        const std::vector<double> costs = costsOf(earlier, history.results);
        if (costs.size() < leastResults)
            continue;
        const Eigen::VectorXd all = Eigen::Map<const Eigen::VectorXd>(
            costs.data(), static_cast<Eigen::Index>(costs.size()));
        if (all.minCoeff() == all.maxCoeff()) // says nothing
            continue;
        const std::vector<int> rows =
            representative(all, mostResults / static_cast<std::size_t>(related));
        const int task = static_cast<int>(m_studies.size()) + 1;
        Study study{{}, pointsOf(cube, history, rows), standardized(all)(rows)};
        for (const int row : rows) {
            const Observation &known = history.results[static_cast<std::size_t>(row)];
            Observation result;
            result.trial = -1;
            result.settings = known.settings;
            result.isOfSpace = known.isOfSpace;
            result.relatedTask = task;
            study.results.push_back(std::move(result));
        }
        m_studies.push_back(std::move(study));
    }
    choosePoints();
    for (const Eigen::VectorXd &point : m_firstPoints) {
        Settings &settings = m_firstSettings.emplace_back(settingsAt(m_cube, point));
        for (const FrozenHyperparameter &frozen : problem.frozen)
            settings[frozen.hyperparameter.name] = frozen.value;
    }
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

bool RelatedStudies::isFirstPoint(const Settings &settings) const
{
    return std::any_of(m_firstSettings.begin(), m_firstSettings.end(),
                       [&](const Settings &ours) { return sameSettings(ours, settings); });
}

int RelatedStudies::firstPointsIn(const StudyHistory &history, int number) const
{
    const auto results = std::count_if(
        history.results.begin(), history.results.end(), [this](const Observation &result) {
            return result.trial >= 0 && isFirstPoint(result.settings);
        });
    const auto pending = std::count_if(
        history.pending.begin(), history.pending.end(), [&](const PendingTrial &trial) {
            return trial.trial != number && isFirstPoint(trial.settings);
        });
    return static_cast<int>(results + pending);
}

std::optional<Eigen::VectorXd> RelatedStudies::nextFirstPoint(const SearchDomain &domain,
                                                              const StudyHistory &history,
                                                              int number) const
{
    const double sign = m_direction == Direction::Minimize ? 1.0 : -1.0;
    double bestCosts[] = {HUGE_VAL, HUGE_VAL}; // of other trials, of ours
    for (const Observation &result : history.results) {
        if (result.outcome == Outcome::Complete && !result.objectives.empty()) {
            double &best = bestCosts[isFirstPoint(result.settings) ? 1 : 0];
            best = std::min(best, sign * result.objectives.front());
        }
    }
    const int ours = firstPointsIn(history, number);
    const auto isOther = [number](const PendingTrial &trial) { return trial.trial != number; };
    const auto under = std::count_if(history.pending.begin(), history.pending.end(), isOther);
    const int others = static_cast<int>(history.results.size()) + static_cast<int>(under) - ours;
    if (ours > others || (ours > 0 && bestCosts[0] < bestCosts[1]))
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

Calibration RelatedStudies::calibration(std::size_t study, const TrainingData &own,
                                        const StudyHistory &history) const
{
    const std::vector<int> rows = rowsOfBest(own);
    if (!own.areWhole[static_cast<std::size_t>(rows.front())])
        return {};
    const double sign = m_direction == Direction::Minimize ? 1.0 : -1.0;
    Eigen::VectorXd costs(static_cast<Eigen::Index>(rows.size()));
    std::vector<int> results;
    for (const int row : rows) {
        results.push_back(own.results[static_cast<std::size_t>(row)]);
        const Observation &result = history.results[static_cast<std::size_t>(results.back())];
        costs[static_cast<Eigen::Index>(results.size()) - 1] = sign * result.objectives.front();
    }
    costs = costs.cwiseMin(worstThatCounts(costs));
    const double mean = costs.mean();
    const double spread = std::sqrt((costs.array() - mean).square().mean());
    if (!(spread > 0.0) || !std::isfinite(spread))
        return {};
    const Eigen::MatrixXd inputs = m_encoding.encode(pointsOf(m_cube, history, results));
    const Eigen::VectorXd expected = models()[study].means(inputs);
    const Eigen::ArrayXd differences = expected.array() - expected.mean();
    const double slope = ((differences * (costs.array() - mean)).sum() / spread + pull) /
                         (differences.square().sum() + pull);
    const double factor = std::max(slope, leastSlope) * spread;
    return {mean - factor * expected.mean(), factor};
}

StudyHistory RelatedStudies::joined(const StudyHistory &history,
                                    const std::vector<Calibration> &calibrations) const
{
    const double sign = m_direction == Direction::Minimize ? 1.0 : -1.0;
    StudyHistory all;
    for (std::size_t s = 0; s < calibrations.size(); ++s) {
        const auto &[offset, factor] = calibrations[s];
        for (Eigen::Index i = 0; calibrations[s].isTrusted() && i < m_studies[s].scores.size();
             ++i) {
            Observation result = m_studies[s].results[static_cast<std::size_t>(i)];
            result.objectives = {sign * (offset + factor * m_studies[s].scores[i])};
            all.results.push_back(std::move(result));
        }
    }
    all.results.insert(all.results.end(), history.results.begin(), history.results.end());
    all.pending = history.pending;
    return all;
}

} // namespace attune
